//! Compares the decisions of the server with those of a program that knows only its document (`oracle/security.py`).
//!
//! The operations are generated at random when the tests are built (`support/generate.rs`, seed
//! `PORTCULLIS_GRAPH_SEED`), and the requests when the tests run (seed `PORTCULLIS_REQUEST_SEED`). `PORTCULLIS_FULL=1`
//! sends 100,000 requests in place of 10,000.

use std::io::Write;
use std::process::{Command, Stdio};

use portcullis::prelude::*;
use portcullis_tests::{Random, skip};

#[allow(dead_code, missing_docs, unreachable_pub, clippy::all, reason = "the code is generated")]
mod operations {
    use portcullis::prelude::*;

    macro_rules! schemes {
        ($($scheme:ident $check:ident: $ty:ty = $value:expr, $taken:ident: $credential:ty => $text:expr;)*) => {$(
            #[security_scheme]
            pub(crate) static $scheme: $ty = $value;

            /// Accepts `good.s1.s2` as credentials with the scopes s1 and s2.
            #[dependency]
            pub(crate) fn $check(#[depends($scheme)] $taken: $credential, asked: SecurityScopes) -> Result<(), AuthError> {
                let text: String = $text;
                let mut words = text.split('.');
                if words.next() != Some("good") {
                    return Err($scheme::invalid_token());
                }
                $scheme::require(&asked, words)
            }
        )*};
    }

    schemes! {
        bearer check_bearer: OAuth2PasswordBearer =
            OAuth2PasswordBearer::new("token").scopes(&[("s1", ""), ("s2", ""), ("s3", "")]),
            token: String => token;
        basic check_basic: HttpBasic = HttpBasic::new("items"), sent: HttpBasicCredentials => sent.username;
        header check_header: ApiKeyHeader = ApiKeyHeader::new("X-Key").name("Header"), key: String => key;
        other_header check_other_header: ApiKeyHeader = ApiKeyHeader::new("X-Other").name("Other"),
            key: String => key;
        query check_query: ApiKeyQuery = ApiKeyQuery::new("key"), key: String => key;
        cookie check_cookie: ApiKeyCookie = ApiKeyCookie::new("session"), key: String => key;
    }

    include!(concat!(env!("OUT_DIR"), "/security_algebra.rs"));
}

/// Returns credentials that are missing, empty, good with scopes, or bad.
fn credential(random: &mut Random) -> Option<String> {
    match random.below(20) {
        0..=6 => None,
        7 => Some(String::new()),
        8 => Some("bad".into()),
        9 => Some("good.s3".into()),
        _ => Some(random.of(&["good", "good.s1", "good.s2.s1", "good.s1.s2", "good.s1.s2"]).into()),
    }
}

/// A request with random credentials for every scheme.
fn request(random: &mut Random, path: &str) -> Value {
    let mut headers = Vec::new();
    let authorization = |random: &mut Random, text: &str| {
        let basic = base64(&format!("{text}:secret"));
        match random.below(20) {
            0 => "Bearer a b".to_owned(),
            1 => "Basic no-base64".to_owned(),
            2 => "Basic".to_owned(),
            3 => "Other abc".to_owned(),
            4..=9 => format!("Basic {basic}"),
            _ => format!("bearer {text}"),
        }
    };
    if let Some(text) = credential(random) {
        let line = if text.is_empty() { String::new() } else { authorization(random, &text) };
        headers.push(["Authorization".to_owned(), line]);
    }
    for name in ["X-Key", "x-other"] {
        if let Some(text) = credential(random) {
            let times = 1 + usize::from(random.below(12) == 0);
            headers.extend((0..times).map(|_| [name.to_owned(), text.clone()]));
        }
    }
    if let Some(text) = credential(random) {
        let again = if random.below(12) == 0 { "; session=good" } else { "" };
        headers.push(["Cookie".to_owned(), format!("a=b; session={text}{again}")]);
    }
    let query = credential(random).map(|text| {
        let again = if random.below(12) == 0 { "&key=good" } else { "" };
        format!("?key={text}{again}")
    });
    json!({ "target": format!("{path}{}", query.unwrap_or_default()), "headers": headers })
}

