//! What the compiler says: one fixture, one mistake. The `.stderr` files are written with `TRYBUILD=overwrite cargo
//! test` and read by a person.

#[test]
fn every_mistake_is_said_where_it_is() {
    let fixtures = trybuild::TestCases::new();
    // With a program that compiles among them, the fixtures are built and not only checked.
    fixtures.pass("ui/accepted/*.rs");
    fixtures.compile_fail("ui/*/rejected_*.rs");
}
