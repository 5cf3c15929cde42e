//! The docs page in a real browser. Needs node, Chromium and `npm ci --ignore-scripts` in `tests/browser`.

use std::path::Path;
use std::process::Command;

use portcullis_tests::{Server, apps, skip};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/browser");

/// What is missing for a browser test, if anything.
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
    if let Some(reason) = missing() {
        return skip(reason);
    }
    let mut command = Command::new("node");
    command.arg(format!("{FOLDER}/{script}.mjs")).arg(server.base()).env("PREFIX", prefix);
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
