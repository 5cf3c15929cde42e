//! Reading a complete request body within a size and a time, and its media type.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http_body::{Body as _, Frame, SizeHint};
use http_body_util::{BodyExt, LengthLimitError, Limited};

use crate::response::{Body, BoxError, Response, rejection};

/// The time within which a client must send a body. Without this limit, a client that sends a byte now and
/// then would hold its connection forever.
const DEADLINE: Duration = Duration::from_secs(30);

/// The reason why a body could not be read.
#[derive(Debug)]
pub(crate) enum Unread {
    /// The body is larger than the limit.
    TooLarge,
    /// The body did not arrive in time.
    TooSlow,
    /// The connection broke, or the framing was wrong.
    Broken,
}

/// Reads `body` to its end, up to `limit` bytes. A body that declares a larger length is refused before any
/// byte is read.
pub(crate) async fn read(body: Body, limit: usize) -> Result<Bytes, Unread> {
    if body.size_hint().lower() > limit as u64 {
        return Err(Unread::TooLarge);
    }
    match tokio::time::timeout(DEADLINE, Limited::new(body, limit).collect()).await {
        Err(_) => Err(Unread::TooSlow),
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Unread::TooLarge),
        Ok(Err(_)) => Err(Unread::Broken),
    }
}

/// Limits a body to a size and a time. Reading the body fails once either limit is exceeded.
pub(crate) fn limited(body: Body, limit: usize) -> Body {
    if body.is_end_stream() {
        return body;
    }
    let deadline = Box::pin(tokio::time::sleep(DEADLINE));
    Body::new(Deadline { body: Limited::new(body, limit), deadline })
}

/// A body that fails if it is not complete in time.
struct Deadline {
    body: Limited<Body>,
    deadline: Pin<Box<tokio::time::Sleep>>,
}

impl http_body::Body for Deadline {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.deadline.as_mut().poll(cx).is_ready() {
            return Poll::Ready(Some(Err("the body did not come in time".into())));
        }
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Returns the media type of a body, without its parameters (RFC 9110, section 8.3.1). Returns `None` if
/// there are two `Content-Type` fields, since two readers could take different ones. Also returns `None` if
/// the body has a content coding, which is not supported.
pub(crate) fn media_type(headers: &HeaderMap) -> Option<&str> {
    let mut lines = headers.get_all(CONTENT_TYPE).iter();
    let media_type = lines.next()?.to_str().ok()?.split(';').next()?.trim();
    (lines.next().is_none() && !headers.contains_key(CONTENT_ENCODING)).then_some(media_type)
}

impl Unread {
    /// Returns the response. `broken` creates the response for a broken connection.
    pub(crate) fn into_response(self, broken: impl FnOnce() -> Response) -> Response {
        match self {
            Self::TooLarge => rejection::content_too_large(),
            Self::TooSlow => rejection::request_timeout(),
            Self::Broken => broken(),
        }
    }
}
