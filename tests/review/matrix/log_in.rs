//! Credentials obtained by logging in.

use std::cell::RefCell;

use portcullis::prelude::*;
use portcullis::{AuthorizationMatrix, TestClient};

use super::matrix;

thread_local! {
    /// The number of logins, and the active sessions.
    static SESSIONS: RefCell<(usize, Vec<String>)> = const { RefCell::new((0, Vec::new())) };
}

#[security_scheme]
static oauth2: OAuth2PasswordBearer = OAuth2PasswordBearer::issued_by::<login>()
    .scopes(&[("items", "Read items."), ("reports", "Read reports.")]);

#[security_scheme]
static basic: HttpBasic = HttpBasic::new("shop");

#[post("/token")]
async fn login(#[depends] form: OAuth2PasswordRequestForm) -> Result<Json<Value>, OAuth2Error> {
    if form.username != "alice" || form.password != "secret" {
        return Err(OAuth2Error::invalid_grant("Incorrect username or password"));
    }
    let token = SESSIONS.with_borrow_mut(|(logins, sessions)| {
        *logins += 1;
        sessions.push(format!("session-{logins}-of-Alice {}", form.scopes.join(" ")));
        format!("session-{logins}-of-Alice")
    });
    Ok(Json(json!({ "access_token": token, "token_type": "bearer" })))
}

fn find(token: &str) -> Option<Vec<String>> {
    SESSIONS.with_borrow(|(_, sessions)| {
        let (_, scopes) =
            sessions.iter().filter_map(|session| session.split_once(' ')).find(|(id, _)| *id == token)?;
        Some(scopes.split(' ').map(str::to_owned).collect())
    })
}

#[dependency]
async fn get_session(#[depends(oauth2)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
    let scopes = find(&token).ok_or_else(oauth2::invalid_token)?;
    oauth2::require(&asked, scopes)?;
    Ok(token)
}

#[get("/items")]
async fn read_items(#[security(get_session, scopes = ["items"])] _session: String) -> Json<&'static str> {
    Json("lamp")
}

#[get("/reports")]
async fn read_reports(#[security(get_session, scopes = ["reports"])] _session: String) -> Json<&'static str> {
    Json("nothing new")
}

fn end(session: &str) {
    SESSIONS.with_borrow_mut(|(_, sessions)| sessions.retain(|known| !known.starts_with(session)));
}

#[post("/bye")]
async fn log_out(#[depends(get_session)] session: String) -> NoContent {
    end(&session);
    NoContent
}

/// Logs out by `GET`, although logging out should be a `POST`.
#[get("/bye")]
async fn log_out_by_get(#[depends(get_session)] session: String) -> NoContent {
    end(&session);
    NoContent
}

async fn log_in(client: TestClient, scopes: Vec<String>) -> String {
    let form = [("username", "alice"), ("password", "secret"), ("scope", &scopes.join(" "))];
    let answer = client.post("/token").form(&form).await;
    answer.json::<Value>()["access_token"].as_str().expect("a token").to_owned()
}

fn logged_in(routes: Routes) -> AuthorizationMatrix {
    let password = "secret".to_owned();
    matrix(App::new(routes)).log_in::<oauth2>(async move |client, scopes| {
        assert_eq!(password, "secret");
        log_in(client, scopes).await
    })
}

fn logins() -> usize {
    SESSIONS.with_borrow(|(logins, _)| *logins)
}

#[tokio::test]
async fn one_login_serves_all_requests_with_the_same_scopes() {
    logged_in(routes![login, read_items, read_reports]).check().await;
    // One login for each set of scopes: `items`, `reports`, neither and both.
    assert_eq!(logins(), 4);
}

#[tokio::test]
async fn a_session_that_the_matrix_ends() {
    logged_in(routes![login, log_out, read_items, read_reports]).check().await;
    SESSIONS.set((0, Vec::new()));
    logged_in(routes![login, log_out_by_get, read_items, read_reports]).check().await;
}

#[tokio::test]
async fn a_login_for_a_scheme_by_name() {
    matrix(App::new(routes![login, read_items])).log_in_of("OAuth2PasswordBearer", log_in).check().await;
}

#[dependency]
async fn forgets_its_scope(#[depends(oauth2)] token: String) -> Result<String, AuthError> {
    find(&token).map(|_| token).ok_or_else(oauth2::invalid_token)
}

#[delete("/reports")]
async fn remove_reports(#[security(forgets_its_scope, scopes = ["reports"])] _session: String) -> NoContent {
    NoContent
}

#[tokio::test]
async fn a_scope_that_is_forgotten_after_a_log_out() {
    let findings = logged_in(routes![login, log_out, remove_reports]).findings().await;
    let wanted = "`DELETE /reports` lets in credentials of OAuth2PasswordBearer without the scope `reports` (204 No Content)";
    assert!(findings.iter().any(|finding| finding.contains(wanted)), "{findings:#?}");
}

#[dependency]
async fn get_admin(#[depends(basic)] given: HttpBasicCredentials) -> Result<(), AuthError> {
    if given.username == "admin" { Ok(()) } else { Err(basic::invalid_token()) }
}

#[get("/settings")]
async fn read_settings(#[depends(get_admin)] _admin: ()) -> Json<&'static str> {
    Json("none")
}

#[tokio::test]
#[should_panic(
    expected = "no login returns credentials of `HTTPBasic`: give them with `.credentials_of(\"HTTPBasic\", ..)`"
)]
async fn a_login_for_a_name_and_a_password() {
    let _ = matrix(App::new(routes![read_settings])).log_in::<basic>(log_in);
}
