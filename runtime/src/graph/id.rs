use core::any::{TypeId, type_name};
use core::panic::Location;

use super::same;

/// The identity of an item of the program: its module, its name, its place in the source, and a hash of its declaration.
///
/// Two functions in one module can have the same name, in the bodies of two other functions. So the place is part of the
/// identity. Two items that one macro call writes share their place, so the hash is part of it, too. Where two items share
/// all of these, only their types differ. [`App::check`](crate::App::check) refuses an app that has both.
#[derive(Clone, Copy, Debug)]
pub struct Id {
    /// The module, as `module_path!()` returns it.
    pub(crate) module: &'static str,
    /// The name of the function or scheme.
    pub(crate) name: &'static str,
    /// The place where the item is written.
    pub(crate) location: &'static Location<'static>,
    /// A hash of the declaration; 0 for an item that is described by hand.
    pub(crate) declaration: u64,
    /// The number of times that the item is wrapped in `Optional`. Each wrapping is another item.
    pub(crate) optional: u8,
}

/// The type that represents an item. It provides the item's identity at run time, and its name with the path.
#[derive(Clone, Copy, Debug)]
pub struct ItemType {
    /// The identity.
    pub(crate) id: fn() -> TypeId,
    /// The name.
    pub(crate) name: fn() -> &'static str,
}

impl ItemType {
    /// Returns the item type of `T`.
    pub const fn of<T: 'static>() -> Self {
        Self { id: TypeId::of::<T>, name: type_name::<T> }
    }
}

impl Id {
    /// Identifies the item `name` of `module`, written where this function is called.
    ///
    /// # Panics
    ///
    /// Panics if the name is empty. In a constant, the program does not compile.
    #[track_caller]
    pub const fn new(module: &'static str, name: &'static str) -> Self {
        assert!(!name.is_empty(), "an item has a name: write `Id::new(module_path!(), \"get_user\")`");
        Self::at(module, name, Location::caller())
    }

    /// Identifies an item for a macro, which also provides the hash of its declaration.
    #[track_caller]
    pub(crate) const fn declared(module: &'static str, name: &'static str, declaration: u64) -> Self {
        Self { declaration, ..Self::at(module, name, Location::caller()) }
    }

    /// Returns the module, as `module_path!()` returned it.
    pub const fn module(&self) -> &'static str {
        self.module
    }

    /// Returns the name of the function or scheme.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the place where the item is written.
    pub const fn location(&self) -> &'static Location<'static> {
        self.location
    }

    /// Identifies an item in which a macro has reported an error.
    #[track_caller]
    pub(crate) const fn broken() -> Self {
        Self::at("", "", Location::caller())
    }

    const fn at(module: &'static str, name: &'static str, location: &'static Location<'static>) -> Self {
        Self { module, name, location, declaration: 0, optional: 0 }
    }

    /// Returns this identity for an item that a macro made. An item that is described by hand may copy the identity of such
    /// an item, so its hash and its count of `Optional` are cleared.
    pub(crate) const fn known_if(self, is_made_by_macro: bool) -> Self {
        if is_made_by_macro { self } else { Self { declaration: 0, optional: 0, ..self } }
    }

    /// Whether both identify the same item.
    pub const fn is(&self, other: &Self) -> bool {
        self.declaration == other.declaration
            && self.location.line() == other.location.line()
            && self.location.column() == other.location.column()
            && self.optional == other.optional
            && same(self.name, other.name)
            && same(self.module, other.module)
    }

    /// Whether this identifies an item at all. An item in which a macro has reported an error has no name, and is not
    /// reported again.
    pub(crate) const fn is_known(&self) -> bool {
        !self.name.is_empty()
    }

    /// Whether the item is described by hand. A macro hashes the declaration.
    pub(crate) const fn is_by_hand(&self) -> bool {
        self.declaration == 0
    }

    /// Whether a macro found the item in a program, not in a library.
    pub(crate) const fn is_in_program(&self) -> bool {
        self.declaration & 1 == 1
    }

    /// Returns the hashes of the identity.
    pub(super) const fn number(&self) -> Number {
        let place = (self.location.line() as u128) << 32 | self.location.column() as u128;
        Number::EMPTY.and(place).and(self.declaration as u128).and_text(self.module).and_text(self.name)
    }

    /// Returns a number that identifies the item. Two items have the same number with a probability of about 1 in 2^120.
    pub(crate) const fn hash(&self) -> u128 {
        self.number().to_u128()
    }
}

impl PartialEq for Id {
    fn eq(&self, other: &Self) -> bool {
        self.is(other)
    }
}

impl Eq for Id {}

/// Two polynomial hashes, which are compared as one number.
#[derive(Clone, Copy)]
pub(super) struct Number(u128, u128);

impl Number {
    const EMPTY: Self = Self(1, 1);
    /// A prime for which the product of two remainders fits into 128 bits.
    const PRIME: u128 = (1 << 61) - 1;

    pub(super) const fn and(self, part: u128) -> Self {
        self.and_both(part, part)
    }

    const fn and_both(self, first: u128, second: u128) -> Self {
        Self(
            (self.0 * 0x1b87_3593_cc9e_2d51 + first) % Self::PRIME,
            (self.1 * 0x05ad_b7d5_e19b_01b3 + second) % Self::PRIME,
        )
    }

    pub(super) const fn and_number(self, number: u128) -> Self {
        self.and_both(number >> 64, number & u64::MAX as u128)
    }

    pub(super) const fn and_text(mut self, text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            self = self.and(bytes[i] as u128 + 1);
            i += 1;
        }
        // Separates this text from the next one.
        self.and(0)
    }

    pub(super) const fn to_u128(self) -> u128 {
        self.0 << 64 | self.1
    }
}
