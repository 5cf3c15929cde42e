use std::io::Write;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::connection::{PATIENCE, Stop};
use super::{App, Error, connection, shutdown};

/// How many connections are served at once; more wait in the system's queue.
const CONNECTION_LIMIT: usize = 10_000;

/// How long a client that is busy has to get an answer that says it is the last one, before connections on
/// which nothing runs are closed.
const LAST_ANSWERS: Duration = Duration::from_secs(1);

/// How long running requests have to end after that.
const STOP_DEADLINE: Duration = Duration::from_secs(9);

/// How long to wait before the next try when the system has no descriptor left.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

impl App {
    /// Serves the app at 127.0.0.1:8000, or at `HOST` and `PORT` from the environment, until SIGINT or
    /// SIGTERM, which lets running requests end (at most 10 seconds).
    ///
    /// # Errors
    ///
    /// When the address cannot be used, or the app is wrong in itself ([`App::check`]).
    pub async fn serve(self) -> Result<(), Error> {
        self.check()?;
        let address = address()?;
        let listener =
            TcpListener::bind(address).await.map_err(|source| Error::Listen { address, source })?;
        self.serve_on(listener).await
    }

    /// The same at a listener that is open already.
    ///
    /// # Errors
    ///
    /// As [`App::serve`].
    pub async fn serve_on(self, listener: TcpListener) -> Result<(), Error> {
        self.check()?;
        let stop = shutdown::signal().map_err(Error::Signal)?;
        if let Ok(address) = listener.local_addr() {
            self.banner(address);
        }
        self.serve_until(listener, stop).await
    }

    /// The same without a banner and until `stop` comes to its end, whatever that is.
    ///
    /// # Errors
    ///
    /// As [`App::serve`].
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
        // On standard error, which is for people; when nobody can read it there, nothing is lost.
        let _ = writeln!(
            std::io::stderr(),
            "{} is listening at http://{address} ({docs}press Ctrl-C to stop)",
            self.settings().title
        );
    }
}

/// Whether all connections end within a time.
async fn all_end(connections: &mut JoinSet<()>, within: Duration) -> bool {
    let ended = async { while connections.join_next().await.is_some() {} };
    tokio::time::timeout(within, ended).await.is_ok()
}

/// The next connection; an error of the system's, out of descriptors for one, ends with a later try.
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

/// The address from `HOST` and `PORT`.
fn address() -> Result<SocketAddr, Error> {
    let host = std::env::var("HOST").unwrap_or_else(|_| "127.0.0.1".into());
    let port = std::env::var("PORT").unwrap_or_else(|_| "8000".into());
    match (host.parse(), port.parse()) {
        (Ok(host), Ok(port)) => Ok(SocketAddr::new(host, port)),
        _ => Err(Error::Address { text: format!("{host}:{port}") }),
    }
}
