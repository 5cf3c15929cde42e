//! The differences between two lockfiles.

use std::fmt;

use super::protection::Protection;

/// A line of a lockfile: a name, a description, and perhaps a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    name: String,
    said: String,
    note: Option<String>,
}

/// The separator before a note.
const NOTE: &str = " -- ";

/// The beginning of a layer's name.
const LAYER: &str = "layer ";

/// The beginning of a scheme's name.
const SCHEME: &str = "scheme ";

/// The beginning of a function's name.
const FUNCTION: &str = "function ";

impl Entry {
    pub(super) fn new(name: String, said: String) -> Self {
        Self { name, said, note: None }
    }

    /// Creates the entry of a layer. Layers are numbered from the innermost.
    pub(super) fn layer(number: usize, ty: &str) -> Self {
        Self::new(format!("{LAYER}{number}"), ty.to_owned())
    }

    /// Creates the entry of a scheme.
    pub(super) fn scheme(name: &str, said: String) -> Self {
        Self::new(format!("{SCHEME}{name}"), said)
    }

    /// Creates the entry of a function.
    pub(super) fn function(name: &str, takes: String) -> Self {
        Self::new(format!("{FUNCTION}{name}"), takes)
    }

    /// Adds a note: a key and a text.
    pub(super) fn with_note(self, key: &str, text: &str) -> Self {
        let before = self.note.map(|note| note + NOTE).unwrap_or_default();
        Self { note: Some(format!("{before}{key} {text}")), ..self }
    }

    /// Returns the sort key: the path, and then the method in alphabetical order.
    pub(super) fn place(&self) -> (&str, &str) {
        let (method, path) = self.name.split_once(' ').unwrap_or_default();
        (path, method)
    }

    /// Parses a file. Comments and empty lines are ignored.
    pub(super) fn read(file: &str) -> Vec<Self> {
        let file = file.strip_prefix('\u{feff}').unwrap_or(file);
        let lines = file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines.map(Self::read_line).collect()
    }

    fn read_line(line: &str) -> Self {
        let (name, rest) = split_outside_quotes(line, ": ").unwrap_or((line, ""));
        match split_outside_quotes(rest, NOTE) {
            Some((said, note)) => Self { note: Some(note.into()), ..Self::new(name.into(), said.into()) },
            None => Self::new(name.into(), rest.into()),
        }
    }

    fn rest(&self) -> String {
        match &self.note {
            Some(note) => format!("{}{NOTE}{note}", self.said),
            None => self.said.clone(),
        }
    }

    fn is_operation(&self) -> bool {
        ![LAYER, SCHEME, FUNCTION].iter().any(|kind| self.name.starts_with(kind))
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.rest())
    }
}

/// Splits at the first `separator` outside quotes.
fn split_outside_quotes<'a>(text: &'a str, separator: &str) -> Option<(&'a str, &'a str)> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let at = text.char_indices().find_map(|(at, c)| {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            _ if !is_quoted && text[at..].starts_with(separator) => return Some(at),
            _ => {}
        }
        None
    })?;
    Some((&text[..at], &text[at + separator.len()..]))
}

/// Lists how the program differs from the file, lost protections first.
pub(super) fn compare(file: &[Entry], program: &[Entry]) -> Vec<String> {
    let mut differences: Vec<(Kind, String)> = Vec::new();
    for old in file {
        match program.iter().find(|new| new.name == old.name) {
            Some(new) if new == old => {}
            Some(new) => differences.push(changed(old, new)),
            None => {
                // An operation that is gone admits no client. A layer that is gone may have kept clients out.
                let kind = if old.name.starts_with(LAYER) { Kind::Lost } else { Kind::Gone };
                differences.push((kind, format!("{}; was {}", old.name, old.rest())));
            }
        }
    }
    for new in program {
        if !file.iter().any(|old| old.name == new.name) {
            differences.push((Kind::New, new.to_string()));
        }
    }
    differences.sort_by_key(|(kind, _)| *kind);
    differences.into_iter().map(|(kind, text)| format!("  {:<8} {text}", kind.as_str())).collect()
}

/// The kind of a difference.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Lost,
    Changed,
    New,
    Gone,
    Won,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Lost => "LOST",
            Self::Changed => "CHANGED",
            Self::New => "NEW",
            Self::Gone => "GONE",
            Self::Won => "WON",
        }
    }
}

