use crate::errors::Errors;
use crate::model::Parameter;

/// Checks the rule `reserved-header`. A document does not list these fields as parameters (OpenAPI 3.1,
/// Parameter Object), and a scheme reads credentials.
pub(super) fn check(parameters: &[Parameter], errors: &mut Errors) {
    for parameter in parameters.iter().filter(|parameter| parameter.is_in_header()) {
        let name = parameter.wire_name();
        let help = match name.as_str() {
            "authorization" | "proxy-authorization" => {
                "declare a scheme, which the document shows: `#[security_scheme] static bearer: HttpBearer = HttpBearer::new();`"
            }
            "cookie" => "read one cookie: `#[cookie] theme: Option<String>`",
            "content-type" | "content-length" | "transfer-encoding" => {
                "read the body, which checks it: `#[body]`"
            }
            "accept" => "read it by hand, from `Context::headers`",
            _ => continue,
        };
        errors.push(
            "reserved_header",
            parameter.name.span(),
            format_args!("the field `{name}` is not a parameter"),
            help,
        );
    }
}
