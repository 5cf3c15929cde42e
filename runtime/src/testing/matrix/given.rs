//! The input of a test to the matrix.

use std::pin::Pin;
use std::sync::Arc;

use super::AuthorizationMatrix;
use super::cases::known_scopes;
use super::place::Place;
use crate::graph::Kind;
use crate::policy::template;
use crate::request::DeclaredScheme;
use crate::testing::{TestClient, TestRequest};

/// Credentials for a scheme.
pub(super) struct Given {
    /// The name of the scheme in the document.
    pub(super) scheme: &'static str,
    pub(super) of: Of,
    pub(super) source: Source,
}

/// The caller that credentials belong to.
#[derive(PartialEq, Eq)]
pub(super) enum Of {
    /// The caller who must get in.
    First,
    /// Another caller, who must not get the resources of the first caller.
    Other,
    /// A caller who must not get in, for this reason: "expired".
    Refused(String),
}

/// The source of credentials.
pub(super) enum Source {
    /// A closure that adds credentials with these scopes to a request.
    Add(Add),
    /// A closure that logs in, and returns the text of the credentials.
    LogIn(LogIn),
    /// Credentials of a caller whom no program knows.
    Unknown,
}

type Add = Box<dyn Fn(TestRequest, &[&str]) -> TestRequest + Send + Sync>;

type LogIn = Box<dyn Fn(TestClient, Vec<String>) -> LoggingIn + Send + Sync>;

type LoggingIn = Pin<Box<dyn Future<Output = String>>>;

impl AuthorizationMatrix {
    /// Provides good credentials for a scheme: `add` adds them to a request. They must have exactly the scopes that `add`
    /// is called with, or the roles of a scheme that is not OAuth 2.0. `add` is called once per request, with any set of
    /// the scheme's known scopes.
    ///
    /// See [`AuthorizationMatrix`] for an example.
    ///
    /// # Panics
    ///
    /// Panics if no operation of the app reaches the scheme.
    pub fn credentials<D: DeclaredScheme>(
        self,
        add: impl Fn(TestRequest, &[&str]) -> TestRequest + Send + Sync + 'static,
    ) -> Self {
        self.credentials_of(name_of::<D>(), add)
    }

    /// Provides good credentials as [`credentials`](Self::credentials) does, for a scheme that the test cannot name.
    /// `scheme` is its name in the document.
    ///
    /// # Panics
    ///
    /// Panics if no operation of the app reaches a scheme of this name.
    pub fn credentials_of(
        self,
        scheme: &str,
        add: impl Fn(TestRequest, &[&str]) -> TestRequest + Send + Sync + 'static,
    ) -> Self {
        self.give(scheme, Of::First, Source::Add(Box::new(add)))
    }

    /// Provides good credentials for a scheme by logging in. `log_in` is called with a client of the app and the scopes
    /// that the credentials must have. It returns their text, such as a token, a key or a session, and the matrix puts the
    /// text where the scheme reads it.
    ///
    /// A login is reused for all requests with the same scopes, since it may hash a password. The matrix logs in again
    /// after a request that could have ended the session: one with an unsafe method (`POST /logout`) that is not refused.
    /// It also logs in again if good credentials get 401.
    ///
    /// # Panics
    ///
    /// Panics if no operation of the app reaches the scheme. Also panics if a login cannot return its
    /// credentials as a text: HTTP Basic, HTTP Digest, certificates.
    ///
    /// # Example
    ///
    /// ```
    /// use portcullis::prelude::*;
    ///
    /// #[security_scheme]
    /// static oauth2_scheme: OAuth2PasswordBearer =
    ///     OAuth2PasswordBearer::issued_by::<login>().scopes(&[("items", "Read items.")]);
    ///
    /// #[post("/token")]
    /// async fn login(#[depends] form: OAuth2PasswordRequestForm) -> Result<Json<Value>, OAuth2Error> {
    ///     if form.username != "alice" || !portcullis::secure_eq(&form.password, "secret") {
    ///         return Err(OAuth2Error::invalid_grant("Incorrect username or password"));
    ///     }
    ///     let access_token = format!("alice.{}", form.scopes.join("."));
    ///     Ok(Json(json!({ "access_token": access_token, "token_type": "bearer" })))
    /// }
    ///
    /// #[dependency]
    /// async fn get_user(#[depends(oauth2_scheme)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
    ///     let scopes = token.strip_prefix("alice.").ok_or_else(oauth2_scheme::invalid_token)?;
    ///     oauth2_scheme::require(&asked, scopes.split('.'))?;
    ///     Ok("alice".into())
    /// }
    ///
    /// #[get("/items")]
    /// async fn read_items(#[security(get_user, scopes = ["items"])] user: String) -> Json<String> {
    ///     Json(user)
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// TestClient::new(App::new(routes![login, read_items]))
    ///     .authorization_matrix()
    ///     .log_in::<oauth2_scheme>(async |client, scopes| {
    ///         let form = [("username", "alice"), ("password", "secret"), ("scope", &scopes.join(" "))];
    ///         let answer = client.post("/token").form(&form).await;
    ///         answer.json::<Value>()["access_token"].as_str().expect("a token").to_owned()
    ///     })
    ///     .check()
    ///     .await;
    /// # }
    /// ```
    pub fn log_in<D: DeclaredScheme>(
        self,
        log_in: impl AsyncFn(TestClient, Vec<String>) -> String + Send + Sync + 'static,
    ) -> Self {
        self.log_in_of(name_of::<D>(), log_in)
    }

