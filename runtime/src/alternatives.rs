//! Dependencies of which not all must be there: [`Optional`], and what `#[derive(AnyOf)]` makes.

use std::marker::PhantomData;

use crate::dependency::{CloneOf, Dependency};
use crate::graph;
use crate::reading::Read;
use crate::refusal::{Challenges, Refusal};
use crate::server::{Context, Presented};

/// What `D` hands on, or `None` when the request presents nothing for the schemes that `D` reaches: no credentials, empty
/// ones, or those of another scheme.
///
/// Whoever does present something must present all of it, and well: a malformed header, a token that is refused, one of
/// two credentials that are needed together are refused as if `D` were not optional. So a client whose session has ended
/// learns it, instead of being served as a stranger.
///
/// The document says so: the operation is described with the requirements of `D`, and with none (`{}`).
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[security_scheme]
/// static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");
///
/// #[get("/items/")]
/// async fn read_items(#[depends(Optional<oauth2_scheme>)] token: Option<String>) -> Json<Option<String>> {
///     Json(token)
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = TestClient::new(App::new(routes![read_items]));
/// assert_eq!(client.get("/items/").await.text(), "null");
/// assert_eq!(client.get("/items/").bearer("abc").await.text(), r#""abc""#);
/// assert_eq!(client.get("/items/").header("Authorization", "Bearer").await.status(), 401);
/// # }
/// ```
pub struct Optional<D>(PhantomData<fn() -> D>);

#[diagnostic::do_not_recommend]
impl<D: Dependency> Dependency for Optional<D> {
    type Output = Option<D::Output>;

    const DEPENDENCY: graph::Dependency = graph::Dependency::optional(&D::DEPENDENCY, &[D::NEED]);

    // It is asked for anew each time; `D` itself is the one that runs once.
    const CLONE: CloneOf<Option<D::Output>> = None;

    async fn resolve(cx: &mut Context) -> Result<Option<D::Output>, Refusal> {
        let before = cx.presented();
        let missing = match cx.resolve::<D>().await {
            Ok(value) => return Ok(Some(value)),
            Err(refusal) => refusal.into_missing()?,
        };
        let begun = cx.presented_since(before);
        cx.present_again(before);
        if begun.is_empty() { Ok(None) } else { Err(missing.into()) }
    }
}

/// The way through the alternatives of one request: each is offered in turn, and the first for which credentials are
/// presented decides.
pub struct Choice {
    before: Presented,
    /// What was presented for alternatives that are not complete.
    begun: Presented,
    challenges: Vec<http::HeaderValue>,
}

impl Choice {
    /// Before the first.
    pub fn new(cx: &Context) -> Self {
        Self { before: cx.presented(), begun: Presented::NOTHING, challenges: Vec::new() }
    }

    /// The value of one alternative, or `None` when no credentials are presented for it.
    ///
    /// # Errors
    ///
    /// Its refusal of credentials that are presented.
    pub async fn offer<R: Read>(&mut self, cx: &mut Context, read: R) -> Result<Option<R::Value>, Refusal> {
        let missing = match read.read(cx).await.and_then(|value| Ok(value?)) {
            // Who has begun with one alternative does not end up as somebody who presents nothing.
            Ok(value) if self.begun.is_empty() || !cx.presented_since(self.before).is_empty() => {
                return Ok(Some(value));
            }
            Ok(_) => Challenges::Declared(None),
            Err(refusal) => refusal.into_missing()?,
        };
        self.begun = self.begun.and(cx.presented_since(self.before));
        cx.present_again(self.before);
        for challenge in missing.into_values() {
            if !self.challenges.contains(&challenge) {
                self.challenges.push(challenge);
            }
        }
        Ok(None)
    }

    /// The refusal of a request that presents nothing, with the challenges of all alternatives (RFC 9110, section 11.6.1).
    pub fn refuse(self) -> Refusal {
        Refusal::missing_with(self.challenges)
    }
}
