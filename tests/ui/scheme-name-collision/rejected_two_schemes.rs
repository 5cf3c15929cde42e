use portcullis::prelude::*;

#[security_scheme]
static users: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[security_scheme]
static machines: OAuth2PasswordBearer = OAuth2PasswordBearer::new("machines/token");

#[get("/users/")]
async fn read_users(#[depends(users)] token: String) -> Json<String> {
    Json(token)
}

#[get("/machines/")]
async fn read_machines(#[depends(machines)] token: String) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = routes![read_users, read_machines];
}
