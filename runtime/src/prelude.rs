//! All that a program usually needs: `use portcullis::prelude::*;`.

pub use serde_json::{Value, json};

pub use crate::{
    App, HttpError, IntoResponse, Json, NoContent, OAuth2Error, OAuth2PasswordBearer,
    OAuth2PasswordRequestForm, OAuth2PasswordRequestFormStrict, Routes, StatusCode, TestClient, delete,
    dependency, get, head, options, patch, post, put, routes, security_scheme, trace,
};
