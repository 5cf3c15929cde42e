//! Reading the parts of a request: parameters and the body.

use std::borrow::Cow;

use bytes::Bytes;
use http::HeaderValue;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::Context;
use crate::extract::{body, cookie, json, scalar, urlencoded};
use crate::graph::Place;
use crate::response::{Collected, Problem, Refusal, rejection};

impl Context {
    /// Reads the path parameter `name`.
    ///
    /// # Errors
    ///
    /// Fails if the parameter is not a `T`. The problem is kept and reported with the others.
    ///
    /// # Panics
    ///
    /// Panics as [`uri`](Self::uri) does, unless the needs of the dependency list the parameter.
    pub fn path<T: DeserializeOwned + JsonSchema>(&mut self, name: &'static str) -> Result<T, Collected> {
        self.assert_may_read_part(Place::Path, name);
        self.part(Place::Path, name)
    }

    /// Reads the query parameter `name`. An `Option` may be missing, a list may be repeated.
    ///
    /// # Errors
    ///
    /// Fails if the parameter is missing or not a `T`. The problem is kept and reported with the others.
    ///
    /// # Panics
    ///
    /// Panics as [`uri`](Self::uri) does, unless the needs of the dependency list the parameter.
    pub fn query<T: DeserializeOwned + JsonSchema>(&mut self, name: &'static str) -> Result<T, Collected> {
        self.assert_may_read_part(Place::Query, name);
        self.part(Place::Query, name)
    }

    /// Reads the header field `name`, in lower case. An `Option` may be missing, a list takes all fields of the name.
    ///
    /// # Errors
    ///
    /// Fails if the field is missing, not UTF-8 or not a `T`. The problem is kept and reported with the others.
    ///
    /// # Panics
    ///
    /// Panics as [`uri`](Self::uri) does, unless the needs of the dependency list the parameter.
    pub fn header<T: DeserializeOwned + JsonSchema>(&mut self, name: &'static str) -> Result<T, Collected> {
        self.assert_may_read_part(Place::Header, name);
        self.part(Place::Header, name)
    }

    /// Reads the cookie `name`. An `Option` may be missing.
    ///
    /// # Errors
    ///
    /// Fails if the cookie is missing, not UTF-8 or not a `T`. The problem is kept and reported with the others.
    ///
    /// # Panics
    ///
    /// Panics as [`uri`](Self::uri) does, unless the needs of the dependency list the parameter.
    pub fn cookie<T: DeserializeOwned + JsonSchema>(&mut self, name: &'static str) -> Result<T, Collected> {
        self.assert_may_read_part(Place::Cookie, name);
        self.part(Place::Cookie, name)
    }

    /// Reads the parameter `name` from its place.
    pub(super) fn part<T: DeserializeOwned>(
        &mut self,
        place: Place,
        name: &'static str,
    ) -> Result<T, Collected> {
        let read = match place {
            Place::Path => scalar::read(self.path_value(name).as_slice()),
            Place::Query => read_query(self.request.uri.query().unwrap_or_default(), name),
            Place::Header => read_all(self.request.headers.get_all(name).iter().map(HeaderValue::as_bytes)),
            Place::Cookie => read_all(cookie::values(&self.request.headers, name)),
        };
        read.map_err(|invalid| self.keep(invalid.into_problem(place, name)))
    }

    /// Reads the body as JSON of at most 2 MiB. An `Option` may be missing.
    ///
    /// # Errors
    ///
    /// Returns the refusal of a body that is too large or incomplete. If the body is missing or not a `T`, the problem is kept
    /// and reported with the others.
    ///
    /// # Panics
    ///
    /// Panics if the description does not include the body, as [`take_body`](Self::take_body) does.
    pub async fn body<T: DeserializeOwned + JsonSchema>(&mut self) -> Result<Result<T, Collected>, Refusal> {
        self.assert_body_is_described();
        self.body_as(Self::decode).await
    }

    /// Reads the complete body of at most 2 MiB, for a dependency or an operation that is described by hand and whose body is not
    /// JSON. The body is read once: a second call is refused with 500.
    ///
    /// # Errors
    ///
    /// Returns the refusal of a body that is too large (413), too slow (408) or incomplete (400).
    ///
    /// # Panics
    ///
    /// Panics if the description does not include the body, as [`take_body`](Self::take_body) does.
    pub async fn body_bytes(&mut self) -> Result<Bytes, Refusal> {
        self.assert_body_is_described();
        self.read_body().await?.ok_or_else(|| Collected::new().into())
    }

    /// Reads the complete body and decodes it.
    pub(crate) async fn body_as<T>(
        &mut self,
        decode: fn(&mut Self, &Bytes) -> Result<T, Collected>,
    ) -> Result<Result<T, Collected>, Refusal> {
        Ok(match self.read_body().await? {
            Some(bytes) => decode(self, &bytes),
            None => Err(Collected::new()),
        })
    }

    pub(crate) fn decode<T: DeserializeOwned>(&mut self, bytes: &Bytes) -> Result<T, Collected> {
        let read = json::read(body::media_type(&self.request.headers), bytes);
        read.map_err(|problem| self.keep(*problem))
    }

    /// Reads the complete body. Returns `None` if a dependency has taken it, failed, and is resolved again.
    async fn read_body(&mut self) -> Result<Option<Bytes>, Refusal> {
        let Some(body) = self.body.take() else {
            if self.problems.is_empty() {
                tracing::error!("the body is asked for after it was taken");
                return Err(Refusal::answer(rejection::internal_server_error()));
            }
            return Ok(None);
        };
        let read = body::read(body, json::LIMIT).await;
        read.map(Some).map_err(|unread| Refusal::answer(unread.into_response(rejection::bad_request)))
    }

    /// Returns a parameter of the path, decoded.
    fn path_value(&self, name: &str) -> Option<Cow<'_, str>> {
        let at = self.endpoint().parameters.iter().position(|parameter| parameter == name)?;
        let path = self.path.as_deref().unwrap_or(self.request.uri.path());
        let value = &path[self.values.get(at)?.clone()];
        Some(if value.contains('\0') { value.replace('\0', "/").into() } else { value.into() })
    }

    fn keep(&mut self, problem: Problem) -> Collected {
        // Two functions may read the same parameter.
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
        Collected::new()
    }
}

/// Reads all values of a name in a header, each of which must be UTF-8.
fn read_all<'a, T: DeserializeOwned>(values: impl Iterator<Item = &'a [u8]>) -> Result<T, scalar::Invalid> {
    let values: Result<Vec<_>, _> = values.map(|value| str::from_utf8(value).map(Cow::Borrowed)).collect();
    scalar::read(&values.map_err(|_| scalar::Invalid::not_utf8())?)
}

/// Reads all values of `name` in a query, and ignores other names.
fn read_query<T: DeserializeOwned>(query: &str, name: &str) -> Result<T, scalar::Invalid> {
    let values: Result<Vec<_>, _> = urlencoded::values(query, name).collect();
    scalar::read(&values.map_err(|_| scalar::Invalid::encoding())?)
}
