use super::{Answers, Id, Method, Need};

/// A path operation: the one description of a handler that everything else reads.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Operation {
    /// The identity of the handler.
    pub id: Id,
    /// The method.
    pub method: Method,
    /// The path template, without the prefixes under which it is nested.
    pub path: &'static str,
    /// The needs of the operation, in the order in which they are resolved.
    pub needs: &'static [Need],
    /// The number of needs at the start of the list that are only guards. The handler does not take their
    /// values.
    pub guards: usize,
    /// The answers of the return type.
    pub answers: &'static Answers,
    /// The answers that `errors(..)` names, each with its status and meaning.
    pub errors: &'static [(u16, &'static str)],
    /// The status of success.
    pub status: u16,
    /// The doc comment.
    pub doc: &'static str,
    /// `summary = ".."`.
    pub summary: Option<&'static str>,
    /// `description = ".."`.
    pub description: Option<&'static str>,
    /// `operation_id = ".."`.
    pub operation_id: Option<&'static str>,
    /// `tags = [".."]`.
    pub tags: &'static [&'static str],
    /// `deprecated`.
    pub deprecated: bool,
    /// Whether the document shows the operation.
    pub in_schema: bool,
    /// `public = ".."`: why every client may call the operation.
    pub public: Option<&'static str>,
    /// `shadows = ".."`: why the operation may require less than another operation whose requests it takes.
    pub shadows: Option<&'static str>,
}

impl Operation {
    /// Describes the operation of the handler `id`.
    pub const fn new(id: Id, method: Method, path: &'static str, answers: &'static Answers) -> Self {
        Self {
            id,
            method,
            path,
            needs: &[],
            guards: 0,
            answers,
            errors: &[],
            status: 200,
            doc: "",
            summary: None,
            description: None,
            operation_id: None,
            tags: &[],
            deprecated: false,
            in_schema: true,
            public: None,
            shadows: None,
        }
    }

    /// Sets the needs.
    pub const fn needs(mut self, needs: &'static [Need]) -> Self {
        self.needs = needs;
        self
    }

    /// Declares that the first `guards` of the needs are only guards.
    ///
    /// # Panics
    ///
    /// Panics if there are fewer needs. Set them first.
    pub const fn guards(mut self, guards: usize) -> Self {
        assert!(
            guards <= self.needs.len(),
            "an operation has at least as many needs as guards: set the needs first"
        );
        self.guards = guards;
        self
    }

    /// Sets the errors, each with its status and meaning.
    pub const fn errors(mut self, errors: &'static [(u16, &'static str)]) -> Self {
        self.errors = errors;
        self
    }

    /// Sets the status of success.
    pub const fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// Sets the doc comment.
    pub const fn doc(mut self, doc: &'static str) -> Self {
        self.doc = doc;
        self
    }

    /// Sets the summary.
    pub const fn summary(mut self, summary: &'static str) -> Self {
        self.summary = Some(summary);
        self
    }

    /// Sets the description.
    pub const fn description(mut self, description: &'static str) -> Self {
        self.description = Some(description);
        self
    }

    /// Sets the operation id.
    pub const fn operation_id(mut self, id: &'static str) -> Self {
        self.operation_id = Some(id);
        self
    }

    /// Sets the tags.
    pub const fn tags(mut self, tags: &'static [&'static str]) -> Self {
        self.tags = tags;
        self
    }

    /// Marks the operation as deprecated, or not.
    pub const fn deprecated(mut self, deprecated: bool) -> Self {
        self.deprecated = deprecated;
        self
    }

    /// Shows the operation in the document, or hides it.
    pub const fn include_in_schema(mut self, shown: bool) -> Self {
        self.in_schema = shown;
        self
    }

    /// Opens the operation to every client, for this reason.
    ///
    /// # Panics
    ///
    /// Panics if the reason is blank.
    pub const fn public(mut self, reason: &'static str) -> Self {
        assert!(!reason.trim_ascii().is_empty(), "say why: a reason must not be blank");
        self.public = Some(reason);
        self
    }

    /// Lets the operation require less than another operation whose requests it takes, for this reason.
    ///
    /// # Panics
    ///
    /// Panics if the reason is blank.
    pub const fn shadows(mut self, reason: &'static str) -> Self {
        assert!(!reason.trim_ascii().is_empty(), "say why: a reason must not be blank");
        self.shadows = Some(reason);
        self
    }
}
