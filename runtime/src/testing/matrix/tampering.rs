//! Good credentials of which somebody has changed something.

use std::sync::Arc;

use base64::prelude::{BASE64_STANDARD, Engine};
use http::header::{AUTHORIZATION, COOKIE};
use http::{HeaderName, HeaderValue};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::Add;
use crate::graph::{KeyPlace, Scheme, SchemeKind, is_same_word};
use crate::testing::TestRequest;

/// The ways to tamper with credentials that hold `scopes`, each with what to say of it: whoever compares all of a token, or
/// verifies its signature, refuses every one. `known` are all scopes of the scheme.
pub(super) fn tampered(
    scheme: &Scheme,
    add: &Add,
    scopes: &[&'static str],
    known: &[&'static str],
    request: impl Fn() -> TestRequest,
) -> Vec<(String, Add)> {
    let place = Place::of(scheme);
    let Some(text) = place.read(&mut add(request(), scopes)) else { return Vec::new() };
    let mut changes = Vec::new();
    for part in place.parts(&text) {
        let how = match place.parts(&text).len() {
            1 => "another last character".to_owned(),
            _ => format!("another last character in part {} of {}", part + 1, text.split('.').count()),
        };
        changes.push((how, Change::Other(part)));
    }
    // A token in which its scopes can be read, as toys have it, is a good one of other scopes when it is another text.
    let full = place.read(&mut add(request(), known)).unwrap_or_default();
    if !scopes.is_empty() || !known.iter().any(|scope| names(&full, scope)) {
        changes.push(("one character more".to_owned(), Change::Longer));
        changes.push(("one character less".to_owned(), Change::Shorter));
    }
    let is_another = |change: &Change| change.make(place, &text).is_some_and(|other| other != text);
    changes.retain(|(_, change)| is_another(change));
    changes.into_iter().map(|(how, change)| (how, change.after(place, add))).collect()
}

/// Whether a text names a scope as a word of its own.
fn names(text: &str, scope: &str) -> bool {
    let is_end = |next: Option<char>| next.is_none_or(|next| !next.is_alphanumeric());
    text.match_indices(scope).any(|(at, _)| {
        is_end(text[..at].chars().next_back()) && is_end(text[at + scope.len()..].chars().next())
    })
}

/// Where credentials stand.
#[derive(Clone, Copy)]
enum Place {
    /// In `Authorization`, after a word.
    Word,
    /// There, encoded (RFC 7617, section 2).
    Basic,
    /// In the answer to a challenge, which is made of a password.
    Digest,
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
    /// Where nothing can be changed.
    Elsewhere,
}

impl Place {
    fn of(scheme: &Scheme) -> Self {
        match scheme.kind {
            SchemeKind::Http { scheme: word, .. } if is_same_word(word, "basic") => Self::Basic,
            SchemeKind::Http { scheme: word, .. } if is_same_word(word, "digest") => Self::Digest,
            SchemeKind::Http { .. } | SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect { .. } => Self::Word,
            SchemeKind::ApiKey { place: KeyPlace::Header, name } => Self::Header(name),
            SchemeKind::ApiKey { place: KeyPlace::Query, name } => Self::Query(name),
            SchemeKind::ApiKey { place: KeyPlace::Cookie, name } => Self::Cookie(name),
            SchemeKind::MutualTls => Self::Elsewhere,
        }
    }

    /// The parts of a text that dots divide, as far as there is something in them: each may be verified, or not, for itself.
    fn parts(self, text: &str) -> Vec<usize> {
        match self {
            Self::Basic | Self::Digest => vec![0],
            _ => (0..).zip(text.split('.')).filter(|(_, part)| !part.is_empty()).map(|(at, _)| at).collect(),
        }
    }

    fn read(self, request: &mut TestRequest) -> Option<String> {
        match self {
            Self::Word => after_word(request).map(str::to_owned),
            Self::Basic => String::from_utf8(BASE64_STANDARD.decode(after_word(request)?).ok()?).ok(),
            Self::Digest => request.password().cloned(),
            Self::Header(name) => header(request, name).map(str::to_owned),
            Self::Query(name) => {
                let query = request.request().uri().query()?;
                let value = query.split('&').find_map(|field| value_of(field, name))?;
                percent_decode_str(value).decode_utf8().ok().map(Into::into)
            }
            Self::Cookie(name) => {
                cookies(request).split(';').find_map(|cookie| value_of(cookie, name)).map(str::to_owned)
            }
            Self::Elsewhere => None,
        }
    }

    fn write(self, request: &mut TestRequest, text: &str) {
        match self {
            Self::Word => write_after_word(request, text),
            Self::Basic => write_after_word(request, &BASE64_STANDARD.encode(text)),
            Self::Digest => {
                if let Some(password) = request.password() {
                    text.clone_into(password);
                }
            }
            Self::Header(name) => write_header(request, name, text),
            Self::Query(name) => {
                let uri = request.request().uri();
                let text = utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
                let query = replace(uri.query().unwrap_or_default(), "&", name, &text);
                let target = format!("{}?{query}", uri.path());
                *request.request_mut().uri_mut() = target.parse().expect("a target but for a character");
            }
            Self::Cookie(name) => {
                let cookies = replace(&cookies(request), ";", name, text);
                write_header(request, COOKIE.as_str(), &cookies);
            }
            Self::Elsewhere => {}
        }
    }
}

/// What is changed in a text.
#[derive(Clone, Copy)]
enum Change {
    /// The last character of a part.
    Other(usize),
    Longer,
    Shorter,
}

impl Change {
    /// The credentials that `add` makes, changed each time anew: they may be others each time.
    fn after(self, place: Place, add: &Add) -> Add {
        let add = Arc::clone(add);
        Arc::new(move |request, scopes| {
            let mut request = add(request, scopes);
            let changed = place.read(&mut request).and_then(|text| self.make(place, &text));
            if let Some(changed) = changed {
                place.write(&mut request, &changed);
            }
            request
        })
    }

    fn make(self, place: Place, text: &str) -> Option<String> {
        match (self, place) {
            (Self::Other(_), Place::Basic | Place::Digest) => other_character(text),
            (Self::Other(part), _) => {
                let mut parts: Vec<String> = text.split('.').map(str::to_owned).collect();
                let changed = other_character(parts.get(part)?)?;
                parts[part] = changed;
                Some(parts.join("."))
            }
            (Self::Longer, _) => Some(format!("{text}A")),
            (Self::Shorter, _) => {
                // Some decoders do not miss the padding.
                let text = text.trim_end_matches('=');
                let (at, _) = text.char_indices().next_back().filter(|(at, _)| *at > 0)?;
                Some(text[..at].to_owned())
            }
        }
    }
}

/// The last letter or digit is another.
//
// Of the last character of a text in base64, decoders may ignore up to four of the six bits (RFC 4648, section 3.5), never the
// highest: that one is turned, and the others stay as a strict decoder wants them. A number stays one, in hexadecimal digits, too.
fn other_character(text: &str) -> Option<String> {
    const BASE64: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let (at, last) = text.char_indices().rev().find(|(_, character)| character.is_ascii_alphanumeric())?;
    let other = match last.to_digit(16) {
        Some(digit) if text.chars().all(|character| character.is_ascii_hexdigit() || character == '-') => {
            char::from(b'0' + u8::from(digit == 0))
        }
        // The last two of the alphabet are no letters, and the turned ones of `e` and `f`, for which any other will do.
        _ => match BASE64.find(last).map(|value| value ^ 32).and_then(|value| BASE64.as_bytes().get(value)) {
            Some(other) => char::from(*other),
            None => 'A',
        },
    };
    Some(format!("{}{other}{}", &text[..at], &text[at + 1..]))
}

fn header<'a>(request: &'a TestRequest, name: &str) -> Option<&'a str> {
    request.request().headers().get(name)?.to_str().ok()
}

