//! The messages for a [`Fault`].

use super::fault::{Fault, Instead, Limit, Taken};
use super::guards::GUARDS;
use super::names::{operation, path, push_id, push_route, shared_path, with_other_slash};
use super::schemes::{SCHEMES, SCOPES};
use super::shapes::SEGMENTS;
use super::table::BYTES;
use crate::check::across::Mistake;
use crate::check::arguments::public;
use crate::check::seen::LIMIT;
use crate::check::text::Text;
use crate::graph::{Dependency, Flows, Kind, Operation, Route, TokenUrl};
use crate::policy::{self, STEPS, Stranger};

/// Reports a fault.
#[track_caller]
pub(super) const fn refuse<H, G>(entries: &'static [Route<H, G>], fault: Fault) -> ! {
    match fault {
        Fault::DuplicateRoute { at, first } => duplicate_route(entries, at, first),
        Fault::OtherNames { at, first } => other_names(entries, at, first),
        Fault::DuplicateId { at, first } => duplicate_id(entries, at, first),
        Fault::SchemeName { scheme, first } => scheme_name(scheme, first),
        Fault::RepeatedName { at, name } => repeated_name(entries, at, name),
        Fault::LongPath { at } => long_path(entries, at),
        Fault::NoPath { operation } => no_path(operation),
        Fault::UnusedPrefix { prefix, name } => unused_prefix(prefix, name),
        Fault::Guarded { at, mistake } => guarded(entries, at, mistake),
        Fault::Downgrade { stronger, weaker } => downgrade(entries, stronger, weaker),
        Fault::Shadow { taken, at, over, is_secured } => {
            let paths = match taken {
                Taken::All => None,
                Taken::Some => Some(shared_path(entries, at, over)),
                Taken::Redirected => Some(with_other_slash(path(entries, over))),
            };
            // An operation that requires nothing is declared public instead.
            let key = if is_secured { "shadows" } else { "public" };
            shadow(entries, at, over, paths, key)
        }
        Fault::PublicSecured { at, scheme } => public::refuse(operation(entries, at), scheme),
        Fault::Forgotten { at, stranger: Stranger::WithNothing } => forgotten(entries, at),
        Fault::Forgotten { at, stranger: Stranger::WithAnything(scheme) } => unverified(entries, at, scheme),
        Fault::RestBeside { at, first } => rest_beside(entries, at, first),
        Fault::TooMany(limit) => too_many(entries, limit),
        Fault::TokenUrl { scheme, url, instead } => token_url(entries, scheme, url, instead),
        Fault::UnusedScopes { scheme, required } => unused_scopes(scheme, required),
        Fault::UncheckedScopes { at, scopes, dependency, scheme } => {
            unchecked_scopes(entries, at, scopes, dependency, scheme)
        }
    }
}

#[track_caller]
const fn guarded<H, G>(entries: &'static [Route<H, G>], at: usize, mistake: Mistake) -> ! {
    let id = &operation(entries, at).id;
    match mistake {
        Mistake::Reads { reader, scheme } => Text::new()
            .push("`")
            .push(reader.id.name)
            .push("` is in front of ")
            .push_item(id)
            .push(" and reads the request before `")
            .push(scheme.id.name)
            .push("` authenticates it, so unauthenticated clients would see its errors")
            .help("put a dependency that requires these credentials before it: `depends(")
            .push(scheme.id.name)
            .push(", ")
            .push(reader.id.name)
            .push(")`")
            .refuse("credentials_last"),
        Mistake::TwoBodies { first, second } => {
            let text = Text::new().push("`").push(first.id.name).push("` reads the body in front of ").push_item(id);
            let text = match second {
                Some(second) => text.push(", and then `").push(second.id.name).push("` reads it"),
                None => text.push(", which takes it as an argument"),
            };
            text.push("; a request has one body").help("take one of the two").refuse("two_bodies")
        }
        Mistake::NotClone(dependency) => Text::new()
            .push("`")
            .push(dependency.id.name)
            .push("` is resolved in front of ")
            .push_item(id)
            .push(" and once more for it, and its value cannot be cloned")
            .help("derive `Clone` for what it returns, or return an `Arc` of it")
            .refuse("shared_not_clone"),
        Mistake::Unsatisfiable { first, second } => Text::new()
            .push_item(id)
            .push(" asks for `")
            .push(second.id.name)
            .push("`, and `")
            .push(first.id.name)
            .push("` comes before it, but a request has one `Authorization` field, and the two need different ones")
            .help("depend on one of them")
            .refuse("unsatisfiable"),
        Mistake::TooManyDependencies => Text::new()
            .push("more than ")
            .push_number(LIMIT as u32)
            .push(" dependencies are resolved for ")
            .push_item(id)
            .push(" and in front of it, and no more are compared")
            .help("make one dependency of those that go together")
            .refuse("limits"),
    }
}

