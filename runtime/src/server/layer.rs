use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::Request;
use tower_layer::Layer;
use tower_service::Service;

use super::app::dispatch;
use super::{AppFuture, Router};
use crate::response::{Body, BoxError, Response};

/// The app below a layer: the service that [`App::layer`](super::App::layer) passes to a tower layer.
#[derive(Clone)]
pub struct Stack(Arc<dyn Erased>);

pub(super) type Answering = Pin<Box<dyn Future<Output = Response> + Send>>;

/// A service with its type erased.
trait Erased: Send + Sync {
    fn answer(&self, request: Request<Body>) -> Answering;
}

/// A layer with its type erased, except for the name.
#[derive(Clone)]
pub(super) struct AddLayer {
    add: Arc<dyn Fn(Stack) -> Stack + Send + Sync>,
    type_name: &'static str,
}

impl AddLayer {
    /// Returns the name of the layer's type with its arguments, one of which may determine what the layer checks.
    pub(super) fn type_name(&self) -> &'static str {
        self.type_name
    }
}

/// Returns the layer as the app stores it until all settings are known.
pub(super) fn erase<L, B>(layer: L) -> AddLayer
where
    L: Layer<Stack> + Send + Sync + 'static,
    L::Service: Service<Request<Body>, Response = http::Response<B>, Error = Infallible>
        + Clone
        + Send
        + Sync
        + 'static,
    <L::Service as Service<Request<Body>>>::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    AddLayer {
        add: Arc::new(move |below| Stack(Arc::new(Layered(layer.layer(below))))),
        type_name: std::any::type_name::<L>(),
    }
}

impl Stack {
    pub(super) fn new(router: Arc<Router>, layers: &[AddLayer]) -> Self {
        layers.iter().fold(Self(Arc::new(Base(router))), |below, layer| (layer.add)(below))
    }

    pub(super) fn answer(&self, request: Request<Body>) -> Answering {
        self.0.answer(request)
    }
}

impl Service<Request<Body>> for Stack {
    type Response = Response;
    type Error = Infallible;
    type Future = AppFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> AppFuture {
        AppFuture::layers(self.answer(request))
    }
}

struct Base(Arc<Router>);

impl Erased for Base {
    fn answer(&self, request: Request<Body>) -> Answering {
        let running = dispatch(&self.0, request);
        Box::pin(async move {
            match running.await {
                Ok(response) => response,
                Err(never) => match never {},
            }
        })
    }
}

struct Layered<S>(S);

impl<S, B> Erased for Layered<S>
where
    S: Service<Request<Body>, Response = http::Response<B>, Error = Infallible>
        + Clone
        + Send
        + Sync
        + 'static,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn answer(&self, request: Request<Body>) -> Answering {
        let mut service = self.0.clone();
        Box::pin(async move {
            let answered = async {
                poll_fn(|cx| service.poll_ready(cx)).await?;
                service.call(request).await
            };
            match answered.await {
                Ok(response) => response.map(Body::new),
                Err(never) => match never {},
            }
        })
    }
}
