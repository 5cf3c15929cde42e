use portcullis::prelude::*;

use super::bearer_contract::Contract;
use super::trial::{Trial, app_of, is_documented};

#[security_scheme]
static scheme: HttpBearer = HttpBearer::new();

app_of!(scheme: HttpAuthorizationCredentials => |sent: HttpAuthorizationCredentials| {
    format!("{} {}", sent.scheme(), sent.credentials())
});

#[test]
fn one_token_counts_with_its_word_as_it_was_sent() {
    let trial = Trial::new(app(), "Bearer", r#"Bearer error="invalid_token""#);
    Contract { with_word: true, refuses_others: false }.check(&trial);
}

#[test]
fn a_realm_stands_before_what_is_wrong() {
    let app = app().configure::<scheme>(|bearer| bearer.realm(r#"the "items""#));
    let realm = r#"Bearer realm="the \"items\"""#;
    let trial = Trial::new(app, realm, r#"Bearer realm="the \"items\"", error="invalid_token""#);
    trial.admits(&["Authorization: Bearer t"], "Bearer t");
    trial.finds_nothing(&[]);
}

#[test]
fn it_is_documented() {
    is_documented(app(), "HTTPBearer", json!({ "type": "http", "scheme": "bearer" }));
    let app = app().configure::<scheme>(|bearer| bearer.bearer_format("JWT").description("By mail."));
    let described =
        json!({ "type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "By mail." });
    is_documented(app, "HTTPBearer", described);
}
