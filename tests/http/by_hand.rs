//! Items implemented by hand are held to their description, and do not run after a parameter was malformed.

use std::cell::Cell;

use portcullis::graph::{self, Answers, Body, Id, Model, Need};
use portcullis::prelude::*;
use portcullis::{CloneOf, Context, Refusal};
use portcullis_tests::{Server, get, request};

#[security_scheme]
static bearer: HttpBearer = HttpBearer::new();

#[dependency]
async fn get_user(#[depends(bearer)] sent: HttpAuthorizationCredentials) -> Result<String, AuthError> {
    if portcullis::secure_eq(sent.credentials(), "secret") {
        Ok("alice".to_owned())
    } else {
        Err(bearer::invalid_token())
    }
}

thread_local! {
    // Each test has its own thread, and the client runs the app on that thread.
    static RAN: Cell<bool> = const { Cell::new(false) };
}

/// Whether a dependency with an effect has run in this test since the last call.
fn has_run() -> bool {
    RAN.take()
}

#[dependency]
fn run_once() -> Result<(), HttpError> {
    RAN.set(true);
    Err(HttpError::new(StatusCode::CONFLICT, "what nobody but members learns"))
}

#[dependency]
fn get_member(#[depends(get_user)] _user: String, #[query] team: u64) -> Result<u64, HttpError> {
    if team == 7 { Ok(team) } else { Err(HttpError::new(StatusCode::FORBIDDEN, "no member")) }
}

#[dependency]
fn limit_by_tenant(#[query] team: u64) -> Result<u64, HttpError> {
    if team == 7 { Ok(team) } else { Err(HttpError::new(StatusCode::TOO_MANY_REQUESTS, "slow down")) }
}

struct WrapsMember {}

impl portcullis::Dependency for WrapsMember {
    type Output = ();
    const CLONE: CloneOf<()> = None;
    const DEPENDENCY: graph::Dependency =
        graph::Dependency::function(Id::new(module_path!(), "wraps_member"), &Answers::Nothing, false)
            .needs(&[<get_member as portcullis::Dependency>::NEED])
            .cannot_refuse();

    async fn resolve(cx: &mut Context) -> portcullis::Result<()> {
        cx.resolve::<get_member>().await.map(drop)
    }
}

#[post("/wipe")]
async fn wipe(#[depends(run_once)] _ran: (), #[query] depth: u64) -> Json<u64> {
    Json(depth)
}

