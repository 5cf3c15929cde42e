use portcullis::prelude::*;

#[get("/items/")]
struct Items;

fn main() {}
