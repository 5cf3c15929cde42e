//! The operation id, the summary and the description of an operation, with their defaults.

use crate::graph::Operation;
use crate::policy::operation_id::words;

/// Returns the operation id. The default is FastAPI's: the name, the path and the method.
pub(super) fn operation_id(path: &str, operation: &Operation) -> String {
    if let Some(id) = operation.operation_id {
        return id.into();
    }
    format!("{}{}_{}", words(operation.id.name), words(path), operation.method.key())
}

/// Returns the summary. The default is the first paragraph of the doc comment, or the name in words: `Read Items`.
pub(super) fn summary(operation: &Operation) -> String {
    if let Some(summary) = operation.summary {
        return summary.into();
    }
    match paragraphs(operation.doc).0 {
        "" => in_words(operation.id.name),
        first => first.replace('\n', " "),
    }
}

/// Returns the description. The default is the rest of the doc comment.
pub(super) fn description(operation: &Operation) -> Option<String> {
    let rest = operation.description.unwrap_or(paragraphs(operation.doc).1);
    (!rest.is_empty()).then(|| rest.into())
}

fn paragraphs(doc: &'static str) -> (&'static str, &'static str) {
    let (first, rest) = doc.split_once("\n\n").unwrap_or((doc, ""));
    (first.trim(), rest.trim())
}

fn in_words(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|letter| letter.to_uppercase().to_string());
        first.unwrap_or_default() + letters.as_str()
    };
    name.split('_').filter(|part| !part.is_empty()).map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Answers, Id, Method};

    fn read_items() -> Operation {
        Operation::new(Id::new("m", "read_items"), Method::Get, "/items/", &Answers::Nothing)
    }

    #[test]
    fn names_come_from_the_function_and_its_path() {
        let operation = read_items();
        assert_eq!(operation_id("/items/", &operation), "read_items_items__get");
        assert_eq!(operation_id("/a/{*rest}", &operation), "read_items_a__rest__get");
        assert_eq!(operation_id("/x", &operation.operation_id("mine")), "mine");
        assert_eq!(summary(&operation), "Read Items");
        assert_eq!(description(&operation), None);
    }

    #[test]
    fn a_doc_comment_is_summary_and_description() {
        let operation = read_items().doc("Read\nthe items.\n\nAll of them.\n\nReally.");
        assert_eq!(summary(&operation), "Read the items.");
        assert_eq!(description(&operation).as_deref(), Some("All of them.\n\nReally."));
        assert_eq!(summary(&operation.summary("Items")), "Items");
        assert_eq!(description(&operation.description("Some.")).as_deref(), Some("Some."));
    }
}