fn base64(text: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |bytes: &[u8]| {
        let at = |i: usize| u32::from(bytes.get(i).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        let letter = |i: usize| {
            let index = usize::try_from(bits >> (18 - 6 * i) & 63).expect("six bits");
            if i <= bytes.len() { char::from(LETTERS[index]) } else { '=' }
        };
        (0..4).map(letter).collect::<String>()
    };
    text.as_bytes().chunks(3).map(group).collect()
}

/// Returns the statuses of the server.
async fn answers(client: &TestClient, requests: &[Value]) -> Vec<u16> {
    let mut answers = Vec::new();
    for asked in requests {
        let mut request = client.get(asked["target"].as_str().expect("a target"));
        for header in asked["headers"].as_array().expect("headers") {
            request =
                request.header(header[0].as_str().expect("a name"), header[1].as_str().expect("a value"));
        }
        answers.push(request.await.status().as_u16());
    }
    answers
}

/// Returns the statuses according to the document, or `None` without python3.
fn decisions(document: &Value, requests: &[Value], arguments: &[&str]) -> Option<Vec<u16>> {
    let unique = format!("portcullis-algebra-{}-{}", std::process::id(), arguments.len() + requests.len());
    let file = std::env::temp_dir().join(format!("{unique}-{:x}.json", document.to_string().len()));
    std::fs::write(&file, document.to_string()).expect("a file in the temporary folder");
    let reader = Command::new("python3")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/oracle/security.py"))
        .arg(&file)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut reader = reader.ok()?;
    let lines: String = requests.iter().map(|request| format!("{request}\n")).collect();
    let mut input = reader.stdin.take().expect("stdin is piped");
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = reader.wait_with_output().expect("it ends");
    writer.join().expect("the writer does not panic").expect("the reader reads all of stdin");
    std::fs::remove_file(file).expect("the file exists");
    assert!(output.status.success(), "the reader of the document failed");
    let text = String::from_utf8(output.stdout).expect("numbers");
    Some(text.lines().map(|line| line.parse().expect("a status")).collect())
}

fn requests(number: usize) -> Vec<Value> {
    let seed = Random::seed("PORTCULLIS_REQUEST_SEED");
    let mut random = Random(seed);
    (0..number).map(|at| request(&mut random, &format!("/op{}", at % operations::ROUTES.len()))).collect()
}

/// Returns the requests for which the two statuses differ, each with both.
fn disagreements(requests: &[Value], server: &[u16], document: &[u16]) -> Vec<String> {
    assert_eq!((requests.len(), requests.len()), (server.len(), document.len()));
    let both = server.iter().zip(document);
    let agree =
        |server: u16, document: u16| server == document || (document == 400 && matches!(server, 401 | 403));
    let differ = requests.iter().zip(both).filter(|(_, (server, document))| !agree(**server, **document));
    differ.map(|(request, (server, document))| format!("{request}: {server}, {document}")).collect()
}

#[tokio::test]
async fn the_server_decides_as_the_document_says() {
    let full = std::env::var_os("PORTCULLIS_FULL").is_some();
    let requests = requests(if full { 100_000 } else { 10_000 });
    let client = TestClient::new(App::new(operations::ROUTES));
    let document = client.get("/openapi.json").await.json::<Value>();
    let Some(decided) = decisions(&document, &requests, &[]) else {
        return skip("the document is read by python3, which is not here");
    };
    let answered = answers(&client, &requests).await;
    let wrong = disagreements(&requests, &answered, &decided);
    let security = |line: &String| {
        let path = line.split(['"', '?']).find(|part| part.starts_with("/op")).unwrap_or_default();
        document["paths"][path]["get"]["security"].to_string()
    };
    let shown: Vec<_> = wrong.iter().take(10).map(|line| format!("{line}\n    {}", security(line))).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), requests.len(), shown.join("\n"));
    for (status, least) in [(200, 10), (401, 15), (403, 3)] {
        let share = answered.iter().filter(|answer| **answer == status).count() * 100 / answered.len();
        assert!(share >= least, "only {share} % of the responses are {status}");
    }
}

/// Planted faults: a reader that confuses AND with OR, a document without one of the schemes, and a server that accepts
/// any token or any key.
#[tokio::test]
async fn a_fault_on_either_side_is_found() {
    let requests = requests(2_000);
    let client = TestClient::new(App::new(operations::ROUTES));
    let document = client.get("/openapi.json").await.json::<Value>();
    let answered = answers(&client, &requests).await;
    let Some(decided) = decisions(&document, &requests, &["--and-is-or"]) else {
        return skip("the document is read by python3, which is not here");
    };
    assert!(!disagreements(&requests, &answered, &decided).is_empty());

    let mut less = document.clone();
    for item in less["paths"].as_object_mut().expect("paths").values_mut() {
        for requirement in item["get"]["security"].as_array_mut().expect("security") {
            let requirement = requirement.as_object_mut().expect("an object");
            let last = requirement.keys().next_back().cloned().filter(|_| requirement.len() > 1);
            last.map(|last| requirement.remove(&last));
        }
    }
    let decided =
        |document: &Value| decisions(document, &requests, &[]).expect("python3 was there a moment ago");
    assert!(!disagreements(&requests, &answered, &decided(&less)).is_empty());

    let decided = decided(&document);
    assert_eq!(disagreements(&requests, &answered, &decided), [""; 0]);
    let lenient = [
        client.clone().with::<operations::check_bearer>(|| Ok(())),
        client.clone().with::<operations::check_header>(|| Ok(())),
    ];
    for client in lenient {
        let answered = answers(&client, &requests).await;
        assert!(!disagreements(&requests, &answered, &decided).is_empty());
    }
}
