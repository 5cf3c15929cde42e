//! Reading the parts of a request.

pub(crate) mod body;
pub(crate) mod cookie;
pub(crate) mod json;
pub(crate) mod scalar;
pub(crate) mod urlencoded;
