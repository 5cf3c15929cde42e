use std::fmt;
use std::path::Path;

use super::change::{Entry, compare};
use super::facts::{Facts, OperationFacts, short};
use super::protection::{Protection, join, quote, word};
use crate::graph::{Flow, Scheme, SchemeKind, TokenUrl};
use crate::request::Own;

/// A list of who may call what, one operation per line. Made by [`App::security_lock`](crate::App::security_lock).
///
/// The list is kept as a file beside the program. A review then sees every change of a protection, and a test fails if the
/// file and the program disagree.
///
/// A line names what a caller must present (`OAuth2PasswordBearer [items]`), the functions that can refuse it
/// (`(get_user)`), and the alternatives (`or`). `(unverified)` means that nothing can refuse the credentials, and the
/// operation receives them as they were sent. `after (limit)` names functions that can refuse any caller. Notes
/// list what the operation resolves itself, in order: `guards limit, get_user` in front of the handler, and `takes get_role` as
/// its arguments. They are left out if that is one dependency, and the line names no other function.
///
/// Scopes are usually enforced by the one function that can refuse the credentials, which takes them as
/// [`SecurityScopes`](crate::SecurityScopes). Otherwise the line names the functions that enforce them
/// (`[items by get_user; admin unenforced]`).
///
/// An open operation is listed with its reason, and a token endpoint with its name. Operations are sorted by path, whatever
/// their order in the program. After them come the functions below them, each with what it takes in the order of its
/// arguments: the values of other functions and schemes, parameters (`path id`), `body`, `scopes`, and `request` for a
/// function written by hand that reads more of it. For a derived type, the names of the fields or variants are listed, too.
/// Then come the layers, the innermost first, and the schemes. Both are listed with their types, and schemes also with their
/// [settings](crate::SecurityScheme::settings).
///
/// A function is named by its path: from the root of the crate that contains the app's list, or after `::` from the root of
/// another crate. A function in the body of another one also has the hash of its declaration (`tests::get_user#1f6c3a0e`),
/// since a path does not distinguish two blocks. For types, Rust provides only the path. So two types of one path look the
/// same, as the type of a scheme, of its argument or of a layer, and as a dependency written by hand: in two bodies, in the
/// library and the program of one package, or in two versions of a crate.
///
/// The file does not contain what a function does, or which names it gives to its arguments. Nor does it contain the data of a scheme that verifies credentials
/// itself, such as its users. Code that `cfg` leaves out of a build is not in the lockfile of this build. A program that
/// differs by profile or feature compares the file in each, with `security-lock --check`.
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

/// The environment variable that makes a test write the file, and the value that it must have.
const WRITE: (&str, &str) = ("SECURITY_LOCK", "write");

impl SecurityLock {
    pub(crate) fn new(facts: &Facts) -> Self {
        let pages =
            facts.pages.iter().map(|path| Entry::new(format!("GET {path}"), Protection::Page.to_string()));
        let operations = facts.operations.iter().map(entry);
        let mut entries: Vec<Entry> = pages.chain(operations).collect();
        entries.sort_by(|a, b| a.place().cmp(&b.place()));
        let functions = facts.functions.iter();
        entries.extend(functions.map(|(name, takes)| Entry::function(&word(name), takes)));
        entries.extend((1..).zip(&facts.layers).map(|(at, layer)| Entry::layer(at, layer)));
        let schemes = facts.schemes.iter().zip(&facts.types);
        entries
            .extend(schemes.map(|(scheme, types)| {
                Entry::scheme(&word(scheme.name), describe(scheme, types, facts.own))
            }));
        Self(entries)
    }

    /// Compares the lockfile with the text of a file.
    ///
    /// # Errors
    ///
    /// Returns the differences, one per line: what is lost, won, new, gone or otherwise changed.
    pub fn compare(&self, file: &str) -> Result<(), String> {
        let differences = compare(&Entry::read(file), &self.0);
        if differences.is_empty() { Ok(()) } else { Err(differences.join("\n")) }
    }

    /// Fails a test if the file at `path` differs from the program. With `SECURITY_LOCK=write` in the environment, the file
    /// is written instead.
    ///
    /// [`assert_security_lock!`](crate::assert_security_lock) does this for the file beside `Cargo.toml`.
    ///
    /// # Panics
    ///
    /// Panics if the file cannot be read or written, or if it differs.
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
    /// Returns the error of the file system.
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
    // The protection of an open operation already contains the reason.
    let is_locked = matches!(facts.protection, Protection::Locked(_));
    let public = facts.operation.public.filter(|_| is_locked).map(|reason| ("public", reason));
    let shadows = facts.operation.shadows.map(|reason| ("shadows", reason));
    let entry = [public, shadows]
        .into_iter()
        .flatten()
        .fold(entry, |entry, (key, reason)| entry.with_note(key, &quote(reason)));
    let lists = [("guards", &facts.resolved.guards), ("takes", &facts.resolved.takes)];
    lists
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .fold(entry, |entry, (key, names)| entry.with_note(key, &names.join(", ")))
}

/// Returns a path as it is, or in quotes if it contains a quote or the separator that ends a path.
fn path(path: &str) -> String {
    if path.contains(": ") || path.contains('"') { quote(path) } else { path.to_owned() }
}

/// Describes a scheme in a line: its types, and what the document contains about it.
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
