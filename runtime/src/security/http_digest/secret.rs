//! The secret of a user, as a server stores it.

use std::fmt;
use std::hint::black_box;

use super::fields::is_hex;
use super::response::Algorithm;

/// The secret of a user, as the server stores it: the password, or the hash `H(username ":" realm ":" password)` for one
/// algorithm or both (RFC 7616, section 3.4.2).
///
/// Protect a hash as you would protect a password. An attacker who reads it can log in to this realm, though to no other,
/// as section 5.2 warns.
///
/// Names and passwords are compared byte by byte. A client sends UTF-8 in Normalization Form C (section 4), so store a
/// password in this form, or a hash made from it.
#[derive(Clone)]
pub struct DigestSecret {
    password: Option<String>,
    sha256: Option<String>,
    md5: Option<String>,
}

/// The secret of no user. With it, an unknown user takes as much work as a known one.
pub(super) const NOBODY: DigestSecret = DigestSecret { password: None, sha256: None, md5: None };

impl DigestSecret {
    /// Stores the password itself, for every algorithm.
    pub fn password(password: impl Into<String>) -> Self {
        Self { password: Some(password.into()), ..NOBODY }
    }

    /// Stores `SHA-256(username:realm:password)` (RFC 7616, section 3.4.2) in hexadecimal, of either case.
    ///
    /// # Errors
    ///
    /// Returns [`NotADigest`] if `hex` is not 64 hexadecimal digits.
    pub fn sha256(hex: &str) -> Result<Self, NotADigest> {
        Ok(Self { sha256: Some(digest(hex, Algorithm::Sha256)?), ..NOBODY })
    }

    /// Stores `MD5(username:realm:password)` (RFC 7616, section 3.4.2) in hexadecimal, of either case.
    ///
    /// # Errors
    ///
    /// Returns [`NotADigest`] if `hex` is not 32 hexadecimal digits.
    pub fn md5(hex: &str) -> Result<Self, NotADigest> {
        Ok(Self { md5: Some(digest(hex, Algorithm::Md5)?), ..NOBODY })
    }

    /// Adds the hash that [`md5`](Self::md5) takes.
    ///
    /// # Errors
    ///
    /// Returns [`NotADigest`] if `hex` is not 32 hexadecimal digits.
    pub fn and_md5(mut self, hex: &str) -> Result<Self, NotADigest> {
        self.md5 = Some(digest(hex, Algorithm::Md5)?);
        Ok(self)
    }

    /// Returns H(A1), and whether it belongs to a user. It belongs to no user if the secret has nothing for this algorithm.
    ///
    /// A hash is computed even if one is stored, or if there is no password, so that the timing does not reveal which users
    /// exist.
    pub(super) fn h_a1(&self, algorithm: Algorithm, username: &str, realm: &str) -> (String, bool) {
        let password = self.password.as_deref();
        let made = black_box(algorithm.hash(&[username, realm, password.unwrap_or_default()]));
        let kept = match algorithm {
            Algorithm::Sha256 => &self.sha256,
            Algorithm::Md5 => &self.md5,
        };
        match kept {
            Some(kept) => (kept.clone(), true),
            None => (made, password.is_some()),
        }
    }
}

/// Shows nothing secret.
impl fmt::Debug for DigestSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DigestSecret([redacted])")
    }
}

/// The error for a text that is not a digest of the algorithm: of another length, or not hexadecimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotADigest;

impl fmt::Display for NotADigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the digest is of another length, or not hexadecimal")
    }
}

impl std::error::Error for NotADigest {}

fn digest(hex: &str, algorithm: Algorithm) -> Result<String, NotADigest> {
    match hex.len() == algorithm.hex_len() && is_hex(hex) {
        true => Ok(hex.to_ascii_lowercase()),
        false => Err(NotADigest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHA256: &str = "7987c64c30e25f1b74be53f966b49b90f2808aa92faf9a00262392d7b4794232";
    const MD5: &str = "3d78807defe7de2157e2b0b6573a855f";

    fn h_a1(secret: &DigestSecret, algorithm: Algorithm) -> Option<String> {
        let (h_a1, is_known) = secret.h_a1(algorithm, "Mufasa", "http-auth@example.org");
        is_known.then_some(h_a1)
    }

    #[test]
    fn a_password_and_its_hashes_are_the_same_secret() {
        let password = DigestSecret::password("Circle of Life");
        let hashes = DigestSecret::sha256(&SHA256.to_uppercase()).unwrap().and_md5(MD5).unwrap();
        for secret in [&password, &hashes] {
            assert_eq!(h_a1(secret, Algorithm::Sha256).as_deref(), Some(SHA256));
            assert_eq!(h_a1(secret, Algorithm::Md5).as_deref(), Some(MD5));
        }
    }

    #[test]
    fn a_hash_is_for_its_algorithm() {
        assert_eq!(h_a1(&DigestSecret::sha256(SHA256).unwrap(), Algorithm::Md5), None);
        assert_eq!(h_a1(&DigestSecret::md5(MD5).unwrap(), Algorithm::Sha256), None);
        assert_eq!(h_a1(&NOBODY, Algorithm::Sha256), None);
    }

    #[test]
    fn what_is_no_digest_is_an_error() {
        for hex in ["", MD5, &SHA256[1..], &SHA256.replace('7', "g")] {
            assert_eq!(DigestSecret::sha256(hex).err(), Some(NotADigest), "{hex}");
        }
        assert_eq!(DigestSecret::md5(SHA256).err(), Some(NotADigest));
        assert_eq!(DigestSecret::password("").and_md5(SHA256).err(), Some(NotADigest));
    }

    #[test]
    fn debug_says_nothing_secret() {
        let secret = DigestSecret::password("hunter2").and_md5(MD5).unwrap();
        assert_eq!(format!("{secret:?}"), "DigestSecret([redacted])");
    }
}
