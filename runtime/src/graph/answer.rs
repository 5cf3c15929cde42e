use super::Model;

/// One kind of answer that an operation or a dependency can give.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Answer {
    /// The status.
    pub status: Status,
    /// The meaning, in a few words.
    pub description: &'static str,
    /// The media type and the model of the body, if the answer has one.
    pub content: Option<(&'static str, Model)>,
    /// The header fields that come with the answer.
    pub headers: &'static [HeaderName],
}

/// The header that comes with a refusal of credentials.
const CHALLENGE: HeaderName =
    HeaderName::new("WWW-Authenticate", "How to authenticate (RFC 9110, section 11.6.1)");

/// The status of an [`Answer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The operation's status of success: 200, or the value of `status = ..`.
    Success,
    /// A fixed status.
    Code(u16),
    /// A status that is only known at run time. OpenAPI lists it as `default`.
    Unknown,
}

/// A header field of an answer: its name and its meaning.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct HeaderName {
    /// The name of the field.
    pub name: &'static str,
    /// The meaning of the field's value.
    pub description: &'static str,
}

impl HeaderName {
    /// Describes the header field `name`.
    pub const fn new(name: &'static str, description: &'static str) -> Self {
        Self { name, description }
    }
}

/// All the answers that a return type can give.
///
/// The answers form a tree, because two constant lists cannot be joined.
#[derive(Clone, Copy, Debug)]
pub enum Answers {
    /// No answers.
    Nothing,
    /// One answer.
    One(Answer),
    /// The answers of two trees.
    Both(&'static Answers, &'static Answers),
}

impl Answer {
    /// Describes a JSON answer.
    pub const fn json(status: Status, description: &'static str, model: Model) -> Self {
        Self { status, description, content: Some(("application/json", model)), headers: &[] }
    }

    /// Describes an answer without a body.
    pub const fn empty(status: Status, description: &'static str) -> Self {
        Self { status, description, content: None, headers: &[] }
    }

    /// Sets the media type and the model of the body.
    #[must_use]
    pub const fn content(mut self, media_type: &'static str, model: Model) -> Self {
        self.content = Some((media_type, model));
        self
    }

    /// Sets the header fields that come with the answer.
    ///
    /// # Example
    ///
    /// ```
    /// use portcullis::graph::{Answer, HeaderName, Model, Status};
    ///
    /// const TABLE: Answer = Answer::empty(Status::Success, "A table")
    ///     .content("text/csv", Model::of::<String>())
    ///     .headers(&[HeaderName::new("Content-Disposition", "The name of the file")]);
    /// assert_eq!(TABLE.headers[0].name, "Content-Disposition");
    /// ```
    #[must_use]
    pub const fn headers(mut self, headers: &'static [HeaderName]) -> Self {
        self.headers = headers;
        self
    }

    /// Sets a challenge as the only header field (RFC 9110, section 11.6.1).
    #[must_use]
    pub const fn challenged(mut self) -> Self {
        self.headers = &[CHALLENGE];
        self
    }
}

impl Answers {
    /// Calls `each` for every answer, in order.
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
