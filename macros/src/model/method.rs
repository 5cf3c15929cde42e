/// The method of an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
    Head,
    Options,
}

impl Method {
    /// The name of its variant in the graph.
    pub(crate) fn variant(self) -> String {
        format!("{self:?}")
    }

    /// The name of its attribute.
    pub(crate) fn attribute(self) -> String {
        self.variant().to_lowercase()
    }
}
