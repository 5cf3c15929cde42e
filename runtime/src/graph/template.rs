//! Path templates: literal segments, `{name}` and, at the end, `{*rest}`; doubled braces are literal ones.

/// The names of the parameters of a template, in order.
pub(crate) fn parameter_names(template: &str) -> impl Iterator<Item = &str> {
    placeholders(template).map(|placeholder| placeholder.trim_start_matches('*'))
}

/// Whether the last parameter of a template takes the rest of the path.
pub(crate) fn takes_rest(template: &str) -> bool {
    placeholders(template).any(|placeholder| placeholder.starts_with('*'))
}

/// The template with its parameters numbered: two templates that match the same paths become the same text.
pub(crate) fn numbered(template: &str) -> String {
    let mut text = template.to_owned();
    for (i, placeholder) in placeholders(template).enumerate() {
        let star = if placeholder.starts_with('*') { "*" } else { "" };
        text = text.replacen(&format!("{{{placeholder}}}"), &format!("{{{star}p{i}}}"), 1);
    }
    text
}

/// What stands between braces; doubled braces are literal ones.
fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    let mut rest = template;
    std::iter::from_fn(move || {
        loop {
            let at = rest.find('{')?;
            if rest[at..].starts_with("{{") {
                rest = &rest[at + 2..];
                continue;
            }
            let (placeholder, after) = rest[at + 1..].split_once('}')?;
            rest = after;
            return Some(placeholder);
        }
    })
}

/// The template as OpenAPI has it: a parameter that takes the rest of the path is one like any other, and
/// literal braces are single.
pub(crate) fn plain(template: &str) -> String {
    template.replace("{*", "{").replace("{{", "{").replace("}}", "}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_compared_without_names() {
        assert_eq!(numbered("/a/{x}/b/{*rest}"), "/a/{p0}/b/{*p1}");
        assert_eq!(numbered("/a/{y}/b/{*all}"), "/a/{p0}/b/{*p1}");
        assert_eq!(numbered("/{{literal}}"), "/{{literal}}");
        assert_eq!(parameter_names("/a/{x}/{{y}}/{*rest}").collect::<Vec<_>>(), ["x", "rest"]);
        assert!(takes_rest("/{*rest}") && !takes_rest("/{rest}"));
        assert_eq!(plain("/a/{x}/{{y}}/{*rest}"), "/a/{x}/{y}/{rest}");
    }
}
