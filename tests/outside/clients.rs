//! The documents of apps, read by third-party clients and checkers. They need python3, node and
//! `tests/clients/install`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use portcullis_tests::{Server, apps, get, skip};
use serde_json::{Value, json};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/clients");

/// A folder for one test, which is kept if the test fails.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let name = format!("clients-{test}-{}", std::process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn write(&self, name: &str, content: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, content).expect("a file");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = fs::remove_dir_all(&self.0);
        }
    }
}

/// Returns the reason why a tool of `tests/clients` cannot run, if any.
fn missing(tool: &str) -> Option<&'static str> {
    if !Path::new(FOLDER).join(tool).exists() {
        Some("the tests with clients and checkers of others need tests/clients/install")
    } else if tool.starts_with("node_modules") && Command::new("node").arg("--version").output().is_err() {
        Some("the tests with clients and checkers of others need node, which is not here")
    } else {
        None
    }
}

/// Returns a command that runs in the folder of the test, because some tools leave files behind.
fn command(tool: &str, folder: &Folder) -> Command {
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = Command::new(Path::new(FOLDER).join(tool));
    command
        .current_dir(&folder.0)
        // openapi-python-client looks for ruff in `PATH`.
        .env("PATH", format!("{FOLDER}/.venv/bin:{path}"))
        .env("NO_PROXY", "127.0.0.1")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        // The server is on this host and speaks plain HTTP.
        .env("AUTHLIB_INSECURE_TRANSPORT", "1")
        .env("OAUTHLIB_INSECURE_TRANSPORT", "1")
        .env("REDOCLY_TELEMETRY", "off")
        .env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
    command
}

/// Returns whether a command succeeds, and its output.
fn outcome(command: &mut Command) -> (bool, String) {
    let output = command.output().expect("the tool runs");
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

fn succeed(command: &mut Command) -> String {
    let (success, said) = outcome(command);
    assert!(success, "{command:?}\n{said}");
    said
}

fn document_url(server: &Server, prefix: &str) -> String {
    format!("{}{prefix}/openapi.json", server.base())
}

fn document(server: &Server, prefix: &str) -> String {
    get(server.address(), &format!("{prefix}/openapi.json"), &[]).text()
}

/// Writes the documents of all apps under test into the folder.
fn documents(folder: &Folder) -> Vec<PathBuf> {
    let apps = [
        ("first_steps", apps::first_steps::app()),
        ("first_steps_expanded", apps::first_steps_expanded::app()),
        ("current_user", apps::current_user::app()),
        ("simple_oauth2", apps::simple_oauth2::app()),
        ("workshop", apps::workshop::app()),
        ("combinations", apps::combinations::app()),
        ("every_scheme", apps::every_scheme::app("https://id.example")),
        ("with_cors", apps::with_cors()),
        ("behind_a_proxy", apps::simple_oauth2::app().root_path("/api/v1")),
    ];
    let mut documents: Vec<(&str, String)> =
        apps.into_iter().map(|(name, app)| (name, document(&Server::start(app), ""))).collect();
    documents.push(("mounted", document(&Server::start_axum(apps::mounted()), "/api/v1")));
    documents.iter().map(|(name, document)| folder.write(&format!("{name}.json"), document)).collect()
}

/// Returns the document of the second tutorial with a change.
fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut document = apps::simple_oauth2::app().openapi();
    change(&mut document);
    document.to_string()
}

fn remove(object: &mut Value, name: &str) {
    object.as_object_mut().and_then(|object| object.remove(name)).expect("the field exists");
}

fn with_dangling_reference() -> String {
    changed(|document| remove(&mut document["components"]["schemas"], "Token"))
}

fn with_undefined_scheme() -> String {
    changed(|document| remove(&mut document["components"], "securitySchemes"))
}

