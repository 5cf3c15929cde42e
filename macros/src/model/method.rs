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
    /// Returns the name of the variant in the graph.
    pub(crate) fn variant(self) -> String {
        format!("{self:?}")
    }

    /// Returns the name of the attribute.
    pub(crate) fn attribute(self) -> String {
        self.variant().to_lowercase()
    }
}