#[track_caller]
const fn duplicate_route<H, G>(entries: &'static [Route<H, G>], at: usize, first: usize) -> ! {
    push_route(Text::new().push("`"), entries, at)
        .push("` is answered by ")
        .push_item(&operation(entries, first).id)
        .push(" already")
        .help("change the path or the method of one of the two, or list one")
        .refuse("duplicate_route")
}

#[track_caller]
const fn other_names<H, G>(entries: &'static [Route<H, G>], at: usize, first: usize) -> ! {
    let text = push_route(Text::new().push("`"), entries, at).push("` and `");
    push_route(text, entries, first)
        .push("`, of ")
        .push_item(&operation(entries, first).id)
        .push(", are one path with two sets of names")
        .help("give the parameters of both the same names: a document has every path once")
        .refuse("duplicate_route")
}

#[track_caller]
const fn duplicate_id<H, G>(entries: &'static [Route<H, G>], at: usize, first: usize) -> ! {
    push_id(Text::new().push("the operation id `"), entries, at)
        .push("` is that of ")
        .push_item(&operation(entries, first).id)
        .push(" already")
        .help("give one of the two another: `operation_id = \"..\"`, or another name")
        .refuse("duplicate_operation_id")
}

#[track_caller]
const fn scheme_name(scheme: &'static Dependency, first: &'static Dependency) -> ! {
    let crate::graph::Kind::Scheme(described) = scheme.kind else { panic!("only schemes have a name") };
    Text::new()
        .push_item(&scheme.id)
        .push(" and ")
        .push_item(&first.id)
        .push(" are two schemes of the name `")
        .push(described.name)
        .push("`, and the document can describe one")
        .help("give one of the two a name of its own: `.name(\"..\")`")
        .refuse("scheme_name_collision")
}

#[track_caller]
const fn repeated_name<H, G>(entries: &'static [Route<H, G>], at: usize, name: &str) -> ! {
    push_route(Text::new().push("`"), entries, at)
        .push("` has two parameters `")
        .push(name)
        .push("`, one of a prefix and one of ")
        .push_item(&operation(entries, at).id)
        .help("rename one of the two")
        .refuse("path_template")
}

#[track_caller]
const fn long_path<H, G>(entries: &'static [Route<H, G>], at: usize) -> ! {
    push_route(Text::new().push("`"), entries, at)
        .push("`, ")
        .push_item(&operation(entries, at).id)
        .push(", has more than ")
        .push_number(SEGMENTS as u32)
        .push(" segments, or more than ")
        .push_number(BYTES as u32)
        .push(" bytes, and would not be compared with the paths of others")
        .help("make it shorter, or take the rest of it: `{*rest}`")
        .refuse("path_template")
}

#[track_caller]
const fn no_path(operation: &Operation) -> ! {
    Text::new()
        .push("the path `")
        .push(operation.path)
        .push("` of ")
        .push_item(&operation.id)
        .push(" cannot be compared with others")
        .help("start it with `/`, and write it as requests have it, decoded, with parameters that are whole segments: `/items/{id}`")
        .refuse("path_template")
}

#[track_caller]
const fn unused_prefix(prefix: &str, name: &str) -> ! {
    Text::new()
        .push("nothing below the prefix `")
        .push(prefix)
        .push("` takes its parameter `")
        .push(name)
        .push("`")
        .help("take it in an operation or a dependency: `#[path(prefix)] ")
        .push(name)
        .push(": String`")
        .refuse("path_parameter_unused")
}

#[track_caller]
const fn downgrade<H, G>(entries: &'static [Route<H, G>], stronger: usize, weaker: usize) -> ! {
    push_route(Text::new().push("`"), entries, weaker)
        .push("` has two operations, and ")
        .push_item(&operation(entries, weaker).id)
        .push(" lets in callers that ")
        .push_item(&operation(entries, stronger).id)
        .push(" refuses")
        .help("list one of the two, or change the path or the method of `")
        .push(operation(entries, weaker).id.name)
        .push("`")
        .refuse("protection_downgrade")
}

