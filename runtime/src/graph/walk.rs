use super::{Asked, Body, Dependency, Need, Parameter};

/// What [`walk`] meets.
#[derive(Clone, Copy, Debug)]
pub enum Visit<'a> {
    /// A dependency, and the scopes asked for on the way to it, outermost first and none twice.
    Dependency(&'static Dependency, &'a [&'static str]),
    /// A parameter.
    Parameter(&'static Parameter),
    /// A body that an argument is.
    Body(&'static Body),
}

/// Calls `each` for everything below `needs`, every dependency before what it needs, once for each way that
/// leads to it.
pub fn walk(needs: &'static [Need], each: &mut dyn FnMut(Visit<'_>)) {
    walk_with(needs, &[], each);
}

fn walk_with(needs: &'static [Need], asked: &[&'static str], each: &mut dyn FnMut(Visit<'_>)) {
    for need in needs {
        match need {
            Need::Parameter(parameter) => each(Visit::Parameter(parameter)),
            Need::Body(body) => each(Visit::Body(body)),
            Need::Dependency(Asked { dependency, scopes, .. }) => {
                let mut all = asked.to_vec();
                all.extend(scopes.iter().filter(|scope| !asked.contains(scope)));
                each(Visit::Dependency(dependency, &all));
                walk_with(dependency.needs, &all, each);
            }
        }
    }
}
