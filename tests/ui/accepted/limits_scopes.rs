use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("https://auth.example.com/token").scopes(&[("s0", ""), ("s1", ""), ("s2", ""), ("s3", ""), ("s4", ""), ("s5", ""), ("s6", ""), ("s7", ""), ("s8", ""), ("s9", ""), ("s10", ""), ("s11", ""), ("s12", ""), ("s13", ""), ("s14", ""), ("s15", ""), ("s16", ""), ("s17", ""), ("s18", ""), ("s19", ""), ("s20", ""), ("s21", ""), ("s22", ""), ("s23", ""), ("s24", ""), ("s25", ""), ("s26", ""), ("s27", ""), ("s28", ""), ("s29", ""), ("s30", ""), ("s31", "")]);

#[dependency]
fn get_user(#[depends(oauth2_scheme)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
    oauth2_scheme::require(&asked, token.split('.'))?;
    Ok(token)
}

#[get("/items/")]
async fn read_items(#[security(get_user, scopes = ["s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "s12", "s13", "s14", "s15", "s16", "s17", "s18", "s19", "s20", "s21", "s22", "s23", "s24", "s25", "s26", "s27", "s28", "s29", "s30", "s31"])] token: String) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = routes![read_items];
}
