use portcullis_tests::{Server, apps, get};

#[test]
fn a_dependency_runs_once_for_all_who_ask_for_it() {
    let server = Server::start(apps::workshop::app());
    let ticks = || {
        let answer = get(server.address(), "/shared", &["Authorization: Bearer t"]);
        serde_json::from_value::<[usize; 3]>(answer.json()).unwrap()
    };
    let [left, right, tick] = ticks();
    assert_eq!((left, right), (tick, tick));
    let [left, right, next] = ticks();
    assert_eq!((left, right, next), (next, next, tick + 1), "and again for the next request");
}
