//! Five readers of one graph agree on which requests are refused, and on where a scope is enforced: the compiler, the
//! lockfile, the document, the server and the authorization matrix.
//!
//! The operations are generated at random when the tests are built (`support/generate.rs`, seed
//! `PORTCULLIS_GRAPH_SEED`). An independent parser reads the lockfile (`differential/lock.rs`), and the requests are
//! derived from it. `PORTCULLIS_FULL=1` sends 100,000 requests in place of 10,000.

#[path = "differential/lock.rs"]
mod lock;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lock::{Clause, Line};
use portcullis::__private as private;
use portcullis::TestRequest;
use portcullis::graph::{Kind, Need};
use portcullis::prelude::*;
use portcullis_tests::Random;

use super::generated::functions::Held;
use super::generated::{be_quiet, program, project, source};

#[allow(dead_code, missing_docs, unreachable_pub, clippy::all, reason = "the code is generated")]
mod operations {
    use portcullis::prelude::*;

    use super::super::generated::functions::*;

    macro_rules! schemes {
        ($($scheme:ident $check:ident $judge:ident $look:ident $pass:ident: $ty:ty = $value:expr, $credential:ty;)*) => {$(
            #[security_scheme]
            pub(crate) static $scheme: $ty = $value;

            /// Checks credentials, and enforces scopes.
            #[dependency]
            pub(crate) fn $check(#[depends($scheme)] a: $credential, asked: SecurityScopes) -> Result<Held, HttpError> {
                judge(vec![a.held()], asked.scopes())
            }

            /// Checks credentials only.
            #[dependency]
            pub(crate) fn $judge(#[depends($scheme)] a: $credential) -> Result<Held, HttpError> {
                judge(vec![a.held()], &[])
            }

            /// Passes the scopes on to the next function, which enforces them if it can refuse.
            #[dependency]
            pub(crate) fn $look(#[depends($scheme)] a: $credential, asked: SecurityScopes) -> Held {
                pass(vec![a.held()], asked.scopes())
            }

            /// Passes credentials on.
            #[dependency]
            pub(crate) fn $pass(#[depends($scheme)] a: $credential) -> Held {
                pass(vec![a.held()], &[])
            }
        )*};
    }

    schemes! {
        bearer check_bearer judge_bearer look_bearer pass_bearer: OAuth2PasswordBearer =
            OAuth2PasswordBearer::new("https://id.example/token").scopes(&[("s1", ""), ("s2", "")]).name("Bearer"), String;
        basic check_basic judge_basic look_basic pass_basic: HttpBasic = HttpBasic::new("items").name("Basic"), HttpBasicCredentials;
        header check_header judge_header look_header pass_header: ApiKeyHeader = ApiKeyHeader::new("X-Key").name("Header"), String;
        other_header check_other_header judge_other_header look_other_header pass_other_header: ApiKeyHeader =
            ApiKeyHeader::new("X-Other").name("Other"), String;
        query check_query judge_query look_query pass_query: ApiKeyQuery = ApiKeyQuery::new("key").name("Query"), String;
        cookie check_cookie judge_cookie look_cookie pass_cookie: ApiKeyCookie = ApiKeyCookie::new("session").name("Cookie"), String;
    }

    /// Passes the required scopes to the next function, which enforces them if it can refuse.
    #[dependency]
    fn wanted(asked: SecurityScopes) -> Held {
        pass(Vec::new(), asked.scopes())
    }

    /// Can refuse, but does not depend on credentials.
    #[dependency]
    fn limit() -> Result<Held, HttpError> {
        Ok(Held::default())
    }

    include!(concat!(env!("OUT_DIR"), "/differential.rs"));
}

/// The output of each reader.
#[derive(Clone)]
struct Readers {
    /// The rule of `secured_routes!` that refuses each operation, if any.
    compiler: BTreeMap<String, Option<String>>,
    lock: String,
    document: Value,
    server: TestClient,
    matrix: Vec<String>,
}

