//! Responses as another crate would offer them: made of the public parts of `portcullis` alone.

use portcullis::graph::{Answer, Answers, HeaderName, Model, Status};
use portcullis::http::HeaderValue;
use portcullis::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER};
use portcullis::{Body, IntoResponse, Json, Response, StatusCode};
use schemars::JsonSchema;
use serde::Serialize;

/// A page in English.
pub struct Page(pub &'static str);

impl IntoResponse for Page {
    const ANSWERS: Answers = Answers::One(
        Answer::empty(Status::Success, "A page")
            .content("text/html", Model::of::<String>())
            .headers(&[HeaderName::new("Content-Language", "The language of the page")]),
    );

    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.0));
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static("en"));
        response
    }
}

/// A job that has been accepted, and is not done yet.
pub struct Accepted;

impl IntoResponse for Accepted {
    const ANSWERS: Answers = Answers::One(Answer::empty(Status::Code(202), "Accepted"));

    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::ACCEPTED;
        response
    }
}

/// An error.
pub enum Failure {
    /// The thing does not exist.
    Missing,
    /// The caller must wait for some seconds.
    Busy {
        /// How many.
        seconds: u32,
    },
}

/// The body of each [`Failure`].
#[derive(Serialize, JsonSchema)]
pub struct FailureBody {
    /// What went wrong.
    title: &'static str,
}

const MISSING: Answer = Answer::json(Status::Code(404), "Nothing is here", Model::of::<FailureBody>());

const BUSY: Answer = Answer::json(Status::Code(503), "Too many callers", Model::of::<FailureBody>())
    .headers(&[HeaderName::new("Retry-After", "How many seconds to wait")]);

impl IntoResponse for Failure {
    const ANSWERS: Answers = Answers::Both(&Answers::One(MISSING), &Answers::One(BUSY));

    fn into_response(self) -> Response {
        match self {
            Self::Missing => (StatusCode::NOT_FOUND, Json(FailureBody { title: "missing" })).into_response(),
            Self::Busy { seconds } => {
                let body = Json(FailureBody { title: "busy" });
                let mut response = (StatusCode::SERVICE_UNAVAILABLE, body).into_response();
                response.headers_mut().insert(RETRY_AFTER, seconds.into());
                response
            }
        }
    }
}
