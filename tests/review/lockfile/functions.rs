//! The lockfile lists the inputs of every function, because functions and handlers decide by them.

use portcullis::prelude::*;

use super::{api_key, change, changes, get_machine, get_user};

/// Declares two programs, and a function that returns the lines that only one of the two lockfiles has.
macro_rules! programs {
    ($name:ident { $($before:tt)* } => { $($after:tt)* }) => {
        mod $name {
            mod before {
                use super::super::*;
                $($before)*
            }
            mod after {
                use super::super::*;
                $($after)*
            }
            pub(super) fn compare() -> (Vec<String>, Vec<String>) {
                super::compare(before::ROUTES, after::ROUTES, concat!("lockfile::functions::", stringify!($name)))
            }
        }
    };
}

fn compare(before: Routes, after: Routes, module: &str) -> (Vec<String>, Vec<String>) {
    let lock = |routes, program| {
        let lock = App::new(routes).docs_path(None).security_lock().to_string();
        let lock = lock.replace(&format!("{module}::{program}::"), "");
        lock.replace("lockfile::functions::", "").replace("lockfile::", "")
    };
    let (before, after) = (lock(before, "before"), lock(after, "after"));
    let lines = |one: &str, other: &str| {
        let lines = one.lines().filter(|line| !other.lines().any(|known| known == *line));
        lines.map(str::to_owned).collect()
    };
    (lines(&before, &after), lines(&after, &before))
}

fn forbidden() -> HttpError {
    HttpError::new(StatusCode::FORBIDDEN, "Not yours")
}

// The guard checks the owner of a different item than the handler reads.
programs!(place {
    #[dependency]
    fn owned(#[depends(get_user)] user: String, #[path] id: String) -> Result<(), HttpError> {
        if user == id { Ok(()) } else { Err(forbidden()) }
    }
    #[get("/items/{id}", depends(owned))]
    async fn read_item(id: String) -> Json<String> { Json(id) }
    pub(super) const ROUTES: Routes = routes![read_item];
} => {
    #[dependency]
    fn owned(#[depends(get_user)] user: String, #[query] id: String) -> Result<(), HttpError> {
        if user == id { Ok(()) } else { Err(forbidden()) }
    }
    #[get("/items/{id}", depends(owned))]
    async fn read_item(id: String) -> Json<String> { Json(id) }
    pub(super) const ROUTES: Routes = routes![read_item];
});

#[test]
fn where_a_parameter_is_read_is_listed() {
    let (before, after) = place::compare();
    assert_eq!(before, ["function owned: get_user, path id"]);
    assert_eq!(after, ["function owned: get_user, query id"]);
}

#[dependency]
fn role_of(#[depends(get_user)] user: String) -> String {
    user
}

/// A placeholder for tests.
#[dependency]
fn role_of_anybody() -> String {
    "admin".into()
}

programs!(values {
    #[delete("/items", depends(get_user))]
    async fn delete_items(#[depends(role_of)] role: String) -> Result<(), HttpError> {
        if role == "admin" { Ok(()) } else { Err(forbidden()) }
    }
    pub(super) const ROUTES: Routes = routes![delete_items];
} => {
    #[delete("/items", depends(get_user))]
    async fn delete_items(#[depends(role_of_anybody)] role: String) -> Result<(), HttpError> {
        if role == "admin" { Ok(()) } else { Err(forbidden()) }
    }
    pub(super) const ROUTES: Routes = routes![delete_items];
});

#[test]
fn the_values_that_a_handler_decides_by_are_listed() {
    let (before, after) = values::compare();
    let operation = "DELETE /items: OAuth2PasswordBearer (get_user) -- guards get_user -- takes ";
    assert_eq!(before, [format!("{operation}role_of"), "function role_of: get_user".to_owned()]);
    assert_eq!(
        after,
        [format!("{operation}role_of_anybody"), "function role_of_anybody: nothing".to_owned()]
    );
}

