//! The schemes that a list reaches, and the scopes that it requires of them.

use super::fault::{Fault, Limit};
use super::scheme::is_same_scheme;
use crate::graph::{Dependency, Flows, Kind, Need, Scheme, same};
use crate::policy::{STEPS, enforces_by_itself};

/// The schemes that a list reaches.
pub(super) struct Schemes {
    pub(super) reached: [Option<Reached>; SCHEMES],
    /// Whether an item with a reported error was reached. There may be more schemes below such an item.
    pub(super) is_incomplete: bool,
    /// The dependency that was read last, with the findings below it. Often, many consecutive operations have the same
    /// dependency.
    last: Option<(&'static Dependency, Found)>,
}

/// The largest number of schemes in one list, and of scopes that one scheme may declare. A program that
/// exceeds it is refused.
pub(super) const SCHEMES: usize = 32;
pub(super) const SCOPES: usize = u128::BITS as usize;

/// The findings below some needs.
#[derive(Clone, Copy)]
pub(super) struct Found {
    /// Whether there is a scheme.
    pub(super) is_secured: bool,
    /// Whether credentials are verified on every branch, whichever alternatives are taken.
    pub(super) is_verified: bool,
    /// Whether scopes are required of a scheme, and no function on the way enforces them by itself.
    pub(super) has_scopes: bool,
    /// Whether there are alternatives or optional dependencies.
    pub(super) has_choice: bool,
    /// The number of dependencies, each counted once for every way to it.
    pub(super) steps: usize,
    /// The number of times that a scheme is reached.
    pub(super) schemes: usize,
    /// The number of scopes that are required on all ways together.
    pub(super) scopes: usize,
    /// The number of optional dependencies above the current dependency.
    optional: usize,
    /// The number of functions above the current dependency that can refuse.
    refusing: usize,
    /// The number of functions above the current dependency that enforce scopes by themselves. The count
    /// starts at the last place that requires scopes.
    enforcing: usize,
}

impl Found {
    pub(super) const NOTHING: Self = Self {
        is_secured: false,
        is_verified: false,
        has_scopes: false,
        has_choice: false,
        steps: 0,
        schemes: 0,
        scopes: 0,
        optional: 0,
        refusing: 0,
        enforcing: 0,
    };

    /// Adds the findings below another need.
    const fn add(&mut self, other: &Self) {
        self.is_secured |= other.is_secured;
        self.is_verified |= other.is_verified;
        self.has_scopes |= other.has_scopes;
        self.has_choice |= other.has_choice;
        self.steps += other.steps;
        self.schemes += other.schemes;
        self.scopes += other.scopes;
    }
}

/// A scheme that a list reaches.
#[derive(Clone, Copy)]
pub(super) struct Reached {
    pub(super) scheme: &'static Dependency,
    /// The first entry that reaches the scheme.
    pub(super) entry: usize,
    /// Whether the entry reaches it in a nested list, which has compared its own schemes.
    is_nested: bool,
    /// The scopes that are required of the scheme, as bits for their positions among the declared scopes.
    pub(super) required: u128,
}

/// An entry of the checked list, and whether the scheme is in a list nested there.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) entry: usize,
    pub(super) is_nested: bool,
}

/// The scopes required on the way to a dependency, starting where scopes are first required.
pub(super) struct ScopesAbove<'a> {
    scopes: &'static [&'static str],
    above: Option<&'a ScopesAbove<'a>>,
}

impl ScopesAbove<'_> {
    pub(super) const NOTHING: Self = Self { scopes: &[], above: None };
}

impl Schemes {
    pub(super) const NONE: Self = Self { reached: [None; SCHEMES], is_incomplete: false, last: None };

    /// Adds the schemes below a list of needs. Returns a fault if a scheme has the name of another scheme.
    pub(super) const fn read(
        &mut self,
        needs: &'static [Need],
        place: &Place,
        found: &mut Found,
    ) -> Option<Fault> {
        let (mut fault, mut i) = (None, 0);
        while i < needs.len() {
            if let Need::Dependency(asked) = &needs[i] {
                match &self.last {
                    Some((last, below))
                        if asked.scopes.is_empty() && last.is_at_a_glance(asked.dependency) =>
                    {
                        found.add(below);
                    }
                    _ => {
                        let mut below = Found::NOTHING;
                        let wrong = self.find(one(needs, i), place, &ScopesAbove::NOTHING, &mut below);
                        found.add(&below);
                        if asked.scopes.is_empty() && wrong.is_none() {
                            self.last = Some((asked.dependency, below));
                        }
                        if fault.is_none() {
                            fault = wrong;
                        }
                    }
                }
            }
            i += 1;
        }
        fault
    }

