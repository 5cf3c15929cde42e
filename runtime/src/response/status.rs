use http::StatusCode;

use super::{IntoResponse, Response};
use crate::graph::Answers;

/// Says that 200 was chosen, and is not what a response without a status has.
#[derive(Clone, Copy)]
pub(crate) struct ChosenStatus;

/// The same answer with another status, chosen while the handler runs.
///
/// The document shows the operation's own status: where it is always the same one, write `status = ..`.
#[diagnostic::do_not_recommend]
impl<T: IntoResponse> IntoResponse for (StatusCode, T) {
    const ANSWERS: Answers = T::ANSWERS;

    fn into_response(self) -> Response {
        let mut response = self.1.into_response();
        if self.0 == StatusCode::OK {
            response.extensions_mut().insert(ChosenStatus);
        }
        *response.status_mut() = self.0;
        response
    }
}
