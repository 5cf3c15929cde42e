//! Checks that the document of each app describes what the app enforces.

use portcullis::App;
use portcullis_tests::{Answer, Server, apps, request};
use serde_json::Value;

/// Returns the method, the path and the description of every operation in a document.
fn operations(document: &Value) -> Vec<(String, String, &Value)> {
    let paths = document["paths"].as_object().expect("paths");
    let each = paths.iter().flat_map(|(path, item)| {
        let item = item.as_object().expect("a path item");
        item.iter().map(move |(method, operation)| (method.to_uppercase(), path.clone(), operation))
    });
    each.collect()
}

fn call(server: &Server, method: &str, path: &str) -> Answer {
    // Any text will do for a parameter, because the test only checks that the path is routed.
    let path = path.replace(['{', '}'], "");
    request(server.address(), &format!("{method} {path}"), &[], "")
}

fn check(name: &str, app: App) {
    let server = Server::start(app);
    let document = request(server.address(), "GET /openapi.json", &[], "").json();
    let operations = operations(&document);
    assert!(!operations.is_empty(), "{name}");
    for (method, path, operation) in &operations {
        let here = format!("{name}: {method} {path}");
        // One operation waits for a permit, and the other one panics.
        if name == "workshop" && ["/waits", "/panics"].contains(&path.as_str()) {
            continue;
        }
        let answer = call(&server, method, path);
        assert!(answer.status != 404 && answer.status != 405, "{here} is not answered");
        let secured =
            operation["security"].as_array().expect("`security` is always present") != &Vec::<Value>::new();
        // A request without credentials satisfies the empty requirement.
        let open = operation["security"].as_array().is_some_and(|list| list.contains(&serde_json::json!({})));
        assert_eq!(secured && !open, answer.status == 401, "{here} without credentials is {}", answer.status);
        let documented = &operation["responses"]["401"];
        assert_eq!(secured, documented.is_object(), "{here} and its 401");
        let challenged = documented["headers"]["WWW-Authenticate"].is_object();
        let is_challenge = !answer.header("www-authenticate").is_empty();
        assert_eq!(challenged && !open, is_challenge, "{here} and its challenge");
        let status = answer.status.to_string();
        let responses = operation["responses"].as_object().expect("responses");
        let undocumented = !responses.contains_key(&status) && !responses.contains_key("default");
        assert!(!undocumented, "{here} answers {status}, which is not documented");
    }
    for (scheme, url) in token_urls(&document) {
        let answered =
            operations.iter().any(|(method, path, _)| method == "POST" && *path == format!("/{url}"));
        // The token endpoint is missing in the tutorials that do not define one yet.
        assert_eq!(
            answered,
            !["first_steps", "current_user", "json_body"].contains(&name),
            "{name}: {scheme} and /{url}"
        );
    }
}

fn token_urls(document: &Value) -> Vec<(String, String)> {
    let schemes = document["components"]["securitySchemes"].as_object();
    let url = |scheme: &Value| scheme["flows"]["password"]["tokenUrl"].as_str().map(str::to_owned);
    schemes.into_iter().flatten().filter_map(|(name, scheme)| Some((name.clone(), url(scheme)?))).collect()
}

#[test]
fn what_is_documented_is_what_is_enforced() {
    check("first_steps", apps::first_steps::app());
    check("current_user", apps::current_user::app());
    check("simple_oauth2", apps::simple_oauth2::app());
    check("json_body", apps::json_body::app());
    check("workshop", apps::workshop::app());
    check("scopes", apps::scopes::app());
    check("api_keys", apps::api_keys::app());
    check("basic", apps::basic::app());
    check("digest", apps::digest::app());
    check("optional_user", apps::optional_user::app());
    check("alternatives", apps::alternatives::app());
    check("nested_routes", apps::nested_routes::app());
    check("own_scheme", apps::own_scheme::app());
}
