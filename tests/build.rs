//! Generates a module for each program in `ui/accepted`, so that all of them are compiled together and run. Generates
//! the programs of random operations as well.

#[path = "support/generate.rs"]
mod generate;
#[allow(dead_code, unreachable_pub, reason = "the tests include this module, too")]
#[path = "support/random.rs"]
mod random;

use std::path::Path;

fn main() {
    accepted();
    random_operations();
}

fn random_operations() {
    println!("cargo::rerun-if-changed=support/generate.rs");
    println!("cargo::rerun-if-changed=support/random.rs");
    println!("cargo::rerun-if-env-changed=PORTCULLIS_GRAPH_SEED");
    let seed = random::Random::seed("PORTCULLIS_GRAPH_SEED");
    write("security_algebra.rs", &generate::program(seed, generate::Functions::Judge));
    write("differential.rs", &generate::program(seed ^ 1, generate::Functions::Differ));
}

fn write(name: &str, text: &str) {
    let out = std::env::var_os("OUT_DIR").expect("cargo sets it");
    std::fs::write(Path::new(&out).join(name), text).expect("cargo lets a build script write to `OUT_DIR`");
}

fn accepted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/accepted");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .expect("ui/accepted is a folder")
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".rs").map(str::to_owned))
        .collect();
    names.sort();
    let module = |name: &String| {
        let file = folder.join(name).with_extension("rs");
        format!("mod {name} {{ include!({file:?}); #[test] fn compiles_and_runs() {{ main(); }} }}\n")
    };
    let modules: String = names.iter().map(module).collect();
    write("accepted.rs", &modules);
}