impl Readers {
    async fn of(server: TestClient) -> Self {
        let app = App::new(operations::ROUTES);
        Self {
            compiler: compiler(),
            lock: app.security_lock().to_string(),
            document: app.openapi(),
            matrix: matrix(&server).await,
            server,
        }
    }
}

/// Applies the rules while the test runs, because a list that they refuse does not compile.
fn compiler() -> BTreeMap<String, Option<String>> {
    be_quiet();
    let faults = private::strict_faults::<512>(operations::ROUTES);
    assert!(private::faults_size(operations::ROUTES) <= faults.len(), "the array is large enough");
    let rule = |at: usize| {
        let check = || private::check_entry(operations::ROUTES, &faults, at);
        let panic = catch_unwind(AssertUnwindSafe(check)).err()?;
        let text = panic.downcast_ref::<String>().expect("a message").clone();
        Some(text.split("see portcullis::rules::").nth(1).expect("a rule").trim().to_owned())
    };
    (0..operations::DESCRIBED.len()).map(|at| (format!("GET /op{at}"), rule(at))).collect()
}

/// Adds the credentials of a scheme.
fn with(request: TestRequest, scheme: &str, text: &str) -> TestRequest {
    match scheme {
        "Bearer" => request.bearer(text),
        "Basic" => request.basic(text, "secret"),
        "Header" => request.header("X-Key", text),
        "Other" => request.header("X-Other", text),
        "Query" => request.query("key", text),
        "Cookie" => request.cookie("session", text),
        scheme => panic!("there is no scheme {scheme}"),
    }
}

async fn matrix(server: &TestClient) -> Vec<String> {
    let mut matrix = server.authorization_matrix();
    for scheme in ["Bearer", "Basic", "Header", "Other", "Query", "Cookie"] {
        let good = |scopes: &[&str]| [&["good"], scopes, &["end"]].concat().join(".");
        matrix = matrix.credentials_of(scheme, move |request, scopes| with(request, scheme, &good(scopes)));
    }
    matrix.findings().await
}

/// Returns the disagreements between the readers, and the number of requests.
async fn disagreements(readers: &Readers, requests: usize) -> (Vec<String>, usize) {
    let lines = lock::lines(&readers.lock);
    let mut found = Vec::new();
    for (route, line) in &lines {
        let path = route.strip_prefix("GET ").expect("all operations are GET");
        let own = Own::of(route);
        found.extend(
            compiler_and_lock(&readers.compiler[route], line, &own).map(|why| format!("{route}: {why}")),
        );
        found.extend(
            lock_and_document(line, &readers.document["paths"][path]["get"])
                .map(|why| format!("{route}: {why}")),
        );
    }
    let (wrong, decisions) = lock_and_server(&lines, &readers.server, requests).await;
    for (route, line) in &lines {
        let says_so = |said: &String| said.contains(&format!("`{route}`"));
        let is_found = readers.matrix.iter().any(says_so);
        let is_lenient = wrong.iter().any(|why| why.starts_with(&format!("{route} ")));
        // The matrix also reports a scope that is not enforced, if the credentials of its scheme can be refused.
        if is_found != (is_lenient || line.has_unenforced_scope_of_judged()) {
            found.push(format!(
                "{route}: the matrix finds something: {is_found}; the server disagrees with the lockfile: {is_lenient}, {line:?}"
            ));
        }
    }
    found.extend(wrong);
    (found, decisions)
}

/// Facts about an operation that its line in the lockfile does not contain.
struct Own {
    /// Whether an argument of the operation is an `Option`.
    has_optional: bool,
    /// The schemes whose raw credentials the operation may receive.
    gets: BTreeSet<&'static str>,
}

