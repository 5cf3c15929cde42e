//! Snapshots of whole documents. They are written with `UPDATE_SNAPSHOTS=1 cargo test` and reviewed by a person.

use std::path::Path;

use portcullis::prelude::*;
use portcullis_tests::apps;

fn assert_document(name: &str, app: App) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("document/snapshots/{name}.json"));
    let document = format!("{:#}\n", app.openapi());
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, &document).expect("the snapshot can be written");
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(known == document, "{} differs from\n{document}", path.display());
}

#[test]
fn first_steps() {
    assert_document("first_steps", apps::first_steps::app());
}

#[test]
fn simple_oauth2() {
    assert_document("simple_oauth2", apps::simple_oauth2::app());
}

#[test]
fn combinations() {
    assert_document("combinations", apps::combinations::app());
}

#[test]
fn role() {
    assert_document("role", apps::combinations::with_role());
}

#[test]
fn every_scheme() {
    assert_document("every_scheme", apps::every_scheme::app("https://id.example"));
}

#[test]
fn json_body() {
    assert_document("json_body", apps::json_body::app());
}

#[test]
fn workshop() {
    assert_document("workshop", apps::workshop::app());
}

#[security_scheme]
static basic: HttpBasic = HttpBasic::new("clients");

#[dependency]
fn signed(
    #[depends(basic)] client: HttpBasicCredentials,
    #[depends] form: OAuth2PasswordRequestForm,
) -> (HttpBasicCredentials, OAuth2PasswordRequestForm) {
    (client, form)
}

#[post("/after")]
async fn after(
    #[depends(Optional<basic>)] _client: Option<HttpBasicCredentials>,
    #[depends] _form: OAuth2PasswordRequestForm,
) {
}

#[post("/inside")]
async fn inside(
    #[depends(Optional<signed>)] _signed: Option<(HttpBasicCredentials, OAuth2PasswordRequestForm)>,
) {
}

#[tokio::test]
async fn a_body_is_required_where_a_request_without_it_is_refused() {
    let app = App::new(routes![after, inside]);
    let document = app.openapi();
    let client = TestClient::new(app);
    for (path, status) in [("/after", 400), ("/inside", 200)] {
        assert_eq!(client.post(path).await.status(), status, "{path}");
        let required = document["paths"][path]["post"]["requestBody"]["required"] == true;
        assert_eq!(required, status == 400, "{path}");
    }
}
