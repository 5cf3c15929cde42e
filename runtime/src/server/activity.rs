use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// Counters of the events on a connection. They cost much less per request than timers would.
#[derive(Default)]
pub(super) struct Activity {
    /// The number of requests received and pieces written.
    events: AtomicUsize,
    /// The number of running requests.
    running: AtomicUsize,
    /// Whether the client does not read what is written.
    blocked: AtomicBool,
}

/// A running request, until it is dropped.
pub(super) struct RunningRequest(Arc<Activity>);

/// A socket whose events are counted.
pub(super) struct Watched {
    stream: TcpStream,
    activity: Arc<Activity>,
}

impl Activity {
    pub(super) fn start_request(self: &Arc<Self>) -> RunningRequest {
        self.events.fetch_add(1, Ordering::Relaxed);
        self.running.fetch_add(1, Ordering::Relaxed);
        RunningRequest(Arc::clone(self))
    }

    /// Returns the number of events so far.
    pub(super) fn events(&self) -> usize {
        self.events.load(Ordering::Relaxed)
    }

    /// Whether everything waits for the client: for a request, for the rest of one, or for reading a response.
    pub(super) fn waits_for_client(&self) -> bool {
        self.running.load(Ordering::Relaxed) == 0 || self.blocked.load(Ordering::Relaxed)
    }

    fn wrote<T>(&self, polled: Poll<T>) -> Poll<T> {
        if polled.is_ready() {
            self.events.fetch_add(1, Ordering::Relaxed);
        }
        self.blocked.store(polled.is_pending(), Ordering::Relaxed);
        polled
    }
}

impl Drop for RunningRequest {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Watched {
    pub(super) fn new(stream: TcpStream, activity: Arc<Activity>) -> Self {
        Self { stream, activity }
    }
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Watched {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.activity.wrote(polled)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write_vectored(cx, pieces);
        self.activity.wrote(polled)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
