use portcullis::prelude::*;

use super::trial::{Trial, app_of, is_documented};

#[security_scheme]
static scheme: HttpAuthorization = HttpAuthorization::new("Negotiate");

app_of!(scheme: HttpAuthorizationCredentials => |sent: HttpAuthorizationCredentials| {
    format!("{} {}", sent.scheme(), sent.credentials())
});

#[test]
fn any_text_counts_after_the_word() {
    let trial = Trial::new(app(), "Negotiate", "Negotiate");
    trial.admits(
        &["Authorization: Negotiate a87421000492aa874209af8bc028"],
        "Negotiate a87421000492aa874209af8bc028",
    );
    trial.admits(&[r#"authorization:nEGOTIATE   a="b c", d  "#], r#"nEGOTIATE a="b c", d"#);
    for lines in [
        &[][..],
        &["Authorization:"],
        &["Authorization: Bearer abc"],
        &["Authorization: Negotiates abc"],
        &["Authorization: Bearer a", "Authorization: Basic b"],
        &["Proxy-Authorization: Negotiate abc"],
    ] {
        trial.finds_nothing(lines);
    }
    for lines in [
        &["Authorization: Negotiate"][..],
        &["Authorization: negotiate "],
        &["Authorization: Negotiate\tabc"],
        &["Authorization: Negotiate,abc"],
        &["Authorization: Negotiate=abc"],
        &["Authorization: Negotiate \u{e9}"],
        &["Authorization: Negotiate a", "Authorization: Negotiate a"],
        &["Authorization: Basic b", "Authorization: negotiate a"],
        &["Authorization: Negotiate a", "Authorization:"],
    ] {
        trial.refuses(lines);
    }
}

#[test]
fn realm_and_parameters_stand_in_the_challenge() {
    let app = app().configure::<scheme>(|scheme| scheme.realm("here").parameters(&[("version", "1")]));
    let challenge = r#"Negotiate realm="here", version="1""#;
    let trial = Trial::new(app, challenge, challenge);
    trial.admits(&["Authorization: Negotiate a"], "Negotiate a");
    trial.finds_nothing(&[]);
    trial.refuses(&["Authorization: Negotiate"]);
}

#[test]
fn it_is_documented() {
    is_documented(app(), "HTTPAuthorization", json!({ "type": "http", "scheme": "Negotiate" }));
}
