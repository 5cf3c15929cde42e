use crate::graph::Challenge;
use crate::respond::{IntoResponse, Response, rejection};

/// Why a dependency said no. Functions that `#[dependency]` makes hand it on with `?`; the server turns it
/// into the response.
#[derive(Debug)]
pub struct Refusal(Reason);

#[derive(Debug)]
enum Reason {
    /// Nothing was presented that the scheme could read; with its challenge.
    Missing(Option<Challenge>),
    /// The dependency's own answer. Boxed, since a refusal travels beside every value.
    Answer(Box<Response>),
    /// Parameters that did not validate; the context holds what is wrong with them.
    Collected,
}

/// A parameter that did not validate: the problem is kept in the context, to be reported with the others.
#[derive(Clone, Copy, Debug)]
pub struct Collected(());

impl Refusal {
    /// The refusal of a scheme that found no credentials: 401 with this challenge.
    pub const fn missing(challenge: Option<Challenge>) -> Self {
        Self(Reason::Missing(challenge))
    }

    /// A refusal with an answer of its own.
    pub fn answer(answer: impl IntoResponse) -> Self {
        Self(Reason::Answer(Box::new(answer.into_response())))
    }

    /// Whether it is parameters that did not validate; any other refusal stays one.
    pub(crate) fn collected(self) -> Result<Collected, Self> {
        match self.0 {
            Reason::Collected => Ok(Collected(())),
            _ => Err(self),
        }
    }

    /// The response.
    pub(crate) fn into_response(self) -> Response {
        match self.0 {
            Reason::Missing(challenge) => rejection::not_authenticated(challenge),
            Reason::Answer(response) => *response,
            // A context reports what it has collected; a refusal that comes from elsewhere cannot say more.
            Reason::Collected => rejection::unprocessable(&[]),
        }
    }
}

impl Collected {
    pub(crate) const fn new() -> Self {
        Self(())
    }
}

impl From<Collected> for Refusal {
    fn from(_: Collected) -> Self {
        Self(Reason::Collected)
    }
}
