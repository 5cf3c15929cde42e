use portcullis::prelude::*;

#[dependency]
fn clock() -> u8 {
    1
}

#[get("/items/")]
async fn read_items() -> Json<u8> {
    Json(1)
}

const L0: Routes = routes![read_items];
const L1: Routes = routes![depends(clock), nest("", L0)];
const L2: Routes = routes![depends(clock), nest("", L1)];
const L3: Routes = routes![depends(clock), nest("", L2)];
const L4: Routes = routes![depends(clock), nest("", L3)];
const L5: Routes = routes![depends(clock), nest("", L4)];
const L6: Routes = routes![depends(clock), nest("", L5)];
const L7: Routes = routes![depends(clock), nest("", L6)];
const L8: Routes = routes![depends(clock), nest("", L7)];
const L9: Routes = routes![depends(clock), nest("", L8)];
const L10: Routes = routes![depends(clock), nest("", L9)];
const L11: Routes = routes![depends(clock), nest("", L10)];
const L12: Routes = routes![depends(clock), nest("", L11)];
const L13: Routes = routes![depends(clock), nest("", L12)];
const L14: Routes = routes![depends(clock), nest("", L13)];
const L15: Routes = routes![depends(clock), nest("", L14)];
const L16: Routes = routes![depends(clock), nest("", L15)];

fn main() {
    let _ = L16;
}
