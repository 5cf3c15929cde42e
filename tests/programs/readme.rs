//! The programs of the README compile in an empty package, and behave as the text describes.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use portcullis_tests::request;

/// A package with the programs of the README.
struct Package(PathBuf);

impl Package {
    fn new() -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("readme");
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let readme = readme();
        let manifest = block(&readme, "toml").next().expect("the dependencies");
        // The same features as in the other generated packages, so that the crate is built only once.
        let here = format!("portcullis = {{ path = {:?}, features = [\"digest\"] }}", root.join("runtime"));
        let written = "portcullis = { path = \"portcullis/runtime\" }";
        assert!(manifest.contains(written), "{manifest}");
        let package = "[package]\nname = \"readme\"\nedition = \"2024\"\n\n[workspace]\n\n[profile.dev]\ndebug = false\n\n";
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("src/bin")).expect("a folder of cargo's");
        let write = |name: &str, text: &str| {
            std::fs::write(folder.join(name), text).expect("the file can be written")
        };
        write("Cargo.toml", &format!("{package}{}", manifest.replace(written, &here)));
        for (number, program) in block(&readme, "rust").enumerate() {
            assert!(
                !program.lines().any(|line| line == "#" || line.starts_with("# ")),
                "the program has hidden lines"
            );
            write(&format!("src/bin/program{number}.rs"), program);
        }
        std::fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).expect("the lockfile of cargo");
        Self(folder)
    }

    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = Command::new(env!("CARGO"));
        let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("escapes-target");
        cargo.current_dir(&self.0).arg(arguments[0]).args(["--offline", "--quiet"]).args(&arguments[1..]);
        cargo.env("CARGO_TARGET_DIR", target).env("RUSTFLAGS", "");
        cargo
    }

    /// Runs a cargo command, and returns its output.
    fn run(&self, arguments: &[&str], lock: Option<&str>) -> String {
        let mut cargo = self.cargo(arguments);
        cargo.envs(lock.map(|lock| ("SECURITY_LOCK", lock)));
        let output = cargo.output().expect("cargo runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && !said.contains("warning"), "{said}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Starts a program, and returns the process and its address.
    fn serve(&self, program: &str) -> (Running, std::net::SocketAddr) {
        let mut cargo = self.cargo(&["run", "--bin", program]);
        let mut child = Running(cargo.env("PORT", "0").stderr(Stdio::piped()).spawn().expect("cargo runs"));
        let said = BufReader::new(child.0.stderr.take().expect("stderr is piped"));
        let mut lines = said.lines().map_while(Result::ok);
        let address = lines.find_map(|line| {
            let (_, rest) = line.split_once("http://")?;
            rest.split([' ', '/']).next()?.parse().ok()
        });
        (child, address.expect("the program prints its address"))
    }
}

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn readme() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    std::fs::read_to_string(file).expect("the README")
}

/// Returns the code blocks in a language.
fn block<'a>(text: &'a str, language: &str) -> impl Iterator<Item = &'a str> {
    let start = format!("```{language}");
    let mut rest = text;
    std::iter::from_fn(move || {
        let at = rest.find(&start)? + start.len();
        let (_, inner) = rest[at..].split_once('\n')?;
        let (block, after) = inner.split_once("```")?;
        rest = after;
        Some(block)
    })
}

#[test]
fn the_programs_of_the_readme_stand_alone() {
    let package = Package::new();
    package.run(&["build", "--bins"], None);
    package.run(&["test"], Some("write"));
    let lock =
        std::fs::read_to_string(package.0.join("security.lock")).expect("the test has written the lockfile");
    let readme = readme();
    let shown = readme
        .split('`')
        .filter(|text| text.starts_with("GET /items/{id}: ") || text.starts_with("function "));
    let shown: Vec<&str> = shown.collect();
    assert_eq!(shown.len(), 2, "{shown:?}");
    for line in shown {
        assert!(lock.lines().any(|known| known == line), "{line}: {lock}");
    }
    let said = package.run(&["test"], None);
    assert!(said.contains("2 passed"), "{said}");
    assert!(
        package.run(&["run", "--bin", "program2", "--", "security-report"], None).contains("/items/{id}")
    );

    let (_running, address) = package.serve("program0");
    let answer = request(address, "GET /items/", &["Authorization: Bearer foobar"], "");
    assert_eq!(answer.text(), r#"{"token":"foobar"}"#);
    let refused = request(address, "GET /items/", &[], "");
    assert_eq!((refused.status, refused.all("www-authenticate")), (401, vec!["Bearer"]));

    let (_running, address) = package.serve("program1");
    let form = ["Content-Type: application/x-www-form-urlencoded"];
    let token = |body: &str| request(address, "POST /token", &form, body);
    assert_eq!(token("username=johndoe&password=wrong").status, 400);
    let token = token("username=johndoe&password=secret");
    assert_eq!(token.text(), r#"{"access_token":"johndoe","token_type":"bearer"}"#);
    let user =
        |name: &str| request(address, "GET /users/me", &[&format!("Authorization: Bearer {name}")], "");
    assert_eq!(user("johndoe").text(), r#"{"username":"johndoe","disabled":false}"#);
    assert_eq!((user("alice").status, user("nobody").status), (400, 401));
}
