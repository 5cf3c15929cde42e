//! Security schemes and requirements.

use serde_json::{Map, Value, json};

use crate::graph::{Clause, Flow, Scheme, SchemeKind};

/// One requirement object per clause: all its schemes must be satisfied, and one object is enough.
pub(super) fn requirements(clauses: &[Clause]) -> Vec<Map<String, Value>> {
    let object = |clause: &Clause| {
        clause.0.iter().map(|required| (required.scheme.name.into(), json!(required.scopes))).collect()
    };
    clauses.iter().map(object).collect()
}

/// A security scheme object.
pub(super) fn scheme(scheme: &Scheme) -> Value {
    let mut object = match scheme.kind {
        SchemeKind::OAuth2(flows) => {
            let mut described = Map::new();
            if let Some(password) = flows.password {
                described.insert("password".into(), flow(&password));
            }
            json!({ "type": "oauth2", "flows": described })
        }
    };
    if let Some(description) = scheme.description {
        object["description"] = json!(description);
    }
    object
}

fn flow(flow: &Flow) -> Value {
    let scopes: Map<String, Value> =
        flow.scopes.iter().map(|(name, meaning)| ((*name).into(), json!(meaning))).collect();
    let mut object = json!({ "scopes": scopes, "tokenUrl": flow.token_url });
    if let Some(url) = flow.refresh_url {
        object["refreshUrl"] = json!(url);
    }
    object
}
