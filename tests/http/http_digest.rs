use std::process::Command;

use http::HeaderValue;
use portcullis::graph::{Scheme, SchemeKind};
use portcullis::prelude::*;
use portcullis::{
    Context, DigestSecret, DigestUsers, HttpDigest, HttpDigestCredentials, Refusal, SecurityScheme,
};
use portcullis_tests::{Answer, Server, request, skip};
use tower::util::MapResponseLayer;

use super::trial::{Trial, app_of, challenges_of, is_documented, with_other};

const PATHS: [&str; 4] = ["/alone", "/optional", "/refused", "/either"];
const CHALLENGE: &str = r#"Digest realm="items", qop="auth", algorithm=SHA-256, nonce="", charset=UTF-8"#;
const STALE: &str =
    r#"Digest realm="items", qop="auth", algorithm=SHA-256, nonce="", charset=UTF-8, stale=true"#;

struct Users;

impl DigestUsers for Users {
    async fn find(&self, username: &str) -> Option<DigestSecret> {
        (username == "stanley").then(|| DigestSecret::password("swordfish"))
    }
}

#[security_scheme]
static scheme: HttpDigest<Users> = HttpDigest::new("items", Users);

/// Offers MD5 as well, for old clients.
#[security_scheme]
static with_md5: HttpDigest<Users> = HttpDigest::new("items", Users).md5().name("WithMd5");

app_of!(scheme: HttpDigestCredentials => |caller: HttpDigestCredentials| caller.username);

#[get("/old")]
async fn read_old(#[depends(with_md5)] caller: HttpDigestCredentials) -> Json<String> {
    Json(caller.username)
}

/// Presents the challenge in the request to the client, and returns the client's `Authorization` line.
struct Shown;

impl Shown {
    const fn scheme(&self) -> Scheme {
        Scheme::new("Shown", SchemeKind::Http { scheme: "digest", bearer_format: None })
    }
}

impl SecurityScheme for Shown {
    type Credentials = String;

    async fn authenticate(&self, cx: &mut Context) -> Result<String, Refusal> {
        match cx.headers().get("authorization") {
            Some(line) => Ok(line.to_str().expect("text").to_owned()),
            None => Err(Refusal::missing_with(vec![cx.headers()["challenge"].clone()])),
        }
    }
}

#[security_scheme]
static shown: Shown = Shown;

#[get("/{*path}")]
async fn show(#[depends(shown)] line: String, path: String) -> Json<[String; 2]> {
    Json([path, line])
}

/// Returns the `Authorization` line with which a client with these credentials answers a challenge.
fn answer_to(challenge: &str, target: &str, username: &str, password: &str) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let request = TestClient::new(App::new(routes![show])).get(target).header("Challenge", challenge);
    let [_, line] =
        runtime.block_on(async { request.digest(username, password).await.json::<[String; 2]>() });
    format!("Authorization: {line}")
}

fn trial() -> Trial {
    Trial::new(app(), CHALLENGE, "")
}

/// Returns a new challenge of the app.
fn challenge(trial: &Trial) -> String {
    trial.get("/alone", &[]).header("www-authenticate").to_owned()
}

/// Returns valid credentials for one request.
fn login(trial: &Trial, target: &str) -> String {
    answer_to(&challenge(trial), target, "stanley", "swordfish")
}

/// Checks that the line is refused with this challenge, also beside a key for the other alternative.
fn is_refused(trial: &Trial, path: &str, line: &str, challenge: &str) {
    for lines in [&[line][..], &with_other(&[line])] {
        let answer = trial.get(path, lines);
        assert_eq!(
            (answer.status, answer.json()),
            (401, json!({ "detail": "Not authenticated" })),
            "{path} {line}"
        );
        assert_eq!(challenges_of(&answer), [challenge], "{path} {line}");
    }
}

