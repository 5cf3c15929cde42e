//! Rule `limits`: the compiler compares a limited number of dependencies. More dependencies are an error, and
//! are never ignored.

use super::seen::LIMIT;
use super::text::Text;
use crate::graph::Dependency;
use crate::policy::STEPS;

/// Reports that more dependencies are reached than are compared.
#[track_caller]
pub(super) const fn dependencies(dependency: &Dependency) -> ! {
    Text::new()
        .push("more than ")
        .push_number(LIMIT as u32)
        .push(" dependencies are reached by `")
        .push(dependency.id.name)
        .push("` and by the arguments before it, and no more are compared")
        .help("make one dependency of those that go together")
        .refuse("limits")
}

/// Reports that more dependencies are resolved than are compared.
#[track_caller]
pub(super) const fn steps(dependency: &Dependency) -> ! {
    Text::new()
        .push("more than ")
        .push_number(STEPS as u32)
        .push(" dependencies are resolved for `")
        .push(dependency.id.name)
        .push("` and for the arguments before it, each counted once for every way to it, and no more are compared")
        .help("make one dependency of those that go together")
        .refuse("limits")
}
