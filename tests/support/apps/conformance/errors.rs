//! An app that rewrites the bodies of all errors.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context as Task, Poll};

use http_body_util::BodyExt;
use portcullis::graph::{Answer, Answers, Challenge, Flow, Flows, Model, Scheme, SchemeKind, Status};
use portcullis::prelude::*;
use portcullis::{Body, Context, Refusal, Response, SecurityScheme};
use tower_service::Service;

/// A bearer token that is refused with 403 if it is missing.
struct ForbiddenBearer(HttpBearer);

impl ForbiddenBearer {
    const fn scheme(&self) -> Scheme {
        self.0.scheme()
    }
}

impl SecurityScheme for ForbiddenBearer {
    type Credentials = HttpAuthorizationCredentials;

    async fn authenticate(&self, cx: &mut Context) -> Result<HttpAuthorizationCredentials, Refusal> {
        let forbidden = |_| Refusal::answer(HttpError::new(StatusCode::FORBIDDEN, "Not authenticated"));
        self.0.authenticate(cx).await.map_err(forbidden)
    }
}

/// A bearer token with a more detailed challenge.
struct RealmBearer;

const REALM: &str = r#"Bearer realm="api", error="invalid_request""#;

impl RealmBearer {
    const fn scheme(&self) -> Scheme {
        let kind = SchemeKind::OAuth2(Flows::NONE.and(Flow::password("token")));
        Scheme::new("RealmBearer", kind).challenge(Challenge::new("Bearer").realm(Some("api")))
    }
}

impl SecurityScheme for RealmBearer {
    type Credentials = String;

    async fn authenticate(&self, cx: &mut Context) -> Result<String, Refusal> {
        OAuth2PasswordBearer::new("token").authenticate(cx).await.map_err(|_| {
            let error = HttpError::new(StatusCode::UNAUTHORIZED, json!({ "code": "login_required" }));
            Refusal::answer(error.header("WWW-Authenticate", REALM))
        })
    }
}

#[security_scheme]
static forbidden: ForbiddenBearer = ForbiddenBearer(HttpBearer::new().name("ForbiddenBearer"));

#[security_scheme]
static realm: RealmBearer = RealmBearer;

#[security_scheme]
static key: ApiKeyHeader = ApiKeyHeader::new("X-Key").name("Key");

/// An error with a custom body.
struct Banned(&'static str);

impl IntoResponse for Banned {
    const ANSWERS: Answers = Answers::One(Answer::json(Status::Code(451), "Banned", Model::of::<Value>()));

    fn into_response(self) -> Response {
        let mut response = Json(json!({ "banned": self.0 })).into_response();
        *response.status_mut() = StatusCode::UNAVAILABLE_FOR_LEGAL_REASONS;
        response
    }
}

#[get("/forbidden")]
async fn use_forbidden(#[depends(forbidden)] c: HttpAuthorizationCredentials) -> Json<Value> {
    Json(json!({ "token": c.credentials() }))
}

#[get("/realm")]
async fn use_realm(#[depends(realm)] token: String) -> Json<Value> {
    Json(json!({ "token": token }))
}

#[dependency]
fn user(#[depends(key)] k: String) -> Result<String, Banned> {
    if k == "bad" { Err(Banned("bad")) } else { Ok(k) }
}

#[get("/key/{number}")]
async fn use_key(number: i64, #[depends(user)] k: String) -> Json<Value> {
    Json(json!({ "key": k, "number": number }))
}

/// `own_custom_errors`.
pub fn app() -> App {
    App::new(routes![use_forbidden, use_realm, use_key]).layer(tower_layer::layer_fn(ShapeErrors))
}

/// Rewrites the bodies of all errors, including those of Portcullis.
#[derive(Clone)]
struct ShapeErrors<S>(S);

impl<S> Service<http::Request<Body>> for ShapeErrors<S>
where
    S: Service<http::Request<Body>, Response = Response, Error = Infallible, Future: Send + 'static>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Task<'_>) -> Poll<Result<(), Infallible>> {
        self.0.poll_ready(cx)
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let path = request.uri().path().to_owned();
        let answer = self.0.call(request);
        Box::pin(async move { answer.await.map(|response| async { shape(&path, response).await })?.await })
    }
}

async fn shape(path: &str, response: Response) -> Result<Response, Infallible> {
    if response.status().as_u16() < 400 {
        return Ok(response);
    }
    let (mut head, body) = response.into_parts();
    let bytes = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    let body = serde_json::from_slice::<Value>(&bytes).unwrap_or_default();
    let shaped = match body.get("detail") {
        Some(Value::Array(problems)) if head.status == 422 => {
            head.status = StatusCode::BAD_REQUEST;
            let fields: Vec<&Value> = problems.iter().map(|problem| &problem["loc"]).collect();
            json!({ "error": "invalid", "fields": fields })
        }
        Some(detail) => json!({ "error": detail, "path": path }),
        None => body,
    };
    head.headers.remove(http::header::CONTENT_LENGTH);
    Ok(Response::from_parts(head, Body::from(shaped.to_string())))
}
