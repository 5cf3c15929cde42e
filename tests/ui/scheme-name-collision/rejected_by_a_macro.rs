use portcullis::prelude::*;

/// Both schemes have the name, the line and the column of the other.
macro_rules! keyed {
    ($($list:ident $path:literal $ty:ident $key:literal $name:literal;)*) => {$(
        const $list: Routes = {
            #[security_scheme]
            static key: $ty = $ty::new($key).name($name);

            #[get($path)]
            async fn read(#[depends(key)] key: String) -> Json<String> {
                Json(key)
            }

            routes![read]
        };
    )*};
}

keyed! {
    A "/a" ApiKeyHeader "X-A" "Key";
    B "/b" ApiKeyQuery "b" "Key";
}

fn main() {
    let _ = routes![nest("", A), nest("", B)];
}
