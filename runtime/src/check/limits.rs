//! Rule `limits`: what the compiler compares has a size, and what does not fit is an error, never left out.

use super::seen::LIMIT;
use super::text::Text;
use crate::graph::Dependency;
use crate::policy::STEPS;

/// Says that more is reached than is compared.
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

/// Says that more is resolved than is compared.
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
