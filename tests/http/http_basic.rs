use portcullis::prelude::*;

use super::trial::{Trial, app_of, is_documented};

#[security_scheme]
static scheme: HttpBasic = HttpBasic::new("items");

app_of!(scheme: HttpBasicCredentials => |sent: HttpBasicCredentials| {
    format!("{}:{}", sent.username, sent.password)
});

#[test]
fn one_name_and_password_count() {
    let trial = Trial::new(app(), r#"Basic realm="items""#, r#"Basic realm="items""#);
    // RFC 7617, sections 2 and 2.1.
    trial.admits(&["Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="], "Aladdin:open sesame");
    trial.admits(&["authorization:bASIC   dGVzdDoxMjPCow==  "], "test:123£");
    trial.admits(&["Authorization: Basic Og=="], ":");
    for lines in [
        &[][..],
        &["Authorization:"],
        &["Authorization: Bearer Og=="],
        &["Authorization: Basics Og=="],
        &["Authorization: Og=="],
        &["Authorization: Bearer a", "Authorization: Digest b"],
        &["Proxy-Authorization: Basic Og=="],
    ] {
        trial.finds_nothing(lines);
    }
    for lines in [
        &["Authorization: Basic"][..],
        &["Authorization: basic "],
        &["Authorization: Basic\tOg=="],
        &["Authorization: Basic,Og=="],
        &["Authorization: Basic Og== Og=="],
        &["Authorization: Basic Og"],       // not padded
        &["Authorization: Basic YTpi="],    // wrong padding
        &["Authorization: Basic YTpiYx=="], // unused bits that are not zero
        &["Authorization: Basic _-_-"],     // URL-safe alphabet
        &["Authorization: Basic am9obg=="], // no colon
        &["Authorization: Basic YTpiCg=="], // a line break
        &["Authorization: Basic YTr/"],     // not UTF-8
        &["Authorization: Basic a:b"],
        &["Authorization: Basic \u{e9}"],
        &["Authorization: Basic Og==", "Authorization: Basic Og=="],
        &["Authorization: Bearer a", "Authorization: basic Og=="],
        &["Authorization: Basic Og==", "Authorization:"],
    ] {
        trial.refuses(lines);
    }
}

#[test]
fn realm_and_charset_stand_in_the_challenge() {
    let app = app().configure::<scheme>(|basic| basic.realm(r"a\b").charset());
    let challenge = r#"Basic realm="a\\b", charset="UTF-8""#;
    let trial = Trial::new(app, challenge, challenge);
    trial.admits(&["Authorization: Basic Og=="], ":");
    trial.finds_nothing(&[]);
    trial.refuses(&["Authorization: Basic"]);
}

#[test]
fn it_is_documented() {
    is_documented(app(), "HTTPBasic", json!({ "type": "http", "scheme": "basic" }));
}
