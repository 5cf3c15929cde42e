//! Finds open operations that return the same data as protected ones.

use serde_json::Value;

use super::judge::Findings;
use crate::graph::Method;
use crate::review::OperationFacts;
use crate::testing::TestResponse;

/// The answers of `GET` operations.
#[derive(Default)]
pub(super) struct Given {
    /// Answers to clients without credentials.
    open: Vec<(String, Vec<u8>)>,
    /// Answers of operations that require credentials, to requests with good ones.
    locked: Vec<(String, Vec<u8>)>,
}

impl Given {
    pub(super) fn keep_open(&mut self, operation: &OperationFacts, answer: &TestResponse) {
        keep(&mut self.open, operation, answer);
    }

    pub(super) fn keep_locked(&mut self, operation: &OperationFacts, answer: &TestResponse) {
        keep(&mut self.locked, operation, answer);
    }

    /// Compares the open answers with the protected ones. The pairs in `meant` are not reported.
    pub(super) fn compare(&self, meant: &[(String, String)], findings: &mut Findings) {
        for (open, given) in &self.open {
            for (locked, kept) in &self.locked {
                let is_meant =
                    meant.iter().any(|(a, b)| (a, b) == (open, locked) || (b, a) == (open, locked));
                if given == kept && !is_meant {
                    findings.find(format!(
                        "`{open}` gives to everybody what `{locked}` gives only to those whom it knows; where that is meant: \
                         `.same_answer(\"{open}\", \"{locked}\")`"
                    ));
                }
            }
        }
    }
}

fn keep(answers: &mut Vec<(String, Vec<u8>)>, operation: &OperationFacts, answer: &TestResponse) {
    if operation.method() == Method::Get && answer.status().is_success() && is_data(answer.bytes()) {
        answers.push((operation.route(), answer.bytes().to_owned()));
    }
}

/// Whether an answer can be distinguished from others: `{"status":"ok"}` and an empty list look alike wherever they come
/// from.
fn is_data(bytes: &[u8]) -> bool {
    const ENOUGH: usize = 8;
    match serde_json::from_slice(bytes) {
        Ok(json) => size(&json) >= ENOUGH,
        Err(_) => bytes.len() >= ENOUGH,
    }
}

/// Returns the length of all values, without the names of fields.
fn size(json: &Value) -> usize {
    match json {
        Value::Null | Value::Bool(_) => 0,
        Value::Number(number) => number.to_string().len(),
        Value::String(text) => text.len(),
        Value::Array(values) => values.iter().map(size).sum(),
        Value::Object(fields) => fields.values().map(size).sum(),
    }
}
