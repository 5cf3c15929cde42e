//! A strict reader of `application/x-www-form-urlencoded`. Malformed text is refused, not repaired, because
//! two readers that repair it differently see two different requests.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// The problem of a text that is not urlencoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Malformed {
    /// A `%` without two hexadecimal digits after it.
    Percent,
    /// Bytes that are not UTF-8.
    Utf8,
    /// A NUL character.
    Nul,
}

/// Returns the fields of `text` in order. Empty ones, as in `&&`, are left out.
pub(crate) fn fields(text: &str) -> impl Iterator<Item = Result<(Cow<'_, str>, Cow<'_, str>), Malformed>> {
    pairs(text).map(|(name, value)| Ok((decode_field(name)?, decode_field(value)?)))
}

/// Returns the values of the fields with this name.
pub(crate) fn values<'a>(text: &'a str, name: &str) -> impl Iterator<Item = Result<Cow<'a, str>, Malformed>> {
    let is_named = move |field: &str| decode_field(field).is_ok_and(|field| field == name);
    pairs(text).filter(move |(field, _)| is_named(field)).map(|(_, value)| decode_field(value))
}

/// Returns the names and values as they are written.
fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let fields = text.split('&').filter(|field| !field.is_empty());
    fields.map(|field| field.split_once('=').unwrap_or((field, "")))
}

/// Decodes the name or value of a field. Replaces each `+` with a space, and then decodes the text as
/// [`decode`] does.
pub(crate) fn decode_field(text: &str) -> Result<Cow<'_, str>, Malformed> {
    // Most fields need no decoding.
    if !text.bytes().any(|byte| matches!(byte, b'+' | b'%' | 0)) {
        return Ok(Cow::Borrowed(text));
    }
    if text.contains('+') {
        return decode(&text.replace('+', " ")).map(|text| Cow::Owned(text.into_owned()));
    }
    decode(text)
}

/// Percent-decodes a text (RFC 3986, section 2.1).
pub(crate) fn decode(text: &str) -> Result<Cow<'_, str>, Malformed> {
    let well_formed = text.match_indices('%').all(|(at, _)| {
        text.as_bytes().get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
    });
    if !well_formed {
        return Err(Malformed::Percent);
    }
    let decoded = percent_decode_str(text).decode_utf8().map_err(|_| Malformed::Utf8)?;
    if decoded.contains('\0') { Err(Malformed::Nul) } else { Ok(decoded) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<(String, String)>, Malformed> {
        fields(text).map(|field| field.map(|(a, b)| (a.into_owned(), b.into_owned()))).collect()
    }

    #[test]
    fn fields_are_decoded() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(read("a=1&b=x+y%20z%2B"), Ok(vec![pair("a", "1"), pair("b", "x y z+")]));
        assert_eq!(read("&&a&&=b&"), Ok(vec![pair("a", ""), pair("", "b")]));
        assert_eq!(read("a=b=c"), Ok(vec![pair("a", "b=c")]));
        assert_eq!(read("a=%C3%B6"), Ok(vec![pair("a", "ö")]));
        assert_eq!(read(""), Ok(vec![]));
    }

    #[test]
    fn what_is_malformed_is_refused() {
        for text in ["a=%", "a=%2", "a=%zz", "%x=1", "a=%+1"] {
            assert_eq!(read(text), Err(Malformed::Percent), "{text}");
        }
        assert_eq!(read("a=%FF"), Err(Malformed::Utf8));
        assert_eq!(read("a=%00"), Err(Malformed::Nul));
    }
}
