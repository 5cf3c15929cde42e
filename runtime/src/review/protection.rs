//! The protection of an operation, with a textual form that can be parsed.

use std::fmt;

/// The protection of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Protection {
    /// No credentials are required, for this reason.
    Public(String, After),
    /// No credentials are required, and no reason is given.
    Open(After),
    /// No credentials are required: this operation is the token endpoint of these schemes.
    TokenEndpoint {
        /// The schemes whose tokens the operation issues.
        of: Vec<String>,
        /// The operation, named by its path.
        by: String,
        /// The functions that can still refuse a caller.
        after: After,
    },
    /// No credentials are required: this is a page that the app itself serves.
    Page,
    /// One of these alternatives must be satisfied.
    Locked(Vec<Alternative>),
}

/// The functions that can refuse any caller, whatever the credentials.
pub(crate) type After = Vec<String>;

/// Requirements that must be satisfied together. The list is empty for callers without credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Alternative {
    pub(crate) locks: Vec<Lock>,
    pub(crate) after: After,
}

/// A required scheme, with its scopes and checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lock {
    /// The name of the scheme in the document.
    pub(crate) scheme: String,
    pub(crate) scopes: Vec<RequiredScope>,
    /// The functions that can refuse the credentials, in the order in which they run, and `itself` for a scheme that
    /// verifies them. Empty if the operation receives the credentials unverified.
    pub(crate) checks: Vec<String>,
}

/// A required scope, and the functions that enforce it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RequiredScope {
    pub(crate) scope: String,
    pub(crate) enforcers: Vec<String>,
}

/// The name listed as the check of a scheme that verifies credentials.
pub(super) const ITSELF: &str = "itself";

impl Protection {
    /// Whether every caller that `other` admits is admitted here, and some caller is admitted only here.
    pub(crate) fn is_weaker_than(&self, other: &Self) -> bool {
        self.lets_in_all_of(other) && !other.lets_in_all_of(self)
    }

    pub(crate) fn lets_in_all_of(&self, other: &Self) -> bool {
        let lets_in = |caller: &Alternative| self.alternatives().iter().any(|own| caller.satisfies(own));
        other.alternatives().iter().all(lets_in)
    }

    /// Returns the alternatives. An open operation has one, which requires nothing.
    fn alternatives(&self) -> &[Alternative] {
        const NOTHING: &[Alternative] = &[Alternative { locks: Vec::new(), after: Vec::new() }];
        match self {
            Self::Locked(alternatives) => alternatives,
            _ => NOTHING,
        }
    }

    /// Whether a client without credentials gets in.
    pub(crate) fn lets_in_strangers(&self) -> bool {
        self.alternatives().iter().any(|alternative| alternative.locks.is_empty())
    }

    /// Whether functions that do not depend on credentials can refuse a caller.
    pub(crate) fn can_refuse_anybody(&self) -> bool {
        match self {
            Self::Public(_, after) | Self::Open(after) | Self::TokenEndpoint { after, .. } => {
                !after.is_empty()
            }
            Self::Page => false,
            Self::Locked(alternatives) => {
                alternatives.iter().any(|alternative| !alternative.after.is_empty())
            }
        }
    }

    /// Returns the requirements of all alternatives.
    pub(crate) fn locks(&self) -> impl Iterator<Item = &Lock> {
        self.alternatives().iter().flat_map(|alternative| &alternative.locks)
    }

    /// Whether every check of `other` is also made here, by the same function.
    pub(crate) fn looks_at_all_of(&self, other: &Self) -> bool {
        let own = self.looks();
        other.looks().iter().all(|look| own.contains(look))
    }

