//! Dependencies of which not all must be there: [`Optional`], and what `#[derive(AnyOf)]` makes.

use std::any::TypeId;
use std::marker::PhantomData;
use std::pin::Pin;

use crate::__private::authenticate;
use crate::dependency::{CloneOf, Dependency};
use crate::graph::{self, Id, Need, Requirement, clauses};
use crate::reading::Read;
use crate::refusal::{Challenges, Refusal};
use crate::security::DeclaredScheme;
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
        let begun = begun(cx, const { &D::NEED }, before).await;
        cx.present_again(before);
        if begun.is_empty() { Ok(None) } else { Err(missing.into()) }
    }
}

/// The schemes below a need that is not satisfied for which something is presented all the same. Who asks for them one after
/// the other stops at the first that lacks.
async fn begun(cx: &mut Context, need: &'static Need, before: Presented) -> Presented {
    let mut schemes = Vec::new();
    collect(need, &mut schemes);
    let mut begun = cx.presented_since(before);
    // Of one scheme it is known that nothing is presented.
    if schemes.len() > 1 {
        for Below { type_id, probe, .. } in schemes {
            let scheme = cx.optional(cx.scheme(type_id).without(before).without(begun));
            if !scheme.is_empty() && (probe.0)(cx).await {
                begun = begun.and(scheme);
            }
        }
    }
    begun
}

/// A declared scheme below a need.
struct Below {
    id: Id,
    type_id: TypeId,
    probe: &'static Probe,
}

/// The declared schemes below a need.
fn collect(need: &'static Need, schemes: &mut Vec<Below>) {
    let Need::Dependency(asked) = need else { return };
    if let Some(probe) = asked.dependency.probe.and_then(|probe| probe.downcast_ref::<Probe>()) {
        schemes.push(Below { id: asked.dependency.id, type_id: (asked.type_id)(), probe });
    }
    for need in asked.dependency.needs {
        collect(need, schemes);
    }
}

/// Looks whether anything is presented for a scheme.
pub(crate) struct Probe(for<'a> fn(&'a mut Context) -> Looking<'a>);

type Looking<'a> = Pin<Box<dyn Future<Output = bool> + Send + 'a>>;

impl Probe {
    /// The one of a scheme.
    pub(crate) const fn of<D: DeclaredScheme>() -> &'static Self {
        const { &Self(look::<D>) }
    }
}

fn look<D: DeclaredScheme>(cx: &mut Context) -> Looking<'_> {
    Box::pin(async move {
        if cx.is_given(TypeId::of::<D>()) {
            return true;
        }
        match authenticate::<D>(cx).await {
            Ok(_) => true,
            Err(refusal) => refusal.into_missing().is_err(),
        }
    })
}

/// Whether the request presents, well or badly, all that one way to satisfy a need asks for.
async fn is_complete(cx: &mut Context, need: &'static Need) -> bool {
    let mut schemes = Vec::new();
    collect(need, &mut schemes);
    if schemes.len() < 2 {
        return true;
    }
    let mut here = Vec::new();
    for scheme in schemes {
        if cx.has_presented(scheme.type_id) || (scheme.probe.0)(cx).await {
            here.push(scheme.id);
        }
    }
    let is_here = |required: &Requirement| here.iter().any(|id| id.is(&required.id));
    let clauses = clauses(&[std::slice::from_ref(need)]);
    clauses.is_empty() || clauses.iter().any(|clause| clause.0.iter().all(is_here))
}

/// The way through the alternatives of one request: each is offered in turn, and the first for which all credentials are
/// presented decides.
pub struct Choice {
    before: Presented,
    /// What was presented for alternatives that are not complete.
    begun: Presented,
    challenges: Vec<http::HeaderValue>,
    /// What was said of credentials that are presented for one that is not complete.
    refused: Option<Refusal>,
}

impl Choice {
    /// Before the first.
    pub fn new(cx: &Context) -> Self {
        Self { before: cx.presented(), begun: Presented::NOTHING, challenges: Vec::new(), refused: None }
    }

    /// The value of one alternative, which needs this and is read so, or `None` when not all of its credentials are
    /// presented.
    ///
    /// # Errors
    ///
    /// Its refusal of credentials that are presented.
    pub async fn offer<R: Read>(
        &mut self,
        cx: &mut Context,
        need: &'static Need,
        read: R,
    ) -> Result<Option<R::Value>, Refusal> {
        match read.read(cx).await.and_then(|value| Ok(value?)) {
            // Who has begun with one alternative does not end up as somebody who presents nothing.
            Ok(value) if self.begun.is_empty() || !cx.presented_since(self.before).is_empty() => {
                return Ok(Some(value));
            }
            Ok(_) => {}
            Err(refusal) => match refusal.into_missing() {
                Ok(challenges) => self.challenge(challenges),
                Err(refusal) => {
                    if is_complete(cx, need).await {
                        return Err(refusal);
                    }
                    self.refused = self.refused.take().or(Some(refusal));
                }
            },
        }
        self.begun = self.begun.and(begun(cx, need, self.before).await);
        cx.present_again(self.before);
        Ok(None)
    }

    fn challenge(&mut self, challenges: Challenges) {
        for challenge in challenges.into_values() {
            if !self.challenges.contains(&challenge) {
                self.challenges.push(challenge);
            }
        }
    }

    /// The refusal of a request for which no alternative is complete, with the challenges of all of them (RFC 9110, section
    /// 11.6.1), unless something that it presents is wrong.
    pub fn refuse(self) -> Refusal {
        self.refused.unwrap_or_else(|| Refusal::missing_with(self.challenges))
    }
}
