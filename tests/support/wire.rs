use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;

/// A response as received on the wire.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The header fields in order, with lower-case names.
    pub headers: Vec<(String, String)>,
    /// The content.
    pub body: Vec<u8>,
}

impl Answer {
    /// Returns the first field of this name, or an empty text.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value)
    }

    /// Returns all fields of this name.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.headers.iter().filter(|(other, _)| other == name).map(|(_, value)| value.as_str()).collect()
    }

    /// Returns the content as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Returns the content as JSON.
    ///
    /// # Panics
    ///
    /// Panics if the content is not JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error} in {}", self.text()))
    }

    fn parse(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&bytes[..end]).expect("a head that is text");
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
            .collect();
        let length = headers.iter().find(|(name, _)| name == "content-length");
        let length = length.map_or(0, |(_, value)| value.parse().expect("a length"));
        let rest = &bytes[end + 4..];
        let (body, rest) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        Some((Self { status, headers, body: body.to_vec() }, rest))
    }
}

/// Sends the bytes unchanged, and returns all responses up to the close of the connection.
///
/// # Panics
///
/// Panics if the server does not respond in time.
pub fn exchange(address: SocketAddr, bytes: &[u8]) -> Vec<Answer> {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
    // The server may respond and close the connection before it has read everything.
    let _ = stream.write_all(bytes);
    let mut received = Vec::new();
    let mut chunk = [0; 16 * 1024];
    loop {
        match stream.read(&mut chunk) {
            Ok(0) => break,
            Ok(length) => received.extend_from_slice(&chunk[..length]),
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => break,
            Err(error) => {
                panic!("the response does not end: {error}; so far {}", String::from_utf8_lossy(&received))
            }
        }
    }
    let mut answers = Vec::new();
    let mut rest = &received[..];
    while let Some((answer, after)) = Answer::parse(rest) {
        answers.push(answer);
        rest = after;
    }
    answers
}

/// Sends one request, and returns the response. `headers` are lines without line ends.
///
/// # Panics
///
/// Panics if the number of responses is not one.
pub fn request(address: SocketAddr, line: &str, headers: &[&str], body: &str) -> Answer {
    let mut text = format!("{line} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n");
    for header in headers {
        text.push_str(header);
        text.push_str("\r\n");
    }
    if !body.is_empty() {
        text.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    text.push_str("\r\n");
    text.push_str(body);
    let mut answers = exchange(address, text.as_bytes());
    assert_eq!(answers.len(), 1, "{answers:?}");
    answers.remove(0)
}

/// Sends a `GET` request with these header lines.
pub fn get(address: SocketAddr, target: &str, headers: &[&str]) -> Answer {
    request(address, &format!("GET {target}"), headers, "")
}
