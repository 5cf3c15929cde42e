use portcullis::prelude::*;

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[security_scheme]
static session: ApiKeyCookie = ApiKeyCookie::new("session");

/// A value that cannot be cloned: each alternative that yields it is the only one that is resolved.
struct Lease(String);

#[dependency]
async fn leased(#[depends(api_key)] key: String) -> Result<Lease, HttpError> {
    if key == "good" { Ok(Lease(key)) } else { Err(HttpError::new(StatusCode::UNAUTHORIZED, "Wrong key")) }
}

#[dependency]
async fn signed_in(#[depends(session)] session: String) -> Result<String, HttpError> {
    if session == "good" { Ok(session) } else { Err(HttpError::new(StatusCode::UNAUTHORIZED, "Wrong session")) }
}

#[derive(Dependency)]
struct Pair {
    #[depends(leased)]
    lease: Lease,
    #[depends(signed_in)]
    session: String,
}

#[derive(AnyOf)]
enum Caller {
    #[depends]
    Both(Pair),
    #[depends(leased)]
    Leased(Lease),
}

#[get("/")]
async fn read(#[depends] caller: Caller) -> Json<String> {
    Json(match caller {
        Caller::Both(Pair { lease: Lease(key), session }) => key + &session,
        Caller::Leased(Lease(key)) => key,
    })
}

fn main() {
    let client = TestClient::new(App::new(secured_routes![read]));
    let answer = |session| client.get("/").header("X-Key", "good").cookie(session, "good");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        assert_eq!(answer("session").await.json::<String>(), "goodgood");
        assert_eq!(answer("other").await.json::<String>(), "good");
    });
}
