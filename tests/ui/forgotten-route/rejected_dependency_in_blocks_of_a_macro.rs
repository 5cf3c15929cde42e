use portcullis::prelude::*;

mod closed {
    use portcullis::prelude::*;
    #[security_scheme]
    pub static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");
    #[dependency]
    pub async fn source(#[depends(api_key)] key: String) -> Result<String, HttpError> {
        Ok(key)
    }
}
mod open {
    use portcullis::prelude::*;
    #[dependency]
    pub async fn source() -> Result<String, HttpError> {
        Ok("anything".into())
    }
}
macro_rules! api {
    ($($list:ident $module:ident $path:literal;)*) => {$(
        const $list: Routes = {
            use $module::source;
            #[dependency]
            async fn user(#[depends(source)] key: String) -> Result<String, HttpError> { Ok(key) }
            #[get($path)]
            async fn handler(#[depends(user)] key: String) -> Json<String> { Json(key) }
            routes![handler]
        };
    )*};
}
api! { CLOSED closed "/closed"; OPEN open "/open"; }
fn main() {
    let _ = App::new(secured_routes![nest("/a", CLOSED), nest("/b", OPEN)]);
}
