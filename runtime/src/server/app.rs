use std::any::TypeId;
use std::borrow::Cow;
use std::convert::Infallible;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::Request;
use http::uri::InvalidUri;
use tower_layer::Layer;
use tower_service::Service;
use tracing::Span;

use super::handler::{complete, finish, start};
use super::identities::Identities;
use super::layer::{AddLayer, Answering, Stack, erase};
use super::path::{canonical_target, decode_path, relative_location, toggle_slash};
use super::router::Found;
use super::{Error, Router, Settings, pages};
use crate::graph::{self, Dependency, Issuer, Kind, TokenUrl, Visit};
use crate::openapi;
use crate::request::{
    Configured, DeclaredScheme, Dependency as Resolved, Endpoint, Handler, HandlerFuture, Overrides, Route,
    Routes, SentTarget, find, panicked,
};
use crate::response::{Body, BoxError, HttpError, Refusal, Response, rejection};
use crate::review::{Facts, SecurityLock, SecurityReport, mermaid};

/// A list of routes with its title, built-in pages and layers.
///
/// An `App` is a [`tower::Service`](Service) over any request body: serve it with [`App::serve`], or mount it
/// in another service with `nest_service`, in an axum router for example. The routing table, the document and the docs page are
/// made once, before the first request, and shared by all clones.
///
/// # Example
///
/// ```no_run
/// use portcullis::prelude::*;
///
/// #[get("/")]
/// async fn hello() -> Json<&'static str> {
///     Json("hello")
/// }
///
/// #[tokio::main]
/// async fn main() -> Result<(), portcullis::Error> {
///     App::new(routes![hello]).title("My API").serve().await
/// }
/// ```
#[derive(Clone)]
pub struct App(Arc<Shared>);

struct Shared {
    routes: Routes,
    settings: Settings,
    layers: Vec<AddLayer>,
    configured: Configured,
    overrides: Overrides,
    /// `None` if the app has an error.
    ready: OnceLock<Option<Ready>>,
}

/// The parts that respond to requests.
struct Ready {
    router: Arc<Router>,
    /// Present if there are layers. Without layers, a request goes straight to the router.
    stack: Option<Stack>,
}

macro_rules! settings {
    ($($(#[$doc:meta])* $name:ident($value:ident: $type:ty) = $stored:expr;)*) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $name(self, $value: $type) -> Self {
            self.edit(|shared| shared.settings.$name = $stored)
        }
    )*};
}

impl App {
    /// Creates an app with these routes.
    pub fn new(routes: Routes) -> Self {
        Self(Arc::new(Shared {
            routes,
            settings: Settings::default(),
            layers: Vec::new(),
            configured: Configured::default(),
            overrides: Overrides::default(),
            ready: OnceLock::new(),
        }))
    }

    settings! {
        /// Sets the title in the document. The default is `Portcullis`.
        title(title: impl Into<String>) = title.into();
        /// Sets the version of the API in the document. The default is `0.1.0`.
        version(version: impl Into<String>) = version.into();
        /// Sets the summary of the API in the document, a sentence.
        summary(summary: impl Into<String>) = Some(summary.into());
        /// Sets the description of the API in the document, as Markdown.
        description(description: impl Into<String>) = Some(description.into());
        /// Sets the prefix under which clients see the app, if a proxy strips it. The document lists it as its server. An app that
        /// is mounted in another router needs none: its document and pages use relative URLs.
        root_path(path: impl Into<String>) = Some(path.into());
        /// Sets the path of the document. The default is `/openapi.json`. `None` turns off the document and the docs page.
        openapi_path(path: Option<&str>) = path.map(str::to_owned);
        /// Sets the path of the docs page. The default is `/docs`. `None` turns it off.
        docs_path(path: Option<&str>) = path.map(str::to_owned);
        /// Sets the path of the page to which an identity provider redirects the browser. The default is
        /// `/docs/oauth2-redirect`. `None` turns it off.
        oauth2_redirect_path(path: Option<&str>) = path.map(str::to_owned);
        /// Sets the values of the Authorize dialog on the docs page: Swagger UI's `initOAuth`, such as `json!({
        /// "clientId": "docs" })`. They must not contain secrets, because every client that opens the page can read
        /// them. The page uses PKCE (RFC 9700, section 2.1.1) unless `usePkceWithAuthorizationCodeGrant` is set.
        docs_init_oauth(settings: serde_json::Value) = Some(settings);
        /// Sets further settings of Swagger UI, such as `json!({ "persistAuthorization": true })`.
        docs_parameters(settings: serde_json::Value) = Some(settings);
    }

