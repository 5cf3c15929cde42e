use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

/// Each handler has the module, the name, the line and the column of the others.
macro_rules! api {
    ($($list:ident $path:literal ($($argument:tt)*) ($($key:tt)*);)*) => {$(
        const $list: Routes = {
            #[post($path$($key)*)]
            async fn handler($($argument)*) {}
            routes![handler]
        };
    )*};
}

api! {
    LOGIN "/token" (#[depends] _form: OAuth2PasswordRequestForm) ();
    WIPE "/wipe" () ();
}

#[get("/users/me")]
async fn read_me(#[depends(oauth2_scheme)] token: String) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = secured_routes![read_me, nest("", LOGIN), nest("", WIPE)];
}
