use http::StatusCode;

use super::{Body, IntoResponse, Response};
use crate::graph::{Answer, Answers, Status};

/// A 204 response, without a body.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[delete("/items/{id}")]
/// async fn delete_item(id: u64) -> NoContent {
///     NoContent
/// }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoContent;

#[diagnostic::do_not_recommend]
impl IntoResponse for NoContent {
    const ANSWERS: Answers = Answers::One(Answer::empty(Status::Code(204), "No Content"));

    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NO_CONTENT;
        response
    }
}

/// A handler without a return type responds with its success status and no body.
#[diagnostic::do_not_recommend]
impl IntoResponse for () {
    const ANSWERS: Answers = Answers::One(Answer::empty(Status::Success, "Successful Response"));

    fn into_response(self) -> Response {
        Response::new(Body::empty())
    }
}
