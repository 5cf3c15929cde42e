//! The requests that a path template takes, compared with those of another template.

use crate::graph::{Asked, Dependency, Kind, Need, Parameter, Place, Texts, same};

/// Whether `template` matches every path that `path` matches. `needs` belong to `template`, and determine which texts its
/// parameters accept.
pub(crate) const fn is_below(mut path: &[u8], mut template: &[u8], needs: &[Need]) -> bool {
    loop {
        let (segment, more) = next_segment(path);
        let (pattern, more_pattern) = next_segment(template);
        match pattern {
            [b'{', b'*', ..] => return !path.is_empty(),
            [b'{', b'{', ..] if is_same(segment, pattern) => {}
            [b'{', name @ .., b'}'] if pattern[1] != b'{' => {
                if segment.is_empty() || (!is_parameter(segment) && !may_be(segment, name, needs)) {
                    return false;
                }
            }
            _ if is_same(segment, pattern) => {}
            _ => return false,
        }
        match (more, more_pattern) {
            (Some(more), Some(more_pattern)) => (path, template) = (more, more_pattern),
            (None, None) => return true,
            _ => return false,
        }
    }
}

/// Whether some paths match both templates. The needs of each determine which texts its parameters accept.
pub(crate) const fn share_paths(mut a: &[u8], a_needs: &[Need], mut b: &[u8], b_needs: &[Need]) -> bool {
    loop {
        let (a_segment, a_more) = next_segment(a);
        let (b_segment, b_more) = next_segment(b);
        let is_one = match (parameter(a_segment), parameter(b_segment)) {
            (Some([b'*', ..]), _) => return !b.is_empty(),
            (_, Some([b'*', ..])) => return !a.is_empty(),
            (Some(_), Some(_)) => true,
            (Some(name), None) => !b_segment.is_empty() && may_be(b_segment, name, a_needs),
            (None, Some(name)) => !a_segment.is_empty() && may_be(a_segment, name, b_needs),
            (None, None) => is_same(a_segment, b_segment),
        };
        match (is_one, a_more, b_more) {
            (true, Some(a_more), Some(b_more)) => (a, b) = (a_more, b_more),
            (true, None, None) => return true,
            _ => return false,
        }
    }
}

/// Whether a template has a parameter in the position where another template takes the rest of the path.
pub(crate) const fn is_beside_rest(mut path: &[u8], mut rest: &[u8]) -> bool {
    loop {
        let (segment, more) = next_segment(path);
        let (pattern, more_pattern) = next_segment(rest);
        match (parameter(segment), parameter(pattern)) {
            (Some([b'*', ..]), _) => return false,
            (own, Some([b'*', ..])) => return own.is_some(),
            (Some(_), Some(_)) => {}
            (None, None) if is_same(segment, pattern) => {}
            _ => return false,
        }
        match (more, more_pattern) {
            (Some(more), Some(more_pattern)) => (path, rest) = (more, more_pattern),
            _ => return false,
        }
    }
}

/// Returns the path up to the next slash, and what follows the slash.
pub(crate) const fn next_segment(path: &[u8]) -> (&[u8], Option<&[u8]>) {
    let mut i = 0;
    while i < path.len() {
        if path[i] == b'/' {
            let (segment, rest) = path.split_at(i);
            return (segment, Some(rest.split_at(1).1));
        }
        i += 1;
    }
    (path, None)
}

const fn is_parameter(segment: &[u8]) -> bool {
    parameter(segment).is_some()
}

/// Returns the name of the parameter, if the segment is one. The name of a parameter that takes the rest of the path
/// includes its star.
pub(crate) const fn parameter(segment: &[u8]) -> Option<&[u8]> {
    match segment {
        [b'{', b'{', ..] => None,
        [b'{', name @ .., b'}'] => Some(name),
        _ => None,
    }
}

/// Whether a text may be the value of the parameter `name`.
const fn may_be(text: &[u8], name: &[u8], needs: &[Need]) -> bool {
    let Ok(name) = core::str::from_utf8(name) else { return true };
    !reads_integer(needs, name) || text[0].is_ascii_digit() || matches!(text[0], b'-' | b'+' | b'%')
}

/// Whether a path parameter is read as an integer.
const fn reads_integer(needs: &[Need], name: &str) -> bool {
    let mut i = 0;
    while i < needs.len() {
        match &needs[i] {
            Need::Parameter(Parameter { name: read, place: Place::Path, texts: Texts::Integers, .. })
                if same(read, name) =>
            {
                return true;
            }
            // A need that only some callers reach reads nothing for the other callers.
            Need::Dependency(Asked {
                dependency: Dependency { kind: Kind::Optional | Kind::AnyOf, .. },
                ..
            }) => {}
            Need::Dependency(asked) if reads_integer(asked.dependency.needs, name) => return true,
            _ => {}
        }
        i += 1;
    }
    false
}

pub(crate) const fn is_same(a: &[u8], b: &[u8]) -> bool {
    match (core::str::from_utf8(a), core::str::from_utf8(b)) {
        (Ok(a), Ok(b)) => same(a, b),
        _ => false,
    }
}
