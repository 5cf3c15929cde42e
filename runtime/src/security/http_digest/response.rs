//! The hashes of RFC 7616, section 3.4.

use md5::Md5;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::fields::Fields;

/// A hash that may be offered (RFC 7616, section 6.1), without its `-sess` variant.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Algorithm {
    Sha256,
    Md5,
}

impl Algorithm {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA-256",
            Self::Md5 => "MD5",
        }
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        [Self::Sha256, Self::Md5].into_iter().find(|algorithm| algorithm.name().eq_ignore_ascii_case(name))
    }

    /// Returns the length of a hash in hexadecimal.
    pub(super) const fn hex_len(self) -> usize {
        match self {
            Self::Sha256 => 64,
            Self::Md5 => 32,
        }
    }

    /// Returns the hash H of the parts with colons between them, in hexadecimal (RFC 7616, section 3.1.1).
    pub(super) fn hash(self, parts: &[&str]) -> String {
        match self {
            Self::Sha256 => hash::<Sha256>(parts),
            Self::Md5 => hash::<Md5>(parts),
        }
    }
}

fn hash<D: Digest>(parts: &[&str]) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";

    let mut hasher = D::new();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            hasher.update(b":");
        }
        hasher.update(part);
    }
    let digits = |&byte: &u8| [byte >> 4, byte & 15].map(|digit| char::from(HEX[usize::from(digit)]));
    hasher.finalize().iter().flat_map(digits).collect()
}

/// Whether the response comes from a client that knows what `h_a1` was made of (RFC 7616, section 3.4.1). The comparison
/// takes the same time wherever the two differ, so a client cannot learn how much of a guess was right.
pub(super) fn is_right(fields: &Fields, method: &str, h_a1: &str) -> bool {
    let wanted = response(fields, method, h_a1);
    wanted.as_bytes().ct_eq(fields.response.as_bytes()).into()
}

/// Returns `KD(H(A1), nonce ":" nc ":" cnonce ":" qop ":" H(A2))` with `A2 = Method ":" request-uri` (RFC 7616, sections
/// 3.4.1 and 3.4.3).
pub(super) fn response(fields: &Fields, method: &str, h_a1: &str) -> String {
    let h_a2 = fields.algorithm.hash(&[method, &fields.uri]);
    fields.algorithm.hash(&[h_a1, &fields.nonce, &fields.nc, &fields.cnonce, "auth", &h_a2])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the example of RFC 7616, section 3.9.1.
    fn rfc(algorithm: Algorithm, response: &str) -> Fields {
        Fields {
            username: "Mufasa".into(),
            realm: "http-auth@example.org".into(),
            nonce: "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v".into(),
            uri: "/dir/index.html".into(),
            cnonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ".into(),
            nc: "00000001".into(),
            count: 1,
            algorithm,
            response: response.into(),
        }
    }

    #[test]
    fn the_examples_of_the_rfc_are_right() {
        for (algorithm, a1, a2, sent) in [
            (
                Algorithm::Md5,
                "3d78807defe7de2157e2b0b6573a855f",
                "39aff3a2bab6126f332b942af96d3366",
                "8ca523f5e9506fed4657c9700eebdbec",
            ),
            (
                Algorithm::Sha256,
                "7987c64c30e25f1b74be53f966b49b90f2808aa92faf9a00262392d7b4794232",
                "9a3fdae9a622fe8de177c24fa9c070f2b181ec85e15dcbdc32e10c82ad450b04",
                "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
            ),
        ] {
            let h_a1 = algorithm.hash(&["Mufasa", "http-auth@example.org", "Circle of Life"]);
            assert_eq!(h_a1, a1);
            assert_eq!(algorithm.hash(&["GET", "/dir/index.html"]), a2);
            let fields = rfc(algorithm, sent);
            assert_eq!(response(&fields, "GET", &h_a1), sent);
            assert!(is_right(&fields, "GET", &h_a1));
            assert!(!is_right(&fields, "POST", &h_a1));
        }
    }

    /// The example of RFC 2617, section 3.5.
    #[test]
    fn the_older_example_is_right() {
        let fields = Fields {
            realm: "testrealm@host.com".into(),
            nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093".into(),
            cnonce: "0a4f113b".into(),
            ..rfc(Algorithm::Md5, "6629fae49393a05397450978507c4ef1")
        };
        let h_a1 = Algorithm::Md5.hash(&["Mufasa", "testrealm@host.com", "Circle Of Life"]);
        assert!(is_right(&fields, "GET", &h_a1));
    }

    #[test]
    fn every_part_is_in_the_sum() {
        let sent = "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1";
        let changes: [fn(&mut Fields); 6] = [
            |fields| fields.nonce.push('x'),
            |fields| fields.uri.push('x'),
            |fields| fields.cnonce.push('x'),
            |fields| fields.nc = "00000002".into(),
            |fields| fields.response.replace_range(..1, "8"),
            |fields| fields.response.truncate(63),
        ];
        let h_a1 = Algorithm::Sha256.hash(&["Mufasa", "http-auth@example.org", "Circle of Life"]);
        for (at, change) in changes.iter().enumerate() {
            let mut fields = rfc(Algorithm::Sha256, sent);
            change(&mut fields);
            assert!(!is_right(&fields, "GET", &h_a1), "{at}");
        }
    }
}
