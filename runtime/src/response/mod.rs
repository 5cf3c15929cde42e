//! Responses of handlers and dependencies. Each type describes itself, so that the document lists what the program sends.

mod asset;
mod auth_error;
mod body;
pub(crate) mod challenge;
mod http_error;
mod json;
mod no_content;
mod oauth2_error;
mod problem;
mod refusal;
pub(crate) mod rejection;
mod result;
mod status;

pub(crate) use asset::{Asset, Keep, to_root};
pub use auth_error::AuthError;
pub(crate) use auth_error::Refused;
pub use body::{Body, BoxError};
pub(crate) use http_error::Detail;
pub use http_error::HttpError;
pub use json::Json;
pub use no_content::NoContent;
pub use oauth2_error::OAuth2Error;
pub(crate) use problem::{Problem, Problems, Step, is_secret};
pub(crate) use refusal::Challenges;
pub use refusal::{Collected, Refusal};
pub(crate) use status::ChosenStatus;

use crate::graph::Answers;

/// A response.
pub type Response = http::Response<Body>;

#[doc = include_str!("../../docs/own-response.md")]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a response",
    label = "no operation or dependency can answer with this",
    note = "help: return data as `Json<..>` of a type that derives `serde::Serialize` and `schemars::JsonSchema`,\n\
            nothing as `NoContent`, an error as `HttpError`\n\
            see portcullis::rules::not_a_response"
)]
pub trait IntoResponse: Sized {
    /// The responses that it can become, for the document.
    const ANSWERS: Answers;

    /// Converts it into a response.
    fn into_response(self) -> Response;

    /// The conversion as a function pointer, for expansions.
    #[doc(hidden)]
    const RESPOND: fn(Self) -> Response = Self::into_response;
}

#[diagnostic::do_not_recommend]
impl IntoResponse for Response {
    const ANSWERS: Answers = Answers::Nothing;

    fn into_response(self) -> Response {
        self
    }
}
