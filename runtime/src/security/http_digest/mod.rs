//! HTTP Digest (RFC 7616): `fields` reads what was sent, `response` says what is right, `nonce` what is new.

mod client;
mod fields;
mod nonce;
mod response;
mod secret;
#[cfg(test)]
mod tests;

use std::time::{Duration, Instant};

use http::{HeaderMap, HeaderValue, Method, Uri};

use super::authorization::{Presented, authorization};
use super::builders;
use crate::graph::{Challenge, Scheme, SchemeKind};
use crate::request::{Context, SecurityScheme};
use crate::response::Refusal;

pub(crate) use self::client::answer as answer_digest;
use self::fields::Fields;
use self::nonce::{NONCES, Nonces};
use self::response::Algorithm;
pub use self::secret::{DigestSecret, NotADigest};

/// A user name and the proof of a password that itself is not sent (RFC 7616).
///
/// **The client sends** `Authorization: Digest username="..", realm="..", nonce="..", uri="..", response="..",
/// qop=auth, nc=.., cnonce="..", algorithm=SHA-256`, exactly once, with a nonce from a challenge and a count
/// `nc` that it used for no other request. The dependency provides the name, in [`HttpDigestCredentials`].
///
/// **Refused** is everything else: no header, another scheme, a malformed or repeated parameter, a parameter
/// that RFC 7616 asks for and that is not there, another realm or algorithm than those offered, a `uri` that is
/// not the one of the request, an unknown user, a wrong password. A right response to a nonce that has ended
/// or whose count was used is told `stale=true` (section 3.3), and a client tries again by itself.
///
/// **The challenge** offers SHA-256, and MD5 after it when [`md5`](Self::md5) asks for it, each in a line of
/// its own (section 3.7), with `qop="auth"`. There is no `qop=auth-int`, no `-sess` algorithm, no hashed user
/// name, and no way back to RFC 2069.
///
/// Nonces are known again by the process that made them. Behind a balancer, requests of one client go to one
/// process, or each costs a second one.
///
/// The `uri` must be the target as it comes to the app: one that is mounted in another router, which has taken a prefix
/// off by then, cannot be logged in to.
///
/// Digest hides the password and nothing more, and whoever listens can try passwords against what was sent
/// (section 5): it takes the place of sending passwords, not of TLS.
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

/// Who knows the users.
///
/// What it does for an unknown user should take as long as for a known one; the rest takes the same time for
/// both.
pub trait DigestUsers: Send + Sync + 'static {
    /// The secret of this user, `None` when there is no such user.
    fn find(&self, username: &str) -> impl Future<Output = Option<DigestSecret>> + Send;
}

/// Who sent the request: a user that proved to know the password.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HttpDigestCredentials {
    /// The name of the user, as `find` was asked for it.
    pub username: String,
}

/// Why nobody was found, with the challenges of the answer, each for a `WWW-Authenticate` line.
#[derive(Debug)]
pub(crate) enum Failure {
    /// No credentials, or those of another scheme.
    Absent(Vec<HeaderValue>),
    /// Credentials that are malformed, wrong or stale, or two `Authorization` lines of which one is ours.
    Refused(Vec<HeaderValue>),
}

impl<V> HttpDigest<V> {
    /// A scheme for this realm, which clients show to their users and which is part of every hash
    /// (RFC 7616, section 3.4.2): another realm makes kept hashes useless.
    ///
    /// # Panics
    ///
    /// When the realm holds anything but letters, digits, punctuation and spaces of ASCII, or a quote or a
    /// backslash, which some clients hash as they stand in the header and others do not. In a static, the
    /// compiler says so.
    pub const fn new(realm: &'static str, users: V) -> Self {
        assert!(
            is_plain(realm),
            "a realm is visible ASCII and spaces without `\"` and `\\`; help: choose a plainer realm"
        );
        let offer = Offer { realm, md5: false, lifetime: Duration::from_secs(5 * 60) };
        Self { offer, users, name: "HTTPDigest", description: None }
    }

    builders!(name, description);

    /// The same with MD5 offered, too, for clients that know nothing better. Whoever listens tries passwords
    /// against MD5 faster than against SHA-256.
    pub const fn md5(mut self) -> Self {
        self.offer.md5 = true;
        self
    }