impl Own {
    fn of(route: &str) -> Self {
        let number: usize =
            route.strip_prefix("GET /op").and_then(|number| number.parse().ok()).expect("a number");
        let operation = &operations::DESCRIBED[number];
        let arguments = &operation.needs[operation.guards..];
        let is_optional = |need: &Need| matches!(need, Need::Dependency(asked) if matches!(asked.dependency().kind, Kind::Optional));
        let mut own = Self { has_optional: arguments.iter().any(is_optional), gets: BTreeSet::new() };
        own.add(arguments);
        own
    }

    fn add(&mut self, needs: &'static [Need]) {
        for need in needs {
            let Need::Dependency(asked) = need else { continue };
            match asked.dependency().kind {
                Kind::Scheme(scheme) => drop(self.gets.insert(scheme.name)),
                Kind::Optional | Kind::AnyOf => self.add(asked.dependency().needs),
                _ => {}
            }
        }
    }
}

fn compiler_and_lock(rule: &Option<String>, line: &Line, own: &Own) -> Option<String> {
    let gets = |clause: &Clause| clause.keys().all(|scheme| own.gets.contains(scheme.as_str()));
    let is_unverified = line.unverified_clauses().any(|clause| !gets(clause));
    let is_forgotten = (line.lets_in_strangers() && !own.has_optional) || is_unverified;
    let agree = match rule.as_deref() {
        None => !is_forgotten && !line.has_unenforced_scope(),
        // The rule applies at each place where a scope is required, while a line lists the scope only once.
        Some("scope_never_checked") => line.has_unenforced_scope() || line.enforces_a_scope(),
        Some("forgotten_route") => is_forgotten && !line.has_unenforced_scope(),
        Some(_) => false,
    };
    (!agree).then(|| format!("the compiler reports {rule:?}, but the lockfile has {line:?}"))
}

fn lock_and_document(line: &Line, operation: &Value) -> Option<String> {
    let of_document = operation["security"].as_array().into_iter().flatten().map(Value::to_string);
    let of_lock = line.clauses.iter().map(|clause| {
        let scopes = |scheme: &String| clause[scheme].scopes.keys().cloned().collect::<Vec<_>>();
        clause.keys().map(|scheme| (scheme.clone(), json!(scopes(scheme)))).collect::<serde_json::Map<_, _>>()
    });
    let sorted = |text: String| {
        let mut object: serde_json::Map<String, Value> = serde_json::from_str(&text).expect("an object");
        for scopes in object.values_mut() {
            scopes.as_array_mut().expect("scopes").sort_by_key(Value::to_string);
        }
        let object: BTreeMap<_, _> = object.into_iter().collect();
        json!(object).to_string()
    };
    let of_document: BTreeSet<String> = of_document.map(sorted).collect();
    let of_lock: BTreeSet<String> = of_lock.map(|clause| sorted(json!(clause).to_string())).collect();
    if of_document != of_lock {
        return Some(format!("the document requires {of_document:?}, but the lockfile {of_lock:?}"));
    }
    let documents = |status: &str| !operation["responses"][status].is_null();
    if documents("403") != line.enforces_a_scope() {
        return Some(format!("403 is documented: {}, but the lockfile has {line:?}", documents("403")));
    }
    (documents("401") == line.is_open)
        .then(|| format!("401 is documented: {}, but the lockfile has {line:?}", documents("401")))
}

/// Sends the credentials that the clauses require, and weaker ones.
async fn lock_and_server(
    lines: &BTreeMap<String, Line>,
    server: &TestClient,
    requests: usize,
) -> (Vec<String>, usize) {
    let mut random = Random(4711);
    let (mut wrong, mut decisions) = (Vec::new(), 0);
    let lines: Vec<_> = lines.iter().collect();
    while decisions < requests {
        for (route, line) in &lines {
            let path = route.strip_prefix("GET ").expect("all operations are GET");
            for (credentials, expected) in sent(line, &mut random) {
                let request = credentials
                    .iter()
                    .fold(server.get(path), |request, (scheme, text)| with(request, scheme, text));
                let status = request.await.status().as_u16();
                decisions += 1;
                if status != expected {
                    wrong.push(format!("{route} with {credentials:?}: {status} for {expected}, {line:?}"));
                }
            }
        }
    }
    (wrong, decisions)
}

