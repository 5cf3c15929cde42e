use portcullis::prelude::*;

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[dependency]
async fn holder(#[depends(api_key)] key: String) -> Result<String, HttpError> {
    if key.is_empty() { Err(HttpError::new(StatusCode::UNAUTHORIZED, "No key")) } else { Ok(key) }
}

#[dependency]
async fn counted_0(#[depends(Optional<holder>)] _holder: Option<String>) {}

#[dependency]
async fn counted_1(#[depends(Optional<holder>)] _holder: Option<String>) {}

#[dependency]
async fn counted_2(#[depends(Optional<holder>)] _holder: Option<String>) {}

#[dependency]
async fn counted_3(#[depends(Optional<holder>)] _holder: Option<String>) {}

#[dependency]
async fn counted_4(#[depends(Optional<holder>)] _holder: Option<String>) {}

#[dependency]
async fn counted_5(#[depends(Optional<holder>)] _holder: Option<String>) {}

#[dependency]
async fn counted_6(#[depends(Optional<holder>)] _holder: Option<String>) {}

#[dependency]
async fn counted_7(#[depends(Optional<holder>)] _holder: Option<String>) {}

#[get("/")]
async fn read(#[depends(Optional<holder>)] holder: Option<String>) -> Json<Option<String>> {
    Json(holder)
}

const ROUTES: Routes = secured_routes![
    depends(counted_0, counted_1, counted_2, counted_3, counted_4, counted_5, counted_6, counted_7),
    read
];

fn main() {
    let document = App::new(ROUTES).openapi();
    let security = serde_json::to_value(&document).expect("JSON")["paths"]["/"]["get"]["security"].clone();
    assert_eq!(security, serde_json::json!([{ "APIKeyHeader": [] }, {}]));
}
