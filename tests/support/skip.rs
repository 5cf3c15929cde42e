use std::io::Write;

/// Says why a test does not run here. Where `PORTCULLIS_REQUIRE_ALL` is set, as in CI, it fails instead.
///
/// # Panics
///
/// When every test must run.
pub fn skip(reason: &str) {
    assert!(!required(), "{reason}, and PORTCULLIS_REQUIRE_ALL is set");
    // Not by `eprintln!`, which the test runner keeps to itself when a test passes.
    let _ = writeln!(std::io::stderr(), "skipped: {reason}");
}

/// Whether a test that cannot run must fail.
pub fn required() -> bool {
    std::env::var_os("PORTCULLIS_REQUIRE_ALL").is_some()
}
