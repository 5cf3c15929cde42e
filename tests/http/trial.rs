//! Tests for every scheme, over a socket. The scheme is used alone, optional, optional behind a function that refuses
//! all credentials, and as the first of two alternatives. The other alternative is a key in `X-Other`.

use portcullis::prelude::*;
use portcullis_tests::{Answer, Server, get};

#[security_scheme]
pub(crate) static other: ApiKeyHeader = ApiKeyHeader::new("X-Other").name("Other");

/// Defines an app with a scheme of the module. `$text` converts the credentials to text.
macro_rules! app_of {
    ($scheme:ident: $credentials:ty => $text:expr) => {
        #[derive(AnyOf)]
        enum Caller {
            #[depends($scheme)]
            Ours($credentials),
            #[depends(super::trial::other)]
            Other(String),
        }

        #[dependency]
        fn refuse(#[depends($scheme)] _sent: $credentials) -> Result<String, AuthError> {
            Err($scheme::invalid_token())
        }

        #[get("/alone")]
        async fn read_alone(#[depends($scheme)] sent: $credentials) -> Json<String> {
            Json($text(sent))
        }

        #[get("/optional")]
        async fn read_optional(
            #[depends(Optional<$scheme>)] sent: Option<$credentials>,
        ) -> Json<Option<String>> {
            Json(sent.map($text))
        }

        #[get("/refused")]
        async fn read_refused(#[depends(Optional<refuse>)] user: Option<String>) -> Json<Option<String>> {
            Json(user)
        }

        #[get("/either")]
        async fn read_either(#[depends] caller: Caller) -> Json<String> {
            Json(match caller {
                Caller::Ours(sent) => $text(sent),
                Caller::Other(key) => format!("the other {key}"),
            })
        }

        fn app() -> App {
            App::new(routes![read_alone, read_optional, read_refused, read_either])
        }
    };
}
pub(crate) use app_of;

const OTHER: &str = "X-Other: key";

/// A server with the app of a scheme, and the challenges expected of it.
pub(crate) struct Trial {
    server: Server,
    challenge: &'static str,
    invalid: &'static str,
    query: &'static str,
}

impl Trial {
    /// `challenge` is expected without credentials, and `invalid` when a function behind the scheme refuses. A nonce is
    /// left out of both.
    pub(crate) fn new(app: App, challenge: &'static str, invalid: &'static str) -> Self {
        Self { server: Server::start(app), challenge, invalid, query: "" }
    }

    /// Sends this query with all following requests.
    pub(crate) fn query(&mut self, query: &'static str) -> &Self {
        self.query = query;
        self
    }

    /// Checks that these header lines are credentials, wherever the scheme is used.
    pub(crate) fn admits(&self, lines: &[&str], handed_on: &str) {
        for path in ["/alone", "/optional", "/either"] {
            for lines in [lines, &with_other(lines)] {
                let answer = self.get(path, lines);
                let what = (answer.status, answer.json());
                assert_eq!(what, (200, json!(handed_on)), "{path}{} {lines:?}", self.query);
            }
        }
        self.is_refused("/refused", lines, "Could not validate credentials", &[self.invalid]);
    }

    /// Checks that these header lines present no credentials for the scheme.
    pub(crate) fn finds_nothing(&self, lines: &[&str]) {
        self.is_refused("/alone", lines, "Not authenticated", &[self.challenge]);
        // A challenge that both alternatives share is sent once.
        let either = if self.challenge == "APIKey" { &["APIKey"][..] } else { &[self.challenge, "APIKey"] };
        self.is_refused("/either", lines, "Not authenticated", either);
        for path in ["/optional", "/refused"] {
            let answer = self.get(path, lines);
            assert_eq!(
                (answer.status, answer.text()),
                (200, "null".into()),
                "{path}{} {lines:?}",
                self.query
            );
        }
        assert_eq!(self.get("/either", &with_other(lines)).json(), "the other key", "{lines:?}");
    }

    /// Checks that these malformed credentials are refused, not ignored, and that the other alternative is not tried.
    pub(crate) fn refuses(&self, lines: &[&str]) {
        for path in ["/alone", "/optional", "/refused", "/either"] {
            self.is_refused(path, lines, "Not authenticated", &[self.challenge]);
            self.is_refused(path, &with_other(lines), "Not authenticated", &[self.challenge]);
        }
    }

    pub(crate) fn get(&self, path: &str, lines: &[&str]) -> Answer {
        get(self.server.address(), &format!("{path}{}", self.query), lines)
    }

    fn is_refused(&self, path: &str, lines: &[&str], detail: &str, challenges: &[&str]) {
        let answer = self.get(path, lines);
        let what = format!("{path}{} {lines:?}", self.query);
        assert_eq!((answer.status, answer.json()), (401, json!({ "detail": detail })), "{what}");
        assert_eq!(challenges_of(&answer), challenges, "{what}");
        assert_eq!(answer.header("cache-control"), "no-store", "{what}");
    }
}

/// Returns the challenges of a response, without their nonces.
pub(crate) fn challenges_of(answer: &Answer) -> Vec<String> {
    let without_nonce = |challenge: &str| match challenge.split_once("nonce=\"") {
        Some((before, after)) => {
            format!("{before}nonce=\"{}", &after[after.find('"').expect("the end of a nonce")..])
        }
        None => challenge.to_owned(),
    };
    answer.all("www-authenticate").into_iter().map(without_nonce).collect()
}

/// Returns these header lines, and the key of the other alternative.
pub(crate) fn with_other<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    lines.iter().copied().chain([OTHER]).collect()
}

/// Checks that the document of such an app describes the scheme.
pub(crate) fn is_documented(app: App, name: &str, scheme: Value) {
    let document = app.openapi();
    assert_eq!(document["components"]["securitySchemes"][name], scheme);
    for (path, security) in [
        ("/alone", json!([{ name: [] }])),
        ("/optional", json!([{ name: [] }, {}])),
        ("/refused", json!([{ name: [] }, {}])),
        ("/either", json!([{ name: [] }, { "Other": [] }])),
    ] {
        let operation = &document["paths"][path]["get"];
        assert_eq!(operation["security"], security, "{path}");
        let refusal = &operation["responses"]["401"];
        assert_eq!(refusal["description"], "Not authenticated", "{path}");
        assert!(refusal["headers"]["WWW-Authenticate"].is_object(), "{path}");
        assert!(refusal["content"]["application/json"]["schema"].is_object(), "{path}");
        assert_eq!(operation["responses"]["403"], Value::Null, "{path}");
    }
}