    /// Returns all checks.
    fn looks(&self) -> Vec<Look<'_>> {
        let of_nothing = match self {
            Self::Public(_, after) | Self::Open(after) | Self::TokenEndpoint { after, .. } => {
                after.as_slice()
            }
            Self::Page | Self::Locked(_) => &[],
        };
        let mut looks: Vec<Look<'_>> =
            of_nothing.iter().map(|name| Look { way: Vec::new(), scheme: "", scope: "", name }).collect();
        for alternative in self.alternatives() {
            let way: Vec<&str> = alternative.locks.iter().map(|lock| lock.scheme.as_str()).collect();
            let look = |scheme, scope, name| Look { way: way.clone(), scheme, scope, name };
            looks.extend(alternative.after.iter().map(|name| look("", "", name)));
            for lock in &alternative.locks {
                looks.extend(lock.checks.iter().map(|name| look(&lock.scheme, "", name)));
                for asked in &lock.scopes {
                    looks.extend(asked.enforcers.iter().map(|name| look(&lock.scheme, &asked.scope, name)));
                }
            }
        }
        looks
    }

    /// Whether the protection names this function and no other.
    pub(super) fn names_only_function(&self, name: &str) -> bool {
        let mut functions = self.functions().into_iter().peekable();
        functions.peek().is_some() && functions.all(|function| function == name)
    }

    /// Whether the protection names this scheme, no other, and no function.
    pub(super) fn names_only_scheme(&self, name: &str) -> bool {
        let mut schemes = self.locks().map(|lock| lock.scheme.as_str());
        self.functions().is_empty() && schemes.next() == Some(name) && schemes.next().is_none()
    }

    fn functions(&self) -> Vec<&str> {
        self.looks().into_iter().map(|look| look.name).filter(|name| *name != ITSELF).collect()
    }

    /// Whether nothing can refuse the credentials of a scheme, in one alternative at least.
    pub(crate) fn is_unverified(&self, scheme: &str) -> bool {
        self.locks().any(|lock| lock.scheme == scheme && lock.checks.is_empty())
    }

    /// Parses the output of [`Display`](fmt::Display).
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let words = words(text)?;
        let (said, after) = split_after(&words);
        match said {
            [word] if *word == Word::of("open") => Some(Self::Open(after)),
            [word] if *word == Word::of("page") => Some(Self::Page),
            [word, Word(reason, true)] if *word == Word::of("public") => {
                Some(Self::Public(reason.clone(), after))
            }
            [token, endpoint, of, schemes @ .., by, Word(name, _)]
                if [token, endpoint, of, by].map(|word| word.clone())
                    == ["token", "endpoint", "of", "by"].map(Word::of) =>
            {
                Some(Self::TokenEndpoint { of: texts(schemes), by: name.clone(), after })
            }
            _ => {
                let alternatives = words.split(|word| *word == Word::of("or"));
                alternatives.map(Alternative::parse).collect::<Option<_>>().map(Self::Locked)
            }
        }
    }
}

/// A function that checks something on a branch: the credentials of a scheme, a scope, or neither.
#[derive(PartialEq)]
struct Look<'a> {
    /// The schemes that the branch requires.
    way: Vec<&'a str>,
    scheme: &'a str,
    scope: &'a str,
    name: &'a str,
}

impl Alternative {
    /// Whether a caller who presents this has everything that `other` requires.
    fn satisfies(&self, other: &Self) -> bool {
        let holds = |wanted: &Lock| {
            self.locks.iter().any(|lock| {
                lock.scheme == wanted.scheme && wanted.scopes.iter().all(|asked| lock.asks(asked))
            })
        };
        other.locks.iter().all(holds)
    }

    fn parse(words: &[Word]) -> Option<Self> {
        let (said, after) = split_after(words);
        let locks = match said {
            [word] if *word == Word::of("nothing") => Vec::new(),
            _ => said.split(|word| *word == Word::of("and")).map(Lock::parse).collect::<Option<_>>()?,
        };
        Some(Self { locks, after })
    }
}

impl Lock {
    fn asks(&self, wanted: &RequiredScope) -> bool {
        self.scopes.iter().any(|asked| asked.scope == wanted.scope)
    }

    /// Whether a single function checks the credentials, and this function alone enforces all scopes.
    fn is_plain(&self) -> bool {
        self.checks.len() == 1 && self.scopes.iter().all(|asked| asked.enforcers == self.checks)
    }

    /// Parses `Scheme [scope scope by function; scope unenforced] (check check)`.
    fn parse(words: &[Word]) -> Option<Self> {
        let (Word(scheme, _), rest) = words.split_first()?;
        let (asked, rest) = match rest.split_first() {
            Some((first, rest)) if *first == Word::of("[") => {
                let end = rest.iter().position(|word| *word == Word::of("]"))?;
                (&rest[..end], &rest[end + 1..])
            }
            _ => (&[][..], rest),
        };
        let [open, checks @ .., close] = rest else { return None };
        if *open != Word::of("(") || *close != Word::of(")") {
            return None;
        }
        let checks = if checks == [Word::of("unverified")] { Vec::new() } else { texts(checks) };
        let groups = asked.split(|word| *word == Word::of(";"));
        let scopes = groups.flat_map(|group| RequiredScope::parse(group, &checks)).collect();
        Some(Self { scheme: scheme.clone(), scopes, checks })
    }
}