    /// Wraps the app in a tower layer. The last one added is the outermost. A layer sees the path as the router reads it: `/admin`
    /// for `/%61dmin`. The [lockfile](Self::security_lock) lists it.
    ///
    /// # Example
    ///
    /// ```
    /// use portcullis::prelude::*;
    /// use tower_http::cors::CorsLayer;
    ///
    /// # #[get("/")]
    /// # async fn hello() {}
    /// let app = App::new(routes![hello]).layer(CorsLayer::permissive());
    /// ```
    #[must_use]
    pub fn layer<L, B>(self, layer: L) -> Self
    where
        L: Layer<Stack> + Send + Sync + 'static,
        L::Service: Service<Request<Body>, Response = http::Response<B>, Error = Infallible>
            + Clone
            + Send
            + Sync
            + 'static,
        <L::Service as Service<Request<Body>>>::Future: Send,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        self.edit(|shared| shared.layers.push(erase(layer)))
    }

    /// Configures a scheme for the deployment: the URL of a token endpoint or of an identity provider, or a realm. The document,
    /// the docs page and the challenges use it. Pass text that is made at start with [`String::leak`].
    ///
    /// Changing what the compiler has checked is an error of [`App::check`]: the name, the kind or the scopes of a scheme. So is
    /// changing one of two schemes of one name, or both differently.
    ///
    /// # Panics
    ///
    /// Panics if `change` does, for example because of a realm that a header cannot contain.
    ///
    /// # Example
    ///
    /// ```
    /// use portcullis::prelude::*;
    ///
    /// #[security_scheme]
    /// static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");
    ///
    /// # #[get("/")]
    /// # async fn read(#[depends(oauth2_scheme)] _token: String) {}
    /// let app = App::new(routes![read])
    ///     .configure::<oauth2_scheme>(|scheme| scheme.token_url("https://auth.example.com/token"));
    /// let flows = &app.openapi()["components"]["securitySchemes"]["OAuth2PasswordBearer"]["flows"];
    /// assert_eq!(flows["password"]["tokenUrl"], "https://auth.example.com/token");
    /// ```
    #[must_use]
    pub fn configure<D: DeclaredScheme>(self, change: impl FnOnce(D::Scheme) -> D::Scheme) -> Self
    where
        D::Scheme: Clone,
    {
        self.edit(|shared| shared.configured.change::<D>(change))
    }

    /// Sets a value in place of a dependency's, for a test.
    pub(crate) fn give<D: Resolved>(
        self,
        give: impl Fn() -> Result<D::Output, HttpError> + Send + Sync + 'static,
    ) -> Self {
        self.edit(|shared| shared.overrides.add::<D>(give))
    }

    /// Whether an operation reaches a dependency.
    pub(crate) fn reaches(&self, id: TypeId) -> bool {
        let mut reaches = false;
        Route::for_each(self.0.routes.entries, &mut |mounted| {
            reaches |= mounted.needs().iter().any(|needs| find(needs, id).is_some());
        });
        reaches
    }

    /// Returns the OpenAPI document, as it is served.
    ///
    /// # Example
    ///
    /// ```
    /// use portcullis::prelude::*;
    ///
    /// # #[get("/")]
    /// # async fn hello() {}
    /// let document = App::new(routes![hello]).title("My API").openapi();
    /// assert_eq!(document["info"]["title"], "My API");
    /// ```
    pub fn openapi(&self) -> serde_json::Value {
        serde_json::to_value(self.document()).unwrap_or_default()
    }

    fn document(&self) -> openapi::Document {
        let settings = &self.0.settings;
        openapi::document(
            self.0.routes,
            openapi::Info {
                title: settings.title.clone(),
                summary: settings.summary.clone(),
                description: settings.description.clone(),
                version: settings.version.clone(),
            },
            settings.server(),
            &|scheme| self.0.configured.describe(scheme),
        )
    }

    /// Returns the lockfile: the requirements of each operation, for a review and for a test that compares them.
    pub fn security_lock(&self) -> SecurityLock {
        SecurityLock::new(&self.facts())
    }

    /// Returns a report of the requirements of each operation, for people to read.
    pub fn security_report(&self) -> SecurityReport {
        SecurityReport::new(&self.0.settings.title, &self.facts())
    }

    /// Returns the dependencies of an operation as a Mermaid flowchart, if the app has it: `security_graph("GET /users/me")`. The
    /// path is the declared one, prefixes included.
    ///
    /// # Example
    ///
    /// ```
    /// use portcullis::prelude::*;
    ///
    /// #[security_scheme]
    /// static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token").scopes(&[("me", "Read yourself.")]);
    ///
    /// #[dependency]
    /// async fn get_user(#[depends(oauth2_scheme)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
    ///     oauth2_scheme::require(&asked, token.split('.'))?;
    ///     Ok(token)
    /// }
    ///
    /// #[get("/users/me")]
    /// async fn read_me(#[security(get_user, scopes = ["me"])] user: String) -> Json<String> {
    ///     Json(user)
    /// }
    ///
    /// let graph = App::new(routes![read_me]).security_graph("GET /users/me").unwrap();
    /// assert!(graph.contains(r#"n0["GET /users/me"]"#));
    /// assert!(graph.contains(r#"n0 -->|"me"| n1"#));
    /// ```
    pub fn security_graph(&self, operation: &str) -> Option<String> {
        self.facts().operations.iter().find(|facts| facts.route() == operation).map(mermaid)
    }

    pub(crate) fn facts(&self) -> Facts {
        let layers = self.0.layers.iter().map(|layer| layer.type_name()).collect();
        Facts::new(self.0.routes, self.0.settings.pages(), layers, &self.0.configured)
    }

    /// Builds the app, so that an error appears now instead of with the first request.
    ///
    /// # Errors
    ///
    /// Fails if two operations match the same requests, a path is invalid, a scheme is configured to be another one or unlike
    /// another of its name, or the operation that issues its tokens is missing.
    pub fn check(&self) -> Result<(), Error> {
        match self.0.ready.get() {
            Some(Some(_)) => Ok(()),
            _ => self.build().map(|ready| drop(self.0.ready.set(Some(ready)))),
        }
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    fn edit(self, change: impl FnOnce(&mut Shared)) -> Self {
        let mut shared = Arc::try_unwrap(self.0).unwrap_or_else(|shared| Shared {
            routes: shared.routes,
            settings: shared.settings.clone(),
            layers: shared.layers.clone(),
            configured: shared.configured.clone(),
            overrides: shared.overrides.clone(),
            ready: OnceLock::new(),
        });
        shared.ready = OnceLock::new();
        change(&mut shared);
        Self(Arc::new(shared))
    }

    fn build(&self) -> Result<Ready, Error> {
        if let Some(name) = self.0.configured.wrong() {
            return Err(Error::Configured { name });
        }
        Identities::check(self.0.routes)?;
        if let Some(error) = self.unlike().or_else(|| self.issuer()) {
            return Err(error);
        }
        let pages = pages::built_in(&self.0.settings, &self.document());
        let configured = Arc::new(self.0.configured.clone());
        let router = Arc::new(Router::new(self.0.routes, pages, &configured, &self.0.overrides)?);
        let stack = (!self.0.layers.is_empty()).then(|| Stack::new(Arc::clone(&router), &self.0.layers));
        Ok(Ready { router, stack })
    }

    /// Finds two schemes of one name that are configured differently.
    fn unlike(&self) -> Option<Error> {
        let mut unlike = None;
        Route::for_each(self.0.routes.entries, &mut |mounted| {
            graph::walk(&mounted.needs(), &mut |visit| {
                if let Visit::Dependency(Dependency { id, kind: Kind::Scheme(scheme), .. }, _) = visit
                    && let Some(other) = self.0.configured.unlike(id, scheme)
                {
                    let other = Box::new(other);
                    unlike.get_or_insert(Error::ConfiguredUnlike { name: scheme.name, scheme: *id, other });
                }
            });
        });
        unlike
    }

    /// Finds a scheme whose tokens are issued by an operation that is missing.
    fn issuer(&self) -> Option<Error> {
        let mut issuers: Vec<(&'static str, Issuer)> = Vec::new();
        Route::for_each(self.0.routes.entries, &mut |mounted| {
            graph::walk(&mounted.needs(), &mut |visit| {
                let Visit::Dependency(Dependency { kind: Kind::Scheme(scheme), .. }, _) = visit else {
                    return;
                };
                let scheme = self.0.configured.describe(scheme);
                for flow in scheme.flows().into_iter().flat_map(|flows| flows.iter()) {
                    if let Some(TokenUrl::IssuedBy(issuer)) = flow.token_url
                        && !issuers.iter().any(|(_, known)| *known == issuer)
                    {
                        issuers.push((scheme.name, issuer));
                    }
                }
            });
        });
        let is_missing = |(_, issuer): &(_, Issuer)| self.0.routes.path_of(issuer).is_none();
        let missing = issuers.into_iter().find(is_missing);
        missing.map(|(name, issuer)| Error::Issuer { name, operation: issuer.id })
    }

    /// Returns what is built once. An app that is mounted without a check is built with its first request.
    fn ready(&self) -> Option<&Ready> {
        let build =
            || self.build().inspect_err(|error| tracing::error!(%error, "the app cannot answer")).ok();
        self.0.ready.get_or_init(build).as_ref()
    }

    /// Responds to a request.
    pub(crate) fn answer(&self, request: Request<Body>) -> AppFuture {
        match self.ready() {
            Some(Ready { router, stack: None }) => dispatch(router, request),
            Some(Ready { stack: Some(stack), .. }) => {
                let is_head = request.method() == http::Method::HEAD;
                match canonical(request) {
                    Ok(request) => AppFuture::layers(stack.answer(request)),
                    Err(_) => AppFuture::ready(complete(is_head, rejection::uri_too_long())),
                }
            }
            None => AppFuture::ready(complete(
                request.method() == http::Method::HEAD,
                rejection::internal_server_error(),
            )),
        }
    }
}

impl<B> Service<Request<B>> for App
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = AppFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> AppFuture {
        self.answer(request.map(Body::new))
    }
}

