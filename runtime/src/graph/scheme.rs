use super::{Id, ItemType, is_quotable, is_same_word, is_scope, is_word, same};

/// A security scheme: how credentials travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Its name in the document.
    pub name: &'static str,
    /// What it is.
    pub kind: SchemeKind,
    /// What the document says of it.
    pub description: Option<&'static str>,
    /// What a refusal tells the client to send, when the scheme has a word for it.
    pub challenge: Option<Challenge>,
    /// Whether it knows by itself who may present what; else it hands on what it finds, and a dependency looks whether it is
    /// true.
    pub verifies: bool,
}

/// What kind of scheme it is, with what OpenAPI wants to know of it (Security Scheme Object).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::large_enum_variant, reason = "few there are, and a constant has no box")]
pub enum SchemeKind {
    /// OAuth 2.0, with its flows.
    OAuth2(Flows),
    /// HTTP authentication (RFC 9110, section 11): a word, and credentials after it, in `Authorization`.
    Http {
        /// The word: one of the IANA HTTP Authentication Scheme Registry.
        scheme: &'static str,
        /// How a bearer token is made, for the reader: `JWT`.
        bearer_format: Option<&'static str>,
    },
    /// A key.
    ApiKey {
        /// Where it stands.
        place: KeyPlace,
        /// The name of the header field, query parameter or cookie.
        name: &'static str,
    },
    /// OpenID Connect, with the URL of its discovery document.
    OpenIdConnect {
        /// The URL.
        url: &'static str,
    },
    /// A certificate of the client's (RFC 8446, section 4.4.2; RFC 8705).
    MutualTls,
}

/// Where an API key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// In a header field.
    Header,
    /// In the query.
    Query,
    /// In a cookie.
    Cookie,
}

impl KeyPlace {
    /// The word that OpenAPI's `in` has for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Query => "query",
            Self::Cookie => "cookie",
        }
    }
}

/// The flows of an OAuth 2.0 scheme, one of each kind at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flows(pub(crate) [Option<Flow>; 4]);

/// A flow of an OAuth 2.0 scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flow {
    /// Which one.
    pub kind: FlowKind,
    /// Where a user is sent to authorize the client, in the flows that have such a place.
    pub authorization_url: Option<&'static str>,
    /// Where a token is asked for, in the flows that ask.
    pub token_url: Option<TokenUrl>,
    /// Where a new token is asked for, when that is somewhere else (RFC 6749, section 6).
    pub refresh_url: Option<&'static str>,
    /// The scopes that a token may carry.
    pub scopes: &'static [Scope],
}

/// Where a token is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenUrl {
    /// At this URL. A relative one is relative to the root of the API.
    At(&'static str),
    /// Where this operation is mounted: [`TokenUrl::issued_by`].
    IssuedBy(Issuer),
}

/// An operation that issues tokens.
#[derive(Clone, Copy, Debug)]
pub struct Issuer {
    /// Its identity, for the compiler.
    pub(crate) id: Id,
    /// The type that stands for it, which is its identity at run time.
    pub(crate) ty: ItemType,
}

impl Issuer {
    /// The operation of this type and identity.
    pub(crate) const fn new<O: 'static>(id: Id) -> Self {
        Self { id, ty: ItemType::of::<O>() }
    }
}

impl PartialEq for Issuer {
    fn eq(&self, other: &Self) -> bool {
        (self.ty.id)() == (other.ty.id)()
    }
}

impl Eq for Issuer {}

/// How a client comes by a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlowKind {
    /// RFC 6749, section 4.2; RFC 9700, section 2.1.2, advises against it.
    Implicit,
    /// RFC 6749, section 4.3; RFC 9700, section 2.4, advises against it.
    Password,
    /// RFC 6749, section 4.4.
    ClientCredentials,
    /// RFC 6749, section 4.1.
    AuthorizationCode,
}

/// A scope: its name (RFC 6749, section 3.3) and what it permits, in words.
pub type Scope = (&'static str, &'static str);

/// A challenge (RFC 9110, section 11.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// The word of the authentication scheme: `Bearer`.
    pub scheme: &'static str,
    /// The realm, when one is declared.
    pub realm: Option<&'static str>,
    /// More parameters, each with its value before it is quoted.
    pub parameters: &'static [(&'static str, &'static str)],
}

