//! An example and its expanded twin are the same program.

use portcullis_tests::{Answer, Server, apps, get, request};

fn answers(server: &Server) -> Vec<Answer> {
    let address = server.address();
    vec![
        get(address, "/items/", &[]),
        get(address, "/items/", &["Authorization: Bearer foobar"]),
        get(address, "/items/", &["Authorization: Basic foobar"]),
        get(address, "/items", &[]),
        request(address, "HEAD /items/", &["Authorization: Bearer foobar"], ""),
        request(address, "POST /items/", &[], ""),
        get(address, "/openapi.json", &[]),
        get(address, "/docs", &[]),
    ]
}

#[test]
fn first_steps_and_its_twin_answer_alike() {
    let (example, twin) =
        (Server::start(apps::first_steps::app()), Server::start(apps::first_steps_expanded::app()));
    for (mut one, mut other) in answers(&example).into_iter().zip(answers(&twin)) {
        for answer in [&mut one, &mut other] {
            answer.headers.retain(|(name, _)| name != "date");
        }
        assert_eq!(format!("{one:?}"), format!("{other:?}"));
    }
}
