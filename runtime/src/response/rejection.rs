//! Every refusal that this crate makes by itself: its status and its text.

use bytes::Bytes;
use http::header::{ALLOW, LOCATION, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};

use super::json::json_bytes;
use super::{Body, Challenges, Problem, Response, challenge};

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident: $status:ident, $text:literal;)*) => {$(
        $(#[$doc])*
        pub(crate) fn $name() -> Response {
            detail(StatusCode::$status, concat!("{\"detail\":\"", $text, "\"}"))
        }
    )*};
}

refusals! {
    /// The message is malformed.
    bad_request: BAD_REQUEST, "Bad Request";
    /// The message uses a feature that is not supported.
    not_implemented: NOT_IMPLEMENTED, "Not Implemented";
    /// No operation has this path.
    not_found: NOT_FOUND, "Not Found";
    /// The body was not complete in time.
    request_timeout: REQUEST_TIMEOUT, "Request Timeout";
    /// The body is larger than the operation accepts.
    content_too_large: PAYLOAD_TOO_LARGE, "Content Too Large";
    /// The target is too long (RFC 9110, section 15.5.15).
    uri_too_long: URI_TOO_LONG, "URI Too Long";
    /// An internal error. Its cause is in the log and nowhere else.
    internal_server_error: INTERNAL_SERVER_ERROR, "Internal Server Error";
}

fn detail(status: StatusCode, body: &'static str) -> Response {
    let mut response = json_bytes(Bytes::from_static(body.as_bytes()));
    *response.status_mut() = status;
    response
}

/// Refuses a method that the path does not have (RFC 9110, section 15.5.6).
pub(crate) fn method_not_allowed(allow: HeaderValue) -> Response {
    let mut response = detail(StatusCode::METHOD_NOT_ALLOWED, r#"{"detail":"Method Not Allowed"}"#);
    response.headers_mut().insert(ALLOW, allow);
    response
}

/// Refuses a request without credentials, or with credentials that the scheme cannot read. The challenge has no `error`, because
/// the client has presented nothing that could be invalid (RFC 6750, section 3.1).
pub(crate) fn not_authenticated(challenges: Challenges) -> Response {
    let mut response = detail(StatusCode::UNAUTHORIZED, r#"{"detail":"Not authenticated"}"#);
    let headers = response.headers_mut();
    match challenges {
        Challenges::Declared(challenge) => {
            if let Some(value) = challenge.and_then(challenge::header_value) {
                headers.append(WWW_AUTHENTICATE, value);
            }
        }
        Challenges::Written(values) => values.into_iter().for_each(|value| {
            headers.append(WWW_AUTHENTICATE, value);
        }),
    }
    response
}

/// Redirects to the path with one slash more or less. The location is relative to the request's path, so that it is right under
/// any prefix and independent of the request's header.
pub(crate) fn redirect_slash(location: &str) -> Response {
    let mut response = Response::new(Body::empty());
    match HeaderValue::try_from(location) {
        Ok(location) => {
            *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
            response.headers_mut().insert(LOCATION, location);
            response
        }
        Err(_) => not_found(),
    }
}

/// Reports all parameters that do not validate.
pub(crate) fn unprocessable(problems: &[Problem]) -> Response {
    #[derive(serde::Serialize)]
    struct Problems<'a> {
        detail: &'a [Problem],
    }
    match serde_json::to_vec(&Problems { detail: problems }) {
        Ok(bytes) => {
            let mut response = json_bytes(bytes);
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            response
        }
        Err(_) => internal_server_error(),
    }
}
