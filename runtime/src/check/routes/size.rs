//! What is too large to be compared.

use super::fault::Limit;
use super::guards::{GUARDS, Levels};
use super::prefixes::Above;
use super::schemes::Found;
use super::table::Mounted;
use crate::policy::{self, BRANCHES, Branch, FixedClause, STEPS, count};

/// What an operation has too much of to be compared.
pub(super) const fn too_many(
    at: usize,
    mounted: &Mounted,
    found: &Found,
    above: &Above<'_>,
) -> Option<Limit> {
    if let Some(guards) = above.guards
        && guards.depth >= GUARDS
    {
        return Some(Limit::Guards(at));
    }
    if found.steps > STEPS {
        return Some(Limit::Steps(at));
    }
    if found.has_choice {
        let levels = Levels::new(above.guards, mounted.operation.needs);
        if count(levels.all()) > BRANCHES {
            return Some(Limit::Branches(at));
        }
    }
    if found.schemes > policy::SCHEMES || found.scopes > policy::SCOPES {
        let levels = Levels::new(above.guards, mounted.operation.needs);
        let (branches, mut number) = (count(levels.all()), 0);
        while number < branches {
            if FixedClause::of(&Branch::decode(levels.all(), number)).is_full {
                return Some(Limit::Clause(at));
            }
            number += 1;
        }
    }
    None
}
