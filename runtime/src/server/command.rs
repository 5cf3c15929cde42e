//! The commands of a program: to serve the app, or to print a description of it.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;

use super::{App, Error};

const USAGE: &str = "\
Commands:
  serve                          listens and answers; the same without a command
  security-lock [FILE]           writes who may call what, by default to security.lock
  security-lock --check [FILE]   compares, and fails when the file says something else
  security-report [--markdown]   prints who may call what, for people
  security-graph \"GET /path\"     prints the dependencies of an operation as a Mermaid flowchart
  openapi                        prints the OpenAPI document
";

/// A command.
#[derive(Debug, PartialEq, Eq)]
enum Command {
    Serve,
    Lock { file: PathBuf, check: bool },
    Report { markdown: bool },
    Graph(String),
    OpenApi,
    Help,
}

impl App {
    /// Runs the command that the arguments of the program name. Without arguments, or with `serve`, it is [`App::serve`]. Others write
    /// or compare the lockfile (`security-lock`), print the report (`security-report`), a flowchart (`security-graph`) or the
    /// document (`openapi`). `help` lists them.
    ///
    /// The lockfile is `security.lock`, beside `Cargo.toml` if `cargo run` has started the program, or else in the current folder.
    ///
    /// # Errors
    ///
    /// Fails as [`App::serve`] and [`App::check`] do, for an unknown command, and if the lockfile differs or cannot be written.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use portcullis::prelude::*;
    ///
    /// # #[get("/", public = "the front page is for everybody")]
    /// # async fn hello() {}
    /// #[tokio::main]
    /// async fn main() -> Result<(), portcullis::Error> {
    ///     App::new(secured_routes![hello]).run().await // cargo run -- security-lock
    /// }
    /// ```
    pub async fn run(self) -> Result<(), Error> {
        match Command::parse(std::env::args_os().skip(1).collect())? {
            Command::Serve => self.serve().await,
            command => self.say(&command, &mut io::stdout().lock()),
        }
    }

    fn say(&self, command: &Command, out: &mut impl Write) -> Result<(), Error> {
        self.check()?;
        let text = match command {
            Command::Lock { file, check: false } => {
                self.security_lock().write(file).map_err(|source| unusable(file, source))?;
                format!("wrote {}\n", file.display())
            }
            Command::Lock { file, check: true } => {
                let text = std::fs::read_to_string(file).map_err(|source| unusable(file, source))?;
                let wrong = |differences| Error::Lock { file: file.clone(), differences };
                self.security_lock().compare(&text).map_err(wrong)?;
                format!("{} is up to date\n", file.display())
            }
            Command::Report { markdown: false } => self.security_report().to_string(),
            Command::Report { markdown: true } => self.security_report().to_markdown(),
            Command::Graph(operation) => match self.security_graph(operation) {
                Some(graph) => graph,
                None => return Err(unknown(format!("there is no operation `{operation}`"))),
            },
            Command::OpenApi => format!("{:#}\n", self.openapi()),
            Command::Help | Command::Serve => USAGE.to_owned(),
        };
        // The reader of the output may have closed it.
        out.write_all(text.as_bytes()).or_else(|error| match error.kind() {
            io::ErrorKind::BrokenPipe => Ok(()),
            _ => Err(unusable(&PathBuf::from("standard output"), error)),
        })
    }
}

impl Command {
    fn parse(arguments: Vec<OsString>) -> Result<Self, Error> {
        let arguments: Vec<String> =
            arguments.into_iter().map(|argument| argument.to_string_lossy().into_owned()).collect();
        let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
        match words.as_slice() {
            [] | ["serve"] => Ok(Self::Serve),
            ["security-lock"] => Ok(Self::Lock { file: default_file(), check: false }),
            ["security-lock", "--check"] => Ok(Self::Lock { file: default_file(), check: true }),
            ["security-lock", "--check", file] => Ok(Self::Lock { file: file.into(), check: true }),
            ["security-lock", file] if !file.starts_with('-') => {
                Ok(Self::Lock { file: file.into(), check: false })
            }
            ["security-report"] => Ok(Self::Report { markdown: false }),
            ["security-report", "--markdown"] => Ok(Self::Report { markdown: true }),
            ["security-graph", operation] => Ok(Self::Graph((*operation).to_owned())),
            ["openapi"] => Ok(Self::OpenApi),
            ["help" | "--help" | "-h"] => Ok(Self::Help),
            _ => Err(unknown(format!("`{}` is no command", words.join(" ")))),
        }
    }
}

fn default_file() -> PathBuf {
    PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("security.lock")
}

fn unknown(what: String) -> Error {
    Error::Command { what, usage: USAGE }
}

fn unusable(file: &std::path::Path, source: io::Error) -> Error {
    Error::File { file: file.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prelude::*;

    // The macros name this crate as its users do.
    use crate as portcullis;

    #[crate::get("/health", public = "load balancers ask without credentials", crate = "portcullis")]
    async fn health() {}

    fn app() -> App {
        App::new(crate::secured_routes![crate = "portcullis", health])
    }

    fn say(arguments: &[&str]) -> Result<String, Error> {
        let command = Command::parse(arguments.iter().map(OsString::from).collect())?;
        let mut out = Vec::new();
        app().say(&command, &mut out)?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn each_command_says_something() {
        assert!(say(&["security-report"]).unwrap().contains("GET /health\n    every client"));
        assert!(say(&["security-report", "--markdown"]).unwrap().contains("| `GET /health` |"));
        assert!(say(&["security-graph", "GET /health"]).unwrap().starts_with("flowchart TD\n"));
        assert!(say(&["openapi"]).unwrap().contains("\"x-public-reason\""));
        assert!(say(&["help"]).unwrap().contains("security-lock --check"));
    }

    #[test]
    fn the_lockfile_is_written_and_compared() {
        let file = std::env::temp_dir().join(format!("portcullis-{}.lock", std::process::id()));
        let name = file.to_str().unwrap();
        assert!(say(&["security-lock", "--check", name]).unwrap_err().to_string().contains(name));
        assert_eq!(say(&["security-lock", name]).unwrap(), format!("wrote {name}\n"));
        assert_eq!(say(&["security-lock", "--check", name]).unwrap(), format!("{name} is up to date\n"));
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, text.replace("GET /health: public", "GET /health: A (f) or public")).unwrap();
        let differs = say(&["security-lock", "--check", name]).unwrap_err().to_string();
        assert!(differs.contains("CHANGED  GET /health: was"), "{differs}");
        std::fs::remove_file(&file).unwrap();
    }

    #[test]
    fn what_is_no_command_is_said() {
        for wrong in [
            &["sevre"][..],
            &["security-lock", "--chekc"],
            &["security-graph"],
            &["security-graph", "GET /nothing"],
        ] {
            let error = say(wrong).unwrap_err().to_string();
            assert!(error.contains("Commands:"), "{error}");
        }
    }
}
