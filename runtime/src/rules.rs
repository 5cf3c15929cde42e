//! What the compiler refuses: one page for each rule, with a program that breaks it and the way out.
//!
//! A rule is looked at in one of three places: in the macro, where one item shows it; in a constant of your crate,
//! evaluated over the graph, where it lies between items or lists of them; or at a trait, whose absence is said
//! in our words. `cargo check` shows all of them. A message underlines the smallest thing that is wrong and says what
//! to write; one mistake is one error.
//!
//! | One item | |
//! |---|---|
//! | [`parameter-without-source`](parameter_without_source) | an argument that comes from nowhere |
//! | [`path-parameter-unused`](path_parameter_unused) | a path parameter that nothing takes |
//! | [`path-parameter-unknown`](path_parameter_unknown) | a path parameter that the path lacks |
//! | [`path-template`](path_template) | a path or a prefix that cannot be one |
//! | [`unknown-key`](unknown_key) | a key that an attribute does not know |
//! | [`unsupported-item`](unsupported_item) | an item that cannot be an operation, a dependency or a scheme |
//! | [`hidden-result`](hidden_result) | a `Result` by another name |
//! | [`no-trace`](no_trace) | there is no `trace` |
//! | [`public-reason`](public_reason) | a reason that says nothing |
//!
//! | Between items | |
//! |---|---|
//! | [`scope-not-declared`](scope_not_declared) | a scope that no scheme declares |
//! | [`scopes-without-scheme`](scopes_without_scheme) | scopes where nothing can grant them |
//! | [`credentials-last`](credentials_last) | something is read before credentials are required, or judged |
//! | [`two-bodies`](two_bodies) | a request that is read twice |
//! | [`unsatisfiable`] | credentials that no request can present together |
//! | [`alternative-unreachable`](alternative_unreachable) | an alternative that is never looked at |
//! | [`shared-not-clone`](shared_not_clone) | a shared value that cannot be cloned |
//! | [`public-secured`](public_secured) | an operation that is public and requires credentials |
//! | [`limits`] | more than the compiler compares |
//!
//! | Lists of routes | |
//! |---|---|
//! | [`duplicate-route`](duplicate_route) | two operations for the same requests |
//! | [`duplicate-operation-id`](duplicate_operation_id) | two operations with one operation id |
//! | [`protection-downgrade`](protection_downgrade) | an operation that takes requests of another and is protected less |
//! | [`scheme-name-collision`](scheme_name_collision) | two schemes of one name |
//!
//! | Lists of `secured_routes!` | |
//! |---|---|
//! | [`forgotten-route`](forgotten_route) | an operation that lets in strangers and does not say so |
//! | [`token-url-unanswered`](token_url_unanswered) | tokens that nothing issues |
//! | [`scope-never-required`](scope_never_required) | a scope that nothing requires |
//! | [`scope-never-checked`](scope_never_checked) | a scope that nothing enforces |
//!
//! | Traits | |
//! |---|---|
//! | [`not-a-dependency`](not_a_dependency) | something that cannot be resolved |
//! | [`not-an-operation`](not_an_operation) | an entry of `routes!` that is no operation |
//! | [`not-a-response`](not_a_response) | a return type that is no response |
//! | [`not-a-parameter`](not_a_parameter) | a type that cannot be read from a request |
//!
//! | The compiler's own words | |
//! |---|---|
//! | [`plain-function`](plain_function) | a plain function as a dependency |
//! | [`name-clash`](name_clash) | a handler that has the name of a module or a type |
//! | [`dependency-cycle`](dependency_cycle) | dependencies that need each other |
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
