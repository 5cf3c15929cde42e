//! Judges the answers.

use http::StatusCode;

use super::report::{AuthorizationReport, NotJudged};
use super::target::{BY_HEAD, Target, parameters};
use crate::graph::{Dependency, Kind, Visit, walk};
use crate::review::OperationFacts;
use crate::testing::TestResponse;

/// The findings, each listed once, and the cases that could not be judged.
#[derive(Default)]
pub(super) struct Findings {
    found: Vec<String>,
    not_judged: NotJudged,
}

/// Everything that was tried with one method of an operation.
pub(super) struct Round<'a> {
    pub(super) target: Target<'a>,
    /// The expected result of a request without credentials.
    pub(super) nobody: Expected,
    pub(super) tried: Vec<Tried>,
}

/// A request that was tried, and its answer.
pub(super) struct Tried {
    pub(super) what: String,
    pub(super) credentials: Credentials,
    pub(super) expected: Expected,
    pub(super) answer: TestResponse,
}

/// The expected result of a request.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    Admitted,
    Refused,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Credentials {
    No,
    Good,
    OtherCaller,
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
        // A mistake of `GET` is also one of `HEAD`, and is reported once.
        let by_get = finding.replacen(BY_HEAD, "", 1);
        if !self.found.contains(&finding) && !self.found.contains(&by_get) {
            self.found.push(finding);
        }
    }

    /// Records a case that could not be judged, with the reason.
    pub(super) fn note(&mut self, reason: String, operation: &OperationFacts) {
        self.not_judged.note(reason, operation);
    }

    pub(super) fn into_report(self) -> AuthorizationReport {
        AuthorizationReport { findings: self.found, not_judged: self.not_judged.into_lines() }
    }

    /// Compares the answers with the graph.
    pub(super) fn judge(&mut self, round: &Round<'_>) {
        for tried in &round.tried {
            match tried.credentials {
                Credentials::OtherCaller => self.judge_other_caller(round, tried),
                _ => round.judge(tried).into_iter().for_each(|finding| self.find(finding)),
            }
        }
    }
}

impl Findings {
    /// Judges the answer to a caller who does not own the resource of an operation.
    fn judge_other_caller(&mut self, round: &Round<'_>, tried: &Tried) {
        let (operation, status) = (round.target.operation, tried.answer.status());
        if status.is_server_error() {
            return self.find(format!("`{}` fails ({status}) with {}", operation.route(), tried.what));
        }
        if !status.is_client_error() {
            let by_head = if round.target.is_by_head() { BY_HEAD } else { "" };
            return self.find(format!(
                "`{}` gives another caller what belongs to the first{by_head} ({status})",
                operation.route()
            ));
        }
        let is_good = |tried: &&Tried| tried.credentials == Credentials::Good;
        let Some(first) =
            round.tried.iter().rfind(is_good).filter(|_| !round.tried.iter().any(Tried::got_in))
        else {
            return;
        };
        let first = first.answer.status();
        if matches!(first.as_u16(), 400 | 411 | 415 | 422) {
            let reason = format!("another caller: the first gets {first}, too, for the matrix sends no body");
            return self.note(reason, operation);
        }
        self.find(format!(
            "`{}` is undecided for another caller, for the first gets {first}: {}",
            operation.route(),
            round.remedy()
        ));
    }
}

/// The statuses with which a router, a limit or a lookup answers before credentials are checked.
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
            // An earlier request may have deleted the resource.
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
            // If good credentials get this status, too, the operation is undecided. Otherwise the status comes before
            // credentials are checked, and is reported once.
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

    /// Reports the operation as undecided: a status that good credentials get, too, says nothing about other credentials.
    fn undecided(&self, status: StatusCode) -> Option<String> {
        let is_good = |tried: &&Tried| tried.credentials == Credentials::Good;
        let good = self.tried.iter().filter(is_good).find(|tried| tried.answer.status() == status)?;
        if is_unexplained(self.target.operation, status) {
            return None;
        }
        let remedy = self.remedy();
        Some(format!(
            "`{}` is undecided, for {} get {status}, as others do: {remedy}",
            self.target.operation.route(),
            good.what
        ))
    }

    /// Describes what the test must provide so that good credentials get in.
    fn remedy(&self) -> String {
        let path = parameters(&self.target.operation.path).map(|name| format!("`.path(\"{name}\", ..)`"));
        let path: Vec<String> = path.collect();
        match path.as_slice() {
            [] => "give credentials, and the app what it needs, that they get in".to_owned(),
            path => format!("give what they get in with, {}", path.join(" and ")),
        }
    }

    fn had(&self, credentials: Credentials, status: StatusCode) -> bool {
        self.tried.iter().any(|tried| tried.credentials == credentials && tried.answer.status() == status)
    }
}

/// Returns the statuses that mean refused credentials: 401, 403, and the errors that the functions below the operation
/// list.
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

/// Whether a caller is refused without a reason: neither the graph nor the listed errors of the operation and its functions
/// explain it.
fn is_unexplained(operation: &OperationFacts, status: StatusCode) -> bool {
    let is_said =
        is_own_error(operation, status) || errors_of_functions(operation).contains(&status.as_u16());
    let is_refused = matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
    is_refused && !is_said && !operation.protection.can_refuse_anybody()
}

/// Whether an answer comes from something before the operation, as far as its listed errors show.
fn is_before(operation: &OperationFacts, status: StatusCode) -> bool {
    BEFORE.contains(&status) && !is_own_error(operation, status)
}
