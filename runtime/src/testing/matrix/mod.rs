//! Every operation of an app with credentials of every kind, against what the graph says.

mod cases;
mod given;
mod judge;
mod methods;
mod place;
mod presented;
mod progress;
mod report;
mod run;
mod same_data;
mod session;
mod tampering;
mod target;

use given::{Given, Of, Source};
use presented::Presented;
pub use report::AuthorizationReport;

use super::TestClient;
use crate::graph::Scheme;
use crate::policy::Clause;
use crate::review::OperationFacts;

/// Tries every operation of an app, and every path with every method, and compares what happens with what the graph says. Made by
/// [`TestClient::authorization_matrix`].
///
/// It sends no credentials, malformed ones, those of an unknown caller, too few, those of other schemes, and good ones. It changes
/// good credentials: characters at the first, a middle and the last place of each part, the case of letters, the length, the name
/// beside a password. Where a scope is required, it sends every other known scope in its place.
///
/// It finds an operation that lets in a caller whom the graph does not allow: a dependency that does not enforce its scopes, a layer
/// that answers in its place, a value of a test that is left on. It also finds an operation that refuses a caller for a reason that
/// the graph does not know, and an open operation that answers what another one keeps secret.
///
/// Tell it what the graph cannot know: [good credentials](Self::credentials) for every scheme and set of scopes, or how to
/// [log in](Self::log_in); values for [path](Self::path) parameters, `1` without one; [bad credentials](Self::bad_credentials), such
/// as expired ones; and what is [owned](Self::owned) by a caller. Where nothing in the graph can refuse credentials (`unverified` in
/// the [lockfile](crate::SecurityLock)), any are good.
///
/// A refusal means something where good credentials get in. Where they get the same (404, say, for a thing that is not there), the
/// operation is said to be undecided, until [`path`](Self::path) names one that is.
///
/// Good credentials reach the handlers, `POST` and `DELETE` included, without a body: give the app a database that is made for
/// tests. An operation that ends a session (`POST /logout`) makes good credentials bad ones for all that comes after it. A closure
/// that returns the same token each time then gives bad ones; one that logs in anew each time does not, nor does
/// [`log_in`](Self::log_in).
///
/// The case of hexadecimal digits is not changed, except in passwords: programs may decode them. Nor is the case of a user's name.
/// In tokens that say their scopes as words, as toys do, a longer or shorter one may be another good one: where no scope is
/// required, the length is not changed.
///
/// After ten seconds it says on standard error how far it is, and at the end which operations took longest.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[security_scheme]
/// static oauth2_scheme: OAuth2PasswordBearer =
///     OAuth2PasswordBearer::new("https://auth.example.com/token").scopes(&[("items", "Read items.")]);
///
/// #[dependency]
/// async fn get_user(#[depends(oauth2_scheme)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
///     let (user, scopes) = token.split_once('/').ok_or_else(oauth2_scheme::invalid_token)?;
///     if user != "alice" {
///         return Err(oauth2_scheme::invalid_token());
///     }
///     oauth2_scheme::require(&asked, scopes.split('/'))?;
///     Ok(user.to_owned())
/// }
///
/// #[get("/items/{id}")]
/// async fn read_item(id: u64, #[security(get_user, scopes = ["items"])] user: String) -> Json<(u64, String)> {
///     Json((id, user))
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// TestClient::new(App::new(routes![read_item]))
///     .authorization_matrix()
///     .credentials::<oauth2_scheme>(|request, scopes| request.bearer(&format!("alice/{}", scopes.join("/"))))
///     .path("id", "7")
///     .check()
///     .await;
/// # }
/// ```
#[must_use = "it runs by `check().await`"]
pub struct AuthorizationMatrix {
    client: TestClient,
    given: Vec<Given>,
    values: Vec<(String, String)>,
    /// Pairs of routes that may answer the same.
    same: Vec<(String, String)>,
    /// Routes whose thing belongs to the caller of the good credentials.
    owned: Vec<String>,
    /// Pairs of scopes: what the first permits includes the second.
    implied: Vec<(String, String)>,
}

