//! What protects an operation, in words that can be read back.

use std::fmt;

/// What protects an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Protection {
    /// Nothing, for this reason.
    Public(String),
    /// Nothing, and no reason is given.
    Open,
    /// Nothing: it is where the tokens of these schemes are issued.
    Door(Vec<String>),
    /// Nothing: it is a page that the app answers by itself.
    Page,
    /// One of these must hold.
    Locked(Vec<Alternative>),
}

/// What must hold together; nothing, where a caller needs none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Alternative(pub(crate) Vec<Lock>);

/// A scheme with what is asked of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lock {
    /// The name of the scheme in the document.
    pub(crate) scheme: String,
    pub(crate) scopes: Vec<String>,
    /// Whether nobody on the way takes the scopes, to look whether the credentials hold them.
    pub(crate) ignores_scopes: bool,
    /// Who can refuse the credentials, in the order in which they are asked. Nobody, when they are handed to the
    /// operation as they are.
    pub(crate) checks: Vec<String>,
}

/// What is said of scopes that nobody looks at.
const IGNORED: &str = "unenforced";

impl Protection {
    /// Whether whoever gets past `other` gets past this, and somebody gets past this alone.
    pub(crate) fn is_weaker_than(&self, other: &Self) -> bool {
        self.lets_in_all_of(other) && !other.lets_in_all_of(self)
    }

    pub(crate) fn lets_in_all_of(&self, other: &Self) -> bool {
        let lets_in = |caller: &Alternative| self.alternatives().iter().any(|own| caller.satisfies(own));
        other.alternatives().iter().all(lets_in)
    }

    /// Those of what is open: a caller needs nothing.
    fn alternatives(&self) -> &[Alternative] {
        const NOTHING: &[Alternative] = &[Alternative(Vec::new())];
        match self {
            Self::Locked(alternatives) => alternatives,
            _ => NOTHING,
        }
    }

    /// All that must be presented, of whatever alternative.
    pub(crate) fn locks(&self) -> impl Iterator<Item = &Lock> {
        let alternatives = match self {
            Self::Locked(alternatives) => alternatives.as_slice(),
            _ => &[],
        };
        alternatives.iter().flat_map(|alternative| &alternative.0)
    }

    /// Whether everything that is looked at by somebody in `other` is looked at by the same here.
    pub(crate) fn looks_at_all_of(&self, other: &Self) -> bool {
        let own: Vec<_> = self.locks().flat_map(Lock::looks).collect();
        other.locks().flat_map(Lock::looks).all(|look| own.contains(&look))
    }

    /// Whether nothing can refuse the credentials of a scheme.
    pub(crate) fn is_unverified(&self, scheme: &str) -> bool {
        self.locks().any(|lock| lock.scheme == scheme && lock.checks.is_empty())
    }

    /// Reads what [`Display`](fmt::Display) writes.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match words(text)?.as_slice() {
            [word] if *word == Word::of("open") => Some(Self::Open),
            [word] if *word == Word::of("page") => Some(Self::Page),
            [word, Word(reason, true)] if *word == Word::of("public") => Some(Self::Public(reason.clone())),
            [door, of, schemes @ ..] if *door == Word::of("door") && *of == Word::of("of") => {
                Some(Self::Door(schemes.iter().map(|word| word.0.clone()).collect()))
            }
            words => {
                let alternatives = words.split(|word| *word == Word::of("or"));
                alternatives.map(Alternative::parse).collect::<Option<_>>().map(Self::Locked)
            }
        }
    }
}

impl Alternative {
    /// Whether whoever presents this has all that another one asks for.
    fn satisfies(&self, other: &Self) -> bool {
        other.0.iter().all(|wanted| {
            let holds = |lock: &Lock| {
                lock.scheme == wanted.scheme && wanted.scopes.iter().all(|scope| lock.scopes.contains(scope))
            };
            self.0.iter().any(holds)
        })
    }

    fn parse(words: &[Word]) -> Option<Self> {
        if words == [Word::of("nothing")] {
            return Some(Self(Vec::new()));
        }
        words.split(|word| *word == Word::of("and")).map(Lock::parse).collect::<Option<_>>().map(Self)
    }
}

impl Lock {
    /// Who looks at what is presented for it, and at the scopes.
    fn looks(&self) -> impl Iterator<Item = (&str, &str)> {
        let checks = self.checks.iter().map(String::as_str);
        let scopes = (!self.scopes.is_empty() && !self.ignores_scopes).then_some(IGNORED);
        checks.chain(scopes).map(|check| (self.scheme.as_str(), check))
    }

    /// `Scheme [scope scope] (check check)`
    fn parse(words: &[Word]) -> Option<Self> {
        let (Word(scheme, _), rest) = words.split_first()?;
        let (scopes, rest) = match rest.split_first() {
            Some((first, rest)) if *first == Word::of("[") => {
                let end = rest.iter().position(|word| *word == Word::of("]"))?;
                (texts(&rest[..end]), &rest[end + 1..])
            }
            _ => (Vec::new(), rest),
        };
        let (ignores_scopes, rest) = match rest.split_first() {
            Some((first, rest)) if !scopes.is_empty() && *first == Word::of(IGNORED) => (true, rest),
            _ => (false, rest),
        };
        let [open, checks @ .., close] = rest else { return None };
        if *open != Word::of("(") || *close != Word::of(")") {
            return None;
        }
        let checks = if checks == [Word::of("unverified")] { Vec::new() } else { texts(checks) };
        Some(Self { scheme: scheme.clone(), scopes, ignores_scopes, checks })
    }
}

