use portcullis::prelude::*;

use super::trial::{Trial, app_of, is_documented};

#[security_scheme]
static scheme: HttpBearer = HttpBearer::new();

app_of!(scheme: HttpAuthorizationCredentials => |sent: HttpAuthorizationCredentials| {
    format!("{} {}", sent.scheme(), sent.credentials())
});

#[test]
fn one_token_counts_with_its_word_as_it_was_sent() {
    let trial = Trial::new(app(), "Bearer", r#"Bearer error="invalid_token""#);
    trial.admits(&["Authorization: Bearer aZ09-._~+/=="], "Bearer aZ09-._~+/==");
    trial.admits(&["AUTHORIZATION:bEARER    t   "], "bEARER t");
    for lines in [
        &[][..],
        &["Authorization:"],
        &["Authorization: Basic Zm9vOmJhcg=="],
        &["Authorization: Bearerx t"],
        &["Authorization: t"],
        &["Authorization: Basic a", "Authorization: Digest b"],
        &["Proxy-Authorization: Bearer t"],
    ] {
        trial.finds_nothing(lines);
    }
    for lines in [
        &["Authorization: Bearer"][..],
        &["Authorization: bearer "],
        &["Authorization: Bearer ="],
        &["Authorization: Bearer a b"],
        &["Authorization: Bearer,t"],
        &["Authorization: Bearer\tt"],
        &["Authorization: Bearer \u{e9}"],
        &["Authorization: Bearer t", "Authorization: Bearer t"],
        &["Authorization: Bearer t", "Authorization: Basic Zm9vOmJhcg=="],
        &["Authorization:", "Authorization: bearer t"],
    ] {
        trial.refuses(lines);
    }
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