#[dependency]
fn get_author(#[path] id: String) -> String {
    id
}

programs!(order {
    #[dependency]
    fn owned(#[depends(get_user)] user: String, #[depends(role_of)] author: String) -> Result<(), HttpError> {
        if author.starts_with(&user) { Ok(()) } else { Err(forbidden()) }
    }
    #[get("/items/{id}")]
    async fn read_item(
        id: String,
        #[depends(owned)] _owned: (),
        #[depends(get_user)] user: String,
        #[depends(role_of)] author: String,
    ) -> Json<String> { Json([id, user, author].concat()) }
    pub(super) const ROUTES: Routes = routes![read_item];
} => {
    #[dependency]
    fn owned(#[depends(role_of)] user: String, #[depends(get_user)] author: String) -> Result<(), HttpError> {
        if author.starts_with(&user) { Ok(()) } else { Err(forbidden()) }
    }
    #[get("/items/{id}")]
    async fn read_item(
        id: String,
        #[depends(owned)] _owned: (),
        #[depends(role_of)] user: String,
        #[depends(get_user)] author: String,
    ) -> Json<String> { Json([id, user, author].concat()) }
    pub(super) const ROUTES: Routes = routes![read_item];
});

#[test]
fn the_order_of_two_arguments_is_listed() {
    let (before, after) = order::compare();
    let operation = "GET /items/{id}: OAuth2PasswordBearer (get_user owned) -- takes owned,";
    assert_eq!(
        before,
        [format!("{operation} get_user, role_of"), "function owned: get_user, role_of".to_owned(),]
    );
    assert_eq!(
        after,
        [format!("{operation} role_of, get_user"), "function owned: role_of, get_user".to_owned(),]
    );
}

