use std::any::{Any, TypeId};
use std::ops::Range;
use std::sync::Arc;

use http::{HeaderMap, Method, Uri};

use super::by_hand::ByHand;
use super::overrides::Overrides;
use super::{Dependency, Endpoint, SecurityScopes};
use crate::extract::{body, json};
use crate::graph::{self, Answers, Id, Kind, Mounted, Need, Operation, Place};
use crate::policy::judges_first;
use crate::response::{Body, Collected, IntoResponse, Problem, Refusal, rejection};

/// The target of a request as the client sent it, if the server has rewritten its path.
#[derive(Clone)]
pub(crate) struct SentTarget(pub(crate) Uri);

/// A request on its way to its handler: its parts, and the values resolved so far.
pub struct Context {
    pub(super) request: http::request::Parts,
    /// `None` once the body is taken.
    pub(super) body: Option<Body>,
    endpoint: Arc<Endpoint>,
    /// The decoded path, if it differs from the path that was sent.
    pub(super) path: Option<String>,
    /// The ranges of the path parameters in the decoded path, in the order of the template.
    pub(super) values: Vec<Range<usize>>,
    /// The values of shared dependencies, in the order of the endpoint's list.
    shared: Vec<Option<Box<dyn Any + Send>>>,
    /// The schemes for which the request presents credentials, once they are known.
    here: Option<Vec<&'static str>>,
    /// The operation or dependency that is running, if it is described by hand.
    by_hand: Option<Arc<ByHand>>,
    /// The scopes required on the path to the current dependency.
    scopes: Vec<&'static [&'static str]>,
    pub(super) problems: Vec<Problem>,
    /// Whether the value of an optional dependency is resolved again.
    pub(super) is_fresh: bool,
    /// Whether a dependency that can refuse has not run, because its parameters did not validate. It might have
    /// refused, so no further dependency runs. Parameters are still read, and reported together.
    is_undecided: bool,
}

/// Resolves a dependency. A function would add a future to each dependency. Only the few that are described by hand
/// need a box.
macro_rules! run {
    ($cx:expr, $dependency:ident) => {
        if $cx.is_undecided {
            Err(Collected::new().into())
        } else {
            let resolved = if const { $dependency::KNOWN.is_by_hand } {
                Box::pin($cx.resolve_by_hand::<$dependency>()).await
            } else {
                $dependency::resolve($cx).await
            };
            if const { $dependency::KNOWN.refuses && $dependency::KNOWN.reads_parts() }
                && let Err(refusal) = &resolved
            {
                $cx.is_undecided |= refusal.is_collected();
            }
            resolved
        }
    };
}

impl Context {
    pub(crate) fn new(
        request: http::request::Parts,
        body: Body,
        endpoint: Arc<Endpoint>,
        path: Option<String>,
        values: Vec<Range<usize>>,
    ) -> Self {
        Self {
            request,
            body: Some(body),
            endpoint,
            path,
            values,
            shared: Vec::new(),
            here: None,
            by_hand: None,
            scopes: Vec::new(),
            problems: Vec::new(),
            is_fresh: false,
            is_undecided: false,
        }
    }

    /// Creates a context without an app, for one dependency with these needs.
    pub(crate) fn alone(request: http::request::Parts, body: Body, needs: &'static [Need]) -> Self {
        const ALONE: &Operation =
            &Operation::new(Id::new(module_path!(), "alone"), graph::Method::Get, "/", &Answers::Nothing);
        let mounted: Mounted<(), ()> = Mounted {
            path: String::new(),
            operation: ALONE,
            ty: graph::ItemType::of::<()>(),
            handler: (),
            guards: Vec::new(),
        };
        let endpoint = Endpoint::new(&mounted, &[needs], Arc::default(), &Overrides::default());
        Self::new(request, body, Arc::new(endpoint), None, Vec::new())
    }

    /// Returns the method of the request.
    ///
    /// # Panics
    ///
    /// Panics as [`uri`](Self::uri) does.
    pub fn method(&self) -> &Method {
        self.assert_may_read();
        &self.request.method
    }

