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
fn d40() -> u8 {
    1
}

#[dependency]
fn d41() -> u8 {
    1
}

#[dependency]
fn d42() -> u8 {
    1
}

#[dependency]
fn d43() -> u8 {
    1
}

#[dependency]
fn d44() -> u8 {
    1
}

#[dependency]
fn d45() -> u8 {
    1
}

#[dependency]
fn d46() -> u8 {
    1
}

#[dependency]
fn d47() -> u8 {
    1
}

#[dependency]
fn d48() -> u8 {
    1
}

#[dependency]
fn d49() -> u8 {
    1
}

#[dependency]
fn d50() -> u8 {
    1
}

#[dependency]
fn d51() -> u8 {
    1
}

#[dependency]
fn d52() -> u8 {
    1
}

#[dependency]
fn d53() -> u8 {
    1
}

#[dependency]
fn d54() -> u8 {
    1
}

#[dependency]
fn d55() -> u8 {
    1
}

#[dependency]
fn d56() -> u8 {
    1
}

#[dependency]
fn d57() -> u8 {
    1
}

#[dependency]
fn d58() -> u8 {
    1
}

#[dependency]
fn d59() -> u8 {
    1
}

#[dependency]
fn d60() -> u8 {
    1
}

#[dependency]
fn d61() -> u8 {
    1
}

#[dependency]
fn d62() -> u8 {
    1
}

#[dependency]
fn d63() -> u8 {
    1
}

#[dependency]
fn d64() -> u8 {
    1
}

#[dependency]
fn d65() -> u8 {
    1
}

#[dependency]
fn d66() -> u8 {
    1
}

#[dependency]
fn d67() -> u8 {
    1
}

#[dependency]
fn d68() -> u8 {
    1
}

#[dependency]
fn d69() -> u8 {
    1
}

#[dependency]
fn d70() -> u8 {
    1
}

#[dependency]
fn d71() -> u8 {
    1
}

#[dependency]
fn d72() -> u8 {
    1
}

#[dependency]
fn d73() -> u8 {
    1
}

#[dependency]
fn d74() -> u8 {
    1
}

#[dependency]
fn d75() -> u8 {
    1
}

#[dependency]
fn d76() -> u8 {
    1
}

#[dependency]
fn d77() -> u8 {
    1
}

#[dependency]
fn d78() -> u8 {
    1
}

#[dependency]
fn d79() -> u8 {
    1
}

#[dependency]
fn d80() -> u8 {
    1
}

#[dependency]
fn d81() -> u8 {
    1
}

#[dependency]
fn d82() -> u8 {
    1
}

#[dependency]
fn d83() -> u8 {
    1
}

#[dependency]
fn d84() -> u8 {
    1
}

#[dependency]
fn d85() -> u8 {
    1
}

#[dependency]
fn d86() -> u8 {
    1
}

#[dependency]
fn d87() -> u8 {
    1
}

#[dependency]
fn d88() -> u8 {
    1
}

#[dependency]
fn d89() -> u8 {
    1
}

#[dependency]
fn d90() -> u8 {
    1
}

#[dependency]
fn d91() -> u8 {
    1
}

#[dependency]
fn d92() -> u8 {
    1
}

#[dependency]
fn d93() -> u8 {
    1
}

#[dependency]
fn d94() -> u8 {
    1
}

#[dependency]
fn d95() -> u8 {
    1
}

#[dependency]
fn d96() -> u8 {
    1
}

#[dependency]
fn d97() -> u8 {
    1
}

#[dependency]
fn d98() -> u8 {
    1
}

#[dependency]
fn d99() -> u8 {
    1
}

#[dependency]
fn d100() -> u8 {
    1
}

#[dependency]
fn d101() -> u8 {
    1
}

#[dependency]
fn d102() -> u8 {
    1
}

#[dependency]
fn d103() -> u8 {
    1
}

#[dependency]
fn d104() -> u8 {
    1
}

#[dependency]
fn d105() -> u8 {
    1
}

#[dependency]
fn d106() -> u8 {
    1
}

#[dependency]
fn d107() -> u8 {
    1
}

#[dependency]
fn d108() -> u8 {
    1
}

#[dependency]
fn d109() -> u8 {
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
    #[depends(d40)] _d40: u8,
    #[depends(d41)] _d41: u8,
) -> u8 {
    1
}

#[dependency]
fn group0_7(
    #[depends(d42)] _d42: u8,
    #[depends(d43)] _d43: u8,
    #[depends(d44)] _d44: u8,
    #[depends(d45)] _d45: u8,
    #[depends(d46)] _d46: u8,
    #[depends(d47)] _d47: u8,
) -> u8 {
    1
}

