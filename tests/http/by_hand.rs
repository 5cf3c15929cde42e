//! What is described by hand is held to its description, and nothing runs behind what could not be read.

use std::cell::Cell;

use portcullis::graph::{self, Answers, Body, Id, Model, Need};
use portcullis::prelude::*;
use portcullis::{CloneOf, Context, Refusal};

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
    // A test has a thread of its own, in which the client runs the app.
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
            // What the operation reads itself is reported with it.
            assert_eq!(text.contains("depth"), path != "/own", "{path}{query}: {text}");
        }
        assert!([403, 429].contains(&ask(&format!("{path}?team=8&depth=1")).await.0));
        assert_eq!(ask(&format!("{path}?team=7&depth=1")).await.0, 409);
        assert!(!has_run());
    }
}

/// Items by hand that answer before their dependencies have accepted the request, or in place of their refusal.
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

    fn call(mut cx: Context) -> portcullis::Running {
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

/// Goes on to the next dependency, whatever the first one says.
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

/// Resolves what is in no description.
struct Resolves;

impl Resolves {
    const fn scheme(&self) -> graph::Scheme {
        let kind = graph::SchemeKind::ApiKey { place: graph::KeyPlace::Header, name: "X-Resolves" };
        graph::Scheme { verifies: true, ..graph::Scheme::new("Resolves", kind) }
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

/// Says that it reads nothing but the query parameter `page`, and reads more.
struct Quiet<const PART: u8> {}

impl<const PART: u8> portcullis::Dependency for Quiet<PART> {
    type Output = ();
    const CLONE: CloneOf<()> = None;
    const DEPENDENCY: graph::Dependency =
        graph::Dependency::function(Id::new(module_path!(), "quiet"), &Answers::Nothing, false)
            .needs(&[Need::Parameter(graph::Parameter::new(
                graph::Place::Query,
                "page",
                Model::of::<u64>().optional(),
            ))])
            .reads_nothing();

    async fn resolve(cx: &mut Context) -> portcullis::Result<()> {
        match PART {
            0 => drop(cx.uri().query().map(str::len)),
            1 => drop(cx.headers().len()),
            2 => drop(cx.query::<Option<u64>>("size")?),
            3 => drop(cx.path::<Option<u64>>("page")?),
            4 => drop(cx.method().is_safe()),
            5 => drop(cx.extensions().len()),
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
    let statuses = [status!(0), status!(1), status!(2), status!(3), status!(4), status!(5), status!(6)];
    assert_eq!(statuses.map(|status| status.as_u16()), [500, 500, 500, 500, 500, 500, 200]);
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
            Ok(_) => Err((*KEPT.get().expect("it is kept")).into()),
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

/// Says that it cannot refuse, and does.
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

/// Needs what an operation does that a macro made, its scopes included.
struct NeedsTheSame {}

impl portcullis::Operation for NeedsTheSame {
    const ID: Id = Id::new(module_path!(), "needs_the_same");
    const OPERATION: graph::Operation = graph::Operation {
        id: Self::ID,
        path: "/by-hand",
        ..<read_scoped as portcullis::Operation>::OPERATION
    };

    fn call(mut cx: Context) -> portcullis::Running {
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