/// Returns all requests for an operation, each with the expected status.
fn sent(line: &Line, random: &mut Random) -> Vec<(Credentials, u16)> {
    let nothing = if line.lets_in_strangers() { 200 } else { 401 };
    let mut sent = vec![(Credentials::new(), nothing)];
    for clause in line.clauses.iter().filter(|clause| !clause.is_empty()) {
        sent.push(exactly(clause));
        sent.extend(one_less(clause));
        sent.extend((0..2).map(|_| less(clause, random)));
    }
    sent
}

type Credentials = BTreeMap<String, String>;

/// Returns the credentials that a clause requires.
fn exactly(clause: &Clause) -> (Credentials, u16) {
    let all = clause.iter().map(|(scheme, required)| {
        let scopes = required.scopes.keys().map(|scope| format!(".{scope}")).collect::<String>();
        (scheme.clone(), format!("good{scopes}.end"))
    });
    (all.collect(), 200)
}

/// Returns credentials with one scheme wrong or one scope missing, in every combination.
fn one_less(clause: &Clause) -> Vec<(Credentials, u16)> {
    let mut sent = Vec::new();
    for (scheme, required) in clause {
        sent.push(wrong(clause, scheme));
        for scope in required.scopes.keys() {
            sent.push(without(clause, scheme, &BTreeSet::from([scope])));
        }
    }
    sent
}

/// Returns credentials with one scheme wrong or some of its scopes missing.
fn less(clause: &Clause, random: &mut Random) -> (Credentials, u16) {
    let (scheme, required) =
        clause.iter().nth(random.below(clause.len())).expect("the index is less than the length");
    if required.scopes.is_empty() {
        return wrong(clause, scheme);
    }
    let missing = required.scopes.keys().filter(|_| random.below(2) == 0).collect();
    without(clause, scheme, &missing)
}

fn wrong(clause: &Clause, scheme: &str) -> (Credentials, u16) {
    let (mut credentials, _) = exactly(clause);
    credentials.insert(scheme.to_owned(), "bad.s1.s2.end".to_owned());
    (credentials, if clause[scheme].judges.is_empty() { 200 } else { 401 })
}

fn without(clause: &Clause, scheme: &str, missing: &BTreeSet<&String>) -> (Credentials, u16) {
    let (mut credentials, _) = exactly(clause);
    let scopes = &clause[scheme].scopes;
    let held = scopes.keys().filter(|scope| !missing.contains(scope));
    let text = held.fold("good".to_owned(), |text, scope| format!("{text}.{scope}"));
    credentials.insert(scheme.to_owned(), text + ".end");
    let is_enforced = missing.iter().any(|scope| !scopes[*scope].is_empty());
    (credentials, if is_enforced { 403 } else { 200 })
}

#[tokio::test]
async fn five_readers_agree() {
    let requests = if std::env::var_os("PORTCULLIS_FULL").is_some() { 100_000 } else { 10_000 };
    let readers = Readers::of(TestClient::new(App::new(operations::ROUTES))).await;
    let (found, decisions) = disagreements(&readers, requests).await;
    let mut verdicts = BTreeMap::<&str, usize>::new();
    for rule in readers.compiler.values() {
        *verdicts.entry(rule.as_deref().unwrap_or("accepted")).or_default() += 1;
    }
    let _ = writeln!(
        std::io::stderr(),
        "{} operations, {verdicts:?}; {decisions} decisions",
        readers.compiler.len()
    );
    let shown = found[..found.len().min(10)].join("\n");
    assert!(found.is_empty(), "{} disagreements:\n{shown}\n{}", found.len(), readers.lock);
}

