//! A security scheme as another crate would offer it. It uses only the public items of `portcullis`.

use portcullis::graph::{Challenge, Scheme, SchemeKind};
use portcullis::{Context, Refusal, SecurityScheme};

/// The auth scheme `Token`, as some forges require it: `Authorization: Token <text>`, in one line, and without spaces
/// in the text.
#[derive(Clone, Copy, Debug)]
pub struct TokenScheme {
    realm: Option<&'static str>,
    name: &'static str,
}

/// A token.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(pub String);

impl TokenScheme {
    /// Creates a scheme without a realm.
    #[allow(clippy::new_without_default, reason = "a constant cannot call `default`")]
    pub const fn new() -> Self {
        Self { realm: None, name: "Token" }
    }

    /// Sets the name in the document.
    pub const fn name(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    /// Sets the realm of the challenge.
    pub const fn realm(mut self, realm: &'static str) -> Self {
        self.realm = Some(realm);
        self
    }

    /// Returns the description for the graph.
    pub const fn scheme(&self) -> Scheme {
        let kind = SchemeKind::Http { scheme: "token", bearer_format: None };
        Scheme::new(self.name, kind).challenge(self.challenge())
    }

    const fn challenge(&self) -> Challenge {
        Challenge::new("Token").realm(self.realm)
    }

    fn find(&self, cx: &Context) -> Result<Token, Refusal> {
        let challenge = Some(self.challenge());
        // The field is not a list (RFC 9110, section 11.6.2). A proxy may have checked another line than this one.
        let mut lines = cx.headers().get_all("authorization").iter();
        let line = match (lines.next(), lines.next()) {
            (None, _) => return Err(Refusal::missing(challenge)),
            (Some(line), None) => line.as_bytes(),
            (Some(_), Some(_)) => return Err(Refusal::malformed(challenge)),
        };
        // Auth schemes are case-insensitive (RFC 9110, section 11.1). Credentials of another auth scheme are ignored,
        // and malformed ones of this scheme are refused.
        let end = line.iter().position(|byte| !is_word(*byte)).unwrap_or(line.len());
        let (word, text) = line.split_at(end);
        if !word.eq_ignore_ascii_case(b"Token") {
            return Err(Refusal::missing(challenge));
        }
        let text = std::str::from_utf8(text).unwrap_or_default();
        let token = text.trim_start_matches(' ');
        let is_token = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
        if is_token && token.len() < text.len() {
            Ok(Token(token.to_owned()))
        } else {
            Err(Refusal::malformed(challenge))
        }
    }
}

/// Whether a token, such as the auth scheme, may contain the byte (RFC 9110, section 5.6.2).
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

impl SecurityScheme for TokenScheme {
    type Credentials = Token;

    async fn authenticate(&self, cx: &mut Context) -> Result<Token, Refusal> {
        self.find(cx)
    }

    fn settings(&self) -> Vec<String> {
        self.realm.iter().map(|realm| format!("realm {realm:?}")).collect()
    }
}