impl Scheme {
    /// A scheme of this name, without a description and without a challenge.
    pub const fn new(name: &'static str, kind: SchemeKind) -> Self {
        Self { name, kind, description: None, challenge: None, verifies: false }
    }

    /// The scopes that are declared: those of all flows, some perhaps repeated. `None` for a scheme that declares none
    /// by its nature: whatever is asked of it is the name of a role (OpenAPI 3.1, Security Requirement Object).
    pub(crate) const fn flows(&self) -> Option<&Flows> {
        match &self.kind {
            SchemeKind::OAuth2(flows) => Some(flows),
            _ => None,
        }
    }

    /// The word before the credentials, of a scheme that reads the header field `Authorization`, of which a request
    /// has one. A key that stands there has no word.
    pub(crate) const fn authorization(&self) -> Option<&'static str> {
        match self.kind {
            SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect { .. } => Some("Bearer"),
            SchemeKind::Http { scheme, .. } => Some(scheme),
            SchemeKind::ApiKey { place: KeyPlace::Header, name } if is_same_word(name, "Authorization") => {
                Some("")
            }
            SchemeKind::ApiKey { .. } | SchemeKind::MutualTls => None,
        }
    }

    /// Whether whoever presents something for this scheme presents it for the other one, too: both look at one place.
    pub(crate) const fn reads_the_place_of(&self, other: &Self) -> bool {
        match (self.authorization(), other.authorization()) {
            // A key that is all of the field is presented by every word.
            (Some(own), Some(other)) => return other.is_empty() || is_same_word(own, other),
            (None, None) => {}
            _ => return false,
        }
        match (&self.kind, &other.kind) {
            (SchemeKind::MutualTls, SchemeKind::MutualTls) => true,
            (
                SchemeKind::ApiKey { place: KeyPlace::Header, name },
                SchemeKind::ApiKey { place: KeyPlace::Header, name: other },
            ) => is_same_word(name, other),
            (
                SchemeKind::ApiKey { place: KeyPlace::Query, name },
                SchemeKind::ApiKey { place: KeyPlace::Query, name: other },
            )
            | (
                SchemeKind::ApiKey { place: KeyPlace::Cookie, name },
                SchemeKind::ApiKey { place: KeyPlace::Cookie, name: other },
            ) => same(name, other),
            _ => false,
        }
    }
}

impl Flows {
    /// None at all.
    pub const NONE: Self = Self([None; 4]);

    /// With one more.
    ///
    /// # Panics
    ///
    /// When there is one of its kind: in a constant, the program does not compile.
    #[track_caller]
    pub const fn and(mut self, flow: Flow) -> Self {
        let at = flow.kind as usize;
        assert!(self.0[at].is_none(), "a scheme has one flow of each kind");
        self.0[at] = Some(flow);
        self
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Flow> {
        self.0.iter().flatten()
    }
}

impl Flow {
    /// The password flow: the client asks for a token at `token_url` with the name and the password of a user.
    pub const fn password(token_url: &'static str) -> Self {
        Self::new(FlowKind::Password, None, Some(TokenUrl::At(token_url)))
    }

    /// The client credentials flow: the client asks for a token at `token_url` in its own name.
    pub const fn client_credentials(token_url: &'static str) -> Self {
        Self::new(FlowKind::ClientCredentials, None, Some(TokenUrl::At(token_url)))
    }

    /// The authorization code flow: the user is sent to `authorization_url`, and the client asks for a token at
    /// `token_url` with the code that comes back.
    pub const fn authorization_code(authorization_url: &'static str, token_url: &'static str) -> Self {
        Self::new(FlowKind::AuthorizationCode, Some(authorization_url), Some(TokenUrl::At(token_url)))
    }

    /// The implicit flow: the user is sent to `authorization_url`, and the token comes back.
    pub const fn implicit(authorization_url: &'static str) -> Self {
        Self::new(FlowKind::Implicit, Some(authorization_url), None)
    }

    pub(crate) const fn new(
        kind: FlowKind,
        authorization_url: Option<&'static str>,
        token_url: Option<TokenUrl>,
    ) -> Self {
        Self { kind, authorization_url, token_url, refresh_url: None, scopes: &[] }
    }

