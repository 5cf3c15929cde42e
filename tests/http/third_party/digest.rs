//! HTTP Digest compiled as another crate would offer it.

use portcullis::prelude::*;
use portcullis_tests_third_party_digest::{DigestSecret, DigestUsers, HttpDigest, HttpDigestCredentials};
use tower_http::cors::CorsLayer;

struct Users;

impl DigestUsers for Users {
    async fn find(&self, username: &str) -> Option<DigestSecret> {
        (username == "stanley").then(|| DigestSecret::password("swordfish"))
    }
}

#[security_scheme]
static digest: HttpDigest<Users> = HttpDigest::new("items", Users);

#[get("/items/{name}")]
async fn read_item(#[path] name: String, #[depends(digest)] caller: HttpDigestCredentials) -> Json<Value> {
    Json(json!([name, caller.username]))
}

#[get("/optional")]
async fn read_optional(
    #[depends(Optional<digest>)] caller: Option<HttpDigestCredentials>,
) -> Json<Option<String>> {
    Json(caller.map(|caller| caller.username))
}

fn app() -> App {
    // Layers see another spelling of the path than the one that was sent.
    App::new(secured_routes![read_item, read_optional]).layer(CorsLayer::new())
}

#[tokio::test]
async fn it_is_verified_for_the_target_as_it_was_sent() {
    let client = TestClient::new(app());
    for target in ["/items/ab", "/items/%61b?q=%61"] {
        let answer = client.get(target).digest("stanley", "swordfish").await;
        assert_eq!(answer.json::<Value>(), json!(["ab", "stanley"]), "{target}");
        let refused = client.get(target).digest("stanley", "wrong").await;
        assert_eq!(refused.status(), 401);
        assert!(refused.header("www-authenticate").starts_with(r#"Digest realm="items""#));
    }
    assert_eq!(client.get("/optional").await.text(), "null");
    assert_eq!(client.get("/optional").header("Authorization", "Digest").await.status(), 401);
}

#[test]
fn it_is_documented_and_in_the_lockfile() {
    let scheme = &app().openapi()["components"]["securitySchemes"]["HTTPDigest"];
    assert_eq!(*scheme, json!({ "type": "http", "scheme": "digest" }));
    let lock = app().security_lock().to_string();
    for part in [
        "GET /items/{name}: HTTPDigest (itself)\n",
        "GET /optional: HTTPDigest (itself) or nothing\n",
        r#" (realm "items", SHA-256, nonces end after 300 s), http digest, verified by itself"#,
    ] {
        assert!(lock.contains(part), "{part}: {lock}");
    }
}
