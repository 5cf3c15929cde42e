use portcullis_tests::{Answer, Server, apps, exchange, request};
use serde_json::{Value, json};

const JSON: &str = "Content-Type: application/json";

fn send(server: &Server, line: &str, headers: &[&str], body: &str) -> Answer {
    request(server.address(), line, headers, body)
}

/// Returns all problems of a JSON body.
fn problems(server: &Server, line: &str, body: &str) -> Value {
    let answer = send(server, line, &[JSON], body);
    assert_eq!(answer.status, 422, "{line} {body}: {}", answer.text());
    answer.json()["detail"].take()
}

#[test]
fn a_body_is_read_as_its_type() {
    let server = Server::start(apps::json_body::app());
    let item = r#"{"name":"Föö","price":2,"stock":{"a":3},"other":[]}"#;
    let wanted = json!({
        "shelf": 1, "page": 2,
        "item": { "name": "Föö", "price": 2.0, "stock": { "a": 3 }, "description": null }
    });
    for media_type in ["application/json", "Application/JSON ; charset=utf-8", "application/merge-patch+json"]
    {
        let answer = send(&server, "POST /items/1?page=2", &[&format!("Content-Type: {media_type}")], item);
        assert_eq!((answer.status, answer.json()), (201, wanted.clone()), "{media_type}");
    }
    let chunked = format!(
        "POST /values/ HTTP/1.1\r\nHost: x\r\n{JSON}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n\
         3\r\n[1,\r\n5\r\n null\r\n1\r\n]\r\n0\r\n\r\n"
    );
    assert_eq!(exchange(server.address(), chunked.as_bytes())[0].json(), json!([1, null]));
}

#[test]
fn only_an_option_may_lack() {
    let server = Server::start(apps::json_body::app());
    let missing = json!([{ "type": "missing", "loc": ["body"], "msg": "Field required", "input": null }]);
    for (headers, body) in
        [(&[][..], ""), (&[JSON], ""), (&[JSON], "null"), (&["Content-Type: text/plain"], "")]
    {
        let answer = send(&server, "PUT /items/1", headers, body);
        assert_eq!((answer.status, answer.json()), (422, json!({ "detail": missing })), "{headers:?} {body}");
    }
    for (headers, body) in [(&[][..], ""), (&[JSON], "null"), (&[JSON], "{\"name\":\"a\",\"price\":1}")] {
        let answer = send(&server, "PATCH /items/1", headers, body);
        assert_eq!((answer.status, answer.json() == "a"), (200, body.len() > 4), "{headers:?} {body}");
    }
    assert_eq!(problems(&server, "PATCH /items/1", "{}")[0]["loc"], json!(["body", "name"]));
}

#[test]
fn what_does_not_say_that_it_is_json_is_not_read() {
    let server = Server::start(apps::json_body::app());
    let item = r#"{"name":"a","price":1}"#;
    for headers in [
        &[][..],
        &["Content-Type: text/plain"],
        &["Content-Type: text/json"],
        &["Content-Type: application/x-www-form-urlencoded"],
        &["Content-Type: application/jsonp"],
        &[JSON, JSON],
        &[JSON, "Content-Encoding: gzip"],
    ] {
        for line in ["PUT /items/1", "PATCH /items/1", "POST /values/"] {
            let answer = send(&server, line, headers, item);
            assert_eq!(answer.status, 422, "{line} {headers:?}");
            let problem = &answer.json()["detail"][0];
            assert_eq!(problem["type"], "model_attributes_type", "{line} {headers:?}");
            assert_eq!((&problem["loc"], &problem["input"]), (&json!(["body"]), &Value::Null));
        }
    }
}

