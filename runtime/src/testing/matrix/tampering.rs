//! Changes that turn good credentials into bad ones.

use super::place::Place;
use crate::testing::TestRequest;

/// A change of the text of credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Another character in a part.
    Character(usize, At),
    /// The first letter of a part in the other case.
    Letter(usize),
    Upper,
    Lower,
    /// A part with no characters.
    Empty(usize),
    /// Other characters in the first half of the secret.
    AllButTail,
    /// One character more.
    Longer(At),
    /// One character less.
    Shorter(At),
}

/// The place of a change in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    First,
    Middle,
    Last,
}

/// Returns the changes to try with a text. A verifier that compares all of a token, or verifies its
/// signature, refuses every change.
pub(super) fn changes(place: Place, text: &str, has_lengths: bool) -> Vec<Change> {
    let whole = Text::new(place, text);
    let mut changes = Vec::new();
    for part in whole.filled() {
        changes.extend([At::Last, At::First, At::Middle].map(|at| Change::Character(part, at)));
    }
    if !is_hexadecimal(place, text) {
        changes.extend([Change::Letter(whole.secret()), Change::Upper, Change::Lower]);
    }
    if has_lengths {
        let both = [At::Last, At::First];
        changes.extend(both.map(Change::Longer).into_iter().chain(both.map(Change::Shorter)));
    }
    changes.extend(whole.filled().filter(|part| whole.may_be_empty(*part)).map(Change::Empty));
    changes.push(Change::AllButTail);
    distinct(place, text, changes)
}

/// Whether the case of letters may be insignificant in a sound program. A program may decode hexadecimal
/// digits, or parse a UUID (RFC 9562, section 4), and a text has as many secret bits in either case. A
/// password is treated as text, even if it has only hexadecimal digits.
pub(super) fn is_hexadecimal(place: Place, text: &str) -> bool {
    let text = Text::new(place, text);
    let secret = &text.parts[text.secret()];
    !place.is_password()
        && secret.chars().any(|character| character.is_ascii_alphabetic())
        && is_number(secret)
}

/// Leaves out changes without effect, and changes with the same result as an earlier one.
fn distinct(place: Place, text: &str, changes: Vec<Change>) -> Vec<Change> {
    let mut texts = vec![text.to_owned()];
    let is_new = |change: &Change| match change.make(place, text) {
        Some(changed) if !texts.contains(&changed) => {
            texts.push(changed);
            true
        }
        _ => false,
    };
    changes.into_iter().filter(is_new).collect()
}

impl Change {
    /// Changes the credentials of a request.
    pub(super) fn apply(self, place: Place, mut request: TestRequest) -> TestRequest {
        if let Some(changed) = place.read(&mut request).and_then(|text| self.make(place, &text)) {
            place.write(&mut request, &changed);
        }
        request
    }

    pub(super) fn make(self, place: Place, text: &str) -> Option<String> {
        let mut text = Text::new(place, text);
        let secret = text.secret();
        match self {
            Self::Character(part, at) => text.change(part, |part| another_character(part, at))?,
            Self::Letter(part) => text.change(part, letter_in_the_other_case)?,
            Self::Upper => text.change_case(str::to_uppercase)?,
            Self::Lower => text.change_case(str::to_lowercase)?,
            Self::Empty(part) => text.change(part, |_| Some(String::new()))?,
            Self::AllButTail => text.change(secret, others_before_the_tail)?,
            Self::Longer(at) => text.change_length(|text| Some(longer(text, at)))?,
            Self::Shorter(at) => text.change_length(|text| shorter(text, at))?,
        }
        Some(text.join())
    }

    /// Describes the change in words.
    pub(super) fn say(self, place: Place, text: &str) -> String {
        let text = Text::new(place, text);
        let whole = if place.is_password() { " of the password" } else { "" };
        match self {
            Self::Character(part, at) => format!("another {} character{}", at.word(), text.name(part)),
            Self::Letter(part) => format!("a letter in the other case{}", text.name(part)),
            Self::Upper => format!("upper case letters only{whole}"),
            Self::Lower => format!("lower case letters only{whole}"),
            Self::Empty(part) => format!("no characters{}", text.name(part)),
            Self::AllButTail => {
                format!("all but the last characters changed{}", text.name(text.secret()))
            }
            Self::Longer(At::First) => format!("one character more in front{whole}"),
            Self::Longer(_) => format!("one character more{whole}"),
            Self::Shorter(At::First) => format!("one character less in front{whole}"),
            Self::Shorter(_) => format!("one character less{whole}"),
        }
    }
}

impl At {
    fn word(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Middle => "middle",
            Self::Last => "last",
        }
    }
}

/// The parts of a text. A program may verify some of them and not others.
struct Text {
    place: Place,
    parts: Vec<String>,
}

