//! What one operation gives to everybody, another should not lock up.

use super::judge::Findings;
use crate::graph::Method;
use crate::review::OperationFacts;
use crate::testing::TestResponse;

/// What `GET` operations give.
#[derive(Default)]
pub(super) struct Given {
    /// To everybody.
    open: Vec<(String, Vec<u8>)>,
    /// Only to those whom they know.
    locked: Vec<(String, Vec<u8>)>,
}

impl Given {
    pub(super) fn keep_open(&mut self, operation: &OperationFacts, answer: &TestResponse) {
        keep(&mut self.open, operation, answer);
    }

    pub(super) fn keep_locked(&mut self, operation: &OperationFacts, answer: &TestResponse) {
        keep(&mut self.locked, operation, answer);
    }

    pub(super) fn compare(&self, findings: &mut Findings) {
        for (open, given) in &self.open {
            for (locked, kept) in &self.locked {
                if given == kept {
                    findings.find(format!(
                        "`{open}` gives to everybody what `{locked}` gives only to those whom it knows"
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

/// Whether an answer holds data that could be told from other data.
fn is_data(bytes: &[u8]) -> bool {
    bytes.len() >= 8
}
