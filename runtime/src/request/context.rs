use std::any::{Any, TypeId};
use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, Method, Uri};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::by_hand::ByHand;
use super::overrides::Overrides;
use super::{Dependency, Endpoint, SecurityScopes};
use crate::extract::{body, json, scalar, urlencoded};
use crate::graph::{self, Answers, Id, Mounted, Need, Operation, Place};
use crate::policy::judges_first;
use crate::response::{Body, Collected, IntoResponse, Problem, Refusal, rejection};

/// The target of a request as the client sent it, which a digest is made of.
#[cfg(feature = "digest")]
#[derive(Clone)]
pub(crate) struct SentTarget(pub(crate) Uri);

/// One request on its way to its handler: what has come, and what has been resolved so far.
pub struct Context {
    request: http::request::Parts,
    /// None once it was taken.
    body: Option<Body>,
    endpoint: Arc<Endpoint>,
    /// The decoded path, where it differs from the one that was sent.
    path: Option<String>,
    /// Where the values of the path parameters stand in it, in the order of the template.
    values: Vec<Range<usize>>,
    /// The values of shared dependencies, in the order of the endpoint's list.
    shared: Vec<Option<Box<dyn Any + Send>>>,
    /// The schemes for which the request presents credentials, once it was asked.
    here: Option<Vec<&'static str>>,
    /// What is at work, if it is described by hand.
    by_hand: Option<Arc<ByHand>>,
    /// What was asked for on the way here.
    scopes: Vec<&'static [&'static str]>,
    problems: Vec<Problem>,
}

