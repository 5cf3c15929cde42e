//! Every refusal that the program makes by itself: its status and its text.

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
    /// The message uses something that is not known here.
    not_implemented: NOT_IMPLEMENTED, "Not Implemented";
    /// No operation has this path.
    not_found: NOT_FOUND, "Not Found";
    /// The body did not come to its end in time.
    request_timeout: REQUEST_TIMEOUT, "Request Timeout";
    /// The body is larger than the operation takes.
    content_too_large: PAYLOAD_TOO_LARGE, "Content Too Large";
    /// Something broke; what it was is in the log and nowhere else.
    internal_server_error: INTERNAL_SERVER_ERROR, "Internal Server Error";
}

fn detail(status: StatusCode, body: &'static str) -> Response {
    let mut response = json_bytes(Bytes::from_static(body.as_bytes()));
    *response.status_mut() = status;
    response
}

/// The path exists, but not with this method (RFC 9110, section 15.5.6).
pub(crate) fn method_not_allowed(allow: HeaderValue) -> Response {
    let mut response = detail(StatusCode::METHOD_NOT_ALLOWED, r#"{"detail":"Method Not Allowed"}"#);
    response.headers_mut().insert(ALLOW, allow);
    response
}

/// No credentials, or none that the scheme can read: no `error` is named, since the client has shown nothing
/// that could be wrong (RFC 6750, section 3.1).
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

/// The path exists with one slash more or less. The location is relative to the request's path, so that it
/// holds under any prefix and no header of the request has a say in it.
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

/// Parameters that do not validate, all of them at once.
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
