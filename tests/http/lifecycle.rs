use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use portcullis_tests::apps::workshop::{GATE, WAITING};
use portcullis_tests::{Server, apps, get};

#[test]
fn a_handler_that_panics_fails_alone() {
    let server = Server::start(apps::workshop::app());
    let answer = get(server.address(), "/panics", &[]);
    assert_eq!((answer.status, answer.text().as_str()), (500, r#"{"detail":"Internal Server Error"}"#));
    assert_eq!(get(server.address(), "/names/x", &[]).status, 200);
}

#[test]
fn a_stop_lets_running_requests_end() {
    let mut server = Server::start(apps::workshop::app());
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.write_all(b"GET /waits HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    let arrived = tokio::runtime::Builder::new_current_thread().build().unwrap();
    arrived.block_on(WAITING.acquire()).unwrap().forget();
    server.stop();
    // New connections are refused as soon as the server has begun to stop.
    while TcpStream::connect(server.address()).is_ok() {
        std::thread::yield_now();
    }
    GATE.add_permits(1);
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("\"done\""), "{answer}");
    assert!(answer.contains("\r\nconnection: close\r\n"), "the last response announces the close: {answer}");
}

#[cfg(unix)]
#[test]
fn sigterm_and_sigint_end_the_process_well() {
    for signal in ["TERM", "INT"] {
        let mut process = Command::new(env!("CARGO_BIN_EXE_test-app"))
            .arg("first_steps")
            .env("PORT", "0")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut banner = String::new();
        BufReader::new(process.stderr.take().unwrap()).read_line(&mut banner).unwrap();
        let base = banner.split("http://").nth(1).and_then(|rest| rest.split(' ').next()).unwrap();
        assert_eq!(get(base.parse().unwrap(), "/items/", &[]).status, 401, "{banner}");
        assert!(banner.contains(&format!("http://{base}/docs")) && banner.contains("Ctrl-C"), "{banner}");
        let id = process.id().to_string();
        assert!(Command::new("kill").args([&format!("-{signal}"), &id]).status().unwrap().success());
        assert!(process.wait().unwrap().success(), "SIG{signal}");
    }
}

#[test]
fn an_address_that_is_taken_is_a_sentence() {
    let server = Server::start(apps::first_steps::app());
    let output = Command::new(env!("CARGO_BIN_EXE_test-app"))
        .arg("first_steps")
        .env("PORT", server.address().port().to_string())
        .output()
        .unwrap();
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success());
    assert!(
        message.contains(&format!("cannot listen at {}", server.address()))
            && message.contains("help: set HOST and PORT"),
        "{message}"
    );
    let output =
        Command::new(env!("CARGO_BIN_EXE_test-app")).arg("first_steps").env("PORT", "x").output().unwrap();
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains("`127.0.0.1:x` is not an address"), "{message}");
}
