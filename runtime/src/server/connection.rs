//! One connection: HTTP/1.1 or HTTP/2, with limits.

use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use http::header::CONNECTION;
use http::{HeaderValue, Request, Version};
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::time::{Instant, sleep};

use super::activity::{Activity, RunningRequest, Watched};
use super::handler::complete;
use super::{App, AppFuture, message};
use crate::response::{Body, Response};

/// The largest head of a request, in bytes. It is buffered until it is complete.
const HEAD_LIMIT: usize = 32 * 1024;

/// How long a connection may be idle while everything waits for the client: for the first byte, for the rest of a head, for the
/// next request, or for reading a response. Then it is shut down, and after the same time again it is closed. The time for a
/// body is in `extract/body.rs`.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// Tells all connections that the server stops. First, the next response is the last one. Then, idle connections are closed at
/// once. Closing them first would lose the request of a client that is just sending one.
#[derive(Default)]
pub(super) struct Stop {
    is_announced: AtomicBool,
    is_now: AtomicBool,
    wake: Notify,
}

impl Stop {
    pub(super) fn announce(&self) {
        self.is_announced.store(true, Ordering::SeqCst);
    }

    pub(super) fn now(&self) {
        self.is_now.store(true, Ordering::SeqCst);
        self.wake.notify_waiters();
    }
}

/// Builds the protocol side of connections.
pub(super) fn builder() -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .max_buf_size(HEAD_LIMIT)
        // The deadlines are in this file: a timer for each head would cost a request more than its routing.
        .header_read_timeout(None)
        // A client that closes its side after a request still gets the response.
        .half_close(true);
    #[cfg(feature = "http2")]
    builder.http2().max_header_list_size(HEAD_LIMIT as u32);
    builder
}

/// Serves a connection until it is closed or idle for too long, or the server stops and the running requests have ended.
pub(super) async fn serve(
    stream: TcpStream,
    app: App,
    builder: Arc<Builder<TokioExecutor>>,
    stop: Arc<Stop>,
    patience: Duration,
) {
    // A response must not wait for the next one to fill a packet. Without this option it is only slower.
    let _ = stream.set_nodelay(true);
    let activity = Arc::new(Activity::default());
    let io = TokioIo::new(Watched::new(stream, Arc::clone(&activity)));
    let service = Service { app, activity: Arc::clone(&activity), stop: Arc::clone(&stop) };
    let mut connection = pin!(builder.serve_connection(io, service));
    let (mut stopped, mut tick) = (pin!(stop.wake.notified()), pin!(sleep(patience)));
    let (mut is_armed, mut is_stopped, mut is_ending) = (false, false, false);
    let mut seen = activity.events();
    poll_fn(|cx| {
        if !is_armed {
            // Both wake this task, and later polls only read a flag. They are polled before the connection, because the
            // connection may use up the budget of the task.
            is_armed = true;
            if !is_stopped {
                is_stopped = stopped.as_mut().poll(cx).is_ready();
            }
            let _ = tick.as_mut().poll(cx);
        }
        if !is_ending && stop.is_now.load(Ordering::SeqCst) {
            is_ending = true;
            connection.as_mut().graceful_shutdown();
        }
        if let Poll::Ready(ended) = connection.as_mut().poll(cx) {
            if let Err(error) = ended {
                tracing::debug!(%error, "a connection ended early");
            }
            return Poll::Ready(());
        }
        if tick.is_elapsed() {
            let is_quiet = activity.events() == seen && activity.waits_for_client();
            if is_quiet && is_ending {
                tracing::debug!("a connection was quiet for too long and is cut");
                return Poll::Ready(());
            }
            if is_quiet {
                is_ending = true;
                connection.as_mut().graceful_shutdown();
            }
            seen = activity.events();
            tick.as_mut().reset(Instant::now() + patience);
            // Polls the timer again to arm it, and lets the connection shut down.
            is_armed = false;
            cx.waker().wake_by_ref();
        }
        Poll::Pending
    })
    .await;
}

/// The app, as hyper calls it.
struct Service {
    app: App,
    activity: Arc<Activity>,
    stop: Arc<Stop>,
}

impl hyper::service::Service<Request<Incoming>> for Service {
    type Response = Response;
    type Error = Infallible;
    type Future = Answering;

