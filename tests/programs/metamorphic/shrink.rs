//! Shrinks a program while a condition still holds.

use super::super::generated::program::{Ask, Entry, Kind, Program, Target};

/// Returns the smallest program that was found.
pub(crate) fn shrink(mut program: Program, holds: &dyn Fn(&Program) -> bool) -> Program {
    loop {
        let smaller = smaller(&program).into_iter().find(|smaller| holds(smaller));
        match smaller {
            Some(smaller) => program = smaller,
            None => return program,
        }
    }
}

/// Returns the program with one thing removed, for each thing.
fn smaller(program: &Program) -> Vec<Program> {
    let mut found = Vec::new();
    let mut lists = 0;
    program.clone().list.for_each(&mut |_| lists += 1);
    for list in 0..lists {
        for at in 0.. {
            let mut less = program.clone();
            let (mut number, mut is_less) = (0, false);
            less.list.for_each(&mut |own| {
                if number == list && at < own.entries.len() && own.entries.len() > 1 {
                    own.entries.remove(at);
                    is_less = true;
                }
                number += 1;
            });
            if !is_less {
                break;
            }
            found.push(less);
        }
    }
    for at in 0.. {
        let mut less = program.clone();
        let mut number = 0;
        for_each_asks(&mut less, &mut |asks| {
            for place in (0..asks.len()).rev() {
                if number == at {
                    asks.remove(place);
                }
                number += 1;
            }
        });
        if at >= number {
            break;
        }
        found.push(less);
        for what in 0..3 {
            let (mut less, mut number, mut is_less) = (program.clone(), 0, false);
            for_each_asks(&mut less, &mut |asks| {
                for place in (0..asks.len()).rev() {
                    if number == at {
                        let ask = &mut asks[place];
                        is_less = match what {
                            0 => std::mem::take(&mut ask.is_optional),
                            1 => ask.scopes.pop().is_some(),
                            _ => !std::mem::replace(&mut ask.cached, true),
                        };
                    }
                    number += 1;
                }
            });
            found.extend(is_less.then_some(less));
        }
    }
    for at in 0..program.items.len() {
        for what in 0..5 {
            let mut less = program.clone();
            let item = &mut less.items[at];
            let is_less = match &mut item.kind {
                _ if what == 4 => !std::mem::replace(&mut item.clone, true),
                Kind::Function { refuses, takes_scopes, reads } => match what {
                    0 => std::mem::take(refuses),
                    1 => std::mem::take(takes_scopes),
                    2 => reads.take().is_some(),
                    _ => false,
                },
                Kind::ByHand { refuses, identity } => match what {
                    0 => std::mem::take(refuses),
                    1 => identity.take().is_some(),
                    _ => false,
                },
                Kind::AnyOf => false,
            };
            found.extend(is_less.then_some(less));
        }
    }
    found.extend(without_unused(program));
    found
}

/// Returns the program without an unused item or scheme.
fn without_unused(program: &Program) -> Option<Program> {
    let mut used = Vec::new();
    for_each_asks(&mut program.clone(), &mut |asks| used.extend(asks.iter().map(|ask| ask.target)));
    let item = (0..program.items.len()).rev().find(|at| !used.contains(&Target::Item(*at)));
    let scheme = (1..program.schemes.len()).rev().find(|at| !used.contains(&Target::Scheme(*at)));
    let mut less = program.clone();
    if let Some(item) = item {
        less.items.remove(item);
        for later in &mut less.items {
            if let Kind::ByHand { identity, .. } = &mut later.kind {
                *identity = identity.filter(|at| *at != item).map(|at| at - usize::from(at > item));
            }
        }
    } else if let Some(scheme) = scheme {
        less.schemes.remove(scheme);
    } else {
        return None;
    }
    for_each_asks(&mut less, &mut |asks| {
        for ask in asks {
            ask.target = match (ask.target, item, scheme) {
                (Target::Item(at), Some(item), _) if at > item => Target::Item(at - 1),
                (Target::Scheme(at), None, Some(scheme)) if at > scheme => Target::Scheme(at - 1),
                (target, ..) => target,
            };
        }
    });
    Some(less)
}

fn for_each_asks(program: &mut Program, each: &mut dyn FnMut(&mut Vec<Ask>)) {
    program.items.iter_mut().for_each(|item| each(&mut item.needs));
    program.list.for_each(&mut |list| {
        each(&mut list.depends);
        for entry in &mut list.entries {
            match entry {
                Entry::Operation(operation) => {
                    each(&mut operation.guards);
                    each(&mut operation.arguments);
                }
                Entry::Nest(nest) => each(&mut nest.depends),
            }
        }
    });
}
