//! Programs in which a function or a handler takes different inputs than before.

use std::collections::BTreeSet;

use portcullis_tests::Random;

use super::super::generated::program::{Ask, Entry, List, Program, Target};

/// A change to one input of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Other {
    /// An input is removed.
    Removed,
    /// An input becomes optional.
    Optional,
    /// An input is required with one scope less.
    Unscoped,
    /// An input comes from another dependency.
    Replaced,
    /// Two inputs are exchanged.
    Exchanged,
    /// An input of a handler comes from another dependency.
    ReplacedInHandler,
    /// Two inputs of a handler are exchanged.
    ExchangedInHandler,
    /// An input of a handler is required with one scope less.
    UnscopedInHandler,
    /// A guard is removed.
    GuardRemoved,
    /// Two guards are exchanged.
    GuardsExchanged,
    /// A guard is required with one scope less.
    GuardUnscoped,
    /// A guard is resolved anew, or shares its value again.
    GuardFresh,
}

impl Other {
    pub(crate) const ALL: [Self; 12] = [
        Self::Removed,
        Self::Optional,
        Self::Unscoped,
        Self::Replaced,
        Self::Exchanged,
        Self::ReplacedInHandler,
        Self::ExchangedInHandler,
        Self::UnscopedInHandler,
        Self::GuardRemoved,
        Self::GuardsExchanged,
        Self::GuardUnscoped,
        Self::GuardFresh,
    ];

    /// Returns the program with this change below an operation, or `None` if the change does not apply.
    pub(crate) fn of(self, program: &Program, random: &mut Random) -> Option<Program> {
        let mut other = program.clone();
        let is_guard = match self {
            Self::GuardRemoved | Self::GuardsExchanged | Self::GuardUnscoped | Self::GuardFresh => Some(true),
            Self::ReplacedInHandler | Self::ExchangedInHandler | Self::UnscopedInHandler => Some(false),
            Self::Removed | Self::Optional | Self::Unscoped | Self::Replaced | Self::Exchanged => None,
        };
        if let Some(is_guard) = is_guard {
            let mut lists = Vec::new();
            asked(&mut other.list, is_guard, &mut lists);
            let at = random.below(lists.len().max(1));
            self.change(lists.get_mut(at)?, program, program.items.len(), random)?;
        } else {
            let reached: Vec<usize> = reached(program).into_iter().collect();
            let at = *reached.get(random.below(reached.len().max(1)))?;
            self.change(&mut other.items[at].needs, program, at, random)?;
        }
        Some(other)
    }

    /// Changes a list of needs, which may depend on the items before `before`.
    fn change(
        self,
        needs: &mut Vec<Ask>,
        program: &Program,
        before: usize,
        random: &mut Random,
    ) -> Option<()> {
        let at = random.below(needs.len().max(1));
        let name = |ask: &Ask| match ask.target {
            Target::Scheme(at) => program.schemes[at].name.to_owned(),
            Target::Item(at) => at.to_string(),
        };
        let ask = needs.get_mut(at)?;
        match self {
            Self::Removed | Self::GuardRemoved => drop(needs.remove(at)),
            Self::Optional => {
                (!ask.is_optional).then_some(())?;
                ask.is_optional = true;
            }
            Self::Unscoped | Self::UnscopedInHandler | Self::GuardUnscoped => drop(ask.scopes.pop()?),
            Self::GuardFresh => ask.cached = !ask.cached,
            Self::Replaced | Self::ReplacedInHandler => {
                let target = match random.below(program.schemes.len() + before) {
                    at if at < program.schemes.len() => Target::Scheme(at),
                    at => Target::Item(at - program.schemes.len()),
                };
                let old = name(ask);
                ask.target = target;
                (name(ask) != old).then_some(())?;
            }
            Self::Exchanged | Self::ExchangedInHandler | Self::GuardsExchanged => {
                let second = random.below(needs.len());
                (name(&needs[at]) != name(&needs[second])).then_some(())?;
                needs.swap(at, second);
            }
        }
        Some(())
    }
}

/// Collects the arguments of all operations, or all guards above operations.
fn asked<'a>(list: &'a mut List, is_guard: bool, found: &mut Vec<&'a mut Vec<Ask>>) {
    let has_operation = !list.operations("").is_empty();
    if is_guard && has_operation {
        found.push(&mut list.depends);
    }
    for entry in &mut list.entries {
        match entry {
            Entry::Operation(operation) => {
                found.push(if is_guard { &mut operation.guards } else { &mut operation.arguments });
            }
            Entry::Nest(nest) => {
                if is_guard && !nest.list.operations("").is_empty() {
                    found.push(&mut nest.depends);
                }
                asked(&mut nest.list, is_guard, found);
            }
        }
    }
    found.retain(|list| !list.is_empty());
}

/// Returns the items that operations depend on.
fn reached(program: &Program) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut left: Vec<Target> = program
        .list
        .operations("")
        .into_iter()
        .flat_map(|(_, operation)| operation.guards.iter().chain(&operation.arguments))
        .map(|ask| ask.target)
        .collect();
    while let Some(target) = left.pop() {
        if let Target::Item(at) = target
            && found.insert(at)
        {
            left.extend(program.items[at].needs.iter().map(|ask| ask.target));
        }
    }
    found
}
