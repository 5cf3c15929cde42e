use serde_json::Value;

use crate::response::to_root;

/// The description of an app, and the paths of its built-in pages.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) title: String,
    pub(crate) version: String,
    pub(crate) summary: Option<String>,
    pub(crate) description: Option<String>,
    /// The prefix that a proxy strips.
    pub(crate) root_path: Option<String>,
    pub(crate) openapi_path: Option<String>,
    pub(crate) docs_path: Option<String>,
    pub(crate) oauth2_redirect_path: Option<String>,
    pub(crate) docs_init_oauth: Option<Value>,
    pub(crate) docs_parameters: Option<Value>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: "Portcullis".into(),
            version: "0.1.0".into(),
            summary: None,
            description: None,
            root_path: None,
            openapi_path: Some("/openapi.json".into()),
            docs_path: Some("/docs".into()),
            oauth2_redirect_path: Some("/docs/oauth2-redirect".into()),
            docs_init_oauth: None,
            docs_parameters: None,
        }
    }
}

impl Settings {
    /// Returns the path of the docs page, if there is one.
    pub(super) fn docs(&self) -> Option<&str> {
        self.openapi_path.as_ref().and(self.docs_path.as_deref()).filter(|_| cfg!(feature = "docs"))
    }

    /// Returns the paths of the pages that people and clients open.
    pub(super) fn pages(&self) -> Vec<String> {
        let docs = self.docs().map(str::to_owned);
        let redirect = docs.as_ref().and(self.oauth2_redirect_path.clone());
        self.openapi_path.iter().cloned().chain(docs).chain(redirect).collect()
    }

    /// Returns the server in the document: the prefix that a proxy strips, or else the root of the app relative to the
    /// document. The relative URL is valid wherever the app is mounted.
    pub(super) fn server(&self) -> String {
        match (&self.root_path, &self.openapi_path) {
            (Some(root), _) => root.clone(),
            (None, Some(path)) => to_root(path),
            (None, None) => ".".into(),
        }
    }
}
