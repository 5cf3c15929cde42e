//! Hashes of texts that are made of pieces, a prefix and a path say, without putting the pieces together.

/// A polynomial of the bytes of a text, from which that of a joined text can be made.
#[derive(Clone, Copy)]
pub(super) struct Hash {
    value: u64,
    /// The base to the power of the length.
    power: u64,
}

/// Odd, so that no bit is lost modulo 2^64.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

impl Hash {
    pub(super) const EMPTY: Self = Self { value: 0, power: 1 };

    pub(super) const fn byte(self, byte: u8) -> Self {
        // Plus one, so that a NUL counts.
        let value = self.value.wrapping_mul(BASE).wrapping_add(byte as u64 + 1);
        Self { value, power: self.power.wrapping_mul(BASE) }
    }

    pub(super) const fn text(mut self, text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            self = self.byte(bytes[i]);
            i += 1;
        }
        self
    }

    /// The hash of this text and then that one.
    pub(super) const fn then(self, next: Self) -> Self {
        Self {
            value: self.value.wrapping_mul(next.power).wrapping_add(next.value),
            power: self.power.wrapping_mul(next.power),
        }
    }

    /// All bits of it mixed into the low ones.
    pub(super) const fn finish(self) -> u64 {
        let mixed = (self.value ^ (self.value >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        mixed ^ (mixed >> 32)
    }
}

/// The hashes of a prefix or of a path.
#[derive(Clone, Copy)]
pub(super) struct PathHash {
    /// Of what it matches: parameters are alike whatever they are called.
    pub(super) matches: Hash,
    /// Of the template as it is written.
    pub(super) written: Hash,
    /// Of the words in it, as a default operation id has them.
    pub(super) words: Hash,
}

impl PathHash {
    pub(super) const EMPTY: Self = Self { matches: Hash::EMPTY, written: Hash::EMPTY, words: Hash::EMPTY };

    pub(super) const fn of(template: &str) -> Self {
        let bytes = template.as_bytes();
        let mut hash = Self::EMPTY;
        let mut is_name = false;
        let mut i = 0;
        while i < bytes.len() {
            let byte = bytes[i];
            let is_doubled = matches!(byte, b'{' | b'}') && i + 1 < bytes.len() && bytes[i + 1] == byte;
            hash.written = hash.written.byte(byte);
            if byte == b'}' && !is_doubled {
                is_name = false;
            }
            if !is_name || byte == b'*' {
                hash.matches = hash.matches.byte(byte);
            }
            if !(is_name && byte == b'*') {
                hash.words = hash.words.byte(word_byte(byte));
            }
            if byte == b'{' && !is_doubled {
                is_name = true;
            }
            // A literal brace is written twice, and counts as a pair in every hash but that of the words.
            if is_doubled {
                hash.written = hash.written.byte(byte);
                hash.matches = hash.matches.byte(byte);
                i += 1;
            }
            i += 1;
        }
        hash
    }

    /// The hashes of this and then that.
    pub(super) const fn then(self, next: Self) -> Self {
        Self {
            matches: self.matches.then(next.matches),
            written: self.written.then(next.written),
            words: self.words.then(next.words),
        }
    }
}

/// What stands for a byte in a default operation id.
pub(super) const fn word_byte(byte: u8) -> u8 {
    // What is no ASCII is left as it is: two ids that differ in that alone differ in their paths.
    if byte.is_ascii_alphanumeric() || !byte.is_ascii() { byte } else { b'_' }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_joined_text_has_the_joined_hash() {
        let joined = PathHash::of("/api/{v}").then(PathHash::of("/items"));
        let whole = PathHash::of("/api/{v}/items");
        assert_eq!(whole.matches.finish(), joined.matches.finish());
        assert_eq!(whole.written.finish(), joined.written.finish());
        assert_eq!(whole.words.finish(), joined.words.finish());
        assert_ne!(whole.words.finish(), PathHash::of("/api/{v}/item").words.finish());
    }

    #[test]
    fn names_of_parameters_do_not_matter_to_what_is_matched() {
        let matches = |template| PathHash::of(template).matches.finish();
        let words = |template| PathHash::of(template).words.finish();
        assert_eq!(matches("/a/{x}/b"), matches("/a/{other}/b"));
        assert_ne!(matches("/a/{x}"), matches("/a/{*x}"));
        assert_ne!(matches("/a/{{x}}"), matches("/a/{{y}}"));
        assert_eq!(words("/a/{*x}"), words("/a_{x}"));
        assert_ne!(words("/a/{x}"), words("/a/{y}"));
        assert_eq!(words("/a/{{x}}"), words("/a/{x}"));
    }
}
