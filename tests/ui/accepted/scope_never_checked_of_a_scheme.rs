use portcullis::prelude::*;

#[security_scheme]
static basic: HttpBasic = HttpBasic::new("users");

/// The roles of whoever calls, which stand beside the way to the scheme: they look for what is asked for, too.
#[dependency]
fn roles(asked: SecurityScopes) -> Result<Vec<&'static str>, AuthError> {
    let roles = vec!["admin", "auditor"];
    basic::require(&asked, &roles)?;
    Ok(roles)
}

#[dependency]
fn caller(
    #[depends(basic)] credentials: HttpBasicCredentials,
    #[depends(roles)] roles: Vec<&'static str>,
) -> Result<String, AuthError> {
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
