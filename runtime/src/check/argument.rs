use super::alternatives;
use super::text::Text;
use crate::graph::{Asked, Dependency, Kind, Need, count};

/// Whose arguments are looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// Those of an operation.
    Operation,
    /// Those of a dependency.
    Dependency,
    /// The alternatives of a dependency, of which one is resolved.
    Alternatives,
}

/// The rules between what an argument asks for and what the arguments before it do: `credentials-last`,
/// `shared-not-clone`, `two-bodies` and `unsatisfiable`. Two ways to one thing part in exactly one list of arguments, so every
/// mistake is found once, there, however many operations reach it.
///
/// # Panics
///
/// While the program is compiled, when it breaks one.
#[track_caller]
pub(crate) const fn argument(needs: &'static [Need], at: usize, of: Of) {
    order(needs, at, of);
    if let Need::Body(_) = &needs[at] {
        bodies(None, &Seen::all_of(needs, at));
    }
    let Need::Dependency(asked) = &needs[at] else { return };
    let before = Seen::all_of(needs, at);
    let below = Seen::NOTHING.and(asked.dependency, Some(&before));
    match of {
        Of::Alternatives => alternatives::reachable(needs, at),
        Of::Operation | Of::Dependency => alternatives::satisfiable(needs, at, &before, &below),
    }
    let mut i = 0;
    while i < below.length {
        if let Some(dependency) = below.nodes[i] {
            if before.has(dependency) {
                // One that is asked for anew runs for itself.
                if i > 0 || asked.cached {
                    sharing(dependency);
                }
            } else if reads_body(dependency) {
                bodies(Some(dependency), &before);
            }
        }
        i += 1;
    }
}

