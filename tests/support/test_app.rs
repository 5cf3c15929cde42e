//! Serves an app under test for clients in other languages, and to test signals: `test-app NAME`, at `HOST` and `PORT`.

use portcullis_tests::apps;

#[tokio::main]
async fn main() -> Result<(), portcullis::Error> {
    let name = std::env::args().nth(1).unwrap_or_default();
    let app = match name.as_str() {
        "first_steps" => apps::first_steps::app(),
        "current_user" => apps::current_user::app(),
        "simple_oauth2" => apps::simple_oauth2::app(),
        "json_body" => apps::json_body::app(),
        "workshop" => apps::workshop::app(),
        _ => panic!("there is no app `{name}`"),
    };
    app.serve().await
}