/// Checks that a tool accepts all documents, and that it refuses the broken ones and names the fault.
fn check(tool: &str, arguments: &[&str], broken: &[(String, &str)]) {
    if let Some(reason) = missing(tool) {
        return skip(reason);
    }
    let folder = Folder::new(&tool.replace('/', "-"));
    succeed(command(tool, &folder).args(arguments).args(documents(&folder)));
    for (document, fault) in broken {
        let broken = folder.write("broken.json", document);
        let (success, said) = outcome(command(tool, &folder).args(arguments).arg(broken));
        assert!(!success && said.contains(fault), "the output does not contain {fault}:\n{said}");
    }
}

#[test]
fn openapi_spec_validator() {
    check(".venv/bin/openapi-spec-validator", &[], &[(with_dangling_reference(), "Token")]);
}

#[test]
fn redocly() {
    check(
        "node_modules/.bin/redocly",
        &["lint", "--format", "stylish", "--config", &format!("{FOLDER}/redocly.yaml")],
        &[(with_dangling_reference(), "no-unresolved-refs"), (with_undefined_scheme(), "security-defined")],
    );
}

#[test]
fn spectral() {
    check(
        "node_modules/.bin/spectral",
        &["lint", "--fail-severity", "hint", "--ruleset", &format!("{FOLDER}/spectral.yaml")],
        &[
            (with_dangling_reference(), "invalid-ref"),
            (with_undefined_scheme(), "oas3-operation-security-defined"),
        ],
    );
}

/// Runs a script with the documents of an app, of the same app below a prefix, and of the workshop.
fn log_in_with(script: &str) {
    if let Some(reason) = missing(".venv/bin/python") {
        return skip(reason);
    }
    let simple_oauth2 = Server::start(apps::simple_oauth2::app());
    let mounted = Server::start_axum(apps::mounted());
    let workshop = Server::start(apps::workshop::app());
    succeed(
        command(".venv/bin/python", &Folder::new(script))
            .arg(format!("{FOLDER}/{script}.py"))
            .arg(document_url(&simple_oauth2, ""))
            .arg(document_url(&mounted, "/api/v1"))
            .arg(document_url(&workshop, "")),
    );
}

#[test]
fn authlib() {
    log_in_with("with_authlib");
}

#[test]
fn requests_oauthlib() {
    log_in_with("with_requests_oauthlib");
}

#[test]
fn openapi_python_client() {
    let generator = ".venv/bin/openapi-python-client";
    if let Some(reason) = missing(generator) {
        return skip(reason);
    }
    let folder = Folder::new("openapi-python-client");
    for document in documents(&folder) {
        succeed(
            command(generator, &folder)
                .args(["generate", "--fail-on-warning", "--meta", "none", "--path"])
                .arg(&document)
                .arg("--output-path")
                .arg(document.with_extension("")),
        );
    }
    let simple_oauth2 = Server::start(apps::simple_oauth2::app());
    let workshop = Server::start(apps::workshop::app());
    succeed(
        command(".venv/bin/python", &folder)
            .arg(format!("{FOLDER}/with_openapi_python_client.py"))
            .arg(&folder.0)
            .args([document_url(&simple_oauth2, ""), document_url(&workshop, "")]),
    );
}

#[test]
fn openapi_typescript() {
    let compiler = "node_modules/.bin/tsc";
    if let Some(reason) = missing(compiler) {
        return skip(reason);
    }
    let folder = Folder::new("openapi-typescript");
    let documents = documents(&folder);
    let generator = format!("{FOLDER}/typescript.mjs");
    succeed(Command::new("node").arg(generator).args(&documents));
    let user = fs::read_to_string(format!("{FOLDER}/users_me.ts")).expect("a file of the tests");
    succeed(
        command(compiler, &folder)
            .args(["--noEmit", "--strict", "--target", "es2022"])
            .args(documents.iter().map(|document| document.with_extension("ts")))
            .arg(folder.write("users_me.ts", &user)),
    );
}

const SCHEMATHESIS: &str = ".venv/bin/schemathesis";

