use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::issued_by::<token::handler>();

/// Each handler has the name, the line and the column of the others.
macro_rules! api {
    ($($module:ident $path:literal ($($argument:tt)*) ($($key:tt)*);)*) => {$(
        mod $module {
            use super::*;
            #[post($path$($key)*)]
            pub async fn handler($($argument)*) {}
        }
    )*};
}

api! {
    token "/token" (#[depends] _form: OAuth2PasswordRequestForm) ();
    wipe "/wipe" () ();
}

#[get("/users/me")]
async fn read_me(#[depends(oauth2_scheme)] token: String) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = secured_routes![read_me, token::handler, wipe::handler];
}
