//! A small parser for the lockfile, independent of the library's parser.

use std::collections::BTreeMap;

/// A line of the lockfile.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    /// Whether the operation requires nothing: `open` or `public`.
    pub(crate) is_open: bool,
    /// The alternatives, of which one must hold. A clause that requires nothing is empty.
    pub(crate) clauses: Vec<Clause>,
}

/// The requirements that must all hold, by the names of the schemes.
pub(crate) type Clause = BTreeMap<String, Requirement>;

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Requirement {
    /// The scopes, each with the functions that enforce it.
    pub(crate) scopes: BTreeMap<String, Vec<String>>,
    /// The functions that can refuse the credentials.
    pub(crate) judges: Vec<String>,
}

impl Line {
    /// Whether a request without credentials is accepted.
    pub(crate) fn lets_in_strangers(&self) -> bool {
        self.is_open || self.clauses.iter().any(Clause::is_empty)
    }

    pub(crate) fn requirements(&self) -> impl Iterator<Item = &Requirement> {
        self.clauses.iter().flat_map(Clause::values)
    }

    /// Whether any scope is enforced by a function.
    pub(crate) fn enforces_a_scope(&self) -> bool {
        self.requirements().flat_map(|required| required.scopes.values()).any(|by| !by.is_empty())
    }

    /// Whether any scope is not enforced.
    pub(crate) fn has_unenforced_scope(&self) -> bool {
        self.requirements().flat_map(|required| required.scopes.values()).any(Vec::is_empty)
    }

    /// Whether a scope is not enforced, for a scheme whose credentials can be refused in every clause.
    pub(crate) fn has_unenforced_scope_of_judged(&self) -> bool {
        let of =
            |scheme: &String| self.clauses.iter().filter_map(|clause| clause.get(scheme)).collect::<Vec<_>>();
        self.clauses.iter().flat_map(Clause::keys).any(|scheme| {
            let required = of(scheme);
            let is_unenforced = |required: &&Requirement| required.scopes.values().any(Vec::is_empty);
            required.iter().all(|required| !required.judges.is_empty()) && required.iter().any(is_unenforced)
        })
    }

    /// Returns the clauses with requirements, none of which can be refused by a function.
    pub(crate) fn unverified_clauses(&self) -> impl Iterator<Item = &Clause> {
        let is_unverified = |clause: &Clause| clause.values().all(|required| required.judges.is_empty());
        self.clauses.iter().filter(move |clause| !clause.is_empty() && is_unverified(clause))
    }
}

/// Parses the lines of operations, by method and path.
pub(crate) fn lines(lock: &str) -> BTreeMap<String, Line> {
    let mut lines = BTreeMap::new();
    let is_other = |line: &&str| ["#", "scheme ", "function "].iter().any(|start| line.starts_with(start));
    for line in lock.lines().filter(|line| !is_other(line)) {
        let (route, said) = line.split_once(": ").unwrap_or_else(|| panic!("not a line: {line}"));
        if said != "page" {
            let said = said.split(" -- ").next().unwrap_or_default();
            lines.insert(
                route.to_owned(),
                read(said).unwrap_or_else(|| panic!("the line cannot be parsed: {line}")),
            );
        }
    }
    lines
}

fn read(said: &str) -> Option<Line> {
    if said.starts_with("open") || said.starts_with("public \"") {
        return Some(Line { is_open: true, clauses: Vec::new() });
    }
    let words = words(said);
    let clauses = words.split(|word| word == "or").map(clause).collect::<Option<_>>()?;
    Some(Line { is_open: false, clauses })
}

fn words(said: &str) -> Vec<String> {
    let mut spaced = String::new();
    for c in said.chars() {
        if "[]();".contains(c) {
            spaced.extend([' ', c, ' ']);
        } else {
            spaced.push(c);
        }
    }
    spaced.split_whitespace().map(str::to_owned).collect()
}

/// Parses `A [s1 by f; s2 unenforced] (f g) and B (unverified) after (h)`.
fn clause(words: &[String]) -> Option<Clause> {
    let words = words.split(|word| word == "after").next()?;
    if words == ["nothing"] {
        return Some(Clause::new());
    }
    words.split(|word| word == "and").map(requirement).collect()
}

fn requirement(words: &[String]) -> Option<(String, Requirement)> {
    let (scheme, rest) = words.split_first()?;
    let judges = rest.iter().position(|word| word == "(")?;
    let (before, judged) = rest.split_at(judges);
    let named: Vec<String> = judged[1..judged.len() - 1].to_vec();
    let judges = if named == ["unverified"] { Vec::new() } else { named };
    let mut scopes = BTreeMap::new();
    if let [open, groups @ .., close] = before {
        (open == "[" && close == "]").then_some(())?;
        for group in groups.split(|word| word == ";") {
            let by = group.iter().position(|word| word == "by" || word == "unenforced");
            let enforced_by = by.map_or_else(|| judges.clone(), |by| group[by + 1..].to_vec());
            let own = &group[..by.unwrap_or(group.len())];
            scopes.extend(own.iter().map(|scope| (scope.clone(), enforced_by.clone())));
        }
    }
    Some((scheme.clone(), Requirement { scopes, judges }))
}

#[test]
fn a_line_is_read() {
    let lock = "# head\nGET /a: A [s1 s2 by f; s3 unenforced] (f g) and B (unverified) after (h) or nothing\nPOST /b: open after (h)\n\
                GET /c: page\nfunction f: A, path id\nscheme A: http basic\n";
    let lines = lines(lock);
    assert_eq!(lines.keys().collect::<Vec<_>>(), ["GET /a", "POST /b"]);
    let line = &lines["GET /a"];
    assert!(line.lets_in_strangers() && line.enforces_a_scope() && line.has_unenforced_scope());
    assert_eq!(line.clauses[0]["A"].scopes["s2"], ["f"]);
    assert_eq!(line.clauses[0]["A"].judges, ["f", "g"]);
    assert!(line.clauses[0]["A"].scopes["s3"].is_empty() && line.clauses[0]["B"].judges.is_empty());
    assert!(line.clauses[1].is_empty() && lines["POST /b"].is_open);
}
