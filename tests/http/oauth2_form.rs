use portcullis_tests::{Answer, Server, apps, request};
use serde_json::json;

const FORM: &str = "Content-Type: application/x-www-form-urlencoded";

fn log_in(server: &Server, headers: &[&str], body: &str) -> Answer {
    request(server.address(), "POST /login", headers, body)
}

#[test]
fn a_refusal_is_one_that_oauth2_clients_read() {
    let server = Server::start(apps::workshop::app());
    let good = "grant_type=password&username=a&password=secret";
    for (headers, body, error) in [
        (&[][..], good, "invalid_request"),
        (&["Content-Type: application/json"], r#"{"username":"a","password":"secret"}"#, "invalid_request"),
        (&["Content-Type: multipart/form-data; boundary=x"], good, "invalid_request"),
        (&["Content-Type: application/x-www-form-urlencoded-evil"], good, "invalid_request"),
        (&[FORM, FORM], good, "invalid_request"),
        (&[FORM, "Content-Encoding: gzip"], good, "invalid_request"),
        (
            &[FORM, "Authorization: Basic Y2xpZW50OnNlY3JldA=="],
            "grant_type=password&username=a&password=secret&client_secret=other",
            "invalid_request",
        ),
        (&[FORM, "Authorization: Basic Y2xpZW50OjEwMCU="], good, "invalid_request"),
        (&[FORM], "", "invalid_request"),
        (&[FORM], "username=a&password=secret", "invalid_request"),
        (&[FORM], "grant_type=password&username=&password=secret", "invalid_request"),
        (&[FORM], "grant_type=password&username=a&password=secret&password=x", "invalid_request"),
        (&[FORM], "grant_type=password&username=%zz&password=secret", "invalid_request"),
        (&[FORM], "grant_type=password&username=%FF&password=secret", "invalid_request"),
        (&[FORM], "grant_type=password&username=a%00&password=secret", "invalid_request"),
        (&[FORM], "grant_type=implicit&username=a&password=secret", "unsupported_grant_type"),
        (&[FORM], "grant_type=password&username=a&password=wrong", "invalid_grant"),
    ] {
        let answer = log_in(&server, headers, body);
        assert_eq!(answer.status, 400, "{headers:?} {body}");
        let refusal = answer.json();
        assert_eq!(refusal["error"], error, "{headers:?} {body}");
        assert_eq!(refusal["error_description"], refusal["detail"], "{headers:?} {body}");
        assert_eq!(answer.header("cache-control"), "no-store", "{headers:?} {body}");
    }
}

#[test]
fn no_answer_repeats_what_was_sent() {
    let server = Server::start(apps::workshop::app());
    for body in [
        "username=canary&password=canary&password=canary",
        "canary=%zz",
        "grant_type=canary&username=canary&password=canary",
    ] {
        assert!(!log_in(&server, &[FORM], body).text().contains("canary"), "{body}");
    }
}

#[test]
fn a_form_is_read_whatever_way_it_comes() {
    let server = Server::start(apps::workshop::app());
    let answer = log_in(
        &server,
        &["Content-Type: Application/X-WWW-Form-Urlencoded; charset=utf-8", "Authorization: Basic ZG9jczo="],
        "scope=me++items&x=1&password=secret&&grant_type=password&username=j%C3%B6hn+doe&",
    );
    let token = json!({ "access_token": "jöhn doe", "token_type": "bearer", "scope": ["me", "items"], "client": "docs" });
    assert_eq!((answer.status, answer.json()), (200, token));
}

#[test]
fn a_form_of_many_fields_is_refused() {
    let server = Server::start(apps::workshop::app());
    let fields = |count: usize| (0..count).map(|i| format!("&f{i}=1")).collect::<String>();
    let body = |count| format!("grant_type=password&username=a&password=secret{}", fields(count));
    assert_eq!(log_in(&server, &[FORM], &body(197)).status, 200);
    assert_eq!(log_in(&server, &[FORM], &body(198)).status, 400);
}
