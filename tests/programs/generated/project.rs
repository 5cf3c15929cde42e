//! A crate with one module per program, so that all programs are compiled and run together.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::source::SUPPORT;

/// The generated crate.
pub(crate) struct Project {
    /// The name of the package and its folder. Tests share a target folder, so each needs its own name.
    name: &'static str,
    folder: PathBuf,
    /// The source of each module, by name.
    modules: BTreeMap<String, String>,
}

/// The rules by which the compiler refuses each program. The set is empty for an accepted program.
pub(crate) type Verdicts = BTreeMap<String, BTreeSet<String>>;

const MAIN: &str = r#"
use std::io::Read;
use portcullis::prelude::*;

/// Adds credentials of a scheme.
fn with(request: portcullis::TestRequest, scheme: &str, described: &Value, text: &str) -> portcullis::TestRequest {
    match scheme {
        "Bearer" => request.bearer(text),
        "Basic" => request.basic(text, "secret"),
        "Header" => request.header(described["name"].as_str().unwrap_or("X-Key"), text),
        "Cookie" => request.cookie("session", text),
        _ => request.query("key", text),
    }
}

async fn of(app: App, requests: &Value) -> Value {
    match app.check() {
        Ok(()) => {}
        Err(portcullis::Error::SameIdentity { .. }) => return json!({ "refused": true }),
        Err(error) => panic!("the compiler accepts it, so the app is right: {error}"),
    }
    let document = app.openapi();
    let lock = app.security_lock().to_string();
    let client = TestClient::new(app);
    let mut answers = Vec::new();
    let schemes = document["components"]["securitySchemes"].clone();
    for asked in requests.as_array().into_iter().flatten() {
        let path = asked["path"].as_str().unwrap();
        let mut request = if asked["method"] == "POST" { client.post(path) } else { client.get(path) };
        for (scheme, text) in asked["credentials"].as_object().unwrap() {
            request = with(request, scheme, &schemes[scheme], text.as_str().unwrap());
        }
        if asked["method"] == "POST" {
            request = request.json(&5);
        }
        answers.push(request.await.status().as_u16());
    }
    let mut matrix = client.authorization_matrix();
    for (scheme, described) in schemes.as_object().into_iter().flatten() {
        let (name, described) = (scheme.clone(), described.clone());
        let good = move |request: portcullis::TestRequest, scopes: &[&str]| {
            with(request, &name, &described, &[&["good"], scopes, &["end"]].concat().join("."))
        };
        matrix = matrix.credentials_of(scheme, good);
    }
    let findings = matrix.findings().await;
    json!({ "lock": lock, "document": document, "answers": answers, "findings": findings })
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).unwrap();
    let requests: Value = serde_json::from_str(&text).unwrap();
    let mut said = serde_json::Map::new();
    for (name, app) in programs() {
        said.insert(name.to_owned(), of(app(), &requests[name]).await);
    }
    print!("{}", Value::from(said));
}
"#;