    /// Logs in as [`log_in`](Self::log_in) does, for a scheme that the test cannot name. `scheme` is its name in the
    /// document.
    ///
    /// # Panics
    ///
    /// Panics if no operation of the app reaches a scheme of this name, or if a login cannot return its credentials as a
    /// text.
    pub fn log_in_of(
        self,
        scheme: &str,
        log_in: impl AsyncFn(TestClient, Vec<String>) -> String + Send + Sync + 'static,
    ) -> Self {
        let schemes = self.client.app.facts().schemes;
        let found = schemes.iter().find(|known| known.name == scheme);
        let is_text = found.is_none_or(|found| {
            let place = Place::of(found);
            !place.is_password() && place != Place::Elsewhere
        });
        assert!(
            is_text,
            "no login returns credentials of `{scheme}`: give them with `.credentials_of(\"{scheme}\", ..)`"
        );
        let log_in = Arc::new(log_in);
        let log_in = move |client, scopes| -> LoggingIn {
            let log_in = Arc::clone(&log_in);
            Box::pin(async move { log_in(client, scopes).await })
        };
        self.give(scheme, Of::First, Source::LogIn(Box::new(log_in)))
    }

    /// Provides credentials that must be refused wherever the scheme is verified, with a label such as "expired" or
    /// "revoked". A scheme may have any number of them. `add` is called with the scopes that the credentials must have.
    ///
    /// # Panics
    ///
    /// Panics if no operation of the app reaches the scheme.
    ///
    /// # Example
    ///
    /// ```
    /// use portcullis::prelude::*;
    ///
    /// #[security_scheme]
    /// static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");
    ///
    /// #[dependency]
    /// async fn get_machine(#[depends(api_key)] key: String) -> Result<&'static str, AuthError> {
    ///     if portcullis::secure_eq(key, "this year's") { Ok("printer") } else { Err(api_key::invalid_token()) }
    /// }
    ///
    /// #[get("/jobs")]
    /// async fn read_jobs(#[depends(get_machine)] machine: &'static str) -> Json<&'static str> {
    ///     Json(machine)
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// TestClient::new(App::new(routes![read_jobs]))
    ///     .authorization_matrix()
    ///     .credentials::<api_key>(|request, _| request.header("X-Key", "this year's"))
    ///     .bad_credentials::<api_key>("expired", |request, _| request.header("X-Key", "last year's"))
    ///     .check()
    ///     .await;
    /// # }
    /// ```
    pub fn bad_credentials<D: DeclaredScheme>(
        self,
        what: &str,
        add: impl Fn(TestRequest, &[&str]) -> TestRequest + Send + Sync + 'static,
    ) -> Self {
        self.bad_credentials_of(name_of::<D>(), what, add)
    }

    /// Provides bad credentials as [`bad_credentials`](Self::bad_credentials) does, for a scheme that the test cannot name.
    /// `scheme` is its name in the document.
    ///
    /// # Panics
    ///
    /// Panics if no operation of the app reaches a scheme of this name.
    pub fn bad_credentials_of(
        self,
        scheme: &str,
        what: &str,
        add: impl Fn(TestRequest, &[&str]) -> TestRequest + Send + Sync + 'static,
    ) -> Self {
        self.give(scheme, Of::Refused(what.to_owned()), Source::Add(Box::new(add)))
    }

    /// Provides good credentials of another caller, who must not get the resources that [belong](Self::owned)
    /// to the first caller.
    ///
    /// # Panics
    ///
    /// Panics if no operation of the app reaches the scheme.
    ///
    /// # Example
    ///
    /// ```
    /// use portcullis::prelude::*;
    ///
    /// #[security_scheme]
    /// static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");
    ///
    /// #[dependency]
    /// async fn get_user(#[depends(oauth2_scheme)] token: String) -> Result<String, AuthError> {
    ///     if ["alice", "bob"].contains(&token.as_str()) { Ok(token) } else { Err(oauth2_scheme::invalid_token()) }
    /// }
    ///
    /// #[get("/letters/{id}", errors(404 = "You have no such letter"))]
    /// async fn read_letter(id: u64, #[depends(get_user)] user: String) -> Result<Json<&'static str>, HttpError> {
    ///     match (id, user.as_str()) {
    ///         (7, "alice") => Ok(Json("Dear Alice")),
    ///         _ => Err(HttpError::new(StatusCode::NOT_FOUND, "You have no such letter")),
    ///     }
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// TestClient::new(App::new(routes![read_letter]))
    ///     .authorization_matrix()
    ///     .credentials::<oauth2_scheme>(|request, _| request.bearer("alice"))
    ///     .other_caller::<oauth2_scheme>(|request, _| request.bearer("bob"))
    ///     .path("id", "7")
    ///     .owned("GET /letters/{id}")
    ///     .check()
    ///     .await;
    /// # }
    /// ```
    pub fn other_caller<D: DeclaredScheme>(
        self,
        add: impl Fn(TestRequest, &[&str]) -> TestRequest + Send + Sync + 'static,
    ) -> Self {
        self.other_caller_of(name_of::<D>(), add)
    }

