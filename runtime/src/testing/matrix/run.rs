//! The requests of a run, and their order.

use super::cases::{Case, Cases, good};
use super::judge::{Credentials, Expected, Round, Tried};
use super::methods::try_methods;
use super::presented::Presented;
use super::same_data::Given;
use super::session::Session;
use super::target::Target;
use super::{AuthorizationMatrix, AuthorizationReport};
use crate::policy::Clause;
use crate::review::{Facts, OperationFacts};

/// Tries every operation with all credentials.
pub(super) async fn run(matrix: &AuthorizationMatrix) -> AuthorizationReport {
    let facts = matrix.client.app.facts();
    let session = Session::new(matrix, facts.operations.len());
    let mut run = Run { matrix, facts: &facts, session, given: Given::default() };
    for operation in &facts.operations {
        run.session.begin(operation);
        for target in Target::of(operation, &facts) {
            run.target(target).await;
        }
        run.session.end();
    }
    let Run { mut session, given, .. } = run;
    try_methods(&mut session, &facts).await;
    given.compare(&matrix.same, &mut session.findings);
    session.finish();
    session.findings.into_report()
}

struct Run<'a> {
    matrix: &'a AuthorizationMatrix,
    facts: &'a Facts,
    session: Session<'a>,
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
        let good_parts: Vec<(&Clause, Vec<Presented<'_>>)> = clauses
            .iter()
            .filter(|clause| !clause.0.is_empty())
            .filter_map(|clause| Some((clause, self.good(target.operation, clause)?)))
            .collect();
        // Good credentials come first where they change nothing: a program may keep the answer, and return it to other
        // callers.
        for (_, parts) in good_parts.iter().filter(|_| target.is_safe()) {
            self.good_credentials(&mut round, parts).await;
        }
        for (clause, parts) in &good_parts {
            for case in cases.of_clause(&mut self.session, clause, parts).await {
                self.send(&mut round, case, Credentials::Others, Expected::Refused).await;
            }
        }
        self.other_callers(&mut round, cases, &good_parts).await;
        if !is_open || clauses.is_empty() {
            for case in cases.of_other_schemes(&mut self.session).await {
                self.send(&mut round, case, Credentials::Others, nobody).await;
            }
        }
        // Good credentials come last, because a request with them may delete a resource. After that, 404 says
        // nothing about credentials.
        for (_, parts) in &good_parts {
            self.good_credentials(&mut round, parts).await;
        }
        self.nobody(&mut round).await;
        self.session.findings.judge(&round);
    }

    async fn nobody(&mut self, round: &mut Round<'a>) {
        let case = Case { what: "no credentials".to_owned(), presented: Vec::new() };
        let expected = round.nobody;
        self.send(round, case, Credentials::No, expected).await;
        if let (Expected::Admitted, Some(tried)) = (expected, round.tried.last()) {
            self.given.keep_open(round.target.operation, &tried.answer);
        }
    }

    async fn good_credentials(&mut self, round: &mut Round<'a>, parts: &[Presented<'a>]) {
        self.send(round, good(parts.to_vec()), Credentials::Good, Expected::Admitted).await;
        if let (Expected::Refused, Some(tried)) = (round.nobody, round.tried.last()) {
            self.given.keep_locked(round.target.operation, &tried.answer);
        }
    }

    /// Tries another caller where the resource belongs to the first.
    async fn other_callers(
        &mut self,
        round: &mut Round<'a>,
        cases: Cases<'a>,
        good_parts: &[(&Clause, Vec<Presented<'a>>)],
    ) {
        let operation = round.target.operation;
        if !self.matrix.is_owned(operation) {
            return;
        }
        let others: Vec<_> = good_parts.iter().filter_map(|(_, parts)| cases.other_caller(parts)).collect();
        if others.is_empty() {
            self.session.findings.find(format!(
                "`{}` is owned, and no other caller is given for it: `.other_caller::<..>(|request, scopes| ..)`",
                operation.route()
            ));
        } else if others.len() < good_parts.len() {
            let reason = "another caller in some of the ways in: none is given for their schemes".to_owned();
            self.session.findings.note(reason, operation);
        }
        for case in others {
            self.send(round, case, Credentials::OtherCaller, Expected::Refused).await;
        }
    }

    async fn send(
        &mut self,
        round: &mut Round<'a>,
        case: Case<'a>,
        credentials: Credentials,
        expected: Expected,
    ) {
        let request = || round.target.request(self.matrix);
        let answer = match credentials {
            Credentials::Good => self.session.send_good(request, &case.presented).await,
            _ => self.session.send(request(), &case.presented).await,
        };
        round.tried.push(Tried { what: case.what, credentials, expected, answer });
    }

    /// Returns good credentials for every requirement of a clause. If the test does not provide them, that is a finding.
    fn good(&mut self, operation: &'a OperationFacts, clause: &'a Clause) -> Option<Vec<Presented<'a>>> {
        let missing = clause.0.iter().find(|required| self.matrix.good(operation, required.scheme).is_none());
        if let Some(required) = missing {
            self.session.findings.find(format!(
                "no credentials are given for {}, which `{}` asks for: `.credentials::<{}>(|request, scopes| ..)`",
                required.scheme.name,
                operation.route(),
                required.id.name
            ));
        }
        self.matrix.parts(operation, clause)
    }
}