#[dependency]
fn group0_8(
    #[depends(d48)] _d48: u8,
    #[depends(d49)] _d49: u8,
    #[depends(d50)] _d50: u8,
    #[depends(d51)] _d51: u8,
    #[depends(d52)] _d52: u8,
    #[depends(d53)] _d53: u8,
) -> u8 {
    1
}

#[dependency]
fn group0_9(
    #[depends(d54)] _d54: u8,
    #[depends(d55)] _d55: u8,
    #[depends(d56)] _d56: u8,
    #[depends(d57)] _d57: u8,
    #[depends(d58)] _d58: u8,
    #[depends(d59)] _d59: u8,
) -> u8 {
    1
}

#[dependency]
fn group0_10(
    #[depends(d60)] _d60: u8,
    #[depends(d61)] _d61: u8,
    #[depends(d62)] _d62: u8,
    #[depends(d63)] _d63: u8,
    #[depends(d64)] _d64: u8,
    #[depends(d65)] _d65: u8,
) -> u8 {
    1
}

#[dependency]
fn group0_11(
    #[depends(d66)] _d66: u8,
    #[depends(d67)] _d67: u8,
    #[depends(d68)] _d68: u8,
    #[depends(d69)] _d69: u8,
    #[depends(d70)] _d70: u8,
    #[depends(d71)] _d71: u8,
) -> u8 {
    1
}

#[dependency]
fn group0_12(
    #[depends(d72)] _d72: u8,
    #[depends(d73)] _d73: u8,
    #[depends(d74)] _d74: u8,
    #[depends(d75)] _d75: u8,
    #[depends(d76)] _d76: u8,
    #[depends(d77)] _d77: u8,
) -> u8 {
    1
}

#[dependency]
fn group0_13(
    #[depends(d78)] _d78: u8,
    #[depends(d79)] _d79: u8,
    #[depends(d80)] _d80: u8,
    #[depends(d81)] _d81: u8,
    #[depends(d82)] _d82: u8,
    #[depends(d83)] _d83: u8,
) -> u8 {
    1
}

#[dependency]
fn group0_14(
    #[depends(d84)] _d84: u8,
    #[depends(d85)] _d85: u8,
    #[depends(d86)] _d86: u8,
    #[depends(d87)] _d87: u8,
    #[depends(d88)] _d88: u8,
    #[depends(d89)] _d89: u8,
) -> u8 {
    1
}

#[dependency]
fn group0_15(
    #[depends(d90)] _d90: u8,
    #[depends(d91)] _d91: u8,
    #[depends(d92)] _d92: u8,
    #[depends(d93)] _d93: u8,
    #[depends(d94)] _d94: u8,
    #[depends(d95)] _d95: u8,
) -> u8 {
    1
}

#[dependency]
fn group0_16(
    #[depends(d96)] _d96: u8,
    #[depends(d97)] _d97: u8,
    #[depends(d98)] _d98: u8,
    #[depends(d99)] _d99: u8,
    #[depends(d100)] _d100: u8,
    #[depends(d101)] _d101: u8,
) -> u8 {
    1
}

#[dependency]
fn group0_17(
    #[depends(d102)] _d102: u8,
    #[depends(d103)] _d103: u8,
    #[depends(d104)] _d104: u8,
    #[depends(d105)] _d105: u8,
    #[depends(d106)] _d106: u8,
    #[depends(d107)] _d107: u8,
) -> u8 {
    1
}

#[dependency]
fn group0_18(
    #[depends(d108)] _d108: u8,
    #[depends(d109)] _d109: u8,
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
    #[depends(group0_7)] _group0_7: u8,
    #[depends(group0_8)] _group0_8: u8,
    #[depends(group0_9)] _group0_9: u8,
    #[depends(group0_10)] _group0_10: u8,
    #[depends(group0_11)] _group0_11: u8,
) -> u8 {
    1
}

#[dependency]
fn group1_2(
    #[depends(group0_12)] _group0_12: u8,
    #[depends(group0_13)] _group0_13: u8,
    #[depends(group0_14)] _group0_14: u8,
    #[depends(group0_15)] _group0_15: u8,
    #[depends(group0_16)] _group0_16: u8,
    #[depends(group0_17)] _group0_17: u8,
) -> u8 {
    1
}

#[dependency]
fn group1_3(
    #[depends(group0_18)] _group0_18: u8,
) -> u8 {
    1
}

#[get("/items/")]
async fn read_items(
    #[depends(oauth2_scheme)] token: String,
    #[depends(group1_0)] _group1_0: u8,
    #[depends(group1_1)] _group1_1: u8,
    #[depends(group1_2)] _group1_2: u8,
    #[depends(group1_3)] _group1_3: u8,
) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = routes![read_items];
}