    /// The same with nonces that end after this time instead of five minutes. A client that is at work notices
    /// nothing but a request more; one whose messages were recorded has no more to fear after it.
    ///
    /// # Panics
    ///
    /// When it is less than a second: no client would be in time. In a static, the compiler says so.
    pub const fn nonce_lifetime(mut self, lifetime: Duration) -> Self {
        assert!(
            lifetime.as_secs() > 0,
            "no client answers in less than a second; help: choose a longer lifetime"
        );
        self.offer.lifetime = lifetime;
        self
    }

    /// Returns the description for the graph. What a client is told has a nonce, too, and is made for every request.
    pub const fn scheme(&self) -> Scheme {
        Scheme {
            name: self.name,
            kind: SchemeKind::Http { scheme: "digest", bearer_format: None },
            description: self.description,
            challenge: Some(Challenge::new("Digest").realm(Some(self.offer.realm))),
            verifies: true,
        }
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

    /// To authenticate counts the nonce up, which a client does once for a request.
    async fn presents(&self, cx: &mut Context) -> bool {
        authorization(cx.headers(), "Digest") != Presented::Nothing
    }

    fn challenges(&self) -> Option<Vec<HeaderValue>> {
        Some(lines(challenge(&self.offer, &NONCES, false, Instant::now())))
    }
}

impl<V: DigestUsers> HttpDigest<V> {
    /// Who sent a request with these headers. `uri` is the target of the request line as it was sent, before
    /// anything is taken off it.
    ///
    /// # Errors
    ///
    /// A [`Failure`] with the challenges of the answer.
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
        let fields = match authorization(headers, "Digest") {
            Presented::Nothing => return Err(Failure::Absent(lines(challenges(false)))),
            Presented::Malformed => None,
            Presented::Credentials(_, text) => fields::parse(text),
        };
        let (Some(fields), Some(target)) = (fields, uri.path_and_query()) else {
            return Err(Failure::Refused(lines(challenges(false))));
        };
        let secret = self.users.find(&fields.username).await;
        let asked = Asked { method: method.as_str(), target: target.as_str() };
        match verify(&fields, asked, &self.offer, secret.as_ref(), nonces, now) {
            Verdict::Accepted => Ok(HttpDigestCredentials { username: fields.username }),
            Verdict::Wrong => Err(Failure::Refused(lines(challenges(false)))),
            Verdict::Stale => Err(Failure::Refused(lines(challenges(true)))),
        }
    }
}

/// What the challenge offers.
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

/// The request that credentials have to be for.
#[derive(Clone, Copy)]
struct Asked<'a> {
    method: &'a str,
    /// In origin form, with the query.
    target: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Verdict {
    Accepted,
    Wrong,
    /// The response is right, but its nonce has ended, its count was used, or another process made it.
    Stale,
}

/// The challenges, the best first (RFC 7616, sections 3.3 and 3.7), all with the same nonce: whichever a client
/// takes, a count is used once.
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

/// Whether these are credentials of the user for this request (RFC 7616, sections 3.4 and 3.4.6). A nonce is
/// looked at last: only who knows the password uses up a count, or hears that a nonce is stale.
fn verify(
    fields: &Fields,
    asked: Asked<'_>,
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
    // Not `&&`: what is unknown takes as long as what is wrong.
    if !(response::is_right(fields, asked.method, &h_a1) & is_known) {
        return Verdict::Wrong;
    }
    match nonces.redeem(&fields.nonce, fields.count, &fields.realm, now) {
        true => Verdict::Accepted,
        false => Verdict::Stale,
    }
}

/// Whether the `uri` names the target: the same text, or an absolute URI that ends in it, as clients send that
/// speak to a proxy (RFC 7616, section 3.4.6). Its host is not compared, since a proxy on the way may have
/// changed it, and the nonce is ours in any case.
fn is_target(uri: &str, target: &str) -> bool {
    let absolute = |uri: Uri| {
        let is_http = matches!(uri.scheme_str(), Some("http" | "https"));
        is_http && uri.path_and_query().is_some_and(|path| path.as_str() == target)
    };
    // Parsing an URI drops a fragment, which no request has.
    uri == target || (!uri.contains('#') && uri.parse().is_ok_and(absolute))
}

/// As the header has them; none is lost, since a realm is plain.
fn lines(challenges: Vec<String>) -> Vec<HeaderValue> {
    challenges.into_iter().flat_map(HeaderValue::try_from).collect()
}

/// Whether it stands in a quoted-string as it is (RFC 9110, section 5.6.4).
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
