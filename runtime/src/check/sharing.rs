use super::text::Text;
use crate::graph::{Asked, Dependency, Need, Operation};

/// Rule `shared-not-clone`: a dependency that is reached twice runs once, and its value is handed to both; so it
/// must be `Clone`.
///
/// # Panics
///
/// While the program is compiled, when it is not.
#[track_caller]
pub const fn sharing(operation: &Operation) {
    look(operation.needs, Seen { nodes: [None; LIMIT], length: 0 });
}

/// More dependencies than this in one operation are not looked at; they run anew where they cannot be shared.
const LIMIT: usize = 64;

#[derive(Clone, Copy)]
struct Seen {
    nodes: [Option<&'static Dependency>; LIMIT],
    length: usize,
}

#[track_caller]
const fn look(needs: &'static [Need], mut seen: Seen) -> Seen {
    let mut i = 0;
    while i < needs.len() {
        if let Need::Dependency(Asked { dependency, .. }) = needs[i] {
            if seen.has(dependency) {
                if !dependency.clone {
                    refuse(dependency);
                }
            } else if seen.length < LIMIT {
                seen.nodes[seen.length] = Some(dependency);
                seen.length += 1;
                seen = look(dependency.needs, seen);
            }
        }
        i += 1;
    }
    seen
}

impl Seen {
    const fn has(&self, dependency: &Dependency) -> bool {
        let mut i = 0;
        while i < self.length {
            if let Some(other) = self.nodes[i]
                && other.id.is(&dependency.id)
            {
                return true;
            }
            i += 1;
        }
        false
    }
}

#[track_caller]
const fn refuse(dependency: &Dependency) -> ! {
    Text::new()
        .push("`")
        .push(dependency.id.name)
        .push("` is asked for twice, and its value cannot be cloned for the second\nhelp: derive `Clone` for what it returns, or return an `Arc` of it")
        .panic()
}