impl RequiredScope {
    /// Parses `scope scope by function`. Without `by`, the functions that check the credentials enforce the scopes.
    fn parse(group: &[Word], checks: &[String]) -> Vec<Self> {
        let (scopes, enforcers) = match group {
            [scopes @ .., word] if *word == Word::of("unenforced") => (scopes, Vec::new()),
            _ => match group.iter().position(|word| *word == Word::of("by")) {
                Some(by) => (&group[..by], texts(&group[by + 1..])),
                None => (group, checks.to_vec()),
            },
        };
        let scopes = texts(scopes).into_iter();
        scopes.map(|scope| Self { scope, enforcers: enforcers.clone() }).collect()
    }
}

/// Splits the functions in `after (..)` off the end.
fn split_after(words: &[Word]) -> (&[Word], After) {
    let at = words.iter().rposition(|word| *word == Word::of("after"));
    match at.map(|at| (&words[..at], &words[at + 1..])) {
        Some((said, [open, names @ .., close]))
            if *open == Word::of("(") && *close == Word::of(")") && !names.contains(&Word::of(")")) =>
        {
            (said, texts(names))
        }
        // There is no `after`, or it belongs to another alternative.
        _ => (words, Vec::new()),
    }
}

fn texts(words: &[Word]) -> Vec<String> {
    words.iter().map(|word| word.0.clone()).collect()
}

impl fmt::Display for Protection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Public(reason, after) => write!(f, "public {}{}", quote(reason), say_after(after)),
            Self::Open(after) => write!(f, "open{}", say_after(after)),
            Self::TokenEndpoint { of, by, after } => {
                write!(f, "token endpoint of {} by {}{}", say(of), word(by), say_after(after))
            }
            Self::Page => f.write_str("page"),
            Self::Locked(alternatives) => {
                f.write_str(&join(alternatives.iter().map(ToString::to_string), " or "))
            }
        }
    }
}

impl fmt::Display for Alternative {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.locks.as_slice() {
            [] => f.write_str("nothing")?,
            locks => f.write_str(&join(locks.iter().map(ToString::to_string), " and "))?,
        }
        f.write_str(&say_after(&self.after))
    }
}

impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&word(&self.scheme))?;
        let group = |group: &[RequiredScope]| {
            let scopes = join(group.iter().map(|asked| word(&asked.scope)), " ");
            match group[0].enforcers.as_slice() {
                _ if self.is_plain() => scopes,
                [] => format!("{scopes} unenforced"),
                enforcers => format!("{scopes} by {}", say(enforcers)),
            }
        };
        if !self.scopes.is_empty() {
            let groups = self.scopes.chunk_by(|a, b| a.enforcers == b.enforcers);
            write!(f, " [{}]", join(groups.map(group), "; "))?;
        }
        match self.checks.as_slice() {
            [] => f.write_str(" (unverified)"),
            checks => write!(f, " ({})", say(checks)),
        }
    }
}

fn say_after(after: &After) -> String {
    if after.is_empty() { String::new() } else { format!(" after ({})", say(after)) }
}

fn say(names: &[String]) -> String {
    join(names.iter().map(|name| word(name)), " ")
}

pub(super) fn join(parts: impl Iterator<Item = String>, between: &str) -> String {
    parts.collect::<Vec<_>>().join(between)
}

/// Returns a text in quotes.
pub(super) fn quote(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Returns a word as it is, or in quotes where it could be mistaken for syntax.
pub(super) fn word(text: &str) -> String {
    const MEANT: [&str; 17] = [
        "and",
        "or",
        "nothing",
        "open",
        "page",
        "public",
        "token",
        "unverified",
        "by",
        "unenforced",
        "after",
        "takes",
        "optional",
        "anew",
        "scopes",
        "body",
        "request",
    ];
    if MEANT.contains(&text) { quote(text) } else { plain_word(text) }
}

/// Returns a word as it is, or in quotes if it has other characters than those of words.
pub(super) fn plain_word(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '/' | '#');
    let is_name = text.contains(char::is_alphanumeric) || text == "_";
    if is_name && text.chars().all(is_plain) { text.to_owned() } else { quote(text) }
}

