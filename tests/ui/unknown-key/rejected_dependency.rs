use portcullis::prelude::*;

#[dependency(error(400 = "Inactive user"))]
async fn get_user() -> u8 {
    0
}

fn main() {}