impl Project {
    pub(crate) fn new(name: &'static str, modules: BTreeMap<String, String>) -> Self {
        Self { name, folder: PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name), modules }
    }

    /// Compiles all programs, and leaves out those that are refused.
    pub(crate) fn build(&self) -> Verdicts {
        let sources = self.folder.join("src");
        let _ = std::fs::remove_dir_all(&sources);
        std::fs::create_dir_all(&sources).expect("a folder of cargo's");
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let manifest = format!(
            "[package]\nname = {:?}\nedition = \"2024\"\n\n[workspace]\n\n[profile.dev]\ndebug = false\n\n\
             [dependencies]\nportcullis = {{ path = {:?}, features = [\"digest\"] }}\nserde_json = \"1\"\n\
             schemars = \"1\"\nserde = {{ version = \"1\", features = [\"derive\"] }}\n\
             tokio = {{ version = \"1\", features = [\"rt\", \"macros\"] }}\n",
            self.name,
            root.join("runtime")
        );
        write(&self.folder.join("Cargo.toml"), &manifest);
        // The lockfile of the workspace, so that both use the same versions.
        std::fs::copy(root.join("Cargo.lock"), self.folder.join("Cargo.lock"))
            .expect("the lockfile of cargo");
        write(&sources.join("support.rs"), SUPPORT);
        for (name, source) in &self.modules {
            write(&sources.join(format!("{name}.rs")), source);
        }
        let mut verdicts = Verdicts::new();
        // Errors in one program can hide those in another.
        loop {
            self.write_main(&verdicts);
            let found = self.errors();
            if found.is_empty() {
                break;
            }
            verdicts.extend(found);
        }
        for name in self.modules.keys() {
            verdicts.entry(name.clone()).or_default();
        }
        verdicts
    }

    fn write_main(&self, refused: &Verdicts) {
        let compiled: Vec<&String> =
            self.modules.keys().filter(|name| !refused.contains_key(*name)).collect();
        let modules: String = compiled.iter().map(|name| format!("mod {name};\n")).collect();
        let programs: String =
            compiled.iter().map(|name| format!("    ({name:?}, {name}::app as fn() -> App),\n")).collect();
        let main = format!(
            "#![allow(warnings)]\nmod support;\n{modules}\nfn programs() -> Vec<(&'static str, fn() -> App)> {{\n    vec![\n{programs}    ]\n}}\n{MAIN}"
        );
        write(&self.folder.join("src/main.rs"), &main);
    }

    fn cargo(&self, command: &str) -> Command {
        let mut cargo = Command::new(env!("CARGO"));
        let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("escapes-target");
        cargo
            .current_dir(&self.folder)
            .args([command, "--offline", "--quiet"])
            .env("CARGO_TARGET_DIR", target);
        cargo
    }

    /// Returns the modules that do not compile, each with the rules that refuse it.
    fn errors(&self) -> Verdicts {
        let output = self.cargo("build").arg("--message-format=json").output().expect("cargo runs");
        let mut found = Verdicts::new();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let message = &serde_json::from_str::<Value>(line).expect("cargo prints JSON")["message"];
            if message["level"] != "error" || message["spans"].as_array().is_none_or(Vec::is_empty) {
                continue;
            }
            let said = message["rendered"].as_str().expect("text");
            let rule = said.split("see portcullis::rules::").nth(1);
            let rule = rule.and_then(|rest| rest.split_whitespace().next());
            let rule = rule.unwrap_or_else(|| panic!("an error without a rule:\n{said}"));
            let module =
                module_of(message).unwrap_or_else(|| panic!("an error outside the programs:\n{said}"));
            found.entry(module).or_default().insert(rule.to_owned());
        }
        let stopped = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() || !found.is_empty(), "{stopped}");
        found
    }

    /// Runs the programs that compile. Returns the lockfile, the document, the findings and the responses of each.
    pub(crate) fn run(&self, requests: &BTreeMap<String, Value>) -> serde_json::Map<String, Value> {
        let mut cargo = self.cargo("run");
        let started = cargo.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut running = started.expect("cargo runs");
        let mut input = running.stdin.take().expect("stdin is piped");
        let text = json!(requests).to_string();
        let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
        let output = running.wait_with_output().expect("it ends");
        writer.join().expect("the writer does not panic").expect("the program reads all of stdin");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        serde_json::from_slice(&output.stdout).expect("JSON")
    }
}

/// Returns the program that contains an error.
fn module_of(message: &Value) -> Option<String> {
    let file = message["spans"][0]["file_name"].as_str()?;
    let name = Path::new(file).file_stem()?.to_string_lossy().into_owned();
    name.starts_with('p').then_some(name)
}

fn write(path: &Path, text: &str) {
    std::fs::write(path, text).expect("a folder of cargo's can be written");
}