fn changed(old: &Entry, new: &Entry) -> (Kind, String) {
    let text = format!("{}: was {}; is {}", new.name, old.rest(), new.rest());
    let protections = (Protection::parse(&old.said), Protection::parse(&new.said));
    let (Some(before), Some(after)) = protections else { return (Kind::Changed, text) };
    if !old.is_operation() {
        return (Kind::Changed, text);
    }
    // The requirements may be the same, while fewer functions check them.
    let (lost, won) = (!after.looks_at_all_of(&before), !before.looks_at_all_of(&after));
    let (lets_in_more, lets_in_fewer) = (after.is_weaker_than(&before), before.is_weaker_than(&after));
    let is_same = after.lets_in_all_of(&before) && before.lets_in_all_of(&after);
    let kind = if lets_in_more {
        Kind::Lost
    } else {
        match (lost, won) {
            (true, false) if is_same || lets_in_fewer => Kind::Lost,
            (false, true) if is_same => Kind::Won,
            (false, _) if lets_in_fewer => Kind::Won,
            _ => Kind::Changed,
        }
    };
    (kind, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(file: &str, program: &str) -> Vec<String> {
        compare(&Entry::read(file), &Entry::read(program))
    }

    #[test]
    fn nothing_is_said_of_what_is_the_same() {
        let file = "# a comment\n\nGET /a: A [me] (f)\nGET /b: public \"all of them\"\nscheme A: key in header \"X\"\n";
        assert!(say(file, file).is_empty());
        assert!(
            say(file, "GET /b: public \"all of them\"\nGET /a: A [me] (f)\nscheme A: key in header \"X\"")
                .is_empty()
        );
    }

    #[test]
    fn what_is_lost_is_said_first() {
        let file = "GET /a: A [me] (f)\nGET /b: A (f g)\nGET /c: A (f)\nGET /d: open\nGET /e: A (f)\nGET /f: A (f) -- shadows \"it is his own\"";
        let program = "GET /a: A [me you] (f)\nGET /b: A (f)\nGET /c: B (f)\nGET /e: public \"all of them\"\nGET /f: A (f)\nGET /g: open";
        let said = say(file, program);
        assert_eq!(
            said,
            [
                "  LOST     GET /b: was A (f g); is A (f)",
                "  LOST     GET /e: was A (f); is public \"all of them\"",
                "  CHANGED  GET /c: was A (f); is B (f)",
                "  CHANGED  GET /f: was A (f) -- shadows \"it is his own\"; is A (f)",
                "  NEW      GET /g: open",
                "  GONE     GET /d; was open",
                "  WON      GET /a: was A [me] (f); is A [me you] (f)",
            ]
        );
    }

    #[test]
    fn who_looks_is_compared_too() {
        for (was, is, kind) in [
            ("A [me] (f)", "A [me unenforced] (f)", "LOST"),
            ("A [me unenforced] (f)", "A [me] (f)", "WON"),
            ("A [me unenforced] (f)", "A (f)", "LOST"),
            ("A [me by f g] (f g)", "A [me by g] (f g)", "LOST"),
            ("A (f) after (g)", "A (f)", "LOST"),
            ("public \"the hook is signed\" after (g)", "public \"the hook is signed\"", "LOST"),
            ("A (a::f)", "A (b::f)", "CHANGED"),
            ("A (f)", "A (unverified)", "LOST"),
            ("A (f)", "A [me unenforced] (unverified)", "LOST"),
            ("A (f) and B (g)", "A (g) and B (f)", "CHANGED"),
            ("A (f)", "A (g)", "CHANGED"),
        ] {
            let said = say(&format!("GET /a: {was}"), &format!("GET /a: {is}"));
            assert_eq!(said, [format!("  {kind:<8} GET /a: was {was}; is {is}")]);
        }
    }

    #[test]
    fn what_stands_in_quotes_separates_nothing() {
        for line in [
            r#"GET /a: public "free -- shadows \"x: y\" for all""#,
            r#"GET /a: A (f) -- shadows "it is all -- shadows \"nothing\"""#,
            r#"scheme "My: key": key in header "X: Y""#,
            r#"GET "/d e: f": open"#,
        ] {
            let entries = Entry::read(line);
            assert_eq!(entries[0].to_string(), line);
            assert!(say(&format!("\u{feff}{line}"), line).is_empty());
        }
        assert_eq!(Entry::read(r#"scheme "My: key": open"#)[0].name, r#"scheme "My: key""#);
    }

    #[test]
    fn what_cannot_be_read_has_changed() {
        assert_eq!(say("GET /a: ???", "GET /a: open"), ["  CHANGED  GET /a: was ???; is open"]);
        assert_eq!(say("scheme A: open", "scheme A: page"), ["  CHANGED  scheme A: was open; is page"]);
    }
}
