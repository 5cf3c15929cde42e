use portcullis::prelude::*;

#[security_scheme]
static users: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[security_scheme]
static machines: OAuth2PasswordBearer = OAuth2PasswordBearer::new("machines/token");

#[get("/items/{id}")]
async fn read_item(id: u64, #[depends(users)] token: String) -> Json<String> {
    Json(format!("{id}{token}"))
}

#[get("/items/{number}")]
async fn read_item_by_number(number: u64) -> Json<u64> {
    Json(number)
}

#[get("/machines/")]
async fn read_machines(#[depends(machines)] token: String) -> Json<String> {
    Json(token)
}

#[get("/machines/{id}")]
async fn read_machine(id: u64, #[depends(machines)] token: String) -> Json<String> {
    Json(format!("{id}{token}"))
}

const ITEMS: Routes = routes![read_item, read_item_by_number];
const MACHINES: Routes = routes![nest("", ITEMS), read_machines, read_machine];
const V1: Routes = routes![nest("/v1/{id}", MACHINES)];

fn main() {
    let _ = routes![nest("/api", V1)];
}
