//! Apps that test how often dependencies run, and with which scopes.
#![allow(missing_docs, reason = "each module is named after its app")]

use portcullis::prelude::*;

pub mod dependency_cache {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    static COUNTER: AtomicU32 = AtomicU32::new(0);

    #[dependency]
    fn dep_counter() -> u32 {
        COUNTER.fetch_add(1, Ordering::SeqCst) + 1
    }

    #[get("/counter/")]
    async fn get_counter(#[depends(dep_counter)] count: u32) -> Json<Value> {
        Json(json!({ "counter": count }))
    }

    #[dependency]
    fn super_dep(#[depends(dep_counter)] count: u32) -> u32 {
        count
    }

    #[get("/sub-counter/")]
    async fn get_sub_counter(
        #[depends(super_dep)] subcount: u32,
        #[depends(dep_counter)] count: u32,
    ) -> Json<Value> {
        Json(json!({ "counter": count, "subcounter": subcount }))
    }

    #[get("/sub-counter-no-cache/")]
    async fn get_sub_counter_no_cache(
        #[depends(super_dep)] subcount: u32,
        #[depends(dep_counter, use_cache = false)] count: u32,
    ) -> Json<Value> {
        Json(json!({ "counter": count, "subcounter": subcount }))
    }

    #[get("/scope-counter")]
    async fn get_scope_counter(
        #[depends(dep_counter)] count: u32,
        #[depends(dep_counter)] scope_count_1: u32,
        #[depends(dep_counter)] scope_count_2: u32,
    ) -> Json<Value> {
        Json(json!({
            "counter": count,
            "scope_counter_1": scope_count_1,
            "scope_counter_2": scope_count_2,
        }))
    }

    /// Returns the app with its counters reset.
    pub fn app() -> App {
        COUNTER.store(0, Ordering::SeqCst);
        App::new(routes![get_counter, get_sub_counter, get_sub_counter_no_cache, get_scope_counter])
    }
}

pub mod dependency_paramless {
    use super::*;

    #[security_scheme]
    static oauth2_scheme: OAuth2PasswordBearer =
        OAuth2PasswordBearer::new("token").scopes(&[("a", ""), ("b", "")]);

    #[dependency]
    fn process_auth(
        #[depends(oauth2_scheme)] credentials: String,
        security_scopes: SecurityScopes,
    ) -> Result<Value, AuthError> {
        if !security_scopes.contains("a") || !security_scopes.contains("b") {
            return Err(oauth2_scheme::invalid_token().detail("a or b not in scopes"));
        }
        Ok(json!({ "token": credentials, "scopes": security_scopes.scopes() }))
    }

    #[get("/get-credentials")]
    async fn get_credentials(
        #[security(process_auth, scopes = ["a", "b"])] credentials: Value,
    ) -> Json<Value> {
        Json(credentials)
    }

    #[get("/parameterless-with-scopes", depends(security(process_auth, scopes = ["a", "b"])))]
    async fn get_parameterless_with_scopes() -> Json<Value> {
        Json(json!({ "status": "ok" }))
    }

    #[get("/parameterless-without-scopes", depends(process_auth))]
    async fn get_parameterless_without_scopes() -> Json<Value> {
        Json(json!({ "status": "ok" }))
    }

    pub fn app() -> App {
        App::new(routes![get_credentials, get_parameterless_with_scopes, get_parameterless_without_scopes])
    }
}

pub mod security_scopes {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    static CALLS: AtomicU32 = AtomicU32::new(0);

    #[dependency]
    fn get_db() -> String {
        format!("db_{}", CALLS.fetch_add(1, Ordering::SeqCst) + 1)
    }

    #[dependency]
    fn get_user(#[depends(get_db)] _db: String) -> &'static str {
        "user"
    }

    #[get("/")]
    async fn endpoint(
        #[depends(get_db)] db: String,
        #[depends(get_user)] _user: &'static str,
    ) -> Json<Value> {
        Json(json!({ "db": db }))
    }

    /// Returns the app with its counters reset.
    pub fn app() -> App {
        CALLS.store(0, Ordering::SeqCst);
        App::new(routes![endpoint])
    }
}
