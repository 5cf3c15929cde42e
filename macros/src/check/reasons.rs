use syn::LitStr;

use crate::errors::Errors;
use crate::model::Operation;

/// Checks the rule `public-reason`: a reason must tell a reviewer something.
pub(super) fn check(operation: &Operation, errors: &mut Errors) {
    let arguments = &operation.arguments;
    for (key, reason) in [("public", &arguments.public), ("shadows", &arguments.shadows)] {
        if let Some(reason) = reason
            && !is_reason(&reason.value())
        {
            push(key, reason, errors);
        }
    }
}

fn push(key: &str, reason: &LitStr, errors: &mut Errors) {
    errors.push(
        "public_reason",
        reason.span(),
        format_args!("`{}` is not a reason", reason.value().escape_debug()),
        format_args!("say why in at least two words and ten characters, for reviewers: `{key} = \"load balancers ask without credentials\"`"),
    );
}

/// Texts that are written in place of a missing reason.
const PLACEHOLDERS: [&str; 8] = ["todo", "tbd", "none", "n/a", "public", "fixme", "no reason", "xxx"];

/// Whether a text is a reason. It has at least two different words, ten characters, six letters, and four letters in one word.
/// It is not a placeholder for a reason that is still to be written.
fn is_reason(text: &str) -> bool {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    let (said, first) = (words.join(" "), words.first().map_or("", String::as_str));
    let is_placeholder = PLACEHOLDERS.contains(&said.as_str())
        || said.starts_with("no reason ")
        || said.starts_with("to do ")
        || matches!(first, "todo" | "tbd" | "fixme" | "xxx");
    let words: Vec<String> = words.into_iter().filter(|word| !is_filler(word)).collect();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    words.len() >= 2
        && text.trim().chars().count() >= 10
        && letters >= 6
        && !is_placeholder
        && !is_one_word(&words)
        && words.iter().any(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 4)
}

/// Whether a word is one letter, repeated.
fn is_filler(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|c| word.starts_with(c))
}

fn is_one_word(words: &[String]) -> bool {
    words.iter().all(|word| *word == words[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_of_two_words_and_ten_characters() {
        for reason in
            ["load balancers ask without credentials", "health check", "für alle Leser", "RFC 8615 discovery"]
        {
            assert!(is_reason(reason), "{reason}");
        }
        for nothing in [
            "",
            " ",
            "public",
            "healthcheck",
            "by design",
            "no reason",
            "No  Reason.",
            "TODO",
            "todo: find a reason",
            "TBD, ask the others",
            "n/a",
            "- - - - - - -",
            "public public",
            "no reason at all",
            "xx yyyyyyyy",
            "1 2 3 4 5 6",
            "it is it is it is",
            "to do later on",
        ] {
            assert!(!is_reason(nothing), "{nothing}");
        }
    }
}
