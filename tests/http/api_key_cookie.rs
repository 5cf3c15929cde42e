use portcullis::prelude::*;

use super::trial::{Trial, app_of, is_documented};

#[security_scheme]
static scheme: ApiKeyCookie = ApiKeyCookie::new("session");

app_of!(scheme: String => |key: String| key);

#[test]
fn one_key_counts() {
    let trial = Trial::new(app(), "APIKey", "APIKey");
    trial.admits(&["Cookie: session=s3cret"], "s3cret");
    trial.admits(&["cookie:a=b;\tsession=A=\"b\"; c  "], "A=\"b\"");
    // HTTP/2 allows one `Cookie` line per cookie (RFC 9113, section 8.2.3).
    trial.admits(&["Cookie: a=b", "Cookie: session=k", "Cookie: c=d"], "k");
    for lines in [
        &[][..],
        &["Cookie:"],
        &["Cookie: session"],
        &["Cookie: session="],
        &["Cookie: Session=k"],
        &["Cookie: sessions=k"],
        &["Cookie: a=session=k"],
        &["Cookie: a=b, session=k"],
        &["Set-Cookie: session=k"],
        &["session: k"],
    ] {
        trial.finds_nothing(lines);
    }
    for lines in [
        &["Cookie: session=k; session=k"][..],
        &["Cookie: session=k;a=b;session=other"],
        &["Cookie: session=; session=k"],
        &["Cookie: session=k", "Cookie: session=k"],
        &["Cookie: session=k", "Cookie: session="],
    ] {
        trial.refuses(lines);
    }
}

#[test]
fn a_key_of_that_name_elsewhere_is_none() {
    Trial::new(app(), "APIKey", "APIKey").query("?session=k").finds_nothing(&[]);
}

#[test]
fn it_is_documented() {
    is_documented(app(), "APIKeyCookie", json!({ "type": "apiKey", "in": "cookie", "name": "session" }));
}

#[test]
fn a_cookie_of_another_name_holds_what_it_will() {
    let trial = Trial::new(app(), "APIKey", "APIKey");
    trial.admits(&["Cookie: a=\u{e9}; session=k"], "k");
    trial.admits(&["Cookie: session=k; \u{e9}=a"], "k");
}

#[test]
fn a_key_that_is_no_visible_text_is_refused() {
    let trial = Trial::new(app(), "APIKey", "APIKey");
    for lines in [
        &["Cookie: session=\u{e9}"][..],
        &["Cookie: session=k; session=\u{e9}"],
        &["Cookie: session=k", "Cookie: session=\u{e9}"],
        &["Cookie: session=k", "Cookie: a=\u{e9}; session=k"],
    ] {
        trial.refuses(lines);
    }
}
