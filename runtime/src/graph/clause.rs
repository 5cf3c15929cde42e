use super::{Kind, Need, Scheme, Visit, same, walk};

/// Requirements that must all hold.
#[derive(Clone, Debug, Default)]
pub struct Clause(pub Vec<Requirement>);

/// A scheme with the scopes that a caller must hold.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// The scheme.
    pub scheme: &'static Scheme,
    /// The scopes, in the order in which they were first asked for.
    pub scopes: Vec<&'static str>,
}

/// The clauses of what needs these: a caller gets in when one of them holds. No clause at all means that
/// nobody is asked for anything.
///
/// Parameters of a function are all resolved, so whatever they require must hold together: one clause, in
/// which each scheme stands once with all scopes that any way to it asks for.
pub fn clauses(needs: &'static [Need]) -> Vec<Clause> {
    let mut clause = Clause::default();
    walk(needs, &mut |visit| {
        if let Visit::Dependency(dependency, asked) = visit
            && let Kind::Scheme(scheme) = dependency.kind
        {
            clause.require(scheme, asked);
        }
    });
    if clause.0.is_empty() { Vec::new() } else { vec![clause] }
}

impl Clause {
    fn require(&mut self, scheme: &'static Scheme, asked: &[&'static str]) {
        let at = self.0.iter().position(|r| same(r.scheme.name, scheme.name)).unwrap_or_else(|| {
            self.0.push(Requirement { scheme, scopes: Vec::new() });
            self.0.len() - 1
        });
        for &scope in asked {
            if !self.0[at].scopes.contains(&scope) {
                self.0[at].scopes.push(scope);
            }
        }
    }
}
