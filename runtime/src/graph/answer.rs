use super::Model;

/// One kind of answer that an operation or a dependency can give.
#[derive(Clone, Copy, Debug)]
pub struct Answer {
    /// Its status.
    pub status: Status,
    /// What it means, in a few words.
    pub description: &'static str,
    /// Its media type and model, when it has a body.
    pub content: Option<(&'static str, Model)>,
    /// The header fields that come with it.
    pub headers: &'static [HeaderName],
}

/// The header that comes with a refusal of credentials.
const CHALLENGE: HeaderName =
    HeaderName { name: "WWW-Authenticate", description: "How to authenticate (RFC 9110, section 11.6.1)" };

/// The status of an [`Answer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Whatever the operation's success is: 200, or what `status = ..` says.
    Success,
    /// This one.
    Code(u16),
    /// One that is only known when it happens; OpenAPI's `default`.
    Unknown,
}

/// A header field of an answer: its name and what it says.
#[derive(Clone, Copy, Debug)]
pub struct HeaderName {
    /// The name of the field.
    pub name: &'static str,
    /// What stands in it.
    pub description: &'static str,
}

/// All the answers that a return type can give. A tree, because two constant lists cannot be joined.
#[derive(Clone, Copy, Debug)]
pub enum Answers {
    /// None.
    Nothing,
    /// One.
    One(Answer),
    /// Those of both.
    Both(&'static Answers, &'static Answers),
}

impl Answer {
    /// A JSON answer.
    pub const fn json(status: Status, description: &'static str, model: Model) -> Self {
        Self { status, description, content: Some(("application/json", model)), headers: &[] }
    }

    /// An answer without a body.
    pub const fn empty(status: Status, description: &'static str) -> Self {
        Self { status, description, content: None, headers: &[] }
    }

    /// The same, with a challenge (RFC 9110, section 11.6.1).
    pub const fn challenged(mut self) -> Self {
        self.headers = &[CHALLENGE];
        self
    }
}

impl Answers {
    /// Calls `each` for every answer, the first one first.
    pub fn for_each(&self, each: &mut dyn FnMut(&Answer)) {
        match self {
            Self::Nothing => {}
            Self::One(answer) => each(answer),
            Self::Both(first, second) => {
                first.for_each(each);
                second.for_each(each);
            }
        }
    }
}
