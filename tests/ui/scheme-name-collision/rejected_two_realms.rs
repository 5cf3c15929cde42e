use portcullis::prelude::*;

#[security_scheme]
static people: HttpBasic = HttpBasic::new("people");

#[security_scheme]
static machines: HttpBasic = HttpBasic::new("machines");

#[get("/people/")]
async fn read_people(#[depends(people)] caller: HttpBasicCredentials) -> Json<String> {
    Json(caller.username)
}

#[get("/machines/")]
async fn read_machines(#[depends(machines)] caller: HttpBasicCredentials) -> Json<String> {
    Json(caller.username)
}

fn main() {
    let _ = routes![read_people, read_machines];
}
