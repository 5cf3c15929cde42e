//! The operations of a list with their prefixes, looked up one by one. Messages need them, and so do the few comparisons
//! that hashes cannot decide.

use crate::check::text::Text;
use crate::graph::{Operation, Route};
use crate::policy::operation_id::next_word;
use crate::policy::paths::{is_below, is_same, next_segment, parameter, share_paths};
use crate::policy::template;

/// Whether two operations answer the same paths.
pub(super) const fn match_alike<H, G>(entries: &'static [Route<H, G>], a: usize, b: usize) -> bool {
    let (a, b) = (push_path(Text::new(), entries, a), push_path(Text::new(), entries, b));
    is_same(without_names(a.bytes()).bytes(), without_names(b.bytes()).bytes())
}

/// Whether two operations answer the same paths, but with other parameter names.
pub(super) const fn differ_in_names<H, G>(entries: &'static [Route<H, G>], a: usize, b: usize) -> bool {
    let is_one = match_alike(entries, a, b);
    let (a, b) = (push_path(Text::new(), entries, a), push_path(Text::new(), entries, b));
    is_one && !is_same(a.bytes(), b.bytes())
}

/// Whether two operations have the same operation id.
pub(super) const fn have_one_id<H, G>(entries: &'static [Route<H, G>], a: usize, b: usize) -> bool {
    let (a, b) = (push_id(Text::new(), entries, a), push_id(Text::new(), entries, b));
    is_same(a.bytes(), b.bytes())
}

/// Whether one operation takes requests that another one would otherwise answer. All paths of the first
/// operation must be paths of the other one, with values that the other one reads.
///
/// With `slash`, the paths of the first operation have a slash added to the end, or removed.
pub(super) const fn takes_requests_of<H, G>(
    entries: &'static [Route<H, G>],
    at: usize,
    over: usize,
    slash: bool,
) -> bool {
    let (path, template) = (push_path(Text::new(), entries, at), push_path(Text::new(), entries, over));
    let path = if slash { with_other_slash(path) } else { path };
    is_below(path.bytes(), template.bytes(), operation(entries, over).needs)
}

/// Whether an operation takes some requests for the path of another one with a slash added to the end, or removed.
pub(super) const fn share_slash<H, G>(entries: &'static [Route<H, G>], at: usize, over: usize) -> bool {
    let (path, other) = (push_path(Text::new(), entries, at), push_path(Text::new(), entries, over));
    let other = with_other_slash(other);
    share_paths(path.bytes(), operation(entries, at).needs, other.bytes(), operation(entries, over).needs)
}

/// Whether an operation takes all requests for the path of another one with a slash added to the end, or removed.
pub(super) const fn takes_slash_of<H, G>(entries: &'static [Route<H, G>], at: usize, over: usize) -> bool {
    let (path, template) = (push_path(Text::new(), entries, over), push_path(Text::new(), entries, at));
    is_below(with_other_slash(path).bytes(), template.bytes(), operation(entries, at).needs)
}

/// Whether there are requests that either of two operations would answer if the other one did not exist. Both must read the
/// values.
pub(super) const fn share_requests<H, G>(entries: &'static [Route<H, G>], a: usize, b: usize) -> bool {
    let (path, other) = (push_path(Text::new(), entries, a), push_path(Text::new(), entries, b));
    share_paths(path.bytes(), operation(entries, a).needs, other.bytes(), operation(entries, b).needs)
}

/// Returns the template of the paths that two operations share. For `/users/{id}/settings` and `/users/me/{section}`, that
/// is `/users/me/settings`.
pub(super) const fn shared_path<H, G>(entries: &'static [Route<H, G>], a: usize, b: usize) -> Text {
    let (path, other) = (push_path(Text::new(), entries, a), push_path(Text::new(), entries, b));
    let (mut a, mut b) = (path.bytes(), other.bytes());
    let mut text = Text::new();
    loop {
        let (a_segment, a_more) = next_segment(a);
        let (b_segment, b_more) = next_segment(b);
        let segment = match (parameter(a_segment), parameter(b_segment)) {
            (Some([b'*', ..]), _) => return text.push_bytes(b),
            (_, Some([b'*', ..])) => return text.push_bytes(a),
            (Some(_), _) => b_segment,
            _ => a_segment,
        };
        text = text.push_bytes(segment);
        match (a_more, b_more) {
            (Some(a_more), Some(b_more)) => (a, b) = (a_more, b_more),
            _ => return text,
        }
        text = text.push("/");
    }
}