#[test]
fn a_proof_of_the_password_counts() {
    let trial = trial();
    for path in ["/alone", "/optional", "/either", "/alone?a=b%20c&d"] {
        let first = login(&trial, path);
        assert_eq!(trial.get(path, &[&first]).json(), "stanley", "{path}");
        let second = login(&trial, path).replace("Digest ", "dIGEST   ");
        assert_eq!(trial.get(path, &with_other(&[&second])).json(), "stanley", "{path}");
    }
    let refused = trial.get("/refused", &[&login(&trial, "/refused")]);
    assert_eq!(
        (refused.status, refused.json()),
        (401, json!({ "detail": "Could not validate credentials" }))
    );
}

#[test]
fn what_is_no_digest_is_nothing_or_refused() {
    let trial = trial();
    for lines in [
        &[][..],
        &["Authorization:"],
        &["Authorization: Basic c3RhbmxleTpzd29yZGZpc2g="],
        &["Authorization: Digests a"],
        &["Proxy-Authorization: Digest a"],
    ] {
        trial.finds_nothing(lines);
    }
    for lines in [
        &["Authorization: Digest"][..],
        &["Authorization: digest "],
        &["Authorization: Digest a"],
        &["Authorization: Digest\ta=b"],
        &["Authorization: Digest,a=b"],
        &["Authorization: Digest username=\"stanley\""],
        &["Authorization: Digest \u{e9}"],
        &["Authorization: Digest a=b", "Authorization: Digest a=b"],
        &["Authorization: Basic Og==", "Authorization: Digest a=b"],
        &["Authorization: Digest a=b", "Authorization:"],
    ] {
        trial.refuses(lines);
    }
}

#[test]
fn a_wrong_digest_is_no_stranger_and_no_other_caller() {
    let trial = trial();
    for path in PATHS {
        for (username, password) in
            [("stanley", "swordfisH"), ("stanley", ""), ("Stanley", "swordfish"), ("nobody", "swordfish")]
        {
            let line = answer_to(&challenge(&trial), path, username, password);
            is_refused(&trial, path, &line, CHALLENGE);
        }
        let realm = challenge(&trial).replace("items", "users");
        is_refused(&trial, path, &answer_to(&realm, path, "stanley", "swordfish"), CHALLENGE);
        is_refused(&trial, path, &login(&trial, "/other"), CHALLENGE);
        is_refused(&trial, path, &login(&trial, &format!("{path}?a=b")), CHALLENGE);
        for (sent, changed) in [
            ("nonce=\"", "nonce=\"A"),
            ("nonce=", "nonces="),
            ("nc=00000001", "nc=00000002"),
            ("nc=00000001", "nc=00000000"),
            ("cnonce=\"", "cnonce=\"A"),
            ("response=\"", "response=\"0"),
            ("qop=auth", "qop=auth-int"),
            ("qop=auth, ", ""),
            ("algorithm=SHA-256", "algorithm=MD5"),
            ("algorithm=SHA-256, ", ""),
            ("username=\"stanley\"", "username=\"stanley\", username=\"stanley\""),
            ("realm=\"items\"", "realm=\"items\", userhash=true"),
        ] {
            let line = login(&trial, path);
            assert!(line.contains(sent), "{line}");
            is_refused(&trial, path, &line.replacen(sent, changed, 1), CHALLENGE);
        }
    }
}

#[test]
fn a_login_is_for_one_method() {
    let server = Server::start(app());
    let trial = trial();
    let ask =
        |method: &str, line: &str| request(server.address(), &format!("{method} /alone"), &[line], "").status;
    let line = login(&trial, "/alone");
    assert_eq!(ask("HEAD", &line), 401);
    assert_eq!(ask("GET", &line), 200);
}

