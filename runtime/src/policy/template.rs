//! Path templates: literal segments, `{name}` and, at the end, `{*rest}`. Doubled braces are literal braces.

use super::paths::{next_segment, parameter};
use crate::graph::same;

/// Returns the names of the parameters of a template, in order.
pub(crate) fn parameter_names(template: &str) -> impl Iterator<Item = &str> {
    placeholders(template).map(|placeholder| placeholder.trim_start_matches('*'))
}

/// Whether the last parameter of a template takes the rest of the path.
pub(crate) fn takes_rest(template: &str) -> bool {
    placeholders(template).any(|placeholder| placeholder.starts_with('*'))
}

/// Returns the template with its parameters numbered. Two templates that match the same paths become the same text.
pub(crate) fn numbered(template: &str) -> String {
    let mut number = 0;
    rewrite(template, |placeholder| {
        number += 1;
        let star = if placeholder.starts_with('*') { "*" } else { "" };
        format!("{{{star}p{number}}}")
    })
}

/// Returns the template in OpenAPI's form. A parameter that takes the rest of the path is written like any other. Literal
/// braces would be parameters there, so they are percent-encoded.
pub(crate) fn plain(template: &str) -> String {
    let name = |placeholder: &str| format!("{{{}}}", placeholder.trim_start_matches('*'));
    // A template cannot contain a NUL, so `\0` temporarily marks a literal brace.
    rewrite(&template.replace("{{", "\0(").replace("}}", "\0)"), name)
        .replace("\0(", "%7B")
        .replace("\0)", "%7D")
}

/// Returns the template with each placeholder replaced, in one pass.
fn rewrite(template: &str, mut replace: impl FnMut(&str) -> String) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("{{") {
            text.push_str("{{");
            rest = after;
        } else if let Some((placeholder, after)) = rest[1..].split_once('}') {
            text.push_str(&replace(placeholder));
            rest = after;
        } else {
            break;
        }
    }
    text + rest
}

/// Returns the texts between braces.
fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (start, end) = placeholder(template.as_bytes(), at)?;
        at = end + 1;
        Some(&template[start..end])
    })
}

/// Returns the start and the end of the next placeholder at or after `at`, without its braces. Doubled braces are literal
/// braces.
pub(crate) const fn placeholder(template: &[u8], mut at: usize) -> Option<(usize, usize)> {
    while at < template.len() {
        if template[at] == b'{' {
            if at + 1 < template.len() && template[at + 1] == b'{' {
                at += 1;
            } else {
                let mut end = at + 1;
                while end < template.len() {
                    if template[end] == b'}' {
                        return Some((at + 1, end));
                    }
                    end += 1;
                }
                return None;
            }
        }
        at += 1;
    }
    None
}

/// Whether a path is a valid template. Macros check literals, so this is for constants and for templates that are written
/// by hand. The template of a prefix cannot take the rest of the path.
pub(crate) const fn is_template(path: &str, may_take_rest: bool) -> bool {
    let [b'/', path @ ..] = path.as_bytes() else { return false };
    let mut rest = Some(path);
    while let Some(path) = rest {
        let (segment, more) = next_segment(path);
        let is_right = match parameter(segment) {
            Some([b'*', name @ ..]) => may_take_rest && more.is_none() && is_name(name),
            Some(name) => is_name(name),
            None => is_literal(segment),
        };
        if !is_right {
            return false;
        }
        rest = more;
    }
    true
}

const fn is_name(name: &[u8]) -> bool {
    let mut i = 0;
    while i < name.len() {
        if !name[i].is_ascii_alphanumeric() && name[i] != b'_' && name[i].is_ascii() {
            return false;
        }
        i += 1;
    }
    !name.is_empty()
}

/// Whether all braces of a segment are doubled, and the segment has no character that is never in a decoded path.
const fn is_literal(mut segment: &[u8]) -> bool {
    loop {
        segment = match segment {
            [] => return true,
            [b'{', b'{', rest @ ..] | [b'}', b'}', rest @ ..] => rest,
            [b'{' | b'}' | b'%' | b'?' | b'#', ..] => return false,
            [other, ..] if other.is_ascii_control() => return false,
            [_, rest @ ..] => rest,
        };
    }
}

/// Whether a template has the parameter `name`.
pub(crate) const fn has(template: &str, name: &str) -> bool {
    let mut at = 0;
    while let Some((start, end)) = placeholder(template.as_bytes(), at) {
        if same(name_between(template, start, end), name) {
            return true;
        }
        at = end + 1;
    }
    false
}

/// Returns the name of the placeholder at this position, without the star of one that takes the rest.
pub(crate) const fn name_between(template: &str, start: usize, end: usize) -> &str {
    let (head, _) = template.split_at(end);
    let (_, name) = head.split_at(start);
    match name.as_bytes() {
        [b'*', ..] => name.split_at(1).1,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_a_whole_segment() {
        for path in ["/", "/a/", "/{id}", "/a/{id}/{*rest}", "/{{a}}/b", "/caf\u{e9}/{\u{e9}}"] {
            assert!(is_template(path, true), "{path}");
        }
        for path in [
            "",
            "a",
            "/{",
            "/d}",
            "/v{id}",
            "/{id}.json",
            "/{{{id}}}",
            "/{}",
            "/{a b}",
            "/{*rest}/a",
            "/%61",
            "/a?b",
            "/a\n",
        ] {
            assert!(!is_template(path, true), "{path}");
        }
        assert!(is_template("/v1/{tenant}", false) && !is_template("/v1/{*rest}", false));
    }

    #[test]
    fn templates_are_compared_without_names() {
        assert_eq!(numbered("/a/{x}/b/{*rest}"), "/a/{p1}/b/{*p2}");
        assert_eq!(numbered("/a/{y}/b/{*all}"), "/a/{p1}/b/{*p2}");
        assert_eq!(numbered("/{{literal}}"), "/{{literal}}");
        assert_eq!(parameter_names("/a/{x}/{{y}}/{*rest}").collect::<Vec<_>>(), ["x", "rest"]);
        assert!(takes_rest("/{*rest}") && !takes_rest("/{rest}"));
        assert_eq!(numbered("/lit/{{x}}/{x}"), "/lit/{{x}}/{p1}");
        assert_eq!(numbered("/{a}/{p1}"), numbered("/{a}/{b}"));
        assert_eq!(plain("/a/{x}/{{y}}/{*rest}"), "/a/{x}/%7By%7D/{rest}");
        assert_eq!(plain("/a/{{*x}}/{y}"), "/a/%7B*x%7D/{y}");
        assert!(has("/a/{x}/{*rest}", "rest") && !has("/a/{{x}}/{y}", "x") && !has("/{", "x"));
    }
}
