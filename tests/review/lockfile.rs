//! If fewer functions check the credentials of an operation, its line in the lockfile changes, although the same
//! schemes are required.

#[path = "lockfile/functions.rs"]
mod functions;

use portcullis::Response;
use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token")
    .scopes(&[("items", "Read items."), ("admin", "All.")]);

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[dependency]
fn get_user(#[depends(oauth2_scheme)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
    oauth2_scheme::require(&asked, token.split('.'))?;
    Ok(token)
}

#[dependency]
fn get_machine(#[depends(api_key)] key: String) -> Result<String, AuthError> {
    if portcullis::secure_eq(&key, "secret") { Ok(key) } else { Err(api_key::invalid_token()) }
}

/// Returns the differences between the lockfiles of two lists.
fn changes(before: Routes, after: Routes) -> Vec<String> {
    let lock = App::new(before).docs_path(None).security_lock().to_string();
    let changes = App::new(after).docs_path(None).security_lock().compare(&lock);
    let changes = changes.expect_err("the lockfile changes");
    // The lockfile names functions by path, and the path starts with this module.
    changes.lines().map(|line| line.trim().replace("lockfile::", "")).collect()
}

/// Returns the only changed line, apart from the lines of functions.
fn change(before: Routes, after: Routes) -> String {
    let mut changes = changes(before, after);
    changes.retain(|change| !change.contains(" function "));
    let [change] = &changes[..] else { panic!("{changes:#?}") };
    change.clone()
}

/// Compares two operations with the same method and path.
macro_rules! change {
    ($path:literal: ($($before:tt)*) => ($($after:tt)*)) => {{
        mod before {
            use super::*;
            #[get($path)]
            async fn operation($($before)*) {}
            pub(super) const ROUTES: Routes = routes![operation];
        }
        mod after {
            use super::*;
            #[get($path)]
            async fn operation($($after)*) {}
            pub(super) const ROUTES: Routes = routes![operation];
        }
        change(before::ROUTES, after::ROUTES)
    }};
}

#[dependency]
fn on_behalf(
    #[depends(get_machine)] _machine: String,
    #[depends(get_user)] user: String,
) -> Result<String, AuthError> {
    Ok(user)
}

/// A request without the machine's key is not checked by the function that requires the key.
#[test]
fn a_check_on_another_way_is_none() {
    let said = change!("/a": (
        #[depends(Optional<on_behalf>)] _other: Option<String>,
        #[depends(get_user)] _user: String,
    ) => (
        #[depends(Optional<on_behalf>)] _other: Option<String>,
        #[depends(oauth2_scheme)] _user: String,
    ));
    assert!(said.starts_with("LOST     GET /a: was "), "{said}");
    assert!(said.contains("or OAuth2PasswordBearer (unverified)"), "{said}");
}

#[dependency]
#[expect(clippy::result_large_err, reason = "the test needs a response as the error")]
fn not_banned(#[depends(get_user)] user: String) -> Result<String, Response> {
    Ok(user)
}

#[test]
fn whatever_a_check_answers_with_it_is_one() {
    let said = change!("/a": (
        #[security(not_banned, scopes = ["items"])] _user: String
    ) => (
        #[security(get_user, scopes = ["items"])] _user: String
    ));
    assert_eq!(
        said,
        "LOST     GET /a: was OAuth2PasswordBearer [items by get_user] (get_user not_banned) -- takes not_banned [items]; is OAuth2PasswordBearer [items] (get_user)"
    );
}

#[dependency]
fn signed(#[query] signature: String) -> Result<(), HttpError> {
    if signature.is_empty() { Err(HttpError::new(StatusCode::FORBIDDEN, "Not signed")) } else { Ok(()) }
}

#[test]
fn what_can_refuse_anybody_is_named() {
    #[post("/hook", public = "the payments provider signs its messages", depends(signed))]
    async fn hook() {}
    mod after {
        use super::*;
        #[post("/hook", public = "the payments provider signs its messages")]
        async fn hook() {}
        pub(super) const ROUTES: Routes = routes![hook];
    }
    let reason = r#"public "the payments provider signs its messages""#;
    assert_eq!(
        change(routes![hook], after::ROUTES),
        format!("LOST     POST /hook: was {reason} after (signed); is {reason}")
    );
}

