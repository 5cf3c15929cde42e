//! What is tried, and in which order.

use std::sync::Arc;

use super::AuthorizationMatrix;
use super::cases::{Case, Cases, Part, good};
use super::judge::{Credentials, Expected, Findings, Round, Tried};
use super::methods::try_methods;
use super::same_data::Given;
use super::target::Target;
use crate::policy::Clause;
use crate::review::{Facts, OperationFacts};

/// Tries it all.
pub(super) async fn run(matrix: &AuthorizationMatrix) -> Vec<String> {
    let facts = matrix.client.app.facts();
    let mut run = Run { matrix, facts: &facts, findings: Findings::default(), given: Given::default() };
    for operation in &facts.operations {
        for target in Target::of(operation, &facts) {
            run.target(target).await;
        }
    }
    try_methods(matrix, &facts, &mut run.findings).await;
    run.given.compare(&matrix.same, &mut run.findings);
    run.findings.into_vec()
}

struct Run<'a> {
    matrix: &'a AuthorizationMatrix,
    facts: &'a Facts,
    findings: Findings,
    given: Given,
}

impl<'a> Run<'a> {
    async fn target(&mut self, target: Target<'a>) {
        let clauses = &target.operation.clauses;
        let is_open = clauses.is_empty() || clauses.iter().any(|clause| clause.0.is_empty());
        let nobody = if is_open { Expected::Admitted } else { Expected::Refused };
        let mut round = Round { target, nobody, tried: Vec::new() };
        let cases = Cases { matrix: self.matrix, facts: self.facts, target };

        self.nobody(&mut round).await;
        let good_parts: Vec<(&Clause, Vec<Part<'_>>)> = clauses
            .iter()
            .filter(|clause| !clause.0.is_empty())
            .filter_map(|clause| Some((clause, self.good(target.operation, clause)?)))
            .collect();
        // Somebody may keep what others were given.
        for (_, parts) in good_parts.iter().filter(|_| target.is_safe()) {
            self.good_credentials(&mut round, parts).await;
        }
        for (clause, parts) in &good_parts {
            for case in cases.of_clause(clause, parts) {
                self.send(&mut round, case, Credentials::Others, Expected::Refused).await;
            }
        }
        if !is_open || clauses.is_empty() {
            for case in cases.of_other_schemes() {
                self.send(&mut round, case, Credentials::Others, nobody).await;
            }
        }
        // Last, for what they change: whoever is refused for a thing that is gone is not refused for his credentials.
        for (_, parts) in &good_parts {
            self.good_credentials(&mut round, parts).await;
        }
        self.nobody(&mut round).await;
        self.findings.judge(&round);
    }

    async fn nobody(&mut self, round: &mut Round<'a>) {
        let case = Case { what: "no credentials".to_owned(), add: Arc::new(|request, _| request) };
        let expected = round.nobody;
        self.send(round, case, Credentials::No, expected).await;
        if let (Expected::Admitted, Some(tried)) = (expected, round.tried.last()) {
            self.given.keep_open(round.target.operation, &tried.answer);
        }
    }

    async fn good_credentials(&mut self, round: &mut Round<'a>, parts: &[Part<'_>]) {
        self.send(round, good(parts), Credentials::Good, Expected::Admitted).await;
        if let (Expected::Refused, Some(tried)) = (round.nobody, round.tried.last()) {
            self.given.keep_locked(round.target.operation, &tried.answer);
        }
    }

    async fn send(&self, round: &mut Round<'a>, case: Case, credentials: Credentials, expected: Expected) {
        let answer = (case.add)(round.target.request(self.matrix), &[]).await;
        round.tried.push(Tried { what: case.what, credentials, expected, answer });
    }

    /// Good credentials for all of a clause; what is not given is a finding.
    fn good(&mut self, operation: &OperationFacts, clause: &'a Clause) -> Option<Vec<Part<'a>>> {
        let mut parts = Vec::new();
        for required in &clause.0 {
            let Some(add) = self.matrix.good(operation, required.scheme) else {
                self.findings.find(format!(
                    "no credentials are given for {}, which `{}` asks for: `.credentials::<{}>(|request, scopes| ..)`",
                    required.scheme.name,
                    operation.route(),
                    required.id.name
                ));
                return None;
            };
            parts.push(Part { required, add });
        }
        Some(parts)
    }
}
