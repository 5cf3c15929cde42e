use super::{Guarding, Handler};
use crate::graph::{self, Issuer};

/// An entry of a list, with what the server keeps beside it.
pub type Route = graph::Route<Handler, Guarding>;

/// A constant list of operations: what `routes!` makes.
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
    /// Whether that is in a program, and in no library.
    pub(crate) is_in_program: bool,
}

/// The crate of an app: its name, and whether it is a program. A package's library and its program have one name.
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

    /// How many operations are listed, nested ones included.
    pub fn len(&self) -> usize {
        let mut count = 0;
        Route::for_each(self.entries, &mut |_| count += 1);
        count
    }

    /// The path of an operation where it is mounted first, prefixes included.
    pub(crate) fn path_of(&self, issuer: &Issuer) -> Option<String> {
        let mut path = None;
        Route::for_each(self.entries, &mut |mounted| {
            if path.is_none() && (mounted.ty.id)() == (issuer.ty.id)() {
                path = Some(mounted.path);
            }
        });
        path
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
