use std::sync::Arc;

use http::header::{CACHE_CONTROL, CONTENT_LENGTH, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderValue, StatusCode};
use http_body::Body as _;

use crate::request::{Context, Endpoint, Handler, HandlerFuture};
use crate::response::{Body, ChosenStatus, Refusal, Response};

/// Starts an operation. Its guards run first.
pub(super) fn start(mut cx: Context, endpoint: &Arc<Endpoint>, handler: Handler) -> HandlerFuture {
    if endpoint.guards.is_empty() {
        return handler(cx);
    }
    let endpoint = Arc::clone(endpoint);
    Box::pin(async move {
        for guard in &endpoint.guards {
            match guard(&mut cx).await.map_err(Refusal::collected) {
                Ok(()) | Err(Ok(_)) => {}
                Err(Err(refusal)) => return Err(refusal),
            }
        }
        handler(cx).await
    })
}

/// Turns the result of an operation into a response.
pub(super) fn finish(endpoint: &Endpoint, is_head: bool, result: Result<Response, Refusal>) -> Response {
    let mut response = match result {
        Ok(mut response) => {
            // A status that the handler has chosen is kept.
            let is_chosen = || response.extensions().get::<ChosenStatus>().is_some();
            if response.status() == StatusCode::OK && endpoint.status != StatusCode::OK && !is_chosen() {
                *response.status_mut() = endpoint.status;
            }
            response
        }
        Err(refusal) => refusal.into_response(),
    };
    endpoint.configured.rewrite(&mut response);
    if endpoint.no_store {
        response.headers_mut().entry(CACHE_CONTROL).or_insert(NO_STORE);
    }
    complete(is_head, response)
}

pub(super) const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// Adds the header fields that every response must have.
pub(super) fn complete(is_head: bool, mut response: Response) -> Response {
    // A browser that guesses another type than the declared one could execute the content.
    response.headers_mut().insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let has_content = !matches!(response.status(), StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
    if !has_content {
        // RFC 9110, sections 15.3.5 and 15.4.5: these statuses have no content, whatever the handler returned.
        response.headers_mut().remove(CONTENT_LENGTH);
        *response.body_mut() = Body::empty();
    } else if is_head {
        // RFC 9110, section 9.3.2: the same header fields as for GET, including the length, but no content.
        if let Some(length) = response.body().size_hint().exact() {
            response.headers_mut().entry(CONTENT_LENGTH).or_insert(HeaderValue::from(length));
        }
        *response.body_mut() = Body::empty();
    }
    response
}
