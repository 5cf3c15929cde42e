//! A small HTTP/1.1 load generator, one thread, epoll.
//!
//!   loadgen --port P --req FILE [--conns C] --n N              exactly N requests, closed loop
//!   loadgen --port P --req FILE [--conns C] --rate R --secs S  open loop at a fixed rate; latency is
//!                     counted from the moment the request was due (no coordinated omission)
//!
//! FILE holds the raw bytes of one request. Every answer's status must be --status
//! (default 200). One line of JSON goes to stdout. Busy-polls, so give it a core of its own.
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::fd::AsRawFd;
use std::time::{Duration, Instant};

struct Conn {
    s: TcpStream,
    buf: Vec<u8>,
    due: Instant,
    busy: bool,
}

/// Length of one whole response at the start of `b` and its status.
fn whole(b: &[u8]) -> Option<(usize, u16)> {
    let end = b.windows(4).position(|w| w == b"\r\n\r\n")? + 4;
    let head = std::str::from_utf8(&b[..end]).expect("ascii head");
    let status: u16 = head[9..12].parse().expect("status");
    let mut len = None;
    for l in head.split("\r\n").skip(1) {
        if let Some((k, v)) = l.split_once(':') {
            if k.eq_ignore_ascii_case("content-length") {
                len = Some(v.trim().parse::<usize>().expect("length"));
            }
            if k.eq_ignore_ascii_case("transfer-encoding") {
                // the only chunked bodies met here end with the zero chunk
                return b.ends_with(b"0\r\n\r\n").then_some((b.len(), status));
            }
        }
    }
    let total = end + len.unwrap_or(0);
    (b.len() >= total).then_some((total, status))
}

fn main() {
    let a: Vec<String> = std::env::args().collect();
    let get = |k: &str| a.iter().position(|x| x == k).map(|i| a[i + 1].clone());
    let port: u16 = get("--port").expect("--port").parse().unwrap();
    let req = std::fs::read(get("--req").expect("--req")).unwrap();
    let conns: usize = get("--conns").map_or(1, |v| v.parse().unwrap());
    let want: u16 = get("--status").map_or(200, |v| v.parse().unwrap());
    let rate: f64 = get("--rate").map_or(0.0, |v| v.parse().unwrap());
    let secs: f64 = get("--secs").map_or(1.0, |v| v.parse().unwrap());
    let n: usize = if rate > 0.0 {
        (rate * secs) as usize
    } else {
        get("--n").expect("--n").parse().unwrap()
    };

    let ep = unsafe { libc::epoll_create1(0) };
    let now = Instant::now();
    let mut cs: Vec<Conn> = (0..conns)
        .map(|i| {
            let s = TcpStream::connect(("127.0.0.1", port)).expect("connect");
            s.set_nodelay(true).unwrap();
            s.set_nonblocking(true).unwrap();
            let mut ev = libc::epoll_event {
                events: libc::EPOLLIN as u32,
                u64: i as u64,
            };
            unsafe { libc::epoll_ctl(ep, libc::EPOLL_CTL_ADD, s.as_raw_fd(), &mut ev) };
            Conn {
                s,
                buf: Vec::with_capacity(16384),
                due: now,
                busy: false,
            }
        })
        .collect();
    let mut free: Vec<usize> = (0..conns).rev().collect();
    let mut lat: Vec<u64> = Vec::with_capacity(n);
    let (mut sent, mut done, mut bad) = (0usize, 0usize, 0usize);
    let t0 = Instant::now();
    let step = if rate > 0.0 {
        Duration::from_secs_f64(1.0 / rate)
    } else {
        Duration::ZERO
    };
    let mut tmp = vec![0u8; 65536];
    let mut evs: Vec<libc::epoll_event> = vec![libc::epoll_event { events: 0, u64: 0 }; conns.max(16)];
    let timeout = if rate > 0.0 { 0 } else { 60_000 };
    while done < n {
        while sent < n && !free.is_empty() {
            let due = if rate > 0.0 {
                t0 + step * sent as u32
            } else {
                Instant::now()
            };
            if rate > 0.0 && due > Instant::now() {
                break;
            }
            let i = free.pop().unwrap();
            cs[i].due = due;
            cs[i].busy = true;
            cs[i].s.write_all(&req).expect("write");
            sent += 1;
        }
        let k = unsafe { libc::epoll_wait(ep, evs.as_mut_ptr(), evs.len() as i32, timeout) };
        for e in evs.iter().take(k.max(0) as usize) {
            let c = &mut cs[e.u64 as usize];
            match c.s.read(&mut tmp) {
                Ok(0) => panic!("closed by the server after {done} answers"),
                Ok(m) => c.buf.extend_from_slice(&tmp[..m]),
                Err(_) => continue,
            }
            if let Some((len, st)) = whole(&c.buf) {
                c.buf.drain(..len);
                assert!(c.busy);
                c.busy = false;
                lat.push(c.due.elapsed().as_nanos() as u64);
                done += 1;
                bad += (st != want) as usize;
                free.push(e.u64 as usize);
            }
        }
    }
    let wall = t0.elapsed().as_secs_f64();
    lat.sort_unstable();
    let q = |p: f64| lat[((lat.len() - 1) as f64 * p) as usize] as f64 / 1000.0;
    println!(
        "{{\"n\":{n},\"bad\":{bad},\"wall_s\":{wall:.4},\"rps\":{:.1},\"p50_us\":{:.1},\"p90_us\":{:.1},\"p99_us\":{:.1},\"p999_us\":{:.1},\"max_us\":{:.1}}}",
        n as f64 / wall,
        q(0.5),
        q(0.9),
        q(0.99),
        q(0.999),
        q(1.0)
    );
}
