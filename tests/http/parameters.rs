use portcullis::prelude::*;
use portcullis_tests::{Server, apps, get};

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

#[get("/head")]
async fn read_head(
    #[header] x_page: u8,
    #[header] accept_language: Option<String>,
    #[header] x_tag: Vec<String>,
    #[cookie] theme: Option<String>,
) -> Json<Value> {
    Json(json!([x_page, accept_language, x_tag, theme]))
}

#[test]
fn header_fields_and_cookies_are_read() {
    let server = Server::start(App::new(routes![read_head]));
    let get = |lines: &[&str]| get(server.address(), "/head?x-page=9", lines);
    let all = [
        "X-Page: 7",
        "accept-language: de",
        "x-tag: a",
        "X-TAG: b",
        "Cookie: a=b; theme=dark",
        "Cookie: c=d",
    ];
    assert_eq!(get(&all).json(), json!([7, "de", ["a", "b"], "dark"]));
    assert_eq!(get(&["X-Page: 7", "X-Tag: "]).json(), json!([7, null, [""], null]));
    let answer = get(&["X-Page: seven"]);
    let detail = &answer.json()["detail"];
    assert_eq!(answer.status, 422);
    assert_eq!(detail[0]["loc"], json!(["header", "x-page"]));
    assert_eq!((&detail[0]["type"], &detail[0]["input"]), (&json!("int_parsing"), &json!("seven")));
    assert_eq!((&detail[1]["loc"], &detail[1]["type"]), (&json!(["header", "x-tag"]), &json!("missing")));
}

#[get("/secrets")]
async fn read_secrets(#[header] x_api_key: u8, #[cookie] session: u8) -> Json<u16> {
    Json(u16::from(x_api_key) + u16::from(session))
}

/// A value that may be a credential is not repeated.
#[test]
fn a_cookie_is_not_repeated_in_a_report() {
    let server = Server::start(App::new(routes![read_secrets, read_head]));
    let answer = get(server.address(), "/secrets", &["X-Api-Key: hunter2", "Cookie: session=hunter2"]);
    assert_eq!(answer.status, 422);
    assert!(!answer.text().contains("hunter2"), "{}", answer.text());
    let answer = get(server.address(), "/head", &["X-Page: 7", "X-Tag: a", "Accept-Language: \u{e9}\u{80}"]);
    assert_eq!(answer.status, 200, "UTF-8 is text");
}

#[tokio::test]
async fn a_value_that_is_not_utf_8_is_reported() {
    let client = TestClient::new(App::new(routes![read_head]));
    let request = client.get("/head").header("X-Page", "7").header("X-Tag", "a");
    let answer = request
        .header("Accept-Language", [b'd', 0xff])
        .header("Cookie", [&b"theme="[..], &[0xff]].concat())
        .await;
    assert_eq!(answer.status(), 422);
    let problems = answer.json::<Value>();
    let types: Vec<&Value> =
        problems["detail"].as_array().expect("problems").iter().map(|problem| &problem["type"]).collect();
    assert_eq!(types, ["string_unicode", "string_unicode"]);
}

#[test]
fn header_fields_and_cookies_are_documented() {
    let document = App::new(routes![read_head]).openapi();
    let parameters = document["paths"]["/head"]["get"]["parameters"].as_array().expect("parameters");
    let described: Vec<_> = parameters
        .iter()
        .map(|parameter| json!([parameter["in"], parameter["name"], parameter["required"]]))
        .collect();
    assert_eq!(
        described,
        [
            json!(["header", "x-page", true]),
            json!(["header", "accept-language", false]),
            json!(["header", "x-tag", true]),
            json!(["cookie", "theme", false]),
        ]
    );
}

#[get("/text")]
async fn read_text(#[query] name: String) -> Json<String> {
    Json(name)
}

/// Every text is a value of a `String`, but the parameter may be missing.
#[test]
fn a_required_text_may_be_missing() {
    let document = App::new(routes![read_text]).openapi();
    assert!(!document["paths"]["/text"]["get"]["responses"]["422"].is_null());
    let server = Server::start(App::new(routes![read_text]));
    assert_eq!(get(server.address(), "/text", &[]).status, 422);
}

type Perhaps = Option<u8>;

/// Whether a parameter may be missing follows from its type, by whatever name.
#[test]
fn an_alias_of_option_may_be_missing() {
    #[get("/alias")]
    async fn read_alias(#[query] page: Perhaps) -> Json<Perhaps> {
        Json(page)
    }
    let app = || App::new(routes![read_alias]);
    assert_eq!(app().openapi()["paths"]["/alias"]["get"]["parameters"][0]["required"], json!(false));
    let server = Server::start(app());
    assert_eq!(get(server.address(), "/alias", &[]).json(), json!(null));
}
