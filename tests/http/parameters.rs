use portcullis_tests::{Server, apps, get};
use serde_json::json;

#[test]
fn parameters_are_read_as_their_types() {
    let server = Server::start(apps::workshop::app());
    let answer = get(server.address(), "/pieces/7?width=1.5&tag=a&tag=b+c&order=down&other=x", &[]);
    assert_eq!(answer.json(), json!({ "number": 7, "order": "down", "tag": ["a", "b c"], "width": 1.5 }));
    let answer = get(server.address(), "/pieces/7?width=2", &[]);
    assert_eq!(answer.json(), json!({ "number": 7, "order": null, "tag": null, "width": 2.0 }));
}

#[test]
fn all_that_is_wrong_is_reported_at_once() {
    let server = Server::start(apps::workshop::app());
    let answer = get(server.address(), "/pieces/seven?order=sideways", &[]);
    assert_eq!(answer.status, 422);
    assert_eq!(
        answer.json(),
        json!({ "detail": [
            {
                "loc": ["path", "number"], "type": "int_parsing", "input": "seven",
                "msg": "Input should be a valid integer, unable to parse string"
            },
            {
                "loc": ["query", "order"], "type": "enum", "input": "sideways",
                "msg": "Input should be 'up' or 'down'"
            },
            { "loc": ["query", "width"], "type": "missing", "input": null, "msg": "Field required" },
        ]})
    );
    assert_eq!(get(server.address(), "/pieces/7?width=%zz", &[]).json()["detail"][0]["type"], "url_encoding");
    assert_eq!(
        get(server.address(), "/pieces/7?width=3&utm=%FF&%zz", &[]).status,
        200,
        "malformed parameters that are not read"
    );
}

#[test]
fn a_stranger_never_sees_what_is_wrong_with_parameters() {
    let server = Server::start(apps::workshop::app());
    assert_eq!(get(server.address(), "/secured-page/x?page=y", &[]).status, 401);
    let answer = get(server.address(), "/secured-page/x?page=y", &["Authorization: Bearer t"]);
    assert_eq!(answer.status, 422);
    let problems = answer.json()["detail"].as_array().unwrap().len();
    assert_eq!(problems, 2, "one of the operation and one of its dependency: {}", answer.text());
}
