use std::io::Write;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::connection::{PATIENCE, Stop};
use super::{App, Error, connection, shutdown};

/// The maximum number of connections that are served at once. Further ones wait in the queue of the system.
const CONNECTION_LIMIT: usize = 10_000;

/// The time for busy clients to receive a last response, before idle connections are closed.
const LAST_ANSWERS: Duration = Duration::from_secs(1);

/// The time for running requests to end after that.
const STOP_DEADLINE: Duration = Duration::from_secs(9);

/// The time to wait before the next attempt if the system has no descriptor left.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

impl App {
    /// Serves the app at 127.0.0.1:8000, or at `HOST` and `PORT` from the environment, until SIGINT or
    /// SIGTERM, which lets running requests end (at most 10 seconds).
    ///
    /// # Errors
    ///
    /// Fails if the address cannot be used, or if [`App::check`] does.
    pub async fn serve(self) -> Result<(), Error> {
        self.check()?;
        let address = address()?;
        let listener =
            TcpListener::bind(address).await.map_err(|source| Error::Listen { address, source })?;
        self.serve_on(listener).await
    }

    /// Serves the app at an open listener.
    ///
    /// # Errors
    ///
    /// Fails as [`App::serve`] does.
    pub async fn serve_on(self, listener: TcpListener) -> Result<(), Error> {
        self.check()?;
        let stop = shutdown::signal().map_err(Error::Signal)?;
        if let Ok(address) = listener.local_addr() {
            self.banner(address);
        }
        self.serve_until(listener, stop).await
    }

    /// Serves the app at an open listener, without a banner, until `stop` is ready.
    ///
    /// # Errors
    ///
    /// Fails as [`App::serve`] does.
    pub async fn serve_until(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()>,
    ) -> Result<(), Error> {
        self.check()?;
        let (stopping, builder) = (Arc::new(Stop::default()), Arc::new(connection::builder()));
        let mut connections = JoinSet::new();
        let mut stop = pin!(stop);
        loop {
            while connections.try_join_next().is_some() {}
            let accepted = async {
                if connections.len() >= CONNECTION_LIMIT {
                    connections.join_next().await;
                }
                accept(&listener).await
            };
            let stream = tokio::select! {
                stream = accepted => stream,
                () = &mut stop => break,
            };
            let (builder, stopping) = (Arc::clone(&builder), Arc::clone(&stopping));
            let serving = connection::serve(stream, self.clone(), builder, stopping, PATIENCE);
            connections.spawn(serving);
        }
        drop(listener);
        tracing::info!("stopping");
        stopping.announce();
        if all_end(&mut connections, LAST_ANSWERS).await {
            return Ok(());
        }
        stopping.now();
        if !all_end(&mut connections, STOP_DEADLINE).await {
            tracing::warn!("some connections did not end in time and are cut");
        }
        Ok(())
    }

    fn banner(&self, address: SocketAddr) {
        let docs = match self.settings().docs() {
            Some(path) => format!("docs at http://{address}{path}, "),
            None => String::new(),
        };
        // Standard error is for people. If it is closed, nothing is lost.
        let _ = writeln!(
            std::io::stderr(),
            "{} is listening at http://{address} ({docs}press Ctrl-C to stop)",
            self.settings().title
        );
    }
}

/// Waits for all connections to end, and returns whether they did within a time.
async fn all_end(connections: &mut JoinSet<()>, within: Duration) -> bool {
    let ended = async { while connections.join_next().await.is_some() {} };
    tokio::time::timeout(within, ended).await.is_ok()
}

/// Accepts the next connection. After a system error, such as missing descriptors, it tries again later.
async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return stream,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}

/// Returns the address from `HOST` and `PORT`.
fn address() -> Result<SocketAddr, Error> {
    let host = std::env::var("HOST").unwrap_or_else(|_| "127.0.0.1".into());
    let port = std::env::var("PORT").unwrap_or_else(|_| "8000".into());
    match (host.parse(), port.parse()) {
        (Ok(host), Ok(port)) => Ok(SocketAddr::new(host, port)),
        _ => Err(Error::Address { text: format!("{host}:{port}") }),
    }
}