#[track_caller]
const fn shadow<H, G>(
    entries: &'static [Route<H, G>],
    at: usize,
    over: usize,
    paths: Option<Text>,
    key: &str,
) -> ! {
    let text = push_route(Text::new().push("`"), entries, at)
        .push("`, ")
        .push_item(&operation(entries, at).id)
        .push(", takes requests of `");
    let text = push_route(text, entries, over).push("`, ").push_item(&operation(entries, over).id);
    let text = match paths {
        Some(path) => text.push(", those for `").push_bytes(path.bytes()).push("`"),
        None => text,
    };
    text.push(", and lets in callers that it refuses")
        .help("require the same, or say why less is enough: `")
        .push(key)
        .push(" = \"..\"`")
        .refuse("protection_downgrade")
}

#[track_caller]
const fn forgotten<H, G>(entries: &'static [Route<H, G>], at: usize) -> ! {
    push_route(Text::new().push("`"), entries, at)
        .push("`, ")
        .push_item(&operation(entries, at).id)
        .push(", lets in clients without credentials")
        .help("require credentials, `#[depends(..)]` on a dependency that reaches a scheme; or make them optional in its own arguments, `#[depends(Optional<..>)] user: Option<..>`; or say why every client may call it: `public = \"..\"`")
        .refuse("forgotten_route")
}

#[track_caller]
const fn unverified<H, G>(entries: &'static [Route<H, G>], at: usize, scheme: &Dependency) -> ! {
    push_route(Text::new().push("`"), entries, at)
        .push("`, ")
        .push_item(&operation(entries, at).id)
        .push(", requires credentials of `")
        .push(scheme.id.name)
        .push("`, and nothing can refuse wrong ones")
        .help(
            "verify them in a dependency that returns a `Result`, or take them as an argument of the handler",
        )
        .refuse("forgotten_route")
}

#[track_caller]
const fn rest_beside<H, G>(entries: &'static [Route<H, G>], at: usize, first: usize) -> ! {
    let text = push_route(Text::new().push("`"), entries, at).push("` and `");
    push_route(text, entries, first)
        .push("`, ")
        .push_item(&operation(entries, first).id)
        .push(", have a parameter and the rest of a path at one place, and both would take one segment")
        .help("let `{*rest}` take that one, too, or put a word before it: \"/files/tree/{*rest}\"")
        .refuse("duplicate_route")
}

#[track_caller]
const fn too_many<H, G>(entries: &'static [Route<H, G>], limit: Limit) -> ! {
    match limit {
        Limit::Guards(at) => Text::new()
            .push("more than ")
            .push_number(GUARDS as u32 - 1)
            .push(" lists of dependencies are in front of ")
            .push_item(&operation(entries, at).id)
            .push(", and no more are compared")
            .help("make one dependency of those that go together")
            .refuse("limits"),
        Limit::Steps(at) => Text::new()
            .push("more than ")
            .push_number(STEPS as u32)
            .push(" dependencies are resolved for ")
            .push_item(&operation(entries, at).id)
            .push(", each counted once for every way to it, and no more are compared")
            .help("make one dependency of those that go together")
            .refuse("limits"),
        Limit::Branches(at) => Text::new()
            .push("there are more than 64 combinations of credentials with which a caller gets past ")
            .push_item(&operation(entries, at).id)
            .push(" and what is in front of it")
            .help("take fewer alternatives, or make one dependency of those that go together")
            .refuse("unsatisfiable"),
        Limit::Clause(at) => Text::new()
            .push_item(&operation(entries, at).id)
            .push(" requires more than ")
            .push_number(policy::SCHEMES as u32)
            .push(" schemes at once, or more than ")
            .push_number(policy::SCOPES as u32)
            .push(" scopes of one, and no more are compared")
            .help("require fewer: one scope can stand for several")
            .refuse("limits"),
        Limit::Schemes => Text::new()
            .push("this list reaches more than ")
            .push_number(SCHEMES as u32)
            .push(" security schemes, and no more are compared")
            .help("declare a scheme once, and use it wherever its credentials are read")
            .refuse("limits"),
        Limit::Scopes(scheme) => Text::new()
            .push_item(&scheme.id)
            .push(" declares more than ")
            .push_number(SCOPES as u32)
            .push(" scopes, and no more are compared")
            .help("declare fewer, or two schemes")
            .refuse("limits"),
    }
}

