//! Every path with every method.

use http::StatusCode;
use http::header::LOCATION;

use super::AuthorizationMatrix;
use super::cases::known_scopes;
use super::judge::Findings;
use super::target::{answers, path, request};
use crate::review::Facts;
use crate::testing::{TestRequest, TestResponse};

const METHODS: [&str; 9] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"];

/// A path that no app has.
const NOWHERE: &str = "/portcullis-nowhere/1";

/// Tries the methods that no operation answers, with whatever credentials.
pub(super) async fn try_methods(matrix: &AuthorizationMatrix, facts: &Facts, findings: &mut Findings) {
    for (at, operation) in facts.operations.iter().enumerate() {
        if facts.operations[..at].iter().any(|other| other.path == operation.path) {
            continue;
        }
        let own: Vec<_> = facts.operations.iter().filter(|other| other.path == operation.path).collect();
        let path = path(matrix, &operation.path);
        for method in METHODS.into_iter().filter(|method| !own.iter().any(|own| answers(own, method))) {
            for status in no_method(matrix, facts, method, &path).await {
                findings.find(format!(
                    "`{method} {}` is no operation, and is answered ({status})",
                    operation.path
                ));
            }
        }
    }
}

async fn no_method(matrix: &AuthorizationMatrix, facts: &Facts, method: &str, path: &str) -> Vec<StatusCode> {
    let mut found = Vec::new();
    for credentials in all_credentials(matrix, facts) {
        let answer = credentials(request(matrix, method, path)).await;
        // What is answered wherever one asks is no operation's answer: a layer asks for a login of its own, say.
        let is_everywhere = || async {
            let status = credentials(request(matrix, method, NOWHERE)).await.status();
            status.is_client_error() && status == answer.status()
        };
        if !is_none(method, path, &answer) && !is_everywhere().await {
            found.push(answer.status());
        }
    }
    found
}

/// No credentials, those of every scheme with all scopes, and those of all schemes at once: a method that a layer turns into
/// another passes whatever that asks for.
fn all_credentials<'a>(
    matrix: &'a AuthorizationMatrix,
    facts: &Facts,
) -> Vec<Box<dyn Fn(TestRequest) -> TestRequest + Send + Sync + 'a>> {
    let scoped: Vec<_> = facts
        .schemes
        .iter()
        .filter_map(|scheme| Some((matrix.given(scheme)?, known_scopes(facts, scheme))))
        .collect();
    let mut all: Vec<Box<dyn Fn(TestRequest) -> TestRequest + Send + Sync>> =
        vec![Box::new(|request| request)];
    for (add, scopes) in scoped.clone() {
        all.push(Box::new(move |request| add(request, &scopes)));
    }
    if scoped.len() > 1 {
        all.push(Box::new(move |request| {
            scoped.iter().fold(request, |request, (add, scopes)| add(request, scopes))
        }));
    }
    all
}

/// Whether an answer says that there is no operation.
fn is_none(method: &str, path: &str, answer: &TestResponse) -> bool {
    let status = answer.status();
    // What CORS asks beforehand is answered by layers, and says nothing.
    let is_preflight = method == "OPTIONS" && status.is_success() && answer.bytes().is_empty();
    matches!(status, StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED)
        || is_preflight
        || is_to_slash(path, answer)
}

/// Whether an answer sends the client to the same path with one slash more or less.
fn is_to_slash(path: &str, answer: &TestResponse) -> bool {
    let last = |path: &str| path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    let location = answer.header(LOCATION.as_str()).split('?').next().unwrap_or_default();
    answer.status().is_redirection() && !last(path).is_empty() && last(location) == last(path)
}
