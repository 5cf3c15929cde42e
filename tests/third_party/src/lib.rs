//! A security scheme as another crate would offer it: made of the public parts of `portcullis` alone.

use portcullis::graph::{Challenge, Scheme, SchemeKind};
use portcullis::{Context, Refusal, SecurityScheme};

/// `Authorization: Token <text>`, as some forges ask for.
#[derive(Clone, Copy, Debug)]
pub struct TokenScheme {
    realm: Option<&'static str>,
    name: &'static str,
}

/// The text.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(pub String);

impl TokenScheme {
    /// The scheme.
    #[allow(clippy::new_without_default, reason = "a constant cannot call `default`")]
    pub const fn new() -> Self {
        Self { realm: None, name: "Token" }
    }

    /// The same under another name in the document.
    pub const fn name(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    /// The same with a realm.
    pub const fn realm(mut self, realm: &'static str) -> Self {
        self.realm = Some(realm);
        self
    }

    /// Its description, for the graph.
    pub const fn scheme(&self) -> Scheme {
        Scheme {
            challenge: Some(self.challenge()),
            ..Scheme::new(self.name, SchemeKind::Http { scheme: "token", bearer_format: None })
        }
    }

    const fn challenge(&self) -> Challenge {
        Challenge::new("Token").realm(self.realm)
    }

    fn find(&self, cx: &Context) -> Result<Token, Refusal> {
        let mut lines = cx.headers().get_all("authorization").iter();
        let (Some(line), None) = (lines.next(), lines.next()) else {
            return Err(Refusal::missing(Some(self.challenge())));
        };
        let text = line.to_str().unwrap_or_default();
        match text.split_once(' ') {
            Some((word, token)) if word.eq_ignore_ascii_case("Token") && !token.is_empty() => {
                Ok(Token(token.to_owned()))
            }
            _ if text.eq_ignore_ascii_case("Token") => Err(Refusal::malformed(Some(self.challenge()))),
            _ => Err(Refusal::missing(Some(self.challenge()))),
        }
    }
}

impl SecurityScheme for TokenScheme {
    type Credentials = Token;

    async fn authenticate(&self, cx: &mut Context) -> Result<Token, Refusal> {
        self.find(cx)
    }
}
