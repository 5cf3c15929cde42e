//! One connection: HTTP/1.1 or HTTP/2, with limits.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use http::header::CONNECTION;
use http::{HeaderValue, Request, Version};
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpStream;

use super::handler::complete;
use super::{App, AppFuture, message};
use crate::body::Body;

/// How long the head of a request may take to come, counted from when it could have started: it bounds slow
/// heads and idle connections alike.
const HEAD_DEADLINE: Duration = Duration::from_secs(10);

/// The largest head of a request, in bytes: what may wait unread, which a head does until it is complete.
const HEAD_LIMIT: usize = 32 * 1024;

/// Makes the protocol side of connections.
pub(super) fn builder() -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_DEADLINE)
        .max_buf_size(HEAD_LIMIT)
        // A client that closes its side once it has asked still gets its answer.
        .half_close(true);
    #[cfg(feature = "http2")]
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_header_list_size(HEAD_LIMIT as u32)
        .keep_alive_interval(Duration::from_secs(20))
        .keep_alive_timeout(HEAD_DEADLINE);
    builder
}

/// Answers what comes over a connection until it is closed.
pub(super) fn serve(
    stream: TcpStream,
    app: App,
    builder: Arc<Builder<TokioExecutor>>,
    stopping: Arc<AtomicBool>,
    graceful: &GracefulShutdown,
) -> impl Future<Output = ()> + use<> {
    // An answer should not wait for the next one to fill a packet; without this option it only gets slower.
    let _ = stream.set_nodelay(true);
    let asked = Arc::new(AtomicBool::new(false));
    let is_asked = Arc::clone(&asked);
    let service = hyper::service::service_fn(move |request: Request<Incoming>| {
        asked.store(true, Ordering::Relaxed);
        let version = request.version();
        let stopping = Arc::clone(&stopping);
        let answer = match message::refusal(&request) {
            None => app.answer(request.map(Body::new)),
            Some(refusal) => AppFuture::ready(complete(request.method(), refusal)),
        };
        async move {
            let mut response = answer.await;
            if let Ok(response) = &mut response
                && version < Version::HTTP_2
                && stopping.load(Ordering::Relaxed)
            {
                // The client should not send another request into a connection that is about to end.
                response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
            }
            response
        }
    });
    let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
    let watched = graceful.watch(connection);
    async move {
        tokio::select! {
            ended = watched => {
                if let Err(error) = ended {
                    tracing::debug!(%error, "a connection ended early");
                }
            }
            () = silence(&is_asked) => tracing::debug!("a connection was opened and nothing was asked"),
        }
    }
}

/// Comes to its end when nothing has been asked in time. The protocol's own deadline for a head begins only
/// when its first bytes have shown which protocol it is.
async fn silence(is_asked: &AtomicBool) {
    tokio::time::sleep(HEAD_DEADLINE).await;
    if is_asked.load(Ordering::Relaxed) {
        std::future::pending().await
    }
}
