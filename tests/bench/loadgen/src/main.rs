//! A load generator for HTTP/1.1: one thread, a request at a time on each connection.
//!
//!     loadgen --port P --req FILE [--conns C] --n N                 N requests, as fast as they are answered
//!     loadgen --port P --req FILE [--conns C] --rate R --secs S     a fixed rate, whatever the answers take
//!
//! FILE contains the bytes of one request. Latency is measured from the time when a request was due, so a late one
//! counts in full. The result is one line of JSON on standard output. The program polls without a pause, so give it its
//! own CPU.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::fd::AsRawFd;
use std::time::{Duration, Instant};

struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
    due: Instant,
}

struct Arguments(Vec<String>);

impl Arguments {
    fn get(&self, name: &str) -> Option<&str> {
        let at = self.0.iter().position(|argument| argument == name)?;
        self.0.get(at + 1).map(String::as_str)
    }

    fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name).map(|text| text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
    }
}

/// Returns the length and the status of the response at the start of `bytes`, once it is complete.
fn answer(bytes: &[u8]) -> Option<(usize, u16)> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let head = std::str::from_utf8(&bytes[..end]).expect("a head in ASCII");
    let status = head[9..12].parse().expect("a status");
    let length: usize = head
        .split("\r\n")
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .map_or(0, |(_, value)| value.trim().parse().expect("a length"));
    (bytes.len() >= end + length).then_some((end + length, status))
}

fn connect(port: u16, epoll: i32, i: usize) -> Connection {
    let stream = TcpStream::connect(("127.0.0.1", port)).expect("a server");
    stream.set_nodelay(true).expect("a socket");
    stream.set_nonblocking(true).expect("a socket");
    let mut event = libc::epoll_event { events: libc::EPOLLIN as u32, u64: i as u64 };
    // SAFETY: both descriptors are open, and `event` outlives the call.
    unsafe { libc::epoll_ctl(epoll, libc::EPOLL_CTL_ADD, stream.as_raw_fd(), &mut event) };
    Connection { stream, buffer: Vec::with_capacity(16 * 1024), due: Instant::now() }
}

fn main() {
    let arguments = Arguments(std::env::args().collect());
    let port = arguments.number("--port").expect("--port");
    let request = std::fs::read(arguments.get("--req").expect("--req")).expect("a file");
    let conns: usize = arguments.number("--conns").unwrap_or(1);
    let rate: Option<f64> = arguments.number("--rate");
    let n = match rate {
        Some(rate) => (rate * arguments.number::<f64>("--secs").expect("--secs")) as usize,
        None => arguments.number("--n").expect("--n"),
    };

    // SAFETY: the call takes no pointers.
    let epoll = unsafe { libc::epoll_create1(0) };
    let mut connections: Vec<_> = (0..conns).map(|i| connect(port, epoll, i)).collect();
    let mut free: Vec<usize> = (0..conns).collect();
    let mut events = vec![libc::epoll_event { events: 0, u64: 0 }; conns];
    let mut chunk = vec![0; 64 * 1024];
    let mut latencies = Vec::with_capacity(n);
    let (mut sent, mut bad) = (0, 0);
    let start = Instant::now();
    while latencies.len() < n {
        while sent < n
            && let Some(&i) = free.last()
        {
            let due = match rate {
                Some(rate) => start + Duration::from_secs_f64(sent as f64 / rate),
                None => Instant::now(),
            };
            if due > Instant::now() {
                break;
            }
            free.pop();
            connections[i].due = due;
            connections[i].stream.write_all(&request).expect("an open connection");
            sent += 1;
        }
        let timeout = if rate.is_some() { 0 } else { -1 };
        // SAFETY: `events` has room for this many events.
        let ready = unsafe { libc::epoll_wait(epoll, events.as_mut_ptr(), conns as i32, timeout) };
        for event in events.iter().take(ready.max(0) as usize) {
            let i = event.u64 as usize;
            let connection = &mut connections[i];
            match connection.stream.read(&mut chunk) {
                Ok(0) => panic!("closed by the server after {} answers", latencies.len()),
                Ok(length) => connection.buffer.extend_from_slice(&chunk[..length]),
                Err(_) => continue,
            }
            if let Some((length, status)) = answer(&connection.buffer) {
                connection.buffer.drain(..length);
                latencies.push(connection.due.elapsed().as_nanos() as u64);
                bad += usize::from(status != 200);
                free.push(i);
            }
        }
    }
    latencies.sort_unstable();
    let quantile = |q: f64| latencies[((latencies.len() - 1) as f64 * q) as usize] as f64 / 1000.0;
    println!(
        r#"{{"n":{n},"bad":{bad},"p50_us":{:.1},"p99_us":{:.1},"max_us":{:.1}}}"#,
        quantile(0.5),
        quantile(0.99),
        quantile(1.0)
    );
}