/// Planted faults, one per reader. A refused operation counts as accepted. The lockfile omits a function that enforces
/// a scope. The document omits a requirement or a response. The server accepts any credentials. A finding of the matrix
/// is ignored.
#[tokio::test]
async fn a_fault_in_each_reader_is_found() {
    let readers = Readers::of(TestClient::new(App::new(operations::ROUTES))).await;
    assert_eq!(disagreements(&readers, 1_000).await.0, [""; 0]);

    let mut lenient = readers.clone();
    let lines = lock::lines(&readers.lock);
    for (rule, is_seen) in [
        ("scope_never_checked", Line::has_unenforced_scope as fn(&Line) -> bool),
        ("forgotten_route", Line::lets_in_strangers),
    ] {
        let mut compiler = readers.compiler.clone();
        let refused = compiler
            .iter_mut()
            .find(|(route, verdict)| verdict.as_deref() == Some(rule) && is_seen(&lines[*route]));
        *refused.expect("at least one operation is refused").1 = None;
        lenient.compiler = compiler;
        assert_found(&lenient, &format!("a program that `{rule}` refuses is accepted")).await;
    }

    let mut forgetful = readers.clone();
    forgetful.lock = without_one_enforcer(&readers.lock);
    assert_found(&forgetful, "the lockfile lists a scope as unenforced").await;
    forgetful.lock = readers.lock.replacen(" or nothing", "", 1);
    assert_found(&forgetful, "the lockfile leaves out an alternative").await;

    let is_required = |operation: &Value| {
        operation["security"]
            .as_array()
            .is_some_and(|all| all.iter().any(|one| one.as_object().is_some_and(|one| one.len() > 1)))
    };
    let mut vague = readers.clone();
    let operation = an_operation(&mut vague.document, is_required);
    let several = operation["security"]
        .as_array_mut()
        .expect("security")
        .iter_mut()
        .find(|one| one.as_object().is_some_and(|one| one.len() > 1));
    let object = several.and_then(Value::as_object_mut).expect("several are required together");
    let first = object.keys().next().expect("more than one requirement").clone();
    object.remove(&first);
    assert_found(&vague, "the document leaves out a requirement").await;
    vague.document = readers.document.clone();
    let operation = an_operation(&mut vague.document, |operation| !operation["responses"]["403"].is_null());
    operation["responses"].as_object_mut().expect("responses").remove("403");
    assert_found(&vague, "the document leaves out 403").await;

    let with_everything = || Held { texts: vec!["good.s1.s2.end".to_owned()], ..Held::default() };
    let mut open = readers.clone();
    open.server = readers.server.clone().with::<operations::check_header>(move || Ok(with_everything()));
    open.matrix = matrix(&open.server).await;
    assert!(open.matrix.len() > readers.matrix.len(), "the matrix reports the fault");
    assert_found(&open, "the server lets in clients with any key").await;

    let (loud, quiet) = (open.matrix.clone(), readers.matrix.clone());
    let mut silent = open;
    silent.matrix = quiet;
    let (found, _) = disagreements(&silent, 1_000).await;
    let is_silence = |why: &String| why.contains("the matrix finds something: false");
    assert!(found.iter().any(is_silence), "an ignored finding of the matrix goes unnoticed");
    let mut readers = readers;
    readers.matrix = loud;
    assert_found(&readers, "the matrix reports a fault that does not exist").await;
}

async fn assert_found(readers: &Readers, fault: &str) {
    assert!(!disagreements(readers, 1_000).await.0.is_empty(), "{fault}, which goes unnoticed");
}

/// Returns the lockfile with the first enforced scope marked as unenforced.
fn without_one_enforcer(lock: &str) -> String {
    let start = lock.find("GET").expect("there are operations");
    let at = start + lock[start..].find(" by ").expect("a line lists who enforces a scope");
    let end = at + lock[at..].find([';', ']']).expect("the scopes end");
    format!("{} unenforced{}", &lock[..at], &lock[end..])
}

