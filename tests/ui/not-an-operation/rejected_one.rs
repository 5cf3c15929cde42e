use portcullis::prelude::*;

#[dependency]
async fn get_user() -> u8 {
    0
}

fn main() {
    let _ = routes![get_user];
}
