//! Whole documents, as they are served. Written with `UPDATE_SNAPSHOTS=1 cargo test` and read by a person.

use std::path::Path;

use portcullis::App;
use portcullis_tests::apps;

fn assert_document(name: &str, app: App) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("openapi/{name}.json"));
    let document = format!("{:#}\n", app.openapi());
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, &document).expect("the snapshot is written");
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
