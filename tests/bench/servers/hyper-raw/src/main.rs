//! hyper without a framework, as the baseline for the frameworks.
//!
//!     hyper-raw PORT mt        the multi-thread runtime of tokio, a task per connection
//!     hyper-raw PORT fwlike    the same with what any framework adds: a routing table (matchit), the path's
//!                              parameters collected, a handler behind `dyn`, its future in a box

use std::convert::Infallible;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue, WWW_AUTHENTICATE};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde::Serialize;
use tokio::net::TcpListener;

model::types!(#[derive(Serialize)]);

type Resp = Response<Full<Bytes>>;
const JSON: HeaderValue = HeaderValue::from_static("application/json");
const BEARER: HeaderValue = HeaderValue::from_static("Bearer");

fn json<T: Serialize>(status: StatusCode, value: &T) -> Resp {
    let mut response = Response::new(Full::new(Bytes::from(serde_json::to_vec(value).unwrap())));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, JSON);
    response
}

fn detail(status: StatusCode, body: &'static str, challenge: bool) -> Resp {
    let mut response = Response::new(Full::new(Bytes::from_static(body.as_bytes())));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, JSON);
    if challenge {
        response.headers_mut().insert(WWW_AUTHENTICATE, BEARER);
    }
    response
}

fn unauthorized() -> Resp {
    detail(StatusCode::UNAUTHORIZED, r#"{"detail":"Not authenticated"}"#, true)
}

fn token<B>(request: &Request<B>) -> Option<&str> {
    let header = request.headers().get(AUTHORIZATION);
    model::bearer(header.and_then(|value| value.to_str().ok()))
}

fn read_items<B>(request: &Request<B>) -> Resp {
    match token(request) {
        Some(token) => json(StatusCode::OK, &Items { token: token.to_string() }),
        None => unauthorized(),
    }
}

fn read_item<B>(request: &Request<B>, id: &str) -> Resp {
    match token(request) {
        Some(token) => json(StatusCode::OK, &Item { id: id.to_string(), token: token.to_string() }),
        None => unauthorized(),
    }
}

fn read_users_me<B>(request: &Request<B>) -> Resp {
    let Some(user) = token(request).and_then(User::fetch) else {
        return unauthorized();
    };
    if user.disabled {
        return detail(StatusCode::BAD_REQUEST, r#"{"detail":"Inactive user"}"#, false);
    }
    json(StatusCode::OK, &user)
}

async fn login(request: Request<Incoming>) -> Resp {
    let body = match request.into_body().collect().await {
        Ok(body) => body.to_bytes(),
        Err(_) => return detail(StatusCode::BAD_REQUEST, r#"{"detail":"Bad body"}"#, false),
    };
    let (mut username, mut password) = (None, None);
    for (name, value) in form_urlencoded::parse(&body) {
        match &*name {
            "username" => username = Some(value),
            "password" => password = Some(value),
            _ => {}
        }
    }
    let (Some(username), Some(password)) = (username, password) else {
        return detail(StatusCode::UNPROCESSABLE_ENTITY, r#"{"detail":"Field required"}"#, false);
    };
    match model::login(&username, &password) {
        Some(token) => json(StatusCode::OK, &Token::bearer(token)),
        None => detail(StatusCode::BAD_REQUEST, r#"{"detail":"Incorrect username or password"}"#, false),
    }
}

fn not_found() -> Resp {
    detail(StatusCode::NOT_FOUND, r#"{"detail":"Not Found"}"#, false)
}

async fn handle(request: Request<Incoming>, routes: usize) -> Result<Resp, Infallible> {
    Ok(match (request.method(), request.uri().path()) {
        (&Method::GET, "/items/") => read_items(&request),
        (&Method::GET, "/users/me") => read_users_me(&request),
        (&Method::POST, "/token") => login(request).await,
        (&Method::GET, path) => match item_id(path, routes) {
            Some(id) => read_item(&request, id),
            None => not_found(),
        },
        _ => not_found(),
    })
}

/// Parses the `id` of `/r/{i}/items/{id}`.
fn item_id(path: &str, routes: usize) -> Option<&str> {
    let (i, id) = path.strip_prefix("/r/")?.split_once("/items/")?;
    let i: usize = i.parse().ok()?;
    (i < routes && !id.is_empty() && !id.contains('/')).then_some(id)
}

async fn listen() -> TcpListener {
    TcpListener::bind(("127.0.0.1", model::port())).await.unwrap()
}

async fn mt(routes: usize) {
    let listener = listen().await;
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        stream.set_nodelay(true).ok();
        tokio::spawn(async move {
            let _ = http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service_fn(move |request| handle(request, routes)))
                .await;
        });
    }
}

mod fwlike {
    use std::pin::Pin;
    use std::sync::Arc;

    use super::*;

    type Answering = Pin<Box<dyn Future<Output = Resp> + Send>>;
    type Handler = Box<dyn Fn(Request<Incoming>, Vec<(String, String)>) -> Answering + Send + Sync>;

    struct App {
        get: matchit::Router<Handler>,
        post: matchit::Router<Handler>,
    }

    fn app(routes: usize) -> Arc<App> {
        let mut get: matchit::Router<Handler> = matchit::Router::new();
        let mut post: matchit::Router<Handler> = matchit::Router::new();
        get.insert("/items/", Box::new(|request, _| Box::pin(async move { read_items(&request) }))).unwrap();
        get.insert("/users/me", Box::new(|request, _| Box::pin(async move { read_users_me(&request) })))
            .unwrap();
        post.insert("/token", Box::new(|request, _| Box::pin(login(request)))).unwrap();
        for i in 0..routes {
            let handler: Handler = Box::new(|request, parameters| {
                Box::pin(async move { read_item(&request, &parameters[0].1) })
            });
            get.insert(format!("/r/{i}/items/{{id}}"), handler).unwrap();
        }
        Arc::new(App { get, post })
    }

    async fn handle(request: Request<Incoming>, app: Arc<App>) -> Result<Resp, Infallible> {
        let table = match *request.method() {
            Method::GET => &app.get,
            Method::POST => &app.post,
            _ => return Ok(not_found()),
        };
        let (handler, parameters) = match table.at(request.uri().path()) {
            Ok(found) => (
                found.value,
                found.params.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect(),
            ),
            Err(_) => return Ok(not_found()),
        };
        Ok(handler(request, parameters).await)
    }

    pub async fn serve(routes: usize) {
        let app = app(routes);
        let listener = listen().await;
        loop {
            let Ok((stream, _)) = listener.accept().await else {
                continue;
            };
            stream.set_nodelay(true).ok();
            let app = app.clone();
            tokio::spawn(async move {
                let _ = http1::Builder::new()
                    .serve_connection(
                        TokioIo::new(stream),
                        service_fn(move |request| handle(request, app.clone())),
                    )
                    .await;
            });
        }
    }
}

#[tokio::main]
async fn main() {
    let routes = model::routes();
    // Accepts on a worker thread. On the main thread, every connection would wake another thread.
    let serving = match model::mode().as_str() {
        "fwlike" => tokio::spawn(fwlike::serve(routes)),
        _ => tokio::spawn(mt(routes)),
    };
    serving.await.unwrap();
}
