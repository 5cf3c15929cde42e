//! Dependencies as another crate would offer them: made of the public parts of `portcullis` alone.

use std::marker::PhantomData;
use std::sync::atomic::{AtomicU64, Ordering};

use portcullis::graph::{self, Answers, Body, Id, Model, Need, Parameter, Place};
use portcullis::{AuthError, CloneOf, Context, DeclaredScheme, Dependency, HttpError, IntoResponse, Refusal};
use portcullis::{Result, StatusCode, secure_eq};

/// The number of a request. It reads nothing, so it may come before credentials.
#[derive(Clone, Copy)]
pub struct Number(pub u64);

impl Dependency for Number {
    type Output = Self;

    const CLONE: CloneOf<Self> = Some(Self::clone);

    const DEPENDENCY: graph::Dependency =
        graph::Dependency::function(Id::new(module_path!(), "Number"), &Answers::Nothing, true)
            .cannot_refuse()
            .reads_nothing();

    async fn resolve(_: &mut Context) -> Result<Self> {
        static LAST: AtomicU64 = AtomicU64::new(0);
        Ok(Self(LAST.fetch_add(1, Ordering::Relaxed)))
    }
}

/// The value of a cookie `theme`, or `light`. It reads the head of the request.
pub struct Theme(pub String);

impl Dependency for Theme {
    type Output = Self;

    const CLONE: CloneOf<Self> = None;

    const DEPENDENCY: graph::Dependency =
        graph::Dependency::function(Id::new(module_path!(), "Theme"), &Answers::Nothing, false)
            .cannot_refuse();

    async fn resolve(cx: &mut Context) -> Result<Self> {
        let lines = cx.headers().get_all("cookie").iter().filter_map(|line| line.to_str().ok());
        let found = lines.flat_map(|line| line.split("; ")).find_map(|pair| pair.strip_prefix("theme="));
        Ok(Self(found.unwrap_or("light").to_owned()))
    }
}

/// The account behind a key, which any scheme of a program finds, and `?account=..` names.
pub struct Account<S>(PhantomData<S>);

impl<S: DeclaredScheme<Output = String>> Dependency for Account<S> {
    type Output = String;

    const CLONE: CloneOf<String> = Some(String::clone);

    const DEPENDENCY: graph::Dependency =
        graph::Dependency::function(Id::new(module_path!(), "Account"), &AuthError::ANSWERS, true)
            .needs(&[
                S::NEED,
                Need::Parameter(Parameter::new(
                    Place::Query,
                    "account",
                    Model::of::<Option<String>>().optional(),
                )),
            ])
            .errors(&[(404, "No such account")]);

    async fn resolve(cx: &mut Context) -> Result<String> {
        let key = cx.resolve::<S>().await?;
        if !secure_eq(key, "secret") {
            return Err(Refusal::answer(S::invalid_token()));
        }
        let account: Option<String> = cx.query("account")?;
        let account = account.unwrap_or_else(|| "main".to_owned());
        if ["main", "other"].contains(&account.as_str()) {
            Ok(account)
        } else {
            Err(Refusal::answer(HttpError::new(StatusCode::NOT_FOUND, "No such account")))
        }
    }
}

/// A body of `text/csv`: its lines.
pub struct Lines(pub Vec<String>);

impl Dependency for Lines {
    type Output = Self;

    const CLONE: CloneOf<Self> = None;

    const DEPENDENCY: graph::Dependency = graph::Dependency::body(
        Id::new(module_path!(), "Lines"),
        Body::new("text/csv", Model::of::<String>()),
        &Answers::Nothing,
        false,
    )
    .errors(&[(415, "Not CSV")]);

    async fn resolve(cx: &mut Context) -> Result<Self> {
        let refusal = || Refusal::answer(HttpError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Not CSV"));
        if cx.headers().get("content-type").is_none_or(|sent| sent != "text/csv") {
            return Err(refusal());
        }
        let bytes = cx.body_bytes().await?;
        let text = std::str::from_utf8(&bytes).map_err(|_| refusal())?;
        Ok(Self(text.lines().map(str::to_owned).collect()))
    }
}