#[post("/own", depends(get_member))]
async fn own_wipe(#[depends(run_once)] _ran: ()) {}

#[tokio::test]
async fn nothing_runs_behind_a_guard_that_could_not_be_read() {
    const WIPE: Routes = routes![wipe];
    let app = App::new(routes![
        nest("/member", WIPE, depends(get_member)),
        nest("/wrapped", WIPE, depends(WrapsMember)),
        nest("/limited", WIPE, depends(limit_by_tenant)),
        own_wipe
    ]);
    let client = TestClient::new(app);
    let ask = async |target: &str| {
        let answer = client.post(target).bearer("secret").await;
        (answer.status().as_u16(), answer.text().to_owned(), has_run())
    };
    for path in ["/member/wipe", "/wrapped/wipe", "/limited/wipe", "/own"] {
        for query in ["", "?team=x", "?team=x&depth=x"] {
            let (status, text, has_run) = ask(&format!("{path}{query}")).await;
            assert_eq!((status, has_run), (422, false), "{path}{query}: {text}");
            // The parameters of the operation itself are reported together with those of the list.
            assert_eq!(text.contains("depth"), path != "/own", "{path}{query}: {text}");
        }
        assert!([403, 429].contains(&ask(&format!("{path}?team=8&depth=1")).await.0));
        assert_eq!(ask(&format!("{path}?team=7&depth=1")).await.0, 409);
        assert!(!has_run());
    }
}

/// Items implemented by hand that respond before their dependencies have accepted the request, or that replace the
/// refusal.
macro_rules! answer_strangers {
    ($($name:ident $describe:ident |$cx:ident| $answer:expr;)*) => {$(
        struct $name {}

        impl portcullis::Dependency for $name {
            type Output = ();
            const CLONE: CloneOf<()> = None;
            const DEPENDENCY: graph::Dependency =
                graph::Dependency::function(Id::new(module_path!(), stringify!($name)), &Answers::Nothing, false)
                    .needs(&[
                        <get_user as portcullis::Dependency>::NEED,
                        Need::Body(Body::new("text/plain", Model::of::<String>())),
                    ])
                    .$describe();

            async fn resolve($cx: &mut Context) -> portcullis::Result<()> {
                $answer
            }
        }
    )*};
}

fn leak() -> Refusal {
    Refusal::answer(portcullis::Response::new("a secret".into()))
}

answer_strangers! {
    Early refuses |cx| { let early = Err(leak()); if cx.uri().query().is_none() { return early; } cx.resolve::<get_user>().await.map(drop) };
    Instead cannot_refuse |cx| match cx.resolve::<get_user>().await { Ok(_) => Ok(()), Err(_) => Err(leak()) };
    Reads cannot_refuse |cx| { cx.query::<u64>("page")?; cx.resolve::<get_user>().await.map(drop) };
    Swallows cannot_refuse |cx| { if cx.resolve::<get_user>().await.is_err() { cx.query::<u64>("page")?; } Ok(()) };
    TakesFirst refuses |cx| { let body = cx.take_body(); drop(body); cx.resolve::<get_user>().await.map(drop) };
    BodyFirst refuses |cx| { let body = cx.body::<String>().await?; drop(body); cx.resolve::<get_user>().await.map(drop) };
}

struct OperationInstead {}

impl portcullis::Operation for OperationInstead {
    const ID: Id = Id::new(module_path!(), "operation_instead");
    const OPERATION: graph::Operation =
        graph::Operation::new(Self::ID, graph::Method::Post, "/operation", &Answers::Nothing)
            .needs(&[<get_user as portcullis::Dependency>::NEED]);

    fn call(mut cx: Context) -> portcullis::HandlerFuture {
        Box::pin(async move {
            if cx.resolve::<get_user>().await.is_ok() {
                Ok(portcullis::Response::new("in".into()))
            } else {
                Err(leak())
            }
        })
    }
}

macro_rules! behind {
    ($($name:ident $guard:ident $path:literal;)*) => {$(
        #[post($path, depends($guard))]
        async fn $name(#[depends(run_once)] _ran: ()) {}
    )*};
}

behind! {
    early Early "/early"; instead Instead "/instead"; reads Reads "/reads";
    swallowed Swallows "/swallows"; takes_first TakesFirst "/takes-first"; body_first BodyFirst "/body-first";
}

#[tokio::test]
async fn by_hand_nothing_is_answered_before_the_dependencies_accept_the_request() {
    let app = App::new(routes![early, instead, reads, swallowed, takes_first, body_first, OperationInstead]);
    let client = TestClient::new(app);
    for (target, status) in [
        ("/early", 500),
        ("/early?x", 401),
        ("/instead", 401),
        ("/reads?page=x", 500),
        ("/reads?page=1", 401),
        ("/swallows", 401),
        ("/takes-first", 500),
        ("/body-first", 500),
        ("/operation", 401),
    ] {
        let answer = client.post(target).json("a text").await;
        assert_eq!(answer.status(), status, "{target}");
        assert!(!has_run() && !answer.text().contains("secret"), "{target}: {}", answer.text());
    }
    assert_eq!(client.post("/instead").bearer("secret").json("a text").await.status(), 409);
    assert!(has_run());
    assert_eq!(client.post("/operation").bearer("secret").await.text(), "in");
}

/// Resolves the second dependency even if the first one refuses.
struct GoesOn {}

impl portcullis::Dependency for GoesOn {
    type Output = ();
    const CLONE: CloneOf<()> = None;
    const DEPENDENCY: graph::Dependency =
        graph::Dependency::function(Id::new(module_path!(), "goes_on"), &Answers::Nothing, false)
            .needs(&[<get_user as portcullis::Dependency>::NEED, <run_once as portcullis::Dependency>::NEED]);

    async fn resolve(cx: &mut Context) -> portcullis::Result<()> {
        let _ = cx.resolve::<get_user>().await;
        cx.resolve::<run_once>().await
    }
}

#[post("/goes-on")]
async fn goes_on(#[depends(GoesOn)] _done: ()) {}

#[tokio::test]
async fn by_hand_nothing_runs_after_a_refusal() {
    let client = TestClient::new(App::new(routes![goes_on]));
    assert_eq!((client.post("/goes-on").await.status().as_u16(), has_run()), (401, false));
    assert_eq!((client.post("/goes-on").bearer("secret").await.status().as_u16(), has_run()), (409, true));
}

/// Resolves a scheme that is not in the description.
struct Resolves;

impl Resolves {
    const fn scheme(&self) -> graph::Scheme {
        let kind = graph::SchemeKind::ApiKey { place: graph::KeyPlace::Header, name: "X-Resolves" };
        graph::Scheme::new("Resolves", kind).verifies()
    }
}

#[dependency]
async fn whole_body(#[body] body: String) -> String {
    body
}

impl portcullis::SecurityScheme for Resolves {
    type Credentials = String;

    async fn authenticate(&self, cx: &mut Context) -> portcullis::Result<String> {
        cx.resolve::<whole_body>().await
    }
}

#[security_scheme]
static resolves: Resolves = Resolves;

#[post("/resolves")]
async fn resolves_nothing(#[depends(resolves)] text: String) -> Json<String> {
    Json(text)
}

#[tokio::test]
async fn a_scheme_depends_on_nothing() {
    let client = TestClient::new(App::new(routes![resolves_nothing]));
    assert_eq!(client.post("/resolves").json("a text").await.status(), 500);
}

/// Describes only the query parameter `page`, but reads more.
struct Quiet<const PART: u8> {}

const OPTIONAL: Model = Model::of::<u64>().optional();

impl<const PART: u8> portcullis::Dependency for Quiet<PART> {
    type Output = ();
    const CLONE: CloneOf<()> = None;
    const DEPENDENCY: graph::Dependency =
        graph::Dependency::function(Id::new(module_path!(), "quiet"), &Answers::Nothing, false)
            .needs(&[
                Need::Parameter(graph::Parameter::new(graph::Place::Query, "page", OPTIONAL)),
                Need::Parameter(graph::Parameter::new(graph::Place::Header, "x-page", OPTIONAL)),
                Need::Parameter(graph::Parameter::new(graph::Place::Cookie, "size", OPTIONAL)),
            ])
            .reads_nothing();

    async fn resolve(cx: &mut Context) -> portcullis::Result<()> {
        match PART {
            0 => drop(cx.uri().query().map(str::len)),
            1 => drop(cx.headers().len()),
            2 => drop(cx.query::<Option<u64>>("size")?),
            3 => drop(cx.path::<Option<u64>>("page")?),
            4 => drop(cx.method().is_safe()),
            5 => drop(cx.extensions().len()),
            6 => drop(cx.header::<Option<u64>>("page")?),
            7 => drop(cx.cookie::<Option<u64>>("page")?),
            8 => drop(cx.header::<Option<u64>>("x-page")?),
            9 => drop(cx.cookie::<Option<u64>>("size")?),
            _ => drop(cx.query::<Option<u64>>("page")?),
        }
        Ok(())
    }
}

#[tokio::test]
async fn what_says_that_it_reads_nothing_reads_nothing() {
    macro_rules! status {
        ($part:literal) => {{
            #[get("/quiet", depends(Quiet<$part>))]
            async fn quiet() {}
            TestClient::new(App::new(routes![quiet])).get("/quiet?page=1").await.status()
        }};
    }
    let beyond =
        [status!(0), status!(1), status!(2), status!(3), status!(4), status!(5), status!(6), status!(7)];
    assert_eq!(beyond.map(|status| status.as_u16()), [500; 8]);
    let listed = [status!(8), status!(9), status!(10)];
    assert_eq!(listed.map(|status| status.as_u16()), [200; 3]);
}

static KEPT: std::sync::OnceLock<portcullis::Collected> = std::sync::OnceLock::new();

/// Keeps the report of a parameter, and refuses with it when nothing is reported.
struct Keeps {}

impl portcullis::Dependency for Keeps {
    type Output = ();
    const CLONE: CloneOf<()> = None;
    const DEPENDENCY: graph::Dependency =
        graph::Dependency::function(Id::new(module_path!(), "keeps"), &Answers::Nothing, false)
            .needs(&[<get_user as portcullis::Dependency>::NEED]);

    async fn resolve(cx: &mut Context) -> portcullis::Result<()> {
        drop(cx.resolve::<get_user>().await?);
        match cx.query::<u64>("page") {
            Ok(_) => Err((*KEPT.get().expect("the report is kept")).into()),
            Err(collected) => {
                KEPT.get_or_init(|| collected);
                Err(collected.into())
            }
        }
    }
}

#[tokio::test]
async fn a_refusal_without_a_report_is_a_refusal() {
    #[get("/behind-a-list")]
    async fn listed() -> Json<&'static str> {
        Json("the secret")
    }
    #[get("/behind-a-guard", depends(Keeps))]
    async fn guarded() -> Json<&'static str> {
        Json("the secret")
    }
    let client = TestClient::new(App::new(routes![nest("", routes![listed], depends(Keeps)), guarded]));
    for path in ["/behind-a-list", "/behind-a-guard"] {
        assert_eq!(client.get(path).bearer("secret").await.status(), 422);
        assert_eq!(client.get(path).query("page", "1").bearer("secret").await.status(), 422);
    }
}

/// Refuses, although it is described as infallible.
struct Refuses {}

impl portcullis::Dependency for Refuses {
    type Output = ();
    const CLONE: CloneOf<()> = None;
    const DEPENDENCY: graph::Dependency =
        graph::Dependency::function(Id::new(module_path!(), "refuses"), &Answers::Nothing, false)
            .cannot_refuse();

    async fn resolve(cx: &mut Context) -> portcullis::Result<()> {
        match cx.headers().get("x-refuse") {
            Some(_) => Err(Refusal::answer(HttpError::new(StatusCode::FORBIDDEN, "no"))),
            None => Ok(()),
        }
    }
}

#[get("/refuses", depends(Refuses))]
async fn refuses() -> Json<u8> {
    Json(1)
}

#[tokio::test]
async fn a_dependency_by_hand_refuses_if_it_says_so() {
    let client = TestClient::new(App::new(routes![refuses]));
    assert_eq!(client.get("/refuses").await.status(), 200);
    assert_eq!(client.get("/refuses").header("x-refuse", "1").await.status(), 500);
}

#[security_scheme]
static scoped: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("https://id.example/token").name("Scoped").scopes(&[("admin", "Everything.")]);

#[dependency]
fn get_scoped(#[depends(scoped)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
    scoped::require(&asked, token.split('.'))?;
    Ok(token)
}

#[get("/scoped")]
async fn read_scoped(#[security(get_scoped, scopes = ["admin"])] token: String) -> Json<String> {
    Json(token)
}

/// Needs what an annotated operation needs, including the scopes.
struct NeedsTheSame {}

impl portcullis::Operation for NeedsTheSame {
    const ID: Id = Id::new(module_path!(), "needs_the_same");
    const OPERATION: graph::Operation =
        graph::Operation::new(Self::ID, graph::Method::Get, "/by-hand", &Answers::Nothing)
            .needs(<read_scoped as portcullis::Operation>::OPERATION.needs);

    fn call(mut cx: Context) -> portcullis::HandlerFuture {
        Box::pin(async move { Ok(portcullis::Response::new(cx.resolve::<get_scoped>().await?.into())) })
    }
}

#[tokio::test]
async fn by_hand_the_scopes_of_a_description_are_required() {
    let client = TestClient::new(App::new(secured_routes![read_scoped, NeedsTheSame]));
    for target in ["/scoped", "/by-hand"] {
        assert_eq!(client.get(target).bearer("nothing").await.status(), 403, "{target}");
        assert_eq!(client.get(target).bearer("admin").await.status(), 200, "{target}");
    }
}

/// Reads the body by hand, either as described or without a description.
struct ReadsBody<const SAID: bool>;

const BODY: &[Need] = &[Need::Body(Body::new("application/octet-stream", Model::of::<String>()))];

impl<const SAID: bool> portcullis::Dependency for ReadsBody<SAID> {
    type Output = usize;
    const CLONE: CloneOf<usize> = Some(usize::clone);
    const DEPENDENCY: graph::Dependency =
        graph::Dependency::function(Id::new(module_path!(), "ReadsBody"), &Answers::Nothing, true)
            .needs(if SAID { BODY } else { &[] });

    async fn resolve(cx: &mut Context) -> portcullis::Result<usize> {
        use http_body_util::BodyExt;
        match cx.take_body().collect().await {
            Ok(body) => Ok(body.to_bytes().len()),
            Err(_) => Err(Refusal::answer(HttpError::new(StatusCode::PAYLOAD_TOO_LARGE, "Too much"))),
        }
    }
}

#[post("/said")]
async fn said(#[depends(get_user)] _user: String, #[depends(ReadsBody<true>)] length: usize) -> Json<usize> {
    Json(length)
}

#[post("/unsaid")]
async fn unsaid(
    #[depends(get_user)] _user: String,
    #[depends(ReadsBody<false>)] length: usize,
) -> Json<usize> {
    Json(length)
}

#[tokio::test]
async fn what_is_described_by_hand_takes_a_body_only_if_it_says_so_and_within_the_limit() {
    let app = App::new(secured_routes![said, unsaid]);
    let lock = app.security_lock().to_string();
    let line = r#"POST /said: HTTPBearer (by_hand::get_user) after ("by_hand::ReadsBody<true>")"#;
    assert!(lock.contains(line), "{lock}");
    let client = TestClient::new(app);
    assert_eq!(client.post("/said").bearer("secret").body("abc").await.json::<usize>(), 3);
    assert_eq!(client.post("/unsaid").bearer("secret").body("abc").await.status(), 500);
    let large = vec![b'a'; 2 * 1024 * 1024 + 1];
    assert_eq!(client.post("/said").bearer("secret").body(large).await.status(), 413);
}

/// A dependency that is the request body.
struct Raw;

impl portcullis::Dependency for Raw {
    type Output = usize;
    const CLONE: CloneOf<usize> = Some(usize::clone);
    const DEPENDENCY: graph::Dependency = graph::Dependency::body(
        Id::new(module_path!(), "Raw"),
        Body::new("application/octet-stream", Model::of::<String>()),
        &Answers::Nothing,
        true,
    );

    async fn resolve(cx: &mut Context) -> portcullis::Result<usize> {
        <ReadsBody<true> as portcullis::Dependency>::resolve(cx).await
    }
}

#[post("/raw")]
async fn raw(#[depends(get_user)] _user: String, #[depends(Raw)] length: usize) -> Json<usize> {
    Json(length)
}

#[tokio::test]
async fn a_body_that_is_described_by_hand_is_taken() {
    let client = TestClient::new(App::new(secured_routes![raw]));
    assert_eq!(client.post("/raw").bearer("secret").body("abc").await.json::<usize>(), 3);
    assert_eq!(client.post("/raw").body("abc").await.status(), 401);
}

/// Panics before it returns a future.
struct Broken {}

impl portcullis::Operation for Broken {
    const ID: Id = Id::new(module_path!(), "Broken");
    const OPERATION: graph::Operation =
        graph::Operation::new(Self::ID, graph::Method::Get, "/broken", &Answers::Nothing);

    fn call(_: Context) -> portcullis::HandlerFuture {
        panic!("panics before returning a future")
    }
}

#[test]
fn a_panic_before_there_is_a_future_is_answered() {
    let server = Server::start(App::new(routes![Broken]));
    assert_eq!(get(server.address(), "/broken", &[]).status, 500);
    assert_eq!(request(server.address(), "HEAD /broken", &[], "").status, 500);
    assert_eq!(get(server.address(), "/nothing", &[]).status, 404);
}

/// Describes a dependency on the user, but does not resolve the user.
struct Forgets {}

impl portcullis::Operation for Forgets {
    const ID: Id = Id::new(module_path!(), "Forgets");
    const OPERATION: graph::Operation =
        graph::Operation::new(Self::ID, graph::Method::Get, "/forgets", &Answers::Nothing)
            .needs(&[<get_user as portcullis::Dependency>::NEED]);

    fn call(_: Context) -> portcullis::HandlerFuture {
        Box::pin(async { Ok(portcullis::Response::new("in".into())) })
    }
}

/// A dependency with the same mistake.
struct Lies {}

impl portcullis::Dependency for Lies {
    type Output = ();
    const CLONE: CloneOf<()> = Some(<()>::clone);
    const DEPENDENCY: graph::Dependency =
        graph::Dependency::function(Id::new(module_path!(), "Lies"), &Answers::Nothing, true)
            .needs(&[<get_user as portcullis::Dependency>::NEED]);

    async fn resolve(_: &mut Context) -> portcullis::Result<()> {
        Ok(())
    }
}

#[get("/lies")]
async fn lies(#[depends(Lies)] _nothing: ()) -> Json<u8> {
    Json(1)
}

#[tokio::test]
async fn what_is_described_by_hand_resolves_what_it_says() {
    let client = TestClient::new(App::new(secured_routes![Forgets, lies]));
    for target in ["/forgets", "/lies"] {
        assert_eq!(client.get(target).await.status(), 500, "{target}");
        assert_eq!(client.get(target).bearer("secret").await.status(), 500, "{target}");
    }
}

#[dependency]
async fn own_team(#[depends(get_user)] user: String, #[query] team: u64) -> Result<(), HttpError> {
    if team == 7 && user == "alice" { Ok(()) } else { Err(HttpError::new(StatusCode::FORBIDDEN, "no")) }
}

#[dependency]
async fn signed(#[depends(get_user)] user: String, #[body] name: Value) -> Result<(), HttpError> {
    if name == user { Ok(()) } else { Err(HttpError::new(StatusCode::FORBIDDEN, "no")) }
}

/// Relies on the guards of its list.
struct Trusts {}

impl portcullis::Operation for Trusts {
    const ID: Id = Id::new(module_path!(), "Trusts");
    const OPERATION: graph::Operation =
        graph::Operation::new(Self::ID, graph::Method::Post, "/trusts", &Answers::Nothing);

    fn call(_: Context) -> portcullis::HandlerFuture {
        RAN.set(true);
        Box::pin(async { Ok(portcullis::Response::new("in".into())) })
    }
}

#[tokio::test]
async fn what_a_guard_cannot_read_is_answered_before_what_is_described_by_hand() {
    let client = TestClient::new(App::new(secured_routes![
        nest("/team", routes![Trusts], depends(own_team)),
        nest("/signed", routes![Trusts], depends(signed)),
    ]));
    let post = |target: &str| client.post(target).bearer("secret");
    for target in ["/team/trusts", "/team/trusts?team=x"] {
        assert_eq!(post(target).await.status(), 422, "{target}");
    }
    for body in ["", "{", "\"alice"] {
        let sent = post("/signed/trusts").header("content-type", "application/json").body(body);
        assert_eq!(sent.await.status(), 422, "{body}");
    }
    assert_eq!(post("/team/trusts?team=8").await.status(), 403);
    assert_eq!(post("/signed/trusts").json(&1).await.status(), 403);
    assert!(!has_run());
    assert_eq!(post("/team/trusts?team=7").await.status(), 200);
    assert_eq!(post("/signed/trusts").json(&"alice").await.status(), 200);
}

/// Resolves the user, and ignores a refusal.
struct IgnoresRefusal {}

impl portcullis::Dependency for IgnoresRefusal {
    type Output = String;
    const CLONE: CloneOf<String> = Some(String::clone);
    const DEPENDENCY: graph::Dependency =
        graph::Dependency::function(Id::new(module_path!(), "IgnoresRefusal"), &Answers::Nothing, true)
            .needs(&[<get_user as portcullis::Dependency>::NEED]);

    async fn resolve(cx: &mut Context) -> portcullis::Result<String> {
        Ok(cx.resolve::<get_user>().await.unwrap_or_default())
    }
}

#[get("/swallows")]
async fn swallows(#[depends(IgnoresRefusal)] user: String) -> Json<String> {
    Json(user)
}

#[tokio::test]
async fn a_refusal_cannot_be_swallowed_by_hand() {
    let client = TestClient::new(App::new(secured_routes![swallows]));
    assert_eq!(client.get("/swallows").await.status(), 401);
    assert_eq!(client.get("/swallows").bearer("another").await.status(), 401);
    assert_eq!(client.get("/swallows").bearer("secret").await.status(), 200);
}

/// Uses the placeholder of a reported item in a program that compiles.
struct Nameless {}

impl portcullis::Dependency for Nameless {
    type Output = ();
    const CLONE: CloneOf<()> = Some(<()>::clone);
    const DEPENDENCY: graph::Dependency = portcullis::__private::broken::DEPENDENCY;

    async fn resolve(_: &mut Context) -> portcullis::Result<()> {
        Ok(())
    }
}

#[get("/nameless")]
async fn nameless(#[depends(Nameless)] _nothing: ()) {}

#[test]
fn what_stands_in_for_a_mistake_is_no_item() {
    let refused = App::new(routes![nameless]).check().unwrap_err().to_string();
    assert!(refused.contains("described by hand as one that a macro has reported as wrong"), "{refused}");
}

#[test]
#[should_panic = "an item has a name"]
fn an_item_has_a_name() {
    let _ = Id::new(module_path!(), "");
}

#[test]
#[should_panic = "say why"]
fn a_reason_by_hand_is_no_blank_text() {
    let _ = <Broken as portcullis::Operation>::OPERATION.public(" ");
}

#[test]
#[should_panic = "say why"]
fn a_reason_to_shadow_by_hand_is_no_blank_text() {
    let _ = <Broken as portcullis::Operation>::OPERATION.shadows("");
}

/// Copies the description of an annotated dependency, but does not check credentials.
struct Copies {}

impl portcullis::Dependency for Copies {
    type Output = String;
    const CLONE: CloneOf<String> = Some(String::clone);
    const DEPENDENCY: graph::Dependency = <get_user as portcullis::Dependency>::DEPENDENCY;

    async fn resolve(_: &mut Context) -> portcullis::Result<String> {
        Ok("anybody".into())
    }
}

#[get("/copies")]
async fn copies(#[depends(Copies)] user: String) -> Json<String> {
    Json(user)
}

/// Copies the description of an annotated operation.
struct CopiesOperation {}

impl portcullis::Operation for CopiesOperation {
    const ID: Id = <swallows as portcullis::Operation>::ID;
    const OPERATION: graph::Operation = <swallows as portcullis::Operation>::OPERATION;

    fn call(_: Context) -> portcullis::HandlerFuture {
        Box::pin(async { Ok(portcullis::Response::new("in".into())) })
    }
}

#[tokio::test]
async fn a_description_that_a_macro_made_is_not_believed_by_hand() {
    let client = TestClient::new(App::new(secured_routes![copies, CopiesOperation]));
    for target in ["/copies", "/swallows"] {
        assert_eq!(client.get(target).await.status(), 500, "{target}");
        assert_eq!(client.get(target).bearer("secret").await.status(), 500, "{target}");
    }
}

/// Resolves a dependency that is not in its description.
struct AsksForMore {}

impl portcullis::Operation for AsksForMore {
    const ID: Id = Id::new(module_path!(), "AsksForMore");
    const OPERATION: graph::Operation =
        graph::Operation::new(Self::ID, graph::Method::Get, "/more", &Answers::Nothing)
            .public("it says that it asks for nothing");

    fn call(mut cx: Context) -> portcullis::HandlerFuture {
        Box::pin(async move { Ok(portcullis::Response::new(cx.resolve::<get_user>().await?.into())) })
    }
}

/// Returns a response for every request, as a refusal.
struct AnswersFirst {}

impl portcullis::Operation for AnswersFirst {
    const ID: Id = Id::new(module_path!(), "AnswersFirst");
    const OPERATION: graph::Operation =
        graph::Operation::new(Self::ID, graph::Method::Get, "/first", &Answers::Nothing)
            .needs(&[<get_user as portcullis::Dependency>::NEED]);

    fn call(mut cx: Context) -> portcullis::HandlerFuture {
        Box::pin(async move {
            if cx.uri().query() == Some("asks") {
                cx.resolve::<get_user>().await?;
            }
            Err(Refusal::answer(portcullis::Response::new("in".into())))
        })
    }
}

#[tokio::test]
async fn what_is_described_by_hand_asks_for_what_it_says_and_no_more() {
    let client = TestClient::new(App::new(secured_routes![AsksForMore, AnswersFirst]));
    for target in ["/more", "/first"] {
        assert_eq!(client.get(target).await.status(), 500, "{target}");
        assert_eq!(client.get(target).bearer("secret").await.status(), 500, "{target}");
    }
    assert_eq!(client.get("/first?asks").await.status(), 401);
    assert_eq!(client.get("/first?asks").bearer("secret").await.text(), "in");
}

#[dependency]
async fn slow(#[depends(get_user)] user: String) -> String {
    std::future::pending::<()>().await;
    user
}

#[security_scheme]
static key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[dependency]
fn get_key(#[depends(key)] key: String) -> String {
    key
}

/// Drops the future of one dependency, and resolves another that is not described.
struct Impatient {}

impl portcullis::Dependency for Impatient {
    type Output = String;
    const CLONE: CloneOf<String> = Some(String::clone);
    const DEPENDENCY: graph::Dependency =
        graph::Dependency::function(Id::new(module_path!(), "Impatient"), &Answers::Nothing, true)
            .needs(&[<slow as portcullis::Dependency>::NEED]);

    async fn resolve(cx: &mut Context) -> portcullis::Result<String> {
        tokio::select! {
            biased;
            _ = cx.resolve::<slow>() => {}
            () = std::future::ready(()) => {}
        }
        cx.resolve::<get_key>().await
    }
}

#[get("/impatient")]
async fn impatient(#[depends(Impatient)] user: String) -> Json<String> {
    Json(user)
}

#[tokio::test]
async fn what_is_given_up_is_no_way_to_ask_for_more() {
    let client = TestClient::new(App::new(routes![impatient]));
    assert_eq!(client.get("/impatient").bearer("secret").header("X-Key", "secret").await.status(), 500);
}

/// Two types with one name and the same needs.
struct Role<const ADMIN: bool> {}

impl<const ADMIN: bool> portcullis::Dependency for Role<ADMIN> {
    type Output = ();
    const CLONE: CloneOf<()> = Some(<()>::clone);
    const DEPENDENCY: graph::Dependency =
        graph::Dependency::function(Id::new(module_path!(), "Role"), &Answers::Nothing, true)
            .needs(&[<get_user as portcullis::Dependency>::NEED]);

    async fn resolve(cx: &mut Context) -> portcullis::Result<()> {
        let user = cx.resolve::<get_user>().await?;
        if ADMIN && user != "admin" {
            return Err(Refusal::answer(HttpError::new(StatusCode::FORBIDDEN, "no")));
        }
        Ok(())
    }
}

#[get("/users/{id}", depends(Role<true>))]
async fn user_by_id(id: String) -> Json<String> {
    Json(id)
}

#[get("/users/me", depends(Role<false>))]
async fn user_me() {}

#[test]
fn two_types_by_hand_have_two_names() {
    assert!(App::new(routes![user_by_id]).check().is_ok());
    let error = App::new(routes![user_by_id, user_me]).check().unwrap_err();
    assert!(matches!(error, portcullis::Error::SameIdentity { .. }), "{error}");
}
