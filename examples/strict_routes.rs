//! Routes that cannot be left open by mistake, and the tests that keep them protected.
//!
//! ```sh
//! cargo run --example strict_routes                      # johndoe, secret
//! cargo run --example strict_routes -- security-report   # who may call what
//! cargo run --example strict_routes -- security-lock     # writes examples/security.lock
//! cargo test --example strict_routes                     # compares it, and tries every operation
//! ```
//!
//! If you remove a requirement, an argument or a scope, either the program does not compile, or the tests fail and list
//! the loss.

use portcullis::prelude::*;

/// Authentication of users and machines.
mod auth {
    use portcullis::prelude::*;

    /// A scheme whose tokens are issued by `login`, wherever that operation is mounted.
    #[security_scheme]
    pub(crate) static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::issued_by::<login>()
        .scopes(&[("me", "Read yourself."), ("users", "Read everybody.")]);

    #[security_scheme]
    pub(crate) static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

    #[derive(AnyOf)]
    pub(crate) enum Caller {
        #[depends(get_user)]
        User(String),
        #[depends(get_machine)]
        Machine(&'static str),
    }

    /// Parses a token as a name and scopes. A real token is signed, or random and looked up.
    #[dependency]
    pub(crate) async fn get_user(
        #[depends(oauth2_scheme)] token: String,
        asked: SecurityScopes,
    ) -> Result<String, AuthError> {
        let mut parts = token.split('.');
        let name = parts.next().filter(|name| *name == "johndoe").ok_or_else(oauth2_scheme::invalid_token)?;
        oauth2_scheme::require(&asked, parts)?;
        Ok(name.to_owned())
    }

    #[dependency]
    pub(crate) async fn get_machine(#[depends(api_key)] key: String) -> Result<&'static str, AuthError> {
        if portcullis::secure_eq(key, "secret") { Ok("the printer") } else { Err(api_key::invalid_token()) }
    }

    /// The token endpoint requires no token.
    #[post("/token")]
    async fn login(#[depends] form: OAuth2PasswordRequestForm) -> Result<Json<Value>, OAuth2Error> {
        if form.username != "johndoe" || !portcullis::secure_eq(&form.password, "secret") {
            return Err(OAuth2Error::invalid_grant("Incorrect username or password"));
        }
        let access_token = [&["johndoe".to_owned()], form.scopes.as_slice()].concat().join(".");
        Ok(Json(json!({ "access_token": access_token, "token_type": "bearer" })))
    }

    pub(crate) const ROUTES: Routes = routes![login];
}

mod users {
    use portcullis::prelude::*;

    use super::auth::get_user;

    #[get("/{name}")]
    async fn read_user(
        name: String,
        #[security(get_user, scopes = ["users"])] _caller: String,
    ) -> Json<Value> {
        Json(json!({ "name": name }))
    }

    /// Shadows `read_user` for the path `/me`, and requires another scope.
    #[get("/me")]
    async fn read_me(#[security(get_user, scopes = ["me"])] name: String) -> Json<Value> {
        Json(json!({ "name": name, "is": "you" }))
    }

    pub(crate) const ROUTES: Routes = routes![read_user, read_me];
}

use auth::Caller;

#[get("/jobs")]
async fn read_jobs(#[depends] caller: Caller) -> Json<String> {
    Json(match caller {
        Caller::User(name) => format!("the jobs of {name}"),
        Caller::Machine(name) => format!("the jobs for {name}"),
    })
}

/// Does not compile without the reason.
#[get("/health", public = "load balancers ask without credentials")]
async fn health() -> Json<&'static str> {
    Json("well")
}

/// The app, for `main` and for tests.
pub fn app() -> App {
    App::new(secured_routes![
        health,
        read_jobs,
        nest("/api/v1", auth::ROUTES),
        nest("/api/v1/users", users::ROUTES)
    ])
}

/// Serves the app, or runs the command in the arguments.
#[tokio::main]
async fn main() -> Result<(), portcullis::Error> {
    app().run().await
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares `security.lock`. `SECURITY_LOCK=write cargo test` updates the file.
    #[test]
    fn nobody_changes_a_protection_unseen() {
        portcullis::assert_security_lock!(app());
    }

    #[tokio::test]
    async fn everybody_gets_what_the_graph_says() {
        TestClient::new(app())
            .authorization_matrix()
            .credentials::<auth::oauth2_scheme>(|request, scopes| {
                request.bearer(&[&["johndoe"], scopes].concat().join("."))
            })
            .credentials::<auth::api_key>(|request, _| request.header("X-Key", "secret"))
            .path("name", "jane")
            .check()
            .await;
    }

    /// The test sets the user, so no token is needed and no scope is checked.
    #[tokio::test]
    async fn jane_reads_herself() {
        let jane = TestClient::new(app()).with::<auth::get_user>(|| Ok("jane".into()));
        assert_eq!(jane.get("/api/v1/users/me").await.json::<Value>()["name"], "jane");
    }
}
