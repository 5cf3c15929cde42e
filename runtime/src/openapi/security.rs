//! Security schemes and requirements.

use serde_json::{Map, Value, json};

use crate::graph::{Flow, Scheme, SchemeKind, TokenUrl};
use crate::policy::Clause;
use crate::request::Routes;

/// Returns one requirement object per clause. A request must satisfy all schemes of at least one object.
pub(super) fn requirements(clauses: &[Clause]) -> Vec<Map<String, Value>> {
    let object = |clause: &Clause| {
        clause.0.iter().map(|required| (required.scheme.name.into(), json!(required.scopes))).collect()
    };
    clauses.iter().map(object).collect()
}

/// Returns the security scheme object of a scheme. A token endpoint among `routes` is described by its path.
pub(super) fn scheme(scheme: &Scheme, routes: Routes) -> Value {
    let mut object = match scheme.kind {
        SchemeKind::OAuth2(flows) => {
            let described: Map<String, Value> =
                flows.iter().map(|one| (one.kind.as_str().into(), flow(one, routes))).collect();
            json!({ "type": "oauth2", "flows": described })
        }
        SchemeKind::Http { scheme, bearer_format } => {
            let mut object = json!({ "type": "http", "scheme": scheme });
            set(&mut object, "bearerFormat", bearer_format);
            object
        }
        SchemeKind::ApiKey { place, name } => {
            json!({ "type": "apiKey", "in": place.as_str(), "name": name })
        }
        SchemeKind::OpenIdConnect { url } => json!({ "type": "openIdConnect", "openIdConnectUrl": url }),
        SchemeKind::MutualTls => json!({ "type": "mutualTLS" }),
    };
    set(&mut object, "description", scheme.description);
    object
}

fn flow(flow: &Flow, routes: Routes) -> Value {
    let scopes: Map<String, Value> =
        flow.scopes.iter().map(|(name, meaning)| ((*name).into(), json!(meaning))).collect();
    let mut object = json!({ "scopes": scopes });
    set(&mut object, "authorizationUrl", flow.authorization_url);
    let token_url = flow.token_url.map(|url| match url {
        TokenUrl::At(url) => url.to_owned(),
        // An app in which the operation is missing is not served.
        TokenUrl::IssuedBy(issuer) => {
            routes.path_of(&issuer).unwrap_or_default().trim_start_matches('/').to_owned()
        }
    });
    set(&mut object, "tokenUrl", token_url.as_deref());
    set(&mut object, "refreshUrl", flow.refresh_url);
    object
}

fn set(object: &mut Value, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        object[key] = json!(value);
    }
}
