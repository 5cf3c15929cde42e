//! The rules that the compiler enforces. Each has a page with a program that breaks the rule, and a way to fix the program.
//!
//! A rule is checked in one of three places. The macro checks what a single item shows. A constant in your crate, evaluated
//! over the graph, checks what involves several items or lists of them. Traits check the rest: where an implementation is
//! missing, the message is ours. `cargo check` reports all of them. A message underlines the smallest part that is wrong,
//! and says what to write. One mistake is one error.
//!
//! | One item | |
//! |---|---|
//! | [`parameter-without-source`](parameter_without_source) | an argument that comes from nowhere |
//! | [`path-parameter-unused`](path_parameter_unused) | a path parameter that nothing takes |
//! | [`path-parameter-unknown`](path_parameter_unknown) | a path parameter that is missing from the path |
//! | [`path-template`](path_template) | a path or a prefix that is not valid |
//! | [`unknown-key`](unknown_key) | a key that an attribute does not know |
//! | [`unsupported-item`](unsupported_item) | an item that cannot be an operation, a dependency or a scheme |
//! | [`hidden-result`](hidden_result) | a `Result` by another name |
//! | [`no-trace`](no_trace) | there is no `trace` |
//! | [`public-reason`](public_reason) | a reason that says nothing |
//!
//! | Between items | |
//! |---|---|
//! | [`scope-not-declared`](scope_not_declared) | a scope that no scheme declares |
//! | [`scopes-without-scheme`](scopes_without_scheme) | scopes that nothing can grant |
//! | [`credentials-last`](credentials_last) | something is read before credentials are required, or before they are judged |
//! | [`two-bodies`](two_bodies) | a request body that is read twice |
//! | [`unsatisfiable`] | credentials that no request can present together |
//! | [`alternative-unreachable`](alternative_unreachable) | an alternative that is never selected |
//! | [`shared-not-clone`](shared_not_clone) | a shared value that cannot be cloned |
//! | [`public-secured`](public_secured) | an operation that is public and requires credentials |
//! | [`reserved-header`](reserved_header) | a header field that is not a parameter |
//! | [`limits`] | more than the compiler can compare |
//!
//! | Lists of routes | |
//! |---|---|
//! | [`duplicate-route`](duplicate_route) | two operations for the same requests |
//! | [`duplicate-operation-id`](duplicate_operation_id) | two operations with the same operation id |
//! | [`protection-downgrade`](protection_downgrade) | two operations for the same requests, of which one is protected less |
//! | [`scheme-name-collision`](scheme_name_collision) | two schemes with the same name |
//!
//! | Lists of `secured_routes!` | |
//! |---|---|
//! | [`forgotten-route`](forgotten_route) | an operation in `secured_routes!` that lets in unauthenticated clients and does not say so |
//! | [`token-url-unanswered`](token_url_unanswered) | a scheme whose token URL leads to no token endpoint, in `secured_routes!` |
//! | [`scope-never-required`](scope_never_required) | a scope that nothing requires, in `secured_routes!` |
//! | [`scope-never-checked`](scope_never_checked) | a scope that is required but not enforced, in `secured_routes!` |
//!
//! | Traits | |
//! |---|---|
//! | [`not-a-dependency`](not_a_dependency) | something that cannot be resolved |
//! | [`not-an-operation`](not_an_operation) | an entry of `routes!` that is not an operation |
//! | [`not-a-response`](not_a_response) | a return type that is not a response |
//! | [`not-a-parameter`](not_a_parameter) | a type that cannot be read from a request |
//!
//! | The compiler's own messages | |
//! |---|---|
//! | [`plain-function`](plain_function) | a plain function as a dependency |
//! | [`name-clash`](name_clash) | a handler that has the name of a module or a type |
//! | [`dependency-cycle`](dependency_cycle) | dependencies that form a cycle |
//! | [`not-send`](not_send) | a handler whose future cannot change threads |
//! | [`dead-code`](dead_code) | an operation that is never listed |
//!

macro_rules! rules {
    ($($name:ident $page:literal)*) => {$(
        #[doc = include_str!(concat!("../docs/rules/", $page, ".md"))]
        pub mod $name {}
    )*};
}

rules! {
    parameter_without_source "parameter-without-source"
    path_parameter_unused "path-parameter-unused"
    path_parameter_unknown "path-parameter-unknown"
    path_template "path-template"
    unknown_key "unknown-key"
    unsupported_item "unsupported-item"
    hidden_result "hidden-result"
    no_trace "no-trace"
    public_reason "public-reason"
    scope_not_declared "scope-not-declared"
    scopes_without_scheme "scopes-without-scheme"
    credentials_last "credentials-last"
    two_bodies "two-bodies"
    unsatisfiable "unsatisfiable"
    alternative_unreachable "alternative-unreachable"
    shared_not_clone "shared-not-clone"
    public_secured "public-secured"
    reserved_header "reserved-header"
    limits "limits"
    duplicate_route "duplicate-route"
    duplicate_operation_id "duplicate-operation-id"
    protection_downgrade "protection-downgrade"
    scheme_name_collision "scheme-name-collision"
    forgotten_route "forgotten-route"
    token_url_unanswered "token-url-unanswered"
    scope_never_required "scope-never-required"
    scope_never_checked "scope-never-checked"
    not_a_dependency "not-a-dependency"
    not_an_operation "not-an-operation"
    not_a_response "not-a-response"
    not_a_parameter "not-a-parameter"
    plain_function "plain-function"
    name_clash "name-clash"
    dependency_cycle "dependency-cycle"
    not_send "not-send"
    dead_code "dead-code"
}
