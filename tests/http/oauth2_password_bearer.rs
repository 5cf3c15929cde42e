use portcullis_tests::{Server, apps, get};
use serde_json::json;

#[test]
fn only_one_well_formed_credential_counts() {
    let server = Server::start(apps::first_steps::app());
    for lines in [
        &[][..],
        &["Authorization:"],
        &["Authorization: Bearer"],
        &["Authorization: Bearer "],
        &["Authorization: Bearer a b"],
        &["Authorization: Bearer a,b"],
        &["Authorization: Bearer \ta"],
        &["Authorization: Bearer\ta"],
        &["Authorization: Basic Zm9vOmJhcg=="],
        &["Authorization: foobar"],
        &["Authorization: Bearer a", "Authorization: Bearer a"],
        &["Authorization: Bearer a", "Authorization: Basic Zm9vOmJhcg=="],
        &["Authorization: Basic Zm9vOmJhcg==", "Authorization: Bearer a"],
        &["Proxy-Authorization: Bearer a"],
        &["Cookie: Authorization=Bearer a"],
    ] {
        let answer = get(server.address(), "/items/?access_token=a", lines);
        assert_eq!(answer.status, 401, "{lines:?}");
        assert_eq!(answer.json(), json!({ "detail": "Not authenticated" }), "{lines:?}");
        assert_eq!(answer.all("www-authenticate"), ["Bearer"], "{lines:?}");
        assert_eq!(answer.header("cache-control"), "no-store", "{lines:?}");
    }
    for line in ["authorization: bearer t", "AUTHORIZATION: BEARER t", "Authorization:   Bearer    t   "] {
        assert_eq!(get(server.address(), "/items/", &[line]).json(), json!({ "token": "t" }), "{line}");
    }
}

#[test]
fn a_realm_stands_in_the_challenge() {
    let server = Server::start(apps::workshop::app());
    let answer = get(server.address(), "/shared", &[]);
    assert_eq!(answer.all("www-authenticate"), [r#"Bearer realm="a \"workshop\"""#]);
}
