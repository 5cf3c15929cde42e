//! Tests of the scheme as a whole, with a clock of their own.

use http::header::AUTHORIZATION;

use super::*;

struct Users;

impl DigestUsers for Users {
    async fn find(&self, username: &str) -> Option<DigestSecret> {
        let only_md5 = Algorithm::Md5.hash(&["old", "items", "secret"]);
        match username {
            "johndoe" => Some(DigestSecret::password("secret")),
            "old" => DigestSecret::md5(&only_md5).ok(),
            "Jäsøn" => Some(DigestSecret::password("Secret, or not?")),
            _ => None,
        }
    }
}

static SCHEME: HttpDigest<Users> = HttpDigest::new("items", Users).md5();
static STRICT: HttpDigest<Users> = HttpDigest::new("items", Users).nonce_lifetime(Duration::from_secs(1));

/// A client that answers a challenge. A test changes what the client gets wrong.
#[derive(Clone)]
struct Client {
    algorithm: Algorithm,
    method: &'static str,
    username: &'static str,
    password: &'static str,
    realm: &'static str,
    uri: &'static str,
    nonce: String,
    nc: u32,
}

impl Client {
    fn new(nonce: &str) -> Self {
        Self {
            algorithm: Algorithm::Sha256,
            method: "GET",
            username: "johndoe",
            password: "secret",
            realm: "items",
            uri: "/items/?q=1",
            nonce: nonce.to_owned(),
            nc: 1,
        }
    }

    fn line(&self) -> String {
        let Self { algorithm, method, username, password, realm, uri, nonce, nc } = self;
        let nc = format!("{nc:08x}");
        let a1 = algorithm.hash(&[username, realm, password]);
        let a2 = algorithm.hash(&[method, uri]);
        let response = algorithm.hash(&[&a1, nonce, &nc, "c", "auth", &a2]);
        let algorithm = algorithm.name();
        format!(
            "Digest username=\"{username}\", realm=\"{realm}\", nonce=\"{nonce}\", uri=\"{uri}\", nc={nc}, \
             cnonce=\"c\", qop=auth, algorithm={algorithm}, response=\"{response}\""
        )
    }
}

struct Server {
    nonces: Nonces,
    now: Instant,
}

impl Server {
    fn new() -> Self {
        let now = Instant::now();
        Self { nonces: Nonces::new(now, 100), now }
    }

    fn nonce(&self) -> String {
        self.nonces.issue("items", SCHEME.offer.lifetime, self.now)
    }

    /// Returns the name, or the name of the failure and the challenges.
    fn answer(&self, scheme: &HttpDigest<Users>, lines: &[&str]) -> Result<String, (&str, Vec<String>)> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(AUTHORIZATION, HeaderValue::from_bytes(line.as_bytes()).unwrap());
        }
        let uri = Uri::from_static("/items/?q=1");
        let check = scheme.check_at(&headers, &Method::GET, &uri, &self.nonces, self.now);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let text = |values: Vec<HeaderValue>| values.iter().map(|v| v.to_str().unwrap().to_owned()).collect();
        match runtime.block_on(check) {
            Ok(credentials) => Ok(credentials.username),
            Err(Failure::Absent(challenges)) => Err(("absent", text(challenges))),
            Err(Failure::Refused(challenges)) => Err(("refused", text(challenges))),
        }
    }

    /// Returns `accepted`, `absent`, `refused` or `stale`.
    fn word(&self, scheme: &HttpDigest<Users>, lines: &[&str]) -> &str {
        match self.answer(scheme, lines) {
            Ok(_) => "accepted",
            Err((word, challenges)) if challenges.iter().all(|line| !line.contains("stale")) => word,
            Err(("refused", _)) => "stale",
            Err(_) => "stale without a response",
        }
    }
}

