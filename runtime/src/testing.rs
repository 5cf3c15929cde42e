//! Calling an app, or a single dependency, from a test.

use std::any::TypeId;
use std::convert::Infallible;
use std::fmt;
use std::future::IntoFuture;
use std::pin::Pin;

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, Uri};
use http_body_util::BodyExt;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::body::Body;
use crate::dependency::Dependency;
use crate::refusal::Refusal;
use crate::respond::{HttpError, Response};
use crate::server::{App, Context};

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

    /// The same with a value given in place of what `D` would hand on, wherever an operation of the app reaches it: a user
    /// instead of a token that is looked up, say. Neither `D` nor anything below it is resolved, and whoever asks is taken for
    /// somebody who has presented its credentials. The document stays as it is, and so does every other client of the app.
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
        let name = D::DEPENDENCY.id.name;
        assert!(self.app.reaches(TypeId::of::<D>()), "no operation of the app depends on `{name}`");
        Self::new(self.app.give::<D>(give))
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
        TestRequest { app: self.app.clone(), request }
    }
}

/// A request that is being put together; `.await` sends it.
#[must_use = "a request is sent by `.await`"]
pub struct TestRequest {
    app: App,
    request: Request<Body>,
}

impl TestRequest {
    /// One more header field.
    ///
    /// # Panics
    ///
    /// When it cannot be a header field.
    pub fn header(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        let name = HeaderName::try_from(name).expect("the name of a header field");
        let value = HeaderValue::from_bytes(value.as_ref()).expect("the value of a header field");
        self.request.headers_mut().append(name, value);
        self
    }

    /// The header `Authorization: Bearer <token>`.
    pub fn bearer(self, token: &str) -> Self {
        self.header(AUTHORIZATION.as_str(), format!("Bearer {token}"))
    }

    /// A body as it is.
    pub fn body(mut self, body: impl Into<Body>) -> Self {
        *self.request.body_mut() = body.into();
        self
    }

    /// An `application/x-www-form-urlencoded` body with these fields.
    pub fn form(self, fields: &[(&str, &str)]) -> Self {
        let encode = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
        let fields: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        self.header(CONTENT_TYPE.as_str(), "application/x-www-form-urlencoded").body(fields.join("&"))
    }

    /// An `application/json` body.
    ///
    /// # Panics
    ///
    /// When `value` cannot be serialized.
    pub fn json(self, value: &impl Serialize) -> Self {
        let body = serde_json::to_vec(value).expect("a value that serializes");
        self.header(CONTENT_TYPE.as_str(), "application/json").body(body)
    }
}

impl IntoFuture for TestRequest {
    type Output = TestResponse;
    type IntoFuture = Pin<Box<dyn Future<Output = TestResponse> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let answer: std::result::Result<Response, Infallible> = self.app.answer(self.request).await;
            let (head, body) = match answer {
                Ok(response) => response.into_parts(),
                Err(never) => match never {},
            };
            let body = body.collect().await.expect("the app's own body").to_bytes();
            TestResponse { head, body }
        })
    }
}

/// A whole answer.
pub struct TestResponse {
    head: http::response::Parts,
    body: Bytes,
}

impl TestResponse {
    /// Its status.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// Its header.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The first header field of this name, as text; empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        self.head.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Its body.
    pub fn bytes(&self) -> &[u8] {
        &self.body
    }

    /// Its body as text.
    ///
    /// # Panics
    ///
    /// When it is not UTF-8.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("a body that is UTF-8")
    }

    /// Its body, read from JSON.
    ///
    /// # Panics
    ///
    /// When it is not the JSON of a `T`; the message shows the body.
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error} in {}", String::from_utf8_lossy(&self.body)))
    }
}

impl fmt::Debug for TestResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestResponse")
            .field("status", &self.head.status)
            .field("headers", &self.head.headers)
            .field("body", &String::from_utf8_lossy(&self.body))
            .finish()
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
    let resolved = cx.resolve::<D>().await;
    resolved.map_err(|refusal| {
        refusal.collected().map_or_else(Refusal::into_response, |_| cx.report().into_response())
    })
}
