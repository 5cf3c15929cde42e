use portcullis::prelude::*;

use portcullis_tests::library;

fn main() {
    let _ = secured_routes![nest("/library", library::ROUTES)];
}