#[test]
fn the_challenge_offers_the_best_first() {
    let server = Server::new();
    let (word, challenges) = server.answer(&SCHEME, &[]).unwrap_err();
    assert_eq!((word, challenges.len()), ("absent", 2));
    let nonce = challenges[0].split("nonce=\"").nth(1).unwrap().split('"').next().unwrap();
    for (line, algorithm) in challenges.iter().zip(["SHA-256", "MD5"]) {
        let wanted = format!(
            "Digest realm=\"items\", qop=\"auth\", algorithm={algorithm}, nonce=\"{nonce}\", charset=UTF-8"
        );
        assert_eq!(*line, wanted);
    }
    assert_eq!(server.word(&SCHEME, &[&Client::new(nonce).line()]), "accepted");
    assert_eq!(server.answer(&STRICT, &[]).unwrap_err().1.len(), 1);
}

#[test]
fn a_user_is_let_in() {
    let server = Server::new();
    let client = Client::new(&server.nonce());
    assert_eq!(server.answer(&SCHEME, &[&client.line()]).as_deref(), Ok("johndoe"));
    let md5 = Client { algorithm: Algorithm::Md5, nc: 2, ..client.clone() };
    assert_eq!(server.answer(&SCHEME, &[&md5.line()]).as_deref(), Ok("johndoe"));
    let old = Client { username: "old", nc: 3, ..md5.clone() };
    assert_eq!(server.answer(&SCHEME, &[&old.line()]).as_deref(), Ok("old"));
    let utf8 = Client { username: "Jäsøn", password: "Secret, or not?", nc: 4, ..client.clone() };
    assert_eq!(server.answer(&SCHEME, &[&utf8.line()]).as_deref(), Ok("Jäsøn"));
    let extended =
        Client { nc: 5, ..utf8 }.line().replace("username=\"Jäsøn\"", "username*=UTF-8''J%C3%A4s%C3%B8n");
    assert_eq!(server.answer(&SCHEME, &[&extended]).as_deref(), Ok("Jäsøn"));
    let lower = Client { nc: 6, ..client.clone() }.line().replace("Digest", "dIGEST  ");
    assert_eq!(server.answer(&SCHEME, &[&lower]).as_deref(), Ok("johndoe"));
    let absolute = Client { nc: 7, uri: "http://a.example/items/?q=1", ..client };
    assert_eq!(server.answer(&SCHEME, &[&absolute.line()]).as_deref(), Ok("johndoe"));
}

#[test]
fn what_is_wrong_is_refused_and_uses_up_nothing() {
    let server = Server::new();
    let client = Client::new(&server.nonce());
    let changes: [fn(&mut Client); 13] = [
        |client| client.password = "Secret",
        |client| client.username = "nobody",
        |client| (client.username, client.password) = ("nobody", ""),
        |client| client.username = "old",
        |client| (client.username, client.password) = ("old", ""),
        |client| client.realm = "Items",
        |client| client.method = "POST",
        |client| client.uri = "/items/",
        |client| client.uri = "/items/?q=2",
        |client| client.uri = "/items/?q=1#a",
        |client| client.uri = "http://a.example/items/?q=1#a",
        |client| client.uri = "ftp://a.example/items/?q=1",
        |client| client.uri = "a.example/items/?q=1",
    ];
    for (at, change) in changes.iter().enumerate() {
        let mut wrong = client.clone();
        change(&mut wrong);
        assert_eq!(server.word(&SCHEME, &[&wrong.line()]), "refused", "{at}");
        wrong.nonce = "made up".into();
        assert_eq!(server.word(&SCHEME, &[&wrong.line()]), "refused", "{at}");
    }
    assert_eq!(server.word(&SCHEME, &[&client.line()]), "accepted");
}

#[test]
fn md5_is_refused_where_it_is_not_offered() {
    let server = Server::new();
    let client = Client { algorithm: Algorithm::Md5, ..Client::new(&server.nonce()) };
    assert_eq!(server.word(&STRICT, &[&client.line()]), "refused");
    assert_eq!(server.word(&STRICT, &[&client.line().replace(" algorithm=MD5,", "")]), "refused");
    assert_eq!(server.word(&SCHEME, &[&client.line().replace(" algorithm=MD5,", "")]), "accepted");
}

