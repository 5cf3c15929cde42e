//! The operations that are too large to be compared.

use super::fault::Limit;
use super::guards::GUARDS;
use super::prefixes::Above;
use super::table::Mounted;
use crate::check::arguments::is_reported_as_too_large;
use crate::graph::Need;
use crate::policy::{self, Branches, Levels, STEPS, are_too_many, is_too_large};

/// Whether an operation is obviously within the limits, as most are.
pub(super) const fn is_small(mounted: &Mounted, above: &Above<'_>) -> bool {
    above.guards.is_none()
        && !mounted.found.has_choice
        && mounted.found.steps <= STEPS
        && has_small_clauses(mounted)
}

/// Whether all schemes and scopes together fit into one clause. Then each clause fits, because no branch has
/// more of them.
const fn has_small_clauses(mounted: &Mounted) -> bool {
    mounted.found.schemes <= policy::SCHEMES && mounted.found.scopes <= policy::SCOPES
}

/// Returns the limit that an operation exceeds.
pub(super) const fn too_many(
    at: usize,
    mounted: &Mounted,
    levels: Levels<'_>,
    above: &Above<'_>,
) -> Option<Limit> {
    if let Some(guards) = above.guards
        && guards.depth >= GUARDS
    {
        return Some(Limit::Guards(at));
    }
    let found = &mounted.found;
    if found.steps > STEPS {
        return Some(Limit::Steps(at));
    }
    if found.has_choice && are_too_many(levels) {
        return Some(Limit::Branches(at));
    }
    if has_small_clauses(mounted) { None } else { full_clause(at, levels) }
}

const fn full_clause(at: usize, levels: Levels<'_>) -> Option<Limit> {
    let mut branches = Branches::of(levels);
    while let Some((_, clause)) = branches.next() {
        if clause.is_full {
            return Some(Limit::Clause(at));
        }
    }
    None
}

const fn passed(at: usize, levels: Levels<'_>) -> Option<Limit> {
    if is_too_large(levels) {
        Some(Limit::Steps(at))
    } else if are_too_many(levels) {
        Some(Limit::Branches(at))
    } else {
        full_clause(at, levels)
    }
}

/// Whether the limit that an operation exceeds was reported before. The nested list of the operation may have
/// reported it. Or the limit was reported at one of several arguments, which are compared with one another.
pub(super) const fn is_reported(at: usize, mounted: &Mounted, levels: Levels<'_>) -> bool {
    let own = mounted.operation.needs;
    if mounted.is_nested && passed(at, levels.split_at(mounted.outer).1).is_some() {
        return true;
    }
    !mounted.operation.id.is_by_hand()
        && match passed(at, &[own]) {
            Some(Limit::Steps(_)) => is_reported_as_too_large(own),
            Some(Limit::Branches(_)) => matches!(own, [_, Need::Dependency(_), ..]),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use crate::check::routes::{guards, schemes};
    use crate::check::seen::LIMIT;
    use crate::policy::{BRANCHES, SCHEMES, SCOPES, STEPS};

    #[test]
    fn the_page_has_the_limits() {
        let page = include_str!("../../../docs/rules/limits.md");
        let rows: Vec<_> =
            page.lines().filter(|line| line.starts_with("| ") && !line.contains("at most")).collect();
        let starts = [
            format!("| {LIMIT} | dependencies reached"),
            format!("| {STEPS} | dependencies of one operation"),
            format!("| {} | lists of dependencies", guards::GUARDS - 1),
            format!("| {BRANCHES} | combinations"),
            format!("| {SCHEMES} | schemes required at once, with {SCOPES} scopes each"),
            format!(
                "| {} | schemes in one list, with {} declared scopes each",
                schemes::SCHEMES,
                schemes::SCOPES
            ),
        ];
        assert_eq!(rows.len(), starts.len());
        for (row, start) in rows.iter().zip(starts) {
            assert!(row.starts_with(&start), "{row}");
        }
    }
}
