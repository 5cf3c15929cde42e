//! HTTP Digest (RFC 7616): `fields` parses credentials, `response` computes the right response, and `nonce` rejects used
//! counts.
//!
//! Of this crate, the scheme uses only the public API, as a scheme of another crate does.

mod client;
mod fields;
mod nonce;
mod response;
mod secret;
#[cfg(test)]
mod tests;

use std::time::{Duration, Instant};

use http::{HeaderMap, HeaderValue, Method, Uri};

use crate::graph::{Challenge, Scheme, SchemeKind};
use crate::{Context, HttpAuthorization, Refusal, SecurityScheme};

pub(crate) use self::client::answer as answer_digest;
use self::fields::Fields;
use self::nonce::{NONCES, Nonces};
use self::response::Algorithm;
pub use self::secret::{DigestSecret, NotADigest};

/// A name, and a proof of the password in place of the password itself: HTTP Digest (RFC 7616).
///
/// **The client sends** `Authorization: Digest username="..", realm="..", nonce="..", uri="..", response="..", qop=auth,
/// nc=.., cnonce="..", algorithm=SHA-256`, exactly once. The nonce is from a challenge, and the client has used the count
/// `nc` for no other request. The dependency provides the name, in [`HttpDigestCredentials`].
///
/// Everything else is **refused**: no header, another auth scheme, a malformed or repeated parameter, a missing parameter
/// that RFC 7616 requires. A realm or an algorithm that is not offered and a `uri` that is not that of the request are
/// refused, too. The same applies to an unknown user and a wrong password. A right response with an expired nonce or a used
/// count gets `stale=true` (section 3.3), and the client then tries again by itself.
///
/// **The challenge** offers SHA-256, and then MD5 if [`md5`](Self::md5) is set, each in a line of its own (section 3.7) and
/// with `qop="auth"`. `qop=auth-int`, the `-sess` algorithms, hashed user names and the older RFC 2069 are not supported.
///
/// Only the process that made a nonce recognizes it. Behind a load balancer, all requests of a client should go to one
/// process, or each request may cost a second one.
///
/// The `uri` must be the target as the app receives it. If the app is mounted in another router that removes a prefix,
/// clients cannot log in.
///
/// Digest hides only the password, and an eavesdropper can try passwords against what was sent (section 5). It replaces
/// sending passwords, not TLS.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
/// use portcullis::{DigestSecret, DigestUsers, HttpDigest, HttpDigestCredentials};
///
/// struct Users;
///
/// impl DigestUsers for Users {
///     async fn find(&self, username: &str) -> Option<DigestSecret> {
///         // A real program keeps a hash of name, realm and password: `DigestSecret::sha256`.
///         (username == "stanley").then(|| DigestSecret::password("swordfish"))
///     }
/// }
///
/// #[security_scheme]
/// static digest: HttpDigest<Users> = HttpDigest::new("items", Users);
///
/// #[get("/users/me")]
/// async fn read_me(#[depends(digest)] caller: HttpDigestCredentials) -> Json<String> {
///     Json(caller.username)
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let refused = TestClient::new(App::new(routes![read_me])).get("/users/me").await;
/// assert!(refused.header("www-authenticate").starts_with(r#"Digest realm="items", qop="auth", algorithm=SHA-256"#));
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct HttpDigest<V> {
    offer: Offer,
    users: V,
    name: &'static str,
    description: Option<&'static str>,
}

/// A source of users and their secrets.
///
/// The lookup of an unknown user should take as long as that of a known one. The rest of the verification takes the same
/// time for both.
pub trait DigestUsers: Send + Sync + 'static {
    /// Returns the secret of this user, or `None` if there is no such user.
    fn find(&self, username: &str) -> impl Future<Output = Option<DigestSecret>> + Send;
}

/// The caller of a request: a user who has proved to know the password.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HttpDigestCredentials {
    /// The name of the user, as `find` received it.
    pub username: String,
}

/// Reads the line with the credentials.
const LINE: HttpAuthorization = HttpAuthorization::new("Digest");

/// The reason why authentication failed, with the challenges of the response. Each is one `WWW-Authenticate` line.
#[derive(Debug)]
pub(crate) enum Failure {
    /// No credentials, or those of another auth scheme.
    Absent(Vec<HeaderValue>),
    /// Credentials that are malformed, wrong or stale, or several `Authorization` lines of which one is ours.
    Refused(Vec<HeaderValue>),
}

