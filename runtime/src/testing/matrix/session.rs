//! What a run of the matrix remembers from one request to the next.

use super::AuthorizationMatrix;
use super::given::Source;
use super::judge::Findings;
use super::presented::{Presented, Variation, unknown, without_text};
use crate::testing::{TestRequest, TestResponse};

/// Sends the requests of a run, and keeps what was found.
pub(super) struct Session<'a> {
    pub(super) matrix: &'a AuthorizationMatrix,
    pub(super) findings: Findings,
}

impl<'a> Session<'a> {
    pub(super) fn new(matrix: &'a AuthorizationMatrix) -> Self {
        Self { matrix, findings: Findings::default() }
    }

    pub(super) async fn send(&mut self, request: TestRequest, presented: &[Presented<'_>]) -> TestResponse {
        self.present(request, presented).await.await
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
        };
        presented.vary(request)
    }
}
