use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

#[dependency]
fn d0_0() -> u8 {
    1
}

#[dependency]
fn d0_1() -> u8 {
    1
}

#[dependency]
fn d0_2() -> u8 {
    1
}

#[dependency]
fn d0_3() -> u8 {
    1
}

#[dependency]
fn d0_4() -> u8 {
    1
}

#[dependency]
fn d0_5() -> u8 {
    1
}

#[dependency]
fn d0_6() -> u8 {
    1
}

#[dependency]
fn d0_7() -> u8 {
    1
}

#[dependency]
fn d0_8() -> u8 {
    1
}

#[dependency]
fn d0_9() -> u8 {
    1
}

#[dependency]
fn d0_10() -> u8 {
    1
}

#[dependency]
fn d0_11() -> u8 {
    1
}

#[dependency]
fn d0_12() -> u8 {
    1
}

#[dependency]
fn d0_13() -> u8 {
    1
}

#[dependency]
fn d0_14() -> u8 {
    1
}

#[dependency]
fn group0(
    #[depends(d0_0)] _d0_0: u8,
    #[depends(d0_1)] _d0_1: u8,
    #[depends(d0_2)] _d0_2: u8,
    #[depends(d0_3)] _d0_3: u8,
    #[depends(d0_4)] _d0_4: u8,
    #[depends(d0_5)] _d0_5: u8,
    #[depends(d0_6)] _d0_6: u8,
    #[depends(d0_7)] _d0_7: u8,
    #[depends(d0_8)] _d0_8: u8,
    #[depends(d0_9)] _d0_9: u8,
    #[depends(d0_10)] _d0_10: u8,
    #[depends(d0_11)] _d0_11: u8,
    #[depends(d0_12)] _d0_12: u8,
    #[depends(d0_13)] _d0_13: u8,
    #[depends(d0_14)] _d0_14: u8,
) {}

#[dependency]
fn d1_0() -> u8 {
    1
}

#[dependency]
fn d1_1() -> u8 {
    1
}

#[dependency]
fn d1_2() -> u8 {
    1
}

#[dependency]
fn d1_3() -> u8 {
    1
}

#[dependency]
fn d1_4() -> u8 {
    1
}

#[dependency]
fn d1_5() -> u8 {
    1
}

#[dependency]
fn d1_6() -> u8 {
    1
}

#[dependency]
fn d1_7() -> u8 {
    1
}

#[dependency]
fn d1_8() -> u8 {
    1
}

#[dependency]
fn d1_9() -> u8 {
    1
}

#[dependency]
fn d1_10() -> u8 {
    1
}

#[dependency]
fn d1_11() -> u8 {
    1
}

#[dependency]
fn d1_12() -> u8 {
    1
}

#[dependency]
fn d1_13() -> u8 {
    1
}

#[dependency]
fn d1_14() -> u8 {
    1
}

#[dependency]
fn group1(
    #[depends(d1_0)] _d1_0: u8,
    #[depends(d1_1)] _d1_1: u8,
    #[depends(d1_2)] _d1_2: u8,
    #[depends(d1_3)] _d1_3: u8,
    #[depends(d1_4)] _d1_4: u8,
    #[depends(d1_5)] _d1_5: u8,
    #[depends(d1_6)] _d1_6: u8,
    #[depends(d1_7)] _d1_7: u8,
    #[depends(d1_8)] _d1_8: u8,
    #[depends(d1_9)] _d1_9: u8,
    #[depends(d1_10)] _d1_10: u8,
    #[depends(d1_11)] _d1_11: u8,
    #[depends(d1_12)] _d1_12: u8,
    #[depends(d1_13)] _d1_13: u8,
    #[depends(d1_14)] _d1_14: u8,
) {}

#[dependency]
fn d2_0() -> u8 {
    1
}

#[dependency]
fn d2_1() -> u8 {
    1
}

#[dependency]
fn d2_2() -> u8 {
    1
}

#[dependency]
fn d2_3() -> u8 {
    1
}

#[dependency]
fn d2_4() -> u8 {
    1
}

#[dependency]
fn d2_5() -> u8 {
    1
}

#[dependency]
fn d2_6() -> u8 {
    1
}

#[dependency]
fn d2_7() -> u8 {
    1
}

#[dependency]
fn d2_8() -> u8 {
    1
}

#[dependency]
fn d2_9() -> u8 {
    1
}

#[dependency]
fn d2_10() -> u8 {
    1
}

#[dependency]
fn d2_11() -> u8 {
    1
}

#[dependency]
fn d2_12() -> u8 {
    1
}

#[dependency]
fn d2_13() -> u8 {
    1
}

#[dependency]
fn d2_14() -> u8 {
    1
}

#[dependency]
fn group2(
    #[depends(d2_0)] _d2_0: u8,
    #[depends(d2_1)] _d2_1: u8,
    #[depends(d2_2)] _d2_2: u8,
    #[depends(d2_3)] _d2_3: u8,
    #[depends(d2_4)] _d2_4: u8,
    #[depends(d2_5)] _d2_5: u8,
    #[depends(d2_6)] _d2_6: u8,
    #[depends(d2_7)] _d2_7: u8,
    #[depends(d2_8)] _d2_8: u8,
    #[depends(d2_9)] _d2_9: u8,
    #[depends(d2_10)] _d2_10: u8,
    #[depends(d2_11)] _d2_11: u8,
    #[depends(d2_12)] _d2_12: u8,
    #[depends(d2_13)] _d2_13: u8,
    #[depends(d2_14)] _d2_14: u8,
) {}

#[get("/items/")]
async fn read_items(
    #[depends(oauth2_scheme)] token: String,
    #[depends(group0)] _group0: (),
    #[depends(group1)] _group1: (),
    #[depends(group2)] _group2: (),
) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = routes![read_items];
}
