use std::any::Any;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt;
use http_body_util::combinators::UnsyncBoxBody;
use hyper::body::Incoming;

/// Any error, for bodies of unknown types.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The body of a request or of a response.
///
/// # Example
///
/// ```
/// let body = portcullis::Body::from("{}");
/// assert_eq!(http_body::Body::size_hint(&body).exact(), Some(2));
/// ```
#[derive(Debug, Default)]
pub struct Body(Inner);

/// Bodies from a socket and bodies of bytes, the two that every request meets, are stored as they are. Only other bodies cost a
/// box.
#[derive(Debug, Default)]
enum Inner {
    #[default]
    Empty,
    Full(Bytes),
    Incoming(Incoming),
    Foreign(UnsyncBoxBody<Bytes, BoxError>),
}

impl Body {
    /// Wraps any body.
    pub fn new<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        if body.is_end_stream() {
            return Self(Inner::Empty);
        }
        let body = match unwrap_as::<B, Self>(body) {
            Ok(body) => return body,
            Err(body) => body,
        };
        match unwrap_as::<B, Incoming>(body) {
            Ok(incoming) => Self(Inner::Incoming(incoming)),
            Err(body) => Self(Inner::Foreign(body.map_err(Into::into).boxed_unsync())),
        }
    }

    /// Keeps `kept` until the body is dropped, unless the body is complete already.
    pub(crate) fn keep_while_streaming<T: Send + Unpin + 'static>(self, kept: T) -> Self {
        match self.0 {
            Inner::Empty | Inner::Full(_) => self,
            Inner::Incoming(_) | Inner::Foreign(_) => {
                Self(Inner::Foreign(Keeping { body: self, _kept: kept }.boxed_unsync()))
            }
        }
    }

    /// Creates an empty body.
    pub const fn empty() -> Self {
        Self(Inner::Empty)
    }
}

/// A body with a value that is dropped with it.
struct Keeping<T> {
    body: Body,
    _kept: T,
}

impl<T: Unpin> http_body::Body for Keeping<T> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Returns the value as a `T`, if `B` is that type.
fn unwrap_as<B: 'static, T: 'static>(body: B) -> Result<T, B> {
    let mut body = Some(body);
    if let Some(found) = (&mut body as &mut dyn Any).downcast_mut::<Option<T>>()
        && let Some(found) = found.take()
    {
        return Ok(found);
    }
    Err(body.expect("only taken when it is returned"))
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        let bytes = bytes.into();
        Self(if bytes.is_empty() { Inner::Empty } else { Inner::Full(bytes) })
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.0 {
            Inner::Empty => Poll::Ready(None),
            Inner::Full(bytes) => {
                let bytes = std::mem::take(bytes);
                self.0 = Inner::Empty;
                Poll::Ready(Some(Ok(Frame::data(bytes))))
            }
            Inner::Incoming(body) => Pin::new(body).poll_frame(cx).map_err(Into::into),
            Inner::Foreign(body) => Pin::new(body).poll_frame(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Inner::Empty => true,
            Inner::Full(_) => false,
            Inner::Incoming(body) => body.is_end_stream(),
            Inner::Foreign(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Inner::Empty => SizeHint::with_exact(0),
            Inner::Full(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Inner::Incoming(body) => body.size_hint(),
            Inner::Foreign(body) => body.size_hint(),
        }
    }
}
