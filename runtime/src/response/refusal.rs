use http::HeaderValue;

use super::{IntoResponse, Response, challenge, rejection};
use crate::graph::Challenge;

/// The reason why a dependency refused the request. Functions under `#[dependency]` return it with `?`; the server turns it into
/// the response.
#[derive(Debug)]
pub struct Refusal(Reason);

#[derive(Debug)]
enum Reason {
    /// The request presents nothing that the scheme reads.
    Missing(Challenges),
    /// The request presents credentials that the scheme cannot read.
    Malformed(Challenges),
    /// The dependency's own response. Boxed, because every result has room for a refusal.
    Answer(Box<Response>),
    /// Parameters that did not validate. The context has their problems.
    Collected,
}

/// The challenges of a refusal.
#[derive(Debug)]
pub(crate) enum Challenges {
    /// The challenge that a scheme declares.
    Declared(Option<Challenge>),
    /// One challenge for each alternative, or one that was made for this request.
    Written(Vec<HeaderValue>),
}

/// A parameter that did not validate. The context keeps its problem, to report it with the others.
#[derive(Clone, Copy, Debug)]
pub struct Collected(());

impl Refusal {
    /// Refuses a request without credentials: 401 with this challenge. It is not a refusal if the scheme is optional, or one of
    /// several alternatives.
    pub const fn missing(challenge: Option<Challenge>) -> Self {
        Self(Reason::Missing(Challenges::Declared(challenge)))
    }

    /// Refuses credentials that the scheme cannot read: 401 with this challenge, even if the scheme is optional.
    pub const fn malformed(challenge: Option<Challenge>) -> Self {
        Self(Reason::Malformed(Challenges::Declared(challenge)))
    }

    /// Refuses as [`missing`](Self::missing) does, with challenges that are made for this request (RFC 9110, section 11.6.1).
    pub fn missing_with(challenges: Vec<HeaderValue>) -> Self {
        Self(Reason::Missing(Challenges::Written(challenges)))
    }

    /// Refuses as [`malformed`](Self::malformed) does, with challenges that are made for this request.
    pub fn malformed_with(challenges: Vec<HeaderValue>) -> Self {
        Self(Reason::Malformed(Challenges::Written(challenges)))
    }

    /// Refuses with this response.
    pub fn answer(answer: impl IntoResponse) -> Self {
        Self(Reason::Answer(Box::new(answer.into_response())))
    }

    /// Returns the parameters that did not validate, or any other refusal as the error.
    pub(crate) fn collected(self) -> Result<Collected, Self> {
        match self.0 {
            Reason::Collected => Ok(Collected(())),
            _ => Err(self),
        }
    }

    /// Whether it is that of parameters that did not validate.
    pub(crate) const fn is_collected(&self) -> bool {
        matches!(self.0, Reason::Collected)
    }

    /// Returns the challenges for missing credentials, or any other refusal as the error.
    pub(crate) fn into_missing(self) -> Result<Challenges, Self> {
        match self.0 {
            Reason::Missing(challenges) => Ok(challenges),
            _ => Err(self),
        }
    }

    /// Converts it into the response.
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
    /// Returns each challenge as a header value.
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
