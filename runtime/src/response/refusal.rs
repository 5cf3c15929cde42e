use http::HeaderValue;

use super::{IntoResponse, Response, challenge, rejection};
use crate::graph::Challenge;

/// Why a dependency said no. Functions that `#[dependency]` makes hand it on with `?`; the server turns it
/// into the response.
#[derive(Debug)]
pub struct Refusal(Reason);

#[derive(Debug)]
enum Reason {
    /// Nothing was presented that the scheme reads.
    Missing(Challenges),
    /// What was presented cannot be read by the scheme.
    Malformed(Challenges),
    /// The dependency's own answer. Boxed, since a refusal travels beside every value.
    Answer(Box<Response>),
    /// Parameters that did not validate; the context holds what is wrong with them.
    Collected,
}

/// What a refusal tells the client to send.
#[derive(Debug)]
pub(crate) enum Challenges {
    /// What one scheme declares.
    Declared(Option<Challenge>),
    /// As many as there are alternatives, or one that was made for this request.
    Written(Vec<HeaderValue>),
}

/// A parameter that did not validate: the problem is kept in the context, to be reported with the others.
#[derive(Clone, Copy, Debug)]
pub struct Collected(());

impl Refusal {
    /// The refusal of a scheme that found no credentials, as of a client that does not know that they are asked for:
    /// 401 with this challenge. Where the scheme is optional, or one of several alternatives, it is none.
    pub const fn missing(challenge: Option<Challenge>) -> Self {
        Self(Reason::Missing(Challenges::Declared(challenge)))
    }

    /// The refusal of a scheme that found credentials which it cannot read: 401 with this challenge, where the scheme
    /// is optional, too.
    pub const fn malformed(challenge: Option<Challenge>) -> Self {
        Self(Reason::Malformed(Challenges::Declared(challenge)))
    }

    /// [`missing`](Self::missing), with challenges that are made for this request (RFC 9110, section 11.6.1).
    pub fn missing_with(challenges: Vec<HeaderValue>) -> Self {
        Self(Reason::Missing(Challenges::Written(challenges)))
    }

    /// [`malformed`](Self::malformed), with challenges that are made for this request.
    pub fn malformed_with(challenges: Vec<HeaderValue>) -> Self {
        Self(Reason::Malformed(Challenges::Written(challenges)))
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

    /// The challenges for credentials that were not presented; any other refusal stays one.
    pub(crate) fn into_missing(self) -> Result<Challenges, Self> {
        match self.0 {
            Reason::Missing(challenges) => Ok(challenges),
            _ => Err(self),
        }
    }

    /// The response.
    pub(crate) fn into_response(self) -> Response {
        match self.0 {
            Reason::Missing(challenges) | Reason::Malformed(challenges) => {
                rejection::not_authenticated(challenges)
            }
            Reason::Answer(response) => *response,
            // A context reports what it has collected; a refusal that comes from elsewhere cannot say more.
            Reason::Collected => rejection::unprocessable(&[]),
        }
    }
}

impl Challenges {
    /// Each as the header field has it.
    pub(crate) fn into_values(self) -> Vec<HeaderValue> {
        match self {
            Self::Declared(challenge) => challenge.and_then(challenge::header_value).into_iter().collect(),
            Self::Written(values) => values,
        }
    }
}

impl From<Challenges> for Refusal {
    fn from(challenges: Challenges) -> Self {
        Self(Reason::Missing(challenges))
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