impl<V> HttpDigest<V> {
    /// Creates a scheme for this realm. Clients show the realm to their users, and every hash contains it (RFC 7616,
    /// section 3.4.2): another realm makes stored hashes useless.
    ///
    /// # Panics
    ///
    /// Panics if the realm contains anything but ASCII letters, digits, punctuation and spaces, or a quote or a backslash.
    /// Some clients hash these two as they are written in the header, and others do not. In a static, the program does not
    /// compile.
    pub const fn new(realm: &'static str, users: V) -> Self {
        assert!(
            is_plain(realm),
            "a realm is visible ASCII and spaces without `\"` and `\\`; help: choose a plainer realm"
        );
        let offer = Offer { realm, md5: false, lifetime: Duration::from_secs(5 * 60) };
        Self { offer, users, name: "HTTPDigest", description: None }
    }

    /// Sets the name in the document. The default is the name of the type, as FastAPI writes it.
    pub const fn name(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    /// Sets the description in the document.
    pub const fn description(mut self, description: &'static str) -> Self {
        self.description = Some(description);
        self
    }

    /// Also offers MD5, for clients that support nothing better. An eavesdropper can try passwords against MD5 faster than
    /// against SHA-256.
    pub const fn md5(mut self) -> Self {
        self.offer.md5 = true;
        self
    }

    /// Sets the lifetime of nonces, which is five minutes by default. When a nonce expires, an active client only sends one
    /// more request. Recorded messages cannot be replayed after that time.
    ///
    /// # Panics
    ///
    /// Panics if the lifetime is less than a second: no client would be in time. In a static, the program does not compile.
    pub const fn nonce_lifetime(mut self, lifetime: Duration) -> Self {
        assert!(
            lifetime.as_secs() > 0,
            "no client answers in less than a second; help: choose a longer lifetime"
        );
        self.offer.lifetime = lifetime;
        self
    }

    /// Returns the description for the graph. A challenge that is sent also contains a nonce, and is made for every
    /// request.
    pub const fn scheme(&self) -> Scheme {
        let kind = SchemeKind::Http { scheme: "digest", bearer_format: None };
        let challenge = Challenge::new("Digest").realm(Some(self.offer.realm));
        let mut scheme = Scheme::new(self.name, kind).challenge(challenge).verifies();
        scheme.description = self.description;
        scheme
    }
}

#[diagnostic::do_not_recommend]
impl<V: DigestUsers> SecurityScheme for HttpDigest<V> {
    type Credentials = HttpDigestCredentials;

    fn settings(&self) -> Vec<String> {
        let lifetime = format!("nonces end after {} s", self.offer.lifetime.as_secs_f64());
        let algorithms = if self.offer.md5 { "SHA-256 and MD5" } else { "SHA-256" };
        vec![format!("realm {:?}", self.offer.realm), algorithms.to_owned(), lifetime]
    }

    async fn authenticate(&self, cx: &mut Context) -> Result<HttpDigestCredentials, Refusal> {
        let found = self.check(cx.headers(), cx.method(), cx.sent_target()).await;
        found.map_err(|failure| match failure {
            Failure::Absent(challenges) => Refusal::missing_with(challenges),
            Failure::Refused(challenges) => Refusal::malformed_with(challenges),
        })
    }

    /// Reports whether a request presents `Digest` credentials, without authenticating. That would use up the count of the
    /// nonce, which a client sends only once.
    async fn presents(&self, cx: &mut Context) -> bool {
        LINE.find(cx.headers()) != Ok(None)
    }

    fn challenges(&self) -> Option<Vec<HeaderValue>> {
        Some(lines(challenge(&self.offer, &NONCES, false, Instant::now())))
    }
}

impl<V: DigestUsers> HttpDigest<V> {
    /// Authenticates a request with these headers. `uri` is the target of the request line as it was sent, before any
    /// prefix is removed.
    ///
    /// # Errors
    ///
    /// Returns a [`Failure`] with the challenges of the response.
    pub(crate) async fn check(
        &self,
        headers: &HeaderMap,
        method: &Method,
        uri: &Uri,
    ) -> Result<HttpDigestCredentials, Failure> {
        self.check_at(headers, method, uri, &NONCES, Instant::now()).await
    }