/// Resolves a dependency. A function would be one future more for each; and few are described by hand, which pay for a box.
macro_rules! run {
    ($cx:expr, $dependency:ident) => {
        if const { $dependency::KNOWN.is_by_hand } {
            Box::pin($cx.resolve_by_hand::<$dependency>()).await
        } else {
            $dependency::resolve($cx).await
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
        }
    }

    /// A context without an app, for one dependency that needs these.
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

    /// The method of the request.
    pub fn method(&self) -> &Method {
        &self.request.method
    }

    /// The request's target.
    pub fn uri(&self) -> &Uri {
        &self.request.uri
    }

    /// The target as the client sent it, before layers were given the canonical form of its path.
    #[cfg(feature = "digest")]
    pub(crate) fn sent_target(&self) -> &Uri {
        self.request.extensions.get().map_or(&self.request.uri, |SentTarget(uri)| uri)
    }

    /// The header of the request.
    pub fn headers(&self) -> &HeaderMap {
        &self.request.headers
    }

    /// What others on the way have said of the request.
    pub fn extensions(&self) -> &http::Extensions {
        &self.request.extensions
    }

    /// Takes the body, for a dependency or an operation that is described by hand and whose needs have a
    /// [`Need::Body`]. Reading it fails past 2 MiB, and when it has not come to its end within 30 seconds.
    ///
    /// The first call gets it; after that it is empty.
    ///
    /// # Panics
    ///
    /// When the description does not say that the body is read: nothing would have checked that credentials come before it, and
    /// that no other reads it. The answer is a 500.
    pub fn take_body(&mut self) -> Body {
        self.assert_body_is_described();
        body::limited(self.body.take().unwrap_or_default(), json::LIMIT)
    }

    /// Only what is described by hand takes the body itself, and only if it says so: the rules know it by its description alone.
    fn assert_body_is_described(&self) {
        match &self.by_hand {
            Some(by_hand) => by_hand.assert_takes_body(),
            None => panic!("a scheme takes the body: a dependency can, whose needs have a `Need::Body`"),
        }
    }

    /// Takes the body for what this crate reads, within limits of its own.
    pub(crate) fn own_body(&mut self) -> Body {
        self.body.take().unwrap_or_default()
    }

    /// The value of a dependency, for an operation or a dependency that is described by hand. It is resolved once per request where
    /// the graph says that several ask for it.
    ///
    /// # Errors
    ///
    /// The refusal of the dependency, or of one below it.
    ///
    /// # Panics
    ///
    /// When the description does not say that it is needed: neither the compiler nor the document would know of it. The answer is
    /// a 500.
    pub async fn resolve<D: Dependency>(&mut self) -> Result<D::Output, Refusal> {
        if let Some(by_hand) = &self.by_hand {
            by_hand.assert_needs(TypeId::of::<D>(), D::KNOWN.id.name);
        }
        let resolved = self.obtain::<D>().await;
        if let Some(by_hand) = &self.by_hand {
            by_hand.note(TypeId::of::<D>(), resolved.is_ok());
        }
        resolved
    }

    /// The value of a dependency, for what a macro wrote: it asks for nothing else than it says.
    pub(crate) async fn obtain<D: Dependency>(&mut self) -> Result<D::Output, Refusal> {
        let Some(slot) = self.slot::<D>() else {
            return run!(self, D);
        };
        if let Some(clone) = D::CLONE
            && let Some(value) = self.shared.get(slot).and_then(Option::as_ref)
            && let Some(value) = value.downcast_ref::<D::Output>()
        {
            return Ok(clone(value));
        }
        self.resolve_into::<D>(slot).await
    }

    /// Resolves a dependency that is described by hand: it must do what its description says.
    async fn resolve_by_hand<D: Dependency>(&mut self) -> Result<D::Output, Refusal> {
        let by_hand = Arc::new(ByHand::dependency(const { &D::KNOWN }));
        let outer = self.by_hand.replace(Arc::clone(&by_hand));
        let resolved = D::resolve(self).await;
        self.by_hand = outer;
        if resolved.is_ok() {
            by_hand.assert_resolved();
        }
        resolved
    }

    /// Notes that this operation, which is described by hand, is at work.
    pub(crate) fn start_by_hand(&mut self, operation: &Operation) -> Arc<ByHand> {
        let by_hand = Arc::new(ByHand::operation(operation));
        self.by_hand = Some(Arc::clone(&by_hand));
        by_hand
    }

    /// The place of what several share.
    fn slot<D: Dependency>(&self) -> Option<usize> {
        let mut shared = self.endpoint.plan.shared.iter();
        shared.position(|shared| shared.is(TypeId::of::<D>(), || self.asked_scopes()))
    }

    /// Resolves it and keeps the value for others, where it can be cloned.
    async fn resolve_into<D: Dependency>(&mut self, slot: usize) -> Result<D::Output, Refusal> {
        let value = match self.give::<D>(slot) {
            Some(given) => given?,
            None => run!(self, D)?,
        };
        if let Some(clone) = D::CLONE {
            let slots = self.endpoint().plan.shared.len();
            self.shared.resize_with(slots, || None);
            self.shared[slot] = Some(Box::new(clone(&value)));
        }
        Ok(value)
    }

    /// What a test gives in place of a dependency's value, if it does.
    fn give<D: Dependency>(&self, slot: usize) -> Option<Result<D::Output, Refusal>> {
        let given = self.endpoint.plan.shared[slot].given.as_ref()?;
        let value = given.give::<D>().expect("the value is of the dependency's type");
        Some(value.map_err(|error| Refusal::answer(error.into_response())))
    }

    /// The value of a dependency, whatever value of it there is from before.
    pub(crate) async fn resolve_anew<D: Dependency>(&mut self) -> Result<D::Output, Refusal> {
        let Some(slot) = self.slot::<D>() else {
            return run!(self, D);
        };
        // The first value is the one that others share.
        if !matches!(self.shared.get(slot), Some(Some(_))) {
            return self.resolve_into::<D>(slot).await;
        }
        match self.give::<D>(slot) {
            Some(given) => given,
            None => run!(self, D),
        }
    }

    /// The value of a dependency for a function that needs more than it: parameters below the dependency that did
    /// not validate are no refusal yet, so that the others can be looked at, too.
    ///
    /// # Errors
    ///
    /// Any other refusal.
    pub(crate) async fn dependency<D: Dependency>(
        &mut self,
    ) -> Result<Result<D::Output, Collected>, Refusal> {
        let resolved = self.obtain::<D>().await;
        self.opened::<D>(resolved)
    }

    /// Turns parameters that did not validate into something that is collected, and leaves other refusals.
    pub(crate) fn opened<D: Dependency>(
        &self,
        resolved: Result<D::Output, Refusal>,
    ) -> Result<Result<D::Output, Collected>, Refusal> {
        match resolved {
            Ok(value) => Ok(Ok(value)),
            Err(refusal) => match refusal.collected() {
                // A judge that could not read its own arguments has judged nobody: the caller is still a stranger.
                Ok(_) if const { judges_first(&D::KNOWN) } => Err(self.report()),
                collected => collected.map(Err),
            },
        }
    }

    /// The scopes that were asked for on the way to the dependency that is being resolved. The graph must say that it reads
    /// them, or they are not kept.
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

    /// What is resolved now is asked for with these scopes.
    pub(crate) fn enter(&mut self, scopes: &'static [&'static str]) {
        if self.endpoint.plan.reads_scopes {
            self.scopes.push(scopes);
        }
    }

    /// What was asked for with scopes has been resolved.
    pub(crate) fn leave(&mut self) {
        self.scopes.pop();
    }

    /// Looks for which schemes the request presents credentials, where it matters which way it takes.
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
        // Who presents something at a place presents it to all that read there, as the compiler and the document have it.
        let alike =
            choices.alike.iter().filter(|(name, _)| here.contains(name) && !choices.given.contains(name));
        let alike: Vec<_> = alike.map(|(_, alike)| *alike).collect();
        here.extend(alike.into_iter().filter(|name| !here.contains(name)).collect::<Vec<_>>());
        self.here = Some(here);
    }

    /// The schemes for which the request presents credentials, as far as it was looked for; those that all callers present
    /// are among them.
    pub(crate) fn here(&self) -> &[&'static str] {
        self.here.as_deref().unwrap_or_default()
    }

    /// Those without which nobody gets in.
    pub(crate) fn mandatory(&self) -> &[&'static str] {
        &self.endpoint.plan.choices.mandatory
    }

    /// Whether a scheme of the operation reads credentials after this word in `Authorization`.
    pub(crate) fn reads_word(&self, word: &[u8]) -> bool {
        self.endpoint.plan.words.iter().any(|known| word.eq_ignore_ascii_case(known.as_bytes()))
    }

    /// A scheme as the app configures it, if it does.
    pub(crate) fn configured<S: Send + Sync + 'static>(&self, declared: TypeId) -> Option<Arc<S>> {
        self.endpoint.configured.get(declared)
    }

    /// The path parameter `name`.
    ///
    /// # Errors
    ///
    /// When it is no `T`: the problem is kept, to be reported with the others.
    pub fn path<T: DeserializeOwned + JsonSchema>(&mut self, name: &'static str) -> Result<T, Collected> {
        let read = match self.path_value(name) {
            Some(value) => scalar::read(&[value]),
            None => scalar::read(&[]),
        };
        self.collect(Place::Path, name, read)
    }

    /// The query parameter `name`: an `Option` may lack, a list may be repeated.
    ///
    /// # Errors
    ///
    /// When it lacks or is no `T`: the problem is kept, to be reported with the others.
    pub fn query<T: DeserializeOwned + JsonSchema>(&mut self, name: &'static str) -> Result<T, Collected> {
        let read = read_query(self.request.uri.query().unwrap_or_default(), name);
        self.collect(Place::Query, name, read)
    }

    /// The body, read as JSON of at most 2 MiB; an `Option` may lack.
    ///
    /// # Errors
    ///
    /// The refusal of a body that is too large or does not come to its end. When it lacks or is no `T`, the problem
    /// is kept, to be reported with the others.
    ///
    /// # Panics
    ///
    /// When the description does not say that the body is read, as [`take_body`](Self::take_body).
    pub async fn body<T: DeserializeOwned + JsonSchema>(&mut self) -> Result<Result<T, Collected>, Refusal> {
        self.assert_body_is_described();
        self.body_as(Self::decode).await
    }

    /// The body, once it is there, as what `decode` makes of it.
    pub(crate) async fn body_as<T>(
        &mut self,
        decode: fn(&mut Self, &Bytes) -> Result<T, Collected>,
    ) -> Result<Result<T, Collected>, Refusal> {
        Ok(match self.read_body().await? {
            Some(bytes) => decode(self, &bytes),
            None => Err(Collected::new()),
        })
    }

    pub(crate) fn decode<T: DeserializeOwned>(&mut self, bytes: &Bytes) -> Result<T, Collected> {
        let read = json::read(body::media_type(&self.request.headers), bytes);
        read.map_err(|problem| self.keep(*problem))
    }

    /// All of the body, or None when it was taken for a dependency that did not come about, and is resolved anew for
    /// the next that asks for it.
    async fn read_body(&mut self) -> Result<Option<Bytes>, Refusal> {
        let Some(body) = self.body.take() else {
            if self.problems.is_empty() {
                tracing::error!("the body is asked for after it was taken");
                return Err(Refusal::answer(rejection::internal_server_error()));
            }
            return Ok(None);
        };
        let read = body::read(body, json::LIMIT).await;
        read.map(Some).map_err(|unread| Refusal::answer(unread.into_response(rejection::bad_request)))
    }

    fn path_value(&self, name: &str) -> Option<std::borrow::Cow<'_, str>> {
        let at = self.endpoint().parameters.iter().position(|parameter| parameter == name)?;
        let path = self.path.as_deref().unwrap_or(self.request.uri.path());
        let value = &path[self.values.get(at)?.clone()];
        Some(if value.contains('\0') { value.replace('\0', "/").into() } else { value.into() })
    }

    fn collect<T>(
        &mut self,
        place: Place,
        name: &str,
        read: Result<T, scalar::Invalid>,
    ) -> Result<T, Collected> {
        read.map_err(|invalid| self.keep(invalid.into_problem(place, name)))
    }

    fn keep(&mut self, problem: Problem) -> Collected {
        // Two functions may read the same parameter.
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
        Collected::new()
    }

    /// Whether everything that was read so far could be.
    ///
    /// # Errors
    ///
    /// The report of all problems.
    pub(crate) fn readable(&self) -> Result<(), Refusal> {
        if self.problems.is_empty() { Ok(()) } else { Err(self.report()) }
    }

    /// The refusal of a request of which something could not be read.
    #[cold]
    pub(crate) fn report(&self) -> Refusal {
        Refusal::answer(rejection::unprocessable(&self.problems))
    }

    pub(crate) fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }
}

/// Reads all values that a query has under `name`; what it holds besides is for others.
fn read_query<T: DeserializeOwned>(query: &str, name: &str) -> Result<T, scalar::Invalid> {
    let values: Result<Vec<_>, _> = urlencoded::values(query, name).collect();
    scalar::read(&values.map_err(|_| scalar::Invalid::encoding())?)
}
