//! Hashes of paths. The hash of a path continues the hash of its prefix. The compiler interprets this code
//! for every operation of a program. Calls cost the compiler more than arithmetic, so this code makes few of
//! them.

use super::shapes::Segments;
use crate::graph::Method;
use crate::policy::operation_id::word;

/// A mask for hashes. A hash has 32 bits, so the product of two hashes fits into 64 bits. Two hashes are
/// computed at once in a number of 128 bits.
pub(super) const LOW: u64 = u32::MAX as u64;
pub(super) const BASE: u64 = 2_654_435_761;

const BOTH: u128 = (LOW as u128) << 64 | LOW as u128;

/// The hashes of a template, including its prefixes. Equal hashes do not prove that the texts are equal, so
/// the texts are then compared.
#[derive(Clone, Copy)]
pub(super) struct PathHash {
    /// The hash of the matched paths. The names of parameters do not affect the hash.
    pub(super) matches: u64,
    /// The hash of the words in the template, as they appear in a default operation id.
    pub(super) words: u64,
    /// The length of these words in bytes.
    word_bytes: u32,
    /// The positions of the segments.
    pub(super) segments: Segments,
}

impl PathHash {
    pub(super) const EMPTY: Self = Self { matches: 0, words: 0, word_bytes: 0, segments: Segments::NONE };

    /// Extends the hashes with another template.
    pub(super) const fn then(self, template: &str) -> Self {
        let bytes = template.as_bytes();
        let length = bytes.len();
        // Holds the hash of the words in the upper half, and the hash of the matched paths in the lower half.
        let mut both = (self.words as u128) << 64 | self.matches as u128;
        let (before, mut segments) = (self.word_bytes, self.segments);
        // The number of bytes that are not in the words.
        let mut left_out = 0;
        let mut i = 0;
        while i < length {
            let byte = bytes[i];
            if byte == b'/' {
                segments.start((both as u64) & LOW, before + (i - left_out) as u32);
            }
            both = (both * BASE as u128 + BYTES[byte as usize]) & BOTH;
            i += 1;
            // Most bytes are not braces.
            if byte >= b'{' && (byte == b'{' || byte == b'}') {
                // A literal brace is doubled. Outside of a name, any other brace opens a parameter.
                if i < length && bytes[i] == byte {
                    both = (both + 1) & BOTH;
                    left_out += 1;
                    i += 1;
                } else {
                    let (mut matches, mut words) = ((both as u64) & LOW, (both >> 64) as u64);
                    segments.take_any();
                    let mut is_name = true;
                    while is_name && i < length {
                        let byte = bytes[i];
                        if byte == b'*' {
                            matches = (matches * BASE + b'*' as u64) & LOW;
                            segments.take_rest();
                            left_out += 1;
                        } else {
                            words = (words * BASE + WORDS[byte as usize]) & LOW;
                            is_name = byte != b'}';
                        }
                        i += 1;
                    }
                    both = (words as u128) << 64 | matches as u128;
                }
            }
        }
        let (matches, words) = ((both as u64) & LOW, (both >> 64) as u64);
        let word_bytes = before + (length - left_out) as u32;
        segments.end(matches, word_bytes);
        Self { matches, words, word_bytes, segments }
    }

    /// Returns the length of the words in bytes.
    pub(super) const fn length(&self) -> usize {
        self.word_bytes as usize
    }

    /// Returns the hash of the default operation id for a function of this name.
    pub(super) const fn id(self, name: &str, method: Method) -> u64 {
        let hash = (id(name) * power(self.word_bytes) + self.words) & LOW;
        let (method, power) = METHODS[method as usize];
        (hash * power + method) & LOW
    }
}

/// Returns the base raised to the power of `length`.
pub(super) const fn power(length: u32) -> u64 {
    if (length as usize) < POWERS.len() {
        return POWERS[length as usize];
    }
    let mut result = 1;
    let (mut power, mut left) = (BASE, length);
    while left > 0 {
        if left % 2 == 1 {
            result = (result * power) & LOW;
        }
        power = (power * power) & LOW;
        left /= 2;
    }
    result
}

