use super::{Id, ItemType, is_quotable, is_same_word, is_scope, is_word, same};

/// A security scheme: how a client sends credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scheme {
    /// The name in the document.
    pub name: &'static str,
    /// The kind, with its settings.
    pub kind: SchemeKind,
    /// The description in the document.
    pub description: Option<&'static str>,
    /// The challenge in a refusal, which tells the client what to send. `None` if the scheme has no challenge.
    pub challenge: Option<Challenge>,
    /// Whether the scheme verifies credentials by itself. Otherwise, the scheme yields the credentials that
    /// it finds, and a dependency must verify them.
    pub verifies: bool,
}

/// The kind of a scheme, with the fields that OpenAPI requires for it (Security Scheme Object).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(clippy::large_enum_variant, reason = "few there are, and a constant has no box")]
pub enum SchemeKind {
    /// OAuth 2.0, with its flows.
    OAuth2(Flows),
    /// HTTP authentication (RFC 9110, section 11): an auth scheme, followed by credentials, in `Authorization`.
    Http {
        /// The auth scheme, as registered in the IANA HTTP Authentication Scheme Registry.
        scheme: &'static str,
        /// The format of a bearer token, as a hint for the reader: `JWT`.
        bearer_format: Option<&'static str>,
    },
    /// An API key.
    ApiKey {
        /// The part of the request that holds the key.
        place: KeyPlace,
        /// The name of the header field, query parameter or cookie.
        name: &'static str,
    },
    /// OpenID Connect, with the URL of its discovery document.
    OpenIdConnect {
        /// The URL.
        url: &'static str,
    },
    /// A client certificate (RFC 8446, section 4.4.2; RFC 8705).
    MutualTls,
}

/// The part of a request that holds an API key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// A header field.
    Header,
    /// The query.
    Query,
    /// A cookie.
    Cookie,
}

impl KeyPlace {
    /// Returns the name of the place in OpenAPI's `in`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Query => "query",
            Self::Cookie => "cookie",
        }
    }
}

/// The flows of an OAuth 2.0 scheme, at most one of each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flows(pub(crate) [Option<Flow>; 4]);

/// A flow of an OAuth 2.0 scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Flow {
    /// The kind.
    pub kind: FlowKind,
    /// The URL to which a user is sent to authorize the client, in the flows that have one.
    pub authorization_url: Option<&'static str>,
    /// The token endpoint, in the flows that have one.
    pub token_url: Option<TokenUrl>,
    /// The URL for refreshing tokens, if it is not the token endpoint (RFC 6749, section 6).
    pub refresh_url: Option<&'static str>,
    /// The scopes that a token may carry.
    pub scopes: &'static [Scope],
}

/// The place of a token endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenUrl {
    /// A URL. A relative URL is relative to the root of the API.
    At(&'static str),
    /// The path where this operation is mounted: [`TokenUrl::issued_by`].
    IssuedBy(Issuer),
}

/// An operation that issues tokens.
#[derive(Clone, Copy, Debug)]
pub struct Issuer {
    /// The identity, for the compiler.
    pub(crate) id: Id,
    /// The type that represents the operation. It is the identity at run time.
    pub(crate) ty: ItemType,
}

impl Issuer {
    /// Creates an issuer for the operation of type `O` with this identity.
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

/// The way in which a client obtains a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FlowKind {
    /// The implicit flow (RFC 6749, section 4.2). RFC 9700, section 2.1.2, advises against it.
    Implicit,
    /// The password flow (RFC 6749, section 4.3). RFC 9700, section 2.4, advises against it.
    Password,
    /// The client credentials flow (RFC 6749, section 4.4).
    ClientCredentials,
    /// The authorization code flow (RFC 6749, section 4.1).
    AuthorizationCode,
}

/// A scope: its name (RFC 6749, section 3.3), and a description of what it permits.
pub type Scope = (&'static str, &'static str);

/// A challenge (RFC 9110, section 11.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Challenge {
    /// The auth scheme: `Bearer`.
    pub scheme: &'static str,
    /// The realm, if one is declared.
    pub realm: Option<&'static str>,
    /// More parameters, each with its unquoted value.
    pub parameters: &'static [(&'static str, &'static str)],
}

impl Scheme {
    /// Creates a scheme of this name, without a description and without a challenge.
    pub const fn new(name: &'static str, kind: SchemeKind) -> Self {
        Self { name, kind, description: None, challenge: None, verifies: false }
    }

    /// Sets the description in the document.
    ///
    /// # Example
    ///
    /// ```
    /// use portcullis::graph::{Challenge, KeyPlace, Scheme, SchemeKind};
    ///
    /// const KIND: SchemeKind = SchemeKind::ApiKey { place: KeyPlace::Header, name: "X-Signature" };
    /// const SIGNED: Scheme = Scheme::new("Signed", KIND)
    ///     .description("The signature of the path")
    ///     .challenge(Challenge::new("Signed"))
    ///     .verifies();
    /// assert!(SIGNED.verifies);
    /// ```
    #[must_use]
    pub const fn description(mut self, description: &'static str) -> Self {
        self.description = Some(description);
        self
    }

