//! What is said of the answers.

use http::StatusCode;

use super::target::{BY_HEAD, Target};
use crate::graph::{Dependency, Kind, Visit, walk};
use crate::review::OperationFacts;
use crate::testing::TestResponse;

/// What was found, each thing once.
#[derive(Default)]
pub(super) struct Findings(Vec<String>);

/// All that was tried with one method of an operation.
pub(super) struct Round<'a> {
    pub(super) target: Target<'a>,
    /// What no credentials must lead to.
    pub(super) nobody: Expected,
    pub(super) tried: Vec<Tried>,
}

/// What became of a request.
pub(super) struct Tried {
    pub(super) what: String,
    pub(super) expected: Expected,
    pub(super) answer: TestResponse,
}

/// What should become of a request.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    Admitted,
    Refused,
}

impl Findings {
    pub(super) fn find(&mut self, finding: String) {
        // What is wrong with `GET` is wrong with `HEAD`, and said of the one.
        let by_get = finding.replacen(BY_HEAD, "", 1);
        if !self.0.contains(&finding) && !self.0.contains(&by_get) {
            self.0.push(finding);
        }
    }

    pub(super) fn into_vec(self) -> Vec<String> {
        self.0
    }

    /// Compares what was tried with what the graph says.
    pub(super) fn judge(&mut self, round: &Round<'_>) {
        for tried in &round.tried {
            if let Some(finding) = round.judge(tried) {
                self.find(finding);
            }
        }
    }
}

impl Round<'_> {
    fn judge(&self, tried: &Tried) -> Option<String> {
        let (operation, status) = (self.target.operation, tried.answer.status());
        let route = operation.route();
        let what = format!("{}{}", tried.what, if self.target.is_by_head() { BY_HEAD } else { "" });
        if status.is_server_error() {
            return Some(format!("`{route}` fails ({status}) with {what}"));
        }
        match tried.expected {
            Expected::Refused if !refusals(operation).contains(&status.as_u16()) => {
                Some(format!("`{route}` lets in {what} ({status}): it asks for {}", operation.protection))
            }
            Expected::Admitted if is_unexplained(operation, status) => {
                Some(format!("`{route}` refuses {what} ({status}), and nothing in the graph says why"))
            }
            _ => None,
        }
    }
}

/// The statuses that say that credentials are refused: 401 and 403, and what those who look at them are said to answer.
fn refusals(operation: &OperationFacts) -> Vec<u16> {
    let mut known = vec![401, 403];
    known.extend(errors_of_functions(operation));
    known
}

fn errors_of_functions(operation: &OperationFacts) -> Vec<u16> {
    let mut known = Vec::new();
    walk(&operation.needs, &mut |visit| {
        if let Visit::Dependency(Dependency { kind: Kind::Function, errors, .. }, _) = visit {
            known.extend(errors.iter().map(|(status, _)| *status));
        }
    });
    known
}

/// Whether somebody is refused for whom the graph, and what the operation itself is said to answer, know no reason.
fn is_unexplained(operation: &OperationFacts, status: StatusCode) -> bool {
    let is_said = operation.operation.errors.iter().any(|(said, _)| *said == status.as_u16());
    matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) && !is_said
}
