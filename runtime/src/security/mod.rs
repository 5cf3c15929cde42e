//! Security schemes, one room each: what the client sends, what is refused and how, and what stands in the
//! document.

mod authorization;
pub(crate) mod challenge;
mod oauth2_form;
mod oauth2_password_bearer;

pub use oauth2_form::{OAuth2PasswordRequestForm, OAuth2PasswordRequestFormStrict};
pub use oauth2_password_bearer::OAuth2PasswordBearer;

use crate::refusal::Refusal;
use crate::server::Context;

/// A kind of security scheme: how it finds credentials in a request.
///
/// A type that implements it also offers an inherent `const fn scheme(&self) -> graph::Scheme`, which
/// describes the same for the document; `#[security_scheme]` calls both.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a security scheme",
    label = "`#[security_scheme]` takes a static of a scheme's type",
    note = "help: write a scheme such as `OAuth2PasswordBearer`, or implement `SecurityScheme` for this type"
)]
pub trait SecurityScheme: Send + Sync + 'static {
    /// What it hands on.
    type Credentials: Send + 'static;

    /// Finds the credentials in the request.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] when there are none.
    fn authenticate(
        &self,
        cx: &mut Context,
    ) -> impl Future<Output = Result<Self::Credentials, Refusal>> + Send;
}