mod other {
    use super::*;

    /// Described like the outer scheme, and therefore the same scheme.
    #[security_scheme]
    pub(super) static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

    #[dependency]
    pub(super) fn not_revoked(#[depends(api_key)] key: String) -> Result<String, AuthError> {
        Ok(key)
    }

    /// Has the name of the outer function, but does not check the token.
    #[dependency]
    pub(super) fn get_user(
        #[depends(oauth2_scheme)] token: String,
        _asked: SecurityScopes,
    ) -> Result<String, AuthError> {
        Ok(token)
    }
}

#[test]
fn a_scheme_that_is_declared_twice_is_one() {
    let said = change!("/a": (
        #[depends(get_machine)] _machine: String,
        #[depends(other::not_revoked)] _key: String,
    ) => (
        #[depends(get_machine)] _machine: String,
    ));
    assert_eq!(
        said,
        "LOST     GET /a: was APIKeyHeader (get_machine other::not_revoked) -- takes get_machine, other::not_revoked; is APIKeyHeader (get_machine)"
    );
}

#[test]
fn a_check_of_the_same_name_is_another_one() {
    let said = change!("/a": (
        #[security(get_user, scopes = ["items"])] _user: String
    ) => (
        #[security(other::get_user, scopes = ["items"])] _user: String
    ));
    assert_eq!(
        said,
        "CHANGED  GET /a: was OAuth2PasswordBearer [items] (get_user); is OAuth2PasswordBearer [items] (other::get_user)"
    );
}

/// Enforces only the scopes that are required of the function itself.
#[dependency]
fn audit(#[depends(oauth2_scheme)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
    if asked.scopes().is_empty() { Err(oauth2_scheme::invalid_token()) } else { Ok(token) }
}

#[test]
fn who_looks_for_a_scope_is_said() {
    let said = change!("/a": (
        #[security(get_user, scopes = ["admin"])] _user: String,
        #[security(audit, scopes = ["admin"])] _token: String,
    ) => (
        #[depends(get_user)] _user: String,
        #[security(audit, scopes = ["admin"])] _token: String,
    ));
    assert_eq!(
        said,
        "LOST     GET /a: was OAuth2PasswordBearer [admin by get_user audit] (get_user audit) -- takes get_user [admin], audit [admin]; is OAuth2PasswordBearer [admin by audit] (get_user audit) -- takes get_user, audit [admin]"
    );
}

