use portcullis::prelude::*;

#[get("/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p")]
async fn read_leaf() -> Json<&'static str> {
    Json("leaf")
}

fn main() {
    let _ = routes![nest("/tree", routes![read_leaf])];
}
