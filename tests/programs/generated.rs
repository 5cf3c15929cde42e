//! Random programs: as data, as Rust source, and compiled together.

#[path = "generated/functions.rs"]
#[allow(dead_code, unreachable_pub, reason = "the generated programs contain this module, too")]
pub(crate) mod functions;
#[path = "generated/program.rs"]
pub(crate) mod program;
#[path = "generated/project.rs"]
pub(crate) mod project;
#[path = "generated/source.rs"]
pub(crate) mod source;

/// Hides the panic messages of the rules from the test output. The hook is shared by all tests of the process.
pub(crate) fn be_quiet() {
    std::panic::set_hook(Box::new(|panic| {
        let text = panic.payload().downcast_ref::<String>().map_or("", String::as_str);
        if !text.contains("see portcullis::rules::") {
            eprintln!("{panic}");
        }
    }));
}
