//! What functions pass on, and how they judge it: for programs that are written at random.

use portcullis::prelude::*;

/// What a function passes on: the credentials below it, and the scopes that the next function is to look for.
#[derive(Clone, Default)]
pub struct Held { pub texts: Vec<String>, pub wanted: Vec<String> }

/// The same, of a function whose value cannot be cloned.
#[derive(Default)]
pub struct Unique(pub Held);

pub trait Holds { fn held(&self) -> Held; }

impl Holds for Held { fn held(&self) -> Held { self.clone() } }
impl Holds for Unique { fn held(&self) -> Held { self.0.clone() } }
impl Holds for String { fn held(&self) -> Held { Held { texts: vec![self.clone()], wanted: Vec::new() } } }
impl Holds for HttpBasicCredentials { 
    fn held(&self) -> Held { if self.password == "secret" { self.username.held() } else { "bad".to_owned().held() } }
}
// Who may be missing is not asked what the next function is to look for.
impl<T: Holds> Holds for Option<T> {
    fn held(&self) -> Held { self.as_ref().map(|held| Held { wanted: Vec::new(), ..held.held() }).unwrap_or_default() }
}

pub fn pass(held: Vec<Held>, asked: &[&str]) -> Held {
    let texts = held.into_iter().flat_map(|held| held.texts).collect();
    Held { texts, wanted: asked.iter().map(|scope| (*scope).to_owned()).collect() }
}

/// Good credentials are `good`, the scopes that they hold, and `end`.
pub fn judge(held: Vec<Held>, asked: &[&str]) -> Result<Held, HttpError> {
    // What a function with credentials of its own wants, it wants of these.
    let all: Vec<String> = held.iter().flat_map(|held| held.texts.clone()).collect();
    let lack = |texts: &[String], scope: &str| texts.iter().any(|text| !text.split('.').any(|word| word == scope));
    let lacks_wanted = held.iter().any(|held| {
        let of = if held.texts.is_empty() { &all } else { &held.texts };
        held.wanted.iter().any(|scope| lack(of, scope))
    });
    let passed = pass(held, &[]);
    if !passed.texts.iter().all(|text| text.starts_with("good.") && text.ends_with(".end")) {
        return Err(HttpError::new(StatusCode::UNAUTHORIZED, "they are wrong"));
    }
    if lacks_wanted || asked.iter().any(|scope| lack(&all, scope)) {
        return Err(HttpError::new(StatusCode::FORBIDDEN, "a scope is missing"));
    }
    Ok(passed)
}
