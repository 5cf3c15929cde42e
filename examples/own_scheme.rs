//! A custom scheme: every request is signed by its sender.
//!
//! ```sh
//! cargo run --example own_scheme
//! curl -H 'X-Signer: alice' -H 'X-Signature: ecila:/orders' http://127.0.0.1:8000/orders
//! ```

use portcullis::graph::{Challenge, KeyPlace, Scheme, SchemeKind};
use portcullis::prelude::*;
use portcullis::{Context, Refusal, SecurityScheme};

/// Two header fields: the name of the signer, and the signature of the path. A real scheme also has access to the keys
/// of signers.
#[derive(Clone, Copy)]
struct SignedRequest {
    realm: &'static str,
}

/// The verified signer of a request.
struct Signer(String);

impl SignedRequest {
    /// Creates the scheme.
    const fn new(realm: &'static str) -> Self {
        Self { realm }
    }

    /// Returns the description for the document. `#[security_scheme]` calls this while the program is compiled.
    const fn scheme(&self) -> Scheme {
        let kind = SchemeKind::ApiKey { place: KeyPlace::Header, name: "X-Signature" };
        Scheme::new("SignedRequest", kind)
            // OpenAPI describes a single field, so the description mentions the other one.
            .description(
                "Two header fields, each once: `X-Signer` names the signer, and `X-Signature` is the signer's \
                 signature of the path.",
            )
            .challenge(self.challenge())
            // The credentials need no further check.
            .verifies()
    }

    const fn challenge(&self) -> Challenge {
        Challenge::new("Signed").realm(Some(self.realm))
    }
}

impl SecurityScheme for SignedRequest {
    type Credentials = Signer;

    async fn authenticate(&self, cx: &mut Context) -> Result<Signer, Refusal> {
        match (only(cx, "X-Signer"), only(cx, "X-Signature")) {
            // Without credentials, an optional scheme yields `None`, and the next alternative is tried.
            (Some(""), Some("")) => Err(Refusal::missing(Some(self.challenge()))),
            (Some(signer), Some(signature)) if verify(signer, signature, cx.uri().path()) => {
                Ok(Signer(signer.to_owned()))
            }
            // Credentials that are malformed or wrong are always refused.
            _ => Err(Refusal::malformed(Some(self.challenge()))),
        }
    }
}

/// Returns the value of a header field. Two lines are refused, because a proxy may have checked the other one.
fn only<'a>(cx: &'a Context, name: &str) -> Option<&'a str> {
    let mut lines = cx.headers().get_all(name).iter();
    match (lines.next(), lines.next()) {
        (None, _) => Some(""),
        (Some(line), None) => line.to_str().ok(),
        (Some(_), Some(_)) => None,
    }
}

/// Not secure: a real scheme computes an HMAC.
fn verify(signer: &str, signature: &str, path: &str) -> bool {
    let reversed: String = signer.chars().rev().collect();
    !signer.is_empty() && portcullis::secure_eq(signature, format!("{reversed}:{path}"))
}

#[security_scheme]
static signed: SignedRequest = SignedRequest::new("orders");

#[get("/orders")]
async fn read_orders(#[depends(signed)] signer: Signer) -> Json<String> {
    Json(format!("the orders of {}", signer.0))
}

/// The app, for `main` and for tests.
pub fn app() -> App {
    App::new(routes![read_orders])
}

#[tokio::main]
async fn main() -> Result<(), portcullis::Error> {
    app().serve().await
}
