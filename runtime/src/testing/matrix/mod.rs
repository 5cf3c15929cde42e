//! Every operation of an app with credentials of every kind, against what the graph says.

mod cases;
mod credentials;
mod judge;
mod methods;
mod run;
mod same_data;
mod tampering;
mod target;

use std::sync::Arc;

use super::{TestClient, TestRequest};
use crate::graph::{Kind, Scheme};
use crate::policy::template;
use crate::review::OperationFacts;
use crate::security::DeclaredScheme;

/// Tries every operation of an app with no credentials, malformed ones, wrong ones, good ones of which a character is another, too
/// much or too little, those of other schemes, too few, scopes that lack one, and good ones, and every path with every method; and
/// compares what happens with what the graph says. Made by [`TestClient::authorization_matrix`].
///
/// It finds an operation that lets somebody in whom the graph does not allow (a dependency that forgets to look at the scopes
/// that were asked for, a layer that answers in its place, a value that a test gives and has left on), and one that refuses somebody
/// for a reason that the graph does not know. It also finds an open operation that gives away what another gives only to those whom it
/// knows.
///
/// Say what the graph cannot know: good credentials for every scheme and set of scopes, and values for path parameters, `1` without
/// one. Where nothing in the graph can refuse credentials (`unverified` in the [lockfile](crate::SecurityLock)), any are good.
///
/// A refusal tells something where good credentials get in. Where they get the same (404, say, for a thing that is not there), the
/// operation is said to be undecided, until [`path`](Self::path) names one that is.
///
/// Good credentials reach the handlers, `POST` and `DELETE` included, without a body: give the app a database that is made for tests.
/// An operation that ends a session (`POST /logout`) or takes a key back makes good credentials bad ones for all that comes after it,
/// which is then said to refuse them: a closure that logs in anew each time that it is called gives good ones still.
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
}

/// Good credentials for a scheme.
#[derive(Clone)]
struct Given {
    /// Its name in the document.
    scheme: &'static str,
    add: Add,
}

/// Adds credentials that hold these scopes.
type Add = Arc<dyn Fn(TestRequest, &[&str]) -> TestRequest + Send + Sync>;

impl AuthorizationMatrix {
    pub(super) fn new(client: TestClient) -> Self {
        Self { client, given: Vec::new(), values: Vec::new(), same: Vec::new() }
    }

    /// Good credentials for a scheme: `add` puts them into a request, such that they hold exactly these scopes, or of a scheme
    /// that is not OAuth 2.0 these roles.
    pub fn credentials<D: DeclaredScheme>(
        self,
        add: impl Fn(TestRequest, &[&str]) -> TestRequest + Send + Sync + 'static,
    ) -> Self {
        match D::DEPENDENCY.kind {
            Kind::Scheme(scheme) => self.credentials_of(scheme.name, add),
            _ => self,
        }
    }

    /// The same for a scheme that the test cannot name, by its name in the document.
    ///
    /// # Panics
    ///
    /// When no operation of the app reaches a scheme of this name.
    pub fn credentials_of(
        mut self,
        scheme: &str,
        add: impl Fn(TestRequest, &[&str]) -> TestRequest + Send + Sync + 'static,
    ) -> Self {
        let schemes = self.client.app.facts().schemes;
        let Some(found) = schemes.iter().find(|known| known.name == scheme) else {
            panic!("no operation of the app asks for credentials of a scheme `{scheme}`")
        };
        self.given.push(Given { scheme: found.name, add: Arc::new(add) });
        self
    }

    /// The value of a path parameter, wherever one has this name.
    ///
    /// # Panics
    ///
    /// When no path of the app has one.
    pub fn path(mut self, name: &str, value: &str) -> Self {
        let operations = self.client.app.facts().operations;
        let is_there = operations.iter().any(|operation| template::has(&operation.path, name));
        assert!(is_there, "no path of the app has a parameter `{name}`");
        self.values.push((name.to_owned(), value.to_owned()));
        self
    }

    /// An open operation may answer what a locked one does, each named by method and path: what they say is no secret, or both
    /// have nothing to say in this test.
    ///
    /// # Panics
    ///
    /// When the app has no such operation.
    pub fn same_answer(mut self, one: &str, other: &str) -> Self {
        let operations = self.client.app.facts().operations;
        for route in [one, other] {
            let is_there = operations.iter().any(|operation| operation.route() == route);
            assert!(is_there, "the app has no operation `{route}`");
        }
        self.same.push((one.to_owned(), other.to_owned()));
        self
    }

    /// Tries it all, and fails the test with everything that was found.
    ///
    /// # Panics
    ///
    /// When something was found.
    pub async fn check(self) {
        let findings = self.findings().await;
        assert!(findings.is_empty(), "the authorization matrix has found\n  {}", findings.join("\n  "));
    }

    /// Tries it all, and says what was found, a line each.
    pub async fn findings(self) -> Vec<String> {
        run::run(&self).await
    }

    /// The credentials that are given for a scheme.
    fn given(&self, scheme: &Scheme) -> Option<Add> {
        let given = self.given.iter().find(|given| given.scheme == scheme.name)?;
        Some(Arc::clone(&given.add))
    }

    /// Good credentials for a scheme. Where nothing can refuse any, all are good.
    fn good(&self, operation: &OperationFacts, scheme: &Scheme) -> Option<Add> {
        let any = || cases::is_unverified(operation, scheme).then(|| credentials::unknown(scheme));
        self.given(scheme).or_else(any)
    }
}