#[track_caller]
const fn token_url<H, G>(
    entries: &'static [Route<H, G>],
    scheme: &Dependency,
    url: TokenUrl,
    instead: Instead,
) -> ! {
    let text = Text::new().push("the tokens of ").push_item(&scheme.id);
    let text = match url {
        TokenUrl::At(url) => text.push(" are asked for at `").push(url).push("`"),
        TokenUrl::IssuedBy(issuer) => text.push(" are issued by ").push_item(&issuer.id),
    };
    let text = match instead {
        Instead::Nothing => match url {
            TokenUrl::At(_) => text
                .push(", which nothing here answers")
                .help("list the operation that answers `POST` there, or let the scheme name it wherever it is mounted: `issued_by::<login>()`; a URL of another server is absolute"),
            TokenUrl::IssuedBy(_) => text.push(", which is not listed").help("list it"),
        },
        Instead::OtherMethod(at) => push_route(text.push(", which is `"), entries, at)
            .push("`, but a client asks with `POST` (RFC 6749, section 3.2)")
            .help("write `#[post(\"..\")]`, or name the operation that issues tokens"),
        Instead::OtherBody(at) => push_route(text.push(", but `"), entries, at)
            .push("` does not take the form of the password flow")
            .help("take it: `#[depends] form: OAuth2PasswordRequestForm`"),
    };
    text.refuse("token_url_unanswered")
}

#[track_caller]
const fn unused_scopes(scheme: &Dependency, required: u128) -> ! {
    let text = Text::new().push_item(&scheme.id).push(" declares scopes that nothing here requires: ");
    let text = match &scheme.kind {
        Kind::Scheme(described) => match described.flows() {
            Some(flows) => push_unused(text, flows, required),
            None => text,
        },
        _ => text,
    };
    text.help("require them where they are to protect something, `#[security(.., scopes = [\"..\"])]`, or do not declare them")
        .refuse("scope_never_required")
}

const fn push_unused(mut text: Text, flows: &Flows, required: u128) -> Text {
    let (mut place, mut is_first) = (0, true);
    let mut i = 0;
    while i < flows.0.len() {
        if let Some(flow) = &flows.0[i] {
            let mut j = 0;
            while j < flow.scopes.len() {
                if text.is_long() {
                    return text.push(", ..");
                }
                if place < u128::BITS && required >> place & 1 == 0 {
                    let before = if is_first { "`" } else { ", `" };
                    text = text.push(before).push(flow.scopes[j].0).push("`");
                    is_first = false;
                }
                place += 1;
                j += 1;
            }
        }
        i += 1;
    }
    text
}

#[track_caller]
const fn unchecked_scopes<H, G>(
    entries: &'static [Route<H, G>],
    at: usize,
    scopes: &[&str],
    dependency: &Dependency,
    scheme: &Dependency,
) -> ! {
    let is_one = scopes.len() == 1;
    let text = push_route(Text::new().push("`"), entries, at)
        .push("`, ")
        .push_item(&operation(entries, at).id)
        .push(if is_one { ", requires the scope " } else { ", requires the scopes " });
    let text = push_list(text, scopes).push(" of `").push(dependency.id.name).push("`, and nothing ");
    let text = if dependency.number == scheme.number {
        text
    } else {
        text.push("from there to `").push(scheme.id.name).push("` ")
    };
    let text = text.push(if is_one { "enforces it" } else { "enforces them" });
    let text = if dependency.number == scheme.number {
        text.help("ask a dependency that knows the user: let it take `asked: SecurityScopes` and call `")
    } else {
        text.help("take `asked: SecurityScopes` in the dependency that knows the user, and call `")
    };
    text.push(scheme.id.name).push("::require(&asked, granted)?`").refuse("scope_never_checked")
}

const fn push_list(mut text: Text, names: &[&str]) -> Text {
    let mut i = 0;
    while i < names.len() {
        if text.is_long() {
            return text.push(", ..");
        }
        text = text.push(if i == 0 { "`" } else { ", `" }).push(names[i]).push("`");
        i += 1;
    }
    text
}
