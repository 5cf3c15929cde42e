use std::any::{Any, TypeId};
use std::sync::Arc;

use super::DeclaredScheme;
use crate::graph::{Flow, Id, Scheme, SchemeKind, same};
use crate::response::{Refused, Response};

/// The schemes that an app has changed for where it runs.
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
    /// With a scheme changed, on top of what it was changed to before.
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

    /// The description of a scheme as it is served.
    pub(crate) fn describe(&self, scheme: &'static Scheme) -> Scheme {
        let one = self.0.iter().find(|one| one.before.name == scheme.name);
        one.map_or(*scheme, |one| one.after)
    }

    /// The name of a scheme that has become another one than was declared: what the compiler has checked must stay.
    pub(crate) fn wrong(&self) -> Option<&'static str> {
        self.0.iter().find(|one| !is_same_scheme(&one.before, &one.after)).map(|one| one.before.name)
    }

    /// Which scheme `describe` describes in the place of this one, if that is another: two of one name are one to the
    /// document as long as both are changed alike.
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

/// Whether a scheme is still of its name and kind, and declares the same scopes.
fn is_same_scheme(a: &Scheme, b: &Scheme) -> bool {
    same(a.name, b.name)
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
