//! Random programs: as data, as Rust, and compiled together.

#[path = "generated/functions.rs"]
#[allow(dead_code, unreachable_pub, reason = "it is a module of the programs, too")]
pub(crate) mod functions;
#[path = "generated/program.rs"]
pub(crate) mod program;
#[path = "generated/project.rs"]
pub(crate) mod project;
#[path = "generated/source.rs"]
pub(crate) mod source;

/// Keeps what the rules say out of the output of the tests. The hook is one for all tests of the program.
pub(crate) fn be_quiet() {
    std::panic::set_hook(Box::new(|panic| {
        let text = panic.payload().downcast_ref::<String>().map_or("", String::as_str);
        if !text.contains("see portcullis::rules::") {
            eprintln!("{panic}");
        }
    }));
}
