/// A random number generator, splitmix64. Equal seeds generate equal numbers.
pub struct Random(pub u64);

impl Random {
    /// Returns the seed in an environment variable, or a fixed default.
    pub fn seed(variable: &str) -> u64 {
        std::env::var(variable).ok().and_then(|seed| seed.parse().ok()).unwrap_or(4711)
    }

    /// Returns a number below `bound`.
    ///
    /// # Panics
    ///
    /// Panics if `bound` is zero.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % bound as u64).expect("the remainder is below the bound")
    }

    /// Returns a random element of the list.
    ///
    /// # Panics
    ///
    /// Panics if the list is empty.
    pub fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}
