//! The examples, called as a client would call them.

use std::process::Command;

use portcullis::prelude::*;
use portcullis_tests::{Server, apps, skip};

/// Returns the status, the body and all challenges.
async fn ask(client: &TestClient, target: &str, headers: &[(&str, &str)]) -> (u16, Value, Vec<String>) {
    let mut request = client.get(target);
    for (name, value) in headers {
        request = request.header(name, value);
    }
    let answer = request.await;
    let challenges = answer.headers().get_all("www-authenticate").iter();
    let challenges = challenges.map(|value| value.to_str().expect("text").to_owned()).collect();
    (answer.status().as_u16(), answer.json(), challenges)
}

async fn token(client: &TestClient, scope: &str) -> String {
    let form = [("username", "johndoe"), ("password", "secret"), ("scope", scope)];
    let answer = client.post("/token").form(&form).await.json::<Value>();
    format!("Bearer {}", answer["access_token"].as_str().expect("a token"))
}

#[tokio::test]
async fn scopes_are_asked_for_along_the_way() {
    let client = TestClient::new(apps::scopes::app());
    let (none, me, both) =
        (token(&client, "").await, token(&client, "me").await, token(&client, "me items").await);
    for (target, token, status, scope) in [
        ("/status/", &none, 200, ""),
        ("/users/me/", &none, 403, "me"),
        ("/users/me/", &me, 200, ""),
        ("/users/me/items/", &me, 403, "items me"),
        ("/users/me/items/", &both, 200, ""),
    ] {
        let (answered, _, challenges) = ask(&client, target, &[("Authorization", token)]).await;
        assert_eq!(answered, status, "{target} with {token}");
        if status == 403 {
            assert_eq!(challenges, [format!(r#"Bearer error="insufficient_scope", scope="{scope}""#)]);
        }
    }
    let (status, body, challenges) = ask(&client, "/users/me/", &[("Authorization", "Bearer x")]).await;
    assert_eq!((status, body), (401, json!({ "detail": "Could not validate credentials" })));
    assert_eq!(challenges, [r#"Bearer error="invalid_token""#]);

    let document = apps::scopes::app().openapi();
    let operation = |path: &str| document["paths"][path]["get"].clone();
    assert_eq!(
        operation("/users/me/items/")["security"],
        json!([{ "OAuth2PasswordBearer": ["items", "me"] }])
    );
    let statuses = |path: &str| -> Vec<String> {
        operation(path)["responses"].as_object().expect("responses").keys().cloned().collect()
    };
    // A 403 is documented only where scopes are required.
    assert_eq!(statuses("/users/me/"), ["200", "401", "403"]);
    assert_eq!(statuses("/status/"), ["200", "401"]);
}

#[tokio::test]
async fn keys_stand_in_header_query_and_cookie() {
    let client = TestClient::new(apps::api_keys::app());
    let office = |answer: (u16, Value, Vec<String>)| (answer.0, answer.1) == (200, json!("the office"));
    assert!(office(ask(&client, "/header", &[("x-key", "secret")]).await));
    assert!(office(ask(&client, "/query?a=b&key=secret", &[]).await));
    assert!(office(ask(&client, "/cookie", &[("Cookie", "a=b; session=secret")]).await));
    // Other cookies may hold any bytes.
    assert!(office(ask(&client, "/cookie", &[("Cookie", "name=José; session=secret")]).await));
    let refused: [(&str, &[(&str, &str)]); 12] = [
        ("/header", &[]),
        ("/header", &[("X-Key", "")]),
        ("/header", &[("X-Key", "wrong")]),
        ("/header", &[("X-Key", "secret"), ("X-Key", "secret")]),
        ("/query?key=secret&key=secret", &[]),
        ("/query?key=", &[]),
        ("/cookie", &[("Cookie", "session=secret; session=other")]),
        ("/cookie", &[("Cookie", "sessions=secret")]),
        // A second key is refused, even if it is malformed.
        ("/query?key=secret&key=%zz", &[]),
        ("/query?key=%FF&k%65y=secret", &[]),
        ("/cookie", &[("Cookie", "session=secret; session=é")]),
        ("/cookie", &[("Cookie", "session=secret"), ("Cookie", "session=é")]),
    ];
    for (target, headers) in refused {
        let (status, _, challenges) = ask(&client, target, headers).await;
        assert_eq!((status, &challenges[..]), (401, &["APIKey".to_owned()][..]), "{target} {headers:?}");
    }
}

#[tokio::test]
async fn a_name_and_a_password() {
    let client = TestClient::new(apps::basic::app());
    let basic = |value: &'static str| [("Authorization", value)];
    let known = ask(&client, "/users/me", &basic("Basic c3RhbmxleWpvYnNvbjpzd29yZGZpc2g=")).await;
    assert_eq!(known.1, json!({ "username": "stanleyjobson" }));
    for value in ["Basic c3RhbmxleWpvYnNvbjp3cm9uZw==", "Basic c3RhbmxleQ==", "Basic", "Bearer abc"] {
        let (status, _, challenges) = ask(&client, "/users/me", &basic(value)).await;
        assert_eq!(status, 401, "{value}");
        assert_eq!(challenges, [r#"Basic realm="basic example", charset="UTF-8""#], "{value}");
    }
}

#[tokio::test]
async fn a_stranger_is_nobody_and_a_wrong_token_is_refused() {
    let client = TestClient::new(apps::optional_user::app());
    assert_eq!(ask(&client, "/greeting", &[]).await.1, json!("Hello, stranger!"));
    let with = |value: &'static str| [("Authorization", value)];
    assert_eq!(ask(&client, "/greeting", &with("Basic abc")).await.1, json!("Hello, stranger!"));
    assert_eq!(ask(&client, "/greeting", &with("Bearer johndoe")).await.1, json!("Hello, John Doe!"));
    assert_eq!(ask(&client, "/greeting", &with("Bearer jane")).await.0, 401);
    assert_eq!(ask(&client, "/greeting", &with("Bearer")).await.0, 401);
    let security = apps::optional_user::app().openapi()["paths"]["/greeting"]["get"]["security"].clone();
    assert_eq!(security, json!([{ "HTTPBearer": [] }, {}]));
}

#[tokio::test]
async fn the_first_alternative_that_is_presented_decides() {
    let client = TestClient::new(apps::alternatives::app());
    let user = ("Authorization", "Bearer johndoe");
    let machine = ("X-Key", "secret");
    assert_eq!(ask(&client, "/jobs", &[user]).await.1, json!("the jobs of John Doe"));
    assert_eq!(ask(&client, "/jobs", &[machine]).await.1, json!("the jobs of machine 7"));
    assert_eq!(ask(&client, "/jobs", &[user, machine]).await.1, json!("the jobs of John Doe"));
    let (status, _, challenges) = ask(&client, "/jobs", &[("Authorization", "Bearer x"), machine]).await;
    assert_eq!((status, &challenges[..]), (401, &[r#"Bearer error="invalid_token""#.to_owned()][..]));
    assert_eq!(ask(&client, "/jobs", &[]).await.2, ["Bearer", "APIKey"]);
    let security = apps::alternatives::app().openapi()["paths"]["/jobs"]["get"]["security"].clone();
    assert_eq!(security, json!([{ "HTTPBearer": [] }, { "APIKeyHeader": [] }]));
}

#[tokio::test]
async fn dependencies_of_lists_stand_before_their_operations() {
    let client = TestClient::new(apps::nested_routes::app());
    let header = [("X-Token", "fake-super-secret-token")];
    assert_eq!(ask(&client, "/?token=jessica", &[]).await.0, 200);
    assert_eq!(ask(&client, "/", &[]).await.0, 401);
    assert_eq!(ask(&client, "/items/?token=jessica", &[]).await.0, 401);
    assert_eq!(ask(&client, "/items/", &header).await.0, 401);
    assert_eq!(ask(&client, "/items/?token=jessica", &header).await.1["for"], "jessica");
    assert_eq!(ask(&client, "/items/x?token=jessica", &header).await.0, 404);
    assert_eq!(ask(&client, "/none?token=wrong", &[]).await.0, 404);
    let document = apps::nested_routes::app().openapi();
    let security = |path: &str, method: &str| document["paths"][path][method]["security"].clone();
    assert_eq!(security("/", "get"), json!([{ "QueryToken": [] }]));
    assert_eq!(security("/items/{item_id}", "get"), json!([{ "QueryToken": [], "TokenHeader": [] }]));
    assert_eq!(security("/admin/", "post"), json!([{ "QueryToken": [], "TokenHeader": [] }]));
}

#[tokio::test]
async fn a_scheme_of_ones_own() {
    let client = TestClient::new(apps::own_scheme::app());
    let (signer, signature) = (("X-Signer", "alice"), ("X-Signature", "ecila:/orders"));
    assert_eq!(ask(&client, "/orders", &[signer, signature]).await.1, json!("the orders of alice"));
    for headers in [
        &[][..],
        &[signer],
        &[signature],
        &[("X-Signer", "bob"), signature],
        &[("X-Signer", ""), ("X-Signature", ":/orders")],
        &[signer, signer, signature],
        &[signer, ("X-Signer", "bob"), signature],
        &[signer, signature, signature],
        &[signer, ("X-Signature", ""), signature],
    ] {
        let (status, _, challenges) = ask(&client, "/orders", headers).await;
        let realm = &[r#"Signed realm="orders""#.to_owned()][..];
        assert_eq!((status, &challenges[..]), (401, realm), "{headers:?}");
    }
    let scheme = apps::own_scheme::app().openapi()["components"]["securitySchemes"]["SignedRequest"].clone();
    let description = scheme["description"].as_str().unwrap_or_default();
    assert!(["X-Signer", "X-Signature"].iter().all(|field| description.contains(field)), "{scheme}");
}

#[tokio::test]
async fn a_digest_is_asked_for_with_a_nonce() {
    let client = TestClient::new(apps::digest::app());
    let (status, body, challenges) = ask(&client, "/users/me", &[]).await;
    assert_eq!((status, body), (401, json!({ "detail": "Not authenticated" })));
    assert_eq!(challenges.len(), 2);
    let starts = |at: usize, algorithm: &str| {
        let start = format!(r#"Digest realm="digest example", qop="auth", algorithm={algorithm}, nonce=""#);
        challenges[at].starts_with(&start)
    };
    assert!(starts(0, "SHA-256") && starts(1, "MD5"), "{challenges:?}");
    assert_eq!(ask(&client, "/users/me", &[("Authorization", "Digest x")]).await.0, 401);
}

/// Returns the output of a program, or `None` if the program is not installed.
fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr))
}

#[test]
fn curl_logs_in_with_a_digest() {
    let server = Server::start(apps::digest::app());
    let url = format!("{}/users/me", server.base());
    let curl = |user: &str| {
        output("curl", &["-sS", "--noproxy", "*", "--max-time", "20", "--digest", "-u", user, &url, &url])
    };
    let Some(answer) = curl("stanleyjobson:swordfish") else {
        return skip("there is no curl");
    };
    assert_eq!(answer, r#"{"username":"stanleyjobson"}"#.repeat(2));
    let refused = curl("stanleyjobson:wrong").unwrap_or_default();
    assert_eq!(refused, r#"{"detail":"Not authenticated"}"#.repeat(2));
}

/// Each request of a session increments the nonce count, as RFC 7616 requires.
#[test]
fn requests_logs_in_with_a_digest() {
    let python = concat!(env!("CARGO_MANIFEST_DIR"), "/clients/.venv/bin/python");
    let server = Server::start(apps::digest::app());
    let script = "import sys, requests\n\
        from requests.auth import HTTPDigestAuth\n\
        session = requests.Session()\n\
        session.trust_env = False\n\
        session.auth = HTTPDigestAuth('stanleyjobson', sys.argv[2])\n\
        print(*[session.get(sys.argv[1], timeout=20).status_code for _ in range(3)])";
    let url = format!("{}/users/me", server.base());
    let Some(answer) = output(python, &["-c", script, &url, "swordfish"]) else {
        return skip("Python's requests is not there; run tests/clients/install");
    };
    assert_eq!(answer, "200 200 200\n");
    assert_eq!(output(python, &["-c", script, &url, "wrong"]).as_deref(), Some("401 401 401\n"));
}
