use portcullis_tests::{Answer, Server, apps, get, request};

fn preflight(server: &Server) -> Answer {
    let headers = [
        "Origin: https://app.example",
        "Access-Control-Request-Method: GET",
        "Access-Control-Request-Headers: authorization",
    ];
    request(server.address(), "OPTIONS /users/me", &headers, "")
}

#[test]
fn a_preflight_is_answered_without_credentials_where_the_layer_is() {
    let server = Server::start(apps::with_cors());
    let answer = preflight(&server);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("access-control-allow-origin"), "https://app.example");
    assert_eq!(answer.header("access-control-allow-headers"), "authorization");
    assert!(answer.header("access-control-allow-methods").contains("GET"));

    let refused = get(server.address(), "/users/me", &["Origin: https://app.example"]);
    assert_eq!(refused.status, 401, "only the preflight request needs no credentials");
    assert_eq!(refused.header("access-control-allow-origin"), "https://app.example");
}

#[test]
fn nothing_is_permitted_without_the_layer() {
    let server = Server::start(apps::simple_oauth2::app());
    let answer = preflight(&server);
    assert_eq!(answer.status, 405);
    assert!(answer.headers.iter().all(|(name, _)| !name.starts_with("access-control-")), "{answer:?}");
}
