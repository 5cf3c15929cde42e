//! Which dependencies of an operation are reached more than once.

use crate::graph::{Id, Need};

/// The dependencies that more than one function of the operation asks for: each runs once, and its value is
/// kept for the others. What stands below a shared dependency is reached through it only once.
pub(super) fn shared(needs: &'static [Need]) -> Vec<Id> {
    let (mut seen, mut shared) = (Vec::new(), Vec::new());
    visit(needs, &mut seen, &mut shared);
    shared
}

fn visit(needs: &'static [Need], seen: &mut Vec<Id>, shared: &mut Vec<Id>) {
    for need in needs {
        let Need::Dependency(dependency, _) = need else {
            continue;
        };
        if shared.iter().any(|id| id.is(&dependency.id)) {
            continue;
        }
        if seen.iter().any(|id| id.is(&dependency.id)) {
            shared.push(dependency.id);
            continue;
        }
        seen.push(dependency.id);
        visit(dependency.needs, seen, shared);
    }
}
