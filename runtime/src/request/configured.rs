use std::any::{Any, TypeId};
use std::sync::Arc;

use super::DeclaredScheme;
use crate::graph::{Flow, Id, Scheme, SchemeKind, same};
use crate::response::{Refused, Response};

/// The schemes that an app has configured for its deployment.
#[derive(Clone, Default)]
pub(crate) struct Configured(Vec<One>);

#[derive(Clone)]
struct One {
    declared: TypeId,
    id: Id,
    value: Arc<dyn Any + Send + Sync>,
    before: Scheme,
    after: Scheme,
}

impl Configured {
    /// Changes a scheme, on top of earlier changes.
    pub(crate) fn change<D: DeclaredScheme>(&mut self, change: impl FnOnce(D::Scheme) -> D::Scheme)
    where
        D::Scheme: Clone,
    {
        let declared = TypeId::of::<D>();
        let value = self.get::<D::Scheme>(declared);
        let value = change(value.as_deref().unwrap_or(D::value()).clone());
        let (before, after) = (D::describe(D::value()), D::describe(&value));
        self.0.retain(|one| one.declared != declared);
        self.0.push(One { declared, id: D::KNOWN.id, value: Arc::new(value), before, after });
    }

    pub(crate) fn get<S: Send + Sync + 'static>(&self, declared: TypeId) -> Option<Arc<S>> {
        let one = self.0.iter().find(|one| one.declared == declared)?;
        Arc::clone(&one.value).downcast().ok()
    }

    /// Returns the description of a scheme as it is served.
    pub(crate) fn describe(&self, scheme: &'static Scheme) -> Scheme {
        let one = self.0.iter().find(|one| one.before.name == scheme.name);
        one.map_or(*scheme, |one| one.after)
    }

    /// Returns the name of a scheme that is no longer the declared one. What the compiler has checked must not change.
    pub(crate) fn wrong(&self) -> Option<&'static str> {
        self.0.iter().find(|one| !is_same_scheme(&one.before, &one.after)).map(|one| one.before.name)
    }

    /// Returns the scheme that `describe` describes in place of this one, if it is another. Two schemes of one name are one in
    /// the document only if both are changed alike.
    pub(crate) fn unlike(&self, id: &Id, scheme: &Scheme) -> Option<Id> {
        let described = self.0.iter().find(|one| one.before.name == scheme.name)?;
        let own = self.0.iter().find(|one| one.id == *id);
        let is_described = described.after == own.map_or(*scheme, |one| one.after);
        (!is_described).then_some(described.id)
    }

    /// Writes the challenges of a refusal as the app has configured them.
    pub(crate) fn rewrite(&self, response: &mut Response) {
        if self.0.is_empty() {
            return;
        }
        let Some(refused) = response.extensions_mut().remove::<Refused>() else { return };
        let Some(one) = self.0.iter().find(|one| one.declared == refused.scheme) else { return };
        refused.rewrite(&*one.value, response.headers_mut());
    }
}

/// Whether a scheme still has its name, its kind and its scopes, and verifies credentials by itself if it did so before.
fn is_same_scheme(a: &Scheme, b: &Scheme) -> bool {
    same(a.name, b.name)
        && a.verifies == b.verifies
        && match (&a.kind, &b.kind) {
            (SchemeKind::OAuth2(a), SchemeKind::OAuth2(b)) => a.iter().map(what).eq(b.iter().map(what)),
            (SchemeKind::Http { scheme: a, .. }, SchemeKind::Http { scheme: b, .. }) => a == b,
            (
                SchemeKind::ApiKey { place: a_place, name: a },
                SchemeKind::ApiKey { place: b_place, name: b },
            ) => a_place == b_place && a == b,
            (SchemeKind::OpenIdConnect { .. }, SchemeKind::OpenIdConnect { .. }) => true,
            (SchemeKind::MutualTls, SchemeKind::MutualTls) => true,
            _ => false,
        }
}

fn what(flow: &Flow) -> (&'static str, &'static [(&'static str, &'static str)]) {
    (flow.kind.as_str(), flow.scopes)
}