#[test]
fn a_scheme_of_another_type_is_another_one() {
    mod before {
        use super::*;
        #[security_scheme]
        static bearer: HttpBearer = HttpBearer::new();
        #[get("/a")]
        async fn operation(#[depends(bearer)] _token: HttpAuthorizationCredentials) {}
        pub(super) const ROUTES: Routes = routes![operation];
    }
    mod after {
        use super::*;
        #[security_scheme]
        static bearer: HttpAuthorization = HttpAuthorization::new("bearer").name("HTTPBearer");
        #[get("/a")]
        async fn operation(#[depends(bearer)] _token: HttpAuthorizationCredentials) {}
        pub(super) const ROUTES: Routes = routes![operation];
    }
    assert_eq!(
        change(before::ROUTES, after::ROUTES),
        "CHANGED  scheme HTTPBearer: was ::portcullis::HttpBearer, http bearer; is ::portcullis::HttpAuthorization, http bearer"
    );
}

#[test]
fn what_must_hold_together_has_no_order() {
    #[get("/a")]
    async fn operation(#[depends(get_user)] _user: String, #[depends(get_machine)] _machine: String) {}
    mod after {
        use super::*;
        #[get("/a")]
        async fn operation(#[depends(get_machine)] _machine: String, #[depends(get_user)] _user: String) {}
        pub(super) const ROUTES: Routes = routes![operation];
    }
    let protection = |routes: Routes| {
        let lock = App::new(routes).docs_path(None).security_lock().to_string();
        lock.lines().nth(1).and_then(|line| line.split(" -- ").next()).map(str::to_owned)
    };
    assert_eq!(protection(routes![operation]), protection(after::ROUTES));
}

/// Two blocks of one function each declare a `get_user` with the same signature.
#[test]
fn a_check_of_another_block_is_another_one() {
    let before = {
        #[dependency]
        fn get_user(#[depends(api_key)] key: String) -> Result<String, AuthError> {
            if portcullis::secure_eq(&key, "secret") { Ok(key) } else { Err(api_key::invalid_token()) }
        }
        #[get("/a")]
        async fn operation(#[depends(get_user)] _user: String) {}
        routes![operation]
    };
    let after = {
        #[dependency]
        fn get_user(#[depends(api_key)] key: String) -> Result<String, AuthError> {
            Ok(key)
        }
        #[get("/a")]
        async fn operation(#[depends(get_user)] _user: String) {}
        routes![operation]
    };
    let said = change(before, after);
    assert!(
        said.starts_with(
            "CHANGED  GET /a: was APIKeyHeader (a_check_of_another_block_is_another_one::get_user#"
        ),
        "{said}"
    );
}

/// A check implemented by hand, in two blocks.
#[test]
fn a_check_by_hand_of_another_block_is_another_one() {
    macro_rules! gate {
        ($answer:expr) => {
            impl portcullis::Dependency for Gate {
                type Output = ();
                const CLONE: portcullis::CloneOf<()> = None;
                const DEPENDENCY: portcullis::graph::Dependency = DESCRIBED;
                async fn resolve(_: &mut portcullis::Context) -> portcullis::Result<()> {
                    $answer
                }
            }
        };
    }
    use portcullis::graph::{Answers, Dependency, Id};
    let before = {
        struct Gate;
        const DESCRIBED: Dependency =
            Dependency::function(Id::new(module_path!(), "Gate"), &Answers::Nothing, false).reads_nothing();
        gate!(Err(portcullis::Refusal::answer(HttpError::new(StatusCode::FORBIDDEN, "closed"))));
        #[get("/a", depends(Gate, get_machine))]
        async fn operation() {}
        routes![operation]
    };
    let after = {
        struct Gate;
        const DESCRIBED: Dependency =
            Dependency::function(Id::new(module_path!(), "Gate"), &Answers::Nothing, false).reads_nothing();
        gate!(Ok(()));
        #[get("/a", depends(Gate, get_machine))]
        async fn operation() {}
        routes![operation]
    };
    assert!(change(before, after).starts_with("CHANGED  GET /a: was "));
}

/// A type that reads the body by hand can refuse the request, so the lockfile names the type.
#[test]
fn what_refuses_a_body_by_hand_is_named() {
    use portcullis::graph::{self, Answers, Body, Id, Model};

    struct Hook<const SIGNED: bool>;

    impl<const SIGNED: bool> portcullis::Dependency for Hook<SIGNED> {
        type Output = bool;
        const CLONE: portcullis::CloneOf<bool> = None;
        const DEPENDENCY: graph::Dependency = graph::Dependency::body(
            Id::new(module_path!(), "Hook"),
            Body::new("text/plain", Model::of::<String>()),
            &Answers::Nothing,
            false,
        );

        async fn resolve(_: &mut portcullis::Context) -> portcullis::Result<bool> {
            Ok(SIGNED)
        }
    }

    let before = {
        #[post("/hook", public = "the sender signs the body")]
        async fn operation(#[depends(Hook<true>)] _signed: bool) {}
        routes![operation]
    };
    let after = {
        #[post("/hook", public = "the sender signs the body")]
        async fn operation(#[depends(Hook<false>)] _signed: bool) {}
        routes![operation]
    };
    let said = change(before, after);
    assert!(said.contains("Hook<true>") && said.contains("Hook<false>"), "{said}");
}

#[test]
fn a_layer_is_named_and_missed() {
    use tower_http::cors::CorsLayer;
    use tower_http::set_header::SetResponseHeaderLayer;

    let header = || {
        let value = http::HeaderValue::from_static("test");
        SetResponseHeaderLayer::overriding(http::header::SERVER, value)
    };
    #[get("/a", public = "the page is for everybody")]
    async fn operation() {}
    let app = || App::new(routes![operation]).docs_path(None);
    let lock = app().layer(CorsLayer::new()).layer(header()).security_lock().to_string();
    let layers: Vec<&str> = lock.lines().filter(|line| line.starts_with("layer ")).collect();
    let [cors, header_layer] = layers[..] else { panic!("{lock}") };
    assert!(cors.starts_with("layer 1: ::tower_http::") && cors.ends_with("::CorsLayer"), "{cors}");
    assert!(header_layer.starts_with("layer 2: ") && header_layer.contains("::SetResponseHeaderLayer<"));
    let said = app().layer(CorsLayer::new()).security_lock().compare(&lock).unwrap_err();
    assert!(said.trim().starts_with("LOST     layer 2; was ::tower_http::"), "{said}");
    let said = app().layer(header()).layer(CorsLayer::new()).security_lock().compare(&lock).unwrap_err();
    assert_eq!(said.matches("CHANGED  layer ").count(), 2, "{said}");
    let added = app().layer(CorsLayer::new()).layer(header()).security_lock();
    let before = app().layer(CorsLayer::new()).security_lock().to_string();
    assert!(added.compare(&before).unwrap_err().contains("NEW      layer 2: "));
}

/// A path template that matches the token URL is not the token endpoint, for the compiler and for the lockfile.
#[test]
fn a_token_endpoint_is_a_path_and_no_template() {
    #[security_scheme]
    static tokens: OAuth2PasswordBearer = OAuth2PasswordBearer::new("acme/token");
    #[get("/users/me")]
    async fn read_me(#[depends(tokens)] _token: String) {}
    #[post("/{tenant}/token")]
    async fn of_any(#[path] tenant: String, #[depends] _form: OAuth2PasswordRequestForm) -> Json<String> {
        Json(tenant)
    }
    #[post("/token")]
    async fn of_acme(#[depends] _form: OAuth2PasswordRequestForm) {}
    let lines = |routes: Routes| App::new(routes).docs_path(None).security_lock().to_string();
    assert!(lines(routes![read_me, of_any]).contains("POST /{tenant}/token: open\n"));
    let acme = secured_routes![read_me, nest("/acme", routes![of_acme])];
    let lock = lines(acme);
    let door = "POST /acme/token: token endpoint of OAuth2PasswordBearer by lockfile::a_token_endpoint_is_a_path_and_no_template::of_acme#";
    assert!(lock.contains(door), "{lock}");
}

/// The lockfile shows the `public` reason of an operation whose credentials are optional.
#[test]
fn a_reason_stands_beside_what_is_optional() {
    #[get("/a", public = "the front page greets its readers by name", depends(Optional<get_machine>))]
    async fn operation() {}
    let lock = App::new(secured_routes![operation]).docs_path(None).security_lock().to_string();
    let line = "GET /a: APIKeyHeader (lockfile::get_machine) or nothing -- public \"the front page greets its readers by name\"";
    assert!(lock.contains(line), "{lock}");
}

/// The type argument of a scheme can determine what the scheme checks.
#[test]
fn a_type_argument_of_a_scheme_is_named() {
    #[derive(Clone, Copy)]
    struct Signed<K>(std::marker::PhantomData<K>);
    struct Real;
    struct Anything;
    impl<K> Signed<K> {
        const fn scheme(&self) -> portcullis::graph::Scheme {
            use portcullis::graph::{KeyPlace, Scheme, SchemeKind};
            let kind = SchemeKind::ApiKey { place: KeyPlace::Header, name: "X-Signature" };
            Scheme::new("Signed", kind).verifies()
        }
    }
    impl<K: Send + Sync + 'static> portcullis::SecurityScheme for Signed<K> {
        type Credentials = ();
        async fn authenticate(&self, _: &mut portcullis::Context) -> Result<(), portcullis::Refusal> {
            Err(portcullis::Refusal::missing(None))
        }
    }
    let before = {
        #[security_scheme]
        static signed: Signed<Real> = Signed(std::marker::PhantomData);
        #[get("/a")]
        async fn operation(#[depends(signed)] _nothing: ()) {}
        routes![operation]
    };
    let after = {
        #[security_scheme]
        static signed: Signed<Anything> = Signed(std::marker::PhantomData);
        #[get("/a")]
        async fn operation(#[depends(signed)] _nothing: ()) {}
        routes![operation]
    };
    let said = change(before, after);
    assert!(said.starts_with("CHANGED  scheme Signed: was ") && said.contains("::Anything>"), "{said}");
}

#[dependency]
fn get_staff(#[depends(staff)] sent: HttpAuthorizationCredentials) -> Result<String, AuthError> {
    if sent.credentials() == "staff" { Ok("staff".into()) } else { Err(staff::invalid_token()) }
}

#[security_scheme]
static staff: HttpBearer = HttpBearer::new().name("Staff");

/// A token is presented for both schemes that read it, so the document, the lockfile and the server require both.
#[tokio::test]
async fn what_is_presented_for_one_scheme_is_presented_for_another_of_its_place() {
    #[get("/a")]
    async fn operation(
        #[depends(get_user)] _user: String,
        #[depends(Optional<get_staff>)] _staff: Option<String>,
    ) {
    }
    let app = App::new(routes![operation]).docs_path(None);
    let wanted = json!([{ "OAuth2PasswordBearer": [], "Staff": [] }]);
    assert_eq!(app.openapi()["paths"]["/a"]["get"]["security"], wanted);
    let line = "GET /a: OAuth2PasswordBearer (lockfile::get_user) and Staff (lockfile::get_staff) -- takes lockfile::get_user, optional lockfile::get_staff\n";
    assert!(app.security_lock().to_string().contains(line));
    let client = TestClient::new(app);
    assert_eq!(client.get("/a").bearer("anybody").await.status(), 401);
    assert_eq!(client.get("/a").bearer("staff").await.status(), 200);
}

/// Literal braces are not a parameter in the document either.
#[test]
fn a_path_with_braces_and_one_with_a_parameter_are_two() {
    #[get("/lit/{x}")]
    async fn locked(x: String, #[depends(get_user)] _user: String) -> Json<String> {
        Json(x)
    }
    #[get("/lit/{{x}}", public = "the text in braces is for everybody")]
    async fn open() {}
    let document = App::new(routes![locked, open]).openapi();
    assert_eq!(document["paths"]["/lit/{x}"]["get"]["security"], json!([{ "OAuth2PasswordBearer": [] }]));
    assert_eq!(document["paths"]["/lit/%7Bx%7D"]["get"]["security"], json!([]));
}

/// Settings of a scheme that the document does not show.
#[test]
fn a_setting_of_a_scheme_is_seen() {
    struct Nobody;
    impl portcullis::DigestUsers for Nobody {
        async fn find(&self, _: &str) -> Option<portcullis::DigestSecret> {
            None
        }
    }
    #[security_scheme]
    static digest: portcullis::HttpDigest<&'static Nobody> = portcullis::HttpDigest::new("items", &Nobody);
    impl portcullis::DigestUsers for &'static Nobody {
        async fn find(&self, username: &str) -> Option<portcullis::DigestSecret> {
            Nobody.find(username).await
        }
    }
    #[get("/a")]
    async fn operation(#[depends(digest)] _caller: portcullis::HttpDigestCredentials) {}
    let app = || App::new(routes![operation]).docs_path(None);
    let lock = app().security_lock().to_string();
    assert!(lock.contains(r#" (realm "items", SHA-256, nonces end after 300 s), http digest"#), "{lock}");
    let said = app().configure::<digest>(|digest| digest.md5()).security_lock().compare(&lock).unwrap_err();
    assert!(
        said.trim().starts_with("CHANGED  scheme HTTPDigest: ") && said.contains("SHA-256 and MD5"),
        "{said}"
    );
}
