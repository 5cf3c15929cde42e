//! The targets of requests.

use http::Method;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::AuthorizationMatrix;
use crate::review::{Facts, OperationFacts};
use crate::testing::TestRequest;

/// An operation, and a method that it answers.
#[derive(Clone, Copy)]
pub(super) struct Target<'a> {
    pub(super) operation: &'a OperationFacts,
    pub(super) method: &'static str,
}

/// The end of a finding about a `GET` operation that was called with `HEAD`.
pub(super) const BY_HEAD: &str = " and the method HEAD";

impl<'a> Target<'a> {
    /// Returns the operation with its method. A `GET` operation is also called with `HEAD`, unless another operation
    /// answers `HEAD`.
    pub(super) fn of(operation: &'a OperationFacts, facts: &Facts) -> Vec<Self> {
        let method = operation.method().as_str();
        let is_other = |other: &OperationFacts| other.path == operation.path && answers(other, "HEAD");
        let mut targets = vec![Self { operation, method }];
        if method == "GET" && facts.operations.iter().filter(|other| is_other(other)).count() == 1 {
            targets.push(Self { operation, method: "HEAD" });
        }
        targets
    }

    pub(super) fn request(&self, matrix: &AuthorizationMatrix) -> TestRequest {
        request(matrix, self.method, &path(matrix, &self.operation.path))
    }

    pub(super) fn is_by_head(&self) -> bool {
        self.method == "HEAD" && self.operation.method().as_str() == "GET"
    }

    /// Whether the method is safe (RFC 9110, section 9.2.1): a request should change nothing.
    pub(super) fn is_safe(&self) -> bool {
        is_safe(self.method)
    }
}

/// Whether a method is safe: a request should change nothing.
pub(super) fn is_safe(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "OPTIONS" | "TRACE" | "PROPFIND")
}

pub(super) fn answers(operation: &OperationFacts, method: &str) -> bool {
    let own = operation.method().as_str();
    own == method || (own == "GET" && method == "HEAD")
}

pub(super) fn request(matrix: &AuthorizationMatrix, method: &str, path: &str) -> TestRequest {
    let method = Method::from_bytes(method.as_bytes()).expect("these are methods");
    matrix.client.request(method, path)
}

/// Returns a path with its parameters replaced by their values.
pub(super) fn path(matrix: &AuthorizationMatrix, template: &str) -> String {
    let segments = template.split('/').map(|segment| match parameter(segment) {
        Some(name) => {
            let name = name.trim_start_matches('*');
            let given = matrix.values.iter().find(|(given, _)| given == name);
            utf8_percent_encode(given.map_or("1", |(_, value)| value), NON_ALPHANUMERIC).to_string()
        }
        None => segment.replace("{{", "%7B").replace("}}", "%7D"),
    });
    segments.collect::<Vec<_>>().join("/")
}

/// Returns the names of the parameters of a path.
pub(super) fn parameters(template: &str) -> impl Iterator<Item = &str> {
    template.split('/').filter_map(parameter).map(|name| name.trim_start_matches('*'))
}

fn parameter(segment: &str) -> Option<&str> {
    match segment.as_bytes() {
        [b'{', next, .., b'}'] if *next != b'{' => Some(&segment[1..segment.len() - 1]),
        _ => None,
    }
}
