//! Guards run before an operation in the same way, whether a macro or a person implemented the operation.

use std::sync::LazyLock;

use portcullis::graph::{self, Answers, Id};
use portcullis::prelude::*;
use portcullis::{Context, HandlerFuture, Response};
use proptest::prelude::*;

use super::block_on;

#[security_scheme]
static bearer: HttpBearer = HttpBearer::new();

#[dependency]
fn get_user(#[depends(bearer)] token: HttpAuthorizationCredentials) -> Result<String, AuthError> {
    let name = token.credentials().strip_prefix("user-").ok_or_else(bearer::invalid_token)?;
    Ok(name.to_owned())
}

#[dependency]
fn team(#[depends(get_user)] user: String, #[query] team: u8) -> Result<(), HttpError> {
    if user.len() == usize::from(team) { Ok(()) } else { Err(HttpError::new(StatusCode::FORBIDDEN, "no")) }
}

#[dependency]
fn tenant(#[path(prefix)] tenant: u8, #[query] pages: Vec<u8>) -> Result<(), HttpError> {
    if pages.contains(&tenant) { Err(HttpError::new(StatusCode::NOT_FOUND, "no")) } else { Ok(()) }
}

#[dependency]
fn signed(#[depends(get_user)] user: String, #[body] name: Value) -> Result<(), HttpError> {
    if name == user { Ok(()) } else { Err(HttpError::new(StatusCode::CONFLICT, "no")) }
}

#[dependency]
fn greeted(#[depends(Optional<get_user>)] _user: Option<String>, #[query] greeting: Option<u8>) {
    let _ = greeting;
}

/// An operation implemented by hand, which relies on the guards of its list.
struct ByHand {}

impl portcullis::Operation for ByHand {
    const ID: Id = Id::new(module_path!(), "ByHand");
    const OPERATION: graph::Operation =
        graph::Operation::new(Self::ID, graph::Method::Post, "/hand", &Answers::Nothing);

    fn call(_: Context) -> HandlerFuture {
        Box::pin(async { Ok(Response::new("in".into())) })
    }
}

#[post("/macro")]
async fn by_macro() -> Json<&'static str> {
    Json("in")
}

const BOTH: Routes = routes![ByHand, by_macro];

/// Lists with each set of guards, at `/{set}/{tenant}`.
static CLIENT: LazyLock<TestClient> = LazyLock::new(|| {
    TestClient::new(App::new(routes![
        nest("/0/{tenant}", BOTH, depends(tenant)),
        nest("/1/{tenant}", BOTH, depends(team, tenant)),
        nest("/2/{tenant}", BOTH, depends(signed, tenant)),
        nest("/3/{tenant}", BOTH, depends(team, signed, tenant)),
        nest("/4/{tenant}", BOTH, depends(greeted, tenant)),
        nest("/5/{tenant}", routes![nest("", BOTH, depends(signed, greeted))], depends(team, tenant)),
    ]))
});

/// Returns values that are often valid, and sometimes malformed.
fn values() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (0u16..300).prop_map(|number| number.to_string()),
        2 => Just("3".to_owned()),
        1 => Just(String::new()),
        1 => "[a-z0-9%+\" ]{0,6}",
    ]
}

fn bodies() -> impl Strategy<Value = (Option<&'static str>, String)> {
    let kind =
        prop_oneof![4 => Just(Some("application/json")), 1 => Just(Some("text/plain")), 1 => Just(None)];
    let body = prop_oneof![3 => Just("\"ann\"".to_owned()), 1 => values(), 1 => Just("{".to_owned())];
    (kind, body)
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

proptest! {
    #[test]
    fn an_operation_by_hand_is_reached_where_one_of_a_macro_is(
        set in 0..6,
        tenant in values(),
        token in prop_oneof![4 => Just(Some("user-ann")), 1 => Just(Some("user-")), 1 => Just(Some("forged")), 1 => Just(None)],
        query in prop::collection::vec((prop_oneof![Just("team"), Just("pages"), Just("greeting")], values()), 0..5),
        (kind, body) in bodies(),
    ) {
        let query: Vec<String> = query.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let tenant = if tenant.is_empty() { "3".to_owned() } else { encoded(&tenant) };
        let answer = |operation| {
            let mut request = CLIENT.post(&format!("/{set}/{tenant}/{operation}?{}", query.join("&"))).body(body.clone());
            if let Some(token) = token {
                request = request.bearer(token);
            }
            if let Some(kind) = kind {
                request = request.header("content-type", kind);
            }
            let answer = block_on(async { request.await });
            (answer.status(), answer.text().to_owned())
        };
        let (by_hand, by_macro) = (answer("hand"), answer("macro"));
        prop_assert_eq!(by_hand.0, by_macro.0);
        if by_hand.0 != StatusCode::OK {
            prop_assert_eq!(by_hand.1, by_macro.1);
        }
    }
}
