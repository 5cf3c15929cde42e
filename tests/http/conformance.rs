//! The tutorials and the apps with JSON bodies respond as FastAPI does. Where FastAPI violates an RFC, they follow the
//! RFC.

use std::collections::BTreeSet;
use std::process::Command;

use portcullis::App;
use portcullis_tests::{Server, apps, skip};
use serde_json::Value;

fn replay(name: &str, app: App) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/conformance");
    let server = Server::start(app);
    let output = Command::new("python3")
        .arg(format!("{folder}/replay.py"))
        .args(["--base", &server.base(), "--quirks", "want", "--server-layer", "skip"])
        .arg(format!("{folder}/vectors/{name}.json"))
        .output();
    let Ok(output) = output else {
        return skip("the conformance vectors are played by python3, which is not here");
    };
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    eprintln!("{name}: {}", said.trim());
}

#[test]
fn first_steps() {
    replay("tutorial_security_001", apps::first_steps::app());
}

#[test]
fn get_current_user() {
    replay("tutorial_security_002", apps::current_user::app());
}

#[test]
fn simple_oauth2() {
    replay("tutorial_security_003", apps::simple_oauth2::app());
}

#[test]
fn strict_content_type() {
    replay("strict_content_type_default", apps::conformance::bodies::strict_content_type_default());
}

#[test]
fn response_model() {
    replay("tutorial_response_model_003", apps::conformance::bodies::tutorial_response_model_003());
}

macro_rules! rebuilt {
    ($($name:ident: $($app:ident)::+;)*) => {$(
        #[test]
        fn $name() {
            replay(stringify!($name), apps::conformance::$($app)::+());
        }
    )*};
}

rebuilt! {
    dependency_cache: dependencies::dependency_cache::app;
    dependency_paramless: dependencies::dependency_paramless::app;
    own_authorization_code: several::own_authorization_code::app;
    own_custom_errors: errors::app;
    own_http_base: several::own_http_base::app;
    own_http_bearer: several::own_http_bearer::app;
    own_http_digest: several::own_http_digest::app;
    own_oauth2_flows: several::own_oauth2_flows::app;
    own_password_bearer: several::own_password_bearer::app;
    own_scheme_name_collision: several::own_scheme_name_collision::app;
    security_api_key_cookie: schemes::security_api_key_cookie::app;
    security_api_key_cookie_description: schemes::security_api_key_cookie_description::app;
    security_api_key_header: schemes::security_api_key_header::app;
    security_api_key_header_description: schemes::security_api_key_header_description::app;
    security_api_key_header_optional: schemes::security_api_key_header_optional::app;
    security_api_key_query: schemes::security_api_key_query::app;
    security_api_key_query_description: schemes::security_api_key_query_description::app;
    security_api_key_query_optional: schemes::security_api_key_query_optional::app;
    security_http_base: schemes::security_http_base::app;
    security_http_base_description: schemes::security_http_base_description::app;
    security_http_base_optional: schemes::security_http_base_optional::app;
    security_http_basic_optional: schemes::security_http_basic_optional::app;
    security_http_basic_realm: schemes::security_http_basic_realm::app;
    security_http_bearer: schemes::security_http_bearer::app;
    security_http_bearer_description: schemes::security_http_bearer_description::app;
    security_http_bearer_optional: schemes::security_http_bearer_optional::app;
    security_http_digest: schemes::security_http_digest::app;
    security_http_digest_description: schemes::security_http_digest_description::app;
    security_http_digest_optional: schemes::security_http_digest_optional::app;
    security_oauth2: schemes::security_oauth2::app;
    security_oauth2_authorization_code_bearer: several::security_oauth2_authorization_code_bearer::app;
    security_oauth2_authorization_code_bearer_description: several::security_oauth2_authorization_code_bearer_description::app;
    security_oauth2_authorization_code_bearer_scopes_openapi_simple: several::security_oauth2_authorization_code_bearer_scopes_openapi_simple::app;
    security_oauth2_optional: schemes::security_oauth2_optional::app;
    security_oauth2_password_bearer_optional: schemes::security_oauth2_password_bearer_optional::app;
    security_oauth2_password_bearer_optional_description: schemes::security_oauth2_password_bearer_optional_description::app;
    security_openid_connect: schemes::security_openid_connect::app;
    security_openid_connect_description: schemes::security_openid_connect_description::app;
    security_openid_connect_optional: schemes::security_openid_connect_optional::app;
    security_scopes: dependencies::security_scopes::app;
    swagger_ui_init_oauth: several::swagger_ui_init_oauth::app;
    top_level_security_scheme_in_openapi: several::top_level_security_scheme_in_openapi::app;
}

/// Each kind of exchange in which the answer is not FastAPI's is explained on the page of differences.
#[test]
fn every_difference_is_explained() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let page = std::fs::read_to_string(format!("{root}/runtime/docs/fastapi.md")).expect("the page");
    let comments = page.split("<!-- ").skip(1).filter_map(|rest| rest.split(" -->").next());
    let explained: BTreeSet<&str> = comments.flat_map(str::split_whitespace).collect();
    let mut found = BTreeSet::new();
    for file in std::fs::read_dir(format!("{root}/tests/conformance/vectors")).expect("the vectors") {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("text");
        find_quirks(&serde_json::from_str(&text).expect("JSON"), &mut found);
    }
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(explained, found);
}

fn find_quirks(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            found.extend(value["quirk"]["id"].as_str().map(str::to_owned));
            members.values().for_each(|member| find_quirks(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| find_quirks(item, found)),
        _ => {}
    }
}
