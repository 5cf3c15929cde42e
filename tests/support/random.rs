/// Numbers that are the same for the same seed: splitmix64.
pub struct Random(pub u64);

impl Random {
    /// The seed that a variable of the environment says, or one that is always the same.
    pub fn seed(variable: &str) -> u64 {
        std::env::var(variable).ok().and_then(|seed| seed.parse().ok()).unwrap_or(4711)
    }

    /// A number below this one.
    ///
    /// # Panics
    ///
    /// When there is none.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % bound as u64).expect("it is below the bound")
    }

    /// One of these.
    ///
    /// # Panics
    ///
    /// When there are none.
    pub fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}