/// Two `Authorization` lines are refused, and a refused request does not use up the nonce count.
#[test]
fn a_login_is_good_once() {
    let trial = trial();
    for path in ["/alone", "/optional", "/either"] {
        let line = login(&trial, path);
        assert_eq!(trial.get(path, &[&line, &line]).status, 401);
        assert_eq!(trial.get(path, &[&line, "Authorization: Basic Og=="]).status, 401);
        is_refused(&trial, path, &line.replace("response=\"", "response=\"0"), CHALLENGE);
        assert_eq!(trial.get(path, &[&line]).json(), "stanley");
        is_refused(&trial, path, &line, STALE);
        // A client repeats the request with the new nonce without asking the user (RFC 7616, section 3.3).
        let stale: Answer = trial.get(path, &[&line]);
        let again = answer_to(stale.header("www-authenticate"), path, "stanley", "swordfish");
        assert_eq!(trial.get(path, &[&again]).json(), "stanley");
    }
}

#[test]
fn a_right_answer_to_the_nonce_of_another_is_stale() {
    let trial = trial();
    for path in PATHS {
        let other = challenge(&trial).replace("nonce=\"", "nonce=\"A");
        is_refused(&trial, path, &answer_to(&other, path, "stanley", "swordfish"), STALE);
        is_refused(&trial, path, &answer_to(&other, path, "stanley", "wrong"), CHALLENGE);
    }
}

#[test]
fn md5_counts_where_it_is_offered() {
    let server = Server::start(App::new(routes![read_old]));
    let get = |lines: &[&str]| portcullis_tests::get(server.address(), "/old", lines);
    let refused = get(&[]);
    let challenges = refused.all("www-authenticate");
    assert_eq!(challenges_of(&refused), [CHALLENGE, &CHALLENGE.replace("SHA-256", "MD5")]);
    let [sha256, md5] = challenges[..] else { panic!("{challenges:?}") };
    let by_md5 = answer_to(md5, "/old", "stanley", "swordfish");
    assert!(by_md5.contains("algorithm=MD5"), "{by_md5}");
    assert_eq!(get(&[&by_md5]).json(), "stanley");
    assert_eq!(get(&[&answer_to(md5, "/old", "stanley", "wrong")]).status, 401);
    // Both challenges have the same nonce, so its first count is already used.
    let by_sha256 = get(&[&answer_to(sha256, "/old", "stanley", "swordfish")]);
    assert_eq!(challenges_of(&by_sha256), [STALE, &STALE.replace("SHA-256", "MD5")]);

    let trial = trial();
    let not_offered = challenge(&trial).replace("SHA-256", "MD5");
    is_refused(&trial, "/alone", &answer_to(&not_offered, "/alone", "stanley", "swordfish"), CHALLENGE);
}

