use std::net::SocketAddr;
use std::path::PathBuf;
use std::{fmt, io};

use crate::graph;

/// The reason why an app cannot be served.
///
/// `Debug` reads like `Display`, so that `async fn main() -> Result<(), portcullis::Error>` ends with a
/// sentence.
#[non_exhaustive]
pub enum Error {
    /// `HOST` and `PORT` are not a valid address.
    Address {
        /// The text.
        text: String,
    },
    /// The server cannot listen at the address.
    Listen {
        /// The address.
        address: SocketAddr,
        /// The error of the system.
        source: io::Error,
    },
    /// The process cannot listen for signals.
    Signal(io::Error),
    /// Two operations, or an operation and a built-in page, match the same requests.
    DuplicateRoute {
        /// The method and path.
        route: String,
        /// The other operation or page.
        other: String,
    },
    /// A path template that the router does not accept.
    Path {
        /// The path.
        path: String,
        /// The reason.
        reason: String,
    },
    /// The arguments of the program are not a command of [`App::run`](super::App::run).
    Command {
        /// The reason.
        what: String,
        /// The list of commands.
        usage: &'static str,
    },
    /// The lockfile and the program disagree.
    Lock {
        /// The file.
        file: PathBuf,
        /// The differences, one per line.
        differences: String,
    },
    /// A file that cannot be read or written.
    File {
        /// The file.
        file: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// The operation that issues the tokens of a scheme is not in the app.
    Issuer {
        /// The name of the scheme.
        name: &'static str,
        /// The operation.
        operation: graph::Id,
    },
    /// [`App::configure`](super::App::configure) has changed the name, kind or scopes of a scheme.
    Configured {
        /// The name of the scheme.
        name: &'static str,
    },
    /// [`App::configure`](super::App::configure) has changed one of two schemes with one name, or both differently. The document can
    /// describe only one.
    ConfiguredUnlike {
        /// The name of both schemes.
        name: &'static str,
        /// The first scheme.
        scheme: graph::Id,
        /// The second scheme, which was changed.
        other: Box<graph::Id>,
    },
    /// Two items have the same identity but different types. Either a macro expanded to both from the same tokens at
    /// one place, or they are described by hand with the same [`Id`](graph::Id) and the same needs. The checks could
    /// not distinguish them.
    SameIdentity {
        /// The identity of both items.
        item: graph::Id,
    },
    /// A placeholder for an item that a macro has reported as wrong. Programs with such items do not compile unless one
    /// is described by hand.
    Broken,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address { text } => write!(
                f,
                "`{text}` is not an address to listen at\nhelp: set HOST to an IP address and PORT to a number, or neither"
            ),
            Self::Listen { address, source } => {
                write!(f, "cannot listen at {address}: {source}\nhelp: set HOST and PORT to a free address")
            }
            Self::Signal(error) => write!(f, "cannot listen for signals: {error}"),
            Self::DuplicateRoute { route, other } => {
                write!(
                    f,
                    "{route} is answered twice\nhelp: {other} answers it already; change the path of one"
                )
            }
            Self::Configured { name } => write!(
                f,
                "the scheme `{name}` was configured to be another one\nhelp: change its URLs, its realm and its description, and declare the rest"
            ),
            Self::ConfiguredUnlike { name, scheme, other } => write!(
                f,
                "`{}` ({}) and `{}` ({}) have the name `{name}` and were not configured alike\nhelp: configure both alike, or give one of the two a name of its own: `.name(\"..\")`",
                scheme.name, scheme.location, other.name, other.location
            ),
            Self::SameIdentity { item } => write!(
                f,
                "two items are one to the compiler: `{}` ({}), written twice by one macro with the same declaration, or by hand with one `Id`\nhelp: give one of the two another name or another path; a generic type by hand, a name for each of its types",
                item.name, item.location
            ),
            Self::Broken => f.write_str(
                "an item was described by hand as one that a macro has reported as wrong\nhelp: describe what it is: `graph::Dependency::function(..)`"
            ),
            Self::Command { what, usage } => write!(f, "{what}\n{usage}"),
            Self::Lock { file, differences } => write!(
                f,
                "{} and the program disagree\n{differences}\nhelp: if all of it is meant, write the file anew: `security-lock`",
                file.display()
            ),
            Self::File { file, source } => write!(f, "{}: {source}", file.display()),
            Self::Issuer { name, operation } => write!(
                f,
                "the tokens of the scheme `{name}` are issued by `{}` ({}), which is not among the routes\nhelp: list it",
                operation.name, operation.location
            ),
            Self::Path { path, reason } => write!(f, "the path `{path}` cannot be served: {reason}"),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Listen { source, .. } | Self::File { source, .. } | Self::Signal(source) => Some(source),
            _ => None,
        }
    }
}
