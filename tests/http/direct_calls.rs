//! An annotated function can still be called as a plain function.

use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[dependency]
fn user_name(#[depends(oauth2_scheme)] token: String) -> Result<String, HttpError> {
    match token.as_str() {
        "johndoe" => Ok("John Doe".into()),
        _ => Err(HttpError::new(StatusCode::UNAUTHORIZED, "Nobody of that name")),
    }
}

#[get("/greet/{greeting}")]
async fn greet(
    greeting: String,
    #[depends(user_name)] name: String,
    #[query] loud: Option<bool>,
) -> Json<String> {
    let text = format!("{greeting}, {name}");
    Json(if loud == Some(true) { text.to_uppercase() } else { text })
}

#[tokio::test]
async fn a_handler_can_be_called() {
    let Json(text) = greet("Hello".into(), "Jane".into(), Some(true)).await;
    assert_eq!(text, "HELLO, JANE");
}

#[post("/token")]
async fn login(#[depends] form: OAuth2PasswordRequestForm) -> Result<Json<String>, OAuth2Error> {
    match form.password.as_str() {
        "secret" => Ok(Json(form.username)),
        _ => Err(OAuth2Error::invalid_grant("Incorrect username or password")),
    }
}

#[tokio::test]
async fn a_login_can_be_called() {
    let Json(token) = login(OAuth2PasswordRequestForm::new("johndoe", "secret")).await.unwrap();
    assert_eq!(token, "johndoe");
    let refused = login(OAuth2PasswordRequestForm::new("johndoe", "x")).await.unwrap_err();
    assert_eq!(refused.error(), "invalid_grant");
}

#[test]
fn a_dependency_can_be_called() {
    assert_eq!(user_name("johndoe".into()).ok().as_deref(), Some("John Doe"));
    assert_eq!(user_name("x".into()).unwrap_err().status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_dependency_or_scheme_can_be_resolved_for_a_request() {
    let request = |token: &str| {
        http::Request::get("/").header("Authorization", format!("Bearer {token}")).body("").unwrap()
    };
    assert_eq!(portcullis::resolve::<oauth2_scheme>(request("abc")).await.ok().as_deref(), Some("abc"));
    assert_eq!(portcullis::resolve::<user_name>(request("johndoe")).await.ok().as_deref(), Some("John Doe"));
    assert_eq!(portcullis::resolve::<user_name>(request("x")).await.unwrap_err().status(), 401);
    let refused = portcullis::resolve::<user_name>(http::Request::new("")).await.unwrap_err();
    assert_eq!(refused.headers()["WWW-Authenticate"], "Bearer");

    let form = http::Request::post("/").header("Content-Type", "application/x-www-form-urlencoded");
    let form = form.body("username=johndoe&password=secret&scope=a+b").unwrap();
    let form = portcullis::resolve::<OAuth2PasswordRequestForm>(form).await.unwrap();
    assert_eq!((form.username.as_str(), form.scopes), ("johndoe", vec!["a".to_owned(), "b".to_owned()]));
}

#[tokio::test]
async fn an_app_can_be_called_without_a_socket() {
    let client = TestClient::new(App::new(routes![greet]));
    let answer = client.get("/greet/Hi?loud=yes").bearer("johndoe").await;
    assert_eq!((answer.status(), answer.json::<String>()), (StatusCode::OK, "HI, JOHN DOE".to_owned()));
    assert_eq!(client.get("/greet/Hi").await.header("www-authenticate"), "Bearer");
    assert_eq!(client.post("/greet/Hi").json(&1).await.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[test]
fn an_operation_knows_where_it_is_written() {
    use portcullis::Operation;

    let id = greet::OPERATION.id;
    assert_eq!((id.module(), id.name()), (module_path!(), "greet"));
    assert!(id.location().file().ends_with("direct_calls.rs"), "{}", id.location());
    let source = include_str!("direct_calls.rs");
    let line = source.lines().nth(id.location().line() as usize - 1).unwrap();
    assert!(line.get(id.location().column() as usize - 1..).unwrap().starts_with("greet("), "{line}");
}
