use portcullis::prelude::*;

#[security_scheme]
static key_1: ApiKeyHeader = ApiKeyHeader::new("X-Key-1").name("Key1");

#[security_scheme]
static key_2: ApiKeyHeader = ApiKeyHeader::new("X-Key-2").name("Key2");

#[security_scheme]
static key_3: ApiKeyHeader = ApiKeyHeader::new("X-Key-3").name("Key3");

#[security_scheme]
static key_4: ApiKeyHeader = ApiKeyHeader::new("X-Key-4").name("Key4");

#[security_scheme]
static key_5: ApiKeyHeader = ApiKeyHeader::new("X-Key-5").name("Key5");

#[security_scheme]
static key_6: ApiKeyHeader = ApiKeyHeader::new("X-Key-6").name("Key6");

#[security_scheme]
static key_7: ApiKeyHeader = ApiKeyHeader::new("X-Key-7").name("Key7");

#[get("/items/")]
async fn read_items(
    #[depends(Optional<key_1>)] _key_1: Option<String>,
    #[depends(Optional<key_2>)] _key_2: Option<String>,
    #[depends(Optional<key_3>)] _key_3: Option<String>,
    #[depends(Optional<key_4>)] _key_4: Option<String>,
    #[depends(Optional<key_5>)] _key_5: Option<String>,
    #[depends(Optional<key_6>)] _key_6: Option<String>,
    #[depends(Optional<key_7>)] _key_7: Option<String>,
) -> Json<bool> {
    Json(true)
}

fn main() {
    let _ = routes![read_items];
}