fn an_operation(document: &mut Value, is: impl Fn(&Value) -> bool) -> &mut Value {
    let items = document["paths"].as_object_mut().expect("paths").values_mut();
    items
        .map(|item| &mut item["get"])
        .find(|operation| is(operation))
        .expect("at least one operation matches")
}

/// Compares the readers on whole programs, with nested lists and guards. Programs that the compiler refuses are left
/// out.
#[test]
fn five_readers_agree_on_programs() {
    let count = if std::env::var_os("PORTCULLIS_FULL").is_some() { 150 } else { 10 };
    let mut random = Random(Random::seed("PORTCULLIS_GRAPH_SEED") ^ 2);
    let programs: Vec<_> = (0..count).map(|at| (format!("p{at}"), program::program(&mut random))).collect();
    let sources = programs.iter().map(|(name, program)| (name.clone(), source::source(program, name)));
    let project = project::Project::new("differential", sources.collect());
    project.build();
    let said = project.run(&BTreeMap::new());
    let mut expected = BTreeMap::new();
    let mut asked = BTreeMap::new();
    let said: BTreeMap<_, _> = said.into_iter().filter(|(_, said)| said["refused"] != true).collect();
    for (name, said) in &said {
        let lines = lock::lines(said["lock"].as_str().expect("a text"));
        let (mut requests, mut statuses) = (Vec::new(), Vec::new());
        for (route, line) in lines {
            let (method, path) = route.split_once(' ').expect("a method and a path");
            let path = path.replace("{id}", "7").replace("{tenant}", "9");
            for (credentials, status) in sent(&line, &mut random) {
                requests.push(json!({ "method": method, "path": path, "credentials": credentials }));
                statuses.push((route.clone(), line.clone(), status));
            }
        }
        asked.insert(name.clone(), Value::from(requests));
        expected.insert(name.clone(), statuses);
    }
    let answered = project.run(&asked);
    let (mut wrong, mut decisions) = (Vec::new(), 0);
    for (name, program) in &programs {
        let Some(said) = said.get(name) else { continue };
        let lines = lock::lines(said["lock"].as_str().expect("a text"));
        let findings: Vec<&str> =
            said["findings"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let answers = answered[name]["answers"].as_array().expect("answers");
        assert_eq!(answers.len(), expected[name].len());
        for (at, (answer, (route, line, status))) in answers.iter().zip(&expected[name]).enumerate() {
            decisions += 1;
            // A function that must enforce a scope but cannot refuse passes the scope on. The next function enforces it
            // although the lockfile does not require that.
            let is_more = *status == 200 && answer == 403 && line.has_unenforced_scope();
            if answer == status || is_more {
                continue;
            }
            wrong.push(format!(
                "{name}, {route} with {}: {answer} for {status}, {line:?}",
                asked[name][at]["credentials"]
            ));
        }
        for (route, line) in &lines {
            let (method, path) = route.split_once(' ').expect("a method and a path");
            let operation = &said["document"]["paths"][path][method.to_lowercase()];
            wrong.extend(lock_and_document(line, operation).map(|why| format!("{name}, {route}: {why}")));
            if program.strict && line.has_unenforced_scope() {
                wrong.push(format!("{name}, {route}: the compiler accepts {line:?}"));
            }
            let finding = findings.iter().find(|found| found.contains(&format!("`{route}`")));
            if let Some(finding) = finding.filter(|_| !line.has_unenforced_scope()) {
                wrong.push(format!("{name}, {route}: the matrix reports {finding}, {line:?}"));
            }
        }
    }
    let refused = count - said.len();
    let _ = writeln!(std::io::stderr(), "{count} programs, {refused} refused; {decisions} decisions");
    let shown = wrong[..wrong.len().min(10)].join("\n");
    assert!(wrong.is_empty(), "{} disagreements:\n{shown}", wrong.len());
}
