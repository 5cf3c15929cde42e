use super::{Asked, Body, Dependency, Kind, Need, Parameter};

/// An item that [`walk`] visits.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Visit<'a> {
    /// A dependency, and the scopes required on the way to it, outermost first and without duplicates.
    Dependency(&'static Dependency, &'a [&'static str]),
    /// A parameter, and whether it is read from every request. A parameter below an optional dependency or an
    /// alternative is not.
    Parameter(&'static Parameter, bool),
    /// A body that is an argument, and whether it is read from every request.
    Body(&'static Body, bool),
}

/// Calls `each` for everything below these lists: each dependency before its needs, and once for each way to it.
pub fn walk(levels: &[&'static [Need]], each: &mut dyn FnMut(Visit<'_>)) {
    for needs in levels {
        walk_with(needs, &[], true, each);
    }
}

fn walk_with(needs: &'static [Need], asked: &[&'static str], always: bool, each: &mut dyn FnMut(Visit<'_>)) {
    for need in needs {
        match need {
            Need::Parameter(parameter) => each(Visit::Parameter(parameter, always)),
            Need::Body(body) => each(Visit::Body(body, always)),
            Need::Scopes => {}
            Need::Dependency(Asked { dependency, scopes, .. }) => {
                let mut all = asked.to_vec();
                all.extend(scopes.iter().filter(|scope| !asked.contains(scope)));
                each(Visit::Dependency(dependency, &all));
                let always = always && !matches!(dependency.kind, Kind::Optional | Kind::AnyOf);
                walk_with(dependency.needs, &all, always, each);
            }
        }
    }
}
