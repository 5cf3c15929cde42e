use super::{GuardFn, Handler};
use crate::graph::{self, Issuer};

/// An entry of a list, with the functions that the server stores for it.
pub type Route = graph::Route<Handler, GuardFn>;

/// A constant list of operations, as `routes!` creates it.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// mod users {
///     use portcullis::prelude::*;
///
///     #[get("/users/{id}")]
///     async fn read_user(id: u64) -> Json<u64> {
///         Json(id)
///     }
///
///     pub const ROUTES: Routes = routes![read_user];
/// }
///
/// let app = App::new(routes![nest("/api/v1", users::ROUTES)]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Routes {
    pub(crate) entries: &'static [Route],
    /// The module in which the list is written.
    pub(crate) module: &'static str,
    /// Whether the list is written in a program, not in a library.
    pub(crate) is_in_program: bool,
}

/// The crate of an app: its name, and whether it is a program. The library and the program of a package have the same
/// name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Own {
    pub(crate) krate: &'static str,
    pub(crate) is_program: bool,
}

impl Routes {
    /// The crate in which the list is written.
    pub(crate) fn own(&self) -> Own {
        let krate = self.module.split("::").next().unwrap_or_default();
        Own { krate, is_program: self.is_in_program }
    }

    /// Returns the number of operations, including nested ones.
    pub fn len(&self) -> usize {
        let mut count = 0;
        Route::for_each(self.entries, &mut |_| count += 1);
        count
    }

    /// Returns the path at which an operation is first mounted, including prefixes.
    pub(crate) fn path_of(&self, issuer: &Issuer) -> Option<String> {
        let mut path = None;
        Route::for_each(self.entries, &mut |mounted| {
            if path.is_none() && (mounted.ty.id)() == (issuer.ty.id)() {
                path = Some(mounted.path);
            }
        });
        path
    }

    /// Whether the list has no operations.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
