//! The responses of a server, over a socket and in process.

// One module per scheme.
#[path = "http/api_key_cookie.rs"]
mod api_key_cookie;
#[path = "http/api_key_header.rs"]
mod api_key_header;
#[path = "http/api_key_query.rs"]
mod api_key_query;
#[path = "http/bearer_contract.rs"]
mod bearer_contract;
#[path = "http/http_authorization.rs"]
mod http_authorization;
#[path = "http/http_basic.rs"]
mod http_basic;
#[path = "http/http_bearer.rs"]
mod http_bearer;
#[path = "http/http_digest.rs"]
mod http_digest;
#[path = "http/mutual_tls.rs"]
mod mutual_tls;
#[path = "http/oauth2.rs"]
mod oauth2;
#[path = "http/oauth2_authorization_code_bearer.rs"]
mod oauth2_authorization_code_bearer;
#[path = "http/oauth2_client_credentials_bearer.rs"]
mod oauth2_client_credentials_bearer;
#[path = "http/oauth2_form.rs"]
mod oauth2_form;
#[path = "http/oauth2_password_bearer.rs"]
mod oauth2_password_bearer;
#[path = "http/open_id_connect.rs"]
mod open_id_connect;
#[path = "http/third_party.rs"]
mod third_party;
#[path = "http/trial.rs"]
mod trial;

// Schemes combined with dependencies.
#[path = "http/alternatives.rs"]
mod alternatives;
#[path = "http/by_hand.rs"]
mod by_hand;
#[path = "http/combinations.rs"]
mod combinations;
#[path = "http/gate.rs"]
mod gate;
#[path = "http/overrides.rs"]
mod overrides;
#[path = "http/sharing.rs"]
mod sharing;

// HTTP messages, and how requests are parsed.
#[path = "http/http2.rs"]
mod http2;
#[path = "http/json_body.rs"]
mod json_body;
#[path = "http/limits.rs"]
mod limits;
#[path = "http/parameters.rs"]
mod parameters;
#[path = "http/routing.rs"]
mod routing;

// The app, and layers in front of it.
#[path = "http/app.rs"]
mod app;
#[path = "http/cors.rs"]
mod cors;
#[path = "http/direct_calls.rs"]
mod direct_calls;
#[path = "http/lifecycle.rs"]
mod lifecycle;
#[path = "http/mounted.rs"]
mod mounted;
#[path = "http/pages.rs"]
mod pages;

// Whole programs.
#[path = "http/conformance.rs"]
mod conformance;
#[path = "http/examples.rs"]
mod examples;
#[path = "http/tutorial.rs"]
mod tutorial;
