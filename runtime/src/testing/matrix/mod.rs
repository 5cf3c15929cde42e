//! Tries every operation of an app with credentials of every kind, and compares the answers with the graph.

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

/// Tries every operation of an app, and every path with every method, and compares the answers with the
/// graph. Created by [`TestClient::authorization_matrix`].
///
/// The matrix sends no credentials, malformed ones, those of an unknown caller, incomplete ones, those of
/// other schemes, and good ones. It also tampers with good credentials: it changes the first, a middle and
/// the last character of each part. It changes the case of letters, the length, and the name beside a
/// password, too. Where a scope is required, it sends all other known scopes instead.
///
/// The matrix finds an operation that admits a caller whom the graph does not admit. The cause may be a dependency that
/// does not enforce its scopes, a layer that answers instead, or a test value that is still set. The matrix also finds
/// operations that refuse a caller without a reason in the graph, and open operations that return what others protect.
///
/// A test provides what the graph cannot contain:
///
/// - [good credentials](Self::credentials) for every scheme and set of scopes, or a way to [log in](Self::log_in);
/// - values of [path](Self::path) parameters, which are `1` by default;
/// - [bad credentials](Self::bad_credentials), such as expired ones;
/// - the operations whose resource is [owned](Self::owned) by a caller.
///
/// Where nothing in the graph can refuse credentials (`unverified` in the [lockfile](crate::SecurityLock)), any credentials
/// are good.
///
/// A refusal is meaningful only where good credentials get in. If good credentials get the same answer, such as 404 for a
/// missing resource, the operation is reported as undecided. Then set [`path`](Self::path) to a resource that exists.
///
/// Requests with good credentials reach the handlers, even those of `POST` and `DELETE`, and have no body. So give the app
/// a database for tests. An operation that ends a session (`POST /logout`) invalidates good credentials for all later
/// requests. A closure that always returns the same token then provides bad credentials. Log in within the closure, or use
/// [`log_in`](Self::log_in).
///
/// The case of hexadecimal digits is not changed, except in passwords, since programs may decode the digits. The case of a
/// user's name is not changed either. The token of a toy program may list its scopes as words, so a longer or shorter token
/// may also be a good one. The length of such a token is not changed where no scope is required.
///
/// A run of more than ten seconds reports its progress on standard error, and at its end the slowest operations.
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
    /// Pairs of routes that may return the same answer.
    same: Vec<(String, String)>,
    /// Routes whose resource belongs to the caller with the good credentials.
    owned: Vec<String>,
    /// Pairs of scopes, of which the first implies the second.
    implied: Vec<(String, String)>,
}

impl AuthorizationMatrix {
    pub(super) fn new(client: TestClient) -> Self {
        let (given, values, same) = (Vec::new(), Vec::new(), Vec::new());
        Self { client, given, values, same, owned: Vec::new(), implied: Vec::new() }
    }

    /// Runs the matrix, and fails the test with all findings. Prints the cases that could not be judged on
    /// standard error, which is shown if the test fails.
    ///
    /// # Panics
    ///
    /// Panics if there are findings.
    pub async fn check(self) {
        let report = self.report().await;
        for line in report.not_judged() {
            eprintln!("not judged: {line}");
        }
        let findings = report.findings();
        assert!(findings.is_empty(), "the authorization matrix has found\n  {}", findings.join("\n  "));
    }

    /// Runs the matrix, and returns the findings, one line each.
    pub async fn findings(self) -> Vec<String> {
        self.report().await.findings
    }

    /// Runs the matrix, and returns the findings and what could not be judged.
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

    /// Returns the good credentials that the test provides for a scheme.
    fn given(&self, scheme: &Scheme) -> Option<&Source> {
        self.given_of(scheme, &Of::First)
    }

    fn given_of(&self, scheme: &Scheme, of: &Of) -> Option<&Source> {
        let given = self.given.iter().find(|given| given.scheme == scheme.name && given.of == *of)?;
        Some(&given.source)
    }

    /// Returns the bad credentials that the test provides for a scheme, each with its label.
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

    /// Whether the scope `held` implies the scope `wanted`.
    fn is_implied(&self, held: &str, wanted: &str) -> bool {
        self.implied.iter().any(|(higher, lower)| higher == held && lower == wanted)
    }

    /// Returns good credentials for a scheme. If nothing can refuse credentials, any are good.
    fn good(&self, operation: &OperationFacts, scheme: &Scheme) -> Option<&Source> {
        let any = || cases::is_unverified(operation, scheme).then_some(&Source::Unknown);
        self.given(scheme).or_else(any)
    }

    /// Returns good credentials for every requirement of a clause.
    fn parts<'a>(&'a self, operation: &OperationFacts, clause: &'a Clause) -> Option<Vec<Presented<'a>>> {
        let part = |required: &'a crate::policy::Requirement| {
            let source = self.good(operation, required.scheme)?;
            Some(Presented::new(required.scheme, required.scopes.clone(), source))
        };
        clause.0.iter().map(part).collect()
    }
}
