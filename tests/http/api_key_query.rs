use portcullis::prelude::*;

use super::trial::{Trial, app_of, is_documented};

#[security_scheme]
static scheme: ApiKeyQuery = ApiKeyQuery::new("key");

app_of!(scheme: String => |key: String| key);

#[test]
fn one_key_counts() {
    let mut trial = Trial::new(app(), "APIKey", "APIKey");
    trial.query("?key=s3cret").admits(&[], "s3cret");
    trial.query("?a=b&&%6Bey=x+y%20z=%C3%A9&c").admits(&["X-Key: other", "Cookie: key=other"], "x y z=é");
    for query in ["", "?", "?key", "?key=", "?Key=k", "?keys=k", "?a=key=k", "?a;key=k"] {
        trial.query(query).finds_nothing(&["X-Key: k", "Cookie: key=k", "key: k"]);
    }
    for query in ["?key=k&key=k", "?key=k&key=other", "?key=k&%6bey=k", "?key&key=k", "?key=k&a=b&key="] {
        trial.query(query).refuses(&[]);
    }
}

#[test]
fn it_is_documented() {
    is_documented(app(), "APIKeyQuery", json!({ "type": "apiKey", "in": "query", "name": "key" }));
}

#[test]
fn a_key_that_is_malformed_is_no_stranger() {
    let mut trial = Trial::new(app(), "APIKey", "APIKey");
    for query in ["?key=%zz", "?key=%", "?key=%FF", "?key=%00", "?key=k&key=%zz", "?key=%zz&key=k"] {
        trial.query(query).refuses(&[]);
    }
    trial.query("?a=%zz&key=k").admits(&[], "k");
}
