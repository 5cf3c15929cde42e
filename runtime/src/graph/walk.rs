use super::{Asked, Body, Dependency, Kind, Need, Parameter};

/// What [`walk`] meets.
#[derive(Clone, Copy, Debug)]
pub enum Visit<'a> {
    /// A dependency, and the scopes asked for on the way to it, outermost first and none twice.
    Dependency(&'static Dependency, &'a [&'static str]),
    /// A parameter, and whether it is read of every request: not so where it is needed for one of several alternatives.
    Parameter(&'static Parameter, bool),
    /// A body that an argument is, and whether it is read of every request.
    Body(&'static Body, bool),
}

/// Calls `each` for everything below these lists, every dependency before what it needs, once for each way that
/// leads to it.
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
