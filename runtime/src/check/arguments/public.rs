use crate::check::text::Text;
use crate::graph::{Dependency, Kind, Need, Operation};
use crate::policy::{are_too_many, lets_in_with_nothing};

/// Rule `public-secured`: a public operation must let in clients without credentials. An operation that requires
/// credentials of every client is not public.
///
/// # Panics
///
/// Panics while the program is compiled, if the operation requires credentials of every client.
#[track_caller]
pub(crate) const fn public(operation: &Operation) {
    let levels = [operation.needs];
    if let Some(scheme) = scheme_below(operation.needs)
        && !are_too_many(&levels)
        && !lets_in_with_nothing(&levels)
    {
        refuse(operation, scheme);
    }
}

/// Reports that `scheme` requires credentials.
#[track_caller]
pub(in crate::check) const fn refuse(operation: &Operation, scheme: &Dependency) -> ! {
    Text::new()
        .push_item(&operation.id)
        .push(" is marked public but requires credentials (`")
        .push(scheme.id.name)
        .push("`)")
        .help("leave out `public`, or what requires them")
        .refuse("public_secured")
}

/// Returns the first scheme below the needs.
pub(in crate::check) const fn scheme_below(needs: &'static [Need]) -> Option<&'static Dependency> {
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