    /// Returns the target of the request.
    ///
    /// # Panics
    ///
    /// Panics if a dependency calls it whose description says that it [reads nothing](graph::Dependency::reads_nothing). The
    /// response is a 500.
    pub fn uri(&self) -> &Uri {
        self.assert_may_read();
        &self.request.uri
    }

    /// Returns the target as the client sent it. A signature or a digest of a request is computed from it.
    ///
    /// If the app has layers, [`uri`](Self::uri) has the canonical form of the path instead, as the router reads it. If the app is
    /// mounted in another router that removes a prefix, both are without the prefix.
    ///
    /// # Panics
    ///
    /// Panics as [`uri`](Self::uri) does.
    ///
    /// # Example
    ///
    /// ```
    /// use portcullis::graph::{self, Answers, Id};
    /// use portcullis::prelude::*;
    /// use portcullis::{CloneOf, Context};
    /// use tower_http::cors::CorsLayer;
    ///
    /// struct Targets;
    ///
    /// impl Dependency for Targets {
    ///     type Output = [String; 2];
    ///     const CLONE: CloneOf<[String; 2]> = None;
    ///     const DEPENDENCY: graph::Dependency =
    ///         graph::Dependency::function(Id::new(module_path!(), "Targets"), &Answers::Nothing, false).cannot_refuse();
    ///
    ///     async fn resolve(cx: &mut Context) -> portcullis::Result<[String; 2]> {
    ///         Ok([cx.sent_target().to_string(), cx.uri().to_string()])
    ///     }
    /// }
    ///
    /// #[get("/items/{name}")]
    /// async fn read(#[path] name: String, #[depends(Targets)] targets: [String; 2]) -> Json<Value> {
    ///     Json(json!([name, targets[0], targets[1]]))
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let client = TestClient::new(App::new(routes![read]).layer(CorsLayer::new()));
    /// let answer = client.get("/items/%61b?q=%61").await;
    /// assert_eq!(answer.json::<Value>(), json!(["ab", "/items/%61b?q=%61", "/items/ab?q=%61"]));
    /// # }
    /// ```
    pub fn sent_target(&self) -> &Uri {
        self.assert_may_read();
        self.request.extensions.get().map_or(&self.request.uri, |SentTarget(uri)| uri)
    }

    /// Returns the header fields of the request.
    ///
    /// # Panics
    ///
    /// Panics as [`uri`](Self::uri) does.
    pub fn headers(&self) -> &HeaderMap {
        self.assert_may_read();
        &self.request.headers
    }

    /// Returns the extensions set by middleware.
    ///
    /// # Panics
    ///
    /// Panics as [`uri`](Self::uri) does.
    pub fn extensions(&self) -> &http::Extensions {
        self.assert_may_read();
        &self.request.extensions
    }

    /// Takes the body, for a dependency or an operation that is described by hand and whose needs include a
    /// [`Need::Body`]. Reading it fails after 2 MiB, and if it is not complete within 30 seconds.
    ///
    /// The first call returns the body, and later calls return an empty one.
    ///
    /// # Panics
    ///
    /// Panics if the description does not include the body, since no rule has checked that nothing else reads the body.
    /// Also panics before the dependencies of the description are resolved, since they may refuse. The response is a 500.
    pub fn take_body(&mut self) -> Body {
        self.assert_body_is_described();
        body::limited(self.body.take().unwrap_or_default(), json::LIMIT)
    }

    /// Panics if the running dependency is described by hand, and says that it reads nothing.
    pub(super) fn assert_may_read(&self) {
        if let Some(by_hand) = &self.by_hand {
            by_hand.assert_may_read();
        }
    }

    /// Panics if the running dependency is described by hand, says that it reads nothing, and does not list this parameter.
    pub(super) fn assert_may_read_part(&self, place: Place, name: &str) {
        if let Some(by_hand) = &self.by_hand {
            by_hand.assert_may_read_part(place, name);
        }
    }

    /// Panics unless the running item is described by hand and its description includes the body. Otherwise, no rule
    /// has checked who reads the body.
    pub(super) fn assert_body_is_described(&self) {
        match &self.by_hand {
            Some(by_hand) => by_hand.assert_takes_body(),
            None => panic!("a scheme takes the body: a dependency can, whose needs have a `Need::Body`"),
        }
    }

