use std::io::Write;

/// Reports why a test is skipped. Fails if `PORTCULLIS_REQUIRE_ALL` is set, as in CI.
///
/// # Panics
///
/// Panics if every test must run.
pub fn skip(reason: &str) {
    assert!(!required(), "{reason}, and PORTCULLIS_REQUIRE_ALL is set");
    // The test runner hides the output of `eprintln!` when a test passes.
    let _ = writeln!(std::io::stderr(), "skipped: {reason}");
}

/// Whether a test that cannot run must fail.
pub fn required() -> bool {
    std::env::var_os("PORTCULLIS_REQUIRE_ALL").is_some()
}