impl AuthorizationMatrix {
    pub(super) fn new(client: TestClient) -> Self {
        let (given, values, same) = (Vec::new(), Vec::new(), Vec::new());
        Self { client, given, values, same, owned: Vec::new(), implied: Vec::new() }
    }

    /// Tries it all, and fails the test with everything that was found. It prints what it could not judge on standard error, which a
    /// test shows when it fails.
    ///
    /// # Panics
    ///
    /// When something was found.
    pub async fn check(self) {
        let report = self.report().await;
        for line in report.not_judged() {
            eprintln!("not judged: {line}");
        }
        let findings = report.findings();
        assert!(findings.is_empty(), "the authorization matrix has found\n  {}", findings.join("\n  "));
    }

    /// Tries it all, and returns what was found, a line each.
    pub async fn findings(self) -> Vec<String> {
        self.report().await.findings
    }

    /// Tries it all, and returns what was found and what could not be judged.
    ///
    /// # Example
    ///
    /// ```
    /// use portcullis::prelude::*;
    ///
    /// #[security_scheme]
    /// static tls: portcullis::MutualTls = portcullis::MutualTls::new();
    ///
    /// #[dependency]
    /// async fn get_machine(#[depends(tls)] certificate: portcullis::ClientCertificate) -> Result<(), HttpError> {
    ///     match certificate.der() == b"printer" {
    ///         true => Ok(()),
    ///         false => Err(HttpError::new(StatusCode::FORBIDDEN, "Unknown certificate")),
    ///     }
    /// }
    ///
    /// #[get("/jobs")]
    /// async fn read_jobs(#[depends(get_machine)] _machine: ()) -> Json<&'static str> {
    ///     Json("none")
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let printer = portcullis::ClientCertificate::from_der(b"printer");
    /// let report = TestClient::new(App::new(routes![read_jobs]))
    ///     .authorization_matrix()
    ///     .credentials::<tls>(move |request, _| request.extension(printer.clone()))
    ///     .report()
    ///     .await;
    /// assert!(report.findings().is_empty());
    /// let wanted = "good credentials of MutualTLS with changes: a request has no text of them (`GET /jobs`)";
    /// assert_eq!(report.not_judged(), [wanted]);
    /// # }
    /// ```
    pub async fn report(self) -> AuthorizationReport {
        run::run(&self).await
    }

    /// The credentials that are given for a scheme.
    fn given(&self, scheme: &Scheme) -> Option<&Source> {
        self.given_of(scheme, &Of::First)
    }

    fn given_of(&self, scheme: &Scheme, of: &Of) -> Option<&Source> {
        let given = self.given.iter().find(|given| given.scheme == scheme.name && given.of == *of)?;
        Some(&given.source)
    }

    /// The bad credentials that are given for a scheme, each with its word.
    fn refused(&self, scheme: &Scheme) -> impl Iterator<Item = (&str, &Source)> {
        let given = self.given.iter().filter(|given| given.scheme == scheme.name);
        given.filter_map(|given| match &given.of {
            Of::Refused(what) => Some((what.as_str(), &given.source)),
            Of::First | Of::Other => None,
        })
    }

    fn is_owned(&self, operation: &OperationFacts) -> bool {
        self.owned.contains(&operation.route())
    }

    /// Whether a caller with the scope `held` has `wanted` by it.
    fn is_implied(&self, held: &str, wanted: &str) -> bool {
        self.implied.iter().any(|(higher, lower)| higher == held && lower == wanted)
    }

    /// Good credentials for a scheme. Where nothing can refuse any, all are good.
    fn good(&self, operation: &OperationFacts, scheme: &Scheme) -> Option<&Source> {
        let any = || cases::is_unverified(operation, scheme).then_some(&Source::Unknown);
        self.given(scheme).or_else(any)
    }

    /// Good credentials for all of a clause.
    fn parts<'a>(&'a self, operation: &OperationFacts, clause: &'a Clause) -> Option<Vec<Presented<'a>>> {
        let part = |required: &'a crate::policy::Requirement| {
            let source = self.good(operation, required.scheme)?;
            Some(Presented::new(required.scheme, required.scopes.clone(), source))
        };
        clause.0.iter().map(part).collect()
    }
}
