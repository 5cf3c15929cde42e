//! The state of a run of the matrix, from one request to the next.

use std::collections::HashMap;
use std::io::Write;
use std::time::Instant;

use http::StatusCode;

use super::AuthorizationMatrix;
use super::given::Source;
use super::judge::Findings;
use super::place::Place;
use super::presented::{Presented, Variation, unknown, without_text};
use super::progress::Progress;
use super::target::is_safe;
use crate::review::OperationFacts;
use crate::testing::{TestRequest, TestResponse};

/// Sends the requests of a run, and collects the findings.
pub(super) struct Session<'a> {
    pub(super) matrix: &'a AuthorizationMatrix,
    pub(super) findings: Findings,
    /// The texts that logins have returned, by scheme and scopes.
    logins: HashMap<(&'static str, Vec<&'static str>), String>,
    started: Instant,
    progress: Progress,
}

impl<'a> Session<'a> {
    pub(super) fn new(matrix: &'a AuthorizationMatrix, operations: usize) -> Self {
        Self {
            matrix,
            findings: Findings::default(),
            logins: HashMap::new(),
            started: Instant::now(),
            progress: Progress::new(operations),
        }
    }

    pub(super) fn begin(&mut self, operation: &OperationFacts) {
        self.progress.begin(operation.route(), self.started.elapsed());
    }

    pub(super) fn end(&mut self) {
        self.progress.end(self.started.elapsed());
    }

    /// Reports the slowest operations after a long run.
    pub(super) fn finish(&self) {
        say(self.progress.summary(self.started.elapsed()));
    }

    pub(super) async fn send(&mut self, request: TestRequest, presented: &[Presented<'_>]) -> TestResponse {
        say(self.progress.line(self.started.elapsed()));
        let is_safe = is_safe(request.request().method().as_str());
        let answer = self.present(request, presented).await.await;
        // The request may have ended a session.
        if !is_safe && !answer.status().is_client_error() {
            self.logins.clear();
        }
        answer
    }

    /// Sends good credentials, and retries with a new login if a kept one is refused: its session may have ended.
    pub(super) async fn send_good(
        &mut self,
        request: impl Fn() -> TestRequest,
        presented: &[Presented<'_>],
    ) -> TestResponse {
        let is_kept = presented.iter().any(|presented| self.logins.contains_key(&key(presented)));
        let answer = self.send(request(), presented).await;
        if !is_kept || answer.status() != StatusCode::UNAUTHORIZED {
            return answer;
        }
        self.logins.clear();
        self.send(request(), presented).await
    }

    /// Adds credentials to a request.
    pub(super) async fn present(
        &mut self,
        mut request: TestRequest,
        presented: &[Presented<'_>],
    ) -> TestRequest {
        for presented in presented {
            request = self.present_one(request, presented).await;
        }
        request
    }

    async fn present_one(&mut self, request: TestRequest, presented: &Presented<'_>) -> TestRequest {
        let Presented { scheme, scopes, source, variation } = presented;
        if let Variation::WithoutText = variation {
            return without_text(request, scheme);
        }
        let request = match source {
            Source::Add(add) => add(request, scopes),
            Source::Unknown => unknown(request, scheme),
            Source::LogIn(log_in) => {
                if !self.logins.contains_key(&key(presented)) {
                    let scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect();
                    let text = log_in(self.matrix.client.clone(), scopes).await;
                    self.logins.insert(key(presented), text);
                }
                Place::add(request, scheme, &self.logins[&key(presented)])
            }
        };
        presented.vary(request)
    }
}

/// Returns the key under which a login is kept.
fn key(presented: &Presented<'_>) -> (&'static str, Vec<&'static str>) {
    let mut scopes = presented.scopes.clone();
    scopes.sort_unstable();
    (presented.scheme.name, scopes)
}

/// Writes a line that bypasses the captured output of a test: a person who waits for a long test wants to see it.
fn say(line: Option<String>) {
    if let Some(line) = line {
        // Without a standard error, no person can read the line.
        let _ = writeln!(std::io::stderr(), "{line}");
    }
}
