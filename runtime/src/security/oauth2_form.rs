use std::borrow::Cow;
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::HeaderMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::authorization::{Presented, authorization};
use crate::extract::{
    body::{media_type, read},
    urlencoded::{self, Malformed},
};
use crate::graph;
use crate::request::{CloneOf, Context, Dependency};
use crate::response::{IntoResponse, OAuth2Error, Refusal, Response};

/// The maximum size of a token request, in bytes.
const BODY_LIMIT: usize = 64 * 1024;

/// The maximum number of fields in a token request.
const FIELD_LIMIT: usize = 200;

const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";

macro_rules! forms {
    ($($(#[$doc:meta])* $name:ident($body:ident, $grant_type:expr);)*) => {$(
        $(#[$doc])*
        #[derive(Clone)]
        #[non_exhaustive]
        pub struct $name {
            /// The name of the user.
            pub username: String,
            /// The password, as the user typed it.
            pub password: String,
            /// The requested scopes, as they were sent.
            pub scope: String,
            /// The requested scopes, one by one.
            pub scopes: Vec<String>,
            /// The name of the client itself, from the form or from HTTP Basic.
            pub client_id: Option<String>,
            /// The secret of the client itself, from the form or from HTTP Basic.
            pub client_secret: Option<String>,
        }

        impl $name {
            /// Creates a form with only this name and password, for a test that calls the handler.
            pub fn new(username: impl Into<String>, password: impl Into<String>) -> Self {
                Self {
                    username: username.into(),
                    password: password.into(),
                    scope: String::new(),
                    scopes: Vec::new(),
                    client_id: None,
                    client_secret: None,
                }
            }
        }

        /// Shows nothing secret.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name))
                    .field("username", &self.username)
                    .field("password", &"[redacted]")
                    .field("scopes", &self.scopes)
                    .field("client_id", &self.client_id)
                    .field("client_secret", &self.client_secret.as_ref().map(|_| "[redacted]"))
                    .finish()
            }
        }

        #[diagnostic::do_not_recommend]
        impl Dependency for $name {
            type Output = Self;

            // The type belongs to this crate, and reads what its description includes.
            const MADE_BY_MACRO: bool = true;

            const DEPENDENCY: graph::Dependency = graph::Dependency::own_body(
                graph::Id::new(module_path!(), stringify!($name)),
                graph::Body::new(MEDIA_TYPE, graph::Model::of::<$body>()).no_store(),
                &OAuth2Error::ANSWERS,
                true,
            );

            const CLONE: CloneOf<Self> = Some(Self::clone);

            async fn resolve(cx: &mut Context) -> Result<Self, Refusal> {
                let Fields { username, password, scope, client_id, client_secret } =
                    token_request(cx, $grant_type).await.map_err(Refusal::answer)?;
                let scopes = scope.split(' ').filter(|s| !s.is_empty()).map(str::to_owned).collect();
                Ok(Self { username, password, scope, scopes, client_id, client_secret })
            }
        }
    )*};
}

forms! {
    /// The form of a token request in the password flow (RFC 6749, section 4.3.2), for the handler of the token endpoint.
    ///
    /// **The client sends** one `application/x-www-form-urlencoded` body with `username` and `password`, and optionally
    /// `scope`, `client_id` and `client_secret`. Fields of other names are ignored (RFC 6749, section 3.2). A client may
    /// name itself with HTTP Basic instead (section 2.3.1). Basic credentials with an empty name and an empty secret, as
    /// some clients send them, are ignored.
    ///
    /// **Refused** with 400 and [`OAuth2Error::invalid_request`] are a body of another type, a malformed body, and one of
    /// more than 200 fields. So are a repeated field, and a required field that is missing or empty. A client that names
    /// itself twice or in a malformed way is refused, too. A `grant_type` other than `password` gets
    /// `unsupported_grant_type`, and a body of more than 64 KiB gets 413. No answer repeats what the client sent.
    ///
    /// Every answer of an operation that takes the form carries `Cache-Control: no-store` (section 5.1).
    ///
    /// # Example
    ///
    /// ```
    /// use portcullis::prelude::*;
    ///
    /// #[post("/token")]
    /// async fn login(#[depends] form: OAuth2PasswordRequestForm) -> Json<Value> {
    ///     Json(json!({ "access_token": form.username, "token_type": "bearer" }))
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let client = TestClient::new(App::new(routes![login]));
    /// let answer = client.post("/token").form(&[("username", "johndoe"), ("password", "secret")]).await;
    /// assert_eq!(answer.status(), 200);
    /// assert_eq!(client.post("/token").form(&[("username", "johndoe")]).await.status(), 400);
    /// # }
    /// ```
    OAuth2PasswordRequestForm(PasswordBody, GrantType::Optional);

    /// A strict [`OAuth2PasswordRequestForm`]: `grant_type=password` must be present, as RFC 6749, section 4.3.2, requires.
    ///
    /// # Example
    ///
    /// ```
    /// use portcullis::prelude::*;
    ///
    /// #[post("/token")]
    /// async fn login(#[depends] form: OAuth2PasswordRequestFormStrict) -> Json<Value> {
    ///     Json(json!({ "access_token": form.username, "token_type": "bearer" }))
    /// }
    /// ```
    OAuth2PasswordRequestFormStrict(StrictPasswordBody, GrantType::Required);
}

