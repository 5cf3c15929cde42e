use http::HeaderValue;

use super::Context;
use crate::response::Refusal;

/// Marks a scheme of this crate that does no more than its description says.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn(());

impl BuiltIn {
    pub(crate) const YES: Self = Self(());
}

#[doc = include_str!("../../docs/own-scheme.md")]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a security scheme",
    label = "`#[security_scheme]` takes a static of a scheme's type",
    note = "help: write a scheme such as `OAuth2PasswordBearer`, or implement `SecurityScheme` for this type"
)]
pub trait SecurityScheme: Send + Sync + 'static {
    /// The type of the credentials.
    type Credentials: Send + 'static;

    /// Marks a scheme that does no more than its description says. Only schemes of this crate can be marked.
    #[doc(hidden)]
    const BUILT_IN: Option<BuiltIn> = None;

    /// Finds the credentials in the request.
    ///
    /// # Errors
    ///
    /// Returns [`Refusal::missing`] if the request presents nothing for this scheme. Then an optional scheme yields
    /// `None`, and the next alternative is tried. Returns [`Refusal::malformed`] if the credentials cannot be read, and
    /// [`Refusal::answer`] for any other response.
    fn authenticate(
        &self,
        cx: &mut Context,
    ) -> impl Future<Output = Result<Self::Credentials, Refusal>> + Send;

    /// Whether the request presents credentials for this scheme, valid or not. The server calls this before it selects
    /// a branch of alternatives or optional dependencies. The call must not change anything.
    ///
    /// The default calls [`authenticate`](Self::authenticate). Implement this method if that is expensive, or has an
    /// effect such as redeeming a one-time code.
    fn presents(&self, cx: &mut Context) -> impl Future<Output = bool> + Send {
        async move {
            match self.authenticate(cx).await {
                Ok(_) => true,
                Err(refusal) => refusal.into_missing().is_err(),
            }
        }
    }

    /// Returns the challenges of a refusal by a function that depends on the scheme, such as
    /// [`DeclaredScheme::invalid_token`]. Implement this method if challenges are created for each request, as those
    /// with a nonce are (RFC 7616, section 3.3). `None` selects the declared challenge of the scheme.
    ///
    /// [`DeclaredScheme::invalid_token`]: crate::DeclaredScheme::invalid_token
    fn challenges(&self) -> Option<Vec<HeaderValue>> {
        None
    }

    /// Returns the settings that affect the protection and are not in the description, each in a few words: `"MD5"`,
    /// `"nonces end after 300 s"`. The [lockfile](crate::SecurityLock) lists them with the scheme, so that a review
    /// shows a change.
    fn settings(&self) -> Vec<String> {
        Vec::new()
    }
}