    async fn check_at(
        &self,
        headers: &HeaderMap,
        method: &Method,
        uri: &Uri,
        nonces: &Nonces,
        now: Instant,
    ) -> Result<HttpDigestCredentials, Failure> {
        let challenges = |stale| challenge(&self.offer, nonces, stale, now);
        let fields = match LINE.find(headers) {
            Ok(None) => return Err(Failure::Absent(lines(challenges(false)))),
            Ok(Some(text)) => fields::parse(text),
            Err(_) => None,
        };
        let (Some(fields), Some(target)) = (fields, uri.path_and_query()) else {
            return Err(Failure::Refused(lines(challenges(false))));
        };
        let secret = self.users.find(&fields.username).await;
        let asked = RequestLine { method: method.as_str(), target: target.as_str() };
        match verify(&fields, asked, &self.offer, secret.as_ref(), nonces, now) {
            Verdict::Accepted => Ok(HttpDigestCredentials { username: fields.username }),
            Verdict::Wrong => Err(Failure::Refused(lines(challenges(false)))),
            Verdict::Stale => Err(Failure::Refused(lines(challenges(true)))),
        }
    }
}

/// The parameters of a challenge.
#[derive(Clone, Copy, Debug)]
struct Offer {
    realm: &'static str,
    md5: bool,
    lifetime: Duration,
}

impl Offer {
    fn algorithms(&self) -> &'static [Algorithm] {
        match self.md5 {
            true => &[Algorithm::Sha256, Algorithm::Md5],
            false => &[Algorithm::Sha256],
        }
    }
}

/// The request that the credentials must be for.
#[derive(Clone, Copy)]
struct RequestLine<'a> {
    method: &'a str,
    /// In origin form, with the query.
    target: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Verdict {
    Accepted,
    Wrong,
    /// The response is right, but the nonce has expired, its count was used, or another process made the nonce.
    Stale,
}

/// Returns the challenges, the best first (RFC 7616, sections 3.3 and 3.7). All have the same nonce, so that a count is
/// used only once, whichever challenge a client answers.
fn challenge(offer: &Offer, nonces: &Nonces, stale: bool, now: Instant) -> Vec<String> {
    let realm = offer.realm;
    let nonce = nonces.issue(realm, offer.lifetime, now);
    let stale = if stale { ", stale=true" } else { "" };
    let write = |algorithm: &Algorithm| {
        let algorithm = algorithm.name();
        format!(
            "Digest realm=\"{realm}\", qop=\"auth\", algorithm={algorithm}, nonce=\"{nonce}\", charset=UTF-8{stale}"
        )
    };
    offer.algorithms().iter().map(write).collect()
}

/// Verifies that these are credentials of the user for this request (RFC 7616, sections 3.4 and 3.4.6). The nonce is
/// checked last: only a client that knows the password may use up a count, or learn that a nonce is stale.
fn verify(
    fields: &Fields,
    asked: RequestLine<'_>,
    offer: &Offer,
    secret: Option<&DigestSecret>,
    nonces: &Nonces,
    now: Instant,
) -> Verdict {
    let is_offered = fields.realm == offer.realm && offer.algorithms().contains(&fields.algorithm);
    if !is_offered || !is_target(&fields.uri, asked.target) {
        return Verdict::Wrong;
    }
    let secret = secret.unwrap_or(&secret::NOBODY);
    let (h_a1, is_known) = secret.h_a1(fields.algorithm, &fields.username, &fields.realm);
    // Not `&&`: an unknown user must take as long as a wrong password.
    if !(response::is_right(fields, asked.method, &h_a1) & is_known) {
        return Verdict::Wrong;
    }
    match nonces.redeem(&fields.nonce, fields.count, &fields.realm, now) {
        true => Verdict::Accepted,
        false => Verdict::Stale,
    }
}

/// Whether `uri` names the target of the request. It is the same text, or an absolute URI that ends in the target, as
/// clients of a proxy send it (RFC 7616, section 3.4.6). Its host is not compared, since a proxy may have changed it, and
/// the nonce is ours in any case.
fn is_target(uri: &str, target: &str) -> bool {
    let absolute = |uri: Uri| {
        let is_http = matches!(uri.scheme_str(), Some("http" | "https"));
        is_http && uri.path_and_query().is_some_and(|path| path.as_str() == target)
    };
    // Parsing a URI drops its fragment, which no request has.
    uri == target || (!uri.contains('#') && uri.parse().is_ok_and(absolute))
}

/// Converts challenges to header values. None is lost, since a realm is plain.
fn lines(challenges: Vec<String>) -> Vec<HeaderValue> {
    challenges.into_iter().flat_map(HeaderValue::try_from).collect()
}

/// Whether a text needs no escapes in a quoted-string (RFC 9110, section 5.6.4).
const fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !matches!(bytes[at], b' '..=b'~') || matches!(bytes[at], b'"' | b'\\') {
            return false;
        }
        at += 1;
    }
    true
}