    /// Takes the body for the readers of this crate, which set their own limits.
    pub(crate) fn own_body(&mut self) -> Body {
        self.body.take().unwrap_or_default()
    }

    /// Resolves a dependency, for an operation or a dependency that is described by hand. A dependency that the graph reaches
    /// several times is resolved once per request.
    ///
    /// # Errors
    ///
    /// Returns the refusal of the dependency, or of one below it.
    ///
    /// # Panics
    ///
    /// Panics if the description does not include the dependency, or if a scheme calls it: neither the compiler nor the document
    /// would know of it. The response is a 500.
    pub async fn resolve<D: Dependency>(&mut self) -> Result<D::Output, Refusal> {
        let Some(by_hand) = self.by_hand.take() else {
            panic!("a scheme resolves `{}`: a function can, which depends on the scheme", D::KNOWN.id.name);
        };
        let asked = by_hand.asked(TypeId::of::<D>(), D::KNOWN.id.name);
        if by_hand.is_refused() {
            self.by_hand = Some(by_hand);
            return Err(Collected::new().into());
        }
        for asked in asked.clone() {
            self.enter(asked.scopes);
        }
        let resolved = self.obtain::<D>(false).await;
        for _ in asked {
            self.leave();
        }
        let resolved = by_hand.note(TypeId::of::<D>(), resolved);
        self.by_hand = Some(by_hand);
        resolved
    }

    /// Resolves a dependency for an expansion, which depends only on what it describes. `is_fresh` resolves the
    /// dependency again, even if the request has a value for it.
    pub(crate) async fn obtain<D: Dependency>(&mut self, is_fresh: bool) -> Result<D::Output, Refusal> {
        self.is_fresh = is_fresh && const { matches!(D::KNOWN.kind, Kind::Optional) };
        let Some(slot) = self.slot::<D>() else {
            return run!(self, D);
        };
        match self.kept::<D>(slot) {
            Some(value) if !is_fresh => Ok(value),
            _ => self.resolve_into::<D>(slot).await,
        }
    }

    /// Resolves a shared dependency, and keeps its first value if the value can be cloned.
    async fn resolve_into<D: Dependency>(&mut self, slot: usize) -> Result<D::Output, Refusal> {
        let value = match self.give::<D>(slot) {
            Some(given) => given?,
            None => run!(self, D)?,
        };
        if let Some(clone) = D::CLONE
            && !matches!(self.shared.get(slot), Some(Some(_)))
        {
            let slots = self.endpoint().plan.shared.len();
            self.shared.resize_with(slots, || None);
            self.shared[slot] = Some(Box::new(clone(&value)));
        }
        Ok(value)
    }

    /// Returns a clone of the value of a shared dependency, if there is one.
    fn kept<D: Dependency>(&self, slot: usize) -> Option<D::Output> {
        let value = self.shared.get(slot)?.as_ref()?.downcast_ref::<D::Output>()?;
        D::CLONE.map(|clone| clone(value))
    }

    /// Resolves a dependency that is described by hand, and holds it to its description.
    async fn resolve_by_hand<D: Dependency>(&mut self) -> Result<D::Output, Refusal> {
        let by_hand = Arc::new(ByHand::dependency(const { &D::KNOWN }));
        let outer = self.by_hand.replace(Arc::clone(&by_hand));
        let resolved = D::resolve(self).await;
        self.by_hand = outer;
        by_hand.outcome(resolved)
    }

    /// Records that this operation, which is described by hand, is running.
    pub(crate) fn start_by_hand(&mut self, operation: &Operation) -> Arc<ByHand> {
        let by_hand = Arc::new(ByHand::operation(operation));
        self.by_hand = Some(Arc::clone(&by_hand));
        by_hand
    }

    /// Returns the index of a shared dependency.
    fn slot<D: Dependency>(&self) -> Option<usize> {
        let mut shared = self.endpoint.plan.shared.iter();
        shared.position(|shared| shared.is(TypeId::of::<D>(), || self.asked_scopes()))
    }

    /// Returns the value that a test has set for a dependency, if any.
    fn give<D: Dependency>(&self, slot: usize) -> Option<Result<D::Output, Refusal>> {
        let given = self.endpoint.plan.shared[slot].given.as_ref()?;
        let value = given.give::<D>().expect("the value is of the dependency's type");
        Some(value.map_err(|error| Refusal::answer(error.into_response())))
    }

