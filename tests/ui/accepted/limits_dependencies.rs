use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

#[dependency]
fn d0() -> u8 {
    1
}

#[dependency]
fn d1() -> u8 {
    1
}

#[dependency]
fn d2() -> u8 {
    1
}

#[dependency]
fn d3() -> u8 {
    1
}

#[dependency]
fn d4() -> u8 {
    1
}

#[dependency]
fn d5() -> u8 {
    1
}

#[dependency]
fn d6() -> u8 {
    1
}

#[dependency]
fn d7() -> u8 {
    1
}

#[dependency]
fn d8() -> u8 {
    1
}

#[dependency]
fn d9() -> u8 {
    1
}

#[dependency]
fn d10() -> u8 {
    1
}

#[dependency]
fn d11() -> u8 {
    1
}

#[dependency]
fn d12() -> u8 {
    1
}

#[dependency]
fn d13() -> u8 {
    1
}

#[dependency]
fn d14() -> u8 {
    1
}

#[dependency]
fn d15() -> u8 {
    1
}

#[dependency]
fn d16() -> u8 {
    1
}

#[dependency]
fn d17() -> u8 {
    1
}

#[dependency]
fn d18() -> u8 {
    1
}

#[dependency]
fn d19() -> u8 {
    1
}

#[dependency]
fn d20() -> u8 {
    1
}

#[dependency]
fn d21() -> u8 {
    1
}

#[dependency]
fn d22() -> u8 {
    1
}

#[dependency]
fn d23() -> u8 {
    1
}

#[dependency]
fn d24() -> u8 {
    1
}

#[dependency]
fn d25() -> u8 {
    1
}

#[dependency]
fn d26() -> u8 {
    1
}

#[dependency]
fn d27() -> u8 {
    1
}

#[dependency]
fn d28() -> u8 {
    1
}

#[dependency]
fn d29() -> u8 {
    1
}

#[dependency]
fn d30() -> u8 {
    1
}

#[dependency]
fn d31() -> u8 {
    1
}

#[dependency]
fn d32() -> u8 {
    1
}

#[dependency]
fn d33() -> u8 {
    1
}

#[dependency]
fn d34() -> u8 {
    1
}

#[dependency]
fn d35() -> u8 {
    1
}

#[dependency]
fn d36() -> u8 {
    1
}

#[dependency]
fn d37() -> u8 {
    1
}

#[dependency]
fn d38() -> u8 {
    1
}

#[dependency]
fn d39() -> u8 {
    1
}

#[dependency]
fn group0_0(
    #[depends(d0)] _d0: u8,
    #[depends(d1)] _d1: u8,
    #[depends(d2)] _d2: u8,
    #[depends(d3)] _d3: u8,
    #[depends(d4)] _d4: u8,
    #[depends(d5)] _d5: u8,
) -> u8 {
    1
}

#[dependency]
fn group0_1(
    #[depends(d6)] _d6: u8,
    #[depends(d7)] _d7: u8,
    #[depends(d8)] _d8: u8,
    #[depends(d9)] _d9: u8,
    #[depends(d10)] _d10: u8,
    #[depends(d11)] _d11: u8,
) -> u8 {
    1
}

#[dependency]
fn group0_2(
    #[depends(d12)] _d12: u8,
    #[depends(d13)] _d13: u8,
    #[depends(d14)] _d14: u8,
    #[depends(d15)] _d15: u8,
    #[depends(d16)] _d16: u8,
    #[depends(d17)] _d17: u8,
) -> u8 {
    1
}

#[dependency]
fn group0_3(
    #[depends(d18)] _d18: u8,
    #[depends(d19)] _d19: u8,
    #[depends(d20)] _d20: u8,
    #[depends(d21)] _d21: u8,
    #[depends(d22)] _d22: u8,
    #[depends(d23)] _d23: u8,
) -> u8 {
    1
}

#[dependency]
fn group0_4(
    #[depends(d24)] _d24: u8,
    #[depends(d25)] _d25: u8,
    #[depends(d26)] _d26: u8,
    #[depends(d27)] _d27: u8,
    #[depends(d28)] _d28: u8,
    #[depends(d29)] _d29: u8,
) -> u8 {
    1
}

#[dependency]
fn group0_5(
    #[depends(d30)] _d30: u8,
    #[depends(d31)] _d31: u8,
    #[depends(d32)] _d32: u8,
    #[depends(d33)] _d33: u8,
    #[depends(d34)] _d34: u8,
    #[depends(d35)] _d35: u8,
) -> u8 {
    1
}

#[dependency]
fn group0_6(
    #[depends(d36)] _d36: u8,
    #[depends(d37)] _d37: u8,
    #[depends(d38)] _d38: u8,
    #[depends(d39)] _d39: u8,
) -> u8 {
    1
}

#[dependency]
fn group1_0(
    #[depends(group0_0)] _group0_0: u8,
    #[depends(group0_1)] _group0_1: u8,
    #[depends(group0_2)] _group0_2: u8,
    #[depends(group0_3)] _group0_3: u8,
    #[depends(group0_4)] _group0_4: u8,
    #[depends(group0_5)] _group0_5: u8,
) -> u8 {
    1
}

#[dependency]
fn group1_1(
    #[depends(group0_6)] _group0_6: u8,
) -> u8 {
    1
}

#[get("/items/")]
async fn read_items(
    #[depends(oauth2_scheme)] token: String,
    #[depends(group1_0)] _group1_0: u8,
    #[depends(group1_1)] _group1_1: u8,
) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = routes![read_items];
}