    /// Provides credentials as [`other_caller`](Self::other_caller) does, for a scheme that the test cannot name. `scheme`
    /// is its name in the document.
    ///
    /// # Panics
    ///
    /// Panics if no operation of the app reaches a scheme of this name.
    pub fn other_caller_of(
        self,
        scheme: &str,
        add: impl Fn(TestRequest, &[&str]) -> TestRequest + Send + Sync + 'static,
    ) -> Self {
        self.give(scheme, Of::Other, Source::Add(Box::new(add)))
    }

    /// Marks an operation, named by method and path, whose resource belongs to the caller with the good credentials. With
    /// the values set by [`path`](Self::path), another caller must get a client error such as 401, 403 or 404. See
    /// [`other_caller`](Self::other_caller) for an example.
    ///
    /// # Panics
    ///
    /// Panics if the app has no such operation.
    pub fn owned(mut self, route: &str) -> Self {
        self.assert_operation(route);
        self.owned.push(route.to_owned());
        self
    }

    /// Declares that the scope `higher` implies the scope `lower`. Otherwise the matrix expects that a caller with all
    /// scopes but `lower` is refused where `lower` is required.
    ///
    /// # Panics
    ///
    /// Panics if the app has no scheme with both scopes.
    ///
    /// # Example
    ///
    /// ```
    /// use portcullis::prelude::*;
    ///
    /// #[security_scheme]
    /// static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token")
    ///     .scopes(&[("items", "Read items."), ("admin", "Everything.")]);
    ///
    /// #[dependency]
    /// async fn get_user(#[depends(oauth2_scheme)] token: String, asked: SecurityScopes) -> Result<(), AuthError> {
    ///     let scopes = token.strip_prefix("alice.").ok_or_else(oauth2_scheme::invalid_token)?;
    ///     let held = if scopes.contains("admin") { "items.admin" } else { scopes };
    ///     oauth2_scheme::require(&asked, held.split('.'))
    /// }
    ///
    /// #[get("/items")]
    /// async fn read_items(#[security(get_user, scopes = ["items"])] _user: ()) -> Json<&'static str> {
    ///     Json("lamp")
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// TestClient::new(App::new(routes![read_items]))
    ///     .authorization_matrix()
    ///     .credentials::<oauth2_scheme>(|request, scopes| request.bearer(&format!("alice.{}", scopes.join("."))))
    ///     .implies("admin", "items")
    ///     .check()
    ///     .await;
    /// # }
    /// ```
    pub fn implies(mut self, higher: &str, lower: &str) -> Self {
        let facts = self.client.app.facts();
        let has_both = facts.schemes.iter().any(|scheme| {
            let known = known_scopes(&facts, scheme);
            known.contains(&higher) && known.contains(&lower)
        });
        assert!(has_both, "the app has no scheme with the scopes `{higher}` and `{lower}`");
        self.implied.push((higher.to_owned(), lower.to_owned()));
        self
    }

    /// Sets the value of a path parameter, in every path that has a parameter of this name.
    ///
    /// # Panics
    ///
    /// Panics if no path of the app has such a parameter.
    pub fn path(mut self, name: &str, value: &str) -> Self {
        let operations = self.client.app.facts().operations;
        let is_there = operations.iter().any(|operation| template::has(&operation.path, name));
        assert!(is_there, "no path of the app has a parameter `{name}`");
        self.values.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Allows an open operation to return the same answer as a protected one. Each operation is named by
    /// method and path. Use this if the answer is not a secret, or if both have nothing to return in this
    /// test.
    ///
    /// # Panics
    ///
    /// Panics if the app has no such operation.
    pub fn same_answer(mut self, one: &str, other: &str) -> Self {
        self.assert_operation(one);
        self.assert_operation(other);
        self.same.push((one.to_owned(), other.to_owned()));
        self
    }

    fn give(mut self, scheme: &str, of: Of, source: Source) -> Self {
        let schemes = self.client.app.facts().schemes;
        let Some(found) = schemes.iter().find(|known| known.name == scheme) else {
            panic!("no operation of the app asks for credentials of a scheme `{scheme}`")
        };
        self.given.push(Given { scheme: found.name, of, source });
        self
    }

    fn assert_operation(&self, route: &str) {
        let operations = self.client.app.facts().operations;
        let is_there = operations.iter().any(|operation| operation.route() == route);
        assert!(is_there, "the app has no operation `{route}`");
    }
}

/// Returns the name of a declared scheme in the document.
fn name_of<D: DeclaredScheme>() -> &'static str {
    match D::KNOWN.kind {
        Kind::Scheme(scheme) => scheme.name,
        _ => panic!("`{}` declares a scheme, and its dependency is none", D::KNOWN.id.name),
    }
}
