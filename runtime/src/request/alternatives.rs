//! Dependencies for which a client may present no credentials: [`Optional`], and those of `#[derive(AnyOf)]`.

use std::any::{Any, TypeId};
use std::marker::PhantomData;
use std::pin::Pin;

use http::HeaderValue;

use super::{CloneOf, Configured, Context, DeclaredScheme, Dependency, Read, SecurityScheme, authenticate};
use crate::graph::{self, Asked, Kind, Need};
use crate::policy::selection::{self, Turn};
use crate::response::{Challenges, Refusal};

/// The value of `D`, or `None` if the request presents nothing for the schemes that `D` reaches: no credentials, empty
/// ones, or those of another scheme.
///
/// A client that presents credentials must present valid ones, and all of them. A malformed header, a rejected token, or one
/// of two required credentials is refused as if `D` were not optional. So a client whose session has ended learns it,
/// instead of being served anonymously.
///
/// The document lists both: the requirements of `D`, and none (`{}`).
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

    const DEPENDENCY: graph::Dependency = graph::Dependency::optional(&D::KNOWN, &[D::NEED]);

    const MADE_BY_MACRO: bool = true;

    // An `Optional` is resolved each time. `D` itself runs once.
    const CLONE: CloneOf<Option<D::Output>> = None;

    async fn resolve(cx: &mut Context) -> Result<Option<D::Output>, Refusal> {
        let is_fresh = std::mem::take(&mut cx.is_fresh);
        cx.look().await;
        if selection::is_wanted(const { &D::NEED }, cx.here(), cx.mandatory()) {
            cx.obtain::<D>(is_fresh).await.map(Some)
        } else {
            Ok(None)
        }
    }
}

/// The functions that look for the credentials of a scheme in a request.
pub(crate) struct Probe {
    type_name: fn() -> &'static str,
    settings: fn(&Configured) -> Vec<String>,
    is_presented: for<'a> fn(&'a mut Context) -> Looking<'a, bool>,
    missing: for<'a> fn(&'a mut Context) -> Looking<'a, Option<Challenges>>,
}

type Looking<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

impl Probe {
    /// Returns the probe of a scheme.
    pub(crate) const fn of<D: DeclaredScheme>() -> &'static Self {
        const {
            &Self {
                type_name: std::any::type_name::<D::Scheme>,
                settings: settings::<D>,
                is_presented: is_presented::<D>,
                missing: missing::<D>,
            }
        }
    }

    /// Returns the probe that the graph stores as an opaque value.
    pub(crate) fn find(kept: Option<&'static (dyn Any + Send + Sync)>) -> Option<&'static Self> {
        kept.and_then(<dyn Any + Send + Sync>::downcast_ref)
    }

    /// Returns the name of the scheme's type with its arguments, one of which may verify the credentials.
    pub(crate) fn type_name(&self) -> &'static str {
        (self.type_name)()
    }

    /// Returns the settings of the scheme that its description does not include, as the app has configured them.
    pub(crate) fn settings(&self, configured: &Configured) -> Vec<String> {
        (self.settings)(configured)
    }

    /// Whether the request presents credentials for the scheme, valid or not.
    pub(crate) async fn is_presented(&self, cx: &mut Context) -> bool {
        (self.is_presented)(cx).await
    }
}

fn settings<D: DeclaredScheme>(configured: &Configured) -> Vec<String> {
    configured.get::<D::Scheme>(TypeId::of::<D>()).as_deref().unwrap_or(D::value()).settings()
}

fn is_presented<D: DeclaredScheme>(cx: &mut Context) -> Looking<'_, bool> {
    Box::pin(async move {
        let configured = cx.configured::<D::Scheme>(TypeId::of::<D>());
        configured.as_deref().unwrap_or(D::value()).presents(cx).await
    })
}

/// Returns the refusal of a request that presents nothing for the scheme, if it presents nothing.
fn missing<D: DeclaredScheme>(cx: &mut Context) -> Looking<'_, Option<Challenges>> {
    Box::pin(async move { authenticate::<D>(cx).await.err()?.into_missing().ok() })
}

/// The choice among alternatives in one request. Each is offered in turn, and the first for which all credentials are
/// presented decides.
pub struct Choice {
    /// Whether credentials are presented for an alternative that is incomplete.
    begun: bool,
    passed: Vec<&'static Need>,
}

impl Choice {
    /// Starts before the first alternative.
    pub async fn new(cx: &mut Context) -> Self {
        cx.look().await;
        Self { begun: false, passed: Vec::new() }
    }

    /// Resolves an alternative, or returns `None` if not all of its credentials are presented.
    ///
    /// # Errors
    ///
    /// Returns its refusal of credentials that are presented.
    pub async fn offer<R: Read>(
        &mut self,
        cx: &mut Context,
        need: &'static Need,
        read: R,
    ) -> Result<Option<R::Value>, Refusal> {
        match selection::turn(need, self.begun, cx.here(), cx.mandatory()) {
            Turn::Taken => Ok(Some(read.read(cx, need).await??)),
            Turn::Refused => Err(self.refuse(cx).await),
            Turn::Passed => {
                self.begun |= selection::is_begun(need, cx.here(), cx.mandatory());
                self.passed.push(need);
                Ok(None)
            }
        }
    }

    /// Returns the refusal of a request for which no alternative is complete, with the challenges of all alternatives (RFC 9110,
    /// section 11.6.1).
    pub async fn refuse(&self, cx: &mut Context) -> Refusal {
        let mut challenges = Vec::new();
        for need in &self.passed {
            find_lacking(cx, need, &mut challenges).await;
        }
        Refusal::missing_with(challenges)
    }
}

/// Returns the challenges of the first missing credentials below a need, if any are missing.
fn find_lacking<'a>(
    cx: &'a mut Context,
    need: &'static Need,
    challenges: &'a mut Vec<HeaderValue>,
) -> Looking<'a, bool> {
    Box::pin(async move {
        let Need::Dependency(Asked { dependency, .. }) = need else { return false };
        match dependency.kind {
            Kind::Scheme(scheme) => {
                let is_known = cx.here().contains(&scheme.name) && !cx.mandatory().contains(&scheme.name);
                let Some(probe) = Probe::find(dependency.probe).filter(|_| !is_known) else { return false };
                let Some(missing) = (probe.missing)(cx).await else { return false };
                for challenge in missing.into_values() {
                    if !challenges.contains(&challenge) {
                        challenges.push(challenge);
                    }
                }
                true
            }
            Kind::Function | Kind::Body(_) => {
                for need in dependency.needs {
                    if find_lacking(cx, need, challenges).await {
                        return true;
                    }
                }
                false
            }
            Kind::Optional => match dependency.needs {
                [inner] if selection::is_begun(inner, cx.here(), cx.mandatory()) => {
                    find_lacking(cx, inner, challenges).await
                }
                _ => false,
            },
            Kind::AnyOf => {
                let mut lacks = false;
                for need in dependency.needs {
                    lacks |= find_lacking(cx, need, challenges).await;
                }
                lacks
            }
        }
    })
}