/// A token request by the password flow (RFC 6749, section 4.3.2).
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "OAuth2PasswordRequestForm")]
struct PasswordBody {
    #[schemars(regex(pattern = "^password$"))]
    grant_type: Option<String>,
    username: String,
    #[schemars(extend("format" = "password"))]
    password: String,
    #[schemars(default)]
    scope: String,
    client_id: Option<String>,
    #[schemars(extend("format" = "password"))]
    client_secret: Option<String>,
}

/// A token request by the password flow (RFC 6749, section 4.3.2), to the letter.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "OAuth2PasswordRequestFormStrict")]
struct StrictPasswordBody {
    #[schemars(regex(pattern = "^password$"))]
    grant_type: String,
    username: String,
    #[schemars(extend("format" = "password"))]
    password: String,
    #[schemars(default)]
    scope: String,
    client_id: Option<String>,
    #[schemars(extend("format" = "password"))]
    client_secret: Option<String>,
}

#[derive(Clone, Copy, PartialEq)]
enum GrantType {
    Optional,
    Required,
}

#[derive(Default)]
struct Fields {
    username: String,
    password: String,
    scope: String,
    client_id: Option<String>,
    client_secret: Option<String>,
}

async fn token_request(cx: &mut Context, grant_type: GrantType) -> Result<Fields, Response> {
    check_media_type(cx.headers()).map_err(OAuth2Error::into_response)?;
    let client = basic_client(cx.headers()).map_err(OAuth2Error::into_response)?;
    let body = read(cx.own_body(), BODY_LIMIT)
        .await
        .map_err(|unread| unread.into_response(|| malformed("The body is incomplete").into_response()))?;
    let mut fields = parse(&body, grant_type).map_err(OAuth2Error::into_response)?;
    if let Some((id, secret)) = client {
        // RFC 6749, section 2.3: a client uses one method to authenticate. Repeating the same id is not a second method.
        if fields.client_secret.is_some() || fields.client_id.is_some_and(|other| other != id) {
            return Err(malformed("The client names itself twice").into_response());
        }
        (fields.client_id, fields.client_secret) = (Some(id), secret);
    }
    Ok(fields)
}

fn malformed(sentence: &'static str) -> OAuth2Error {
    OAuth2Error::invalid_request(sentence)
}

fn check_media_type(headers: &HeaderMap) -> Result<(), OAuth2Error> {
    match media_type(headers) {
        Some(found) if found.eq_ignore_ascii_case(MEDIA_TYPE) => Ok(()),
        _ => Err(malformed("The body must be application/x-www-form-urlencoded, without a Content-Encoding")),
    }
}

fn parse(body: &Bytes, grant_type: GrantType) -> Result<Fields, OAuth2Error> {
    let text = std::str::from_utf8(body).map_err(|_| malformed("The body is not UTF-8"))?;
    let mut seen: Vec<(Cow<'_, str>, Cow<'_, str>)> = Vec::new();
    for field in urlencoded::fields(text) {
        let (name, value) = field.map_err(|problem| match problem {
            Malformed::Percent => malformed("The body holds a malformed percent-encoding"),
            Malformed::Utf8 => malformed("The body is not UTF-8"),
            Malformed::Nul => malformed("The body holds a NUL character"),
        })?;
        if seen.len() == FIELD_LIMIT {
            return Err(malformed("The body has too many fields"));
        }
        seen.push((name, value));
    }
    check_repeated(&seen)?;
    // RFC 6749, section 3.2: a parameter without a value is treated as if it had not been sent.
    let mut take = |name: &str| {
        let at = seen.iter().position(|(other, value)| other == name && !value.is_empty())?;
        Some(seen.swap_remove(at).1.into_owned())
    };
    match take("grant_type").as_deref() {
        Some("password") => {}
        None if grant_type == GrantType::Optional => {}
        None => return Err(malformed("The field grant_type is missing")),
        Some(_) => {
            return Err(OAuth2Error::unsupported_grant_type("The grant_type must be password"));
        }
    }
    Ok(Fields {
        username: take("username").ok_or_else(|| malformed("The field username is missing"))?,
        password: take("password").ok_or_else(|| malformed("The field password is missing"))?,
        scope: take("scope").unwrap_or_default(),
        client_id: take("client_id"),
        client_secret: take("client_secret"),
    })
}

