//! What a test gives to the matrix.

use super::AuthorizationMatrix;
use crate::graph::{self, Kind};
use crate::security::DeclaredScheme;
use crate::testing::TestRequest;

/// Credentials for a scheme.
pub(super) struct Given {
    /// The name of the scheme in the document.
    pub(super) scheme: &'static str,
    pub(super) source: Source,
}

/// Where credentials come from.
pub(super) enum Source {
    /// A closure that adds credentials with these scopes to a request.
    Add(Add),
    /// Credentials of a caller whom no program knows.
    Unknown,
}

type Add = Box<dyn Fn(TestRequest, &[&str]) -> TestRequest + Send + Sync>;

impl AuthorizationMatrix {
    /// Good credentials for a scheme: `add` puts them into a request, such that they hold exactly these scopes, or of a scheme
    /// that is not OAuth 2.0 these roles.
    pub fn credentials<D: DeclaredScheme>(
        self,
        add: impl Fn(TestRequest, &[&str]) -> TestRequest + Send + Sync + 'static,
    ) -> Self {
        self.credentials_of(name_of::<D>(), add)
    }

    /// The same for a scheme that the test cannot name, by its name in the document.
    ///
    /// # Panics
    ///
    /// When no operation of the app reaches a scheme of this name.
    pub fn credentials_of(
        mut self,
        scheme: &str,
        add: impl Fn(TestRequest, &[&str]) -> TestRequest + Send + Sync + 'static,
    ) -> Self {
        let scheme = self.scheme(scheme);
        self.given.push(Given { scheme, source: Source::Add(Box::new(add)) });
        self
    }

    /// The value of a path parameter, wherever one has this name.
    ///
    /// # Panics
    ///
    /// When no path of the app has one.
    pub fn path(mut self, name: &str, value: &str) -> Self {
        let operations = self.client.app.facts().operations;
        let is_there = operations.iter().any(|operation| graph::template::has(&operation.path, name));
        assert!(is_there, "no path of the app has a parameter `{name}`");
        self.values.push((name.to_owned(), value.to_owned()));
        self
    }

    /// An open operation may answer what a locked one does, each named by method and path: what they say is no secret, or both
    /// have nothing to say in this test.
    ///
    /// # Panics
    ///
    /// When the app has no such operation.
    pub fn same_answer(mut self, one: &str, other: &str) -> Self {
        self.assert_operation(one);
        self.assert_operation(other);
        self.same.push((one.to_owned(), other.to_owned()));
        self
    }

    /// The name of a scheme that the app has.
    fn scheme(&self, name: &str) -> &'static str {
        let schemes = self.client.app.facts().schemes;
        let Some(found) = schemes.iter().find(|known| known.name == name) else {
            panic!("no operation of the app asks for credentials of a scheme `{name}`")
        };
        found.name
    }

    fn assert_operation(&self, route: &str) {
        let operations = self.client.app.facts().operations;
        let is_there = operations.iter().any(|operation| operation.route() == route);
        assert!(is_there, "the app has no operation `{route}`");
    }
}

/// The name of a declared scheme in the document.
fn name_of<D: DeclaredScheme>() -> &'static str {
    match D::DEPENDENCY.kind {
        Kind::Scheme(scheme) => scheme.name,
        _ => panic!("`{}` declares a scheme, and its dependency is none", D::DEPENDENCY.id.name),
    }
}
