use portcullis::prelude::*;

#[security_scheme]
static key_0: ApiKeyHeader = ApiKeyHeader::new("X-Key-0").name("Key0");

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

#[security_scheme]
static key_8: ApiKeyHeader = ApiKeyHeader::new("X-Key-8").name("Key8");

#[security_scheme]
static key_9: ApiKeyHeader = ApiKeyHeader::new("X-Key-9").name("Key9");

#[security_scheme]
static key_10: ApiKeyHeader = ApiKeyHeader::new("X-Key-10").name("Key10");

#[security_scheme]
static key_11: ApiKeyHeader = ApiKeyHeader::new("X-Key-11").name("Key11");

#[security_scheme]
static key_12: ApiKeyHeader = ApiKeyHeader::new("X-Key-12").name("Key12");

#[security_scheme]
static key_13: ApiKeyHeader = ApiKeyHeader::new("X-Key-13").name("Key13");

#[security_scheme]
static key_14: ApiKeyHeader = ApiKeyHeader::new("X-Key-14").name("Key14");

#[security_scheme]
static key_15: ApiKeyHeader = ApiKeyHeader::new("X-Key-15").name("Key15");

#[dependency]
fn first(
    #[depends(key_0)] _key_0: String,
    #[depends(key_1)] _key_1: String,
    #[depends(key_2)] _key_2: String,
    #[depends(key_3)] _key_3: String,
    #[depends(key_4)] _key_4: String,
    #[depends(key_5)] _key_5: String,
) {
}

#[dependency]
fn second(
    #[depends(key_6)] _key_6: String,
    #[depends(key_7)] _key_7: String,
    #[depends(key_8)] _key_8: String,
    #[depends(key_9)] _key_9: String,
    #[depends(key_10)] _key_10: String,
    #[depends(key_11)] _key_11: String,
) {
}

#[get("/")]
async fn read(
    #[depends(first)] _first: (),
    #[depends(second)] _second: (),
    #[depends(key_12)] _key_12: String,
    #[depends(key_13)] _key_13: String,
    #[depends(key_14)] _key_14: String,
    #[depends(key_15)] _key_15: String,
) -> Json<u8> {
    Json(1)
}

fn main() {
    let _ = App::new(routes![read]);
}