    /// Opens the result of a dependency, for a function with more arguments. Parameters below it that do not validate are not a
    /// refusal yet, so that the other arguments are checked, too.
    ///
    /// # Errors
    ///
    /// Returns any other refusal.
    pub(crate) fn opened<D: Dependency>(
        &self,
        resolved: Result<D::Output, Refusal>,
    ) -> Result<Result<D::Output, Collected>, Refusal> {
        match resolved {
            Ok(value) => Ok(Ok(value)),
            Err(refusal) => match refusal.collected() {
                // A dependency that could not read its own arguments has not authenticated the caller.
                Ok(_) if const { judges_first(&D::KNOWN) } => Err(self.report()),
                collected => collected.map(Err),
            },
        }
    }

    /// Returns the scopes required on the path to the dependency that is being resolved. They are kept only if the graph says
    /// that the dependency reads them.
    pub(crate) fn security_scopes(&self) -> SecurityScopes {
        SecurityScopes::new(self.asked_scopes())
    }

    fn asked_scopes(&self) -> Vec<&'static str> {
        let mut asked: Vec<&'static str> = Vec::new();
        for scope in self.scopes.iter().copied().flatten() {
            if !asked.contains(scope) {
                asked.push(scope);
            }
        }
        asked
    }

    /// Requires these scopes of the dependencies that are resolved from now on.
    pub(crate) fn enter(&mut self, scopes: &'static [&'static str]) {
        if self.endpoint.plan.reads_scopes {
            self.scopes.push(scopes);
        }
    }

    /// Ends the requirement of the last [`enter`](Self::enter).
    pub(crate) fn leave(&mut self) {
        self.scopes.pop();
    }

    /// Finds the schemes for which the request presents credentials, if that selects a branch.
    pub(crate) async fn look(&mut self) {
        if self.here.is_some() {
            return;
        }
        let endpoint = Arc::clone(&self.endpoint);
        let choices = &endpoint.plan.choices;
        let mut here: Vec<&'static str> = [choices.mandatory.as_slice(), &choices.given].concat();
        for (name, probe) in &choices.probes {
            if !here.contains(name) && probe.is_presented(self).await {
                here.push(name);
            }
        }
        // Credentials are presented to every scheme that reads their place, as the compiler and the document assume.
        let alike =
            choices.alike.iter().filter(|(name, _)| here.contains(name) && !choices.given.contains(name));
        let alike: Vec<_> = alike.map(|(_, alike)| *alike).collect();
        here.extend(alike.into_iter().filter(|name| !here.contains(name)).collect::<Vec<_>>());
        self.here = Some(here);
    }

    /// Returns the schemes for which the request is known to present credentials, including those that every caller presents.
    pub(crate) fn here(&self) -> &[&'static str] {
        self.here.as_deref().unwrap_or_default()
    }

    /// Returns the schemes without which no client gets in.
    pub(crate) fn mandatory(&self) -> &[&'static str] {
        &self.endpoint.plan.choices.mandatory
    }

    /// Whether a scheme of the operation reads this auth scheme in `Authorization`.
    pub(crate) fn reads_word(&self, word: &[u8]) -> bool {
        self.endpoint.plan.words.iter().any(|known| word.eq_ignore_ascii_case(known.as_bytes()))
    }

    /// Returns a scheme as the app has configured it, if it has.
    pub(crate) fn configured<S: Send + Sync + 'static>(&self, declared: TypeId) -> Option<Arc<S>> {
        self.endpoint.configured.get(declared)
    }

    /// Checks that everything read so far was valid, and that no dependency that can refuse was left out.
    ///
    /// # Errors
    ///
    /// Returns the report of all problems.
    pub(crate) fn readable(&self) -> Result<(), Refusal> {
        if self.problems.is_empty() && !self.is_undecided { Ok(()) } else { Err(self.report()) }
    }

    /// Returns the refusal of a request with invalid parts.
    #[cold]
    pub(crate) fn report(&self) -> Refusal {
        Refusal::answer(rejection::unprocessable(&self.problems))
    }

    pub(crate) fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }
}