#[test]
fn what_is_no_json_is_so_before_it_is_of_a_wrong_type() {
    let server = Server::start(apps::json_body::app());
    let deep = format!("{}1{}", "[".repeat(1000), "]".repeat(1000));
    for (line, body) in [
        ("PUT /items/1", "{"),
        ("PUT /items/1", r#"{"name":"a","price":1,}"#),
        ("PUT /items/1", r#"{"name":1,"price":2"#),
        ("PUT /items/1", r#"{"name":"a","price":NaN}"#),
        ("PUT /items/1", r#"{"name":"a","price":1} {}"#),
        ("POST /values/", "'a'"),
        ("POST /values/", " "),
        ("POST /values/", &deep),
    ] {
        let problems = problems(&server, line, body);
        let problem = &problems[0];
        assert_eq!(
            (&problem["type"], &problem["msg"]),
            (&json!("json_invalid"), &json!("JSON decode error"))
        );
        assert_eq!((&problem["loc"][0], problem["loc"][1].is_u64()), (&json!("body"), true), "{body}");
        assert_eq!((&problem["input"], problem["ctx"]["error"].is_string()), (&json!({}), true), "{body}");
    }
    let head = format!(
        "PUT /items/1 HTTP/1.1\r\nHost: x\r\n{JSON}\r\nConnection: close\r\nContent-Length: 24\r\n\r\n"
    );
    // Invalid UTF-8 is refused in an unknown field, too.
    let answers =
        exchange(server.address(), &[head.as_bytes(), b"{\"name\":\"a\",\"x\":\"\xff\xfe\"}   "].concat());
    assert_eq!(answers[0].json()["detail"][0]["type"], "json_invalid");
}

#[test]
fn all_that_is_wrong_is_reported_at_once() {
    let server = Server::start(apps::json_body::app());
    let answer = send(&server, "POST /items/x?page=y", &[JSON], r#"{"name":"a","price":1,"stock":{"b":-1}}"#);
    let places: Vec<Value> =
        answer.json()["detail"].as_array().unwrap().iter().map(|p| p["loc"].clone()).collect();
    assert_eq!(places, [json!(["path", "shelf"]), json!(["query", "page"]), json!(["body", "stock", "b"])]);
    assert_eq!(
        problems(&server, "PUT /items/1", r#"{"name":"a"}"#),
        json!([{ "type": "missing", "loc": ["body", "price"], "msg": "Field required", "input": { "name": "a" } }])
    );
    let twice = problems(&server, "PUT /items/1", r#"{"name":"a","name":"b","price":1}"#);
    assert_eq!(twice[0]["msg"], "duplicate field `name`");
}

#[test]
fn no_answer_repeats_a_secret() {
    let server = Server::start(apps::json_body::app());
    for body in [
        r#"{"password":"hunter2"}"#,
        r#"{"username":"a","password":{"hunter2":1}}"#,
        r#"{"username":"a","password":["hunter2"]}"#,
        r#"{"username":{"secrets":["hunter2"]},"password":"hunter2"}"#,
        r#"{"username":"a","password":"hunter2""#,
    ] {
        assert!(!problems(&server, "POST /users/", body).to_string().contains("hunter2"), "{body}");
    }
    let text = send(&server, "POST /users/", &["Content-Type: text/plain"], "password=hunter2").text();
    assert!(!text.contains("hunter2"), "{text}");
    assert_eq!(
        problems(&server, "POST /users/", r#"{"username":"a","password":"b","pin":"x"}"#)[0]["input"],
        "x"
    );
}

#[test]
fn a_large_body_is_refused() {
    const LIMIT: usize = 2 * 1024 * 1024;
    let server = Server::start(apps::json_body::app());
    let fits = format!("\"{}\"", "x".repeat(LIMIT - 2));
    assert_eq!(send(&server, "POST /values/", &[JSON], &fits).status, 200);
    // The declared length alone is refused, even if the path is wrong, too.
    for line in ["POST /values/", "POST /items/x"] {
        let head = format!("{line} HTTP/1.1\r\nHost: x\r\n{JSON}\r\nContent-Length: {}\r\n\r\n", LIMIT + 1);
        let answers = exchange(server.address(), head.as_bytes());
        assert_eq!((answers[0].status, answers[0].json()), (413, json!({ "detail": "Content Too Large" })));
    }
}

#[test]
fn a_dependency_reads_the_body_once_for_all_who_ask_for_it() {
    let server = Server::start(apps::json_body::app());
    let headers = [JSON, "Authorization: Bearer t"];
    let item = r#"{"name":"a","price":1.5}"#;
    let answer = send(&server, "POST /secured/?page=7", &headers, item);
    assert_eq!(answer.json(), json!({ "token": "t", "item": "a on 7", "price": 1.5 }));
    // Each problem is reported once, although both functions read the value.
    for (query, body, places) in [
        ("page=x", item, json!([["query", "page"]])),
        ("page=7", "3", json!([["body"]])),
        ("", "", json!([["query", "page"], ["body"]])),
    ] {
        let answer = send(&server, &format!("POST /secured/?{query}"), &headers, body).json();
        let found: Value = answer["detail"].as_array().unwrap().iter().map(|p| p["loc"].clone()).collect();
        assert_eq!(found, places, "{query} {body}");
    }
}

#[test]
fn a_stranger_never_makes_the_server_read_a_body() {
    let server = Server::start(apps::json_body::app());
    // The body is never sent. A server that reads it would answer `100 Continue`.
    let head = format!(
        "POST /secured/ HTTP/1.1\r\nHost: x\r\n{JSON}\r\nExpect: 100-continue\r\nContent-Length: 1000\r\n\r\n"
    );
    let answers = exchange(server.address(), head.as_bytes());
    assert_eq!(answers.iter().map(|answer| answer.status).collect::<Vec<_>>(), [401]);
    assert_eq!(send(&server, "POST /secured/", &[JSON], "{").status, 401);
}
