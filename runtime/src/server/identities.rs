//! Checks that items with the same identity have the same type.

use std::any::TypeId;
use std::collections::HashMap;

use super::Error;
use crate::graph::{Dependency, Flows, Id, Kind, Need, Scheme, TokenUrl};
use crate::request::{Route, Routes};

/// The items of an app by their identities.
#[derive(Default)]
pub(super) struct Identities {
    types: HashMap<Key, TypeId>,
    /// Dependencies that are described by hand. Those with the same identity are distinguished by their needs.
    by_hand: Vec<(&'static Dependency, TypeId)>,
}

type Key = (&'static str, &'static str, u32, u32, u64);

impl Identities {
    /// Refuses an app in which two items share an identity, or an item has none.
    ///
    /// # Errors
    ///
    /// Returns the first error.
    pub(super) fn check(routes: Routes) -> Result<(), Error> {
        let (mut identities, mut result) = (Self::default(), Ok(()));
        Route::for_each(routes.entries, &mut |mounted| {
            if result.is_ok() {
                let needs = mounted.needs();
                result = identities
                    .enter(&mounted.operation.id, (mounted.ty.id)())
                    .and_then(|()| needs.iter().try_for_each(|needs| identities.enter_all(needs)));
            }
        });
        result
    }

    fn enter_all(&mut self, needs: &'static [Need]) -> Result<(), Error> {
        needs.iter().try_for_each(|need| {
            let Need::Dependency(asked) = need else { return Ok(()) };
            let (id, ty) = (&asked.dependency.id, (asked.ty.id)());
            if !id.is_known() {
                return Err(Error::Broken);
            }
            if let Kind::Scheme(scheme) = &asked.dependency.kind {
                self.enter_issuers(scheme)?;
            }
            if asked.dependency.is_by_hand {
                self.enter_by_hand(asked.dependency, ty)?;
            } else if id.optional == 0 {
                self.enter(id, ty)?;
            }
            self.enter_all(asked.dependency.needs)
        })
    }

    /// Adds the operations that issue the tokens of a scheme as it is declared, even if they are not mounted. The
    /// compiler treats an operation with that identity as a token endpoint, which requires no credentials.
    fn enter_issuers(&mut self, scheme: &Scheme) -> Result<(), Error> {
        let flows = scheme.flows().into_iter().flat_map(Flows::iter);
        flows.filter_map(|flow| flow.token_url).try_for_each(|url| match url {
            TokenUrl::IssuedBy(issuer) => self.enter(&issuer.id, (issuer.ty.id)()),
            TokenUrl::At(_) => Ok(()),
        })
    }

    fn enter_by_hand(&mut self, dependency: &'static Dependency, ty: TypeId) -> Result<(), Error> {
        match self.by_hand.iter().find(|(known, _)| known.is(dependency)) {
            Some((_, other)) if *other != ty => Err(Error::SameIdentity { item: dependency.id }),
            Some(_) => Ok(()),
            None => {
                self.by_hand.push((dependency, ty));
                Ok(())
            }
        }
    }

    fn enter(&mut self, id: &Id, ty: TypeId) -> Result<(), Error> {
        if !id.is_known() {
            return Err(Error::Broken);
        }
        let key = (id.module, id.name, id.location.line(), id.location.column(), id.declaration);
        match self.types.insert(key, ty) {
            Some(other) if other != ty => Err(Error::SameIdentity { item: *id }),
            _ => Ok(()),
        }
    }
}
