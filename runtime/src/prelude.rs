//! Everything that a program usually needs: `use portcullis::prelude::*;`.

pub use serde_json::{Value, json};

pub use crate::{
    AnyOf, ApiKeyCookie, ApiKeyHeader, ApiKeyQuery, App, AuthError, ClientCertificate, DeclaredScheme,
    Dependency, HttpAuthorization, HttpAuthorizationCredentials, HttpBasic, HttpBasicCredentials, HttpBearer,
    HttpError, IntoResponse, Json, MutualTls, NoContent, OAuth2, OAuth2AuthorizationCodeBearer,
    OAuth2ClientCredentialsBearer, OAuth2Error, OAuth2PasswordBearer, OAuth2PasswordRequestForm,
    OAuth2PasswordRequestFormStrict, OpenIdConnect, Optional, Routes, SecurityScopes, StatusCode, TestClient,
    delete, dependency, get, head, options, patch, post, put, routes, secured_routes, security_scheme, trace,
};
