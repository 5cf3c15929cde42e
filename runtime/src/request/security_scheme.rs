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
    /// The credentials that it provides.
    type Credentials: Send + 'static;

    /// Whether it does no more than its description says; only a scheme of this crate can know that.
    #[doc(hidden)]
    const BUILT_IN: Option<BuiltIn> = None;

    /// Finds the credentials in the request.
    ///
    /// # Errors
    ///
    /// [`Refusal::missing`] when the request presents nothing for this scheme, so that an optional scheme is none and the
    /// next of several alternatives is looked at; [`Refusal::malformed`] when it presents something that the scheme
    /// cannot read; [`Refusal::answer`] for any other answer.
    fn authenticate(
        &self,
        cx: &mut Context,
    ) -> impl Future<Output = Result<Self::Credentials, Refusal>> + Send;

    /// Whether the request presents credentials for this scheme, well or badly. It is asked before the server takes a way
    /// through alternatives or past what is optional, and changes nothing.
    ///
    /// Without one of its own, [`authenticate`](Self::authenticate) is tried. A scheme for which that is dear, or has an effect
    /// (a one-time code is redeemed), says it by itself.
    fn presents(&self, cx: &mut Context) -> impl Future<Output = bool> + Send {
        async move {
            match self.authenticate(cx).await {
                Ok(_) => true,
                Err(refusal) => refusal.into_missing().is_err(),
            }
        }
    }

    /// Returns the challenges of a refusal by the code behind the scheme, such as [`DeclaredScheme::invalid_token`]. A scheme needs
    /// this where they are made anew for each request, as those with a nonce are (RFC 7616, section 3.3). `None` stands for the
    /// challenge that the scheme declares.
    ///
    /// [`DeclaredScheme::invalid_token`]: crate::DeclaredScheme::invalid_token
    fn challenges(&self) -> Option<Vec<HeaderValue>> {
        None
    }

    /// What of its settings decides how well it protects, and is not in its description: a few words for each, as a person would say
    /// them (`"MD5"`, `"nonces end after 300 s"`). They stand in the line of the scheme in the
    /// [lockfile](crate::SecurityLock), so that a review sees when one changes.
    fn settings(&self) -> Vec<String> {
        Vec::new()
    }
}
