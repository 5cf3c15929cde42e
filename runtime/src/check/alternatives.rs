//! Rules about which schemes a request can satisfy together, and which of several.

use super::argument::Seen;
use super::text::Text;
use crate::graph::{Challenge, Dependency, Folded, Kind, Need, Scheme, count, fold, is_same_word, same};

/// More ways through the alternatives of one operation than this are refused.
pub(super) const WAYS: usize = 64;

/// Rule `unsatisfiable`: a request has one `Authorization` field, so what an argument asks for must not need another
/// value of it than what the arguments before it do.
///
/// # Panics
///
/// While the program is compiled, when it does.
#[track_caller]
pub(super) const fn satisfiable(needs: &'static [Need], at: usize, before: &Seen, below: &Seen) {
    let levels = [needs.split_at(at + 1).0];
    let ways = ways(&levels);
    if !have_two_words(before, below) {
        return;
    }
    let mut i = 0;
    while i < ways {
        if let Some(clause) = fold(&levels, i)
            && let Some((first, second)) = two_words(&clause)
        {
            return refuse(first, second);
        }
        i += 1;
    }
}

/// Two schemes that are asked for together, but need different values of `Authorization`.
pub(super) const fn conflict(
    levels: &[&'static [Need]],
) -> Option<(&'static Dependency, &'static Dependency)> {
    let ways = count(levels);
    let mut i = 0;
    while i < ways {
        if let Some(clause) = fold(levels, i)
            && let Some(found) = two_words(&clause)
        {
            return Some(found);
        }
        i += 1;
    }
    None
}

#[track_caller]
const fn ways(levels: &[&'static [Need]]) -> usize {
    let ways = count(levels);
    if ways > WAYS {
        Text::new()
            .push("there are more than 64 combinations of credentials with which a caller gets past these arguments")
            .help("take fewer alternatives, or make one dependency of those that go together")
            .refuse("unsatisfiable")
    }
    ways
}

#[track_caller]
const fn refuse(first: &Dependency, second: &Dependency) {
    Text::new()
        .push("`")
        .push(second.id.name)
        .push("` is asked for together with `")
        .push(first.id.name)
        .push("`, but a request has one `Authorization` field, and the two need different ones")
        .help("ask for one of them, or for either: `#[derive(AnyOf)]`, which can be `Optional<..>`, too")
        .refuse("unsatisfiable")
}

/// A look at the words before folding anything: most operations have one scheme.
const fn have_two_words(before: &Seen, below: &Seen) -> bool {
    let mut i = 0;
    while i < below.length {
        if let Some(second) = below.nodes[i]
            && let Kind::Scheme(_) = second.kind
        {
            let mut j = 0;
            while j < before.length {
                if let Some(first) = before.nodes[j]
                    && are_two_words(first, second)
                {
                    return true;
                }
                j += 1;
            }
        }
        i += 1;
    }
    false
}

/// Two schemes of a clause that need different values of the field.
const fn two_words(clause: &Folded) -> Option<(&'static Dependency, &'static Dependency)> {
    let required = clause.required();
    let mut i = 1;
    while i < required.len() {
        let mut j = 0;
        while j < i {
            if let (Some(first), Some(second)) = (&required[j], &required[i])
                && are_two_words(first.dependency, second.dependency)
            {
                return Some((first.dependency, second.dependency));
            }
            j += 1;
        }
        i += 1;
    }
    None
}

const fn are_two_words(first: &Dependency, second: &Dependency) -> bool {
    match (&first.kind, &second.kind) {
        (Kind::Scheme(a), Kind::Scheme(b)) => match (a.authorization(), b.authorization()) {
            (Some(word), Some(other)) if is_same_word(word, other) => {
                // A digest answers for one realm (RFC 7616, section 3.4).
                is_same_word(word, "Digest") && !has_realm_of(a, b)
            }
            (Some(_), Some(_)) => true,
            _ => false,
        },
        _ => false,
    }
}

const fn has_realm_of(scheme: &Scheme, other: &Scheme) -> bool {
    match (&scheme.challenge, &other.challenge) {
        (Some(Challenge { realm: Some(realm), .. }), Some(Challenge { realm: Some(other), .. })) => {
            same(realm, other)
        }
        _ => true,
    }
}

/// Rule `alternative-unreachable`: whoever presents what an alternative needs does not present all that an earlier one
/// needs, which would decide.
///
/// # Panics
///
/// While the program is compiled, when it is so.
#[track_caller]
pub(super) const fn reachable(needs: &'static [Need], at: usize) {
    let own_list = [needs.split_at(at + 1).0.split_at(at).1];
    let mut before = 0;
    while before < at {
        let other_list = [needs.split_at(before + 1).0.split_at(before).1];
        if let (Need::Dependency(own), Need::Dependency(other)) = (&needs[at], &needs[before])
            // What was reported as wrong may need anything.
            && own.dependency.id.is_known()
            && other.dependency.id.is_known()
            && is_covered(&own_list, &other_list)
        {
            never_looked_at(own.dependency, other.dependency);
        }
        before += 1;
    }
}

#[track_caller]
const fn never_looked_at(own: &Dependency, before: &Dependency) -> ! {
    let text = Text::new().push("`").push(own.id.name).push("` is never looked at: ");
    if let Kind::Optional = before.kind {
        text.push("everybody gets past `Optional<")
            .push(before.id.name)
            .push(">`, which stands before it")
            .help("leave out that `Optional<..>`, and ask for `Optional<..>` of the enum where it may lack")
            .refuse("alternative_unreachable")
    }
    if own.id.is(&before.id) {
        text.push("the same stands before it, and decides for whoever presents its credentials")
            .help("take one of the two, and let the dependency hand on what a caller may do")
            .refuse("alternative_unreachable")
    }
    text.push("whoever presents its credentials presents those of `")
        .push(before.id.name)
        .push("`, which stands before it and decides")
        .help("put the one that needs more first; where both read the same place, let one dependency tell the callers apart, or give one of them another place")
        .refuse("alternative_unreachable")
}

/// Whether every clause of `own` has all schemes of some clause of `other`.
const fn is_covered(own: &[&'static [Need]], other: &[&'static [Need]]) -> bool {
    let (own_ways, other_ways) = (ways(own), ways(other));
    let mut i = 0;
    while i < own_ways {
        if let Some(clause) = fold(own, i) {
            let mut is_covered = false;
            let mut j = 0;
            while j < other_ways {
                if let Some(other) = fold(other, j) {
                    is_covered |= has_all_of(&clause, &other);
                }
                j += 1;
            }
            if !is_covered {
                return false;
            }
        }
        i += 1;
    }
    true
}

const fn has_all_of(clause: &Folded, other: &Folded) -> bool {
    let (required, wanted) = (clause.required(), other.required());
    let mut i = 0;
    while i < wanted.len() {
        let mut has = false;
        let mut j = 0;
        while j < required.len() {
            if let (Some(wanted), Some(required)) = (&wanted[i], &required[j]) {
                has |= required.scheme.reads_the_place_of(wanted.scheme);
            }
            j += 1;
        }
        if !has {
            return false;
        }
        i += 1;
    }
    true
}
