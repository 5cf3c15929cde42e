use std::pin::Pin;

use http::header::{CACHE_CONTROL, CONTENT_LENGTH, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderValue, Method, StatusCode};
use http_body::Body as _;

use super::Context;
use crate::body::Body;
use crate::operation::Operation;
use crate::refusal::Refusal;
use crate::respond::Response;

/// Runs an operation: what the server keeps beside it.
pub type Handler = fn(Context) -> Running;

/// An operation at work; the one box of a request.
pub(super) type Running = Pin<Box<dyn Future<Output = Response> + Send>>;

/// Runs `O`.
pub(crate) fn run<O: Operation>(mut cx: Context) -> Running {
    Box::pin(async move {
        let result = O::call(&mut cx).await;
        finish(&cx, result)
    })
}

/// Makes the response of what an operation came to. Not generic, so that it is compiled once.
fn finish(cx: &Context, result: Result<Response, Refusal>) -> Response {
    let mut response = result.unwrap_or_else(|refusal| cx.refuse(refusal));
    let endpoint = cx.endpoint();
    if response.status() == StatusCode::OK {
        *response.status_mut() = endpoint.status;
    }
    if endpoint.no_store {
        response.headers_mut().entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    }
    complete(cx.method(), response)
}

/// What every response has, whoever made it.
pub(super) fn complete(method: &Method, mut response: Response) -> Response {
    // A browser that guesses another type than the declared one could run what was meant to be shown.
    response.headers_mut().insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if *method == Method::HEAD {
        // RFC 9110, section 9.3.2: the header fields of GET, its length among them, and no content.
        let has_length = !matches!(response.status(), StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
        if let Some(length) = response.body().size_hint().exact().filter(|_| has_length) {
            response.headers_mut().entry(CONTENT_LENGTH).or_insert(HeaderValue::from(length));
        }
        *response.body_mut() = Body::empty();
    }
    response
}
