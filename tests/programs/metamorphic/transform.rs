//! Changes to a program that must not change its behaviour.

use portcullis_tests::Random;

use super::super::generated::program::{Entry, List, Name, Nest, Operation, Program, Written, parameters};

/// A change to a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Change {
    /// `nest("/p", L)` becomes the operations of `L`, with longer paths and with all guards of the nested list.
    Flatten,
    /// Some entries of a list become a nested list without a prefix.
    Group,
    /// An operation becomes a nested list, with a part of its path as the prefix and some of its guards.
    Nest,
    /// `nest("/a/b", L)` becomes `nest("/a", routes![nest("/b", L)])`.
    SplitPrefix,
    /// The guards of a list move to each of its entries.
    ToEntries,
    /// The first guard of all entries moves to the list.
    ToList,
    /// The guards of a `nest` move into its list.
    IntoNest,
    /// The guards of a nested list move to its `nest`.
    OutOfNest,
    /// The entries of a list are reordered.
    Permute,
    /// All items are renamed.
    Rename,
    /// Each item is the expansion of a macro.
    ByMacros,
    /// All items are the expansion of one macro.
    ByOneMacro,
    /// The items are in several modules, and some share a name.
    Modules,
}

impl Change {
    pub(crate) const ALL: [Self; 13] = [
        Self::Flatten,
        Self::Group,
        Self::Nest,
        Self::SplitPrefix,
        Self::ToEntries,
        Self::ToList,
        Self::IntoNest,
        Self::OutOfNest,
        Self::Permute,
        Self::Rename,
        Self::ByMacros,
        Self::ByOneMacro,
        Self::Modules,
    ];

    /// Returns the changed program, or `None` if the change does not apply.
    pub(crate) fn of(self, program: &Program, random: &mut Random) -> Option<Program> {
        let mut changed = program.clone();
        let is_changed = match self {
            Self::Rename => rename(&mut changed, random),
            Self::Modules => modules(&mut changed, random),
            Self::ByMacros => std::mem::replace(&mut changed.written, Written::ByMacros) != Written::ByMacros,
            Self::ByOneMacro => {
                std::mem::replace(&mut changed.written, Written::ByOneMacro) != Written::ByOneMacro
            }
            _ => self.somewhere(&mut changed.list, random),
        };
        is_changed.then_some(changed)
    }

    /// Changes one list, starting the search at a random one.
    fn somewhere(self, list: &mut List, random: &mut Random) -> bool {
        let mut count = 0;
        list.for_each(&mut |_| count += 1);
        let first = random.below(count);
        for at in 0..count {
            let (mut number, mut is_changed) = (0, false);
            list.for_each(&mut |list| {
                if number == (first + at) % count && !is_changed {
                    is_changed = self.in_list(list, random);
                }
                number += 1;
            });
            if is_changed {
                return true;
            }
        }
        false
    }

    fn in_list(self, list: &mut List, random: &mut Random) -> bool {
        match self {
            Self::Flatten => flatten(list),
            Self::Group => group(list, random),
            Self::Nest => nest(list, random),
            Self::SplitPrefix => split_prefix(list),
            Self::ToEntries => to_entries(list),
            Self::ToList => to_list(list),
            Self::IntoNest => a_nest(list, |nest| {
                let depends = std::mem::take(&mut nest.depends);
                let is_changed = !depends.is_empty();
                nest.list.depends.splice(0..0, depends);
                is_changed
            }),
            Self::OutOfNest => a_nest(list, |nest| {
                let depends = std::mem::take(&mut nest.list.depends);
                let is_changed = !depends.is_empty();
                nest.depends.extend(depends);
                is_changed
            }),
            Self::Permute => {
                let count = list.entries.len();
                let by = 1 + random.below(count.max(2) - 1);
                list.entries.rotate_left(by % count.max(1));
                count > 1
            }
            _ => false,
        }
    }
}

fn a_nest(list: &mut List, mut change: impl FnMut(&mut Nest) -> bool) -> bool {
    list.entries.iter_mut().any(|entry| match entry {
        Entry::Nest(nest) => change(nest),
        Entry::Operation(_) => false,
    })
}

