/// Whether two texts are equal. A constant cannot use `==` on `str`. The compiler interprets this function, so it compares
/// eight bytes at a time.
pub(crate) const fn same(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    while let (Some((a_first, a_rest)), Some((b_first, b_rest))) =
        (a.split_first_chunk::<8>(), b.split_first_chunk::<8>())
    {
        if u64::from_ne_bytes(*a_first) != u64::from_ne_bytes(*b_first) {
            return false;
        }
        (a, b) = (a_rest, b_rest);
    }
    let mut i = a.len();
    while i > 0 {
        i -= 1;
        if a[i] != b[i] {
            return false;
        }
    }
    true
}

/// Whether two texts are equal, ignoring ASCII case. HTTP compares auth schemes and field names that way.
pub(crate) const fn is_same_word(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() {
        if !a[i].eq_ignore_ascii_case(&b[i]) {
            return false;
        }
        i += 1;
    }
    a.len() == b.len()
}

/// Whether the text is a token (RFC 9110, section 5.6.2), as auth schemes and the names of fields and parameters are.
pub(crate) const fn is_word(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if !is_token_char(bytes[i]) {
            return false;
        }
        i += 1;
    }
    !bytes.is_empty()
}

/// Whether the byte is a `tchar` (RFC 9110, section 5.6.2).
pub(crate) const fn is_token_char(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'!' | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'.'
                | b'^'
                | b'_'
                | b'`'
                | b'|'
                | b'~'
        )
}

/// Whether a header field can hold the text as a quoted-string (RFC 9110, section 5.6.4).
pub(crate) const fn is_quotable(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if bytes[i].is_ascii_control() && bytes[i] != b'\t' {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether the text is a scope-token (RFC 6749, section 3.3). A challenge lists scopes in a quoted-string, with spaces
/// between them and without backslashes (RFC 6750, section 3).
pub(crate) const fn is_scope(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if !bytes[i].is_ascii_graphic() || matches!(bytes[i], b'"' | b'\\') {
            return false;
        }
        i += 1;
    }
    !bytes.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_what_the_grammar_says() {
        for scope in ["!", "#[", "]~", "users:read", "https://www.googleapis.com/auth/drive", "a'b"] {
            assert!(is_scope(scope), "{scope}");
        }
        for scope in ["", " ", "a b", "a\"b", "a\\b", "a\tb", "a\u{7f}", "é"] {
            assert!(!is_scope(scope), "{scope}");
        }
    }

    #[test]
    fn texts_of_any_length_are_compared_to_their_ends() {
        let text = "0123456789abcdefghi";
        for length in 0..text.len() {
            assert!(same(&text[..length], &text[..length]));
            assert!(!same(&text[..length], &text[..length + 1]));
            assert!(!same(&text[..=length], &format!("{}!", &text[..length])));
            assert!(length == 0 || !same(&text[..=length], &format!("!{}", &text[1..=length])));
        }
    }
}