programs!(variant {
    #[derive(AnyOf)]
    pub(super) enum Caller {
        User(#[depends(get_user)] String),
        Machine(#[depends(get_machine)] String),
    }
    #[get("/jobs")]
    async fn read_jobs(#[depends] caller: Caller) -> Json<String> {
        let (Caller::User(name) | Caller::Machine(name)) = caller;
        Json(name)
    }
    pub(super) const ROUTES: Routes = routes![read_jobs];
} => {
    #[derive(AnyOf)]
    pub(super) enum Caller {
        Machine(#[depends(get_user)] String),
        User(#[depends(get_machine)] String),
    }
    #[get("/jobs")]
    async fn read_jobs(#[depends] caller: Caller) -> Json<String> {
        let (Caller::User(name) | Caller::Machine(name)) = caller;
        Json(name)
    }
    pub(super) const ROUTES: Routes = routes![read_jobs];
});

#[test]
fn the_variant_of_an_alternative_is_listed() {
    let (before, after) = variant::compare();
    assert_eq!(before, ["function Caller: User = get_user or Machine = get_machine"]);
    assert_eq!(after, ["function Caller: Machine = get_user or User = get_machine"]);
}

programs!(field {
    #[derive(Dependency)]
    pub(super) struct Transfer {
        #[depends(get_user)]
        from: String,
        #[depends(get_author)]
        to: String,
    }
    #[get("/{id}")]
    async fn pay(#[depends] transfer: Transfer) -> Json<String> { Json(transfer.from + &transfer.to) }
    pub(super) const ROUTES: Routes = routes![pay];
} => {
    #[derive(Dependency)]
    pub(super) struct Transfer {
        #[depends(get_user)]
        to: String,
        #[depends(get_author)]
        from: String,
    }
    #[get("/{id}")]
    async fn pay(#[depends] transfer: Transfer) -> Json<String> { Json(transfer.from + &transfer.to) }
    pub(super) const ROUTES: Routes = routes![pay];
});

#[test]
fn the_field_of_a_value_is_listed() {
    let (before, after) = field::compare();
    assert_eq!(before, ["function Transfer: from = get_user, to = get_author"]);
    assert_eq!(after, ["function Transfer: to = get_user, from = get_author"]);
}

/// A function that cannot refuse can still provide the value that another function decides by.
#[test]
fn where_a_function_gets_its_values_from_is_listed() {
    #[dependency]
    fn find(#[depends(api_key)] key: String) -> Option<String> {
        portcullis::secure_eq(&key, "secret").then_some(key)
    }
    #[dependency]
    fn find_any(#[depends(api_key)] key: String) -> Option<String> {
        Some(key)
    }
    let before = {
        #[dependency]
        fn require(#[depends(find)] user: Option<String>) -> Result<String, AuthError> {
            user.ok_or_else(api_key::invalid_token)
        }
        #[get("/a")]
        async fn operation(#[depends(require)] _user: String) {}
        routes![operation]
    };
    let after = {
        #[dependency]
        fn require(#[depends(find_any)] user: Option<String>) -> Result<String, AuthError> {
            user.ok_or_else(api_key::invalid_token)
        }
        #[get("/a")]
        async fn operation(#[depends(require)] _user: String) {}
        routes![operation]
    };
    assert!(
        changes(before, after)
            .iter()
            .any(|line| line.starts_with("NEW      function ") && line.contains("::find_any#"))
    );
    assert!(change(before, after).starts_with("CHANGED  GET /a: was APIKeyHeader ("));
}

/// All kinds of inputs of a function.
#[test]
fn each_kind_of_value_has_its_word() {
    use portcullis::graph::{Answers, Dependency, Id};

    struct Gate;

    impl portcullis::Dependency for Gate {
        type Output = ();
        const CLONE: portcullis::CloneOf<()> = None;
        const DEPENDENCY: Dependency =
            Dependency::function(Id::new(module_path!(), "Gate"), &Answers::Nothing, false)
                .needs(&[<get_machine as portcullis::Dependency>::NEED]);
        async fn resolve(cx: &mut portcullis::Context) -> portcullis::Result<()> {
            cx.resolve::<get_machine>().await.map(drop)
        }
    }

    #[dependency]
    fn check(
        #[security(get_user, scopes = ["items"])] _user: String,
        #[depends(Optional<get_machine>)] _machine: Option<String>,
        #[depends(role_of, use_cache = false)] _role: String,
        _scopes: SecurityScopes,
        #[path] id: u8,
        #[query] body: Option<String>,
        #[body] _all: u8,
    ) -> Result<(), HttpError> {
        if id == 0 && body.is_none() { Err(forbidden()) } else { Ok(()) }
    }

    #[post("/{id}", depends(check, Gate))]
    async fn operation() {}
    let lock = App::new(routes![operation]).docs_path(None).security_lock().to_string();
    for line in [
        "::Gate#",
        ": lockfile::get_machine, request\n",
        "::check#",
        ": lockfile::get_user [items], optional lockfile::get_machine, anew lockfile::functions::role_of, scopes, path id, query body, body\n",
        "function lockfile::functions::role_of: lockfile::get_user\n",
        "function lockfile::get_machine: scheme APIKeyHeader\n",
    ] {
        assert!(lock.contains(line), "{line}: {lock}");
    }
}

programs!(guards {
    #[get("/secret", depends(limit, get_user))]
    async fn secret() {}
    pub(super) const ROUTES: Routes = routes![secret];
} => {
    #[get("/secret", depends(get_user, limit))]
    async fn secret() {}
    pub(super) const ROUTES: Routes = routes![secret];
});

#[dependency]
fn limit() -> Result<(), HttpError> {
    Err(HttpError::new(StatusCode::TOO_MANY_REQUESTS, "Too many attempts"))
}

/// A rate limit after the password check does not limit guesses.
#[test]
fn the_order_of_guards_is_listed() {
    let (before, after) = guards::compare();
    let line = "GET /secret: OAuth2PasswordBearer (get_user) after (limit) -- guards ";
    assert_eq!(before, [format!("{line}limit, get_user")]);
    assert_eq!(after, [format!("{line}get_user, limit")]);
}

programs!(scopes {
    #[post("/copy")]
    async fn copy(
        #[security(get_user, scopes = ["items"])] _from: String,
        #[security(get_user, scopes = ["admin"])] _to: String,
    ) {}
    pub(super) const ROUTES: Routes = routes![copy];
} => {
    #[post("/copy")]
    async fn copy(
        #[security(get_user, scopes = ["items", "admin"])] _from: String,
        #[depends(get_user)] _to: String,
    ) {}
    pub(super) const ROUTES: Routes = routes![copy];
});

/// A function may accept one of several scopes, so it matters which argument requires which.
#[test]
fn the_scopes_of_each_argument_are_listed() {
    let (before, after) = scopes::compare();
    let line = "POST /copy: OAuth2PasswordBearer [admin items] (get_user) -- takes ";
    assert_eq!(before, [format!("{line}get_user [items], get_user [admin]")]);
    assert_eq!(after, [format!("{line}get_user [admin items], get_user")]);
}

programs!(fresh {
    #[get("/big", depends(security(get_user, use_cache = false)))]
    async fn big() {}
    pub(super) const ROUTES: Routes = routes![big];
} => {
    #[get("/big", depends(get_user))]
    async fn big() {}
    pub(super) const ROUTES: Routes = routes![big];
});

#[test]
fn what_is_resolved_again_is_listed() {
    let (before, after) = fresh::compare();
    assert_eq!(before, ["GET /big: OAuth2PasswordBearer (get_user) -- guards anew get_user"]);
    assert_eq!(after, ["GET /big: OAuth2PasswordBearer (get_user)"]);
}

/// A scheme named like a function.
#[security_scheme]
static by_header: ApiKeyHeader = ApiKeyHeader::new("X-User").name("get_user");

programs!(names {
    #[get("/me", depends(by_header, get_user))]
    async fn me(#[depends(get_user)] name: String) -> Json<String> { Json(name) }
    pub(super) const ROUTES: Routes = routes![me];
} => {
    #[get("/me", depends(by_header, get_user))]
    async fn me(#[depends(by_header)] name: String) -> Json<String> { Json(name) }
    pub(super) const ROUTES: Routes = routes![me];
});

#[test]
fn a_scheme_is_not_a_function_of_its_name() {
    let (before, after) = names::compare();
    let line = "GET /me: OAuth2PasswordBearer (get_user) and get_user (unverified) -- guards scheme get_user, get_user -- takes ";
    assert_eq!(before, [format!("{line}get_user")]);
    assert_eq!(after, [format!("{line}scheme get_user")]);
}

mod strict {
    #[super::dependency]
    pub(super) fn is_admin(#[depends(super::get_user)] user: String) -> bool {
        user == "root"
    }
}

mod lax {
    #[super::dependency]
    pub(super) fn is_admin(#[depends(super::get_user)] _user: String) -> bool {
        true
    }
}

/// One macro expands to both blocks, and the same name resolves differently in each.
#[test]
fn a_function_that_a_macro_writes_twice_is_two() {
    macro_rules! operation {
        ($method:ident) => {{
            #[dependency]
            fn allowed(#[depends(is_admin)] is_admin: bool) -> Result<(), HttpError> {
                if is_admin { Ok(()) } else { Err(forbidden()) }
            }
            #[$method("/")]
            async fn run(#[depends(get_user)] _user: String, #[depends(allowed)] _allowed: ()) {}
            routes![run]
        }};
    }
    let of_strict = || {
        use strict::is_admin;
        [operation!(get), operation!(post)]
    };
    let of_lax = || {
        use lax::is_admin;
        [operation!(get), operation!(post)]
    };
    let name = |routes: Routes| {
        let lock = App::new(routes).docs_path(None).security_lock().to_string();
        let line = lock.lines().find(|line| line.contains("::allowed#") && line.starts_with("function "));
        line.and_then(|line| line.split(": ").next()).map(str::to_owned)
    };
    let [read, write] = of_strict();
    let [lax_read, lax_write] = of_lax();
    assert_ne!(name(read), name(lax_read));
    assert_ne!(name(write), name(lax_write));
}

programs!(audit {
    #[get("/a", depends(role_of))]
    async fn a(#[depends(get_user)] _user: String) {}
    pub(super) const ROUTES: Routes = routes![a];
} => {
    #[get("/a")]
    async fn a(#[depends(get_user)] _user: String) {}
    pub(super) const ROUTES: Routes = routes![a];
});

#[test]
fn a_guard_that_cannot_refuse_is_listed() {
    let (before, after) = audit::compare();
    let line = "GET /a: OAuth2PasswordBearer (get_user)";
    assert_eq!(before[0], format!("{line} -- guards role_of -- takes get_user"));
    assert_eq!(after, [line]);
}

/// The inputs of a type that reads the body by hand.
#[test]
fn a_body_by_hand_is_listed() {
    use portcullis::graph::{self, Answers, Body, Id, Model};

    struct Hook;

    impl portcullis::Dependency for Hook {
        type Output = ();
        const CLONE: portcullis::CloneOf<()> = None;
        const DEPENDENCY: graph::Dependency = graph::Dependency::body(
            Id::new(module_path!(), "Hook"),
            Body::new("text/plain", Model::of::<String>()),
            &Answers::Nothing,
            false,
        );
        async fn resolve(_: &mut portcullis::Context) -> portcullis::Result<()> {
            Ok(())
        }
    }

    #[post("/hook", public = "the sender signs the body")]
    async fn hook(#[depends(Hook)] _hook: ()) {}
    let lock = App::new(routes![hook]).docs_path(None).security_lock().to_string();
    assert!(lock.lines().any(|line| line.contains("::Hook#") && line.ends_with(": body, request")), "{lock}");
}

/// A lockfile compares equal to its own text, whatever characters names and settings contain.
#[test]
fn a_lockfile_equals_its_own_text() {
    struct Odd;

    impl Odd {
        const fn scheme(&self) -> portcullis::graph::Scheme {
            use portcullis::graph::{Flow, Flows, Scheme, SchemeKind};
            const SCOPES: &[(&str, &str)] = &[("!", ""), ("--", ""), ("a", ""), ("by", ""), ("[", "")];
            Scheme::new(
                "A -- b: \"c\"",
                SchemeKind::OAuth2(
                    Flows::NONE.and(Flow::password("https://id.example/token").scopes(SCOPES)),
                ),
            )
        }
    }

    impl portcullis::SecurityScheme for Odd {
        type Credentials = ();
        async fn authenticate(&self, _: &mut portcullis::Context) -> Result<(), portcullis::Refusal> {
            Err(portcullis::Refusal::missing(None))
        }
        fn settings(&self) -> Vec<String> {
            ["keys -- not passwords", "two\nlines: open", "one \" quote", r"a \ backslash"]
                .map(str::to_owned)
                .into()
        }
    }

    #[security_scheme]
    static odd: Odd = Odd;

    #[dependency]
    fn check(#[depends(odd)] _odd: (), _scopes: SecurityScopes) -> Result<(), HttpError> {
        Err(forbidden())
    }

    #[get("/a b: c", public = "a reason -- with \"quotes\": and more")]
    async fn open() {}
    #[get("/b")]
    async fn scoped(#[security(check, scopes = ["!", "--", "a", "by", "["])] _checked: ()) {}
    let lock = App::new(routes![open, scoped]).security_lock();
    let text = lock.to_string();
    assert_eq!(lock.compare(&text), Ok(()), "{text}");
    assert_eq!(text.lines().filter(|line| line.starts_with("scheme ")).count(), 1, "{text}");
}
