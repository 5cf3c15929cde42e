use portcullis_tests::{Server, apps, get, request};
use serde_json::json;

#[test]
fn an_unknown_path_and_a_wrong_method_are_answered_before_anything_is_asked() {
    let server = Server::start(apps::simple_oauth2::app());
    let unknown = get(server.address(), "/nothing", &[]);
    assert_eq!((unknown.status, unknown.json()), (404, json!({ "detail": "Not Found" })));
    for (line, allow) in [
        ("POST /users/me", "GET, HEAD"),
        ("OPTIONS /users/me", "GET, HEAD"),
        ("TRACE /users/me", "GET, HEAD"),
        ("GET /token", "POST"),
        ("PUT /openapi.json", "GET, HEAD"),
    ] {
        let answer = request(server.address(), line, &[], "");
        assert_eq!(
            (answer.status, answer.json()),
            (405, json!({ "detail": "Method Not Allowed" })),
            "{line}"
        );
        assert_eq!(answer.header("allow"), allow, "{line}");
    }
}

#[test]
fn allow_names_all_methods_of_a_path() {
    let server = Server::start(apps::workshop::app());
    assert_eq!(request(server.address(), "PATCH /files/a", &[], "").header("allow"), "DELETE, GET, HEAD");
}

#[test]
fn head_is_get_without_content_and_with_the_same_checks() {
    let server = Server::start(apps::simple_oauth2::app());
    let head = request(server.address(), "HEAD /users/me", &["Authorization: Bearer johndoe"], "");
    let get = get(server.address(), "/users/me", &["Authorization: Bearer johndoe"]);
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), get.body.len().to_string());
    assert_eq!(request(server.address(), "HEAD /users/me", &[], "").status, 401);
    assert_eq!(request(server.address(), "HEAD /token", &[], "").status, 405);
}

#[test]
fn a_slash_more_or_less_is_a_relative_redirect() {
    let server = Server::start(apps::workshop::app());
    for (target, location) in [
        ("/pieces", "./pieces/"),
        ("/pieces?a=%20b&c", "./pieces/?a=%20b&c"),
        ("/names/a%20b/", "../a%20b"),
        ("/docs/", "../docs"),
    ] {
        let answer = get(server.address(), target, &["X-Forwarded-Host: evil.example"]);
        assert_eq!((answer.status, answer.header("location")), (307, location), "{target}");
    }
    for target in ["/pieces//", "//pieces", "/", "//evil.example"] {
        assert_eq!(get(server.address(), target, &[]).status, 404, "{target}");
    }
}

#[test]
fn segments_are_decoded_strictly_and_an_encoded_slash_separates_nothing() {
    let server = Server::start(apps::workshop::app());
    for (target, value) in [
        ("/names/jane%20doe", "jane doe"),
        ("/names/jos%C3%A9", "josé"),
        ("/names/a+b", "a+b"),
        ("/%6eames/x", "x"),
        ("/names/..", ".."),
        ("/files/a/b%20c/d", "a/b c/d"),
        ("/files/a%2Fb/c", "a/b/c"),
        ("/inner/top/names/x", "x"),
    ] {
        let answer = get(server.address(), target, &[]);
        assert_eq!((answer.status, answer.json()), (200, json!(value)), "{target}");
    }
    for target in [
        "/names/a%2Fb",
        "/names%2Fx",
        "/names/%E9",
        "/names/%4",
        "/names/%00",
        "/names/",
        "/NAMES/x",
        "/names/a/b",
    ] {
        assert_eq!(get(server.address(), target, &[]).status, 404, "{target}");
    }
}

#[test]
fn every_answer_forbids_to_guess_its_type() {
    let server = Server::start(apps::first_steps::app());
    for target in ["/items/", "/items", "/nothing", "/docs", "/openapi.json"] {
        assert_eq!(
            get(server.address(), target, &[]).header("x-content-type-options"),
            "nosniff",
            "{target}"
        );
    }
}

#[test]
fn a_status_of_success_is_the_operations_own() {
    let server = Server::start(apps::workshop::app());
    assert_eq!(request(server.address(), "POST /pieces/", &[], "").status, 201);
    let deleted = request(server.address(), "DELETE /files/x", &[], "");
    assert_eq!((deleted.status, deleted.header("content-length")), (204, ""));
}