const POWERS: &[u64; 64] = &{
    let mut powers = [1; 64];
    let mut i = 1;
    while i < powers.len() {
        powers[i] = (powers[i - 1] * BASE) & LOW;
        i += 1;
    }
    powers
};

/// The suffix of each method in an operation id, such as `_get`: its hash, and the base to the power of its length.
const METHODS: &[(u64, u64); Method::ALL.len()] = &{
    let mut methods = [(b'_' as u64, BASE); Method::ALL.len()];
    let mut i = 0;
    while i < methods.len() {
        let key = Method::ALL[i].key().as_bytes();
        let mut j = 0;
        while j < key.len() {
            let (hash, power) = methods[i];
            methods[i] = ((hash * BASE + key[j] as u64) & LOW, (power * BASE) & LOW);
            j += 1;
        }
        i += 1;
    }
    methods
};

/// Returns the hash of an explicit operation id.
pub(super) const fn id(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let length = bytes.len();
    let mut hash = 0;
    let mut i = 0;
    while i < length {
        hash = (hash * BASE + WORDS[bytes[i] as usize]) & LOW;
        i += 1;
    }
    hash
}

/// Maps each byte to its replacement in a default operation id. Like the other tables, this one is a
/// reference, because the compiler copies a constant wherever it is used.
const WORDS: &[u64; 256] = &{
    let mut words = [0; 256];
    let mut i = 0;
    while i < 256 {
        let byte = i as u8;
        words[i] = word(byte) as u64;
        i += 1;
    }
    words
};

/// The value that each byte adds to both hashes.
const BYTES: &[u128; 256] = &{
    let mut bytes = [0; 256];
    let mut i = 0;
    while i < 256 {
        bytes[i] = (WORDS[i] as u128) << 64 | i as u128;
        i += 1;
    }
    bytes
};

#[cfg(test)]
mod tests {
    use super::*;

    fn path(templates: &[&str]) -> PathHash {
        templates.iter().fold(PathHash::EMPTY, |hash, template| hash.then(template))
    }

    #[test]
    fn names_of_parameters_do_not_matter_to_what_is_matched() {
        let matches = |template| path(&[template]).matches;
        assert_eq!(matches("/a/{x}/b"), matches("/a/{other}/b"));
        assert_ne!(matches("/a/{x}"), matches("/a/{*x}"));
        assert_ne!(matches("/a/{{x}}"), matches("/a/{{y}}"));
        assert_ne!(matches("/a/{{x}}"), matches("/a/{x}"));
        assert_eq!(matches("/{{{x}}}"), matches("/{{{y}}}"));
        assert_eq!(matches("/api/{v}/items"), path(&["/api/{v}", "/items"]).matches);
    }

    #[test]
    fn an_operation_id_is_made_of_words() {
        let default = |name, templates: &[&str]| path(templates).id(name, Method::Get);
        assert_eq!(default("read", &["/api", "/items/{id}"]), id("read_api_items__id__get"));
        assert_eq!(default("read", &["/a/{*rest}"]), id("read_a__rest__get"));
        assert_eq!(default("read", &["/a/{{x}}"]), id("read_a__x__get"));
        assert_eq!(default("read_a", &["/b"]), default("read", &["/a/b"]));
        assert_ne!(default("read", &["/a/{x}"]), default("read", &["/a/{y}"]));
    }

    #[test]
    fn nothing_overflows_and_little_collides() {
        let mut seen = std::collections::HashSet::new();
        for i in 0..20_000 {
            let hash = path(&["/api/v1", &format!("/things/{i}/{{id}}")]);
            seen.insert(hash.matches);
            seen.insert(hash.id(&format!("operation_{i}"), Method::ALL[i % 7]));
        }
        assert!(seen.len() > 39_990, "{}", seen.len());
    }
}
