use core::any::{TypeId, type_name};
use core::panic::Location;

use super::same;

/// Identifies an item of the program: its module, its name, where it is written, and a hash of its declaration.
///
/// Two functions in the bodies of two functions of one module can have one name, so the place is part of the identity. Two
/// items written by one macro call have one place, so the hash is, too. Where two items have all of it in common, their types
/// tell them apart: [`App::check`](crate::App::check) refuses an app that has both.
#[derive(Clone, Copy, Debug)]
pub struct Id {
    /// The module, as `module_path!()` gives it.
    pub(crate) module: &'static str,
    /// The name of the function or scheme.
    pub(crate) name: &'static str,
    /// Where it is written.
    pub(crate) location: &'static Location<'static>,
    /// A hash of the declaration, 0 for an item that is described by hand.
    pub(crate) declaration: u64,
    /// How often `Optional` stands around the item: that is another item each time.
    pub(crate) optional: u8,
}

/// The type that stands for an item: its identity when the program runs, and its name with the path to it.
#[derive(Clone, Copy, Debug)]
pub struct ItemType {
    /// The identity.
    pub(crate) id: fn() -> TypeId,
    /// The name.
    pub(crate) name: fn() -> &'static str,
}

impl ItemType {
    /// That of `T`.
    pub const fn of<T: 'static>() -> Self {
        Self { id: TypeId::of::<T>, name: type_name::<T> }
    }
}

impl Id {
    /// Identifies the item `name` of `module`, written where this is called.
    ///
    /// # Panics
    ///
    /// When the name is empty; in a constant, the program does not compile.
    #[track_caller]
    pub const fn new(module: &'static str, name: &'static str) -> Self {
        assert!(!name.is_empty(), "an item has a name: write `Id::new(module_path!(), \"get_user\")`");
        Self::at(module, name, Location::caller())
    }

    /// Identifies an item as a macro does, by the hash of its declaration, too.
    #[track_caller]
    pub(crate) const fn declared(module: &'static str, name: &'static str, declaration: u64) -> Self {
        Self { declaration, ..Self::at(module, name, Location::caller()) }
    }

    /// Returns the module, as `module_path!()` gives it.
    pub const fn module(&self) -> &'static str {
        self.module
    }

    /// Returns the name of the function or scheme.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns where the item is written.
    pub const fn location(&self) -> &'static Location<'static> {
        self.location
    }

    /// Identifies what a macro has reported as wrong.
    #[track_caller]
    pub(crate) const fn broken() -> Self {
        Self::at("", "", Location::caller())
    }

    const fn at(module: &'static str, name: &'static str, location: &'static Location<'static>) -> Self {
        Self { module, name, location, declaration: 0, optional: 0 }
    }

    /// The identity of an item that a macro made, or else of one by hand, which may have been given that of another.
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

    /// Whether it identifies an item at all: what a macro has reported as wrong has no name, and is not reported
    /// again.
    pub(crate) const fn is_known(&self) -> bool {
        !self.name.is_empty()
    }

    /// Whether the item is described by hand: a macro hashes the declaration.
    pub(crate) const fn is_by_hand(&self) -> bool {
        self.declaration == 0
    }

    /// Whether a macro has found the item in a program, and in no library.
    pub(crate) const fn is_in_program(&self) -> bool {
        self.declaration & 1 == 1
    }

    /// The hashes of the item.
    pub(super) const fn number(&self) -> Number {
        let place = (self.location.line() as u128) << 32 | self.location.column() as u128;
        Number::EMPTY.and(place).and(self.declaration as u128).and_text(self.module).and_text(self.name)
    }

    /// A number for the item: another item has another, but for a chance of one in 2^120 or so.
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

/// Two polynomial hashes. Both are reckoned at once, so that the compiler compares one number.
#[derive(Clone, Copy)]
pub(super) struct Number(u128, u128);

impl Number {
    const EMPTY: Self = Self(1, 1);
    /// A prime: the products of two remainders fit into 128 bits.
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
        // Where one text ends and the next begins.
        self.and(0)
    }

    pub(super) const fn to_u128(self) -> u128 {
        self.0 << 64 | self.1
    }
}
