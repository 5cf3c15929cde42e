//! What is tried, and what is said of it.

use http::{Method, StatusCode};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::credentials::{malformed, other_password, unknown};
use super::{Add, AuthorizationMatrix};
use crate::graph::{Clause, Dependency, Kind, Requirement, Scheme, Visit, walk};
use crate::review::{Facts, OperationFacts, Protection};
use crate::testing::{TestRequest, TestResponse};

/// Tries it all.
pub(super) async fn run(matrix: &AuthorizationMatrix) -> Vec<String> {
    let facts = matrix.client.app.facts();
    let mut run = Run { matrix, facts: &facts, findings: Vec::new(), open: Vec::new(), locked: Vec::new() };
    for operation in &facts.operations {
        run.operation(operation).await;
    }
    run.methods().await;
    run.same_data();
    run.findings
}

struct Run<'a> {
    matrix: &'a AuthorizationMatrix,
    facts: &'a Facts,
    findings: Vec<String>,
    /// What `GET` operations give to everybody.
    open: Vec<(String, TestResponse)>,
    /// What they give only to those whom they know.
    locked: Vec<(String, TestResponse)>,
}

/// Credentials for one scheme of a clause.
struct Part<'a> {
    required: &'a Requirement,
    add: Add,
    scopes: Vec<&'static str>,
}

/// What should become of a request.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expected {
    Admitted,
    Refused,
}

