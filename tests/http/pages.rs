use portcullis::prelude::*;
use portcullis_tests::{Server, apps, get};

#[test]
fn the_document_is_the_same_bytes_with_a_tag() {
    let server = Server::start(apps::first_steps::app());
    let document = get(server.address(), "/openapi.json", &[]);
    assert_eq!((document.status, document.header("content-type")), (200, "application/json"));
    assert_eq!(document.json()["openapi"], "3.1.0");
    let etag = document.header("etag");
    assert!(etag.starts_with('"'), "{etag}");
    let again = get(server.address(), "/openapi.json", &[&format!("If-None-Match: {etag}")]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(get(server.address(), "/openapi.json", &[]).body, document.body);
}

#[test]
fn the_docs_page_runs_nothing_of_others() {
    let server = Server::start(apps::first_steps::app());
    let page = get(server.address(), "/docs", &[]);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    let policy = page.header("content-security-policy");
    for part in ["default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'"] {
        assert!(policy.contains(part), "{part} in {policy}");
    }
    assert_eq!(page.header("cross-origin-opener-policy"), "same-origin-allow-popups");
    let redirect = get(server.address(), "/docs/oauth2-redirect", &[]);
    assert_eq!((redirect.status, redirect.header("cross-origin-opener-policy")), (200, ""));
    assert!(!redirect.header("content-security-policy").is_empty());
    assert_eq!(get(server.address(), "/redoc", &[]).status, 404);
}

#[test]
fn files_are_packed_for_those_who_take_it_and_kept_for_ever() {
    let server = Server::start(apps::first_steps::app());
    let page = get(server.address(), "/docs", &[]).text();
    let script = page.split("src=\".").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let packed = get(server.address(), script, &["Accept-Encoding: gzip"]);
    assert_eq!((packed.status, packed.header("content-encoding")), (200, "gzip"));
    assert!(packed.header("cache-control").contains("immutable"));
    let plain = get(server.address(), script, &[]);
    assert_eq!((plain.status, plain.header("content-encoding")), (200, ""));
    assert!(plain.body.len() > 1_000_000 && plain.header("etag") != packed.header("etag"));
}

#[test]
fn every_page_can_be_elsewhere_or_nowhere() {
    let app = || apps::first_steps::app();
    let elsewhere = app().docs_path(Some("/documentation")).openapi_path(Some("/spec/openapi.json"));
    let server =
        Server::start(elsewhere.oauth2_redirect_path(None).docs_init_oauth(json!({ "clientId": "portal" })));
    let page = get(server.address(), "/documentation", &[]);
    assert!(page.text().contains("./spec/openapi.json") && page.text().contains("portal"), "{}", page.text());
    let document = get(server.address(), "/spec/openapi.json", &[]).json();
    assert_eq!(document["servers"][0]["url"], "..");
    for gone in ["/docs", "/openapi.json", "/docs/oauth2-redirect", "/documentation/oauth2-redirect"] {
        assert_eq!(get(server.address(), gone, &[]).status, 404, "{gone}");
    }
    let server = Server::start(app().openapi_path(None));
    for gone in ["/docs", "/openapi.json", "/docs/oauth2-redirect"] {
        assert_eq!(get(server.address(), gone, &[]).status, 404, "{gone}");
    }
}

#[test]
fn a_proxy_prefix_is_the_server_of_the_document() {
    let server = Server::start(apps::first_steps::app().root_path("/api/v1"));
    assert_eq!(get(server.address(), "/openapi.json", &[]).json()["servers"][0]["url"], "/api/v1");
}

#[security_scheme]
static elsewhere: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://id.example:8443/token");

#[get("/items/")]
async fn read_items(#[depends(elsewhere)] token: String) -> Json<String> {
    Json(token)
}

#[test]
fn the_docs_page_may_ask_for_a_token_where_the_scheme_says() {
    let server = Server::start(App::new(routes![read_items]));
    let policy = get(server.address(), "/docs", &[]).header("content-security-policy").to_owned();
    assert!(policy.contains("connect-src 'self' https://id.example:8443;"), "{policy}");
}
