use crate::check::text::Text;
use crate::graph::{Dependency, Kind, Need};
use crate::policy::unjudged;

/// Rule `credentials-last`, too: a function that judges the credentials of a scheme must do so before anything else of the
/// request can be reported. So a client with a wrong token is told only that its token is wrong.
///
/// # Panics
///
/// Panics while the program is compiled, if something that can be refused is read before the credentials are
/// judged.
#[track_caller]
pub(crate) const fn judged(judge: &'static Dependency) {
    if !judge.refuses {
        return;
    }
    if let Some(scheme) = unjudged(judge)
        && let Some(reader) = reads_unjudged(judge, true)
    {
        let text = Text::new().push("`").push(reader.id.name).push("` reads the request before ");
        let text =
            if reader.is(judge) { text.push("it") } else { text.push("`").push(judge.id.name).push("`") };
        let text = text
            .push(" has judged the credentials of `")
            .push(scheme.id.name)
            .push("`, so a client with wrong ones would see its errors");
        let text = if reader.is(judge) {
            text.help("judge them in a dependency of its own, and take its value here")
        } else {
            text.help("judge them in a dependency that reads nothing else, and let `")
                .push(reader.id.name)
                .push("` depend on that")
        };
        text.refuse("credentials_last")
    }
}

/// Returns the first dependency that, before any credentials are judged, reads something that can be refused.
/// The search starts at `dependency` and includes the dependencies below it. The judge itself may read the
/// body, because it may have to judge a signature of the body.
const fn reads_unjudged(dependency: &'static Dependency, is_judge: bool) -> Option<&'static Dependency> {
    // An item with a reported error may read anything.
    if !dependency.id.is_known() {
        return None;
    }
    if matches!(dependency.kind, Kind::Body(_)) || dependency.reads {
        return Some(dependency);
    }
    let mut i = 0;
    while i < dependency.needs.len() {
        match &dependency.needs[i] {
            Need::Dependency(asked) => {
                let found = reads_unjudged(asked.dependency, false);
                if found.is_some() {
                    return found;
                }
                if judges(asked.dependency) {
                    return None;
                }
            }
            Need::Parameter(parameter) if parameter.always_validates() => {}
            Need::Body(_) if is_judge => {}
            Need::Parameter(_) | Need::Body(_) => return Some(dependency),
            Need::Scopes => {}
        }
        i += 1;
    }
    None
}

/// Whether credentials have been judged once a dependency is resolved.
const fn judges(dependency: &Dependency) -> bool {
    match &dependency.kind {
        Kind::Scheme(scheme) => return scheme.verifies,
        // A caller who presents nothing passes an optional dependency.
        Kind::Optional => return false,
        Kind::Function if dependency.refuses && dependency.reaches_scheme() => return true,
        _ => {}
    }
    let mut i = 0;
    while i < dependency.needs.len() {
        if let Need::Dependency(asked) = &dependency.needs[i] {
            let judges = judges(asked.dependency);
            match dependency.kind {
                // Only one of the alternatives is resolved.
                Kind::AnyOf if !judges => return false,
                Kind::AnyOf => {}
                _ if judges => return true,
                _ => {}
            }
        }
        i += 1;
    }
    matches!(dependency.kind, Kind::AnyOf)
}
