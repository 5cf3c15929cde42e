//! Calls to an app, or to a single dependency, from a test.

mod matrix;
mod request;

use std::any::TypeId;

use http::{Method, Request, Uri};

pub use matrix::{AuthorizationMatrix, AuthorizationReport};
pub use request::{TestRequest, TestResponse};

use crate::request::{Context, Dependency};
use crate::response::{Body, HttpError, Refusal, Response};
use crate::server::App;

/// Calls an app in the same process, without a socket.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[get("/items/{id}")]
/// async fn read_item(id: u64) -> Json<u64> {
///     Json(id)
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = TestClient::new(App::new(routes![read_item]));
/// let answer = client.get("/items/42").await;
/// assert_eq!(answer.status(), StatusCode::OK);
/// assert_eq!(answer.json::<u64>(), 42);
/// # }
/// ```
#[derive(Clone)]
pub struct TestClient {
    app: App,
}

macro_rules! methods {
    ($($name:ident $method:ident)*) => {$(
        #[doc = concat!("A `", stringify!($method), "` request for `target`, a path with or without a query.")]
        pub fn $name(&self, target: &str) -> TestRequest {
            self.request(Method::$method, target)
        }
    )*};
}

impl TestClient {
    /// Creates a client of `app`.
    ///
    /// # Panics
    ///
    /// Panics if [`App::check`] finds a mistake in the app.
    pub fn new(app: App) -> Self {
        if let Err(error) = app.check() {
            panic!("{error}");
        }
        Self { app }
    }

    /// Replaces the value of the dependency `D`, wherever an operation of the app reaches it. For example, a test returns a
    /// user instead of looking up a token. Neither `D` nor anything below it is resolved, and every request counts as one
    /// that presents the credentials of `D`. Like `D`, `give` is called once per request if the value can be cloned. The
    /// document and all other clients of the app stay as they are.
    ///
    /// # Panics
    ///
    /// Panics if no operation of the app reaches `D`.
    ///
    /// # Example
    ///
    /// ```
    /// use portcullis::prelude::*;
    ///
    /// #[security_scheme]
    /// static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");
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
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let app = App::new(routes![read_me]);
    /// let alice = TestClient::new(app.clone()).with::<get_user>(|| Ok("alice".into()));
    /// assert_eq!(alice.get("/users/me").await.text(), r#""alice""#);
    /// assert_eq!(TestClient::new(app).get("/users/me").await.status(), 401);
    /// # }
    /// ```
    #[must_use]
    pub fn with<D: Dependency>(
        self,
        give: impl Fn() -> Result<D::Output, HttpError> + Send + Sync + 'static,
    ) -> Self {
        let name = D::KNOWN.id.name;
        assert!(self.app.reaches(TypeId::of::<D>()), "no operation of the app depends on `{name}`");
        Self::new(self.app.give::<D>(give))
    }

    /// Returns an [`AuthorizationMatrix`], which tries every operation of the app with credentials of every kind.
    pub fn authorization_matrix(&self) -> AuthorizationMatrix {
        AuthorizationMatrix::new(self.clone())
    }

    methods! { get GET post POST put PUT patch PATCH delete DELETE head HEAD options OPTIONS }

    /// Creates a request of any method.
    ///
    /// # Panics
    ///
    /// Panics if `target` is not a request target.
    pub fn request(&self, method: Method, target: &str) -> TestRequest {
        let uri = target.parse::<Uri>().unwrap_or_else(|error| panic!("`{target}`: {error}"));
        let mut request = Request::new(Body::empty());
        *request.method_mut() = method;
        *request.uri_mut() = uri;
        TestRequest::new(self.app.clone(), request)
    }
}

/// Resolves one dependency or scheme for a request, without an app.
///
/// # Errors
///
/// Returns the response with which the dependency refuses the request.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[security_scheme]
/// static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");
///
/// #[dependency]
/// async fn token_length(#[depends(oauth2_scheme)] token: String) -> usize {
///     token.len()
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let request = http::Request::get("/").header("Authorization", "Bearer abc").body("")?;
/// assert_eq!(portcullis::resolve::<token_length>(request).await.ok(), Some(3));
///
/// let refused = portcullis::resolve::<oauth2_scheme>(http::Request::new("")).await.unwrap_err();
/// assert_eq!(refused.status(), 401);
/// # Ok(())
/// # }
/// ```
pub async fn resolve<D: Dependency>(request: Request<impl Into<Body>>) -> Result<D::Output, Response> {
    let (head, body) = request.into_parts();
    let mut cx = Context::alone(head, body.into(), const { &[D::NEED] });
    let resolved = cx.obtain::<D>(false).await;
    resolved.map_err(|refusal| {
        refusal.collected().map_or_else(Refusal::into_response, |_| cx.report().into_response())
    })
}
