//! Generates the many routes. Paths are constants, so a loop at run time cannot create them.

use std::fmt::Write;
use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=ROUTES");
    let routes: usize = match std::env::var("ROUTES") {
        Ok(text) => text.parse().expect("ROUTES is a number"),
        Err(_) => 1000,
    };
    let mut code = String::from("pub const ROUTES: Routes = routes![\n");
    for i in 0..routes {
        writeln!(code, "    nest(\"/{i}\", ITEM),").unwrap();
    }
    code.push_str("];\n");
    let out = std::env::var("OUT_DIR").expect("cargo sets it");
    std::fs::write(Path::new(&out).join("routes.rs"), code).expect("the target directory can be written");
}
