#![deny(dead_code)]

use portcullis::prelude::*;

#[get("/items/")]
async fn read_items() {}

fn main() {}
