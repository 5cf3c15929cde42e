use std::fmt;
use std::path::Path;

use super::change::{Entry, compare};
use super::facts::{Facts, OperationFacts, short};
use super::protection::{Protection, join, quote, word};
use crate::graph::{Flow, Scheme, SchemeKind, TokenUrl};
use crate::request::Own;

/// Who may call what, an operation a line: a file that stands beside the program, so that a review sees every change of a
/// protection, and a test fails when the two disagree. Made by [`App::security_lock`](crate::App::security_lock).
///
/// A line names what a caller must present (`OAuth2PasswordBearer [items]`), who can refuse it (`(get_user)`, by the path of the
/// function, and behind a plus those that cannot refuse but that it gets its values from, `(get_user+find_user)`; `(unverified)` where nothing can, and the operation gets what was sent as it is), and what goes instead (`or`). Where it is
/// not just that function that takes the scopes as [`SecurityScopes`](crate::SecurityScopes), the line says who does
/// (`[items by get_user; admin by nobody]`). `after (limit)` names what can refuse any caller.
/// Of an operation that is open, it has the reason; of one that issues tokens, its name. After the operations come the layers, the
/// innermost first, and the schemes, both with their types and these with their [settings](crate::SecurityScheme::settings).
/// The order is that of the paths, whatever the order of the program.
///
/// A function is named by its path: from the root of the crate in which the list of the app is written, or after `::` from
/// the root of another crate. One that is declared in the body of another has the hash of its declaration behind it
/// (`tests::get_user#1f6c3a0e`), since a path does not tell two blocks apart. Rust gives types no more
/// than a path, so two are one here where that is all there is: types of one name in two bodies, as the type of a scheme, its argument
/// or a layer. What a function does, and what a scheme holds that verifies by itself, its users, say, is not in the file. What `cfg` leaves out of a build is not in
/// its lockfile: a program that differs by profile or feature compares the file in each, with `security-lock --check`.
///
/// # Example
///
/// ```standalone_crate
/// use portcullis::prelude::*;
///
/// #[security_scheme]
/// static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");
///
/// #[dependency]
/// async fn get_user(#[depends(oauth2_scheme)] token: String) -> Result<String, AuthError> {
///     Err(oauth2_scheme::invalid_token())
/// }
///
/// #[get("/users/me")]
/// async fn read_me(#[depends(get_user)] user: String) -> Json<String> {
///     Json(user)
/// }
///
/// fn main() {
///     let lock = App::new(routes![read_me]).docs_path(None).security_lock();
///     let lines: Vec<String> = lock.to_string().lines().map(str::to_owned).collect();
///     assert_eq!(lines[1], "GET /openapi.json: page");
///     assert_eq!(lines[2], "GET /users/me: OAuth2PasswordBearer (get_user)");
/// }
/// ```
#[derive(Clone, Debug)]
pub struct SecurityLock(Vec<Entry>);

/// The first line of the file.
const HEAD: &str = "# Who may call what, by portcullis. A change of a line is a change of a protection.";

/// The environment variable with which the file is written, and what it must be.
const WRITE: (&str, &str) = ("SECURITY_LOCK", "write");

impl SecurityLock {
    pub(crate) fn new(facts: &Facts) -> Self {
        let pages =
            facts.pages.iter().map(|path| Entry::new(format!("GET {path}"), Protection::Page.to_string()));
        let operations = facts.operations.iter().map(entry);
        let mut entries: Vec<Entry> = pages.chain(operations).collect();
        entries.sort_by(|a, b| a.place().cmp(&b.place()));
        entries.extend((1..).zip(&facts.layers).map(|(at, layer)| Entry::layer(at, layer)));
        let schemes = facts.schemes.iter().zip(&facts.types);
        entries.extend(schemes.map(|(scheme, types)| {
            Entry::new(format!("scheme {}", word(scheme.name)), describe(scheme, types, facts.own))
        }));
        Self(entries)
    }

    /// Compares it with the text of a file.
    ///
    /// # Errors
    ///
    /// What is lost, won, new, gone or otherwise different, a line each, as a person would say it.
    pub fn compare(&self, file: &str) -> Result<(), String> {
        let differences = compare(&Entry::read(file), &self.0);
        if differences.is_empty() { Ok(()) } else { Err(differences.join("\n")) }
    }

