//! Calling an app, or a single dependency, from a test.

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
    /// A client of `app`.
    ///
    /// # Panics
    ///
    /// When the app is wrong in itself ([`App::check`]).
    pub fn new(app: App) -> Self {
        if let Err(error) = app.check() {
            panic!("{error}");
        }
        Self { app }
    }

    /// The same with a value in place of that of `D`, wherever an operation of the app reaches it: a user
    /// instead of a token that is looked up, say. Neither `D` nor anything below it is resolved, and whoever asks is taken for
    /// somebody who has presented its credentials. As `D` is, `give` is called once for a request, where the value can be cloned.
    /// The document stays as it is, and so does every other client of the app.
    ///
    /// # Panics
    ///
    /// When no operation of the app reaches `D`.
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

    /// Tries every operation of the app with credentials of every kind; see [`AuthorizationMatrix`].
    pub fn authorization_matrix(&self) -> AuthorizationMatrix {
        AuthorizationMatrix::new(self.clone())
    }

    methods! { get GET post POST put PUT patch PATCH delete DELETE head HEAD options OPTIONS }

    /// A request of any method.
    ///
    /// # Panics
    ///
    /// When `target` is no request target.
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
/// The response with which it refuses the request.
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
    let resolved = cx.obtain::<D>().await;
    resolved.map_err(|refusal| {
        refusal.collected().map_or_else(Refusal::into_response, |_| cx.report().into_response())
    })
}
