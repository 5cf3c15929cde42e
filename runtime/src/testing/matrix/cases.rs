//! The credentials that must be refused.

use super::AuthorizationMatrix;
use super::given::{Of, Source};
use super::place::Place;
use super::presented::{Presented, Variation};
use super::session::Session;
use super::tampering::{changes, is_hexadecimal};
use super::target::Target;
use crate::graph::Scheme;
use crate::policy::{Clause, Requirement};
use crate::review::{Facts, OperationFacts, Protection};

/// Credentials, with a description.
pub(super) struct Case<'a> {
    pub(super) what: String,
    pub(super) presented: Vec<Presented<'a>>,
}

/// Finds the credentials that must be refused where a clause requires some.
#[derive(Clone, Copy)]
pub(super) struct Cases<'a> {
    pub(super) matrix: &'a AuthorizationMatrix,
    pub(super) facts: &'a Facts,
    pub(super) target: Target<'a>,
}

/// Returns the case of the good credentials for a clause.
pub(super) fn good(parts: Vec<Presented<'_>>) -> Case<'_> {
    let say = |part: &Presented<'_>| match part.scopes.as_slice() {
        [] => part.scheme.name.to_owned(),
        scopes => format!("{} [{}]", part.scheme.name, scopes.join(" ")),
    };
    let said: Vec<String> = parts.iter().map(say).collect();
    Case { what: format!("good credentials ({})", said.join(" and ")), presented: parts }
}

impl<'a> Cases<'a> {
    /// Returns credentials that resemble good ones, but do not satisfy a clause.
    pub(super) async fn of_clause(
        self,
        session: &mut Session<'_>,
        clause: &Clause,
        good: &[Presented<'a>],
    ) -> Vec<Case<'a>> {
        let mut cases = Vec::new();
        for at in 0..good.len() {
            cases.extend(self.missing(clause, good, at));
            cases.extend(self.malformed(good, at));
            if self.is_unverified(good[at].scheme) {
                let name = good[at].scheme.name;
                let reason = format!("bad credentials of {name}: nothing before the handler can refuse them");
                session.findings.note(reason, self.target.operation);
                continue;
            }
            cases.extend(self.spoiled(session, good, at).await);
            cases.extend(self.refused(good, at));
            cases.extend(self.too_little(good, at));
            cases.extend(self.other_scopes(session, good, at));
        }
        cases
    }

