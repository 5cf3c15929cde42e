//! What the functions of random programs pass on, and how they judge it.

use portcullis::prelude::*;

/// What a function passes on: the credentials below it, and the scopes that the next function has to look for.
#[derive(Clone, Default)]
pub struct Held {
    pub texts: Vec<String>,
    pub wanted: Vec<String>,
}

/// The same, of a function whose value cannot be cloned.
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

// A function is not told what one below an `Option` wants: the lockfile does not count on it, either.
impl<T: Holds> Holds for Option<T> {
    fn held(&self) -> Held {
        self.as_ref().map(|held| Held { wanted: Vec::new(), ..held.held() }).unwrap_or_default()
    }
}

/// Passes everything on, and to the next function the scopes that it has to look for.
pub fn pass(held: Vec<Held>, asked: &[&str]) -> Held {
    let texts = held.into_iter().flat_map(|held| held.texts).collect();
    Held { texts, wanted: asked.iter().map(|scope| (*scope).to_owned()).collect() }
}

/// Judges: good credentials are `good`, the scopes that they hold, and `end`, with dots between.
pub fn judge(held: Vec<Held>, asked: &[&str]) -> Result<Held, HttpError> {
    let all: Vec<String> = held.iter().flat_map(|held| held.texts.clone()).collect();
    let lack =
        |texts: &[String], scope: &str| texts.iter().any(|text| !text.split('.').any(|word| word == scope));
    // A function that has credentials of its own wants scopes of these.
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
