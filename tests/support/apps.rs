//! The apps under test: the examples, and some of the tests' own.

use portcullis::App;
use tower_http::cors::CorsLayer;

#[path = "../../examples/first_steps.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has a main of its own")]
pub mod first_steps;

#[path = "../../examples/first_steps_expanded.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has a main of its own")]
pub mod first_steps_expanded;

#[path = "../../examples/simple_oauth2.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has a main of its own")]
pub mod simple_oauth2;

#[path = "../../examples/scopes.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has a main of its own")]
pub mod scopes;

#[path = "../../examples/api_keys.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has a main of its own")]
pub mod api_keys;

#[path = "../../examples/basic.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has a main of its own")]
pub mod basic;

#[path = "../../examples/digest.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has a main of its own")]
pub mod digest;

#[path = "../../examples/optional_user.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has a main of its own")]
pub mod optional_user;

#[path = "../../examples/alternatives.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has a main of its own")]
pub mod alternatives;

#[path = "../../examples/nested_routes.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has a main of its own")]
pub mod nested_routes;

#[path = "../../examples/own_scheme.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has a main of its own")]
pub mod own_scheme;

#[path = "../../examples/strict_routes.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "an example has a main of its own")]
pub mod strict_routes;

pub mod combinations;
pub mod conformance;
pub mod current_user;
pub mod every_scheme;
pub mod json_body;
pub mod workshop;

/// The second tutorial below a prefix that it does not know of.
pub fn mounted() -> axum::Router {
    axum::Router::new().nest_service("/api/v1", simple_oauth2::app())
}

/// The second tutorial for a front end on another host.
pub fn with_cors() -> App {
    simple_oauth2::app().layer(
        CorsLayer::new()
            .allow_origin(["https://app.example".parse::<http::HeaderValue>().expect("an origin")])
            .allow_methods([http::Method::GET, http::Method::POST])
            .allow_headers([http::header::AUTHORIZATION]),
    )
}
