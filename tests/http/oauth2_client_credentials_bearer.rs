use portcullis::prelude::*;

use super::bearer_contract::Contract;
use super::trial::{Trial, app_of, is_documented};

#[security_scheme]
static scheme: OAuth2ClientCredentialsBearer =
    OAuth2ClientCredentialsBearer::new("token").scopes(&[("metrics", "Read metrics.")]);

app_of!(scheme: String => |token: String| token);

#[test]
fn one_token_counts() {
    let trial = Trial::new(app(), "Bearer", r#"Bearer error="invalid_token""#);
    Contract { with_word: false, refuses_others: false }.check(&trial);
}

#[dependency]
fn granted(#[depends(scheme)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
    scheme::require(&asked, token.split('.'))?;
    Ok(token)
}

#[get("/granted")]
async fn read_granted(#[security(granted, scopes = ["metrics"])] token: String) -> Json<String> {
    Json(token)
}

#[test]
fn a_token_without_the_scope_is_403() {
    let trial = Trial::new(App::new(routes![read_granted]), "", "");
    assert_eq!(trial.get("/granted", &["Authorization: Bearer t.metrics"]).json(), "t.metrics");
    let answer = trial.get("/granted", &["Authorization: Bearer t"]);
    assert_eq!((answer.status, answer.json()), (403, json!({ "detail": "Not enough permissions" })));
    assert_eq!(answer.all("www-authenticate"), [r#"Bearer error="insufficient_scope", scope="metrics""#]);
    assert_eq!(trial.get("/granted", &["Authorization: Bearer"]).status, 401);
}

#[test]
fn a_realm_stands_before_what_is_wrong() {
    let app = app().configure::<scheme>(|scheme| scheme.realm("here"));
    let trial = Trial::new(app, r#"Bearer realm="here""#, r#"Bearer realm="here", error="invalid_token""#);
    trial.admits(&["Authorization: Bearer t"], "t");
    trial.finds_nothing(&[]);
    trial.refuses(&["Authorization: Bearer"]);
}

#[test]
fn it_is_documented() {
    let flow = json!({ "tokenUrl": "token", "scopes": { "metrics": "Read metrics." } });
    let flows = json!({ "clientCredentials": flow });
    is_documented(app(), "OAuth2ClientCredentialsBearer", json!({ "type": "oauth2", "flows": flows }));
}
