//! What is said of the answers.

use http::StatusCode;

use super::target::{BY_HEAD, Target, parameters};
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
    pub(super) credentials: Credentials,
    pub(super) expected: Expected,
    pub(super) answer: TestResponse,
}

/// What should become of a request.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    Admitted,
    Refused,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Credentials {
    No,
    Good,
    Others,
}

impl Tried {
    fn got_in(&self) -> bool {
        let status = self.answer.status();
        self.credentials == Credentials::Good && (status.is_success() || status.is_redirection())
    }
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

/// What the router, limits, and who looks for something else first, answer before anybody looks at credentials.
const BEFORE: [StatusCode; 3] =
    [StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED, StatusCode::TOO_MANY_REQUESTS];

impl Round<'_> {
    fn judge(&self, tried: &Tried) -> Option<String> {
        let (operation, status) = (self.target.operation, tried.answer.status());
        let route = operation.route();
        let what = format!("{}{}", tried.what, if self.target.is_by_head() { BY_HEAD } else { "" });
        if status.is_server_error() {
            return Some(format!("`{route}` fails ({status}) with {what}"));
        }
        if tried.expected == Expected::Admitted {
            if is_unexplained(operation, status) {
                return Some(format!(
                    "`{route}` refuses {what} ({status}), and nothing in the graph says why"
                ));
            }
            // What one has taken away, the next does not find.
            let is_met = tried.credentials != Credentials::Good
                || !is_before(operation, status)
                || self.tried.iter().any(Tried::got_in);
            return if is_met { None } else { self.undecided(status) };
        }
        let refused = refusals(operation);
        if refused.contains(&status.as_u16()) {
            return self.undecided(status);
        }
        if is_before(operation, status) && self.had(Credentials::No, status) {
            // Of what nobody gets it is said once, and of what good credentials get something else.
            return self.undecided(status).or_else(|| {
                Some(format!(
                    "`{route}` answers {status} before it looks at credentials, or lets everybody in: take away what answers \
                     so, or say so where it refuses, `errors({} = ..)`",
                    status.as_str()
                ))
            });
        }
        Some(format!("`{route}` lets in {what} ({status}): it asks for {}", operation.protection))
    }

    /// A status that good credentials get, too, tells nothing of others.
    fn undecided(&self, status: StatusCode) -> Option<String> {
        let is_good = |tried: &&Tried| tried.credentials == Credentials::Good;
        let good = self.tried.iter().filter(is_good).find(|tried| tried.answer.status() == status)?;
        if is_unexplained(self.target.operation, status) {
            return None;
        }
        let path = parameters(&self.target.operation.path).map(|name| format!("`.path(\"{name}\", ..)`"));
        let path: Vec<String> = path.collect();
        let remedy = match path.as_slice() {
            [] => "give credentials, and the app what it needs, that they get in".to_owned(),
            path => format!("give what they get in with, {}", path.join(" and ")),
        };
        Some(format!(
            "`{}` is undecided, for {} get {status}, as others do: {remedy}",
            self.target.operation.route(),
            good.what
        ))
    }

    fn had(&self, credentials: Credentials, status: StatusCode) -> bool {
        self.tried.iter().any(|tried| tried.credentials == credentials && tried.answer.status() == status)
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

fn is_own_error(operation: &OperationFacts, status: StatusCode) -> bool {
    operation.operation.errors.iter().any(|(said, _)| *said == status.as_u16())
}

/// Whether somebody is refused for whom the graph, and what the operation and its functions are said to answer, know no reason.
fn is_unexplained(operation: &OperationFacts, status: StatusCode) -> bool {
    let is_said =
        is_own_error(operation, status) || errors_of_functions(operation).contains(&status.as_u16());
    let is_refused = matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
    is_refused && !is_said && !operation.protection.can_refuse_anybody()
}

/// Whether an answer is none of the operation itself, as far as it says what it answers.
fn is_before(operation: &OperationFacts, status: StatusCode) -> bool {
    BEFORE.contains(&status) && !is_own_error(operation, status)
}