impl Text {
    /// Splits a text into a name and a password, or at its dots, as in a JWT.
    fn new(place: Place, text: &str) -> Self {
        let parts = match place.is_password() {
            true => text.splitn(2, ':').map(str::to_owned).collect(),
            false => text.split('.').map(str::to_owned).collect(),
        };
        Self { place, parts }
    }

    fn join(&self) -> String {
        self.parts.join(if self.place.is_password() { ":" } else { "." })
    }

    /// Returns the parts that have characters.
    fn filled(&self) -> impl Iterator<Item = usize> {
        (0..self.parts.len()).filter(|part| !self.parts[*part].is_empty())
    }

    /// Returns the part that a caller could not guess: the signature of a token, or a password.
    fn secret(&self) -> usize {
        match self.place.is_password() {
            true => self.parts.len() - 1,
            false => self.filled().last().unwrap_or_default(),
        }
    }

    /// Whether a text with this part empty is still well-formed. `Authorization` with the auth scheme alone is malformed,
    /// and is tried as malformed credentials.
    fn may_be_empty(&self, part: usize) -> bool {
        self.place.is_password()
            || (part == self.secret() && (self.filled().count() > 1 || self.place != Place::Authorization))
    }

    fn change(&mut self, part: usize, change: impl Fn(&str) -> Option<String>) -> Option<()> {
        let part = self.parts.get_mut(part)?;
        *part = change(part)?;
        Some(())
    }

    /// Changes the password, or the whole text if there is no password. The case of a user's name is often
    /// insignificant.
    fn change_case(&mut self, change: impl Fn(&str) -> String) -> Option<()> {
        self.change_length(|text| Some(change(text)))
    }

    fn change_length(&mut self, change: impl Fn(&str) -> Option<String>) -> Option<()> {
        if self.place.is_password() {
            return self.change(self.secret(), change);
        }
        let changed = change(&self.join())?;
        *self = Self::new(self.place, &changed);
        Some(())
    }

    /// Returns the name of a part for a phrase such as "another last character", if there is more than one part.
    fn name(&self, part: usize) -> String {
        match (self.place.is_password(), part, self.filled().count()) {
            (true, 0, _) => " of the name".to_owned(),
            (true, ..) => " of the password".to_owned(),
            (false, _, 0 | 1) => String::new(),
            (false, part, _) => format!(" in part {} of {}", part + 1, self.parts.len()),
        }
    }
}

fn longer(text: &str, at: At) -> String {
    if at == At::First { format!("A{text}") } else { format!("{text}A") }
}

fn shorter(text: &str, at: At) -> Option<String> {
    // Some decoders do not require the padding.
    let text = text.trim_end_matches('=');
    let mut characters = text.chars();
    let removed = if at == At::First { characters.next() } else { characters.next_back() };
    // A number stays the same without its leading zero.
    let is_number = at == At::First && removed == Some('0');
    (!is_number && !characters.as_str().is_empty()).then(|| characters.as_str().to_owned())
}

fn letter_in_the_other_case(text: &str) -> Option<String> {
    let at = text.find(|character: char| character.is_ascii_alphabetic())?;
    let other = match &text[at..=at] {
        letter if letter.as_bytes()[0].is_ascii_uppercase() => letter.to_ascii_lowercase(),
        letter => letter.to_ascii_uppercase(),
    };
    Some(format!("{}{other}{}", &text[..at], &text[at + 1..]))
}

/// Changes the letters and digits of the first half.
fn others_before_the_tail(text: &str) -> Option<String> {
    let middle = text.chars().count() / 2;
    let (at, _) = text.char_indices().nth(middle).filter(|(at, _)| *at > 0)?;
    Some(format!("{}{}", others(&text[..at]), &text[at..]))
}

fn others(text: &str) -> String {
    let is_number = is_number(text);
    let other = |character: char| match character.is_ascii_alphanumeric() {
        true => other(character, is_number),
        false => character,
    };
    text.chars().map(other).collect()
}

/// Changes the letter or digit that is nearest to a place.
fn another_character(text: &str, at: At) -> Option<String> {
    let mut found = text.char_indices().filter(|(_, character)| character.is_ascii_alphanumeric());
    let (at, character) = match at {
        At::First => found.next()?,
        At::Middle => found.find(|(at, _)| *at >= text.len() / 2)?,
        At::Last => found.next_back()?,
    };
    Some(format!("{}{}{}", &text[..at], other(character, is_number(text)), &text[at + 1..]))
}