    /// The same with these scopes, each with what it permits.
    ///
    /// # Panics
    ///
    /// When one is no scope-token (RFC 6749, section 3.3): in a constant, the program does not compile.
    #[track_caller]
    pub const fn scopes(mut self, scopes: &'static [Scope]) -> Self {
        self.scopes = checked_scopes(scopes);
        self
    }

    /// The same with a URL for refreshing tokens (RFC 6749, section 6).
    pub const fn refresh_url(mut self, url: &'static str) -> Self {
        self.refresh_url = Some(url);
        self
    }
}

impl FlowKind {
    /// Its key in OpenAPI's `flows`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Implicit => "implicit",
            Self::Password => "password",
            Self::ClientCredentials => "clientCredentials",
            Self::AuthorizationCode => "authorizationCode",
        }
    }
}

impl Challenge {
    /// The bare word.
    ///
    /// # Panics
    ///
    /// When it is no token (RFC 9110, section 11.1); in a constant, the program does not compile.
    #[track_caller]
    pub const fn new(scheme: &'static str) -> Self {
        assert!(is_word(scheme), "the word of a challenge is letters, digits and hyphens: `Bearer`");
        Self { scheme, realm: None, parameters: &[] }
    }

    /// With a realm, or without one.
    ///
    /// # Panics
    ///
    /// When it holds a control character, which no header can (RFC 9110, section 5.6.4); in a constant, the program does
    /// not compile.
    #[track_caller]
    pub const fn realm(mut self, realm: Option<&'static str>) -> Self {
        if let Some(realm) = realm {
            checked_realm(realm);
        }
        self.realm = realm;
        self
    }

    /// With these parameters.
    ///
    /// # Panics
    ///
    /// When a name is no token, or a value holds a control character (RFC 9110, section 11.2); in a constant, the program
    /// does not compile.
    #[track_caller]
    pub const fn parameters(mut self, parameters: &'static [(&'static str, &'static str)]) -> Self {
        self.parameters = checked_parameters(parameters);
        self
    }
}

/// A realm that a header can hold: a challenge that must have one (RFC 7617, section 2) cannot do without.
#[track_caller]
pub(crate) const fn checked_realm(realm: &'static str) -> &'static str {
    assert!(is_quotable(realm), "a realm has no line break or other control character");
    realm
}

/// Scopes that can be asked for and be listed in a challenge.
#[track_caller]
pub(crate) const fn checked_scopes(scopes: &'static [Scope]) -> &'static [Scope] {
    let mut i = 0;
    while i < scopes.len() {
        assert!(
            is_scope(scopes[i].0),
            "a scope is printable ASCII without spaces, quotes and backslashes: `users:read`"
        );
        i += 1;
    }
    scopes
}

/// Parameters that a header can hold, and that are read as no other challenge.
#[track_caller]
pub(crate) const fn checked_parameters(
    parameters: &'static [(&'static str, &'static str)],
) -> &'static [(&'static str, &'static str)] {
    let mut i = 0;
    while i < parameters.len() {
        let (name, value) = parameters[i];
        assert!(is_word(name), "the name of a parameter is letters, digits and hyphens: `charset`");
        assert!(is_quotable(value), "a parameter has no line break or other control character");
        i += 1;
    }
    parameters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic = "the word of a challenge"]
    fn a_word_that_no_header_can_hold() {
        let _ = Challenge::new("Söme");
    }

    #[test]
    #[should_panic = "the word of a challenge"]
    fn a_word_with_a_parameter() {
        let _ = Challenge::new("Basic realm=\"x\"");
    }

    #[test]
    #[should_panic = "a realm has no line break"]
    fn a_realm_that_no_header_can_hold() {
        let _ = Challenge::new("Basic").realm(Some("a\nb"));
    }

    #[test]
    #[should_panic = "the name of a parameter"]
    fn a_parameter_that_is_another_challenge() {
        let _ = Challenge::new("Foo").parameters(&[("a=\"b\", Basic realm", "x")]);
    }

    #[test]
    #[should_panic = "a scope is printable ASCII"]
    fn a_scope_that_is_two() {
        let _ = Flow::password("token").scopes(&[("items", ""), ("all items", "")]);
    }

    #[test]
    #[should_panic = "a parameter has no line break"]
    fn a_parameter_that_no_header_can_hold() {
        let _ = Challenge::new("Foo").parameters(&[("a", "b\0")]);
    }
}
