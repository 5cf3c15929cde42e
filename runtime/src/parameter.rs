use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::graph::Model;
use crate::refusal::{Collected, Refusal};
use crate::server::Context;

/// A value that a parameter of a request, or its body, can be read as: anything that is `Deserialize` and `JsonSchema`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a parameter",
    label = "nothing says how to read this from a request",
    note = "help: derive `serde::Deserialize` and `schemars::JsonSchema` for it; both are needed\n\
            see portcullis::rules::not_a_parameter"
)]
pub trait Parameter: Sized {
    /// How it looks in the document.
    #[doc(hidden)]
    const MODEL: Model;

    /// [`Context::path`], for expansions.
    #[doc(hidden)]
    fn path(cx: &mut Context, name: &'static str) -> Result<Self, Collected>;

    /// [`Context::query`], for expansions.
    #[doc(hidden)]
    fn query(cx: &mut Context, name: &'static str) -> Result<Self, Collected>;

    /// [`Context::body`], for expansions.
    #[doc(hidden)]
    fn body(cx: &mut Context) -> impl Future<Output = Result<Result<Self, Collected>, Refusal>> + Send;
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned + JsonSchema> Parameter for T {
    const MODEL: Model = Model::of::<T>();

    fn path(cx: &mut Context, name: &'static str) -> Result<Self, Collected> {
        cx.path(name)
    }

    fn query(cx: &mut Context, name: &'static str) -> Result<Self, Collected> {
        cx.query(name)
    }

    async fn body(cx: &mut Context) -> Result<Result<Self, Collected>, Refusal> {
        cx.body().await
    }
}
