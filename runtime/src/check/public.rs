use super::text::Text;
use crate::graph::{Dependency, Kind, Need, Operation};

/// Rule `public-secured`: an operation that is open to everybody asks nobody for credentials.
///
/// # Panics
///
/// While the program is compiled, when it does.
#[track_caller]
pub(crate) const fn public(operation: &Operation) {
    if let Some(scheme) = scheme_below(operation.needs) {
        refuse(operation, scheme);
    }
}

/// Says that `scheme` asks for credentials.
#[track_caller]
pub(super) const fn refuse(operation: &Operation, scheme: &Dependency) -> ! {
    Text::new()
        .push_item(&operation.id)
        .push(" is public, but `")
        .push(scheme.id.name)
        .push("` asks whoever calls it for credentials")
        .help("leave out `public`, or what asks for them")
        .refuse("public_secured")
}

/// The first scheme that is reached.
pub(super) const fn scheme_below(needs: &'static [Need]) -> Option<&'static Dependency> {
    let mut i = 0;
    while i < needs.len() {
        if let Need::Dependency(asked) = &needs[i] {
            if let Kind::Scheme(_) = asked.dependency.kind {
                return Some(asked.dependency);
            }
            let below = scheme_below(asked.dependency.needs);
            if below.is_some() {
                return below;
            }
        }
        i += 1;
    }
    None
}
