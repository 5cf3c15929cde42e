use http::header::WWW_AUTHENTICATE;
use http::{HeaderName, HeaderValue, StatusCode};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::json::json_bytes;
use super::{IntoResponse, Refused, Response, rejection};
use crate::graph::{Answer, Answers, Model, Status};

/// A response with an error status and the body `{"detail": ..}`, like FastAPI's `HTTPException`.
///
/// Its status is known only at run time, so the document lists it as `default`. List the statuses with
/// `errors(400 = "Inactive user")` on the dependency or operation to document them.
///
/// # Example
///
/// ```
/// use portcullis::{HttpError, StatusCode};
///
/// let error = HttpError::new(StatusCode::UNAUTHORIZED, "Invalid authentication credentials")
///     .header("WWW-Authenticate", "Bearer");
/// assert_eq!(error.status(), 401);
/// ```
#[derive(Clone, Debug)]
pub struct HttpError {
    status: StatusCode,
    detail: Value,
    headers: Vec<(HeaderName, HeaderValue)>,
    refused: Option<Box<Refused>>,
}

impl HttpError {
    /// Creates an error with this status. `detail` is text or any other JSON.
    pub fn new(status: StatusCode, detail: impl Into<Value>) -> Self {
        Self { status, detail: detail.into(), headers: Vec::new(), refused: None }
    }

    /// Adds a header field.
    ///
    /// # Panics
    ///
    /// Panics if `name` is not a valid field name or `value` not a valid field value, one with a line break for example. Such
    /// text must not come from a request.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::try_from(name).expect("the name of a header field");
        let value = HeaderValue::try_from(value).expect("the value of a header field");
        self.headers.push((name, value));
        self
    }

    /// Refuses credentials with the challenges of `refused`.
    pub(crate) fn refused(mut self, refused: Refused) -> Self {
        self.headers.extend(refused.written().iter().map(|value| (WWW_AUTHENTICATE, value.clone())));
        self.refused = Some(Box::new(refused));
        self
    }

    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the value of `detail`.
    pub fn detail(&self) -> &Value {
        &self.detail
    }
}

/// An error.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "HttpError")]
pub(crate) struct Detail {
    /// What went wrong.
    pub(crate) detail: Value,
}

#[diagnostic::do_not_recommend]
impl IntoResponse for HttpError {
    const ANSWERS: Answers = Answers::One(Answer::json(Status::Unknown, "Error", Model::of::<Detail>()));

    fn into_response(self) -> Response {
        let Ok(bytes) = serde_json::to_vec(&Detail { detail: self.detail }) else {
            return rejection::internal_server_error();
        };
        let mut response = json_bytes(bytes);
        *response.status_mut() = self.status;
        for (name, value) in self.headers {
            response.headers_mut().append(name, value);
        }
        if let Some(refused) = self.refused {
            response.extensions_mut().insert(*refused);
        }
        response
    }
}
