//! The constants that describe a program. They determine what the server enforces, what the document says and what the
//! compiler checks.
//!
//! This module consists of `&'static` references and `const fn`. So one constant describes an annotated item, and a check
//! can read it while the program is compiled. [`walk`] reads it again when the program starts. The module does not depend
//! on HTTP, JSON or requests. Only [`Model`] depends on another crate, [`schemars`], which describes the types.

mod answer;
mod dependency;
mod id;
mod method;
mod model;
mod operation;
mod parameter;
mod routes;
mod scheme;
mod text;
mod walk;

pub use answer::{Answer, Answers, HeaderName, Status};
pub(crate) use dependency::same_texts;
pub use dependency::{Asked, Body, Dependency, Kind, Need};
pub use id::Id;
pub(crate) use id::ItemType;
pub use method::Method;
pub use model::Model;
pub use operation::Operation;
pub use parameter::{Parameter, Place, Texts};
pub(crate) use routes::{Guard, Mounted, Route};
pub use scheme::{Challenge, Flow, FlowKind, Flows, Issuer, KeyPlace, Scheme, SchemeKind, Scope, TokenUrl};
pub(crate) use scheme::{checked_parameters, checked_realm, checked_scopes};
pub(crate) use text::{is_quotable, is_same_word, is_scope, is_token_char, is_word, same};
pub use walk::{Visit, walk};
