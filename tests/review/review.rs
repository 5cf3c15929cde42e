//! Snapshots for reviewers: the lockfile, the report and the graph. The files in `review/snapshots` are written with
//! `UPDATE_SNAPSHOTS=1 cargo test` and reviewed by a person.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use portcullis::prelude::*;
use portcullis_tests::apps;

fn assert_file(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("review/snapshots").join(name);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, text).expect("the snapshot can be written");
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(known == text, "{} differs from\n{text}", path.display());
}

#[test]
fn alternatives_guards_and_scopes() {
    let app = apps::combinations::app();
    assert_file("combinations.lock", &app.security_lock().to_string());
    assert_file("combinations.txt", &app.security_report().to_string());
    assert_file("combinations.md", &app.security_report().to_markdown());
    let picture = app.security_graph("GET /siblings").expect("a graph of the operation");
    assert_file("siblings.mmd", &picture);
    assert_file("list.mmd", &app.security_graph("GET /list/{number}").expect("a graph of the operation"));
}

#[test]
fn every_scheme() {
    assert_file(
        "every_scheme.lock",
        &apps::every_scheme::app("https://id.example").security_lock().to_string(),
    );
}

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("https://auth.example.com/token").scopes(&[("items", "Read items.")]);

/// Does not enforce the scopes, which is the fault.
#[dependency]
fn get_user(#[depends(oauth2_scheme)] token: String) -> Result<String, AuthError> {
    Ok(token)
}

#[get("/items/{id}")]
async fn read_item(id: u64, #[security(get_user, scopes = ["items"])] _user: String) -> Json<u64> {
    Json(id)
}

#[get("/items/mine", shadows = "only what is the caller's own: a | b")]
async fn read_mine(#[depends(get_user)] user: String) -> Json<String> {
    Json(user)
}

#[get("/a|b", public = "the \"front\" | page\nis for everybody", include_in_schema = false)]
async fn front_page() {}

#[get("/forgotten")]
async fn forgotten() {}

#[test]
fn what_is_open_shadowed_unenforced_and_hidden() {
    let app = App::new(routes![read_item, read_mine, front_page, forgotten]).title("Shop | <main>");
    assert_file("notes.lock", &app.security_lock().to_string());
    assert_file("notes.txt", &app.security_report().to_string());
    assert_file("notes.md", &app.security_report().to_markdown());
}

/// A 403 is not documented for a scope that no function enforces.
#[test]
fn what_cannot_be_answered_is_not_documented() {
    let document = App::new(routes![read_item]).openapi();
    let responses = document["paths"]["/items/{id}"]["get"]["responses"].as_object().expect("responses");
    assert_eq!(responses.keys().collect::<Vec<_>>(), ["200", "401", "422"]);
}

#[test]
fn the_order_is_that_of_the_paths() {
    let lock = App::new(routes![read_item, read_mine, front_page, forgotten]).security_lock();
    let turned =
        App::new(routes![forgotten, nest("", routes![front_page, read_mine]), read_item]).security_lock();
    assert_eq!(lock.to_string(), turned.to_string());
}

/// Returns the path of a file for one test.
fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.lock"))
}

fn said(app: &App, file: &Path) -> String {
    let said =
        catch_unwind(AssertUnwindSafe(|| app.security_lock().assert_file(file))).expect_err("it fails");
    said.downcast_ref::<String>().expect("a message").clone()
}

#[test]
fn a_test_fails_when_the_file_is_not_there() {
    let missing = file("missing");
    let said = said(&App::new(routes![forgotten]), &missing);
    assert!(said.starts_with(&missing.display().to_string()), "{said}");
    assert!(said.ends_with("help: write it with `SECURITY_LOCK=write cargo test`, and commit it"), "{said}");
}

#[test]
fn a_test_fails_with_what_was_lost() {
    let file = file("lost");
    App::new(routes![read_item, read_mine]).security_lock().write(&file).expect("the file can be written");
    App::new(routes![read_mine, read_item]).security_lock().assert_file(&file);

    #[get("/items/{id}")]
    async fn read_item_without(id: u64, #[depends(get_user)] _user: String) -> Json<u64> {
        Json(id)
    }
    let said = said(&App::new(routes![read_item_without, read_mine, forgotten]), &file);
    let lines: Vec<&str> = said.lines().skip(1).collect();
    assert_eq!(
        lines,
        [
            "  LOST     GET /items/{id}: was OAuth2PasswordBearer [items unenforced] (review::get_user); is OAuth2PasswordBearer (review::get_user)",
            "  NEW      GET /forgotten: open",
            "help: if all of it is meant, write the file anew with `SECURITY_LOCK=write cargo test`",
        ]
    );
    std::fs::remove_file(file).expect("the file exists");
}

#[test]
fn a_picture_of_an_operation_that_there_is_not() {
    assert_eq!(App::new(routes![forgotten]).security_graph("GET /nothing"), None);
}
