use portcullis::prelude::*;

#[security_scheme]
static basic: HttpBasic = HttpBasic::new("users");

/// The roles of whoever calls.
#[dependency]
fn roles() -> Vec<&'static str> {
    vec!["admin", "auditor"]
}

#[dependency]
fn caller(
    #[depends(basic)] credentials: HttpBasicCredentials,
    #[depends(roles)] roles: Vec<&'static str>,
    asked: SecurityScopes,
) -> Result<String, AuthError> {
    basic::require(&asked, &roles)?;
    if roles.is_empty() { Err(basic::invalid_token()) } else { Ok(credentials.username.clone()) }
}

#[delete("/users/{name}")]
async fn delete_user(
    name: String,
    #[security(caller, scopes = ["admin", "auditor"])] caller: String,
) -> Json<String> {
    Json(format!("{name} by {caller}"))
}

fn main() {
    let _ = secured_routes![nest("/api", routes![delete_user])];
}
