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
    /// Whether it is what is optional about the item.
    pub(crate) is_optional: bool,
}

impl Id {
    /// The identity of the item `name` of `module`, written where this is called.
    #[track_caller]
    pub const fn new(module: &'static str, name: &'static str) -> Self {
        Self { module, name, location: Location::caller(), is_optional: false }
    }

    /// Whether both stand for the same item.
    pub const fn is(&self, other: &Self) -> bool {
        self.location.line() == other.location.line()
            && self.location.column() == other.location.column()
            && self.is_optional == other.is_optional
            && same(self.name, other.name)
            && same(self.module, other.module)
    }

    /// Whether it stands for an item at all: what a macro has reported as wrong has no name, and is not reported
    /// again.
    pub(crate) const fn is_known(&self) -> bool {
        !self.name.is_empty()
    }

    /// A number for the item: another one has another, but for a chance of one in 2^32 or so.
    pub(crate) const fn number(&self) -> u64 {
        let place = (self.location.line() as u64) << 16 ^ self.location.column() as u64;
        number(number(place % PRIME, self.module), self.name)
    }
}

impl PartialEq for Id {
    fn eq(&self, other: &Self) -> bool {
        self.is(other)
    }
}

impl Eq for Id {}

/// The largest prime below 2^32: products of two remainders fit into 64 bits.
const PRIME: u64 = 4_294_967_291;

const fn number(mut number: u64, text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        number = (number * 2_654_435_761 + bytes[i] as u64 + 1) % PRIME;
        i += 1;
    }
    number
}
