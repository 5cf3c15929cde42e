//! The docs page: Swagger UI with an Authorize dialog, served from files in the binary.
//!
//! All links are relative, so the page works wherever the app is mounted. The page runs only the scripts that it loads from
//! the app: its `Content-Security-Policy` forbids all others.

use bytes::Bytes;
use http::header::{CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY};
use http::{HeaderValue, Uri};
use serde_json::{Value, json};

use crate::response::{Asset, Keep, to_root};

/// The version of Swagger UI, which is part of the URLs of its files.
const VERSION: &str = include_str!("assets/VERSION");

const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// The settings of the page.
pub(crate) struct Config<'a> {
    pub(crate) title: &'a str,
    /// The path of the docs page. The document and the OAuth 2.0 redirect page follow with their paths.
    pub(crate) docs: &'a str,
    pub(crate) openapi: &'a str,
    pub(crate) oauth2_redirect: Option<&'a str>,
    /// The options of Swagger UI's `initOAuth`.
    pub(crate) init_oauth: Option<&'a Value>,
    /// Further settings of Swagger UI.
    pub(crate) parameters: Option<&'a Value>,
    /// The parts of the document that name other hosts.
    pub(crate) addresses: &'a Value,
}

/// Returns all pages and files, each with its path.
pub(crate) fn assets(config: &Config<'_>) -> Vec<(String, Asset)> {
    let docs = config.docs.trim_end_matches('/');
    let files = format!("{docs}/assets/{VERSION}");
    let init = format!("{docs}/init.js");
    let policy = policy(config.addresses);
    // The popup of an identity provider on another host returns its result through `window.opener`, which `same-origin`
    // would sever. The page to which the provider redirects the browser must not have the header at all.
    let opener = HeaderName::from_static("cross-origin-opener-policy");
    let page = html(page(config, &files, &init), &policy)
        .header(opener, HeaderValue::from_static("same-origin-allow-popups"));
    let mut assets = vec![
        (config.docs.to_owned(), page),
        (init, Asset::new(SCRIPT, Keep::Revalidate, include_str!("assets/init.js"))),
        (
            format!("{files}/swagger-ui-bundle.js"),
            packed(SCRIPT, include_bytes!("assets/swagger-ui-bundle.js.gz")),
        ),
        (format!("{files}/swagger-ui.css"), packed(STYLE, include_bytes!("assets/swagger-ui.css.gz"))),
        (
            format!("{files}/oauth2-redirect.js"),
            Asset::new(SCRIPT, Keep::Forever, include_str!("assets/oauth2-redirect.js")),
        ),
        (
            format!("{files}/favicon-32x32.png"),
            Asset::new(
                "image/png",
                Keep::Forever,
                Bytes::from_static(include_bytes!("assets/favicon-32x32.png")),
            ),
        ),
    ];
    if let Some(path) = config.oauth2_redirect {
        let page = fill(
            include_str!("assets/oauth2-redirect.html"),
            &[("title", &escape(config.title)), ("assets", &escape(&relative(path, &files)))],
        );
        assets.push((path.to_owned(), html(page, &policy)));
    }
    assets
}

fn page(config: &Config<'_>, files: &str, init: &str) -> String {
    let url = relative(config.docs, config.openapi);
    let mut configuration = json!({ "url": url });
    if let Some(path) = config.oauth2_redirect {
        configuration["oauth2RedirectUrl"] = json!(relative(config.docs, path));
    }
    if let Some(init_oauth) = config.init_oauth {
        configuration["initOAuth"] = init_oauth.clone();
    }
    if let Some(parameters) = config.parameters {
        configuration["parameters"] = parameters.clone();
    }
    fill(
        include_str!("assets/page.html"),
        &[
            ("title", &escape(config.title)),
            ("assets", &escape(&relative(config.docs, files))),
            ("init", &escape(&relative(config.docs, init))),
            ("url", &escape(&url)),
            // A script element ends at `</script`, even inside a JSON string.
            ("configuration", &configuration.to_string().replace('<', "\\u003c")),
        ],
    )
}

