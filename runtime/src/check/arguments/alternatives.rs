//! Rules about the schemes that a request can satisfy together, and about alternatives.

use crate::check::seen::Seen;
use crate::check::text::Text;
use crate::graph::{Dependency, Kind, Need};
use crate::policy::{self, BRANCHES, Branches, FixedClause, are_too_many, are_two_values};

/// Rule `unsatisfiable`: a request has one `Authorization` field. So an argument must not require another
/// value of that field than the arguments before it. Another value is allowed if the arguments after it make
/// callers take another alternative.
///
/// # Panics
///
/// Panics while the program is compiled, if an argument breaks the rule.
#[track_caller]
pub(in crate::check) const fn satisfiable(needs: &'static [Need], at: usize, before: &Seen, below: &Seen) {
    let levels = [needs.split_at(at + 1).0];
    compared(&levels);
    if have_two_words(before, below)
        && let Some((first, second)) = policy::conflict(&levels)
        && conflict(&[needs]).is_some()
    {
        refuse(first, second);
    }
}

/// Returns two schemes that are required together, but need different values of `Authorization`.
pub(in crate::check) const fn conflict(
    levels: &[&'static [Need]],
) -> Option<(&'static Dependency, &'static Dependency)> {
    if are_too_many(levels) { None } else { policy::conflict(levels) }
}

#[track_caller]
const fn compared(levels: &[&'static [Need]]) {
    if are_too_many(levels) {
        Text::new()
            .push("there are more than ")
            .push_number(BRANCHES as u32)
            .push(" combinations of credentials with which a caller gets past these arguments")
            .help("take fewer alternatives, or make one dependency of those that go together")
            .refuse("unsatisfiable")
    }
}

#[track_caller]
const fn refuse(first: &Dependency, second: &Dependency) {
    Text::new()
        .push("`")
        .push(second.id.name)
        .push("` is required together with `")
        .push(first.id.name)
        .push("`, but a request has one `Authorization` field, and the two need different ones")
        .help("depend on one of them, or on either: `#[derive(AnyOf)]`, which can be `Optional<..>`, too")
        .refuse("unsatisfiable")
}

/// Whether a scheme in `below` needs another value of `Authorization` than a scheme in `before`. Few operations have two
/// such schemes. For the others, the branches need not be examined.
pub(in crate::check) const fn have_two_words(before: &Seen, below: &Seen) -> bool {
    let mut i = 0;
    while i < below.length {
        if let Some(second) = below.nodes[i]
            && let Kind::Scheme(_) = second.kind
        {
            let mut j = 0;
            while j < before.length {
                if let Some(first) = before.nodes[j]
                    && are_two_values(first, second)
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

/// Rule `alternative-unreachable`: the credentials that an alternative requires must not include all
/// credentials that an earlier alternative requires. Otherwise, the earlier alternative would be selected.
///
/// # Panics
///
/// Panics while the program is compiled, if an alternative breaks the rule.
#[track_caller]
pub(in crate::check) const fn reachable(needs: &'static [Need], at: usize) {
    let own_list = [needs.split_at(at + 1).0.split_at(at).1];
    let mut before = 0;
    while before < at {
        let other_list = [needs.split_at(before + 1).0.split_at(before).1];
        if let (Need::Dependency(own), Need::Dependency(other)) = (&needs[at], &needs[before])
            // An item with a reported error may need anything.
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
    let text = Text::new().push("`").push(own.id.name).push("` is never tried: ");
    if let Kind::Optional = before.kind {
        text.push("every client gets past `Optional<")
            .push(before.id.name)
            .push(">`, which comes before it")
            .help("remove that `Optional<..>`, and depend on `Optional<..>` of the enum where credentials may be missing")
            .refuse("alternative_unreachable")
    }
    if own.id.is(&before.id) {
        text.push(
            "the same dependency comes before it, and decides for every client that presents its credentials",
        )
        .help("remove one of the two, and let the dependency return what a client may do")
        .refuse("alternative_unreachable")
    }
    text.push("a client that presents its credentials presents those of `")
        .push(before.id.name)
        .push("`, which comes before it and decides")
        .help("put the one that needs more first; where both read the same place, let one dependency tell the callers apart, or give one of them another place")
        .refuse("alternative_unreachable")
}

/// Whether every clause of `own` has all schemes of some clause of `other`.
const fn is_covered(own: &[&'static [Need]], other: &[&'static [Need]]) -> bool {
    compared(own);
    compared(other);
    let mut branches = Branches::of(own);
    while let Some((_, clause)) = branches.next_selected() {
        let (mut is_covered, mut others) = (false, Branches::of(other));
        while let Some((_, other)) = others.next_selected() {
            is_covered |= has_all_of(clause, other);
        }
        if !is_covered {
            return false;
        }
    }
    true
}

const fn has_all_of(clause: &FixedClause, other: &FixedClause) -> bool {
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