/// Refuses a repeated field of any name (RFC 6749, section 3.2).
fn check_repeated(fields: &[(Cow<'_, str>, Cow<'_, str>)]) -> Result<(), OAuth2Error> {
    let mut names: Vec<&str> = fields.iter().map(|(name, _)| &**name).collect();
    names.sort_unstable();
    match names.windows(2).any(|pair| pair[0] == pair[1]) {
        true => Err(malformed("The body repeats a field")),
        false => Ok(()),
    }
}

/// Returns the client of an `Authorization: Basic` header, whose halves are form-encoded before they are joined (RFC 6749,
/// section 2.3.1). Swagger UI sends `Basic Og==`, a lone colon, if the client id is left empty: that names no client.
/// Malformed credentials are refused, since half of them would name another client.
fn basic_client(headers: &HeaderMap) -> Result<Option<(String, Option<String>)>, OAuth2Error> {
    let malformed = || malformed("The client in the Authorization header is malformed");
    let text = match authorization(headers, "Basic") {
        Presented::Credentials(_, text) => text,
        Presented::Nothing => return Ok(None),
        Presented::Malformed => return Err(malformed()),
    };
    let decoded =
        STANDARD.decode(text.trim_end_matches(' ')).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let halves = decoded.as_deref().and_then(|text| text.split_once(':'));
    let decode = |half| urlencoded::decode_field(half).map(|half| half.into_owned()).ok();
    match halves.and_then(|(id, secret)| Some((decode(id)?, decode(secret)?))) {
        Some((id, secret)) if id.is_empty() && secret.is_empty() => Ok(None),
        Some((id, secret)) if !id.is_empty() => Ok(Some((id, Some(secret).filter(|s| !s.is_empty())))),
        _ => Err(malformed()),
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use http::header::AUTHORIZATION;

    use super::*;

    fn error(body: &'static str) -> &'static str {
        parse(&Bytes::from_static(body.as_bytes()), GrantType::Optional).err().map_or("none", |e| e.error())
    }

    #[test]
    fn token_requests_are_read_strictly() {
        for body in
            ["username=a&password=b", "&&username=a&&password=b&&", "username=a&password=b&x=1&grant_type="]
        {
            assert_eq!(error(body), "none", "{body}");
        }
        for body in [
            "",
            "username=a",
            "username=&password=b",
            "username=a&password=b&username=a",
            "username=a&password=b&x=1&x=2",
            "username=%FF&password=b",
            "username=%0&password=b",
            "username=a%00&password=b",
        ] {
            assert_eq!(error(body), "invalid_request", "{body}");
        }
        assert_eq!(error("grant_type=client_credentials&username=a&password=b"), "unsupported_grant_type");
    }

    #[test]
    fn the_strict_form_wants_the_grant_type() {
        let strict =
            |body: &'static str| parse(&Bytes::from_static(body.as_bytes()), GrantType::Required).is_ok();
        assert!(strict("grant_type=password&username=a&password=b"));
        assert!(!strict("username=a&password=b"));
    }

    #[test]
    fn a_client_may_name_itself_with_basic() {
        let lines = |values: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(AUTHORIZATION, HeaderValue::from_static(value));
            }
            basic_client(&headers)
        };
        let client = |value| lines(&[value]);
        assert_eq!(lines(&[]), Ok(None));
        assert_eq!(client("Basic Og=="), Ok(None));
        assert_eq!(client("Basic ZG9jczo="), Ok(Some(("docs".into(), None))));
        let known = ("client".into(), Some("secret".into()));
        assert_eq!(client("basic Y2xpZW50OnNlY3JldA=="), Ok(Some(known)));
        assert_eq!(client("Bearer Y2xpZW50OnNlY3JldA=="), Ok(None));
        // `client:100%`, `:secret`, `client`, something that is not base64, and nothing.
        for value in ["Basic Y2xpZW50OjEwMCU=", "Basic OnNlY3JldA==", "Basic Y2xpZW50", "Basic ?", "Basic"] {
            assert!(client(value).is_err(), "{value}");
        }
        // A program that reads the other one of two lines sees another client.
        assert!(lines(&["Basic Y2xpZW50OnNlY3JldA==", "Basic ZG9jczo="]).is_err());
        assert!(lines(&["Bearer x", "Basic ZG9jczo="]).is_err());
    }

    #[test]
    fn debug_says_nothing_secret() {
        let mut form = OAuth2PasswordRequestForm::new("johndoe", "hunter2");
        form.client_secret = Some("hunter3".into());
        let text = format!("{form:?}");
        assert!(text.contains("johndoe") && !text.contains("hunter"), "{text}");
    }
}
