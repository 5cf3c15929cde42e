use super::alternatives;
use crate::check::limits;
use crate::check::seen::{Seen, reads_body, reads_first};
use crate::check::text::Text;
use crate::graph::{Dependency, Need};
use crate::policy::is_too_large;

/// The kind of arguments that are checked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// The arguments of an operation.
    Operation,
    /// The arguments of a dependency.
    Dependency,
    /// The alternatives of a dependency, one of which is resolved.
    Alternatives,
}

/// The rules between an argument and the arguments before it: `credentials-last`, `shared-not-clone`, `two-bodies` and
/// `unsatisfiable`.
///
/// Two ways to the same dependency split in exactly one list of arguments. So every mistake is found once, in that list,
/// however many operations reach it.
///
/// # Panics
///
/// Panics while the program is compiled, if the argument breaks a rule.
#[track_caller]
pub(crate) const fn argument(needs: &'static [Need], at: usize, of: Of) {
    if is_too_large(&[needs.split_at(at + 1).0]) {
        return too_large(needs, at);
    }
    order(needs, at, of);
    if let Need::Body(_) = &needs[at] {
        bodies(None, &Seen::all_of(needs, at));
    }
    let Need::Dependency(asked) = &needs[at] else { return };
    let before = Seen::all_of(needs, at);
    let below = Seen::below(asked.dependency, Some(&before));
    if below.is_full || (before.is_full && !Seen::all_of(needs, at - 1).is_full) {
        limits::dependencies(asked.dependency);
    }
    // The excess of dependencies was reported at an earlier argument, so nothing is compared.
    if before.is_full {
        return;
    }
    match of {
        Of::Alternatives => alternatives::reachable(needs, at),
        Of::Operation | Of::Dependency => {
            // The schemes below a known dependency are required, too.
            let all_below = Seen::below(asked.dependency, None);
            alternatives::satisfiable(needs, at, &before, &all_below);
        }
    }
    let mut i = 0;
    while i < below.length {
        if let Some(dependency) = below.nodes[i] {
            if before.has(dependency) {
                // A dependency that is not cached runs again. Only one of several alternatives is resolved.
                if (i > 0 || asked.cached) && !matches!(of, Of::Alternatives) {
                    sharing(dependency);
                } else if !asked.cached && reads_body(dependency) {
                    bodies(Some(dependency), &before);
                }
            } else if reads_body(dependency) {
                bodies(Some(dependency), &before);
            }
        }
        i += 1;
    }
}

/// Rule `limits`. Reports the first argument that exceeds the limit, but not the arguments after it or the dependencies
/// above it.
#[track_caller]
const fn too_large(needs: &'static [Need], at: usize) {
    let Need::Dependency(asked) = &needs[at] else { return };
    if !is_too_large(&[needs.split_at(at).0]) && !is_reported_below(asked.dependency) {
        limits::steps(asked.dependency);
    }
}

const fn is_reported_below(dependency: &'static Dependency) -> bool {
    !dependency.is_by_hand && is_reported_as_too_large(dependency.needs)
}

/// Whether these arguments, which a macro has read, exceed the limit and the excess is reported. It is
/// reported at an argument after the first, or below the first argument. The first argument itself is not
/// reported, because it is not compared with any argument before it.
pub(in crate::check) const fn is_reported_as_too_large(needs: &'static [Need]) -> bool {
    if !is_too_large(&[needs]) {
        return false;
    }
    match needs {
        [Need::Dependency(first), ..] if is_too_large(&[needs.split_at(1).0]) => {
            is_reported_below(first.dependency)
        }
        _ => true,
    }
}

/// Rule `credentials-last`: credentials are required before anything else of the request is read. So an unauthenticated
/// client learns nothing and costs nothing. Inside a dependency, an argument may read the request after another one has
/// reached a scheme.
#[track_caller]
const fn order(needs: &'static [Need], at: usize, of: Of) {
    let Need::Dependency(asked) = &needs[at] else { return };
    let mut reader = None;
    let mut i = 0;
    while i < at {
        if let Need::Dependency(earlier) = &needs[i] {
            let has_credentials =
                Seen::all_of(needs, i).has_scheme() && matches!(of, Of::Dependency | Of::Alternatives);
            if reader.is_none() && !has_credentials && reads_first(earlier.dependency) {
                reader = Some(earlier.dependency);
            }
        }
        i += 1;
    }
    if let Some(reader) = reader
        && Seen::all_of(needs, at).reaches_another_scheme(asked.dependency)
    {
        Text::new()
            .push("`")
            .push(reader.id.name)
            .push("` reads the request before `")
            .push(asked.dependency.id.name)
            .push("` authenticates it, so unauthenticated clients would see its errors")
            .help("swap the two: put the argument of `")
            .push(asked.dependency.id.name)
            .push("` before that of `")
            .push(reader.id.name)
            .push("`")
            .refuse("credentials_last")
    }
}

/// Rule `shared-not-clone`: a dependency that is reached twice runs once, and both sides get its value, so the value must
/// be `Clone`. The dependencies below it are reached only once, through it.
#[track_caller]
const fn sharing(dependency: &Dependency) {
    if !dependency.clone {
        Text::new()
            .push("`")
            .push(dependency.id.name)
            .push("` is resolved a second time here, and its value cannot be cloned")
            .help("derive `Clone` for what it returns, or return an `Arc` of it")
            .refuse("shared_not_clone")
    }
}

/// Rule `two-bodies`: a request has one body, and the first dependency that reads it leaves nothing for a second one.
#[track_caller]
const fn bodies(second: Option<&Dependency>, before: &Seen) {
    if let Some(first) = before.body() {
        let text = match second {
            Some(second) => Text::new().push("`").push(second.id.name).push("` reads"),
            None => Text::new().push("this argument is"),
        };
        text.push(" the body, which `")
            .push(first.id.name)
            .push("` has read by then; a request has one body")
            .help("take one of the two")
            .refuse("two_bodies")
    }
}
