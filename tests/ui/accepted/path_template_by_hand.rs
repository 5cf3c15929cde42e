use portcullis::graph::{Answers, Id, Method, Operation as Description};
use portcullis::prelude::*;
use portcullis::{Context, Operation, Response, HandlerFuture};

struct ReadItem;

impl Operation for ReadItem {
    const ID: Id = Id::new(module_path!(), "read_item");
    const OPERATION: Description = Description::new(Self::ID, Method::Get, "/items/v/{id}", &Answers::Nothing);

    fn call(_: Context) -> HandlerFuture {
        Box::pin(async { Ok(Response::new("an item".into())) })
    }
}

fn main() {
    let _ = routes![ReadItem];
}
