//! The dependencies that some arguments reach.

use crate::graph::{Dependency, Kind, Need};

/// Whether a dependency reads the body by itself.
pub(super) const fn reads_body(dependency: &Dependency) -> bool {
    let mut i = 0;
    while i < dependency.needs.len() {
        if let Need::Body(_) = dependency.needs[i] {
            return true;
        }
        i += 1;
    }
    matches!(dependency.kind, Kind::Body(_))
}

/// Whether a dependency itself reads the request. It does if it has a parameter or a body among its arguments, which come
/// after its dependencies. A dependency that is described by hand also does, unless its description says otherwise.
const fn reads_itself(dependency: &Dependency) -> bool {
    if dependency.reads {
        return true;
    }
    let mut i = dependency.needs.len();
    while i > 0 {
        i -= 1;
        match dependency.needs[i] {
            Need::Parameter(_) | Need::Body(_) => return true,
            Need::Scopes => {}
            Need::Dependency(_) => return false,
        }
    }
    false
}

/// The dependencies that some arguments reach.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    pub(super) nodes: [Option<&'static Dependency>; LIMIT],
    pub(super) length: usize,
    /// Whether there are more dependencies than the array can hold.
    pub(super) is_full: bool,
}

/// The largest number of dependencies that are compared. A program that exceeds it is refused.
pub(super) const LIMIT: usize = 64;

impl Seen {
    pub(super) const NOTHING: Self = Self { nodes: [None; LIMIT], length: 0, is_full: false };

    /// Returns the dependencies that the first `count` needs reach.
    pub(super) const fn all_of(needs: &'static [Need], count: usize) -> Self {
        let mut seen = Self::NOTHING;
        let mut i = 0;
        while i < count {
            if let Need::Dependency(asked) = &needs[i] {
                seen.add(asked.dependency, None);
            }
            i += 1;
        }
        seen
    }

    /// Returns the dependencies that one dependency reaches, including itself. Those below a dependency in `known` are left
    /// out.
    pub(super) const fn below(dependency: &'static Dependency, known: Option<&Self>) -> Self {
        let mut seen = Self::NOTHING;
        seen.add(dependency, known);
        seen
    }

    /// Adds a dependency, and the dependencies that it reaches. Those below a dependency in `known` are left out.
    pub(super) const fn add(&mut self, dependency: &'static Dependency, known: Option<&Self>) {
        if self.has(dependency) {
            return;
        }
        if self.length == LIMIT {
            self.is_full = true;
            return;
        }
        self.nodes[self.length] = Some(dependency);
        self.length += 1;
        // An optional dependency resolves the dependencies below it each time it is required.
        if let Some(known) = known
            && known.has(dependency)
            && !matches!(dependency.kind, Kind::Optional)
        {
            return;
        }
        let mut i = 0;
        while i < dependency.needs.len() {
            if let Need::Dependency(below) = &dependency.needs[i] {
                self.add(below.dependency, known);
            }
            i += 1;
        }
    }

    pub(super) const fn has(&self, dependency: &Dependency) -> bool {
        let mut i = 0;
        while i < self.length {
            if let Some(other) = self.nodes[i]
                && other.is(dependency)
            {
                return true;
            }
            i += 1;
        }
        false
    }

    pub(super) const fn has_scheme(&self) -> bool {
        let mut i = 0;
        while i < self.length {
            if let Some(Dependency { kind: Kind::Scheme(_), .. }) = self.nodes[i] {
                return true;
            }
            i += 1;
        }
        false
    }

    /// Whether one of the dependencies reads a part of the request that is not credentials.
    const fn reads(&self) -> bool {
        let mut i = 0;
        while i < self.length {
            if let Some(dependency) = self.nodes[i]
                && (reads_itself(dependency) || matches!(dependency.kind, Kind::Body(_)))
            {
                return true;
            }
            i += 1;
        }
        false
    }

    /// Whether `dependency` reaches a scheme that is not among these dependencies.
    pub(super) const fn reaches_another_scheme(&self, dependency: &'static Dependency) -> bool {
        let below = Self::below(dependency, None);
        let mut i = 0;
        while i < below.length {
            if let Some(other) = below.nodes[i]
                && let Kind::Scheme(_) = other.kind
                && !self.has(other)
            {
                return true;
            }
            i += 1;
        }
        false
    }

    pub(super) const fn body(&self) -> Option<&'static Dependency> {
        let mut i = 0;
        while i < self.length {
            if let Some(dependency) = self.nodes[i]
                && reads_body(dependency)
            {
                return self.nodes[i];
            }
            i += 1;
        }
        None
    }
}

/// Whether a dependency reads a part of the request before it has reached a scheme.
pub(super) const fn reads_first(dependency: &'static Dependency) -> bool {
    // The order in which a function that is described by hand does things is not known.
    if matches!(dependency.kind, Kind::Body(_)) || dependency.reads {
        return true;
    }
    if !Seen::below(dependency, None).reads() {
        return false;
    }
    let mut i = 0;
    while i < dependency.needs.len() {
        match &dependency.needs[i] {
            Need::Dependency(below) if reads_first(below.dependency) => return true,
            Need::Dependency(below) if reaches_scheme(below.dependency) => return false,
            Need::Dependency(_) | Need::Scopes => {}
            Need::Parameter(_) | Need::Body(_) => return true,
        }
        i += 1;
    }
    false
}

pub(super) const fn reaches_scheme(dependency: &'static Dependency) -> bool {
    Seen::below(dependency, None).has_scheme()
}
