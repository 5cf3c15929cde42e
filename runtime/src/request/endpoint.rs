//! The data of a mounted operation that is computed before any request.

use std::sync::Arc;

use http::StatusCode;

use super::plan::Plan;
use super::{Configured, GuardFn, Overrides};
use crate::graph::{self, Body, Dependency, Kind, Mounted, Need, Operation, Visit};
use crate::policy::template::parameter_names;

/// A mounted operation.
pub(crate) struct Endpoint {
    pub(crate) operation: &'static Operation,
    /// The path template, including prefixes.
    pub(crate) path: String,
    /// The names of the path parameters, in order.
    pub(crate) parameters: Vec<String>,
    pub(super) plan: Plan,
    /// The guards that run before the operation.
    pub(crate) guards: Vec<GuardFn>,
    /// The schemes that the app has configured.
    pub(crate) configured: Arc<Configured>,
    /// Whether the responses are private to the caller, so that no cache may store them.
    pub(crate) no_store: bool,
    pub(crate) status: StatusCode,
}

impl Endpoint {
    /// Creates the endpoint of an operation with these needs, without its guards.
    pub(crate) fn new<H, G>(
        mounted: &Mounted<H, G>,
        needs: &[&'static [Need]],
        configured: Arc<Configured>,
        overrides: &Overrides,
    ) -> Self {
        let operation = mounted.operation;
        Self {
            operation,
            parameters: parameter_names(&mounted.path).map(str::to_owned).collect(),
            path: mounted.path.clone(),
            plan: Plan::new(needs, overrides),
            guards: Vec::new(),
            configured,
            no_store: is_private(needs),
            status: StatusCode::from_u16(operation.status).unwrap_or(StatusCode::OK),
        }
    }

    /// Sets the guards that run before the operation.
    pub(crate) fn behind(self, guards: Vec<GuardFn>) -> Self {
        Self { guards, ..self }
    }
}

/// Whether the responses of an operation depend on the caller, or contain a token (RFC 6749, section 5.1).
fn is_private(needs: &[&'static [Need]]) -> bool {
    let mut private = false;
    graph::walk(needs, &mut |visit| {
        private |= matches!(
            visit,
            Visit::Dependency(
                Dependency { kind: Kind::Scheme(_) | Kind::Body(Body { no_store: true, .. }), .. },
                _
            )
        );
    });
    private
}
