//! axum and utoipa, used as their documentation recommends. The chain of W3 is three extractors, each of which calls
//! the previous one. The many routes are not in the document, because its paths must be constants.

use axum::extract::{FromRequestParts, Path};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use serde::{Deserialize, Serialize};
use utoipa::openapi::security::{Flow, OAuth2, Password, Scopes, SecurityScheme};
use utoipa::{Modify, OpenApi, ToSchema};

model::types!(#[derive(Serialize, ToSchema)]);

struct ApiError(StatusCode, &'static str);

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut r = (self.0, Json(Detail { detail: self.1.to_string() })).into_response();
        if self.0 == StatusCode::UNAUTHORIZED {
            r.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static(model::WWW_BEARER));
        }
        r
    }
}

struct OAuth2Token(String);

impl<S: Send + Sync> FromRequestParts<S> for OAuth2Token {
    type Rejection = ApiError;
    async fn from_request_parts(p: &mut Parts, _: &S) -> Result<Self, ApiError> {
        model::bearer(p.headers.get(AUTHORIZATION).and_then(|v| v.to_str().ok()))
            .map(|t| OAuth2Token(t.to_string()))
            .ok_or(ApiError(StatusCode::UNAUTHORIZED, model::NOT_AUTHENTICATED))
    }
}

struct CurrentUser(User);

impl<S: Send + Sync> FromRequestParts<S> for CurrentUser {
    type Rejection = ApiError;
    async fn from_request_parts(p: &mut Parts, s: &S) -> Result<Self, ApiError> {
        let OAuth2Token(t) = OAuth2Token::from_request_parts(p, s).await?;
        User::fetch(&t).map(CurrentUser).ok_or(ApiError(StatusCode::UNAUTHORIZED, model::NOT_AUTHENTICATED))
    }
}

struct ActiveUser(User);

impl<S: Send + Sync> FromRequestParts<S> for ActiveUser {
    type Rejection = ApiError;
    async fn from_request_parts(p: &mut Parts, s: &S) -> Result<Self, ApiError> {
        let CurrentUser(u) = CurrentUser::from_request_parts(p, s).await?;
        if u.disabled {
            return Err(ApiError(StatusCode::BAD_REQUEST, model::INACTIVE));
        }
        Ok(ActiveUser(u))
    }
}

#[derive(Deserialize, ToSchema)]
struct LoginForm {
    username: String,
    password: String,
}

#[utoipa::path(get, path = "/items/", responses((status = 200, body = Items), (status = 401, body = Detail)),
    security(("OAuth2PasswordBearer" = [])))]
async fn read_items(OAuth2Token(token): OAuth2Token) -> Json<Items> {
    Json(Items { token })
}

#[utoipa::path(post, path = "/token", request_body(content = LoginForm, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, body = Token), (status = 400, body = Detail)))]
async fn login(Form(f): Form<LoginForm>) -> Result<Json<Token>, ApiError> {
    model::login(&f.username, &f.password)
        .map(|t| Json(Token::bearer(t)))
        .ok_or(ApiError(StatusCode::BAD_REQUEST, model::BAD_LOGIN))
}

#[utoipa::path(get, path = "/users/me", responses((status = 200, body = User), (status = 400, body = Detail), (status = 401, body = Detail)),
    security(("OAuth2PasswordBearer" = [])))]
async fn read_users_me(ActiveUser(u): ActiveUser) -> Json<User> {
    Json(u)
}

async fn read_item(OAuth2Token(token): OAuth2Token, Path(id): Path<String>) -> Json<Item> {
    Json(Item { id, token })
}

struct Schemes;
impl Modify for Schemes {
    fn modify(&self, o: &mut utoipa::openapi::OpenApi) {
        o.components.get_or_insert_with(Default::default).add_security_scheme(
            "OAuth2PasswordBearer",
            SecurityScheme::OAuth2(OAuth2::new([Flow::Password(Password::new("token", Scopes::new()))])),
        );
    }
}

#[derive(OpenApi)]
#[openapi(paths(read_items, login, read_users_me), modifiers(&Schemes))]
struct Doc;

#[tokio::main]
async fn main() {
    let spec: &'static str = Doc::openapi().to_json().unwrap().leak();
    let mut app = Router::new()
        .route("/items/", get(read_items))
        .route("/token", post(login))
        .route("/users/me", get(read_users_me))
        .route("/openapi.json", get(move || async move { ([(CONTENT_TYPE, "application/json")], spec) }));
    for i in 0..model::routes() {
        app = app.route(&format!("/r/{i}/items/{{id}}"), get(read_item));
    }
    let l = tokio::net::TcpListener::bind(("127.0.0.1", model::port())).await.unwrap();
    let l = axum::serve::ListenerExt::tap_io(l, |s| {
        let _ = s.set_nodelay(true);
    });
    axum::serve(l, app).await.unwrap();
}
