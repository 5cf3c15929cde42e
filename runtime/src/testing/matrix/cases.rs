//! The credentials that must not do.

use super::AuthorizationMatrix;
use super::given::Source;
use super::place::Place;
use super::presented::{Presented, Variation};
use super::session::Session;
use super::tampering::changes;
use super::target::Target;
use crate::graph::{Clause, Requirement, Scheme};
use crate::review::{Facts, OperationFacts, Protection};

/// Credentials, and what to call them.
pub(super) struct Case<'a> {
    pub(super) what: String,
    pub(super) presented: Vec<Presented<'a>>,
}

/// Finds what must not do where a clause asks for credentials.
#[derive(Clone, Copy)]
pub(super) struct Cases<'a> {
    pub(super) matrix: &'a AuthorizationMatrix,
    pub(super) facts: &'a Facts,
    pub(super) target: Target<'a>,
}

/// The good credentials of a clause.
pub(super) fn good(parts: Vec<Presented<'_>>) -> Case<'_> {
    let say = |part: &Presented<'_>| match part.scopes.as_slice() {
        [] => part.scheme.name.to_owned(),
        scopes => format!("{} [{}]", part.scheme.name, scopes.join(" ")),
    };
    let said: Vec<String> = parts.iter().map(say).collect();
    Case { what: format!("good credentials ({})", said.join(" and ")), presented: parts }
}

impl<'a> Cases<'a> {
    /// All that does not satisfy a clause, though it looks much like it.
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
            if !self.is_unverified(good[at].scheme) {
                cases.extend(self.spoiled(session, good, at).await);
                cases.extend(self.too_little(good, at));
            }
        }
        cases
    }

    /// All but one of what must hold together.
    fn missing(self, clause: &Clause, good: &[Presented<'a>], at: usize) -> Option<Case<'a>> {
        let missing = good[at].scheme;
        let rest: Vec<_> = good.iter().filter(|part| !is_same(part.scheme, missing)).cloned().collect();
        // Whether a part is as good as another clause depends on what the program makes of the part.
        let is_clear = |other: &Clause| {
            let is_there =
                |required: &Requirement| rest.iter().any(|part| is_same(part.scheme, required.scheme));
            other == clause || other.0.is_empty() || !other.0.iter().all(is_there)
        };
        let is_tried = !rest.is_empty() && self.target.operation.clauses.iter().all(is_clear);
        is_tried.then(|| Case { what: format!("credentials that lack {}", missing.name), presented: rest })
    }

    /// The auth scheme alone, and good credentials twice.
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

    /// One of what must hold together is of an unknown caller, or good and tampered with.
    async fn spoiled(self, session: &mut Session<'_>, good: &[Presented<'a>], at: usize) -> Vec<Case<'a>> {
        let (part, scheme) = (&good[at], good[at].scheme);
        let unknown = format!("unknown credentials of {}", scheme.name);
        let mut cases = vec![replaced(good, at, unknown, part.from(&Source::Unknown))];
        let place = Place::of(scheme);
        let Some(text) = self.text(session, part.clone()).await else { return cases };
        let has_lengths = !self.is_readable(session, part).await;
        for change in changes(place, &text, has_lengths) {
            let what = format!("good credentials of {} with {}", scheme.name, change.say(place, &text));
            cases.push(replaced(good, at, what, part.varied(Variation::Changed(change))));
        }
        cases
    }

    /// The text of credentials.
    async fn text(self, session: &mut Session<'_>, part: Presented<'a>) -> Option<String> {
        let place = Place::of(part.scheme);
        place.read(&mut session.present(self.target.request(self.matrix), &[part]).await)
    }

    /// Whether a token says its scopes as words, as toys do, and has none here: another text is then a good token of other scopes.
    async fn is_readable(self, session: &mut Session<'_>, part: &Presented<'a>) -> bool {
        let known = known_scopes(self.facts, part.scheme);
        if !part.scopes.is_empty() || known.is_empty() {
            return false;
        }
        let full = self.text(session, part.holding(known.clone())).await.unwrap_or_default();
        known.iter().any(|scope| names(&full, scope))
    }

    /// Each of the scopes that are required is missing once.
    fn too_little(self, good: &[Presented<'a>], at: usize) -> Vec<Case<'a>> {
        let part = &good[at];
        let mut cases = Vec::new();
        for missing in &part.scopes {
            let held: Vec<_> = part.scopes.iter().copied().filter(|scope| scope != missing).collect();
            if self.target.operation.clauses.iter().any(|clause| is_enough(clause, good, at, &held)) {
                continue;
            }
            let what = format!("credentials of {} without the scope `{missing}`", part.scheme.name);
            cases.push(replaced(good, at, what, part.holding(held)));
        }
        cases
    }

    /// Good credentials of schemes that the operation does not know.
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

    /// Whether good credentials of the operation look the same: no program can tell these from those of the other scheme.
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

/// All scopes of a scheme, or its roles: what it declares, and what operations require.
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

/// Whether a clause is satisfied where the credentials of one scheme hold these scopes only.
fn is_enough(clause: &Clause, good: &[Presented<'_>], at: usize, held: &[&str]) -> bool {
    let holds = |part: &Presented<'_>, wanted: &Requirement| {
        let scopes = if is_same(part.scheme, good[at].scheme) { held } else { &part.scopes };
        is_same(part.scheme, wanted.scheme) && wanted.scopes.iter().all(|scope| scopes.contains(scope))
    };
    clause.0.len() == good.len() && clause.0.iter().all(|wanted| good.iter().any(|part| holds(part, wanted)))
}

/// Good credentials, but for one scheme.
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