    /// Sets the challenge in a refusal.
    #[must_use]
    pub const fn challenge(mut self, challenge: Challenge) -> Self {
        self.challenge = Some(challenge);
        self
    }

    /// Declares that the scheme verifies credentials by itself.
    #[must_use]
    pub const fn verifies(mut self) -> Self {
        self.verifies = true;
        self
    }

    /// Returns the flows, which declare the scopes; two flows may declare the same scope. Returns `None` for a scheme that
    /// cannot declare scopes: a scope required of it is the name of a role (OpenAPI 3.1, Security Requirement Object).
    pub(crate) const fn flows(&self) -> Option<&Flows> {
        match &self.kind {
            SchemeKind::OAuth2(flows) => Some(flows),
            _ => None,
        }
    }

    /// Returns the auth scheme, if this scheme reads the header field `Authorization`. A request has one such field. An API
    /// key in that field has an empty auth scheme.
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

    /// Whether a request that presents something for this scheme also presents it for the other one. Both then read the
    /// same place.
    pub(crate) const fn reads_the_place_of(&self, other: &Self) -> bool {
        match (self.authorization(), other.authorization()) {
            // For an API key, the whole field is the key, so any auth scheme presents it.
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
    /// No flows.
    pub const NONE: Self = Self([None; 4]);

    /// Adds a flow.
    ///
    /// # Panics
    ///
    /// Panics if there already is a flow of this kind. In a constant, the program does not compile.
    #[track_caller]
    pub const fn and(mut self, flow: Flow) -> Self {
        let at = flow.kind as usize;
        assert!(self.0[at].is_none(), "a scheme has one flow of each kind");
        self.0[at] = Some(flow);
        self
    }

    /// Returns all flows.
    pub fn iter(&self) -> impl Iterator<Item = &Flow> {
        self.0.iter().flatten()
    }
}

impl Flow {
    /// Creates the password flow: the client requests a token at `token_url` with a user's name and password.
    pub const fn password(token_url: &'static str) -> Self {
        Self::new(FlowKind::Password, None, Some(TokenUrl::At(token_url)))
    }

    /// Creates the client credentials flow: the client requests a token at `token_url` in its own name.
    pub const fn client_credentials(token_url: &'static str) -> Self {
        Self::new(FlowKind::ClientCredentials, None, Some(TokenUrl::At(token_url)))
    }

    /// Creates the authorization code flow. The user is sent to `authorization_url`. The client then exchanges the returned
    /// code for a token at `token_url`.
    pub const fn authorization_code(authorization_url: &'static str, token_url: &'static str) -> Self {
        Self::new(FlowKind::AuthorizationCode, Some(authorization_url), Some(TokenUrl::At(token_url)))
    }

    /// Creates the implicit flow: the user is sent to `authorization_url`, which returns the token.
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

    /// Sets the scopes, each with a description of what it permits.
    ///
    /// # Panics
    ///
    /// Panics if a scope is not a scope-token (RFC 6749, section 3.3). In a constant, the program does not
    /// compile.
    #[track_caller]
    pub const fn scopes(mut self, scopes: &'static [Scope]) -> Self {
        self.scopes = checked_scopes(scopes);
        self
    }

    /// Sets the URL for refreshing tokens (RFC 6749, section 6).
    pub const fn refresh_url(mut self, url: &'static str) -> Self {
        self.refresh_url = Some(url);
        self
    }
}

impl FlowKind {
    /// Returns the key in OpenAPI's `flows`.
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
    /// Creates a challenge with an auth scheme only.
    ///
    /// # Panics
    ///
    /// Panics if the auth scheme is not a token (RFC 9110, section 11.1). In a constant, the program does not compile.
    #[track_caller]
    pub const fn new(scheme: &'static str) -> Self {
        assert!(is_word(scheme), "the word of a challenge is letters, digits and hyphens: `Bearer`");
        Self { scheme, realm: None, parameters: &[] }
    }

    /// Sets or removes the realm.
    ///
    /// # Panics
    ///
    /// Panics if the realm contains a control character, which a header cannot hold (RFC 9110, section 5.6.4). In a
    /// constant, the program does not compile.
    #[track_caller]
    pub const fn realm(mut self, realm: Option<&'static str>) -> Self {
        if let Some(realm) = realm {
            checked_realm(realm);
        }
        self.realm = realm;
        self
    }

    /// Sets the parameters.
    ///
    /// # Panics
    ///
    /// Panics if a name is not a token, or a value contains a control character (RFC 9110, section 11.2). In a constant,
    /// the program does not compile.
    #[track_caller]
    pub const fn parameters(mut self, parameters: &'static [(&'static str, &'static str)]) -> Self {
        self.parameters = checked_parameters(parameters);
        self
    }
}

/// Checks that a header can hold the realm. Some challenges must have a realm (RFC 7617, section 2).
#[track_caller]
pub(crate) const fn checked_realm(realm: &'static str) -> &'static str {
    assert!(is_quotable(realm), "a realm has no line break or other control character");
    realm
}

/// Checks that the scopes can be required and be listed in a challenge.
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

/// Checks that a header can hold the parameters, and that a client cannot read one of them as another challenge.
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