/// Rewrites the path of a request as the router reads it, for the layers. The target that was sent is kept for
/// `Context::sent_target`.
fn canonical(mut request: Request<Body>) -> Result<Request<Body>, InvalidUri> {
    if let Some(uri) = canonical_target(request.uri())? {
        let sent = std::mem::replace(request.uri_mut(), uri);
        request.extensions_mut().insert(SentTarget(sent));
    }
    Ok(request)
}

/// Finds the operation or page for a request and starts it.
pub(super) fn dispatch(router: &Arc<Router>, request: Request<Body>) -> AppFuture {
    let (request, body) = request.into_parts();
    let Ok(decoded) = decode_path(request.uri.path()) else {
        return AppFuture::ready(complete(request.method == http::Method::HEAD, rejection::not_found()));
    };
    let answer = match router.find(&request.method, &decoded.text, decoded.slashes) {
        Found::Endpoint(endpoint, handler, params) => {
            let values = params.iter().map(|(_, value)| range_in(&decoded.text, value)).collect();
            let path = match decoded.text {
                Cow::Borrowed(_) => None,
                Cow::Owned(_) => Some(decoded.text.clone().into_owned()),
            };
            let endpoint = Arc::clone(endpoint);
            let cx = crate::Context::new(request, body, Arc::clone(&endpoint), path, values);
            return AppFuture::operation(cx, endpoint, handler);
        }
        Found::Page(page) => (page.answer)(&request),
        Found::WrongMethod(allow) => rejection::method_not_allowed(allow.clone()),
        Found::Nothing => not_found(router, &request.uri, &decoded.text, decoded.slashes),
    };
    AppFuture::ready(complete(request.method == http::Method::HEAD, answer))
}