/// Whether an operation answers the paths of a template.
pub(super) const fn matches_alike<H, G>(entries: &'static [Route<H, G>], at: usize, template: &str) -> bool {
    let path = push_path(Text::new(), entries, at);
    is_same(without_names(path.bytes()).bytes(), without_names(template.as_bytes()).bytes())
}

/// Returns the path with a slash added to its end, or removed.
pub(super) const fn with_other_slash(path: Text) -> Text {
    match path.bytes() {
        [start @ .., b'/'] => Text::new().push_bytes(start),
        _ => path.push("/"),
    }
}

/// Returns the template without the names of its parameters.
const fn without_names(template: &[u8]) -> Text {
    let mut text = Text::new();
    let mut next = 0;
    let mut at = 0;
    while let Some((start, end)) = template::placeholder(template, next) {
        while at < start {
            text = text.push_byte(template[at]);
            at += 1;
        }
        if template[start] == b'*' {
            text = text.push("*");
        }
        (at, next) = (end, end + 1);
    }
    while at < template.len() {
        text = text.push_byte(template[at]);
        at += 1;
    }
    text
}

/// A search for one operation of a list.
struct Search {
    /// The operation, once it is found.
    found: Option<&'static Operation>,
    /// The number of operations before the wanted one.
    left: usize,
    /// The prefixes above the operation.
    prefixes: Text,
}

impl Search {
    const fn list<H, G>(&mut self, entries: &'static [Route<H, G>]) {
        let mut i = 0;
        while i < entries.len() && self.found.is_none() {
            self.entry(&entries[i]);
            i += 1;
        }
    }

    const fn entry<H, G>(&mut self, entry: &'static Route<H, G>) {
        match entry {
            Route::Operation(operation, ..) if self.left == 0 => self.found = Some(operation),
            Route::Operation(..) => self.left -= 1,
            Route::Nest(prefix, nested) => {
                let above = self.prefixes;
                self.prefixes = above.push(prefix);
                self.list(nested);
                if self.found.is_none() {
                    self.prefixes = above;
                }
            }
            Route::Guarded(_, guarded) => self.entry(guarded),
        }
    }
}

/// Returns the operation `at` of a list, and the prefixes above it.
const fn find<H, G>(entries: &'static [Route<H, G>], at: usize) -> (Text, &'static Operation) {
    let mut search = Search { found: None, left: at, prefixes: Text::new() };
    search.list(entries);
    match search.found {
        Some(operation) => (search.prefixes, operation),
        None => panic!("the operation is in the list"),
    }
}

pub(super) const fn operation<H, G>(entries: &'static [Route<H, G>], at: usize) -> &'static Operation {
    find(entries, at).1
}

/// Appends the method and the path of an operation: `GET /api/v1/items`.
pub(super) const fn push_route<H, G>(text: Text, entries: &'static [Route<H, G>], at: usize) -> Text {
    push_path(text.push(operation(entries, at).method.as_str()).push(" "), entries, at)
}

/// Returns the path of an operation, including its prefixes.
pub(super) const fn path<H, G>(entries: &'static [Route<H, G>], at: usize) -> Text {
    push_path(Text::new(), entries, at)
}

/// Appends the path of an operation: `/api/v1/items`.
const fn push_path<H, G>(text: Text, entries: &'static [Route<H, G>], at: usize) -> Text {
    let (prefixes, operation) = find(entries, at);
    text.push_bytes(prefixes.bytes()).push(operation.path)
}

/// Appends the operation id, as it appears in the document.
pub(super) const fn push_id<H, G>(text: Text, entries: &'static [Route<H, G>], at: usize) -> Text {
    let (prefixes, operation) = find(entries, at);
    if let Some(id) = operation.operation_id {
        return text.push(id);
    }
    let text = push_words(text, operation.id.name.as_bytes());
    let text = push_words(text, prefixes.push(operation.path).bytes());
    text.push("_").push(operation.method.key())
}

const fn push_words(mut text: Text, path: &[u8]) -> Text {
    let mut at = 0;
    while let Some((word, next)) = next_word(path, at) {
        text = text.push_byte(word);
        at = next;
    }
    text
}
