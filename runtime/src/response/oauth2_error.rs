use std::borrow::Cow;

use http::StatusCode;
use schemars::JsonSchema;
use serde::Serialize;

use super::json::json_bytes;
use super::{IntoResponse, Response, rejection};
use crate::graph::{Answer, Answers, Model, Status};

/// The refusal of a token request: 400 with `error` and `error_description` for OAuth 2.0 clients (RFC 6749, section 5.2), and
/// `detail` for clients of FastAPI.
///
/// The description must not repeat what the client sent.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[post("/token")]
/// async fn login(#[depends] form: OAuth2PasswordRequestForm) -> Result<Json<Value>, OAuth2Error> {
///     if form.password != "secret" {
///         return Err(OAuth2Error::invalid_grant("Incorrect username or password"));
///     }
///     Ok(Json(json!({ "access_token": form.username, "token_type": "bearer" })))
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OAuth2Error {
    error: &'static str,
    description: Cow<'static, str>,
}

macro_rules! constructors {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        pub fn $name(description: impl Into<Cow<'static, str>>) -> Self {
            Self { error: stringify!($name), description: description.into() }
        }
    )*};
}

impl OAuth2Error {
    constructors! {
        /// The request is missing a parameter, repeats one or is otherwise malformed.
        invalid_request
        /// The user name, the password or the grant is wrong.
        invalid_grant
        /// The client may not use this grant type.
        unauthorized_client
        /// The token endpoint does not support this grant type.
        unsupported_grant_type
        /// The scope is unknown, malformed or more than was granted.
        invalid_scope
    }

    /// Returns the error code, `invalid_grant` for example.
    pub fn error(&self) -> &'static str {
        self.error
    }
}

/// A refused token request (RFC 6749, section 5.2).
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "OAuth2Error")]
struct ErrorBody<'a> {
    /// The error code of RFC 6749, section 5.2.
    error: &'a str,
    /// A description for the developer of the client.
    error_description: &'a str,
    /// A copy of the description.
    detail: &'a str,
}

#[diagnostic::do_not_recommend]
impl IntoResponse for OAuth2Error {
    const ANSWERS: Answers = Answers::One(Answer::json(
        Status::Code(400),
        "The token request is refused",
        Model::of::<ErrorBody<'static>>(),
    ));

    fn into_response(self) -> Response {
        let sentence = &*self.description;
        let body = ErrorBody { error: self.error, error_description: sentence, detail: sentence };
        let Ok(bytes) = serde_json::to_vec(&body) else {
            return rejection::internal_server_error();
        };
        let mut response = json_bytes(bytes);
        *response.status_mut() = StatusCode::BAD_REQUEST;
        response
    }
}
