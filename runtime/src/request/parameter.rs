use bytes::Bytes;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::Context;
use super::reading::{Part, Whole};
use crate::extract::scalar;
use crate::graph::{self, Model};
use crate::response::Collected;

/// A value that a parameter of a request, or its body, can be read as: anything that is `Deserialize` and `JsonSchema`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a parameter",
    label = "nothing says how to read this from a request",
    note = "help: derive `serde::Deserialize` and `schemars::JsonSchema` for it; both are needed\n\
            see portcullis::rules::not_a_parameter"
)]
pub trait Parameter: Sized + Send + 'static {
    /// The type as clients see it.
    #[doc(hidden)]
    const MODEL: Model;

    /// Returns the reader of a parameter.
    #[doc(hidden)]
    fn part() -> Part<Self> {
        Part(Self::read)
    }

    /// Returns the reader of the body.
    #[doc(hidden)]
    fn body() -> Whole<Self> {
        Whole(Self::decode)
    }

    /// Reads a parameter from its place.
    #[doc(hidden)]
    fn read(cx: &mut Context, parameter: &'static graph::Parameter) -> Result<Self, Collected>;

    /// Decodes the body.
    #[doc(hidden)]
    fn decode(cx: &mut Context, bytes: &Bytes) -> Result<Self, Collected>;
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned + JsonSchema + Send + 'static> Parameter for T {
    const MODEL: Model = Model::of::<T>().optional_if(scalar::may_be_missing::<T>);

    fn read(cx: &mut Context, parameter: &'static graph::Parameter) -> Result<Self, Collected> {
        cx.part(parameter.place, parameter.name)
    }

    fn decode(cx: &mut Context, bytes: &Bytes) -> Result<Self, Collected> {
        cx.decode(bytes)
    }
}
