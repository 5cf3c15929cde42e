//! Portcullis, used as its documentation recommends, with the document and the docs page.

use portcullis::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;
use tokio::net::TcpListener;

model::types!(#[derive(Serialize, JsonSchema)]);

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[dependency]
async fn get_current_user(#[depends(oauth2_scheme)] token: String) -> Result<User, HttpError> {
    User::fetch(&token).ok_or_else(|| {
        HttpError::new(StatusCode::UNAUTHORIZED, model::NOT_AUTHENTICATED)
            .header("WWW-Authenticate", model::WWW_BEARER)
    })
}

#[dependency(errors(400 = "Inactive user"))]
async fn get_current_active_user(#[depends(get_current_user)] current_user: User) -> Result<User, HttpError> {
    if current_user.disabled {
        return Err(HttpError::new(StatusCode::BAD_REQUEST, model::INACTIVE));
    }
    Ok(current_user)
}

#[get("/items/")]
async fn read_items(#[depends(oauth2_scheme)] token: String) -> Json<Items> {
    Json(Items { token })
}

#[post("/token", errors(400 = "Incorrect username or password"))]
async fn login(#[depends] form: OAuth2PasswordRequestForm) -> Result<Json<Token>, HttpError> {
    match model::login(&form.username, &form.password) {
        Some(token) => Ok(Json(Token::bearer(token))),
        None => Err(HttpError::new(StatusCode::BAD_REQUEST, model::BAD_LOGIN)),
    }
}

#[get("/users/me")]
async fn read_users_me(#[depends(get_current_active_user)] current_user: User) -> Json<User> {
    Json(current_user)
}

mod many {
    use super::*;

    #[get("/items/{id}")]
    async fn read_item(#[depends(oauth2_scheme)] token: String, id: String) -> Json<Item> {
        Json(Item { id, token })
    }

    const ITEM: Routes = routes![read_item];

    // `ROUTES`: a line `nest("/0", ITEM)` for each of the numbers from 0 to 999.
    include!(concat!(env!("OUT_DIR"), "/routes.rs"));
}

#[tokio::main]
async fn main() -> Result<(), portcullis::Error> {
    let listener = TcpListener::bind(("127.0.0.1", model::port())).await.expect("the port is free");
    App::new(routes![read_items, login, read_users_me, nest("/r", many::ROUTES)]).serve_on(listener).await
}
