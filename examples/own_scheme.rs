//! A scheme of one's own: a request is signed by whoever sends it.
//!
//! ```sh
//! cargo run --example own_scheme
//! curl -H 'X-Signer: alice' -H 'X-Signature: ecila:/orders' http://127.0.0.1:8000/orders
//! ```

use portcullis::graph::{Challenge, KeyPlace, Scheme, SchemeKind};
use portcullis::prelude::*;
use portcullis::{Context, Refusal, SecurityScheme};

/// Two header fields: who signs, and the signature of the path. The type says where the key of a signer is found.
#[derive(Clone, Copy)]
struct SignedRequest {
    realm: &'static str,
}

/// Who has signed the request.
struct Signer(String);

impl SignedRequest {
    /// The scheme.
    const fn new(realm: &'static str) -> Self {
        Self { realm }
    }

    /// What the document says of it: `#[security_scheme]` asks for it while the program is compiled.
    const fn scheme(&self) -> Scheme {
        let kind = SchemeKind::ApiKey { place: KeyPlace::Header, name: "X-Signature" };
        Scheme {
            // A scheme of the document has one field; that there is another, it can only tell.
            description: Some(
                "Two header fields, each once: `X-Signer` names the signer, and `X-Signature` is the signer's \
                 signature of the path.",
            ),
            challenge: Some(self.challenge()),
            // Nobody has to look at its credentials once more.
            verifies: true,
            ..Scheme::new("SignedRequest", kind)
        }
    }

    const fn challenge(&self) -> Challenge {
        Challenge::new("Signed").realm(Some(self.realm))
    }
}

impl SecurityScheme for SignedRequest {
    type Credentials = Signer;

    async fn authenticate(&self, cx: &mut Context) -> Result<Signer, Refusal> {
        match (only(cx, "X-Signer"), only(cx, "X-Signature")) {
            // Nothing is presented: an optional scheme is none, and of several alternatives the next is looked at.
            (Some(""), Some("")) => Err(Refusal::missing(Some(self.challenge()))),
            (Some(signer), Some(signature)) if verify(signer, signature, cx.uri().path()) => {
                Ok(Signer(signer.to_owned()))
            }
            // What is presented is wrong: refused in any case.
            _ => Err(Refusal::malformed(Some(self.challenge()))),
        }
    }
}

/// What stands in a header field. Two lines are nothing that can be read: a proxy may have looked at the other.
fn only<'a>(cx: &'a Context, name: &str) -> Option<&'a str> {
    let mut lines = cx.headers().get_all(name).iter();
    match (lines.next(), lines.next()) {
        (None, _) => Some(""),
        (Some(line), None) => line.to_str().ok(),
        (Some(_), Some(_)) => None,
    }
}

/// No security at all: a real scheme computes an HMAC.
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
