//! Makes a module of every program under `ui/accepted`, so that all of them are compiled together, and run.

use std::path::Path;

fn main() {
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
    let out = std::env::var_os("OUT_DIR").expect("cargo sets it");
    std::fs::write(Path::new(&out).join("accepted.rs"), modules)
        .expect("cargo lets a build script write there");
}