fn schemathesis(folder: &Folder, server: &Server, prefix: &str) -> Command {
    let or = |name, default: &str| std::env::var(name).unwrap_or(default.into());
    let mut command = command(SCHEMATHESIS, folder);
    command
        .args(["--config-file", &format!("{FOLDER}/schemathesis.toml"), "run", "--no-color"])
        // The number of examples is per operation. The seed is fixed, so that results are reproducible.
        .args(["--max-examples", &or("PORTCULLIS_SCHEMATHESIS_CASES", "300")])
        .args(["--seed", &or("PORTCULLIS_SCHEMATHESIS_SEED", "1")])
        // Schemathesis resolves a relative server URL against the host. It is relative to the document (OpenAPI 3.1.0,
        // section 4.6).
        .args(["--url", &format!("{}{prefix}", server.base())])
        .env("SCHEMATHESIS_HOOKS", format!("{FOLDER}/schemathesis_hooks.py"));
    command
}

/// Checks that Schemathesis reports nothing, with a good token if `signed_in`, else without credentials.
fn find_nothing(test: &str, server: &Server, prefix: &str, signed_in: bool, arguments: &[&str]) {
    if let Some(reason) = missing(SCHEMATHESIS) {
        return skip(reason);
    }
    let folder = Folder::new(test);
    let mut command = schemathesis(&folder, server, prefix);
    command.arg(document_url(server, prefix)).args(arguments);
    if signed_in {
        command.args(["--header", "Authorization: Bearer johndoe"]);
    }
    let said = succeed(&mut command);
    // Schemathesis warns about operations that respond only with 401.
    assert_eq!(said.contains("Authentication failed"), !signed_in, "{said}");
}

#[test]
fn schemathesis_simple_oauth2() {
    find_nothing("simple-oauth2", &Server::start(apps::simple_oauth2::app()), "", false, &[]);
}

#[test]
fn schemathesis_simple_oauth2_signed_in() {
    find_nothing("simple-oauth2-signed-in", &Server::start(apps::simple_oauth2::app()), "", true, &[]);
}

#[test]
fn schemathesis_simple_oauth2_below_a_prefix() {
    find_nothing("below-a-prefix", &Server::start_axum(apps::mounted()), "/api/v1", true, &[]);
}

/// The workshop has an operation that panics on purpose, and one that waits for a permit.
const NOT_IN_THE_WORKSHOP: [&str; 4] = ["--exclude-path", "/panics", "--exclude-path", "/waits"];

#[test]
fn schemathesis_workshop() {
    // The workshop accepts any token, so a generated token proves nothing.
    let arguments = [&NOT_IN_THE_WORKSHOP[..], &["--generation-with-security-parameters", "false"]].concat();
    find_nothing("workshop", &Server::start(apps::workshop::app()), "", false, &arguments);
}

#[test]
fn schemathesis_workshop_signed_in() {
    // `ignored_auth` tries a bad token, but the workshop accepts any token.
    let arguments = [&NOT_IN_THE_WORKSHOP[..], &["--exclude-checks", "ignored_auth"]].concat();
    find_nothing("workshop-signed-in", &Server::start(apps::workshop::app()), "", true, &arguments);
}

/// Schemathesis must report planted faults.
#[test]
fn schemathesis_finds_what_is_not_so() {
    if let Some(reason) = missing(SCHEMATHESIS) {
        return skip(reason);
    }
    let document = changed(|document| {
        document["components"]["schemas"]["Token"]["properties"]["access_token"]["type"] = json!("integer");
        document["paths"]["/token"]["post"]["security"] = json!([{ "OAuth2PasswordBearer": [] }]);
        let responses = &mut document["paths"]["/users/me"]["get"]["responses"];
        remove(responses, "401");
        remove(responses, "default");
    });
    let folder = Folder::new("schemathesis-finds");
    let server = Server::start(apps::simple_oauth2::app());
    let document = folder.write("openapi.json", &document);
    let (success, said) = outcome(schemathesis(&folder, &server, "").arg(document));
    assert!(!success, "{said}");
    // An undocumented status, a response that violates its schema, and accepted bad credentials.
    for code in ["ST103", "ST108", "ST401"] {
        assert!(said.contains(code), "the output does not contain {code}:\n{said}");
    }
}
