//! Every path with every method.

use http::StatusCode;

use super::AuthorizationMatrix;
use super::judge::Findings;
use super::target::{answers, path, request};
use crate::review::Facts;

const METHODS: [&str; 9] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"];

/// Tries the methods that no operation answers, with whatever credentials.
pub(super) async fn try_methods(matrix: &AuthorizationMatrix, facts: &Facts, findings: &mut Findings) {
    for (at, operation) in facts.operations.iter().enumerate() {
        if facts.operations[..at].iter().any(|other| other.path == operation.path) {
            continue;
        }
        let own: Vec<_> = facts.operations.iter().filter(|other| other.path == operation.path).collect();
        let path = path(matrix, &operation.path);
        for method in METHODS.into_iter().filter(|method| !own.iter().any(|own| answers(own, method))) {
            for status in no_method(matrix, method, &path).await {
                findings.find(format!(
                    "`{method} {}` is no operation, and is answered ({status})",
                    operation.path
                ));
            }
        }
    }
}

async fn no_method(matrix: &AuthorizationMatrix, method: &str, path: &str) -> Vec<StatusCode> {
    let mut requests = vec![request(matrix, method, path)];
    for given in &matrix.given {
        requests.push((given.add)(request(matrix, method, path), &[]));
    }
    let mut found = Vec::new();
    for request in requests {
        let answer = request.await;
        let status = answer.status();
        // What CORS asks beforehand is answered by layers, and says nothing.
        let is_preflight = method == "OPTIONS" && answer.bytes().is_empty();
        if (status.is_success() && !is_preflight) || status.is_server_error() {
            found.push(status);
        }
    }
    found
}