    /// Fails a test when the file at `path` says something else. With `SECURITY_LOCK=write` in the environment it writes the
    /// file instead.
    ///
    /// [`assert_security_lock!`](crate::assert_security_lock) does it for the file beside `Cargo.toml`.
    ///
    /// # Panics
    ///
    /// When the file is not there, cannot be written, or differs.
    #[track_caller]
    pub fn assert_file(&self, path: impl AsRef<Path>) {
        let path = path.as_ref();
        let (variable, value) = WRITE;
        if std::env::var_os(variable).is_some_and(|set| set == value) {
            self.write(path).unwrap_or_else(|error| panic!("cannot write {}: {error}", path.display()));
            return;
        }
        let write = format!("`{variable}={value} cargo test`");
        let file = match std::fs::read_to_string(path) {
            Ok(file) => file,
            Err(error) => panic!("{}: {error}\nhelp: write it with {write}, and commit it", path.display()),
        };
        if let Err(differences) = self.compare(&file) {
            panic!(
                "{} and the program disagree\n{differences}\nhelp: if all of it is meant, write the file anew with {write}",
                path.display()
            );
        }
    }

    /// Writes the file.
    ///
    /// # Errors
    ///
    /// Those of the file system.
    pub fn write(&self, path: impl AsRef<Path>) -> std::io::Result<()> {
        std::fs::write(path, self.to_string())
    }
}

impl fmt::Display for SecurityLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEAD}")?;
        self.0.iter().try_for_each(|entry| writeln!(f, "{entry}"))
    }
}

fn entry(facts: &OperationFacts) -> Entry {
    let name = format!("{} {}", facts.method().as_str(), path(&facts.path));
    let entry = Entry::new(name, facts.protection.to_string());
    // What is open without more says why in its protection.
    let is_locked = matches!(facts.protection, Protection::Locked(_));
    let public = facts.operation.public.filter(|_| is_locked).map(|reason| ("public", reason));
    let shadows = facts.operation.shadows.map(|reason| ("shadows", reason));
    [public, shadows]
        .into_iter()
        .flatten()
        .fold(entry, |entry, (key, reason)| entry.with_note(key, &quote(reason)))
}

/// A path as it is, or in quotes where it holds what ends it.
fn path(path: &str) -> String {
    if path.contains(": ") || path.contains('"') { quote(path) } else { path.to_owned() }
}

/// A scheme in a line: its type, and what the document says of it.
pub(super) fn describe(scheme: &Scheme, types: &[String], own: Own) -> String {
    let what = match &scheme.kind {
        SchemeKind::OAuth2(flows) => join(flows.iter().map(|one| flow(one, own)), "; "),
        SchemeKind::Http { scheme, .. } => format!("http {}", word(scheme)),
        SchemeKind::ApiKey { place, name } => format!("key in {} {}", place.as_str(), quote(name)),
        SchemeKind::OpenIdConnect { url } => quote(url),
        SchemeKind::MutualTls => "mutual TLS".to_owned(),
    };
    let verified = scheme.verifies.then(|| "verified by itself".to_owned());
    join(types.iter().cloned().chain([what]).chain(verified), ", ")
}

fn flow(flow: &Flow, own: Own) -> String {
    let mut parts = vec![flow.kind.as_str().to_owned()];
    parts.extend(flow.authorization_url.map(|url| format!("authorized at {}", quote(url))));
    parts.extend(flow.token_url.map(|url| match url {
        TokenUrl::At(url) => format!("tokens at {}", quote(url)),
        TokenUrl::IssuedBy(issuer) => format!("tokens of {}", short((issuer.ty.name)(), own)),
    }));
    parts.extend(flow.refresh_url.map(|url| format!("refreshed at {}", quote(url))));
    let mut scopes: Vec<String> = flow.scopes.iter().map(|(name, _)| word(name)).collect();
    scopes.sort();
    if !scopes.is_empty() {
        parts.push(format!("[{}]", scopes.join(" ")));
    }
    parts.join(" ")
}
