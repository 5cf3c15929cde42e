use portcullis_tests::{Server, apps, get, request};
use serde_json::json;

#[test]
fn first_steps() {
    let server = Server::start(apps::first_steps::app());
    let refused = get(server.address(), "/items/", &[]);
    assert_eq!((refused.status, refused.json()), (401, json!({ "detail": "Not authenticated" })));
    assert_eq!(refused.all("www-authenticate"), ["Bearer"]);
    let admitted = get(server.address(), "/items/", &["Authorization: Bearer foobar"]);
    assert_eq!((admitted.status, admitted.json()), (200, json!({ "token": "foobar" })));
    assert_eq!(
        request(server.address(), "POST /token", &[], "").status,
        404,
        "a tokenUrl creates no operation"
    );
}

#[test]
fn simple_oauth2() {
    let server = Server::start(apps::simple_oauth2::app());
    let log_in = |form| {
        request(server.address(), "POST /token", &["Content-Type: application/x-www-form-urlencoded"], form)
    };
    let me = |token: &str| get(server.address(), "/users/me", &[&format!("Authorization: Bearer {token}")]);

    let token = log_in("grant_type=password&username=johndoe&password=secret");
    assert_eq!(
        (token.status, token.json()),
        (200, json!({ "access_token": "johndoe", "token_type": "bearer" }))
    );
    assert_eq!(token.header("cache-control"), "no-store");
    let john = json!({
        "username": "johndoe", "full_name": "John Doe", "email": "johndoe@example.com",
        "hashed_password": "fakehashedsecret", "disabled": false
    });
    assert_eq!((me("johndoe").status, me("johndoe").json()), (200, john));
    assert_eq!(me("johndoe").header("cache-control"), "no-store");

    for form in ["username=johndoe&password=wrong", "username=nobody&password=secret"] {
        let refused = log_in(form);
        let detail = json!({ "detail": "Incorrect username or password" });
        assert_eq!((refused.status, refused.json()), (400, detail), "{form}");
    }
    let unknown = me("nobody");
    assert_eq!(
        (unknown.status, unknown.json()),
        (401, json!({ "detail": "Invalid authentication credentials" }))
    );
    assert_eq!(unknown.all("www-authenticate"), ["Bearer"]);
    assert_eq!((me("alice").status, me("alice").json()), (400, json!({ "detail": "Inactive user" })));
    assert_eq!(
        log_in("username=alice&password=secret2").status,
        200,
        "an inactive user may log in, as in the tutorial"
    );
}
