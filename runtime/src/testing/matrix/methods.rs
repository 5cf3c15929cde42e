//! Tries every path with every method.

use http::StatusCode;
use http::header::LOCATION;

use super::cases::known_scopes;
use super::presented::Presented;
use super::session::Session;
use super::target::{answers, path, request};
use crate::review::Facts;
use crate::testing::TestResponse;

const METHODS: [&str; 9] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"];

/// A path that no app has.
const NOWHERE: &str = "/portcullis-nowhere/1";

/// Tries the methods that no operation answers, with and without credentials.
pub(super) async fn try_methods(session: &mut Session<'_>, facts: &Facts) {
    let all = all_credentials(session, facts);
    for (at, operation) in facts.operations.iter().enumerate() {
        if facts.operations[..at].iter().any(|other| other.path == operation.path) {
            continue;
        }
        let own: Vec<_> = facts.operations.iter().filter(|other| other.path == operation.path).collect();
        let path = path(session.matrix, &operation.path);
        for method in METHODS.into_iter().filter(|method| !own.iter().any(|own| answers(own, method))) {
            for credentials in &all {
                if let Some(status) = answered(session, method, &path, credentials).await {
                    session.findings.find(format!(
                        "`{method} {}` is no operation, and is answered ({status})",
                        operation.path
                    ));
                }
            }
        }
    }
}

/// Returns the status of an answer, unless the answer means that there is no operation.
async fn answered(
    session: &mut Session<'_>,
    method: &str,
    path: &str,
    credentials: &[Presented<'_>],
) -> Option<StatusCode> {
    let answer = session.send(request(session.matrix, method, path), credentials).await;
    if is_none(method, path, &answer) {
        return None;
    }
    // An answer that every path gets does not come from an operation. For example, a layer may require a
    // login of its own.
    let nowhere = session.send(request(session.matrix, method, NOWHERE), credentials).await.status();
    let is_everywhere = nowhere.is_client_error() && nowhere == answer.status();
    (!is_everywhere).then(|| answer.status())
}

/// Returns no credentials, the credentials of each scheme with all scopes, and the credentials of all schemes
/// at once. A layer may turn a method into another one. Such a request then satisfies everything that the
/// operation for the other method requires.
fn all_credentials<'a>(session: &Session<'a>, facts: &'a Facts) -> Vec<Vec<Presented<'a>>> {
    let given = facts.schemes.iter().filter_map(|scheme| {
        let source = session.matrix.given(scheme)?;
        Some(Presented::new(scheme, known_scopes(facts, scheme), source))
    });
    let given: Vec<_> = given.collect();
    let mut all = vec![Vec::new()];
    all.extend(given.iter().map(|presented| vec![presented.clone()]));
    if given.len() > 1 {
        all.push(given);
    }
    all
}

/// Whether an answer means that there is no operation.
fn is_none(method: &str, path: &str, answer: &TestResponse) -> bool {
    let status = answer.status();
    // A layer answers the preflight requests of CORS, and its answer says nothing about operations.
    let is_preflight = method == "OPTIONS" && status.is_success() && answer.bytes().is_empty();
    matches!(status, StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED)
        || is_preflight
        || is_to_slash(path, answer)
}

/// Whether an answer redirects the client to the same path with a trailing slash added or removed.
fn is_to_slash(path: &str, answer: &TestResponse) -> bool {
    let last = |path: &str| path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    let location = answer.header(LOCATION.as_str()).split('?').next().unwrap_or_default();
    answer.status().is_redirection() && !last(path).is_empty() && last(location) == last(path)
}
