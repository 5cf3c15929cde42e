//! The result of a run of the matrix.

use std::fmt;

use crate::review::OperationFacts;

/// The findings of the [authorization matrix](crate::AuthorizationMatrix), and what it could not judge.
///
/// Returned by [`AuthorizationMatrix::report`](crate::AuthorizationMatrix::report). The report displays each of them as a
/// line.
#[derive(Clone, Debug)]
pub struct AuthorizationReport {
    pub(super) findings: Vec<String>,
    pub(super) not_judged: Vec<String>,
}

impl AuthorizationReport {
    /// Returns the findings, one line each: mistakes of the app, and what the test must provide before the matrix can
    /// decide.
    pub fn findings(&self) -> &[String] {
        &self.findings
    }

    /// Returns the cases that were not tried, or that the answers could not decide. Each case is one line,
    /// with the reason and the operations. None of these cases is a mistake. If the matrix needs something
    /// before it can decide, such as credentials, that is a finding.
    pub fn not_judged(&self) -> &[String] {
        &self.not_judged
    }
}

impl fmt::Display for AuthorizationReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = [("found", &self.findings), ("not judged", &self.not_judged)];
        for (word, line) in
            lines.into_iter().flat_map(|(word, lines)| lines.iter().map(move |line| (word, line)))
        {
            writeln!(f, "{word}: {line}")?;
        }
        Ok(())
    }
}

/// The reasons why something could not be judged, each with its operations.
#[derive(Default)]
pub(super) struct NotJudged(Vec<(String, Vec<String>)>);

impl NotJudged {
    pub(super) fn note(&mut self, reason: String, operation: &OperationFacts) {
        let route = format!("`{}`", operation.route());
        match self.0.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, routes)) if routes.contains(&route) => {}
            Some((_, routes)) => routes.push(route),
            None => self.0.push((reason, vec![route])),
        }
    }

    pub(super) fn into_lines(self) -> Vec<String> {
        self.0.into_iter().map(|(reason, routes)| format!("{reason} ({})", shortened(&routes))).collect()
    }
}

/// Lists the first of many routes, and counts the others.
fn shortened(routes: &[String]) -> String {
    const SHOWN: usize = 3;
    match routes.len().saturating_sub(SHOWN) {
        0 => routes.join(", "),
        more => format!("{} and {more} more", routes[..SHOWN].join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_operations_are_counted() {
        let routes: Vec<String> = (0..5).map(|number| format!("`GET /{number}`")).collect();
        assert_eq!(shortened(&routes[..3]), "`GET /0`, `GET /1`, `GET /2`");
        assert_eq!(shortened(&routes), "`GET /0`, `GET /1`, `GET /2` and 2 more");
    }

    #[test]
    fn a_report_displays_all_lines() {
        let report = AuthorizationReport { findings: vec!["a".into()], not_judged: vec!["b".into()] };
        assert_eq!(report.to_string(), "found: a\nnot judged: b\n");
    }
}
