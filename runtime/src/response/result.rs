use super::{IntoResponse, Response};
use crate::graph::Answers;

/// The error `E` defines its response. The text of an arbitrary error is never sent.
#[diagnostic::do_not_recommend]
impl<T: IntoResponse, E: IntoResponse> IntoResponse for Result<T, E> {
    const ANSWERS: Answers = Answers::Both(&T::ANSWERS, &E::ANSWERS);

    fn into_response(self) -> Response {
        match self {
            Ok(value) => value.into_response(),
            Err(error) => error.into_response(),
        }
    }
}
