//! The default operation id: the name of the function, the path and the method, as in FastAPI. ASCII characters other than
//! letters and digits become `_`. Other characters stay, so two paths that differ in them have two ids.

/// Returns the byte of an operation id for a byte of a name or path.
pub(crate) const fn word(byte: u8) -> u8 {
    if byte.is_ascii_alphanumeric() || !byte.is_ascii() { byte } else { b'_' }
}

/// Returns the next byte of the words of a template, at or after `at`, and the position after it. The star of a parameter
/// that takes the rest of the path is left out. A literal brace, which is doubled in the template, counts as one byte.
pub(crate) const fn next_word(template: &[u8], at: usize) -> Option<(u8, usize)> {
    if at >= template.len() {
        return None;
    }
    if template[at] == b'*' && at > 0 && template[at - 1] == b'{' {
        return next_word(template, at + 1);
    }
    let is_doubled =
        matches!(template[at], b'{' | b'}') && at + 1 < template.len() && template[at + 1] == template[at];
    Some((word(template[at]), at + if is_doubled { 2 } else { 1 }))
}

/// Returns the words of a name or a template.
pub(crate) fn words(template: &str) -> String {
    let (mut words, mut at) = (Vec::with_capacity(template.len()), 0);
    while let Some((word, next)) = next_word(template.as_bytes(), at) {
        words.push(word);
        at = next;
    }
    String::from_utf8(words).expect("what is not ASCII stays as it is")
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn what_is_no_word_is_an_underscore() {
        assert_eq!(words("/a/{*rest}"), "_a__rest_");
        assert_eq!(words("/a/{{x}}"), "_a__x_");
        assert_eq!(words("/a–b/é"), "_a–b_é");
    }
}
