"""axum 0.8 + utoipa 6, the path of every operation written twice, as both want it."""
DEPS = """
axum = "0.8"
utoipa = "6"
tokio = { version = "1", features = ["rt-multi-thread", "net", "macros"] }
serde = { version = "1", features = ["derive"] }
"""
HEAD = r'''
use axum::extract::{FromRequestParts, Path};
use axum::http::{request::Parts, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use utoipa::openapi::security::{Flow, OAuth2, Password, Scopes, SecurityScheme};
use utoipa::{Modify, OpenApi, ToSchema};

#[derive(Clone)]
struct User { username: String, disabled: bool }
#[derive(Serialize, ToSchema)]
struct Detail { detail: String }
struct ApiError(StatusCode, &'static str);
impl IntoResponse for ApiError {
    fn into_response(self) -> Response { (self.0, Json(Detail { detail: self.1.into() })).into_response() }
}
struct CurrentUser(User);
impl<S: Send + Sync> FromRequestParts<S> for CurrentUser {
    type Rejection = ApiError;
    async fn from_request_parts(p: &mut Parts, _: &S) -> Result<Self, ApiError> {
        match p.headers.get("authorization").and_then(|v| v.to_str().ok()).and_then(|v| v.strip_prefix("Bearer ")) {
            Some(t) => Ok(CurrentUser(User { username: t.into(), disabled: false })),
            None => Err(ApiError(StatusCode::UNAUTHORIZED, "Not authenticated")),
        }
    }
}
struct ActiveUser(User);
impl<S: Send + Sync> FromRequestParts<S> for ActiveUser {
    type Rejection = ApiError;
    async fn from_request_parts(p: &mut Parts, s: &S) -> Result<Self, ApiError> {
        let CurrentUser(u) = CurrentUser::from_request_parts(p, s).await?;
        if u.disabled { return Err(ApiError(StatusCode::BAD_REQUEST, "Inactive user")); }
        Ok(ActiveUser(u))
    }
}
struct Schemes;
impl Modify for Schemes {
    fn modify(&self, o: &mut utoipa::openapi::OpenApi) {
        o.components.get_or_insert_with(Default::default).add_security_scheme("OAuth2PasswordBearer",
            SecurityScheme::OAuth2(OAuth2::new([Flow::Password(Password::new("token", Scopes::new()))])));
    }
}
'''


def source(n, size):
    o = [HEAD]
    for m in range((n + 4) // 5):
        o.append(f'''
/// Thing number {m}
#[derive(Serialize, ToSchema)]
struct Thing{m} {{ id: String, name: String, size: u32, tags: Vec<String>, note: Option<String> }}
#[derive(Deserialize, ToSchema)]
struct NewThing{m} {{ name: String, size: u32, note: Option<String> }}
''')
    for i in range(n):
        m = i // 5
        if i % 4 == 0:
            o.append(f'''
/// Make thing {i}
#[utoipa::path(post, path = "/things/{i}", request_body = NewThing{m}, responses((status = 200, body = Thing{m}), (status = 401, body = Detail)),
    security(("OAuth2PasswordBearer" = [])))]
async fn op_{i}(ActiveUser(u): ActiveUser, Json(b): Json<NewThing{m}>) -> Json<Thing{m}> {{
    Json(Thing{m} {{ id: u.username, name: b.name, size: b.size + {size(i)}, tags: vec![], note: b.note }})
}}
''')
        else:
            o.append(f'''
/// Read thing {i}
#[utoipa::path(get, path = "/things/{i}/{{id}}", params(("id" = String, Path)), responses((status = 200, body = Thing{m}), (status = 401, body = Detail)),
    security(("OAuth2PasswordBearer" = [])))]
async fn op_{i}(ActiveUser(u): ActiveUser, Path(id): Path<String>) -> Json<Thing{m}> {{
    Json(Thing{m} {{ id, name: u.username, size: {size(i)}, tags: vec![], note: None }})
}}
''')
    o.append("#[derive(OpenApi)]\n#[openapi(paths(" + ", ".join(f"op_{i}" for i in range(n)) + "), modifiers(&Schemes))]\nstruct Doc;\n")
    o.append("fn router() -> Router {\n    let mut r = Router::new();\n")
    for i in range(n):
        if i % 4 == 0:
            o.append(f'    r = r.route("/things/{i}", axum::routing::post(op_{i}));\n')
        else:
            o.append(f'    r = r.route("/things/{i}/{{id}}", axum::routing::get(op_{i}));\n')
    o.append('''    r
}
#[tokio::main]
async fn main() {
    let spec: &'static str = Doc::openapi().to_json().unwrap().leak();
    let app = router().route("/openapi.json", axum::routing::get(move || async move { spec }));
    let l = tokio::net::TcpListener::bind(("127.0.0.1", 8000)).await.unwrap();
    axum::serve(l, app).await.unwrap();
}
''')
    return "".join(o)