fn texts(words: &[Word]) -> Vec<String> {
    words.iter().map(|word| word.0.clone()).collect()
}

impl fmt::Display for Protection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Public(reason) => write!(f, "public {}", quote(reason)),
            Self::Open => f.write_str("open"),
            Self::Page => f.write_str("page"),
            Self::Door(schemes) => write!(f, "door of {}", join(schemes.iter().map(|name| word(name)), " ")),
            Self::Locked(alternatives) => {
                f.write_str(&join(alternatives.iter().map(ToString::to_string), " or "))
            }
        }
    }
}

impl fmt::Display for Alternative {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("nothing");
        }
        f.write_str(&join(self.0.iter().map(ToString::to_string), " and "))
    }
}

impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&word(&self.scheme))?;
        if !self.scopes.is_empty() {
            write!(f, " [{}]", join(self.scopes.iter().map(|scope| word(scope)), " "))?;
            if self.ignores_scopes {
                write!(f, " {IGNORED}")?;
            }
        }
        if self.checks.is_empty() {
            return f.write_str(" (unverified)");
        }
        write!(f, " ({})", join(self.checks.iter().map(|check| word(check)), " "))
    }
}

pub(super) fn join(parts: impl Iterator<Item = String>, between: &str) -> String {
    parts.collect::<Vec<_>>().join(between)
}

/// A text in quotes.
pub(super) fn quote(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A word as it is, or in quotes where it could be taken for something else.
pub(super) fn word(text: &str) -> String {
    const MEANT: [&str; 8] = ["and", "or", "nothing", "open", "page", "public", "door", "unverified"];
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '/' | '#');
    let as_it_is = !text.is_empty() && text.chars().all(is_plain) && !MEANT.contains(&text);
    if as_it_is { text.to_owned() } else { quote(text) }
}

/// A word that was read, and whether it stood in quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word(String, bool);

impl Word {
    fn of(text: &str) -> Self {
        Self(text.to_owned(), false)
    }
}

/// The words of a line.
fn words(text: &str) -> Option<Vec<Word>> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        if first == '"' {
            let mut values = serde_json::Deserializer::from_str(rest).into_iter::<String>();
            words.push(Word(values.next()?.ok()?, true));
            rest = &rest[values.byte_offset()..];
        } else if matches!(first, '[' | ']' | '(' | ')') {
            words.push(Word(first.to_string(), false));
            rest = &rest[1..];
        } else {
            let ends = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')' | '"');
            let end = rest.find(ends).unwrap_or(rest.len());
            words.push(Word(rest[..end].to_owned(), false));
            rest = &rest[end..];
        }
        rest = rest.trim_start();
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock(scheme: &str, scopes: &[&str], checks: &[&str]) -> Lock {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Lock { scheme: scheme.into(), scopes: owned(scopes), ignores_scopes: false, checks: owned(checks) }
    }

    #[test]
    fn what_is_written_is_read_back() {
        for (protection, text) in [
            (Protection::Open, "open"),
            (Protection::Page, "page"),
            (Protection::Public("it is \"free\"".into()), r#"public "it is \"free\"""#),
            (Protection::Door(vec!["A".into(), "My scheme".into()]), r#"door of A "My scheme""#),
            (
                Protection::Locked(vec![
                    Alternative(vec![lock("A", &["me", "a]b"], &["get_user"]), lock("B", &[], &[])]),
                    Alternative(Vec::new()),
                ]),
                r#"A [me "a]b"] (get_user) and B (unverified) or nothing"#,
            ),
            (
                Protection::Locked(vec![Alternative(vec![lock("or", &["unverified"], &["f", "g"])])]),
                r#""or" ["unverified"] (f g)"#,
            ),
            (
                Protection::Locked(vec![Alternative(vec![Lock {
                    ignores_scopes: true,
                    ..lock("unenforced", &["unenforced"], &["f"])
                }])]),
                "unenforced [unenforced] unenforced (f)",
            ),
        ] {
            assert_eq!(protection.to_string(), text);
            assert_eq!(Protection::parse(text), Some(protection), "{text}");
        }
        for nothing in ["", "A", "A [", "A (f", "public", "public no", "A (f) or", "A unenforced (f)", "\"A"]
        {
            assert_eq!(Protection::parse(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn fewer_requirements_are_weaker() {
        let parse = |text| Protection::parse(text).unwrap();
        for (weaker, stronger) in [
            ("open", "A (f)"),
            ("public \"all of them\"", "A (f)"),
            ("A (f)", "A [me] (f)"),
            ("A (f)", "A (f) and B (f)"),
            ("A (f) or B (f)", "A (f)"),
            ("A (f) or nothing", "A (f)"),
        ] {
            assert!(parse(weaker).is_weaker_than(&parse(stronger)), "{weaker}");
            assert!(!parse(stronger).is_weaker_than(&parse(weaker)), "{weaker}");
        }
        for (a, b) in
            [("A (f)", "B (f)"), ("A [me] (f)", "A [you] (f)"), ("A (f)", "A (g)"), ("open", "page")]
        {
            assert!(!parse(a).is_weaker_than(&parse(b)) && !parse(b).is_weaker_than(&parse(a)), "{a}");
        }
    }
}
