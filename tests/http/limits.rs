use portcullis_tests::{Server, apps, exchange, get, request};

const FORM: &str = "Content-Type: application/x-www-form-urlencoded";

#[test]
fn a_large_form_is_refused_by_its_length_before_it_is_read() {
    let server = Server::start(apps::simple_oauth2::app());
    let fits = format!("username=johndoe&password=secret&x={}", "x".repeat(64 * 1024 - 35));
    assert_eq!(fits.len(), 64 * 1024);
    assert_eq!(request(server.address(), "POST /token", &[FORM], &fits).status, 200);
    assert_eq!(request(server.address(), "POST /token", &[FORM], &format!("{fits}x")).status, 413);

    let head = format!("POST /token HTTP/1.1\r\nHost: x\r\n{FORM}\r\nContent-Length: 1000000000\r\n\r\n");
    let answers = exchange(server.address(), head.as_bytes());
    assert_eq!(answers[0].status, 413);
    assert_eq!(answers[0].json()["detail"], "Content Too Large");
}

#[test]
fn a_large_form_without_a_length_is_refused_where_it_passes_the_limit() {
    let server = Server::start(apps::simple_oauth2::app());
    let mut bytes = format!(
        "POST /token HTTP/1.1\r\nHost: x\r\n{FORM}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    for _ in 0..9 {
        bytes.push_str(&format!("2000\r\n{}\r\n", "x".repeat(0x2000)));
    }
    bytes.push_str("0\r\n\r\n");
    assert_eq!(exchange(server.address(), bytes.as_bytes())[0].status, 413);
}

#[test]
fn a_form_that_is_cut_off_is_refused() {
    let server = Server::start(apps::simple_oauth2::app());
    let bytes = format!(
        "POST /token HTTP/1.1\r\nHost: x\r\n{FORM}\r\nContent-Length: 100\r\n\r\nusername=johndoe&password=secret"
    );
    let mut stream = std::net::TcpStream::connect(server.address()).unwrap();
    std::io::Write::write_all(&mut stream, bytes.as_bytes()).unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    let mut answer = String::new();
    std::io::Read::read_to_string(&mut stream, &mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 400 ") && answer.contains("invalid_request"), "{answer}");
}

#[test]
fn a_message_that_others_could_read_otherwise_is_refused_and_the_connection_closed() {
    let server = Server::start(apps::first_steps::app());
    for (head, status) in [
        ("", 400),
        ("Host: a\r\nHost: b\r\n", 400),
        ("Host: user@a\r\n", 400),
        ("Host: a\r\nTransfer-Encoding: gzip, chunked\r\n", 501),
        ("Host: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", 501),
    ] {
        let message = format!("GET /items/ HTTP/1.1\r\n{head}\r\n");
        let answers = exchange(server.address(), message.as_bytes());
        assert_eq!((answers.len(), answers[0].status), (1, status), "{head}");
    }
}

#[test]
fn a_large_head_is_refused_and_a_long_token_is_not() {
    let server = Server::start(apps::first_steps::app());
    let token = |length| format!("Authorization: Bearer {}", "x".repeat(length));
    assert_eq!(get(server.address(), "/items/", &[&token(7 * 1024)]).status, 200);
    assert_eq!(get(server.address(), "/items/", &[&token(64 * 1024)]).status, 431);
}