/// What is wrong between an operation and what stands before it.
#[derive(Clone, Copy)]
pub enum Mistake {
    /// Rule `credentials-last`.
    Reads {
        /// Who reads the request.
        reader: &'static Dependency,
        /// Who asks for credentials after that.
        scheme: &'static Dependency,
    },
    /// Rule `shared-not-clone`.
    NotClone(&'static Dependency),
    /// Rule `unsatisfiable`.
    Unsatisfiable {
        /// The one.
        first: &'static Dependency,
        /// The other.
        second: &'static Dependency,
    },
    /// Rule `unsatisfiable`, too: more combinations than are looked at.
    TooManyWays,
}

/// The rules between the last of these lists and those before it, which are resolved first.
pub(super) const fn across(levels: &[&'static [Need]]) -> Option<Mistake> {
    let Some((own, guards)) = levels.split_last() else { return None };
    let (mut before, mut reader) = (Seen::NOTHING, None);
    let mut i = 0;
    while i < guards.len() {
        let mut j = 0;
        while j < guards[i].len() {
            if let Need::Dependency(asked) = &guards[i][j] {
                if reader.is_none() && reads_first(asked.dependency) {
                    reader = Some(asked.dependency);
                }
                before = before.and(asked.dependency, None);
            }
            j += 1;
        }
        i += 1;
    }
    let mut i = 0;
    while i < own.len() {
        if let Need::Dependency(asked) = &own[i] {
            if let Some(reader) = reader
                && before.reaches_another_scheme(asked.dependency)
            {
                return Some(Mistake::Reads { reader, scheme: asked.dependency });
            }
            if let Some(shared) = shared_not_clone(asked, &before) {
                return Some(Mistake::NotClone(shared));
            }
        }
        i += 1;
    }
    if count(levels) > alternatives::WAYS {
        return Some(Mistake::TooManyWays);
    }
    match alternatives::conflict(levels) {
        Some((first, second)) => Some(Mistake::Unsatisfiable { first, second }),
        None => None,
    }
}

const fn shared_not_clone(asked: &Asked, before: &Seen) -> Option<&'static Dependency> {
    let below = Seen::NOTHING.and(asked.dependency, Some(before));
    let mut i = 0;
    while i < below.length {
        if let Some(dependency) = below.nodes[i]
            && before.has(dependency)
            && !dependency.clone
            && (i > 0 || asked.cached)
        {
            return Some(dependency);
        }
        i += 1;
    }
    None
}

/// Rule `credentials-last`: credentials are asked for before anything else of the request is read, so that a stranger
/// learns nothing and costs nothing. What stands inside a dependency that has reached a scheme may read.
#[track_caller]
const fn order(needs: &'static [Need], at: usize, of: Of) {
    let Need::Dependency(asked) = &needs[at] else { return };
    let mut reader = None;
    let mut i = 0;
    while i < at {
        if let Need::Dependency(earlier) = &needs[i] {
            let has_credentials =
                Seen::all_of(needs, i).has_scheme() && matches!(of, Of::Dependency | Of::Alternatives);
            if reader.is_none() && !has_credentials && reads_first(earlier.dependency) {
                reader = Some(earlier.dependency);
            }
        }
        i += 1;
    }
    if let Some(reader) = reader
        && Seen::all_of(needs, at).reaches_another_scheme(asked.dependency)
    {
        Text::new()
            .push("`")
            .push(reader.id.name)
            .push("` reads the request before `")
            .push(asked.dependency.id.name)
            .push("` asks for credentials, and a stranger would be answered by it")
            .help("swap the two: put the argument of `")
            .push(asked.dependency.id.name)
            .push("` before that of `")
            .push(reader.id.name)
            .push("`")
            .refuse("credentials_last")
    }
}

/// Whether a dependency reads a part of the request before it has reached a scheme.
const fn reads_first(dependency: &'static Dependency) -> bool {
    if let Kind::Body(_) = dependency.kind {
        return true;
    }
    if !Seen::NOTHING.and(dependency, None).reads() {
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

const fn reaches_scheme(dependency: &'static Dependency) -> bool {
    Seen::NOTHING.and(dependency, None).has_scheme()
}

/// Rule `shared-not-clone`: a dependency that is reached twice runs once, and its value is handed to both; so it
/// must be `Clone`. What stands below it is reached through it only once.
#[track_caller]
const fn sharing(dependency: &Dependency) {
    if !dependency.clone {
        Text::new()
            .push("`")
            .push(dependency.id.name)
            .push("` is asked for a second time here, and its value cannot be cloned")
            .help("derive `Clone` for what it returns, or return an `Arc` of it")
            .refuse("shared_not_clone")
    }
}

/// Rule `two-bodies`: a request has one body, and who reads it first leaves nothing.
#[track_caller]
const fn bodies(second: Option<&Dependency>, before: &Seen) {
    if let Some(first) = before.body() {
        let text = match second {
            Some(second) => Text::new().push("`").push(second.id.name).push("` reads"),
            None => Text::new().push("this argument is"),
        };
        text.push(" the body, which `")
            .push(first.id.name)
            .push("` has read by then; a request has one body")
            .help("take one of the two")
            .refuse("two_bodies")
    }
}

/// Whether a dependency reads the body by itself.
const fn reads_body(dependency: &Dependency) -> bool {
    let mut i = 0;
    while i < dependency.needs.len() {
        if let Need::Body(_) = dependency.needs[i] {
            return true;
        }
        i += 1;
    }
    matches!(dependency.kind, Kind::Body(_))
}

/// Whether a dependency has a parameter or a body among its arguments. They stand behind dependencies.
const fn reads_itself(dependency: &Dependency) -> bool {
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
}

/// More dependencies than this below one function are not looked at.
const LIMIT: usize = 64;

impl Seen {
    const NOTHING: Self = Self { nodes: [None; LIMIT], length: 0 };

    /// What the first `count` needs reach.
    const fn all_of(needs: &'static [Need], count: usize) -> Self {
        let mut seen = Self::NOTHING;
        let mut i = 0;
        while i < count {
            if let Need::Dependency(asked) = &needs[i] {
                seen = seen.and(asked.dependency, None);
            }
            i += 1;
        }
        seen
    }

    /// With a dependency and what it reaches; what stands below one of `known` is left out.
    const fn and(mut self, dependency: &'static Dependency, known: Option<&Self>) -> Self {
        if self.length == LIMIT || self.has(dependency) {
            return self;
        }
        self.nodes[self.length] = Some(dependency);
        self.length += 1;
        if let Some(known) = known
            && known.has(dependency)
        {
            return self;
        }
        let mut i = 0;
        while i < dependency.needs.len() {
            if let Need::Dependency(below) = &dependency.needs[i] {
                self = self.and(below.dependency, known);
            }
            i += 1;
        }
        self
    }

    const fn has(&self, dependency: &Dependency) -> bool {
        let mut i = 0;
        while i < self.length {
            if let Some(other) = self.nodes[i]
                && other.id.is(&dependency.id)
            {
                return true;
            }
            i += 1;
        }
        false
    }

    const fn has_scheme(&self) -> bool {
        let mut i = 0;
        while i < self.length {
            if let Some(Dependency { kind: Kind::Scheme(_), .. }) = self.nodes[i] {
                return true;
            }
            i += 1;
        }
        false
    }

    /// Whether one of them reads a part of the request that is no credentials.
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

    /// Whether there is a scheme below `dependency` that none of these is.
    const fn reaches_another_scheme(&self, dependency: &'static Dependency) -> bool {
        let below = Self::NOTHING.and(dependency, None);
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

    const fn body(&self) -> Option<&'static Dependency> {
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
