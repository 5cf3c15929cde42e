use core::panic::Location;

use super::same;

/// Which item of the program this is: its module, its name and where it is written.
///
/// Two functions of one name may stand in the bodies of two functions of one module, so the place is a part
/// of the identity.
#[derive(Clone, Copy, Debug)]
pub struct Id {
    /// The module, as `module_path!()` gives it.
    pub module: &'static str,
    /// The name of the function or scheme.
    pub name: &'static str,
    /// Where it is written.
    pub location: &'static Location<'static>,
}

impl Id {
    /// The identity of the item `name` of `module`, written where this is called.
    #[track_caller]
    pub const fn new(module: &'static str, name: &'static str) -> Self {
        Self { module, name, location: Location::caller() }
    }

    /// Whether both stand for the same item.
    pub const fn is(&self, other: &Self) -> bool {
        self.location.line() == other.location.line()
            && self.location.column() == other.location.column()
            && same(self.name, other.name)
            && same(self.module, other.module)
    }

    /// Whether it stands for an item at all: what a macro has reported as wrong has no name, and is not reported
    /// again.
    pub(crate) const fn is_known(&self) -> bool {
        !self.name.is_empty()
    }
}
