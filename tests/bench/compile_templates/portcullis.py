"""Portcullis, from this repository."""
import json
import os

RUNTIME = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "runtime")
DEPS = f"""
portcullis = {{ path = {json.dumps(os.path.normpath(RUNTIME))} }}
schemars = "1"
serde = {{ version = "1", features = ["derive"] }}
tokio = {{ version = "1", features = ["rt-multi-thread", "net", "macros"] }}
"""
HEAD = r'''
use portcullis::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Clone)]
struct User { username: String, disabled: bool }

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[dependency]
async fn current_user(#[depends(oauth2_scheme)] token: String) -> User {
    User { username: token, disabled: false }
}

#[dependency(errors(400 = "Inactive user"))]
async fn current_active_user(#[depends(current_user)] user: User) -> Result<User, HttpError> {
    if user.disabled {
        return Err(HttpError::new(StatusCode::BAD_REQUEST, "Inactive user"));
    }
    Ok(user)
}
'''

LOGIN = r'''
#[post("/token")]
async fn login(#[depends] form: OAuth2PasswordRequestForm) -> Json<String> {
    Json(form.username)
}
'''


def source(n, size, checked=True, strict=False):
    o = [HEAD]
    names = [f"op_{i}" for i in range(n)]
    if strict:
        o.append(LOGIN)
        names.append("login")
    for m in range((n + 4) // 5):
        o.append(f'''
/// Thing number {m}
#[derive(Serialize, JsonSchema)]
struct Thing{m} {{ id: String, name: String, size: u32, tags: Vec<String>, note: Option<String> }}
''')
        # What no POST takes would be reported as never used.
        if any(i % 4 == 0 for i in range(m * 5, min(n, m * 5 + 5))):
            o.append(f'''#[derive(Deserialize, JsonSchema)]
struct NewThing{m} {{ name: String, size: u32, note: Option<String> }}
''')
    for i in range(n):
        m = i // 5
        if i % 4 == 0:
            o.append(f'''
/// Make thing {i}
#[post("/things/{i}")]
async fn op_{i}(#[depends(current_active_user)] user: User, #[body] body: NewThing{m}) -> Json<Thing{m}> {{
    Json(Thing{m} {{ id: user.username, name: body.name, size: body.size + {size(i)}, tags: vec![], note: body.note }})
}}
''')
        else:
            o.append(f'''
/// Read thing {i}
#[get("/things/{i}/{{id}}")]
async fn op_{i}(#[depends(current_active_user)] user: User, id: String) -> Json<Thing{m}> {{
    Json(Thing{m} {{ id, name: user.username, size: {size(i)}, tags: vec![], note: None }})
}}
''')
    routes = checked_routes(names, strict) if checked else unchecked_routes(names)
    o.append(f'''
#[tokio::main]
async fn main() -> Result<(), portcullis::Error> {{
    App::new({routes}).serve().await
}}
''')
    return "".join(o)


def checked_routes(names, strict):
    return ("secured_routes![" if strict else "routes![") + ", ".join(names) + "]"


def unchecked_routes(names):
    """What `routes!` expands to, less its checks."""
    entries = ", ".join(f"<{name} as ::portcullis::Operation>::ROUTE" for name in names)
    return f"{{ const ROUTES: ::portcullis::Routes = ::portcullis::__private::routes(::core::module_path!(), true, &[{entries}]); ROUTES }}"
