use super::presence::{Turn, is_begun, is_mandatory, is_wanted, turn};
use super::{Dependency, Id, Kind, Need, Scheme, same};

/// Requirements that must all hold, in the order in which they are looked at.
#[derive(Clone, Debug)]
pub struct Clause(pub Vec<Requirement>);

/// A scheme with the scopes that a caller must hold.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// Which item declares the scheme.
    pub id: Id,
    /// The scheme.
    pub scheme: &'static Scheme,
    /// The scopes, in the order in which they are asked for.
    pub scopes: Vec<&'static str>,
}

/// The clauses of what needs these lists, one after the other: a caller gets in when one of them holds. No clause at
/// all means that nobody is asked for anything; an empty one stands for a caller who presents nothing.
///
/// Parameters of a function are all resolved, so whatever they require must hold together, each scheme once with all
/// scopes that any way to it asks for. Alternatives are clauses of their own, in the order in which they are tried; what is
/// optional stands with it first, and then without.
pub fn clauses(levels: &[&'static [Need]]) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    for clause in (0..count(levels)).filter_map(|number| fold(levels, number)).map(Folded::to_clause) {
        if !clauses.contains(&clause) {
            clauses.push(clause);
        }
    }
    if clauses.iter().all(|clause| clause.0.is_empty()) { Vec::new() } else { clauses }
}

/// Clauses are the same when they require the same, in whatever order.
impl PartialEq for Clause {
    fn eq(&self, other: &Self) -> bool {
        let holds = |required: &Requirement| {
            other.0.iter().any(|r| {
                same(r.scheme.name, required.scheme.name)
                    && r.scopes.len() == required.scopes.len()
                    && r.scopes.iter().all(|scope| required.scopes.contains(scope))
            })
        };
        self.0.len() == other.0.len() && self.0.iter().all(holds)
    }
}

