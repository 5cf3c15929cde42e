//! The place of credentials in a request.

use base64::prelude::{BASE64_STANDARD, Engine};
use http::header::{AUTHORIZATION, COOKIE};
use http::{HeaderName, HeaderValue};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::graph::{KeyPlace, Scheme, SchemeKind, is_same_word};
use crate::testing::TestRequest;

/// The place of the text of credentials.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The field `Authorization`, after the auth scheme.
    Authorization,
    /// The field `Authorization`, with a name and a password, encoded (RFC 7617, section 2).
    Basic,
    /// The answer to a challenge, which is computed from a name and a password.
    Digest,
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
    /// A place outside the request, which has no text that could be changed.
    Elsewhere,
}

impl Place {
    pub(super) fn of(scheme: &Scheme) -> Self {
        match scheme.kind {
            SchemeKind::Http { scheme: word, .. } if is_same_word(word, "basic") => Self::Basic,
            SchemeKind::Http { scheme: word, .. } if is_same_word(word, "digest") => Self::Digest,
            SchemeKind::Http { .. } | SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect { .. } => {
                Self::Authorization
            }
            SchemeKind::ApiKey { place: KeyPlace::Header, name } => Self::Header(name),
            SchemeKind::ApiKey { place: KeyPlace::Query, name } => Self::Query(name),
            SchemeKind::ApiKey { place: KeyPlace::Cookie, name } => Self::Cookie(name),
            SchemeKind::MutualTls => Self::Elsewhere,
        }
    }

    /// Adds a text to a request without credentials of this scheme.
    pub(super) fn add(request: TestRequest, scheme: &Scheme, text: &str) -> TestRequest {
        match scheme.kind {
            SchemeKind::ApiKey { place: KeyPlace::Header, name } => request.header(name, text),
            SchemeKind::ApiKey { place: KeyPlace::Query, name } => request.query(name, text),
            SchemeKind::ApiKey { place: KeyPlace::Cookie, name } => request.cookie(name, text),
            SchemeKind::Http { scheme, .. } => {
                request.header(AUTHORIZATION.as_str(), format!("{scheme} {text}"))
            }
            SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect { .. } => request.bearer(text),
            SchemeKind::MutualTls => request,
        }
    }

    /// Whether the text is a name and a password.
    pub(super) fn is_password(self) -> bool {
        matches!(self, Self::Basic | Self::Digest)
    }

    pub(super) fn read(self, request: &mut TestRequest) -> Option<String> {
        match self {
            Self::Authorization => after_scheme(request).map(str::to_owned),
            Self::Basic => String::from_utf8(BASE64_STANDARD.decode(after_scheme(request)?).ok()?).ok(),
            Self::Digest => request.name_and_password().map(|(name, password)| format!("{name}:{password}")),
            Self::Header(name) => header(request, name).map(str::to_owned),
            Self::Query(name) => {
                let query = request.request().uri().query()?;
                let value = query.split('&').find_map(|field| value_of(field, name))?;
                percent_decode_str(value).decode_utf8().ok().map(Into::into)
            }
            Self::Cookie(name) => {
                cookies(request).split(';').find_map(|cookie| value_of(cookie, name)).map(str::to_owned)
            }
            Self::Elsewhere => None,
        }
    }

    pub(super) fn write(self, request: &mut TestRequest, text: &str) {
        match self {
            Self::Authorization => write_after_scheme(request, text),
            Self::Basic => write_after_scheme(request, &BASE64_STANDARD.encode(text)),
            Self::Digest => {
                let (name, password) = text.split_once(':').unwrap_or((text, ""));
                if let Some(known) = request.name_and_password() {
                    *known = (name.to_owned(), password.to_owned());
                }
            }
            Self::Header(name) => write_header(request, name, text),
            Self::Query(name) => {
                let uri = request.request().uri();
                let text = utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
                let query = replace(uri.query().unwrap_or_default(), "&", name, &text);
                let target = format!("{}?{query}", uri.path());
                *request.request_mut().uri_mut() = target.parse().expect("a target but for a character");
            }
            Self::Cookie(name) => {
                let cookies = replace(&cookies(request), ";", name, text);
                write_header(request, COOKIE.as_str(), &cookies);
            }
            Self::Elsewhere => {}
        }
    }
}

fn header<'a>(request: &'a TestRequest, name: &str) -> Option<&'a str> {
    request.request().headers().get(name)?.to_str().ok()
}

fn write_header(request: &mut TestRequest, name: &str, text: &str) {
    let name = HeaderName::try_from(name).expect("a name that was there");
    let value = HeaderValue::from_str(text).expect("a value but for a character");
    request.request_mut().headers_mut().insert(name, value);
}

fn after_scheme(request: &TestRequest) -> Option<&str> {
    Some(header(request, AUTHORIZATION.as_str())?.split_once(' ')?.1)
}

fn write_after_scheme(request: &mut TestRequest, text: &str) {
    let line = header(request, AUTHORIZATION.as_str()).unwrap_or_default();
    let scheme = line.split_once(' ').map_or(line, |(scheme, _)| scheme);
    let line = format!("{scheme} {text}");
    write_header(request, AUTHORIZATION.as_str(), &line);
}

/// Returns the cookies of all lines.
fn cookies(request: &TestRequest) -> String {
    let lines = request.request().headers().get_all(COOKIE).iter();
    lines.filter_map(|line| line.to_str().ok()).collect::<Vec<_>>().join("; ")
}

fn value_of<'a>(field: &'a str, name: &str) -> Option<&'a str> {
    let (found, value) = field.trim().split_once('=')?;
    (percent_decode_str(found).decode_utf8().ok()? == name).then_some(value)
}

/// Returns the list with another value under `name`.
fn replace(list: &str, between: &str, name: &str, text: &str) -> String {
    let replaced = list.split(between).map(|field| match value_of(field, name) {
        Some(_) => format!("{}={text}", field.split('=').next().unwrap_or_default()),
        None => field.to_owned(),
    });
    replaced.collect::<Vec<_>>().join(between)
}