/// An old client is offered MD5 only. The client is curl, so the response is not computed by Portcullis.
#[test]
fn curl_logs_in_with_md5() {
    let md5_alone = |mut response: http::Response<_>| {
        let mut challenges = response.headers().get_all("www-authenticate").iter();
        let md5 = |value: &&HeaderValue| value.to_str().is_ok_and(|text| text.contains("algorithm=MD5"));
        if let Some(challenge) = challenges.find(md5).cloned() {
            response.headers_mut().insert("www-authenticate", challenge);
        }
        response
    };
    let app = App::new(routes![read_old]).layer(MapResponseLayer::new(md5_alone));
    let server = Server::start(app);
    let url = format!("{}/old", server.base());
    let curl = |user: &str| {
        let options = ["-sS", "--noproxy", "*", "--max-time", "20", "--digest", "-u", user, &url, &url];
        let output = Command::new("curl").args(options).output().ok()?;
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let Some(answer) = curl("stanley:swordfish") else {
        return skip("there is no curl");
    };
    assert_eq!(answer, r#""stanley""#.repeat(2));
    assert_eq!(curl("stanley:wrong").unwrap_or_default(), r#"{"detail":"Not authenticated"}"#.repeat(2));
}

#[test]
fn it_is_documented() {
    is_documented(app(), "HTTPDigest", json!({ "type": "http", "scheme": "digest" }));
}

/// A digest and a key, both required.
#[derive(Dependency)]
struct Both {
    #[depends(scheme)]
    caller: HttpDigestCredentials,
    #[depends(super::trial::other)]
    key: String,
}

#[security_scheme]
static third: ApiKeyHeader = ApiKeyHeader::new("X-Third").name("Third");

#[derive(AnyOf)]
enum Together {
    #[depends]
    Both(Both),
    #[depends(third)]
    Third(String),
}

#[get("/together")]
async fn read_together(#[depends] caller: Together) -> Json<String> {
    Json(match caller {
        Together::Both(both) => format!("{} with {}", both.caller.username, both.key),
        Together::Third(key) => format!("the third {key}"),
    })
}

/// A digest and a third key, with the key first.
#[derive(Dependency)]
struct KeyFirst {
    #[depends(third)]
    key: String,
    #[depends(scheme)]
    caller: HttpDigestCredentials,
}

#[derive(AnyOf)]
enum EitherKey {
    #[depends]
    Both(Both),
    #[depends]
    KeyFirst(KeyFirst),
}

#[get("/keys")]
async fn read_keys(#[depends] caller: EitherKey) -> Json<String> {
    Json(match caller {
        EitherKey::Both(both) => format!("{} with {}", both.caller.username, both.key),
        EitherKey::KeyFirst(both) => format!("{} with the third {}", both.caller.username, both.key),
    })
}

/// If the key is missing, the digest is still checked, before the argument that requires it is resolved.
#[derive(AnyOf)]
enum KeyFirstOfTwo {
    #[depends]
    KeyFirst(KeyFirst),
    #[depends]
    Both(Both),
}

#[get("/first")]
async fn read_first(
    #[depends(Optional<KeyFirstOfTwo>)] caller: Option<KeyFirstOfTwo>,
) -> Json<Option<String>> {
    Json(caller.map(|caller| match caller {
        KeyFirstOfTwo::KeyFirst(both) => format!("{} with the third {}", both.caller.username, both.key),
        KeyFirstOfTwo::Both(both) => format!("{} with {}", both.caller.username, both.key),
    }))
}

#[get("/perhaps")]
async fn read_perhaps(#[depends(Optional<Both>)] caller: Option<Both>) -> Json<Option<String>> {
    Json(caller.map(|both| both.caller.username))
}

/// Half of a required pair is refused. A key that is missing beside a digest does not make the digest stale.
#[test]
fn a_digest_and_a_key_together_are_one_alternative() {
    let app = App::new(routes![read_alone, read_together, read_keys, read_first, read_perhaps]);
    let trial = Trial::new(app, CHALLENGE, "");
    for (path, value) in [
        ("/together", "stanley with key"),
        ("/keys", "stanley with key"),
        ("/first", "stanley with key"),
        ("/perhaps", "stanley"),
    ] {
        let alone = trial.get(path, &[&login(&trial, path)]);
        assert_eq!((alone.status, challenges_of(&alone)), (401, vec!["APIKey".to_owned()]), "{path}");
        let both = trial.get(path, &with_other(&[&login(&trial, path)]));
        assert_eq!((both.status, both.json()), (200, json!(value)), "{path}");
        for line in [&login(&trial, "/other"), "Authorization: Digest"] {
            let both = trial.get(path, &with_other(&[line]));
            assert_eq!(
                (both.status, challenges_of(&both)),
                (401, vec![CHALLENGE.to_owned()]),
                "{path} {line}"
            );
            // Half of a pair is refused without a check.
            assert_eq!(trial.get(path, &[line]).status, 401, "{path} {line}");
        }
        let key = trial.get(path, &with_other(&[]));
        assert_eq!(key.status, 401, "{path}");
        assert!(challenges_of(&key).contains(&CHALLENGE.to_owned()), "{path}");
    }
    for (path, value) in [("/together", "the third key"), ("/keys", "stanley with the third key")] {
        let answer = trial.get(path, &["X-Third: key", &login(&trial, path)]);
        assert_eq!((answer.status, answer.json()), (200, json!(value)), "{path}");
    }
    assert_eq!(trial.get("/together", &["X-Third: key"]).json(), "the third key");
}
