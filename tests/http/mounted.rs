use portcullis_tests::{Server, apps, get, request};

#[test]
fn an_app_is_the_same_below_a_prefix() {
    let server = Server::start_axum(apps::mounted());
    let address = server.address();
    let log_in = request(
        address,
        "POST /api/v1/token",
        &["Content-Type: application/x-www-form-urlencoded"],
        "username=johndoe&password=secret",
    );
    assert_eq!(log_in.json()["access_token"], "johndoe");
    assert_eq!(get(address, "/api/v1/users/me", &["Authorization: Bearer johndoe"]).status, 200);
    assert_eq!(get(address, "/api/v1/users/me", &[]).status, 401);
    assert_eq!(get(address, "/api/v1/users/me/", &[]).header("location"), "../me");
    assert_eq!(get(address, "/users/me", &[]).status, 404);

    let document = get(address, "/api/v1/openapi.json", &[]).json();
    assert_eq!(document["servers"][0]["url"], ".", "the root of the app, seen from its document");
    let page = get(address, "/api/v1/docs", &[]).text();
    for link in page.split("href=\"").chain(page.split("src=\"")).skip(1) {
        let link = link.split('"').next().unwrap();
        if let Some(path) = link.strip_prefix("./") {
            assert_eq!(get(address, &format!("/api/v1/{path}"), &[]).status, 200, "{link}");
        }
        assert!(!link.starts_with('/'), "{link}");
    }
}