/// Returns another letter or digit.
//
// Decoders of base64 may ignore up to four of the six bits of the last character (RFC 4648, section 3.5), but never the
// highest. That bit is changed, and the others stay as a strict decoder requires. A number stays a number, also in
// hexadecimal digits.
fn other(character: char, is_number: bool) -> char {
    const BASE64: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    if is_number {
        return if character == '0' { '1' } else { '0' };
    }
    // `e` and `f` would become the last two characters of the alphabet, which are not letters. For them, any other
    // character will do.
    let other = BASE64.find(character).map(|value| value ^ 32);
    other.and_then(|value| BASE64.as_bytes().get(value)).map_or('A', |other| char::from(*other))
}

/// Whether a text could be a number, or a UUID.
fn is_number(text: &str) -> bool {
    text.chars().all(|character| character.is_ascii_hexdigit() || character == '-')
}

#[cfg(test)]
mod tests {
    use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};

    use super::*;

    #[test]
    fn a_changed_text_decodes_to_other_bytes() {
        for length in 1..200_usize {
            let bytes: Vec<u8> = (0..length).map(|at| (at * 151 + length * 17) as u8).collect();
            let text = BASE64_URL_SAFE_NO_PAD.encode(&bytes);
            for change in changes(Place::Authorization, &text, false) {
                let other = change.make(Place::Authorization, &text).expect("a change");
                assert_ne!(BASE64_URL_SAFE_NO_PAD.decode(&other).as_ref(), Ok(&bytes), "{text} {other}");
            }
            let last = another_character(&text, At::Last).expect("a letter");
            assert_eq!(last.len(), text.len());
            assert!(BASE64_URL_SAFE_NO_PAD.decode(&last).is_ok(), "{text} {last}");
        }
    }

    #[test]
    fn a_number_stays_one() {
        let last = |text| another_character(text, At::Last);
        assert_eq!(last("0f-00").as_deref(), Some("0f-01"));
        assert_eq!(last("12ab").as_deref(), Some("12a0"));
        assert_eq!(last("e").as_deref(), Some("0"));
        assert_eq!(last("se").as_deref(), Some("sA"));
        assert_eq!(last("--"), None);
        assert_eq!(shorter("07", At::First), None);
    }

    /// Returns the changed texts that are tried, each with its description.
    fn made(place: Place, text: &str) -> Vec<(String, String)> {
        let made = |change: Change| (change.say(place, text), change.make(place, text).expect("a change"));
        changes(place, text, true).into_iter().map(made).collect()
    }

    fn texts(made: &[(String, String)]) -> Vec<&str> {
        made.iter().map(|(_, text)| text.as_str()).collect()
    }

    #[test]
    fn a_key_is_changed_everywhere() {
        let made = made(Place::Header("X-Key"), "Secret");
        let wanted = [
            "SecreN", "yecret", "SecLet", "secret", "SECRET", "SecretA", "ASecret", "Secre", "ecret", "",
            "yA8ret",
        ];
        assert_eq!(texts(&made), wanted, "{made:#?}");
        assert_eq!(made[3].0, "a letter in the other case");
    }

    #[test]
    fn each_part_of_a_token_is_changed() {
        let made = made(Place::Authorization, "PQ.RS.XYZW");
        let wanted = [
            ("another last character in part 1 of 3", "Pw.RS.XYZW"),
            ("another first character in part 2 of 3", "PQ.xS.XYZW"),
            ("another middle character in part 3 of 3", "PQ.RS.XY5W"),
            ("a letter in the other case in part 3 of 3", "PQ.RS.xYZW"),
            ("no characters in part 3 of 3", "PQ.RS."),
            ("all but the last characters changed in part 3 of 3", "PQ.RS.34ZW"),
        ];
        for (what, text) in wanted {
            assert!(texts(&made).contains(&text), "{what}: {made:#?}");
        }
    }

    #[test]
    fn a_name_is_changed_with_its_password_kept() {
        let made = made(Place::Basic, "alice:Pw");
        let names: Vec<_> = made.iter().filter(|(_, text)| text.ends_with(":Pw")).collect();
        assert!(
            names.contains(&&("another last character of the name".into(), "alicA:Pw".into())),
            "{made:#?}"
        );
        assert!(names.contains(&&("no characters of the name".into(), ":Pw".into())), "{made:#?}");
        // Programs may look up a name without regard to its case.
        assert!(
            !texts(&made).iter().any(|text| *text == "Alice:Pw" || text.starts_with("ALICE")),
            "{made:#?}"
        );
        assert!(texts(&made).contains(&"alice:pw"), "{made:#?}");
    }

    #[test]
    fn the_case_of_hexadecimal_digits_means_nothing() {
        let is_in_case = |text: &str| {
            let changes = changes(Place::Authorization, text, true);
            changes.iter().any(|change| matches!(change, Change::Letter(_) | Change::Upper | Change::Lower))
        };
        assert!(!is_in_case("0af3-99"));
        assert!(is_in_case("0ag3-99"));
        assert!(changes(Place::Basic, "eve:dead", true).contains(&Change::Upper));
    }
}