/// Returns several words as they are, or in quotes if they could be mistaken for the end of a line or of a part of it.
pub(super) fn phrase(text: &str) -> String {
    let ends = text.contains(char::is_control) || text.contains(" -- ") || text.contains('\\');
    if ends || text.matches('"').count() % 2 == 1 { quote(text) } else { text.to_owned() }
}

/// A parsed word, and whether it was in quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word(String, bool);

impl Word {
    fn of(text: &str) -> Self {
        Self(text.to_owned(), false)
    }
}

/// Splits a line into words.
fn words(text: &str) -> Option<Vec<Word>> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        if first == '"' {
            let mut values = serde_json::Deserializer::from_str(rest).into_iter::<String>();
            words.push(Word(values.next()?.ok()?, true));
            rest = &rest[values.byte_offset()..];
        } else if matches!(first, '[' | ']' | '(' | ')' | ';') {
            words.push(Word(first.to_string(), false));
            rest = &rest[1..];
        } else {
            let ends = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')' | ';' | '"');
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
        let checks: Vec<String> = owned(checks);
        let asked = |scope: String| RequiredScope { scope, enforcers: checks.clone() };
        Lock { scheme: scheme.into(), scopes: owned(scopes).into_iter().map(asked).collect(), checks }
    }

    fn locked(locks: Vec<Lock>) -> Alternative {
        Alternative { locks, after: Vec::new() }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let by = |scope: &str, enforcers: &[&str]| RequiredScope {
            scope: scope.into(),
            enforcers: enforcers.iter().map(|looker| (*looker).to_owned()).collect(),
        };
        let with = |scopes| Lock { scopes, ..lock("A", &[], &["f", "g"]) };
        for (protection, text) in [
            (Protection::Open(Vec::new()), "open"),
            (Protection::Open(vec!["f".into(), "m::g".into()]), "open after (f m::g)"),
            (Protection::Page, "page"),
            (
                Protection::Public("it is \"free\" after (f)".into(), Vec::new()),
                r#"public "it is \"free\" after (f)""#,
            ),
            (Protection::Public("it is free".into(), vec!["f".into()]), r#"public "it is free" after (f)"#),
            (
                Protection::TokenEndpoint {
                    of: vec!["A".into(), "My scheme".into(), "by".into()],
                    by: "m::login".into(),
                    after: Vec::new(),
                },
                r#"token endpoint of A "My scheme" "by" by m::login"#,
            ),
            (
                Protection::Locked(vec![
                    locked(vec![lock("A", &["me", "a]b"], &["get_user"]), lock("B", &[], &[])]),
                    locked(Vec::new()),
                ]),
                r#"A [me "a]b"] (get_user) and B (unverified) or nothing"#,
            ),
            (
                Protection::Locked(vec![
                    Alternative { after: vec!["f".into()], ..locked(vec![lock("A", &[], &["g"])]) },
                    Alternative { after: vec!["after".into()], ..locked(Vec::new()) },
                ]),
                r#"A (g) after (f) or nothing after ("after")"#,
            ),
            (
                Protection::Locked(vec![
                    Alternative { after: vec!["f".into()], ..locked(vec![lock("A", &[], &["g"])]) },
                    locked(vec![lock("B", &[], &["g"])]),
                ]),
                "A (g) after (f) or B (g)",
            ),
            (
                Protection::Locked(vec![locked(vec![lock("or", &["unverified"], &["f"])])]),
                r#""or" ["unverified"] (f)"#,
            ),
            (
                Protection::Locked(vec![locked(vec![with(vec![
                    by("a", &["f"]),
                    by("b", &["f"]),
                    by("c", &[]),
                ])])]),
                "A [a b by f; c unenforced] (f g)",
            ),
            (
                Protection::Locked(vec![locked(vec![with(vec![by("by", &["f", "unenforced"])])])]),
                r#"A ["by" by f "unenforced"] (f g)"#,
            ),
        ] {
            assert_eq!(protection.to_string(), text);
            assert_eq!(Protection::parse(text), Some(protection), "{text}");
        }
        for nothing in ["", "A", "A [", "A (f", "public", "public no", "A (f) or", "A [me", "\"A"] {
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
