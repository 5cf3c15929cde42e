//! Which dependencies of an operation are reached more than once.

use std::any::TypeId;

use crate::graph::Need;

/// The dependencies that more than one function of the operation asks for: each runs once, and its value is
/// kept for the others. What stands below a shared dependency is reached through it only once.
pub(super) fn shared(needs: &'static [Need]) -> Vec<TypeId> {
    let (mut seen, mut shared) = (Vec::new(), Vec::new());
    visit(needs, &mut seen, &mut shared);
    shared
}

fn visit(needs: &'static [Need], seen: &mut Vec<TypeId>, shared: &mut Vec<TypeId>) {
    for need in needs {
        let Need::Dependency(asked) = need else { continue };
        let id = (asked.type_id)();
        if shared.contains(&id) {
            continue;
        }
        if seen.contains(&id) {
            shared.push(id);
            continue;
        }
        seen.push(id);
        visit(asked.dependency.needs, seen, shared);
    }
}