fn html(page: String, policy: &HeaderValue) -> Asset {
    Asset::new(HTML, Keep::Revalidate, page)
        .header(CONTENT_SECURITY_POLICY, policy.clone())
        .header(REFERRER_POLICY, HeaderValue::from_static("no-referrer"))
}

fn packed(content_type: &'static str, bytes: &'static [u8]) -> Asset {
    Asset::new(content_type, Keep::Forever, Bytes::from_static(bytes)).gzip()
}

/// Returns the `Content-Security-Policy`. The page may load files from the app. It may connect to the app, and to the hosts
/// that the document names for tokens or for the API.
fn policy(addresses: &Value) -> HeaderValue {
    let mut origins = Vec::new();
    collect_origins(addresses, &mut origins);
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'{}; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        origins.iter().map(|origin| format!(" {origin}")).collect::<String>()
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

fn collect_origins(value: &Value, origins: &mut Vec<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect_origins(value, origins)),
        Value::Object(members) => {
            for (name, value) in members {
                match value.as_str() {
                    Some(url) if name == "url" || name.ends_with("Url") => {
                        origins.extend(origin(url).filter(|origin| !origins.contains(origin)));
                    }
                    _ => collect_origins(value, origins),
                }
            }
        }
        _ => {}
    }
}

/// Returns the origin of an absolute URL (RFC 6454, section 6.2).
fn origin(url: &str) -> Option<String> {
    let url: Uri = url.parse().ok()?;
    Some(format!("{}://{}", url.scheme_str()?, url.authority()?))
}

/// Returns the relative URL from one path of the app to another.
fn relative(from: &str, to: &str) -> String {
    format!("{}{to}", to_root(from))
}

/// Replaces each `{{name}}` in one pass, so that placeholders within values are not replaced.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut page = String::with_capacity(template.len());
    for piece in template.split("{{") {
        match piece.split_once("}}") {
            Some((name, rest)) => {
                page.extend(values.iter().find(|(other, _)| *other == name).map(|(_, value)| *value));
                page.push_str(rest);
            }
            None => page.push_str(piece),
        }
    }
    page
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::*;

    fn config<'a>(addresses: &'a Value, init_oauth: &'a Value) -> Config<'a> {
        Config {
            title: "Docs & </title><script>",
            docs: "/internal/docs",
            openapi: "/spec/openapi.json",
            oauth2_redirect: Some("/back"),
            init_oauth: Some(init_oauth),
            parameters: None,
            addresses,
        }
    }

    #[test]
    fn nothing_that_a_program_says_becomes_markup() {
        let hostile = json!({ "appName": "</script><b>{{title}}" });
        let page = page(&config(&Value::Null, &hostile), "/internal/docs/assets/1", "/internal/docs/init.js");
        assert!(!page.contains("</title><script>") && !page.contains("</script><b>"), "{page}");
        assert!(page.contains("Docs &amp; &lt;/title&gt;") && page.contains("{{title}}"), "{page}");
    }

    #[test]
    fn links_are_relative() {
        let page =
            page(&config(&Value::Null, &json!({})), "/internal/docs/assets/1", "/internal/docs/init.js");
        for link in ["../internal/docs/init.js", "../spec/openapi.json", "../back"] {
            assert!(page.contains(&format!("\"{link}\"")), "{link} in {page}");
        }
        assert!(!page.contains("\"/"), "{page}");
    }

    #[test]
    fn the_page_may_connect_to_the_hosts_of_the_document() {
        let flow =
            json!({ "tokenUrl": "https://id.example:8443/token", "refreshUrl": "https://id.example:8443/r" });
        let addresses = json!([[{ "url": "." }], { "a": { "flows": { "password": flow } } }]);
        let policy = policy(&addresses);
        assert!(
            policy.to_str().unwrap().contains("connect-src 'self' https://id.example:8443;"),
            "{policy:?}"
        );
    }

    #[test]
    fn the_packed_files_are_whole() {
        for bytes in [
            &include_bytes!("assets/swagger-ui-bundle.js.gz")[..],
            include_bytes!("assets/swagger-ui.css.gz"),
        ] {
            let mut plain = Vec::new();
            assert!(GzDecoder::new(bytes).read_to_end(&mut plain).is_ok() && plain.len() > bytes.len());
        }
    }
}
