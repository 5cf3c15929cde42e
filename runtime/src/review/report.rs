use std::fmt;

use super::facts::{Facts, OperationFacts};
use super::lock::describe;
use super::protection::{Alternative, Lock, Protection, join};

/// A report of who may call what, for people. The report displays as text, and [`to_markdown`](Self::to_markdown) returns
/// Markdown. Made by [`App::security_report`](crate::App::security_report).
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[get("/health", public = "load balancers ask without credentials")]
/// async fn health() {}
///
/// let report = App::new(routes![health]).title("Shop").security_report();
/// assert!(report.to_string().contains("1 operation: 0 secured, 1 open"));
/// assert!(report.to_markdown().contains("| `GET /health` | every client | load balancers ask without credentials |"));
/// ```
#[derive(Clone, Debug)]
pub struct SecurityReport {
    title: String,
    rows: Vec<Row>,
    schemes: Vec<[String; 2]>,
    pages: Vec<String>,
    /// The number of operations that do not admit clients without credentials.
    secured: usize,
    /// The number of operations that read credentials, and also admit clients without them.
    optional: usize,
}

/// The row of an operation.
#[derive(Clone, Debug)]
struct Row {
    route: String,
    /// The callers that get in, one entry per alternative.
    callers: Vec<String>,
    /// Further remarks about the operation.
    notes: Vec<String>,
}

impl SecurityReport {
    pub(crate) fn new(title: &str, facts: &Facts) -> Self {
        let schemes = facts.schemes.iter().zip(&facts.types);
        let count =
            |is: &dyn Fn(&OperationFacts) -> bool| facts.operations.iter().filter(|facts| is(facts)).count();
        Self {
            title: title.to_owned(),
            rows: facts.operations.iter().map(Row::new).collect(),
            schemes: schemes
                .map(|(scheme, types)| [scheme.name.to_owned(), describe(scheme, types, facts.own)])
                .collect(),
            pages: facts.pages.clone(),
            secured: count(&|facts| !facts.protection.lets_in_strangers()),
            optional: count(&|facts| !facts.clauses.is_empty() && facts.protection.lets_in_strangers()),
        }
    }

    /// Returns the report as Markdown, with a table of the operations and one of the schemes.
    pub fn to_markdown(&self) -> String {
        // A bar ends a cell, even in code.
        let code = |text: &str| text.replace('|', "\\|");
        let cell = |text: &str| code(text).replace('<', "&lt;");
        let mut text = format!("# {}: who may call what\n\n{}\n\n", cell(&self.title), self.summary());
        text += "| Operation | Who gets in | Notes |\n|---|---|---|\n";
        for row in &self.rows {
            let callers = join(row.callers.iter().map(|caller| cell(caller)), "<br>or ");
            let notes = cell(&row.notes.join("; "));
            text += &format!("| `{}` | {callers} | {notes} |\n", code(&row.route));
        }
        if !self.schemes.is_empty() {
            text += "\n| Scheme | What it is |\n|---|---|\n";
            text.extend(
                self.schemes.iter().map(|[name, what]| format!("| {} | {} |\n", cell(name), cell(what))),
            );
        }
        if !self.pages.is_empty() {
            let pages = join(self.pages.iter().map(|path| format!("`{path}`")), ", ");
            text += &format!("\nEvery client can read the built-in pages {pages}.\n");
        }
        text
    }

    fn summary(&self) -> String {
        let (all, noun) = (self.rows.len(), if self.rows.len() == 1 { "operation" } else { "operations" });
        let (secured, open) = (self.secured, all - self.secured - self.optional);
        match self.optional {
            0 => format!("{all} {noun}: {secured} secured, {open} open"),
            optional => format!(
                "{all} {noun}: {secured} secured, {optional} open with optional credentials, {open} open"
            ),
        }
    }
}

impl fmt::Display for SecurityReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: who may call what\n{}\n", self.title, self.summary())?;
        for row in &self.rows {
            writeln!(f, "{}", row.route)?;
            for (at, caller) in row.callers.iter().enumerate() {
                writeln!(f, "    {}{caller}", if at == 0 { "" } else { "or " })?;
            }
            row.notes.iter().try_for_each(|note| writeln!(f, "    - {note}"))?;
        }
        if !self.schemes.is_empty() {
            writeln!(f, "\nSchemes")?;
        }
        self.schemes.iter().try_for_each(|[name, what]| writeln!(f, "    {name}: {what}"))?;
        if !self.pages.is_empty() {
            writeln!(f, "\nBuilt-in pages, which every client can read: {}", self.pages.join(", "))?;
        }
        Ok(())
    }
}

impl Row {
    fn new(facts: &OperationFacts) -> Self {
        let (callers, mut notes) = match &facts.protection {
            Protection::Public(reason, after) => (vec![every_client(after)], vec![line(reason)]),
            Protection::TokenEndpoint { of, after, .. } => {
                (vec![every_client(after)], vec![format!("issues the tokens of {}", of.join(", "))])
            }
            Protection::Open(after) => (vec![every_client(after)], vec!["no reason is given".to_owned()]),
            Protection::Page => (vec![every_client(&[])], Vec::new()),
            Protection::Locked(alternatives) => {
                let caller =
                    |alternative: &Alternative| match (&alternative.locks[..], &alternative.after[..]) {
                        ([], []) => "clients without credentials".to_owned(),
                        ([], names) => {
                            format!("clients without credentials that {} does not refuse", names.join(", "))
                        }
                        _ => alternative.to_string(),
                    };
                (alternatives.iter().map(caller).collect(), Vec::new())
            }
        };
        if facts.protection.locks().any(|lock| lock.checks.is_empty()) {
            notes.push("the handler gets credentials that nothing has verified".to_owned());
        }
        let is_ignored = |lock: &Lock| lock.scopes.iter().any(|asked| asked.enforcers.is_empty());
        if facts.protection.locks().any(is_ignored) {
            notes.push("no function enforces some of the scopes".to_owned());
        }
        notes.extend(
            facts
                .operation
                .shadows
                .map(|reason| format!("requires less than a more general path: {}", line(reason))),
        );
        notes.extend((!facts.operation.in_schema).then(|| "not in the document".to_owned()));
        Self { route: facts.route(), callers, notes }
    }
}

/// Describes the clients that these functions do not refuse.
fn every_client(after: &[String]) -> String {
    match after {
        [] => "every client".to_owned(),
        names => format!("every client that {} does not refuse", names.join(", ")),
    }
}

/// Returns a text without line breaks.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