#[test]
fn a_right_response_to_an_old_nonce_is_stale() {
    let mut server = Server::new();
    let client = Client::new(&server.nonce());
    assert_eq!(server.word(&SCHEME, &[&client.line()]), "accepted");
    assert_eq!(server.word(&SCHEME, &[&client.line()]), "stale");
    let next = Client { nc: 2, ..client.clone() };
    server.now += SCHEME.offer.lifetime;
    assert_eq!(server.word(&SCHEME, &[&next.line()]), "stale");
    assert_eq!(server.word(&SCHEME, &[&Client { password: "x", ..next }.line()]), "refused");
    // For example, a nonce from before a restart.
    assert_eq!(server.word(&SCHEME, &[&Client { nonce: "made up".into(), ..client }.line()]), "stale");
    let (_, challenges) = server.answer(&SCHEME, &[&Client::new("").line()]).unwrap_err();
    assert!(challenges.iter().all(|line| line.ends_with(", charset=UTF-8, stale=true")), "{challenges:?}");
}

#[test]
fn nonces_last_as_long_as_the_scheme_says() {
    let mut server = Server::new();
    let (_, challenges) = server.answer(&STRICT, &[]).unwrap_err();
    let client = Client::new(challenges[0].split("nonce=\"").nth(1).unwrap().split('"').next().unwrap());
    server.now += Duration::from_millis(999);
    assert_eq!(server.word(&STRICT, &[&client.line()]), "accepted");
    server.now += Duration::from_millis(1);
    assert_eq!(server.word(&STRICT, &[&Client { nc: 2, ..client }.line()]), "stale");
}

#[test]
fn what_is_absent_and_what_is_refused() {
    let server = Server::new();
    let good = Client::new(&server.nonce()).line();
    let cases: [(&[&str], &str); 20] = [
        (&[], "absent"),
        (&[""], "absent"),
        (&[" "], "absent"),
        (&["Basic am9obmRvZTpzZWNyZXQ="], "absent"),
        (&["Bearer Digest"], "absent"),
        (&["Digestx a=1"], "absent"),
        (&["\"Digest\" a=1"], "absent"),
        (&["é"], "absent"),
        (&["Digest"], "refused"),
        (&["digest "], "refused"),
        (&["Digest\ta=1"], "refused"),
        (&["Digest,"], "refused"),
        (&["Digest=1"], "refused"),
        (&["Digest é"], "refused"),
        (&["", ""], "absent"),
        (&["Basic x", "Bearer y"], "absent"),
        (&[&good, ""], "refused"),
        (&["Bearer x", &good], "refused"),
        (&[&good, &good], "refused"),
        (&[&good], "accepted"),
    ];
    for (lines, wanted) in cases {
        assert_eq!(server.word(&SCHEME, lines), wanted, "{lines:?}");
    }
    let mut headers = HeaderMap::new();
    headers.append(AUTHORIZATION, HeaderValue::from_bytes(b"Digest username=\"J\xe4son\"").unwrap());
    assert!(LINE.find(&headers).is_err());
}

#[test]
fn a_scheme_is_a_constant_that_says_nothing_odd() {
    const NAMED: HttpDigest<Users> =
        HttpDigest::new("a realm", Users).name("Digest").description("By digest.");
    assert_eq!((NAMED.name, NAMED.description), ("Digest", Some("By digest.")));
    assert_eq!(NAMED.offer.lifetime, Duration::from_secs(300));
    for realm in ["a\"b", "a\\b", "a\r\nb", "é", "\u{7f}"] {
        assert!(!is_plain(realm), "{realm}");
    }
    assert!(is_plain("") && is_plain("http-auth@example.org") && is_plain(" ~"));
}

#[tokio::test]
async fn the_process_has_its_own_nonces() {
    let (headers, uri) = (HeaderMap::new(), Uri::from_static("/"));
    let Err(Failure::Absent(challenges)) = SCHEME.check(&headers, &Method::GET, &uri).await else {
        panic!("nobody sent anything");
    };
    let text = challenges[0].to_str().unwrap();
    let nonce = text.split("nonce=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(NONCES.redeem(nonce, 1, "items", Instant::now()));
}