/// How many ways there are through the alternatives of these lists. Several may lead to one clause.
pub(crate) const fn count(levels: &[&'static [Need]]) -> usize {
    let mut count = 1usize;
    let mut i = 0;
    while i < levels.len() {
        count = count.saturating_mul(count_all(levels[i]));
        i += 1;
    }
    count
}

pub(super) const fn count_all(needs: &'static [Need]) -> usize {
    let mut count = 1usize;
    let mut i = 0;
    while i < needs.len() {
        count = count.saturating_mul(count_one(&needs[i]));
        i += 1;
    }
    count
}

pub(super) const fn count_one(need: &'static Need) -> usize {
    let Need::Dependency(asked) = need else { return 1 };
    let needs = asked.dependency.needs;
    match asked.dependency.kind {
        Kind::Function | Kind::Scheme(_) | Kind::Body(_) => count_all(needs),
        Kind::Optional => count_all(needs).saturating_add(1),
        Kind::AnyOf => {
            let mut count = 0usize;
            let mut i = 0;
            while i < needs.len() {
                count = count.saturating_add(count_one(&needs[i]));
                i += 1;
            }
            count
        }
    }
}

/// The clause at the end of way `number`, or none where nobody takes that way: who presents just what it requires is led
/// another.
pub(crate) const fn fold(levels: &[&'static [Need]], number: usize) -> Option<Folded> {
    let ways = count(levels);
    let mut folded = Folded::EMPTY;
    let (mut left, mut rest) = (ways, number);
    let mut i = 0;
    while i < levels.len() {
        left /= count_all(levels[i]);
        folded.all(levels[i], rest / left, &Path::START);
        rest %= left;
        i += 1;
    }
    if ways == 1 || is_walked(levels, number, &Caller::of(levels, &folded)) { Some(folded) } else { None }
}

/// Somebody who presents what a clause requires.
struct Caller {
    here: [&'static str; SCHEMES],
    presented: usize,
    mandatory: [&'static str; SCHEMES],
    required: usize,
}

impl Caller {
    const fn of(levels: &[&'static [Need]], clause: &Folded) -> Self {
        let mut caller = Self { here: [""; SCHEMES], presented: 0, mandatory: [""; SCHEMES], required: 0 };
        while caller.presented < clause.length {
            if let Some(required) = &clause.required[caller.presented] {
                let name = required.scheme.name;
                caller.here[caller.presented] = name;
                if is_mandatory(levels, name) {
                    caller.mandatory[caller.required] = name;
                    caller.required += 1;
                }
            }
            caller.presented += 1;
        }
        caller
    }

    const fn here(&self) -> &[&'static str] {
        self.here.split_at(self.presented).0
    }

    const fn mandatory(&self) -> &[&'static str] {
        self.mandatory.split_at(self.required).0
    }
}

/// Whether a caller is led this way.
const fn is_walked(levels: &[&'static [Need]], mut number: usize, caller: &Caller) -> bool {
    let mut ways = count(levels);
    let mut i = 0;
    while i < levels.len() {
        ways /= count_all(levels[i]);
        if !is_walked_through(levels[i], number / ways, caller) {
            return false;
        }
        number %= ways;
        i += 1;
    }
    true
}

const fn is_walked_through(needs: &'static [Need], mut number: usize, caller: &Caller) -> bool {
    let mut ways = count_all(needs);
    let mut i = 0;
    while i < needs.len() {
        ways /= count_one(&needs[i]);
        if !is_walked_by(&needs[i], number / ways, caller) {
            return false;
        }
        number %= ways;
        i += 1;
    }
    true
}

const fn is_walked_by(need: &'static Need, mut number: usize, caller: &Caller) -> bool {
    let Need::Dependency(asked) = need else { return true };
    let needs = asked.dependency.needs;
    match &asked.dependency.kind {
        Kind::Function | Kind::Body(_) => is_walked_through(needs, number, caller),
        Kind::Scheme(_) => true,
        Kind::Optional => {
            let goes_in = number < count_all(needs);
            let mut wants = false;
            let mut i = 0;
            while i < needs.len() {
                wants |= is_wanted(&needs[i], caller.here(), caller.mandatory());
                i += 1;
            }
            goes_in == wants && (!goes_in || is_walked_through(needs, number, caller))
        }
        Kind::AnyOf => {
            let mut begun = false;
            let mut i = 0;
            while i < needs.len() {
                let ways = count_one(&needs[i]);
                let turn = turn(&needs[i], begun, caller.here(), caller.mandatory());
                if number < ways {
                    return matches!(turn, Turn::Taken) && is_walked_by(&needs[i], number, caller);
                }
                if !matches!(turn, Turn::Passed) {
                    return false;
                }
                begun |= is_begun(&needs[i], caller.here(), caller.mandatory());
                number -= ways;
                i += 1;
            }
            false
        }
    }
}

/// The scopes asked for on the way to a dependency.
pub(crate) struct Path<'a> {
    scopes: &'static [&'static str],
    above: Option<&'a Path<'a>>,
}

impl Path<'_> {
    const START: Self = Self { scopes: &[], above: None };
}

/// A clause in an array, as a constant can hold it.
#[derive(Clone, Copy)]
pub(crate) struct Folded {
    required: [Option<Required>; SCHEMES],
    length: usize,
}

#[derive(Clone, Copy)]
pub(crate) struct Required {
    pub(crate) dependency: &'static Dependency,
    pub(crate) scheme: &'static Scheme,
    scopes: [&'static str; SCOPES],
    length: usize,
}

/// More schemes in one clause than this, or more scopes of one scheme, are refused by the compiler.
const SCHEMES: usize = 16;
const SCOPES: usize = 32;

impl Folded {
    const EMPTY: Self = Self { required: [None; SCHEMES], length: 0 };

    pub(crate) const fn required(&self) -> &[Option<Required>] {
        self.required.split_at(self.length).0
    }

    /// Whether whoever presents all of this has all that another clause requires.
    pub(crate) const fn satisfies(&self, other: &Self) -> bool {
        let mut i = 0;
        while i < other.length {
            if let Some(wanted) = &other.required[i]
                && !self.has(wanted)
            {
                return false;
            }
            i += 1;
        }
        true
    }

    const fn has(&self, wanted: &Required) -> bool {
        let mut i = 0;
        while i < self.length {
            if let Some(required) = &self.required[i]
                && same(required.scheme.name, wanted.scheme.name)
            {
                return required.has_all_of(wanted);
            }
            i += 1;
        }
        false
    }

    pub(super) fn to_clause(self) -> Clause {
        let requirement = |required: &Required| Requirement {
            id: required.dependency.id,
            scheme: required.scheme,
            scopes: required.scopes[..required.length].to_vec(),
        };
        Clause(self.required().iter().flatten().map(requirement).collect())
    }

    /// What all of `needs` require, on way `number` through them.
    const fn all(&mut self, needs: &'static [Need], mut number: usize, path: &Path<'_>) {
        let mut ways = count_all(needs);
        let mut i = 0;
        while i < needs.len() {
            ways /= count_one(&needs[i]);
            self.one(&needs[i], number / ways, path);
            number %= ways;
            i += 1;
        }
    }

    const fn one(&mut self, need: &'static Need, mut number: usize, path: &Path<'_>) {
        let Need::Dependency(asked) = need else { return };
        let needs = asked.dependency.needs;
        let path = Path { scopes: asked.scopes, above: Some(path) };
        match &asked.dependency.kind {
            Kind::Function | Kind::Body(_) => self.all(needs, number, &path),
            Kind::Scheme(scheme) => self.require(asked.dependency, scheme, &path),
            Kind::Optional => {
                if number < count_all(needs) {
                    self.all(needs, number, &path);
                }
            }
            Kind::AnyOf => {
                let mut i = 0;
                while i < needs.len() {
                    let ways = count_one(&needs[i]);
                    if number < ways {
                        return self.one(&needs[i], number, &path);
                    }
                    number -= ways;
                    i += 1;
                }
            }
        }
    }

    const fn require(&mut self, dependency: &'static Dependency, scheme: &'static Scheme, path: &Path<'_>) {
        let mut at = 0;
        while at < self.length {
            if let Some(required) = &self.required[at]
                && same(required.scheme.name, scheme.name)
            {
                break;
            }
            at += 1;
        }
        assert!(at < SCHEMES, "one operation requires more than 16 schemes at once");
        let mut required = match self.required[at] {
            Some(required) => required,
            None => Required { dependency, scheme, scopes: [""; SCOPES], length: 0 },
        };
        required.ask(path);
        self.required[at] = Some(required);
        if at == self.length {
            self.length += 1;
        }
    }
}

impl Required {
    /// Adds the scopes of a path, the outermost first and none twice.
    const fn ask(&mut self, path: &Path<'_>) {
        if let Some(above) = path.above {
            self.ask(above);
        }
        let mut i = 0;
        while i < path.scopes.len() {
            if !self.asks(path.scopes[i]) {
                assert!(self.length < SCOPES, "one operation requires more than 32 scopes of one scheme");
                self.scopes[self.length] = path.scopes[i];
                self.length += 1;
            }
            i += 1;
        }
    }

    const fn has_all_of(&self, wanted: &Self) -> bool {
        let mut i = 0;
        while i < wanted.length {
            if !self.asks(wanted.scopes[i]) {
                return false;
            }
            i += 1;
        }
        true
    }

    const fn asks(&self, scope: &str) -> bool {
        let mut i = 0;
        while i < self.length {
            if same(self.scopes[i], scope) {
                return true;
            }
            i += 1;
        }
        false
    }
}
