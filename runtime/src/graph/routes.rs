use super::{ItemType, Need, Operation};

/// An entry of a list of routes. `H` is what the server keeps beside an operation to run it, and `G` beside what stands
/// before operations; the graph does not look at them.
#[derive(Debug)]
pub enum Route<H: 'static, G: 'static> {
    /// An operation, and the type that stands for it.
    Operation(&'static Operation, ItemType, H),
    /// A list below a prefix such as `/api/v1`.
    Nest(&'static str, &'static [Route<H, G>]),
    /// An entry, and what is resolved before each operation in it.
    Guarded(Guard<G>, &'static Route<H, G>),
}

/// What is resolved before operations, in their place and for all of them.
#[derive(Clone, Copy, Debug)]
pub struct Guard<G> {
    /// What it needs, in order.
    pub needs: &'static [Need],
    /// How the server resolves it.
    pub run: G,
}

/// An operation where it is mounted.
#[derive(Clone, Debug)]
pub struct Mounted<H, G> {
    /// Its path, with the prefixes above it.
    pub path: String,
    /// The operation.
    pub operation: &'static Operation,
    /// The type that stands for it, which is its identity at run time.
    pub ty: ItemType,
    /// What the server keeps beside it.
    pub handler: H,
    /// What is resolved before it, outermost first.
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
    /// All that is needed for it, in the order in which it is resolved: what stands before it, and its own.
    pub fn needs(&self) -> Vec<&'static [Need]> {
        let guards = self.guards.iter().map(|guard| guard.needs);
        guards.chain([self.operation.needs]).collect()
    }
}