    /// Leaves out the credentials of one scheme that the clause requires.
    fn missing(self, clause: &Clause, good: &[Presented<'a>], at: usize) -> Option<Case<'a>> {
        let missing = good[at].scheme;
        let rest: Vec<_> = good.iter().filter(|part| !is_same(part.scheme, missing)).cloned().collect();
        // If the remaining credentials have all schemes of another clause, only the program decides whether
        // they satisfy that clause.
        let is_clear = |other: &Clause| {
            let is_there =
                |required: &Requirement| rest.iter().any(|part| is_same(part.scheme, required.scheme));
            other == clause || other.0.is_empty() || !other.0.iter().all(is_there)
        };
        let is_tried = !rest.is_empty() && self.target.operation.clauses.iter().all(is_clear);
        is_tried.then(|| Case { what: format!("credentials that lack {}", missing.name), presented: rest })
    }

    /// Returns malformed credentials: the auth scheme alone, and good credentials twice.
    fn malformed(self, good: &[Presented<'a>], at: usize) -> Vec<Case<'a>> {
        let scheme = good[at].scheme;
        if scheme.authorization().is_none_or(str::is_empty) {
            return Vec::new();
        }
        let variations = [("the word alone", Variation::WithoutText), ("two lines", Variation::Twice)];
        let case = |(how, variation)| {
            let what = format!("malformed credentials of {} ({how})", scheme.name);
            replaced(good, at, what, good[at].varied(variation))
        };
        variations.map(case).into()
    }

    /// Replaces the credentials of one scheme with the credentials of an unknown caller, and with good
    /// credentials that are tampered with.
    async fn spoiled(self, session: &mut Session<'_>, good: &[Presented<'a>], at: usize) -> Vec<Case<'a>> {
        let (part, scheme) = (&good[at], good[at].scheme);
        let unknown = format!("unknown credentials of {}", scheme.name);
        let mut cases = vec![replaced(good, at, unknown, part.from(&Source::Unknown))];
        let place = Place::of(scheme);
        let Some(text) = self.text(session, part.clone()).await else {
            self.note(session, scheme, "with changes: a request has no text of them");
            return cases;
        };
        let has_lengths = !self.is_readable(session, part).await;
        if !has_lengths {
            self.note(
                session,
                scheme,
                "of another length: they say their scopes, and may be good with others",
            );
        }
        if is_hexadecimal(place, &text) {
            self.note(session, scheme, "in another case: hexadecimal digits mean the same");
        }
        for change in changes(place, &text, has_lengths) {
            if change.make(place, &text).is_none_or(|changed| self.is_good_text(part, &text, &changed)) {
                continue;
            }
            let what = format!("good credentials of {} with {}", scheme.name, change.say(place, &text));
            cases.push(replaced(good, at, what, part.varied(Variation::Changed(change))));
        }
        cases
    }

    /// Whether a changed text may be good credentials.
    fn is_good_text(self, part: &Presented<'a>, text: &str, changed: &str) -> bool {
        // A program treats an empty key as no key, which satisfies the clauses that do not require the key.
        let is_absent = changed.is_empty() && self.target.operation.clauses.len() > 1;
        // If a token lists its scopes as words, the changed text may name a scope that implies the one that is gone.
        let is_implied = |scope: &&str| {
            let by = |held: &&str| self.matrix.is_implied(held, scope) && names(changed, held);
            names(text, scope) && !names(changed, scope) && part.scopes.iter().any(by)
        };
        is_absent || part.scopes.iter().any(is_implied)
    }

    fn note(self, session: &mut Session<'_>, scheme: &Scheme, reason: &str) {
        let reason = format!("good credentials of {} {reason}", scheme.name);
        session.findings.note(reason, self.target.operation);
    }

    /// Returns the bad credentials that the test provides.
    fn refused(self, good: &[Presented<'a>], at: usize) -> Vec<Case<'a>> {
        let scheme = good[at].scheme;
        let refused = self.matrix.refused(scheme).map(|(what, source)| {
            replaced(good, at, format!("{what} credentials of {}", scheme.name), good[at].from(source))
        });
        refused.collect()
    }

    /// Replaces the credentials with the credentials of another caller, if the test provides any.
    pub(super) fn other_caller(self, good: &[Presented<'a>]) -> Option<Case<'a>> {
        let other = |part: &Presented<'a>| self.matrix.given_of(part.scheme, &Of::Other);
        let presented =
            good.iter().map(|part| other(part).map_or_else(|| part.clone(), |source| part.from(source)));
        let presented = presented.collect();
        let is_given = good.iter().any(|part| other(part).is_some());
        is_given.then(|| Case { what: "good credentials of another caller".to_owned(), presented })
    }

    /// Returns the text of credentials.
    async fn text(self, session: &mut Session<'_>, part: Presented<'a>) -> Option<String> {
        let place = Place::of(part.scheme);
        place.read(&mut session.present(self.target.request(self.matrix), &[part]).await)
    }

    /// Whether a token lists its scopes as words, as in toy programs, and has none here. Then another text may be a good
    /// token with other scopes.
    async fn is_readable(self, session: &mut Session<'_>, part: &Presented<'a>) -> bool {
        let known = known_scopes(self.facts, part.scheme);
        if !part.scopes.is_empty() || known.is_empty() {
            return false;
        }
        let full = self.text(session, part.holding(known.clone())).await.unwrap_or_default();
        known.iter().any(|scope| names(&full, scope))
    }

    /// Leaves out each required scope in turn.
    fn too_little(self, good: &[Presented<'a>], at: usize) -> Vec<Case<'a>> {
        let part = &good[at];
        let case = |missing: &&'static str| {
            let held = self.without(&part.scopes, missing);
            let what = format!("credentials of {} without the scope `{missing}`", part.scheme.name);
            self.is_less(good, at, &held).then(|| replaced(good, at, what, part.holding(held)))
        };
        part.scopes.iter().filter_map(case).collect()
    }

    /// Leaves out each required scope in turn, and adds all other known scopes. Other scopes are not tried
    /// alone: a program that admits a caller for one scope also admits a caller who has more.
    fn other_scopes(self, session: &mut Session<'_>, good: &[Presented<'a>], at: usize) -> Vec<Case<'a>> {
        let part = &good[at];
        let known = known_scopes(self.facts, part.scheme);
        let mut cases = Vec::new();
        for missing in &part.scopes {
            let held = self.without(&known, missing);
            if held.iter().all(|scope| part.scopes.contains(scope)) {
                let reason = format!("other scopes of {} than required: no other is known", part.scheme.name);
                session.findings.note(reason, self.target.operation);
            } else if self.is_less(good, at, &held) {
                let name = part.scheme.name;
                let what =
                    format!("credentials of {name} with all other scopes, without the scope `{missing}`");
                cases.push(replaced(good, at, what, part.holding(held)));
            }
        }
        cases
    }

    /// Removes a scope, and the scopes that imply it.
    fn without(self, scopes: &[&'static str], missing: &str) -> Vec<&'static str> {
        let is_held = |scope: &&str| *scope != missing && !self.matrix.is_implied(scope, missing);
        scopes.iter().copied().filter(is_held).collect()
    }

    /// Whether no clause is satisfied if the credentials of one scheme hold only these scopes.
    fn is_less(self, good: &[Presented<'a>], at: usize, held: &[&str]) -> bool {
        !self.target.operation.clauses.iter().any(|clause| is_enough(clause, good, at, held))
    }

    /// Returns good credentials of schemes that the operation does not use.
    pub(super) async fn of_other_schemes(self, session: &mut Session<'_>) -> Vec<Case<'a>> {
        let clauses = &self.target.operation.clauses;
        let is_own = |scheme: &Scheme| {
            clauses.iter().any(|clause| clause.0.iter().any(|required| is_same(required.scheme, scheme)))
        };
        let mut cases = Vec::new();
        for scheme in self.facts.schemes.iter().filter(|scheme| !is_own(scheme)) {
            let Some(source) = self.matrix.given(scheme) else { continue };
            let other = Presented::new(scheme, known_scopes(self.facts, scheme), source);
            if !self.is_good(session, &other).await {
                let what = format!("credentials of {}, another scheme", scheme.name);
                cases.push(Case { what, presented: vec![other] });
            }
        }
        cases
    }

    /// Whether good credentials of the operation look the same. Then no program can distinguish them from those of the
    /// other scheme.
    async fn is_good(self, session: &mut Session<'_>, other: &Presented<'a>) -> bool {
        let other = session.present(self.target.request(self.matrix), std::slice::from_ref(other)).await;
        for clause in &self.target.operation.clauses {
            let Some(parts) = self.matrix.parts(self.target.operation, clause) else { continue };
            if parts.iter().any(|part| self.is_unverified(part.scheme)) {
                return true;
            }
            let good = session.present(self.target.request(self.matrix), &parts).await;
            let (a, b) = (good.request(), other.request());
            if a.headers() == b.headers() && a.uri() == b.uri() {
                return true;
            }
        }
        false
    }

    fn is_unverified(self, scheme: &Scheme) -> bool {
        is_unverified(self.target.operation, scheme)
    }
}

/// Returns all scopes or roles of a scheme: the ones that the scheme declares, and the ones that operations
/// require.
pub(super) fn known_scopes(facts: &Facts, scheme: &Scheme) -> Vec<&'static str> {
    let flows = scheme.flows().into_iter().flat_map(|flows| flows.iter());
    let mut known: Vec<&'static str> = Vec::new();
    let declared = flows.flat_map(|flow| flow.scopes.iter().map(|(name, _)| *name));
    let clauses = facts.operations.iter().flat_map(|operation| &operation.clauses);
    let required = clauses.flat_map(|clause| &clause.0).filter(|required| is_same(required.scheme, scheme));
    for scope in declared.chain(required.flat_map(|required| required.scopes.iter().copied())) {
        if !known.contains(&scope) {
            known.push(scope);
        }
    }
    known
}

/// Whether nothing before the handler can refuse the credentials of a scheme.
pub(super) fn is_unverified(operation: &OperationFacts, scheme: &Scheme) -> bool {
    Protection::is_unverified(&operation.protection, scheme.name)
}

pub(super) fn is_same(a: &Scheme, b: &Scheme) -> bool {
    a.name == b.name
}

/// Whether a clause is satisfied if the credentials of one scheme hold only these scopes.
fn is_enough(clause: &Clause, good: &[Presented<'_>], at: usize, held: &[&str]) -> bool {
    let holds = |part: &Presented<'_>, wanted: &Requirement| {
        let scopes = if is_same(part.scheme, good[at].scheme) { held } else { &part.scopes };
        is_same(part.scheme, wanted.scheme) && wanted.scopes.iter().all(|scope| scopes.contains(scope))
    };
    clause.0.len() == good.len() && clause.0.iter().all(|wanted| good.iter().any(|part| holds(part, wanted)))
}

/// Replaces the good credentials of one scheme.
fn replaced<'a>(good: &[Presented<'a>], at: usize, what: String, part: Presented<'a>) -> Case<'a> {
    let mut presented = good.to_vec();
    presented[at] = part;
    Case { what, presented }
}

/// Whether a text names a scope as a word of its own.
fn names(text: &str, scope: &str) -> bool {
    let is_end = |next: Option<char>| next.is_none_or(|next| !next.is_alphanumeric());
    text.match_indices(scope).any(|(at, _)| {
        is_end(text[..at].chars().next_back()) && is_end(text[at + scope.len()..].chars().next())
    })
}
