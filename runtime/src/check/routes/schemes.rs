//! The schemes that a list reaches, and the scopes that it asks them for.

use super::fault::Fault;
use super::scheme::is_same_scheme;
use crate::graph::{Dependency, Flows, Kind, Need, Scheme, same};

/// The schemes that are reached.
pub(super) struct Schemes(pub(super) [Option<Reached>; SCHEMES]);

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

/// Where something stands: in which entry of the list that is looked at, and whether in another list there.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) entry: usize,
    pub(super) is_nested: bool,
}

/// The scopes that are asked for on the way to a dependency.
pub(super) struct Asked<'a> {
    scopes: &'static [&'static str],
    above: Option<&'a Asked<'a>>,
}

impl Asked<'_> {
    pub(super) const NOTHING: Self = Self { scopes: &[], above: None };
}

impl Schemes {
    pub(super) const NONE: Self = Self([None; SCHEMES]);

    /// Enters the schemes below `needs`, and looks for one that is not the one that has had its name so far.
    pub(super) const fn find(
        &mut self,
        needs: &'static [Need],
        place: &Place,
        above: &Asked<'_>,
        is_secured: &mut bool,
    ) -> Option<Fault> {
        let mut fault = None;
        let mut i = 0;
        while i < needs.len() {
            if let Need::Dependency(asked) = &needs[i] {
                let inner = Asked { scopes: asked.scopes, above: Some(above) };
                // Where nothing is asked for, the way is as long as it was.
                let asked_here = if asked.scopes.is_empty() { above } else { &inner };
                let found = match &asked.dependency.kind {
                    Kind::Scheme(scheme) => {
                        *is_secured = true;
                        self.enter(asked.dependency, scheme, place, asked_here)
                    }
                    _ => self.find(asked.dependency.needs, place, asked_here, is_secured),
                };
                if fault.is_none() {
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
            let Some(reached) = &mut self.0[i] else {
                let mut reached = Reached { scheme, entry: place.entry, required: 0 };
                reached.require(description, asked);
                self.0[i] = Some(reached);
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
