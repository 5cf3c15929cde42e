use http::StatusCode;

use super::{IntoResponse, Response};
use crate::graph::Answers;

/// The same answer with another status, chosen while the handler runs.
///
/// The document shows the operation's own status: where it is always the same one, write `status = ..`.
impl<T: IntoResponse> IntoResponse for (StatusCode, T) {
    const ANSWERS: Answers = T::ANSWERS;

    fn into_response(self) -> Response {
        let mut response = self.1.into_response();
        *response.status_mut() = self.0;
        response
    }
}