fn write_header(request: &mut TestRequest, name: &str, text: &str) {
    let name = HeaderName::try_from(name).expect("a name that was there");
    let value = HeaderValue::from_str(text).expect("a value but for a character");
    request.request_mut().headers_mut().insert(name, value);
}

fn after_word(request: &TestRequest) -> Option<&str> {
    Some(header(request, AUTHORIZATION.as_str())?.split_once(' ')?.1)
}

fn write_after_word(request: &mut TestRequest, text: &str) {
    let line = header(request, AUTHORIZATION.as_str()).unwrap_or_default();
    let word = line.split_once(' ').map_or(line, |(word, _)| word);
    let line = format!("{word} {text}");
    write_header(request, AUTHORIZATION.as_str(), &line);
}

/// The cookies of all lines.
fn cookies(request: &TestRequest) -> String {
    let lines = request.request().headers().get_all(COOKIE).iter();
    lines.filter_map(|line| line.to_str().ok()).collect::<Vec<_>>().join("; ")
}

fn value_of<'a>(field: &'a str, name: &str) -> Option<&'a str> {
    let (found, value) = field.trim().split_once('=')?;
    (percent_decode_str(found).decode_utf8().ok()? == name).then_some(value)
}

/// The list with another value under `name`.
fn replace(list: &str, between: &str, name: &str, text: &str) -> String {
    let replaced = list.split(between).map(|field| match value_of(field, name) {
        Some(_) => format!("{}={text}", field.split('=').next().unwrap_or_default()),
        None => field.to_owned(),
    });
    replaced.collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use base64::prelude::BASE64_URL_SAFE_NO_PAD;

    use super::*;

    #[test]
    fn another_character_is_another_for_decoders() {
        for length in 1..200_usize {
            let bytes: Vec<u8> = (0..length).map(|at| (at * 151 + length * 17) as u8).collect();
            let text = BASE64_URL_SAFE_NO_PAD.encode(&bytes);
            let other = other_character(&text).expect("there is a letter");
            assert_eq!(other.len(), text.len());
            assert_ne!(
                BASE64_URL_SAFE_NO_PAD.decode(&other).expect("it stays base64"),
                bytes,
                "{text} {other}"
            );
        }
    }

    #[test]
    fn a_number_stays_one() {
        assert_eq!(other_character("0f-00").as_deref(), Some("0f-01"));
        assert_eq!(other_character("12ab").as_deref(), Some("12a0"));
        assert_eq!(other_character("e").as_deref(), Some("0"));
        assert_eq!(other_character("se").as_deref(), Some("sA"));
        assert_eq!(other_character("--"), None);
    }
}
