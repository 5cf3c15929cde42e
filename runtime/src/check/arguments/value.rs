use crate::check::text::Text;

/// Rule `hidden-result`: a dependency that returns a `Result` by another name would provide its refusal as a value, and let
/// in every client.
///
/// # Panics
///
/// Panics while the program is compiled, if the value is such a `Result`.
#[track_caller]
pub const fn value(is_result: bool) {
    if is_result {
        Text::new()
            .push("this is a `Result` by another name, and a refusal would be passed on as a value")
            .help("write `Result<..>` itself, or an alias that is called `Result`")
            .refuse("hidden_result")
    }
}
