//! The values that functions of random programs return, and how they check credentials.

use portcullis::prelude::*;

/// The value of a function: the credentials that it depends on, and the scopes that the next function must enforce.
#[derive(Clone, Default)]
pub struct Held {
    pub texts: Vec<String>,
    pub wanted: Vec<String>,
}

/// The value of a function, if it cannot be cloned.
#[derive(Default)]
pub struct Unique(pub Held);

pub trait Holds {
    fn held(&self) -> Held;
}

impl Holds for Held {
    fn held(&self) -> Held {
        self.clone()
    }
}

impl Holds for Unique {
    fn held(&self) -> Held {
        self.0.clone()
    }
}

impl Holds for String {
    fn held(&self) -> Held {
        Held { texts: vec![self.clone()], wanted: Vec::new() }
    }
}

impl Holds for HttpBasicCredentials {
    fn held(&self) -> Held {
        if self.password == "secret" { self.username.held() } else { "bad".to_owned().held() }
    }
}

// The required scopes are dropped at an `Option`, because the lockfile does not count on them either.
impl<T: Holds> Holds for Option<T> {
    fn held(&self) -> Held {
        self.as_ref().map(|held| Held { wanted: Vec::new(), ..held.held() }).unwrap_or_default()
    }
}

/// Returns all credentials, and the scopes that the next function must enforce.
pub fn pass(held: Vec<Held>, asked: &[&str]) -> Held {
    let texts = held.into_iter().flat_map(|held| held.texts).collect();
    Held { texts, wanted: asked.iter().map(|scope| (*scope).to_owned()).collect() }
}

/// Checks credentials. Good ones are `good`, the scopes that they grant, and `end`, joined by dots.
pub fn judge(held: Vec<Held>, asked: &[&str]) -> Result<Held, HttpError> {
    let all: Vec<String> = held.iter().flat_map(|held| held.texts.clone()).collect();
    let lack =
        |texts: &[String], scope: &str| texts.iter().any(|text| !text.split('.').any(|word| word == scope));
    // The scopes that a value requires are checked against its own credentials, if it has any.
    let lacks_wanted = held.iter().any(|held| {
        let of = if held.texts.is_empty() { &all } else { &held.texts };
        held.wanted.iter().any(|scope| lack(of, scope))
    });
    if !all.iter().all(|text| text.starts_with("good.") && text.ends_with(".end")) {
        return Err(HttpError::new(StatusCode::UNAUTHORIZED, "they are wrong"));
    }
    if lacks_wanted || asked.iter().any(|scope| lack(&all, scope)) {
        return Err(HttpError::new(StatusCode::FORBIDDEN, "a scope is missing"));
    }
    Ok(pass(held, &[]))
}
