use std::fmt;
use std::future::IntoFuture;
use std::pin::Pin;

use base64::prelude::{BASE64_STANDARD, Engine};
use bytes::Bytes;
#[cfg(feature = "digest")]
use http::header::WWW_AUTHENTICATE;
use http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode};
use http_body_util::BodyExt;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::response::Body;
use crate::server::App;

/// A request that a test builds; `.await` sends it.
#[must_use = "a request is sent by `.await`"]
pub struct TestRequest {
    app: App,
    request: Request<Body>,
    #[cfg(feature = "digest")]
    digest: Option<(String, String)>,
}

impl TestRequest {
    pub(super) fn new(app: App, request: Request<Body>) -> Self {
        Self {
            app,
            request,
            #[cfg(feature = "digest")]
            digest: None,
        }
    }

    /// Returns the path, as it is sent.
    pub fn path(&self) -> &str {
        self.request.uri().path()
    }

    /// Returns the request as it has been built so far.
    pub(super) fn request(&self) -> &Request<Body> {
        &self.request
    }

    /// Adds a header field.
    ///
    /// # Panics
    ///
    /// Panics if the name or the value is not allowed in a header field.
    pub fn header(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        let name = HeaderName::try_from(name).expect("the name of a header field");
        let value = HeaderValue::from_bytes(value.as_ref()).expect("the value of a header field");
        self.request.headers_mut().append(name, value);
        self
    }

    pub(super) fn request_mut(&mut self) -> &mut Request<Body> {
        &mut self.request
    }

    /// Returns the name and the password with which the request answers a challenge.
    #[cfg(feature = "digest")]
    pub(super) fn name_and_password(&mut self) -> Option<&mut (String, String)> {
        self.digest.as_mut()
    }

    #[cfg(not(feature = "digest"))]
    pub(super) fn name_and_password(&mut self) -> Option<&mut (String, String)> {
        None
    }

    /// Adds the header `Authorization: Bearer <token>`.
    pub fn bearer(self, token: &str) -> Self {
        self.header(AUTHORIZATION.as_str(), format!("Bearer {token}"))
    }

    /// Adds the header `Authorization: Basic ..` for a user (RFC 7617, section 2).
    pub fn basic(self, username: &str, password: &str) -> Self {
        let credentials = BASE64_STANDARD.encode(format!("{username}:{password}"));
        self.header(AUTHORIZATION.as_str(), format!("Basic {credentials}"))
    }

    /// Logs in with HTTP Digest (RFC 7616). The first request is sent without credentials and without the body, and the
    /// second one answers the challenge.
    #[cfg(feature = "digest")]
    pub fn digest(mut self, username: &str, password: &str) -> Self {
        self.digest = Some((username.to_owned(), password.to_owned()));
        self
    }

    /// Adds a query parameter.
    ///
    /// # Panics
    ///
    /// Panics if the target with the parameter is not a request target.
    pub fn query(mut self, name: &str, value: &str) -> Self {
        let encode = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
        let uri = self.request.uri();
        let between = if uri.query().is_some() { '&' } else { '?' };
        let target = format!("{uri}{between}{}={}", encode(name), encode(value));
        *self.request.uri_mut() = target.parse().expect("a request target");
        self
    }

    /// Adds a cookie.
    pub fn cookie(self, name: &str, value: &str) -> Self {
        self.header(COOKIE.as_str(), format!("{name}={value}"))
    }

    /// Sets an extension that middleware would set, such as [`ClientCertificate`](crate::ClientCertificate).
    pub fn extension<T: Clone + Send + Sync + 'static>(mut self, value: T) -> Self {
        self.request.extensions_mut().insert(value);
        self
    }

    /// Sets the body as it is.
    pub fn body(mut self, body: impl Into<Body>) -> Self {
        *self.request.body_mut() = body.into();
        self
    }

    /// Sets an `application/x-www-form-urlencoded` body with these fields.
    pub fn form(self, fields: &[(&str, &str)]) -> Self {
        let encode = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
        let fields: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        self.header(CONTENT_TYPE.as_str(), "application/x-www-form-urlencoded").body(fields.join("&"))
    }

    /// Sets an `application/json` body.
    ///
    /// # Panics
    ///
    /// Panics if `value` cannot be serialized.
    pub fn json(self, value: &(impl Serialize + ?Sized)) -> Self {
        let body = serde_json::to_vec(value).expect("a value that serializes");
        self.header(CONTENT_TYPE.as_str(), "application/json").body(body)
    }
}

impl IntoFuture for TestRequest {
    type Output = TestResponse;
    type IntoFuture = Pin<Box<dyn Future<Output = TestResponse> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            #[cfg(feature = "digest")]
            let request = match self.digest {
                Some((username, password)) => {
                    answer_challenge(&self.app, self.request, &username, &password).await
                }
                None => self.request,
            };
            #[cfg(not(feature = "digest"))]
            let request = self.request;
            send(&self.app, request).await
        })
    }
}

async fn send(app: &App, request: Request<Body>) -> TestResponse {
    let (head, body) = match app.answer(request).await {
        Ok(response) => response.into_parts(),
        Err(never) => match never {},
    };
    let body = body.collect().await.expect("the app's own body").to_bytes();
    TestResponse { head, body }
}

/// Adds the answer to the challenge with which the app refuses the request, if the challenge can be answered.
#[cfg(feature = "digest")]
async fn answer_challenge(
    app: &App,
    mut request: Request<Body>,
    username: &str,
    password: &str,
) -> Request<Body> {
    let mut first = Request::new(Body::empty());
    *first.method_mut() = request.method().clone();
    *first.uri_mut() = request.uri().clone();
    *first.headers_mut() = request.headers().clone();
    *first.extensions_mut() = request.extensions().clone();
    let refused = send(app, first).await;
    let challenges =
        refused.headers().get_all(WWW_AUTHENTICATE).iter().filter_map(|value| value.to_str().ok());
    let (method, target) =
        (request.method().as_str(), request.uri().path_and_query().map_or("/", |path| path.as_str()));
    let mut answers = challenges.filter_map(|challenge| {
        crate::security::answer_digest(challenge, method, target, username, password)
    });
    if let Some(answer) = answers.next().and_then(|answer| HeaderValue::try_from(answer).ok()) {
        request.headers_mut().append(AUTHORIZATION, answer);
    }
    request
}

/// A complete response.
pub struct TestResponse {
    head: http::response::Parts,
    body: Bytes,
}

impl TestResponse {
    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// Returns the header fields.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// Returns the first header field of this name as text, or an empty text if there is none.
    pub fn header(&self, name: &str) -> &str {
        self.head.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Returns the body.
    pub fn bytes(&self) -> &[u8] {
        &self.body
    }

    /// Returns the body as text.
    ///
    /// # Panics
    ///
    /// Panics if the body is not UTF-8.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("a body that is UTF-8")
    }

    /// Deserializes the body from JSON.
    ///
    /// # Panics
    ///
    /// Panics if the body is not the JSON of a `T`. The message shows the body.
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