    /// Adds the schemes below a list of needs, as `read` does. The scopes in `above` are required of the
    /// dependencies above the needs.
    const fn find(
        &mut self,
        needs: &'static [Need],
        place: &Place,
        above: &ScopesAbove<'_>,
        found: &mut Found,
    ) -> Option<Fault> {
        let mut fault = None;
        let (mut i, length) = (0, needs.len());
        while i < length {
            if let Need::Dependency(asked) = &needs[i] {
                found.steps += 1;
                found.scopes += asked.scopes.len();
                // A placeholder for an item with a reported error has no needs.
                if let (Kind::Function, []) = (&asked.dependency.kind, asked.dependency.needs) {
                    self.is_incomplete |= !asked.dependency.id.is_known();
                }
                let inner = ScopesAbove { scopes: asked.scopes, above: Some(above) };
                // Most often, no scopes are required.
                let is_nothing = asked.scopes.is_empty() && matches!(above.above, None);
                let asked_here = if is_nothing { above } else { &inner };
                let wrong = match &asked.dependency.kind {
                    Kind::Scheme(scheme) => {
                        found.is_secured = true;
                        found.schemes += 1;
                        found.is_verified |= found.optional == 0 && (scheme.verifies || found.refusing > 0);
                        // A scheme is not told which scopes are required of it.
                        found.has_scopes |= !is_nothing && (found.enforcing == 0 || !asked.scopes.is_empty());
                        self.enter(asked.dependency, scheme, place, asked_here)
                    }
                    kind => {
                        let is_choice = matches!(kind, Kind::Optional | Kind::AnyOf);
                        found.has_choice |= is_choice;
                        // An operation that is too large is reported, and is not read to its end.
                        if found.steps > STEPS {
                            return fault;
                        }
                        let enforcing = found.enforcing;
                        if !is_nothing {
                            if !asked.scopes.is_empty() {
                                found.enforcing = 0;
                            }
                            found.enforcing += enforces_by_itself(asked.dependency) as usize;
                        }
                        found.refusing += asked.dependency.refuses as usize;
                        found.optional += matches!(kind, Kind::Optional) as usize;
                        let wrong = if matches!(kind, Kind::AnyOf) {
                            self.find_any(asked.dependency.needs, place, asked_here, found)
                        } else {
                            self.find(asked.dependency.needs, place, asked_here, found)
                        };
                        found.refusing -= asked.dependency.refuses as usize;
                        found.optional -= matches!(kind, Kind::Optional) as usize;
                        found.enforcing = enforcing;
                        wrong
                    }
                };
                if matches!(fault, None) {
                    fault = wrong;
                }
            }
            i += 1;
        }
        fault
    }

    /// Adds the schemes below a list of alternatives, as `find` does. Credentials are verified if every
    /// alternative verifies some.
    const fn find_any(
        &mut self,
        needs: &'static [Need],
        place: &Place,
        above: &ScopesAbove<'_>,
        found: &mut Found,
    ) -> Option<Fault> {
        let (mut fault, before, mut all, mut i) = (None, found.is_verified, !needs.is_empty(), 0);
        while i < needs.len() {
            found.is_verified = false;
            let wrong = self.find(one(needs, i), place, above, found);
            if matches!(fault, None) {
                fault = wrong;
            }
            all &= found.is_verified;
            i += 1;
        }
        found.is_verified = before || all;
        fault
    }

    /// Adds a scheme once. Returns a fault if another scheme has the same name.
    const fn enter(
        &mut self,
        scheme: &'static Dependency,
        description: &Scheme,
        place: &Place,
        asked: &ScopesAbove<'_>,
    ) -> Option<Fault> {
        let mut fault = None;
        let mut i = 0;
        while i < SCHEMES {
            let Some(reached) = &mut self.reached[i] else {
                let mut reached =
                    Reached { scheme, entry: place.entry, is_nested: place.is_nested, required: 0 };
                if declared(description) > SCOPES {
                    return Some(Fault::TooMany(Limit::Scopes(scheme)));
                }
                reached.require(description, asked);
                self.reached[i] = Some(reached);
                return fault;
            };
            let first = reached.scheme;
            if first.is_at_a_glance(scheme) {
                reached.require(description, asked);
                return None;
            }
            if let Kind::Scheme(known) = first.kind
                && same(known.name, description.name)
                && !is_same_scheme(first, scheme)
                && !(place.is_nested && reached.is_nested && reached.entry == place.entry)
            {
                fault = Some(Fault::SchemeName { scheme, first });
            }
            i += 1;
        }
        Some(Fault::TooMany(Limit::Schemes))
    }
}

impl Reached {
    /// Marks the scopes that are required.
    const fn require(&mut self, description: &Scheme, asked: &ScopesAbove<'_>) {
        let Some(flows) = description.flows() else { return };
        let mut here = asked;
        loop {
            let mut i = 0;
            while i < here.scopes.len() {
                self.required |= places(flows, here.scopes[i]);
                i += 1;
            }
            match here.above {
                Some(above) => here = above,
                None => return,
            }
        }
    }
}

/// Returns a list with only this need.
const fn one(needs: &'static [Need], at: usize) -> &'static [Need] {
    needs.split_at(at + 1).0.split_at(at).1
}

/// Returns how many scopes a scheme declares in all its flows together.
pub(super) const fn declared(scheme: &Scheme) -> usize {
    let Some(flows) = scheme.flows() else { return 0 };
    let (mut declared, mut i) = (0, 0);
    while i < flows.0.len() {
        if let Some(flow) = &flows.0[i] {
            declared += flow.scopes.len();
        }
        i += 1;
    }
    declared
}

/// Returns the positions of a scope among all the scopes that the flows declare, as bits.
const fn places(flows: &Flows, scope: &str) -> u128 {
    let (mut places, mut place) = (0, 0);
    let mut i = 0;
    while i < flows.0.len() {
        if let Some(flow) = &flows.0[i] {
            let mut j = 0;
            while j < flow.scopes.len() && place < u128::BITS {
                if same(flow.scopes[j].0, scope) {
                    places |= 1 << place;
                }
                place += 1;
                j += 1;
            }
        }
        i += 1;
    }
    places
}
