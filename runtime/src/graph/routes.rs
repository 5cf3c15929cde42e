use super::Operation;

/// An entry of a list of routes. `H` is what the server keeps beside an operation to run it; the graph does
/// not look at it.
#[derive(Clone, Copy, Debug)]
pub enum Route<H: 'static> {
    /// An operation.
    Operation(&'static Operation, H),
    /// A list below a prefix such as `/api/v1`.
    Nest(&'static str, &'static [Route<H>]),
}

impl<H> Route<H> {
    /// Calls `each` for every operation of `routes`, in order, with the path under which it is mounted.
    pub fn for_each<'a>(
        routes: &'a [Self],
        prefix: &str,
        each: &mut dyn FnMut(String, &'static Operation, &'a H),
    ) {
        for route in routes {
            match route {
                Self::Operation(operation, handler) => {
                    each(format!("{prefix}{}", operation.path), operation, handler);
                }
                Self::Nest(inner, routes) => Self::for_each(routes, &format!("{prefix}{inner}"), each),
            }
        }
    }
}