impl Run<'_> {
    async fn operation(&mut self, facts: &OperationFacts) {
        let nobody = match facts.clauses.is_empty() || facts.clauses.iter().any(|clause| clause.0.is_empty())
        {
            true => Expected::Admitted,
            false => Expected::Refused,
        };
        self.nobody(facts, nobody).await;
        for clause in facts.clauses.iter().filter(|clause| !clause.0.is_empty()) {
            if let Some(good) = self.good(facts, clause) {
                self.clause(facts, clause, &good).await;
            }
        }
        self.other_schemes(facts, nobody).await;
        // Once more: somebody may have kept what others were given.
        self.nobody(facts, nobody).await;
    }

    async fn nobody(&mut self, facts: &OperationFacts, expected: Expected) {
        let answer = self.request(facts).await;
        self.judge(facts, &answer, expected, "no credentials");
        if expected == Expected::Admitted && is_data(facts, &answer) {
            self.open.push((facts.route(), answer));
        }
    }

    /// Good credentials for all of a clause; what is not given is a finding.
    fn good<'c>(&mut self, facts: &OperationFacts, clause: &'c Clause) -> Option<Vec<Part<'c>>> {
        let mut parts = Vec::new();
        for required in &clause.0 {
            let Some(add) = self.given(facts, required.scheme) else {
                let name = required.scheme.name;
                self.find(format!(
                    "no credentials are given for {name}, which `{}` asks for: `.credentials::<{}>(|request, scopes| ..)`",
                    facts.route(),
                    required.id.name
                ));
                return None;
            };
            parts.push(Part { required, add, scopes: required.scopes.clone() });
        }
        Some(parts)
    }

    /// Good credentials for a scheme. Where nothing can refuse any, all are good.
    fn given(&self, facts: &OperationFacts, scheme: &Scheme) -> Option<Add> {
        let given = self.matrix.given.iter().find(|given| given.scheme == scheme.name);
        match given {
            Some(given) => Some(given.add.clone()),
            None => is_unverified(&facts.protection, scheme).then(|| unknown(scheme)),
        }
    }

    async fn clause(&mut self, facts: &OperationFacts, clause: &Clause, good: &[Part<'_>]) {
        let answer = self.with(facts, good).await;
        self.judge(facts, &answer, Expected::Admitted, &format!("good credentials ({})", say(good)));
        let is_locked = !facts.clauses.iter().any(|clause| clause.0.is_empty());
        if is_locked && is_data(facts, &answer) {
            self.locked.push((facts.route(), answer));
        }
        for at in 0..good.len() {
            self.missing(facts, clause, good, at).await;
            self.spoiled(facts, good, at).await;
            self.too_little(facts, good, at).await;
        }
    }

    /// All but one of what must hold together.
    async fn missing(&mut self, facts: &OperationFacts, clause: &Clause, good: &[Part<'_>], at: usize) {
        let rest: Vec<&Requirement> =
            (0..good.len()).filter(|other| *other != at).map(|other| good[other].required).collect();
        // Whether a part is as good as another clause hangs on what the program makes of the part.
        let is_clear = |other: &Clause| {
            other == clause
                || other.0.is_empty()
                || !other
                    .0
                    .iter()
                    .all(|required| rest.iter().any(|part| is_same(part.scheme, required.scheme)))
        };
        if rest.is_empty() || !facts.clauses.iter().all(is_clear) {
            return;
        }
        let mut request = self.request(facts);
        for part in good.iter().filter(|part| !is_same(part.required.scheme, good[at].required.scheme)) {
            request = (part.add)(request, &part.scopes);
        }
        let what = format!("credentials that lack {}", good[at].required.scheme.name);
        let answer = request.await;
        self.judge(facts, &answer, Expected::Refused, &what);
    }

    /// One of what must hold together is malformed or wrong.
    async fn spoiled(&mut self, facts: &OperationFacts, good: &[Part<'_>], at: usize) {
        let scheme = good[at].required.scheme;
        for (how, add) in malformed(scheme, &good[at].add) {
            let what = format!("malformed credentials of {} ({how})", scheme.name);
            self.replaced(facts, good, at, add, &what).await;
        }
        if is_unverified(&facts.protection, scheme) {
            return;
        }
        self.replaced(facts, good, at, unknown(scheme), &format!("unknown credentials of {}", scheme.name))
            .await;
        let given = self.matrix.given.iter().find(|given| given.scheme == scheme.name);
        if let Some(add) = given.and_then(|given| other_password(scheme, given)) {
            self.replaced(facts, good, at, add, &format!("a wrong password for {}", scheme.name)).await;
        }
    }

    async fn replaced(&mut self, facts: &OperationFacts, good: &[Part<'_>], at: usize, add: Add, what: &str) {
        let mut request = self.request(facts);
        for (other, part) in good.iter().enumerate() {
            request =
                if other == at { add(request, &part.scopes) } else { (part.add)(request, &part.scopes) };
        }
        let answer = request.await;
        self.judge(facts, &answer, Expected::Refused, what);
    }

    /// Each of the scopes that are asked for is missing once.
    async fn too_little(&mut self, facts: &OperationFacts, good: &[Part<'_>], at: usize) {
        let required = good[at].required;
        for lacking in &required.scopes {
            let held: Vec<&'static str> =
                required.scopes.iter().copied().filter(|scope| scope != lacking).collect();
            let holds = |part: &Part<'_>, wanted: &Requirement| {
                let scopes =
                    if is_same(part.required.scheme, required.scheme) { &held } else { &part.scopes };
                is_same(part.required.scheme, wanted.scheme)
                    && wanted.scopes.iter().all(|scope| scopes.contains(scope))
            };
            let is_enough = |clause: &Clause| {
                clause.0.len() == good.len()
                    && clause.0.iter().all(|wanted| good.iter().any(|part| holds(part, wanted)))
            };
            if is_unverified(&facts.protection, required.scheme) || facts.clauses.iter().any(is_enough) {
                continue;
            }
            let add = good[at].add.clone();
            let scopes = held.clone();
            let less: Add = std::sync::Arc::new(move |request, _: &[&str]| add(request, &scopes));
            let what = format!("credentials of {} without the scope `{lacking}`", required.scheme.name);
            self.replaced(facts, good, at, less, &what).await;
        }
    }

    /// Good credentials of schemes that the operation does not know are none.
    async fn other_schemes(&mut self, facts: &OperationFacts, nobody: Expected) {
        if nobody == Expected::Admitted && !facts.clauses.is_empty() {
            return;
        }
        for scheme in &self.facts.schemes {
            let is_own = |clause: &Clause| clause.0.iter().any(|required| is_same(required.scheme, scheme));
            let Some(given) = self.matrix.given.iter().find(|given| given.scheme == scheme.name) else {
                continue;
            };
            if facts.clauses.iter().any(is_own) {
                continue;
            }
            let scopes: Vec<&str> = scheme
                .flows()
                .into_iter()
                .flat_map(|flows| flows.iter())
                .flat_map(|flow| flow.scopes.iter().map(|(name, _)| *name))
                .collect();
            let request = (given.add)(self.request(facts), &scopes);
            if self.is_good(facts, &request) {
                continue;
            }
            let answer = request.await;
            self.judge(facts, &answer, nobody, &format!("credentials of {}, another scheme", scheme.name));
        }
    }

    /// Whether good credentials of the operation look the same.
    fn is_good(&self, facts: &OperationFacts, request: &TestRequest) -> bool {
        facts.clauses.iter().any(|clause| {
            let mut good = self.request(facts);
            for required in &clause.0 {
                match self.given(facts, required.scheme) {
                    Some(add) => good = add(good, &required.scopes),
                    None => return false,
                }
            }
            let (a, b) = (good.request(), request.request());
            // Nothing else lets in credentials that nobody can tell from those of the other scheme.
            (a.headers() == b.headers() && a.uri() == b.uri())
                || clause.0.iter().any(|required| is_unverified(&facts.protection, required.scheme))
        })
    }

    /// Every path with every method.
    async fn methods(&mut self) {
        let operations = &self.facts.operations;
        for (at, facts) in operations.iter().enumerate() {
            if operations[..at].iter().any(|other| other.path == facts.path) {
                continue;
            }
            let own: Vec<&OperationFacts> =
                operations.iter().filter(|other| other.path == facts.path).collect();
            for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"] {
                match own.iter().find(|facts| answers(facts, method)) {
                    Some(facts) if facts.method().as_str() == method => {}
                    Some(facts) => self.head(facts).await,
                    None => self.no_method(facts, method).await,
                }
            }
        }
    }

    /// `GET` answers `HEAD` under the same conditions.
    async fn head(&mut self, facts: &OperationFacts) {
        let is_open = facts.clauses.is_empty() || facts.clauses.iter().any(|clause| clause.0.is_empty());
        let expected = if is_open { Expected::Admitted } else { Expected::Refused };
        let answer = self.request_of(&Method::HEAD, &facts.path).await;
        self.judge(facts, &answer, expected, "no credentials and the method HEAD");
    }

    /// No operation answers a method, with whatever credentials.
    async fn no_method(&mut self, facts: &OperationFacts, method: &str) {
        let token = Method::from_bytes(method.as_bytes()).expect("these are methods");
        let mut requests = vec![self.request_of(&token, &facts.path)];
        for given in &self.matrix.given {
            requests.push((given.add)(self.request_of(&token, &facts.path), &[]));
        }
        for request in requests {
            let answer = request.await;
            let status = answer.status();
            // What CORS asks beforehand is answered by layers, and says nothing.
            let is_preflight = method == "OPTIONS" && answer.bytes().is_empty();
            if (status.is_success() && !is_preflight) || status.is_server_error() {
                self.find(format!("`{method} {}` is no operation, and is answered ({status})", facts.path));
            }
        }
    }

    /// What one operation gives to everybody, another should not lock up.
    fn same_data(&mut self) {
        let mut findings = Vec::new();
        for (open, given) in &self.open {
            for (locked, kept) in &self.locked {
                if given.bytes() == kept.bytes() {
                    findings.push(format!(
                        "`{open}` gives to everybody what `{locked}` gives only to those whom it knows"
                    ));
                }
            }
        }
        findings.into_iter().for_each(|finding| self.find(finding));
    }

    fn request(&self, facts: &OperationFacts) -> TestRequest {
        let method = Method::from_bytes(facts.method().as_str().as_bytes()).expect("these are methods");
        self.request_of(&method, &facts.path)
    }

    /// A request for a path, its parameters replaced by their values.
    fn request_of(&self, method: &Method, path: &str) -> TestRequest {
        let value = |name: &str| {
            let given = self.matrix.values.iter().find(|(given, _)| given == name.trim_start_matches('*'));
            utf8_percent_encode(given.map_or("1", |(_, value)| value), NON_ALPHANUMERIC).to_string()
        };
        let segments = path.split('/').map(|segment| match segment.as_bytes() {
            [b'{', next, .., b'}'] if *next != b'{' => value(&segment[1..segment.len() - 1]),
            _ => segment.replace("{{", "%7B").replace("}}", "%7D"),
        });
        self.matrix.client.request(method.clone(), &segments.collect::<Vec<_>>().join("/"))
    }

    async fn with(&self, facts: &OperationFacts, parts: &[Part<'_>]) -> TestResponse {
        let mut request = self.request(facts);
        for part in parts {
            request = (part.add)(request, &part.scopes);
        }
        request.await
    }

    fn judge(&mut self, facts: &OperationFacts, answer: &TestResponse, expected: Expected, what: &str) {
        let (status, route) = (answer.status(), facts.route());
        if status.is_server_error() {
            return self.find(format!("`{route}` fails ({status}) with {what}"));
        }
        match expected {
            Expected::Refused if !is_refusal(facts, status) => {
                self.find(format!("`{route}` lets in {what} ({status}): it asks for {}", facts.protection));
            }
            Expected::Admitted if is_unexplained(facts, status) => {
                self.find(format!("`{route}` refuses {what} ({status}), and nothing in the graph says why"));
            }
            _ => {}
        }
    }

    fn find(&mut self, finding: String) {
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }
}

fn answers(facts: &OperationFacts, method: &str) -> bool {
    facts.method().as_str() == method || (method == "HEAD" && facts.method().as_str() == "GET")
}

fn is_same(a: &Scheme, b: &Scheme) -> bool {
    a.name == b.name
}

/// Whether nothing before the handler can refuse the credentials of a scheme.
fn is_unverified(protection: &Protection, scheme: &Scheme) -> bool {
    protection.is_unverified(scheme.name)
}

/// Whether a status says that credentials are refused: 401 and 403, and what those who look at them are said to answer.
fn is_refusal(facts: &OperationFacts, status: StatusCode) -> bool {
    let mut known = vec![401, 403];
    walk(&facts.needs, &mut |visit| {
        if let Visit::Dependency(Dependency { kind: Kind::Function, errors, .. }, _) = visit {
            known.extend(errors.iter().map(|(status, _)| *status));
        }
    });
    known.contains(&status.as_u16())
}

/// Whether somebody is refused for whom the graph, and what the operation itself is said to answer, know no reason.
fn is_unexplained(facts: &OperationFacts, status: StatusCode) -> bool {
    let is_said = facts.operation.errors.iter().any(|(said, _)| *said == status.as_u16());
    matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) && !is_said
}

/// Whether an answer holds data that could be told from other data.
fn is_data(facts: &OperationFacts, answer: &TestResponse) -> bool {
    facts.method().as_str() == "GET" && answer.status().is_success() && answer.bytes().len() >= 8
}

fn say(parts: &[Part<'_>]) -> String {
    let part = |part: &Part<'_>| match part.scopes.as_slice() {
        [] => part.required.scheme.name.to_owned(),
        scopes => format!("{} [{}]", part.required.scheme.name, scopes.join(" ")),
    };
    parts.iter().map(part).collect::<Vec<_>>().join(" and ")
}
