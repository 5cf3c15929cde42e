use std::hash::{DefaultHasher, Hash, Hasher};

use bytes::Bytes;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use http::{HeaderMap, HeaderValue, StatusCode};

use super::{Body, Response};

/// A file that is served as it is. Its bytes are made once.
pub(crate) struct Asset {
    bytes: Bytes,
    /// The unpacked bytes, if `bytes` are gzip. They are made for the first client that does not accept gzip.
    #[cfg(feature = "docs")]
    plain: Option<std::sync::OnceLock<(Bytes, HeaderValue)>>,
    header: HeaderMap,
    etag: HeaderValue,
}

/// The time for which a client may keep an asset.
#[derive(Clone, Copy)]
pub(crate) enum Keep {
    /// The client revalidates its copy each time.
    Revalidate,
    /// Forever: other bytes have another URL.
    #[cfg(feature = "docs")]
    Forever,
}

impl Asset {
    pub(crate) fn new(content_type: &'static str, keep: Keep, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let keep = match keep {
            Keep::Revalidate => "no-cache",
            #[cfg(feature = "docs")]
            Keep::Forever => "public, max-age=31536000, immutable",
        };
        let mut header = HeaderMap::new();
        header.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        header.insert(CACHE_CONTROL, HeaderValue::from_static(keep));
        Self {
            etag: etag(&bytes),
            bytes,
            #[cfg(feature = "docs")]
            plain: None,
            header,
        }
    }

    /// Marks the bytes as gzip.
    #[cfg(feature = "docs")]
    pub(crate) fn gzip(mut self) -> Self {
        self.plain = Some(std::sync::OnceLock::new());
        self.header.insert(http::header::VARY, HeaderValue::from_static("accept-encoding"));
        self
    }

    /// Adds a header field.
    #[cfg(feature = "docs")]
    pub(crate) fn header(mut self, name: http::HeaderName, value: HeaderValue) -> Self {
        self.header.insert(name, value);
        self
    }

    /// Returns the response to a request for the asset.
    pub(crate) fn answer(&self, request: &HeaderMap) -> Response {
        let mut response = Response::new(Body::empty());
        response.headers_mut().clone_from(&self.header);
        let (bytes, etag) = self.variant(request, response.headers_mut());
        response.headers_mut().insert(ETAG, etag.clone());
        if matches(request, etag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        } else {
            *response.body_mut() = bytes.clone().into();
        }
        response
    }

    /// Returns the bytes for a client with their entity tag, which differs for other bytes (RFC 9110, section 8.8.3).
    #[cfg(feature = "docs")]
    fn variant(&self, request: &HeaderMap, header: &mut HeaderMap) -> (&Bytes, &HeaderValue) {
        match &self.plain {
            Some(plain) if !takes_gzip(request) => {
                let unpacked = || {
                    let bytes = unpack(&self.bytes);
                    let etag = etag(&bytes);
                    (bytes, etag)
                };
                let (bytes, etag) = plain.get_or_init(unpacked);
                (bytes, etag)
            }
            packed => {
                if packed.is_some() {
                    header.insert(http::header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
                }
                (&self.bytes, &self.etag)
            }
        }
    }

    #[cfg(not(feature = "docs"))]
    fn variant(&self, _: &HeaderMap, _: &mut HeaderMap) -> (&Bytes, &HeaderValue) {
        (&self.bytes, &self.etag)
    }
}

#[cfg(feature = "docs")]
fn unpack(packed: &[u8]) -> Bytes {
    use std::io::Read;

    let mut plain = Vec::new();
    if let Err(error) = flate2::read::GzDecoder::new(packed).read_to_end(&mut plain) {
        tracing::error!(%error, "a packed file is not whole");
    }
    plain.into()
}

fn etag(bytes: &[u8]) -> HeaderValue {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    HeaderValue::try_from(format!("\"{:016x}\"", hasher.finish())).expect("hexadecimal digits in quotes")
}

/// Whether the client has these bytes already (RFC 9110, section 13.1.2).
fn matches(request: &HeaderMap, etag: &HeaderValue) -> bool {
    let lines = request.get_all(IF_NONE_MATCH).iter().filter_map(|line| line.to_str().ok());
    let mut tags = lines.flat_map(|line| line.split(',')).map(str::trim);
    tags.any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag).as_bytes() == etag.as_bytes())
}

/// Whether the client accepts gzip (RFC 9110, section 12.5.3): it is listed, and its weight is not zero.
#[cfg(feature = "docs")]
fn takes_gzip(request: &HeaderMap) -> bool {
    let lines = request.get_all(http::header::ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
    let mut codings = lines.flat_map(|line| line.split(','));
    codings.any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, "q=1"));
        let weight = weight.trim().trim_start_matches("q=").parse::<f32>();
        name.trim().eq_ignore_ascii_case("gzip") && weight.is_ok_and(|weight| weight > 0.0)
    })
}

/// Returns the relative path from a page to the root of the app, without a slash at the end: `.` from `/docs`.
pub(crate) fn to_root(path: &str) -> String {
    match path.matches('/').count() {
        0 | 1 => ".".into(),
        depth => vec![".."; depth - 1].join("/"),
    }
}

#[cfg(test)]
mod tests {
    #[cfg(feature = "docs")]
    use http_body::Body as _;

    use super::*;

    fn request(name: http::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::try_from(value).unwrap())])
    }

    #[test]
    fn a_copy_that_is_still_right_is_not_sent_again() {
        let asset = Asset::new("text/plain", Keep::Revalidate, "hello");
        let first = asset.answer(&HeaderMap::new());
        let etag = first.headers()[ETAG].to_str().unwrap().to_owned();
        for value in [etag.clone(), format!("\"x\", W/{etag}"), "*".into()] {
            let answer = asset.answer(&request(IF_NONE_MATCH, &value));
            assert_eq!(answer.status(), StatusCode::NOT_MODIFIED, "{value}");
            assert_eq!(answer.headers()[ETAG], etag);
        }
        assert_eq!(asset.answer(&request(IF_NONE_MATCH, "\"x\"")).status(), StatusCode::OK);
    }

    #[cfg(feature = "docs")]
    #[test]
    fn gzip_is_for_those_who_take_it() {
        use std::io::Write;

        use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, VARY};

        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(&[b'x'; 1000]).unwrap();
        let asset = Asset::new("text/plain", Keep::Forever, packed.finish().unwrap()).gzip();
        for (value, is_packed) in
            [("gzip, br", true), ("br;q=1, GZIP;q=0.5", true), ("gzip;q=0", false), ("br", false)]
        {
            let answer = asset.answer(&request(ACCEPT_ENCODING, value));
            assert_eq!(answer.body().size_hint().exact() == Some(1000), !is_packed, "{value}");
            assert_eq!(answer.headers().contains_key(CONTENT_ENCODING), is_packed, "{value}");
            assert_eq!(answer.headers()[VARY], "accept-encoding");
            let mut again = request(ACCEPT_ENCODING, value);
            again.insert(IF_NONE_MATCH, answer.headers()[ETAG].clone());
            assert_eq!(asset.answer(&again).status(), StatusCode::NOT_MODIFIED, "{value}");
            again.remove(ACCEPT_ENCODING);
            assert_eq!(asset.answer(&again).status() == StatusCode::OK, is_packed, "{value}");
        }
    }
}
