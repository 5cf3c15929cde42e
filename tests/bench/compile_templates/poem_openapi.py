"""poem 3 + poem-openapi 5, fifty operations to an `#[OpenApi] impl`, more where that would make more than 16 of them."""
DEPS = """
poem = "3"
poem-openapi = "5"
tokio = { version = "1", features = ["rt-multi-thread", "net", "macros"] }
"""
HEAD = r'''
use poem::{listener::TcpListener, Request, Route, Server};
use poem_openapi::{auth::Bearer, param::Path, payload::Json, Object, OpenApi, OpenApiService, SecurityScheme};

struct User { username: String, disabled: bool }
#[derive(SecurityScheme)]
#[oai(ty = "oauth2", flows(password(token_url = "token")), rename = "OAuth2PasswordBearer", checker = "current_active_user")]
struct ActiveUser(User);
async fn current_user(_: &Request, b: Bearer) -> poem::Result<User> {
    Ok(User { username: b.token, disabled: false })
}
async fn current_active_user(r: &Request, b: Bearer) -> poem::Result<User> {
    let u = current_user(r, b).await?;
    if u.disabled { return Err(poem::Error::from_status(poem::http::StatusCode::BAD_REQUEST)); }
    Ok(u)
}
'''


def source(n, size):
    o = [HEAD]
    for m in range((n + 4) // 5):
        o.append(f'''
/// Thing number {m}
#[derive(Object)]
struct Thing{m} {{ id: String, name: String, size: u32, tags: Vec<String>, note: Option<String> }}
#[derive(Object)]
struct NewThing{m} {{ name: String, size: u32, note: Option<String> }}
''')
    # There are tuples of 16 at most.
    size_of_chunk = max(50, (n + 15) // 16)
    chunks = (n + size_of_chunk - 1) // size_of_chunk
    for c in range(chunks):
        o.append(f"struct Api{c};\n#[OpenApi]\nimpl Api{c} {{\n")
        for i in range(c * size_of_chunk, min(n, (c + 1) * size_of_chunk)):
            m = i // 5
            if i % 4 == 0:
                o.append(f'''
    /// Make thing {i}
    #[oai(path = "/things/{i}", method = "post")]
    async fn op_{i}(&self, u: ActiveUser, b: Json<NewThing{m}>) -> Json<Thing{m}> {{
        Json(Thing{m} {{ id: u.0.username, name: b.0.name, size: b.0.size + {size(i)}, tags: vec![], note: b.0.note }})
    }}
''')
            else:
                o.append(f'''
    /// Read thing {i}
    #[oai(path = "/things/{i}/:id", method = "get")]
    async fn op_{i}(&self, u: ActiveUser, id: Path<String>) -> Json<Thing{m}> {{
        Json(Thing{m} {{ id: id.0, name: u.0.username, size: {size(i)}, tags: vec![], note: None }})
    }}
''')
        o.append("}\n")
    apis = ", ".join(f"Api{c}" for c in range(chunks))
    if chunks > 1:
        apis = f"({apis})"
    o.append(f'''
#[tokio::main]
async fn main() -> std::io::Result<()> {{
    let service = OpenApiService::new({apis}, "bench", "1.0");
    let spec = service.spec_endpoint();
    let app = Route::new().at("/openapi.json", spec).nest("/", service);
    Server::new(TcpListener::bind("127.0.0.1:8000")).run(app).await
}}
''')
    return "".join(o)
