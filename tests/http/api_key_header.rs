use portcullis::prelude::*;

use super::trial::{Trial, app_of, is_documented};

#[security_scheme]
static scheme: ApiKeyHeader = ApiKeyHeader::new("X-Key");

app_of!(scheme: String => |key: String| key);

#[test]
fn one_key_counts() {
    let trial = Trial::new(app(), "APIKey", "APIKey");
    trial.admits(&["X-Key: s3cret"], "s3cret");
    trial.admits(&["x-kEY:   A b,c  "], "A b,c");
    for lines in [
        &[][..],
        &["X-Key:"],
        &["X-Key:   "],
        &["X-Keys: k"],
        &["Cookie: X-Key=k"],
        &["Authorization: APIKey k"],
    ] {
        trial.finds_nothing(lines);
    }
    for lines in [
        &["X-Key: k", "X-Key: k"][..],
        &["X-Key: k", "x-key: other"],
        &["X-Key:", "X-Key: k"],
        &["X-Key: k", "X-Key:"],
        &["X-Key: \u{e9}"],
    ] {
        trial.refuses(lines);
    }
}

#[test]
fn a_key_of_that_name_elsewhere_is_none() {
    Trial::new(app(), "APIKey", "APIKey").query("?X-Key=k").finds_nothing(&[]);
}

#[test]
fn it_is_documented() {
    is_documented(app(), "APIKeyHeader", json!({ "type": "apiKey", "in": "header", "name": "X-Key" }));
}
