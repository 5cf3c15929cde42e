use portcullis::prelude::*;

#[security_scheme]
static basic: HttpBasic = HttpBasic::new("users");

#[delete("/users/{name}")]
async fn delete_user(
    name: String,
    #[security(basic, scopes = ["admin", "auditor"])] caller: HttpBasicCredentials,
) -> Json<String> {
    Json(format!("{} by {}", name, caller.username))
}

fn main() {
    let _ = secured_routes![nest("/api", routes![delete_user])];
}
