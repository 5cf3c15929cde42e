use portcullis::prelude::*;

#[security_scheme]
static k1: ApiKeyHeader = ApiKeyHeader::new("X-K1").name("K1");

#[security_scheme]
static k2: ApiKeyHeader = ApiKeyHeader::new("X-K2").name("K2");

#[security_scheme]
static k3: ApiKeyHeader = ApiKeyHeader::new("X-K3").name("K3");

#[security_scheme]
static k4: ApiKeyHeader = ApiKeyHeader::new("X-K4").name("K4");

#[security_scheme]
static k5: ApiKeyHeader = ApiKeyHeader::new("X-K5").name("K5");

#[security_scheme]
static k6: ApiKeyHeader = ApiKeyHeader::new("X-K6").name("K6");

#[security_scheme]
static k7: ApiKeyHeader = ApiKeyHeader::new("X-K7").name("K7");

/// Each is there or not: that is 64 combinations.
#[derive(Dependency)]
struct Hints {
    #[depends(Optional<k1>)]
    _k1: Option<String>,
    #[depends(Optional<k2>)]
    _k2: Option<String>,
    #[depends(Optional<k3>)]
    _k3: Option<String>,
    #[depends(Optional<k4>)]
    _k4: Option<String>,
    #[depends(Optional<k5>)]
    _k5: Option<String>,
    #[depends(Optional<k6>)]
    _k6: Option<String>,
}

#[post("/wipe/{id}", public = "the sandbox is wiped by anybody")]
async fn wipe(id: u64, #[depends(Optional<k1>)] _hints: Option<String>) -> Json<u64> {
    Json(id)
}

fn main() {
    let _ = secured_routes![wipe];
}
