//! A scheme of another crate, used as our own are.

use portcullis::prelude::*;
use portcullis_tests::{Server, get};
use portcullis_tests_third_party_scheme::{Token, TokenScheme};

#[security_scheme]
static forge: TokenScheme = TokenScheme::new().name("Forge").realm("forge");

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[dependency]
fn get_user(#[depends(forge)] token: Token, asked: SecurityScopes) -> Result<String, AuthError> {
    if portcullis::secure_eq(&token.0, "bad") {
        return Err(forge::invalid_token());
    }
    forge::require(&asked, ["reader"])?;
    Ok(token.0)
}

#[derive(AnyOf)]
enum Caller {
    #[depends(forge)]
    User(Token),
    #[depends(api_key)]
    Machine(String),
}

#[get("/user")]
async fn read_user(#[security(get_user, scopes = ["reader"])] user: String) -> Json<String> {
    Json(user)
}

#[get("/writer")]
async fn read_writer(#[security(get_user, scopes = ["writer"])] user: String) -> Json<String> {
    Json(user)
}

#[get("/optional")]
async fn read_optional(#[depends(Optional<forge>)] token: Option<Token>) -> Json<Option<String>> {
    Json(token.map(|token| token.0))
}

#[get("/caller")]
async fn read_caller(#[depends] caller: Caller) -> Json<String> {
    Json(match caller {
        Caller::User(token) => token.0,
        Caller::Machine(key) => key,
    })
}

fn app() -> App {
    App::new(routes![read_user, read_writer, read_optional, read_caller])
}

#[tokio::test]
async fn it_is_required_optional_and_an_alternative() {
    let client = TestClient::new(app());
    for (path, value, status, challenge) in [
        ("/user", "Token abc", 200, ""),
        ("/user", "Bearer abc", 401, r#"Token realm="forge""#),
        ("/user", "Token bad", 401, r#"Token realm="forge""#),
        ("/writer", "Token abc", 403, r#"Token realm="forge""#),
        ("/optional", "Bearer abc", 200, ""),
        ("/optional", "Token", 401, r#"Token realm="forge""#),
        ("/caller", "Token abc", 200, ""),
        ("/caller", "Token", 401, r#"Token realm="forge""#),
    ] {
        let answer = client.get(path).header("Authorization", value).await;
        assert_eq!(
            (answer.status().as_u16(), answer.header("www-authenticate")),
            (status, challenge),
            "{path}"
        );
    }
    assert_eq!(client.get("/caller").header("X-Key", "k").await.text(), r#""k""#);
}

/// In-process, where a value keeps the spaces at its end, and over a socket, where the server takes them away.
#[tokio::test]
async fn what_is_presented_and_wrong_is_not_missing() {
    let server = Server::start(app());
    let client = TestClient::new(app());
    for (lines, status) in [
        (&[][..], 200),
        (&[""], 200),
        (&["Bearer abc"], 200),
        (&["Tokens abc"], 200),
        (&["Basic \u{e9}"], 200),
        (&["Token abc"], 200),
        (&["tOKEN   abc"], 200),
        (&["Token"], 401),
        (&["token"], 401),
        (&["Token "], 401),
        (&["Token,abc"], 401),
        (&["Token\tabc"], 401),
        (&["Token a b"], 401),
        (&["Token \u{e9}"], 401),
        (&["Token abc", "Token abc"], 401),
        (&["Token abc", "Bearer abc"], 401),
        (&["Bearer abc", "Token abc"], 401),
        (&["Token abc", ""], 401),
    ] {
        let request = client.get("/optional");
        let request = lines.iter().fold(request, |request, line| request.header("Authorization", line));
        let answer = request.await;
        assert_eq!(answer.status(), status, "{lines:?}");
        let lines: Vec<String> = lines.iter().map(|line| format!("Authorization: {line}")).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let over_socket = get(server.address(), "/optional", &lines);
        assert_eq!((over_socket.status, over_socket.text()), (status, answer.text().to_owned()), "{lines:?}");
        let challenges = if status == 401 { &[r#"Token realm="forge""#][..] } else { &[] };
        assert_eq!(over_socket.all("www-authenticate"), challenges, "{lines:?}");
    }
    for line in ["Authorization: Token abc", "authorization: tOKEN   abc"] {
        assert_eq!(get(server.address(), "/optional", &[line]).text(), r#""abc""#);
    }
}

#[tokio::test]
async fn an_app_configures_it() {
    let client = TestClient::new(app().configure::<forge>(|scheme| scheme.realm("here")));
    let realm = r#"Token realm="here""#;
    assert_eq!(client.get("/user").await.header("www-authenticate"), realm);
    let refused = client.get("/user").header("Authorization", "Token bad").await;
    assert_eq!(refused.header("www-authenticate"), realm);
    let wrong = app().configure::<forge>(|scheme| scheme.name("Other")).check().unwrap_err();
    assert!(wrong.to_string().contains("`Forge` was configured to be another one"), "{wrong}");
}

#[test]
fn it_is_documented() {
    let document = app().openapi();
    assert_eq!(
        document["components"]["securitySchemes"]["Forge"],
        json!({ "type": "http", "scheme": "token" })
    );
    let security = |path: &str| document["paths"][path]["get"]["security"].clone();
    assert_eq!(security("/writer"), json!([{ "Forge": ["writer"] }]));
    assert_eq!(security("/optional"), json!([{ "Forge": [] }, {}]));
    assert_eq!(security("/caller"), json!([{ "Forge": [] }, { "APIKeyHeader": [] }]));
}

#[test]
fn it_is_in_the_lockfile() {
    let lock = app().security_lock().to_string();
    let scheme =
        r#"scheme Forge: ::portcullis_tests_third_party_scheme::TokenScheme (realm "forge"), http "token""#;
    for line in [
        "GET /user: Forge [reader] (third_party::scheme::get_user)",
        "GET /optional: Forge (unverified) or nothing",
        scheme,
    ] {
        assert!(lock.lines().any(|found| found == line), "{line}: {lock}");
    }
}
