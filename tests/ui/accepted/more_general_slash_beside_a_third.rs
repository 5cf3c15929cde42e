use portcullis::prelude::*;

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[dependency]
async fn get_admin(#[depends(api_key)] key: String) -> Result<(), AuthError> {
    if portcullis::secure_eq(&key, "secret") { Ok(()) } else { Err(api_key::invalid_token()) }
}

#[get("/admin", depends(get_admin))]
async fn admin() {}

/// Answers `/admin/`, so that `page` does not.
#[get("/admin/", depends(get_admin))]
async fn admin_index() {}

#[get("/{slug}/")]
async fn page(slug: String) -> Json<String> {
    Json(slug)
}

fn main() {
    let client = TestClient::new(App::new(routes![admin, admin_index, page]));
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        assert_eq!(client.get("/admin/").await.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(client.get("/about/").await.json::<String>(), "about");
    });
}
