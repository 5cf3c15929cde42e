use super::{ItemType, Need, Operation};

/// An entry of a list of routes.
///
/// The server stores an `H` with each operation and a `G` with each guard, in order to run them. The graph does not use
/// either.
#[derive(Debug)]
pub enum Route<H: 'static, G: 'static> {
    /// An operation, and the type that represents it.
    Operation(&'static Operation, ItemType, H),
    /// A list below a prefix such as `/api/v1`.
    Nest(&'static str, &'static [Route<H, G>]),
    /// An entry, and the guard that is resolved before each operation in it.
    Guarded(Guard<G>, &'static Route<H, G>),
}

/// A list of dependencies that is resolved before all operations of an entry.
#[derive(Clone, Copy, Debug)]
pub struct Guard<G> {
    /// The needs of the guard, in order.
    pub needs: &'static [Need],
    /// The value with which the server resolves the guard.
    pub run: G,
}

/// An operation with the place where it is mounted.
#[derive(Clone, Debug)]
pub struct Mounted<H, G> {
    /// The path, including the prefixes above it.
    pub path: String,
    /// The operation.
    pub operation: &'static Operation,
    /// The type that represents the operation. It is the identity at run time.
    pub ty: ItemType,
    /// The value that the server stores with the operation.
    pub handler: H,
    /// The guards of the operation, outermost first.
    pub guards: Vec<Guard<G>>,
}

impl<H: Copy, G: Copy> Route<H, G> {
    /// Calls `each` for every operation of `routes`, in order.
    pub fn for_each(routes: &[Self], each: &mut dyn FnMut(Mounted<H, G>)) {
        for route in routes {
            route.mount("", &[], each);
        }
    }

    fn mount(&self, prefix: &str, guards: &[Guard<G>], each: &mut dyn FnMut(Mounted<H, G>)) {
        match self {
            Self::Operation(operation, ty, handler) => each(Mounted {
                path: format!("{prefix}{}", operation.path),
                operation,
                ty: *ty,
                handler: *handler,
                guards: guards.to_vec(),
            }),
            Self::Nest(inner, routes) => {
                let prefix = format!("{prefix}{inner}");
                routes.iter().for_each(|route| route.mount(&prefix, guards, each));
            }
            Self::Guarded(guard, route) => route.mount(prefix, &[guards, &[*guard]].concat(), each),
        }
    }
}

impl<H, G> Mounted<H, G> {
    /// Returns all needs of the operation, in the order in which they are resolved. The needs of the guards
    /// come first.
    pub fn needs(&self) -> Vec<&'static [Need]> {
        let guards = self.guards.iter().map(|guard| guard.needs);
        guards.chain([self.operation.needs]).collect()
    }
}
