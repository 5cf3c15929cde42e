//! The tutorials, and apps with JSON bodies, answer as FastAPI does, and where FastAPI breaks an RFC, as the RFC asks.

use std::process::Command;

use portcullis::App;
use portcullis_tests::{Server, apps, skip};

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
    replay("strict_content_type_default", apps::conformance::strict_content_type_default());
}

#[test]
fn response_model() {
    replay("tutorial_response_model_003", apps::conformance::tutorial_response_model_003());
}