fn flatten(list: &mut List) -> bool {
    let Some(at) = list.entries.iter().position(|entry| matches!(entry, Entry::Nest(_))) else {
        return false;
    };
    let Entry::Nest(nest) = list.entries.remove(at) else { unreachable!("the entry is a nested list") };
    let in_front = [nest.depends, nest.list.depends].concat();
    let mut entries = nest.list.entries;
    for entry in &mut entries {
        entry.guards().splice(0..0, in_front.clone());
        match entry {
            Entry::Operation(operation) => {
                operation.path = format!("{}{}", nest.prefix, operation.path);
                own_parameters(operation);
            }
            Entry::Nest(inner) => inner.prefix = format!("{}{}", nest.prefix, inner.prefix),
        }
    }
    list.entries.splice(at..at, entries);
    true
}

/// Removes parameters from `of_prefixes` that the path contains.
fn own_parameters(operation: &mut Operation) {
    let path = operation.path.clone();
    operation.of_prefixes.retain(|name| !parameters(&path).any(|own| own == name));
}

fn group(list: &mut List, random: &mut Random) -> bool {
    let start = random.below(list.entries.len());
    let end = start + 1 + random.below(list.entries.len() - start);
    let entries: Vec<Entry> = list.entries.drain(start..end).collect();
    let nested = List { depends: Vec::new(), entries };
    list.entries
        .insert(start, Entry::Nest(Nest { prefix: String::new(), depends: Vec::new(), list: nested }));
    true
}

fn nest(list: &mut List, random: &mut Random) -> bool {
    let start = random.below(list.entries.len());
    let count = list.entries.len();
    let found =
        (0..count).map(|at| (start + at) % count).find(|at| matches!(list.entries[*at], Entry::Operation(_)));
    let Some(at) = found else { return false };
    let Entry::Operation(mut operation) = list.entries.remove(at) else {
        unreachable!("the entry is an operation")
    };
    let slashes: Vec<usize> = operation.path.match_indices('/').map(|(at, _)| at).collect();
    let cut = slashes[random.below(slashes.len())];
    let rest = operation.path.split_off(cut);
    let prefix = std::mem::replace(&mut operation.path, rest);
    operation.of_prefixes.extend(parameters(&prefix).map(str::to_owned));
    let outer = random.below(operation.guards.len() + 1);
    let mut depends: Vec<_> = operation.guards.drain(..outer).collect();
    let inner = depends.split_off(random.below(depends.len() + 1));
    let nested = List { depends: inner, entries: vec![Entry::Operation(operation)] };
    list.entries.insert(at, Entry::Nest(Nest { prefix, depends, list: nested }));
    true
}

fn split_prefix(list: &mut List) -> bool {
    a_nest(list, |nest| {
        let Some(cut) = nest.prefix.rfind('/').filter(|cut| *cut > 0) else { return false };
        let prefix = nest.prefix.split_off(cut);
        let inner = Nest { prefix, depends: Vec::new(), list: std::mem::take(&mut nest.list) };
        nest.list.entries.push(Entry::Nest(inner));
        true
    })
}

fn to_entries(list: &mut List) -> bool {
    let depends = std::mem::take(&mut list.depends);
    for entry in &mut list.entries {
        entry.guards().splice(0..0, depends.clone());
    }
    !depends.is_empty()
}

fn to_list(list: &mut List) -> bool {
    let Some(first) = list.entries[0].guards().first().cloned() else { return false };
    if !list.entries.iter_mut().all(|entry| entry.guards().first() == Some(&first)) {
        return false;
    }
    for entry in &mut list.entries {
        entry.guards().remove(0);
    }
    list.depends.push(first);
    true
}

/// Calls `each` for the name of every item.
fn names(program: &mut Program, each: &mut dyn FnMut(&mut Name)) {
    program.schemes.iter_mut().for_each(|scheme| each(&mut scheme.item));
    program.items.iter_mut().for_each(|item| each(&mut item.name));
    program.list.for_each(&mut |list| {
        for entry in &mut list.entries {
            if let Entry::Operation(operation) = entry {
                each(&mut operation.name);
            }
        }
    });
}

fn rename(program: &mut Program, random: &mut Random) -> bool {
    let by = 100 * (1 + random.below(5));
    let mut number = 0;
    names(program, &mut |name| {
        number += 1;
        name.name = format!("z{}", by + (number * 37) % 97);
    });
    true
}

fn modules(program: &mut Program, random: &mut Random) -> bool {
    let mut number = 0;
    let first = random.below(2);
    names(program, &mut |name| {
        number += 1;
        name.module = Some((number + first) % 3);
        // Three items share a name, each in its own module.
        if number % 4 != 0 {
            name.name = format!("same{}", number / 3);
        }
    });
    let mut known = Vec::new();
    names(program, &mut |name| {
        while known.contains(name) {
            name.name.push('x');
        }
        known.push(name.clone());
    });
    true
}
