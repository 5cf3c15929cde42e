use std::net::SocketAddr;
use std::thread::JoinHandle;

use portcullis::App;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// A server that runs until it is dropped.
pub struct Server {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves an app.
    pub fn start(app: App) -> Self {
        Self::run(move |listener, stop| async move {
            app.serve_until(listener, stop).await.expect("the app is served");
        })
    }

    /// Serves an axum router.
    pub fn start_axum(router: axum::Router) -> Self {
        Self::run(move |listener, stop| async move {
            axum::serve(listener, router).with_graceful_shutdown(stop).await.expect("the router is served");
        })
    }

    fn run<F>(serve: impl FnOnce(TcpListener, Stop) -> F + Send + 'static) -> Self
    where
        F: Future<Output = ()>,
    {
        let (stop, stopped) = oneshot::channel();
        let (started, address) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().expect("a runtime");
            runtime.block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
                started
                    .send(listener.local_addr().expect("its address"))
                    .expect("the test waits for the address");
                serve(listener, Box::pin(async { stopped.await.unwrap_or(()) })).await;
            });
        });
        let address = address.recv().expect("the server started");
        Self { address, stop: Some(stop), thread: Some(thread) }
    }

    /// Returns the address of the server.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns the URL of the root, without a trailing slash.
    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Tells the server to stop, and does not wait.
    pub fn stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
    }
}

type Stop = std::pin::Pin<Box<dyn Future<Output = ()> + Send>>;

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
            && !std::thread::panicking()
        {
            panic!("the server panicked");
        }
    }
}
