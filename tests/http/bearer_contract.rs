//! What every scheme that reads a bearer token accepts and refuses (RFC 6750, section 2.1): one table for all of them.

use super::trial::Trial;

/// The header lines of credentials, with the auth scheme and the token that a handler gets.
const ADMITTED: [(&[&str], &str, &str); 2] = [
    (&["Authorization: Bearer aZ09-._~+/=="], "Bearer", "aZ09-._~+/=="),
    (&["AUTHORIZATION:bEARER    t   "], "bEARER", "t"),
];

/// Requests without credentials.
const MISSING: [&[&str]; 3] = [&[], &["Authorization:"], &["Proxy-Authorization: Bearer t"]];

/// Credentials for auth schemes that no scheme of the operation reads.
const OF_OTHERS: [&[&str]; 4] = [
    &["Authorization: Basic Zm9vOmJhcg=="],
    &["Authorization: Bearerx t"],
    &["Authorization: t"],
    &["Authorization: Basic a", "Authorization: Digest b"],
];

const MALFORMED: [&[&str]; 11] = [
    &["Authorization: Bearer"],
    &["Authorization: bearer "],
    &["Authorization: Bearer ="],
    &["Authorization: Bearer a b"],
    &["Authorization: Bearer,t"],
    &["Authorization: Bearer\tt"],
    &["Authorization: Bearer \u{e9}"],
    &["Authorization: Bearer t", "Authorization: Bearer t"],
    &["Authorization: Bearer t", "Authorization: Basic Zm9vOmJhcg=="],
    &["Authorization: Basic Zm9vOmJhcg==", "Authorization: bearer t"],
    &["Authorization:", "Authorization: Bearer t"],
];

/// The differences between the schemes.
pub(crate) struct Contract {
    /// Whether a handler gets the auth scheme before the token.
    pub(crate) with_word: bool,
    /// Whether credentials for another auth scheme are refused. Otherwise they count as missing.
    pub(crate) refuses_others: bool,
}

impl Contract {
    /// Checks all cases of the table.
    pub(crate) fn check(&self, trial: &Trial) {
        for (lines, word, token) in ADMITTED {
            let handed_on = if self.with_word { format!("{word} {token}") } else { token.to_owned() };
            trial.admits(lines, &handed_on);
        }
        MISSING.iter().for_each(|lines| trial.finds_nothing(lines));
        for lines in OF_OTHERS {
            if self.refuses_others {
                trial.refuses(lines);
            } else {
                trial.finds_nothing(lines);
            }
        }
        MALFORMED.iter().for_each(|lines| trial.refuses(lines));
    }
}
