//! The docs page in a real browser. Needs node, Chromium and `npm ci --ignore-scripts` in `tests/browser`.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use portcullis_tests::{Server, apps, skip};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/browser");

/// Returns the reason why a browser test cannot run, if any.
fn missing() -> Option<&'static str> {
    let chromium = std::env::var("CHROMIUM").unwrap_or("/usr/bin/chromium".into());
    if Command::new("node").arg("--version").output().is_err() {
        Some("the browser tests need node, which is not here")
    } else if !Path::new(&chromium).exists() {
        Some("the browser tests need Chromium at /usr/bin/chromium or $CHROMIUM")
    } else if !Path::new(FOLDER).join("node_modules/playwright-core").exists() {
        Some("the browser tests need `npm ci --ignore-scripts` in tests/browser")
    } else {
        None
    }
}

fn run(script: &str, server: &Server, prefix: &str) {
    run_with(script, server, &[("PREFIX", prefix)]);
}

fn run_with(script: &str, server: &Server, environment: &[(&str, &str)]) {
    if let Some(reason) = missing() {
        return skip(reason);
    }
    let mut command = Command::new("node");
    command.arg(format!("{FOLDER}/{script}.mjs")).arg(server.base()).envs(environment.iter().copied());
    let prefix = environment.iter().find(|(name, _)| *name == "PREFIX").map_or("", |(_, prefix)| prefix);
    if let Ok(folder) = std::env::var("SCREENSHOTS") {
        command.arg(format!("{folder}{prefix}"));
    }
    let output = command.output().expect("node runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    eprintln!("{said}");
}

#[test]
fn first_steps() {
    run("first_steps", &Server::start(apps::first_steps::app()), "");
}

#[test]
fn simple_oauth2() {
    run("simple_oauth2", &Server::start(apps::simple_oauth2::app()), "");
}

#[test]
fn simple_oauth2_below_a_prefix() {
    run("simple_oauth2", &Server::start_axum(apps::mounted()), "/api/v1");
}

#[test]
fn scopes() {
    run("scopes", &Server::start(apps::scopes::app()), "");
}

#[test]
fn every_scheme() {
    let Ok(identity) = Identity::start() else {
        return skip("the identity server needs node, which is not here");
    };
    let server = Server::start(apps::every_scheme::app(&identity.url));
    run_with("every_scheme", &server, &[("IDENTITY", &identity.url)]);
}

/// An identity server that runs until it is dropped.
struct Identity {
    process: Child,
    url: String,
}

impl Identity {
    fn start() -> std::io::Result<Self> {
        let script = format!("{FOLDER}/identity.mjs");
        let (input, output) = (Stdio::piped(), Stdio::piped());
        let mut process = Command::new("node").arg(script).stdin(input).stdout(output).spawn()?;
        let mut url = String::new();
        BufReader::new(process.stdout.take().expect("stdout is piped")).read_line(&mut url)?;
        Ok(Self { process, url: url.trim().to_owned() })
    }
}

impl Drop for Identity {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        self.process.wait().expect("the server ends when its input does");
    }
}
