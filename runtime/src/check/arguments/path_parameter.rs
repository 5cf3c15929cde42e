use crate::check::text::Text;
use crate::graph::{Need, Operation, Parameter, Place, same};
use crate::policy::template;

/// Rule `path-parameter-unused` for an operation with dependencies: if no argument of the operation takes the parameter, a
/// dependency must take it.
///
/// # Panics
///
/// Panics while the program is compiled, if nothing takes the parameter.
#[track_caller]
pub(crate) const fn path_parameter(operation: &Operation, name: &str) {
    if takes(operation.needs, name) {
        return;
    }
    let text = Text::new()
        .push("no argument takes the path parameter `")
        .push(name)
        .push("`, nor does one of a dependency");
    let text = match unknown(operation.needs, operation.path) {
        Some(taken) => text.push("; one takes `").push(taken).push("`, which is not in the path"),
        None => text,
    };
    text.help("add the argument `")
        .push(name)
        .push(": String`, or another type that it should be")
        .refuse("path_parameter_unused")
}

/// Whether anything below `needs` takes the path parameter `name`.
pub(in crate::check) const fn takes(needs: &[Need], name: &str) -> bool {
    let mut i = 0;
    while i < needs.len() {
        match &needs[i] {
            Need::Parameter(Parameter { name: taken, place: Place::Path, .. }) if same(taken, name) => {
                return true;
            }
            // An item with a reported error may take anything.
            Need::Dependency(asked) if !asked.dependency.id.is_known() => return true,
            Need::Dependency(asked) if takes(asked.dependency.needs, name) => return true,
            _ => {}
        }
        i += 1;
    }
    false
}

/// Returns a path parameter that something below `needs` takes, but that `path` does not have.
const fn unknown(needs: &[Need], path: &str) -> Option<&'static str> {
    let mut i = 0;
    while i < needs.len() {
        let found = match &needs[i] {
            Need::Parameter(Parameter { name, place: Place::Path, .. }) if !template::has(path, name) => {
                Some(*name)
            }
            Need::Dependency(asked) => unknown(asked.dependency.needs, path),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        i += 1;
    }
    None
}