/// Returns the range of `part`, a slice of `text`, in it.
fn range_in(text: &str, part: &str) -> Range<usize> {
    let from = part.as_ptr() as usize - text.as_ptr() as usize;
    from..from + part.len()
}

/// Redirects to a known path that differs in one slash at the end, before any credentials are required. A redirect
/// reveals nothing that the document does not.
fn not_found(router: &Router, uri: &http::Uri, decoded: &str, slashes: bool) -> Response {
    match toggle_slash(decoded) {
        Some(toggled) if router.has(&toggled, slashes) => {
            rejection::redirect_slash(&relative_location(uri.path(), uri.query()))
        }
        _ => rejection::not_found(),
    }
}

/// The future of an [`App`]'s response.
pub struct AppFuture(State);

enum State {
    /// Boxed, to keep the future small. Few responses are ready at once.
    Ready(Option<Box<Response>>),
    /// Running layers.
    Layers(Answering),
    /// A running operation.
    Operation { running: HandlerFuture, endpoint: Arc<Endpoint>, span: Span, is_head: bool },
}

impl AppFuture {
    pub(super) fn ready(response: Response) -> Self {
        Self(State::Ready(Some(Box::new(response))))
    }

    fn operation(cx: crate::Context, endpoint: Arc<Endpoint>, handler: Handler) -> Self {
        let span = tracing::info_span!(
            "request",
            method = %cx.method(),
            route = endpoint.path,
            operation = endpoint.operation.id.name
        );
        let is_head = *cx.method() == http::Method::HEAD;
        Self(State::Operation { running: start(cx, &endpoint, handler), endpoint, span, is_head })
    }

    pub(super) fn layers(layered: Answering) -> Self {
        Self(State::Layers(layered))
    }
}

impl Future for AppFuture {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.0 {
            State::Ready(response) => match response.take() {
                Some(response) => Poll::Ready(Ok(*response)),
                None => Poll::Pending,
            },
            State::Layers(layered) => {
                let polled = catch_unwind(AssertUnwindSafe(|| layered.as_mut().poll(cx)));
                polled.unwrap_or_else(|_| Poll::Ready(complete(false, panicked()))).map(Ok)
            }
            State::Operation { running, endpoint, span, is_head } => {
                let _inside = span.enter();
                // A handler that panics ends neither the connection nor the server.
                let polled = catch_unwind(AssertUnwindSafe(|| running.as_mut().poll(cx)));
                let result = polled.unwrap_or_else(|_| Poll::Ready(Err(Refusal::answer(panicked()))));
                result.map(|result| Ok(finish(endpoint, *is_head, result)))
            }
        }
    }
}
