use super::{Answers, Id, Method, Need};

/// A path operation: the one description of a handler that everything else reads.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// Which handler.
    pub id: Id,
    /// Its method.
    pub method: Method,
    /// Its path template, without the prefixes under which it is nested.
    pub path: &'static str,
    /// What it needs, in the order in which it is resolved.
    pub needs: &'static [Need],
    /// How many of these, the first ones, are only in front of it: the handler does not take their values.
    pub guards: usize,
    /// The answers of its return type.
    pub answers: &'static Answers,
    /// The answers that `errors(..)` names: status and what it means.
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
    /// Whether the document shows it.
    pub in_schema: bool,
    /// `public = ".."`: why everybody may call it.
    pub public: Option<&'static str>,
    /// `shadows = ".."`: why it may ask for less than an operation whose requests it takes.
    pub shadows: Option<&'static str>,
}

impl Operation {
    /// The operation of the handler `id`.
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

    /// The same, needing these.
    pub const fn needs(mut self, needs: &'static [Need]) -> Self {
        self.needs = needs;
        self
    }

    /// Says that the first `guards` of its needs are only in front of it.
    pub const fn guards(mut self, guards: usize) -> Self {
        self.guards = guards;
        self
    }

    /// The same, with these errors named.
    pub const fn errors(mut self, errors: &'static [(u16, &'static str)]) -> Self {
        self.errors = errors;
        self
    }

    /// The same, with this status for success.
    pub const fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// The same, with this doc comment.
    pub const fn doc(mut self, doc: &'static str) -> Self {
        self.doc = doc;
        self
    }

    /// The same, with this summary.
    pub const fn summary(mut self, summary: &'static str) -> Self {
        self.summary = Some(summary);
        self
    }

    /// The same, with this description.
    pub const fn description(mut self, description: &'static str) -> Self {
        self.description = Some(description);
        self
    }

    /// The same, with this operation id.
    pub const fn operation_id(mut self, id: &'static str) -> Self {
        self.operation_id = Some(id);
        self
    }

    /// The same, with these tags.
    pub const fn tags(mut self, tags: &'static [&'static str]) -> Self {
        self.tags = tags;
        self
    }

    /// The same, marked as deprecated or not.
    pub const fn deprecated(mut self, deprecated: bool) -> Self {
        self.deprecated = deprecated;
        self
    }

    /// The same, shown in the document or not.
    pub const fn include_in_schema(mut self, shown: bool) -> Self {
        self.in_schema = shown;
        self
    }

    /// The same, open to everybody for this reason.
    ///
    /// # Panics
    ///
    /// When the reason is blank.
    pub const fn public(mut self, reason: &'static str) -> Self {
        assert!(!reason.trim_ascii().is_empty(), "say why: a reason is no blank text");
        self.public = Some(reason);
        self
    }

    /// The same, asking for less than an operation whose requests it takes for this reason.
    ///
    /// # Panics
    ///
    /// When the reason is blank.
    pub const fn shadows(mut self, reason: &'static str) -> Self {
        assert!(!reason.trim_ascii().is_empty(), "say why: a reason is no blank text");
        self.shadows = Some(reason);
        self
    }
}
