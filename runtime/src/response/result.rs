use super::{IntoResponse, Response};
use crate::graph::Answers;

/// Nothing turns the text of an arbitrary error into a body: `E` says itself what it answers.
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
