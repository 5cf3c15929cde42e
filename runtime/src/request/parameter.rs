use bytes::Bytes;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::{Context, Named, Whole};
use crate::graph::Model;
use crate::response::{Collected, Refusal};

/// A value that a parameter of a request, or its body, can be read as: anything that is `Deserialize` and `JsonSchema`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a parameter",
    label = "nothing says how to read this from a request",
    note = "help: derive `serde::Deserialize` and `schemars::JsonSchema` for it; both are needed\n\
            see portcullis::rules::not_a_parameter"
)]
pub trait Parameter: Sized + Send + 'static {
    /// How it looks in the document.
    #[doc(hidden)]
    const MODEL: Model;

    /// What an operation reads: a parameter of the path.
    #[doc(hidden)]
    fn in_path(name: &'static str) -> Named<Self> {
        Named(name, Self::path)
    }

    /// The same of the query.
    #[doc(hidden)]
    fn in_query(name: &'static str) -> Named<Self> {
        Named(name, Self::query)
    }

    /// The same: the body.
    #[doc(hidden)]
    fn in_body() -> Whole<Self> {
        Whole(Self::decode)
    }

    /// [`Context::path`], for expansions.
    #[doc(hidden)]
    fn path(cx: &mut Context, name: &'static str) -> Result<Self, Collected>;

    /// [`Context::query`], for expansions.
    #[doc(hidden)]
    fn query(cx: &mut Context, name: &'static str) -> Result<Self, Collected>;

    /// [`Context::body`], for expansions.
    #[doc(hidden)]
    fn body(cx: &mut Context) -> impl Future<Output = Result<Result<Self, Collected>, Refusal>> + Send {
        cx.body_as(Self::decode)
    }

    /// Reads what the body is.
    #[doc(hidden)]
    fn decode(cx: &mut Context, bytes: &Bytes) -> Result<Self, Collected>;
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned + JsonSchema + Send + 'static> Parameter for T {
    const MODEL: Model = Model::of::<T>();

    fn path(cx: &mut Context, name: &'static str) -> Result<Self, Collected> {
        cx.path(name)
    }

    fn query(cx: &mut Context, name: &'static str) -> Result<Self, Collected> {
        cx.query(name)
    }

    fn decode(cx: &mut Context, bytes: &Bytes) -> Result<Self, Collected> {
        cx.decode(bytes)
    }
}
