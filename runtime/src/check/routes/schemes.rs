//! The schemes that a list reaches, and the scopes that it asks them for.

use super::fault::Fault;
use super::scheme::is_same_scheme;
use crate::graph::{Dependency, Flows, Kind, Need, Scheme, same};

/// The schemes that are reached.
pub(super) struct Schemes {
    pub(super) reached: [Option<Reached>; SCHEMES],
    /// Whether scopes that nothing looks for are a mistake.
    is_strict: bool,
    /// Whether something was reported as wrong on the way, below which there may be more.
    pub(super) is_incomplete: bool,
}

/// More schemes than this are not looked at.
const SCHEMES: usize = 32;

/// A scheme.
#[derive(Clone, Copy)]
pub(super) struct Reached {
    pub(super) scheme: &'static Dependency,
    /// The entry that has reached it first.
    pub(super) entry: usize,
    /// The scopes that something asks it for, by their places among those that it declares.
    pub(super) required: u128,
}

/// Where something stands: in which entry of the list that is looked at, in or before which operation, and whether in another
/// list there.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) entry: usize,
    pub(super) at: usize,
    pub(super) is_nested: bool,
}

/// The way to a dependency, from where scopes are asked for first.
pub(super) struct Asked<'a> {
    scopes: &'static [&'static str],
    /// What is asked for them.
    dependency: Option<&'static Dependency>,
    above: Option<&'a Asked<'a>>,
}

impl Asked<'_> {
    pub(super) const NOTHING: Self = Self { scopes: &[], dependency: None, above: None };
}

impl Schemes {
    pub(super) const NONE: Self = Self { reached: [None; SCHEMES], is_strict: false, is_incomplete: false };
    pub(super) const STRICT: Self = Self { is_strict: true, ..Self::NONE };

    /// Enters the schemes below `needs`, and looks for one that is not the one that has had its name so far.
    pub(super) const fn find(
        &mut self,
        needs: &'static [Need],
        place: &Place,
        above: &Asked<'_>,
        is_secured: &mut bool,
    ) -> Option<Fault> {
        let mut fault = None;
        let (mut i, length) = (0, needs.len());
        while i < length {
            if let Need::Dependency(asked) = &needs[i] {
                // What stands in for an item that was reported has no needs.
                if let (Kind::Function, []) = (&asked.dependency.kind, asked.dependency.needs) {
                    self.is_incomplete |= !asked.dependency.id.is_known();
                }
                let inner =
                    Asked { scopes: asked.scopes, dependency: Some(asked.dependency), above: Some(above) };
                // Most often no scopes are asked for, and nobody looks for any.
                let is_nothing = asked.scopes.is_empty() && matches!(above.above, None);
                let asked_here = if is_nothing { above } else { &inner };
                let found = match &asked.dependency.kind {
                    Kind::Scheme(scheme) => {
                        *is_secured = true;
                        let found = self.enter(asked.dependency, scheme, place, asked_here);
                        if matches!(found, None) && self.is_strict && !is_nothing {
                            unchecked(asked.dependency, place, asked_here)
                        } else {
                            found
                        }
                    }
                    _ => self.find(asked.dependency.needs, place, asked_here, is_secured),
                };
                if matches!(fault, None) {
                    fault = found;
                }
            }
            i += 1;
        }
        fault
    }

    /// Enters a scheme, once, and says which other one of its name was there.
    const fn enter(
        &mut self,
        scheme: &'static Dependency,
        description: &Scheme,
        place: &Place,
        asked: &Asked<'_>,
    ) -> Option<Fault> {
        let mut fault = None;
        let mut i = 0;
        while i < SCHEMES {
            let Some(reached) = &mut self.reached[i] else {
                let mut reached = Reached { scheme, entry: place.entry, required: 0 };
                reached.require(description, asked);
                self.reached[i] = Some(reached);
                return fault;
            };
            let first = reached.scheme;
            if first.number == scheme.number {
                reached.require(description, asked);
                return None;
            }
            if let Kind::Scheme(known) = first.kind
                && same(known.name, description.name)
                && !is_same_scheme(known, description)
                && !(place.is_nested && reached.entry == place.entry)
            {
                fault = Some(Fault::SchemeName { scheme, first });
            }
            i += 1;
        }
        fault
    }
}

impl Reached {
    /// Marks the scopes that are asked for.
    const fn require(&mut self, description: &Scheme, asked: &Asked<'_>) {
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

/// Rule `scope-never-checked`: scopes that are asked for on the way to a scheme, where nothing from there on takes them. A
/// scheme cannot: it is not told what is asked for, even if it knows its callers.
const fn unchecked(scheme: &'static Dependency, place: &Place, asked: &Asked<'_>) -> Option<Fault> {
    let mut here = asked;
    while let Some(above) = here.above {
        if let Some(dependency) = here.dependency {
            // Of alternatives, one does not look for another.
            if !matches!(dependency.kind, Kind::AnyOf) && takes_scopes(dependency.needs, scheme) {
                return None;
            }
            let (at, scopes) = (place.at, here.scopes);
            if !scopes.is_empty() {
                return Some(Fault::UncheckedScopes { at, scopes, dependency, scheme });
            }
        }
        here = above;
    }
    None
}

/// Whether scopes that are asked for reach a function here, or below something that is not on the way to the scheme.
const fn takes_scopes(needs: &'static [Need], scheme: &Dependency) -> bool {
    let mut i = 0;
    while i < needs.len() {
        match &needs[i] {
            Need::Scopes => return true,
            // What is reported as wrong may take anything.
            Need::Dependency(asked) if !asked.dependency.id.is_known() => return true,
            Need::Dependency(asked) => {
                if !reaches(asked.dependency, scheme) && takes_scopes(asked.dependency.needs, scheme) {
                    return true;
                }
            }
            Need::Parameter(_) | Need::Body(_) => {}
        }
        i += 1;
    }
    false
}

const fn reaches(dependency: &Dependency, scheme: &Dependency) -> bool {
    if let Kind::Scheme(_) = dependency.kind {
        return dependency.number == scheme.number;
    }
    let mut i = 0;
    while i < dependency.needs.len() {
        if let Need::Dependency(asked) = &dependency.needs[i]
            && reaches(asked.dependency, scheme)
        {
            return true;
        }
        i += 1;
    }
    false
}

/// The places of a scope among those that the flows declare, one after the other. Only the first 128 are looked at.
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
