//! The apps under test: the examples, and some that only the tests use.

use portcullis::App;
use tower_http::cors::CorsLayer;

#[path = "../../examples/first_steps.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has its own `main`")]
pub mod first_steps;

#[path = "../../examples/first_steps_expanded.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has its own `main`")]
pub mod first_steps_expanded;

#[path = "../../examples/simple_oauth2.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has its own `main`")]
pub mod simple_oauth2;

#[path = "../../examples/scopes.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has its own `main`")]
pub mod scopes;

#[path = "../../examples/api_keys.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has its own `main`")]
pub mod api_keys;

#[path = "../../examples/basic.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has its own `main`")]
pub mod basic;

#[path = "../../examples/digest.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has its own `main`")]
pub mod digest;

#[path = "../../examples/optional_user.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has its own `main`")]
pub mod optional_user;

#[path = "../../examples/alternatives.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has its own `main`")]
pub mod alternatives;

#[path = "../../examples/nested_routes.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has its own `main`")]
pub mod nested_routes;

#[path = "../../examples/own_scheme.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has its own `main`")]
pub mod own_scheme;

#[path = "../../examples/strict_routes.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has its own `main`")]
pub mod strict_routes;

pub mod combinations;
pub mod conformance;
pub mod current_user;
pub mod every_scheme;
pub mod json_body;
pub mod workshop;

/// Returns the second tutorial, mounted below a prefix that the app does not know.
pub fn mounted() -> axum::Router {
    axum::Router::new().nest_service("/api/v1", simple_oauth2::app())
}

/// Returns the second tutorial with CORS, for a front end on another host.
pub fn with_cors() -> App {
    simple_oauth2::app().layer(
        CorsLayer::new()
            .allow_origin(["https://app.example".parse::<http::HeaderValue>().expect("an origin")])
            .allow_methods([http::Method::GET, http::Method::POST])
            .allow_headers([http::header::AUTHORIZATION]),
    )
}