    fn call(&self, request: Request<Incoming>) -> Answering {
        let running = self.activity.start_request();
        let stop = (request.version() < Version::HTTP_2).then(|| Arc::clone(&self.stop));
        let answer = match message::refusal(&request) {
            None => self.app.answer(request.map(Body::new)),
            Some(refusal) => AppFuture::ready(complete(request.method() == http::Method::HEAD, refusal)),
        };
        Answering { answer, stop, running: Some(running) }
    }
}

/// The future of a response, counted as a running request.
struct Answering {
    answer: AppFuture,
    /// The server's stop signal, for HTTP/1. There, the last response announces that the connection closes.
    stop: Option<Arc<Stop>>,
    /// Kept until the body is complete, because a request whose body is still being produced is running.
    running: Option<RunningRequest>,
}

impl Future for Answering {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let Poll::Ready(Ok(mut response)) = Pin::new(&mut self.answer).poll(cx) else { return Poll::Pending };
        if self.stop.as_ref().is_some_and(|stop| stop.is_announced.load(Ordering::Relaxed)) {
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
        let running = self.running.take();
        Poll::Ready(Ok(response.map(|body| body.keep_while_streaming(running))))
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use bytes::Bytes;
    use http_body::Frame;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;
    use crate::graph;
    use crate::request::HandlerFuture;
    use crate::request::Operation;
    use crate::request::Routes;

    const PATIENCE: Duration = Duration::from_millis(40);

    /// A response whose pieces each take longer than the patience of the server.
    struct Slow(u8, Pin<Box<tokio::time::Sleep>>);

    impl http_body::Body for Slow {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            cx: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            if self.1.as_mut().poll(cx).is_pending() {
                return Poll::Pending;
            }
            if self.0 == 0 {
                return Poll::Ready(None);
            }
            self.0 -= 1;
            self.1.as_mut().reset(Instant::now() + PATIENCE * 5);
            Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(b"piece")))))
        }
    }

    struct Pieces;

    impl Operation for Pieces {
        const ID: graph::Id = graph::Id::new(module_path!(), "pieces");
        const OPERATION: graph::Operation =
            graph::Operation::new(Self::ID, graph::Method::Get, "/pieces", &graph::Answers::Nothing);

        fn call(_: crate::Context) -> HandlerFuture {
            Box::pin(async {
                sleep(PATIENCE * 5).await;
                Ok(Response::new(Body::new(Slow(2, Box::pin(sleep(PATIENCE * 5))))))
            })
        }
    }

    const ROUTES: Routes = Routes { entries: &[Pieces::ROUTE], module: module_path!(), is_in_program: false };

    async fn start() -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            let (stream, _) = listener.accept().await.unwrap();
            serve(stream, App::new(ROUTES), Arc::new(builder()), Arc::default(), PATIENCE).await;
        });
        address
    }

    /// Returns all bytes received until the server closes the connection.
    async fn received(address: SocketAddr, sent: &[u8]) -> String {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(sent).await.unwrap();
        let mut bytes = Vec::new();
        let closed = tokio::time::timeout(PATIENCE * 100, stream.read_to_end(&mut bytes)).await;
        assert!(closed.is_ok(), "still open after {:?}", String::from_utf8_lossy(sent));
        String::from_utf8_lossy(&bytes).into_owned()
    }

    #[tokio::test]
    async fn a_connection_on_which_everything_waits_for_the_client_ends() {
        for sent in [&b""[..], b"G", b"P", b"PRI * HTTP/2.0\r\n", b"GET /pieces HTTP/1.1\r\nHost: a\r\n"] {
            received(start().await, sent).await;
        }
        let idle = received(start().await, b"GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n").await;
        assert!(idle.starts_with("HTTP/1.1 404 "), "{idle}");
    }

    #[tokio::test]
    async fn a_client_that_waits_for_the_server_is_not_cut_off() {
        let answer = received(start().await, b"GET /pieces HTTP/1.1\r\nHost: a\r\n\r\n").await;
        assert!(answer.contains("piece") && answer.ends_with("0\r\n\r\n"), "{answer}");
    }

    #[tokio::test]
    async fn a_client_that_does_not_take_its_answer_is_cut_off() {
        let address = start().await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        // More responses than the buffers of both sides can hold, with a client that does not read.
        let many = b"GET /docs HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1000);
        let sending = async { while stream.write_all(&many).await.is_ok() {} };
        let cut = tokio::time::timeout(PATIENCE * 200, sending).await;
        assert!(cut.is_ok(), "still open");
    }
}
