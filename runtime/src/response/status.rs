use http::StatusCode;

use super::{IntoResponse, Response};
use crate::graph::Answers;

/// Marks a status that the handler has chosen, even if it is 200.
#[derive(Clone, Copy)]
pub(crate) struct ChosenStatus;

/// A response with another status, which the handler chooses at run time.
///
/// The document shows the status of the operation. If the status is always the same, write `status = ..` instead.
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
