//! Every operation of an app with credentials of every kind, against what the graph says.

mod cases;
mod given;
mod judge;
mod methods;
mod place;
mod presented;
mod run;
mod same_data;
mod session;
mod tampering;
mod target;

use given::{Given, Source};
use presented::Presented;

use super::TestClient;
use crate::graph::{Clause, Scheme};
use crate::review::OperationFacts;

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

impl AuthorizationMatrix {
    pub(super) fn new(client: TestClient) -> Self {
        Self { client, given: Vec::new(), values: Vec::new(), same: Vec::new() }
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
    fn given(&self, scheme: &Scheme) -> Option<&Source> {
        let given = self.given.iter().find(|given| given.scheme == scheme.name)?;
        Some(&given.source)
    }

    /// Good credentials for a scheme. Where nothing can refuse any, all are good.
    fn good(&self, operation: &OperationFacts, scheme: &Scheme) -> Option<&Source> {
        let any = || cases::is_unverified(operation, scheme).then_some(&Source::Unknown);
        self.given(scheme).or_else(any)
    }

    /// Good credentials for all of a clause.
    fn parts<'a>(&'a self, operation: &OperationFacts, clause: &'a Clause) -> Option<Vec<Presented<'a>>> {
        let part = |required: &'a crate::graph::Requirement| {
            let source = self.good(operation, required.scheme)?;
            Some(Presented::new(required.scheme, required.scopes.clone(), source))
        };
        clause.0.iter().map(part).collect()
    }
}
