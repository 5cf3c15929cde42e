use bytes::Bytes;
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Body, IntoResponse, Response, rejection};
use crate::graph::{Answer, Answers, Model, Status};

/// A JSON response.
///
/// The document shows the model of `T`, and the body is what `T` serializes to: return a type without the fields that a
/// client must not see.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[get("/")]
/// async fn hello() -> Json<Value> {
///     Json(json!({ "hello": "world" }))
/// }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Json<T>(pub T);

#[diagnostic::do_not_recommend]
impl<T: Serialize + JsonSchema> IntoResponse for Json<T> {
    const ANSWERS: Answers =
        Answers::One(Answer::json(Status::Success, "Successful Response", Model::of::<T>()));

    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(bytes) => json_bytes(bytes),
            Err(error) => {
                tracing::error!(%error, "an answer could not be serialized");
                rejection::internal_server_error()
            }
        }
    }
}

/// Returns a response of bytes that are JSON already.
pub(crate) fn json_bytes(bytes: impl Into<Bytes>) -> Response {
    let mut response = Response::new(Body::from(bytes));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
