use portcullis::graph::Flow;
use portcullis::prelude::*;

use super::bearer_contract::Contract;
use super::trial::{Trial, app_of, is_documented};

const SCOPES: &[(&str, &str)] = &[("items", "Read items.")];

#[security_scheme]
static scheme: OAuth2 = OAuth2::new()
    .flow(Flow::authorization_code("https://id.example/authorize", "https://id.example/token").scopes(SCOPES))
    .flow(Flow::password("token").refresh_url("refresh"));

#[security_scheme]
static basic: HttpBasic = HttpBasic::new("items");

app_of!(scheme: HttpAuthorizationCredentials => |sent: HttpAuthorizationCredentials| {
    format!("{} {}", sent.scheme(), sent.credentials())
});

#[test]
fn one_token_counts_with_its_word_as_it_was_sent() {
    let trial = Trial::new(app(), "Bearer", r#"Bearer error="invalid_token""#);
    Contract { with_word: true, refuses_others: true }.check(&trial);
    trial.refuses(&["Authorization: \u{e9}"]);
}

#[derive(AnyOf)]
enum Known {
    #[depends(scheme)]
    Token(HttpAuthorizationCredentials),
    #[depends(basic)]
    Password(HttpBasicCredentials),
}

#[get("/known")]
async fn read_known(#[depends(Optional<Known>)] caller: Option<Known>) -> Json<Option<String>> {
    Json(caller.map(|caller| match caller {
        Known::Token(sent) => sent.into_credentials(),
        Known::Password(sent) => sent.username,
    }))
}

#[test]
fn a_word_that_another_scheme_of_the_operation_reads_is_its() {
    let trial = Trial::new(App::new(routes![read_known]), "", "");
    for (line, status, body) in [
        ("Authorization: Bearer t", 200, json!("t")),
        ("Authorization: basic Zm9vOmJhcg==", 200, json!("foo")),
        ("Authorization:", 200, Value::Null),
        ("Authorization: Basic Zm9v", 401, json!({ "detail": "Not authenticated" })),
        ("Authorization: Digest a", 401, json!({ "detail": "Not authenticated" })),
    ] {
        let answer = trial.get("/known", &[line]);
        assert_eq!((answer.status, answer.json()), (status, body), "{line}");
    }
}

#[test]
fn a_realm_stands_before_what_is_wrong() {
    let app = app().configure::<scheme>(|scheme| scheme.realm("here"));
    let trial = Trial::new(app, r#"Bearer realm="here""#, r#"Bearer realm="here", error="invalid_token""#);
    trial.admits(&["Authorization: Bearer t"], "Bearer t");
    trial.finds_nothing(&[]);
    trial.refuses(&["Authorization: Basic Zm9vOmJhcg=="]);
}

#[test]
fn it_is_documented() {
    let flows = json!({
        "authorizationCode": {
            "authorizationUrl": "https://id.example/authorize",
            "tokenUrl": "https://id.example/token",
            "scopes": { "items": "Read items." },
        },
        "password": { "tokenUrl": "token", "refreshUrl": "refresh", "scopes": {} },
    });
    is_documented(app(), "OAuth2", json!({ "type": "oauth2", "flows": flows }));
}
