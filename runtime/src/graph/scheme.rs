/// A security scheme: how credentials travel.
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    /// Its name in the document.
    pub name: &'static str,
    /// What it is.
    pub kind: SchemeKind,
    /// What the document says of it.
    pub description: Option<&'static str>,
    /// What a refusal tells the client to send, when the scheme has a word for it.
    pub challenge: Option<Challenge>,
}

/// What kind of scheme it is, with what OpenAPI wants to know of it.
#[derive(Clone, Copy, Debug)]
pub enum SchemeKind {
    /// OAuth 2.0, with its flows.
    OAuth2(Flows),
}

/// The flows of an OAuth 2.0 scheme.
#[derive(Clone, Copy, Debug, Default)]
pub struct Flows {
    /// Resource owner password credentials (RFC 6749, section 4.3).
    pub password: Option<Flow>,
}

/// A flow of an OAuth 2.0 scheme.
#[derive(Clone, Copy, Debug)]
pub struct Flow {
    /// Where a token is asked for. A relative URL is relative to the root of the API.
    pub token_url: &'static str,
    /// Where a new token is asked for, when that is somewhere else.
    pub refresh_url: Option<&'static str>,
    /// The scopes that a token may carry.
    pub scopes: &'static [Scope],
}

/// A scope: its name (RFC 6749, section 3.3) and what it permits, in words.
pub type Scope = (&'static str, &'static str);

/// A challenge (RFC 9110, section 11.3).
#[derive(Clone, Copy, Debug)]
pub struct Challenge {
    /// The word of the authentication scheme: `Bearer`.
    pub scheme: &'static str,
    /// The realm, when one is declared.
    pub realm: Option<&'static str>,
}
