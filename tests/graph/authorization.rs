//! Compares the bearer tokens that the server accepts with those of a program that was written from the RFCs alone
//! (`oracle/authorization.py`).
//!
//! `PORTCULLIS_FULL=1` also tries all suffixes of three bytes after the auth scheme. `PORTCULLIS_REQUEST_SEED` changes
//! the random fields.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::process::{Command, Stdio};

use http::{HeaderValue, Request};
use portcullis::prelude::*;
use portcullis_tests::{Random, Server, exchange, skip};

#[security_scheme]
static bearer: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[security_scheme]
static unverified: HttpAuthorization = HttpAuthorization::new("Bearer");

/// A planted fault: accepts everything after the auth scheme as a token.
#[dependency]
fn lenient(#[depends(unverified)] sent: HttpAuthorizationCredentials) -> String {
    sent.credentials().to_owned()
}

/// The values of the `Authorization` fields of a request.
type Fields = Vec<Vec<u8>>;

/// Returns `Bearer ` with every suffix of these lengths.
fn suffixes(lengths: std::ops::RangeInclusive<u32>) -> impl Iterator<Item = Fields> + Send {
    lengths.flat_map(|length| {
        (0..1_u32 << (8 * length)).map(move |number| {
            let bytes = number.to_be_bytes();
            vec![[b"Bearer ", &bytes[4 - length as usize..]].concat()]
        })
    })
}

/// Returns up to three fields, each close to a valid one.
fn random_fields(seed: u64, number: usize) -> impl Iterator<Item = Fields> + Send {
    const PIECES: [&str; 20] = [
        "Bearer ", "bearer ", "BEARER  ", "Bearer", "Bear", "x", "Basic ", " ", "\t", ",", "=", "==", "abc",
        "A9-._~+/", "\"", "é", "Digest ", "foo=bar", "*", "@",
    ];
    let mut random = Random(seed);
    let mut field = move || {
        let mut field = Vec::new();
        if random.below(4) > 0 {
            field.extend(random.of(&PIECES[..4]).as_bytes());
        }
        for _ in 0..random.below(4) {
            match random.below(8) {
                0 => field.extend((0..=random.below(3)).map(|_| random.below(256) as u8)),
                _ => field.extend(random.of(&PIECES).as_bytes()),
            }
        }
        field
    };
    let mut numbers = Random(!seed);
    (0..number).map(move |_| {
        let number = numbers.of(&[0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3]);
        (0..number).map(|_| field()).collect()
    })
}

/// Returns the result of an optional scheme for the fields, in the format of the oracle.
async fn presented<S>(fields: &Fields) -> String
where
    Optional<S>: Dependency<Output = Option<String>>,
    S: Dependency,
{
    let mut request = Request::get("/");
    for field in fields {
        let Ok(value) = HeaderValue::from_bytes(field) else { return "invalid".into() };
        request = request.header("Authorization", value);
    }
    match portcullis::resolve::<Optional<S>>(request.body("").expect("a request")).await {
        Ok(None) => "nothing".into(),
        Ok(Some(token)) => format!("={token}"),
        Err(_) => "refused".into(),
    }
}

/// Returns the requests for which the server and the oracle differ, or `None` without python3.
fn disagreements<I: Iterator<Item = Fields> + Send + 'static>(
    cases: impl Fn() -> I,
    arguments: &[&str],
    mut server: impl FnMut(&Fields) -> String,
) -> Option<Vec<String>> {
    let oracle = Command::new("python3")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/oracle/authorization.py"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut oracle) = oracle else {
        skip("the oracle is a program for python3, which is not here");
        return None;
    };
    let mut input = BufWriter::new(oracle.stdin.take().expect("stdin is piped"));
    let sent = cases();
    let writer = std::thread::spawn(move || {
        for fields in sent {
            writeln!(input, "{}", hexadecimal(&fields)).expect("the oracle reads everything");
        }
    });
    let mut answers = BufReader::new(oracle.stdout.take().expect("stdout is piped")).lines();
    let mut wrong = Vec::new();
    for fields in cases() {
        let expected = answers.next().expect("one answer for each request").expect("text");
        let said = server(&fields);
        if said != expected {
            wrong.push(format!("{}: the server returns {said}, the oracle {expected}", hexadecimal(&fields)));
        }
    }
    assert!(answers.next().is_none(), "more answers than requests");
    writer.join().expect("the writer does not panic");
    assert!(oracle.wait().expect("it ends").success());
    Some(wrong)
}

fn hexadecimal(fields: &Fields) -> String {
    let mut text = String::new();
    for field in fields {
        text.push(',');
        for byte in field {
            write!(text, "{byte:02x}").expect("writing to a string succeeds");
        }
    }
    text
}

fn none(wrong: Option<Vec<String>>) {
    let Some(wrong) = wrong else { return };
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(10)].join("\n"));
}

fn some(wrong: Option<Vec<String>>) {
    assert!(wrong.is_none_or(|wrong| !wrong.is_empty()), "the fault is not found");
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime")
}

fn seed() -> u64 {
    Random::seed("PORTCULLIS_REQUEST_SEED")
}

#[test]
fn every_suffix_after_the_word_is_judged_right() {
    let longest = if std::env::var_os("PORTCULLIS_FULL").is_some() { 3 } else { 2 };
    let runtime = runtime();
    none(disagreements(
        || suffixes(0..=longest),
        &[],
        |fields| runtime.block_on(presented::<bearer>(fields)),
    ));
}

#[test]
fn a_million_random_fields_are_judged_right() {
    let runtime = runtime();
    let mut seen = [0_usize; 4];
    none(disagreements(
        || random_fields(seed(), 1_000_000),
        &[],
        |fields| {
            let said = runtime.block_on(presented::<bearer>(fields));
            seen[["invalid", "nothing", "refused"].iter().position(|word| said == *word).unwrap_or(3)] += 1;
            said
        },
    ));
    for (number, what) in seen.into_iter().zip(["invalid", "nothing", "refused", "a token"]) {
        assert!(number >= 20_000 || seen == [0; 4], "only {number} are {what}");
    }
}

#[test]
fn white_space_around_a_field_does_not_belong_to_it() {
    #[get("/")]
    async fn who(#[depends(Optional<bearer>)] token: Option<String>) -> Json<String> {
        Json(token.map_or("nothing".into(), |token| format!("={token}")))
    }

    let server = Server::start(App::new(routes![who]));
    let said = |fields: &Fields| {
        let mut request = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n".to_vec();
        for field in fields {
            request.extend([b"Authorization:", field.as_slice(), b"\r\n"].concat());
        }
        request.extend(b"\r\n");
        let answer = exchange(server.address(), &request).remove(0);
        match answer.status {
            200 => answer.json().as_str().expect("text").to_owned(),
            400 => "invalid".into(),
            401 => "refused".into(),
            other => other.to_string(),
        }
    };
    // A line feed would end the field.
    let is_one_line = |fields: &Fields| !fields.iter().flatten().any(|byte| matches!(byte, b'\r' | b'\n'));
    let around = || suffixes(0..=1).chain(random_fields(seed(), 2_000)).filter(is_one_line);
    none(disagreements(around, &["--wire"], said));
}

#[test]
fn a_fault_on_either_side_is_found() {
    let runtime = runtime();
    let cases = || random_fields(seed(), 5_000);
    for fault in ["--tab", "--any-of-two"] {
        some(disagreements(cases, &[fault], |fields| runtime.block_on(presented::<bearer>(fields))));
    }
    some(disagreements(cases, &[], |fields| runtime.block_on(presented::<lenient>(fields))));
}
