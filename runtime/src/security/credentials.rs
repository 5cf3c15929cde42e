use std::fmt;

use subtle::ConstantTimeEq;

/// The content of `Authorization`: the auth scheme and the text after it, like FastAPI's
/// `HTTPAuthorizationCredentials`. `Debug` does not show the credentials.
#[derive(Clone)]
pub struct HttpAuthorizationCredentials {
    scheme: String,
    credentials: String,
}

impl HttpAuthorizationCredentials {
    pub(super) fn new(scheme: &str, credentials: &str) -> Self {
        Self { scheme: scheme.to_owned(), credentials: credentials.to_owned() }
    }

    /// Returns the auth scheme as it was sent: `bearer`, for example.
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// Returns the text after it.
    pub fn credentials(&self) -> &str {
        &self.credentials
    }

    /// Returns the text without the auth scheme.
    pub fn into_credentials(self) -> String {
        self.credentials
    }
}

impl fmt::Debug for HttpAuthorizationCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpAuthorizationCredentials").field("scheme", &self.scheme).finish_non_exhaustive()
    }
}

/// The name and the password of HTTP Basic. `Debug` does not show the password.
#[derive(Clone)]
pub struct HttpBasicCredentials {
    /// The name. It does not contain a colon, and may be empty.
    pub username: String,
    /// The password. It may be empty.
    pub password: String,
}

impl HttpBasicCredentials {
    /// Whether they are equal to these, compared in a time that does not depend on how much is equal.
    pub fn is(&self, username: &str, password: &str) -> bool {
        // Both are compared in any case.
        secure_eq(&self.username, username) & secure_eq(&self.password, password)
    }
}

impl fmt::Debug for HttpBasicCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpBasicCredentials").field("username", &self.username).finish_non_exhaustive()
    }
}

/// Whether two secrets are equal, compared in a time that depends on their lengths alone, like Python's
/// `secrets.compare_digest`.
///
/// # Example
///
/// ```
/// assert!(portcullis::secure_eq("s3cret", "s3cret"));
/// assert!(!portcullis::secure_eq("s3cret", "secret"));
/// ```
pub fn secure_eq(a: impl AsRef<[u8]>, b: impl AsRef<[u8]>) -> bool {
    a.as_ref().ct_eq(b.as_ref()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_do_not_print_themselves() {
        let text = format!("{:?}", HttpAuthorizationCredentials::new("Bearer", "s3cret"));
        assert!(text.contains("Bearer") && !text.contains("s3cret"), "{text}");
        let basic = HttpBasicCredentials { username: "john".into(), password: "s3cret".into() };
        let text = format!("{basic:?}");
        assert!(text.contains("john") && !text.contains("s3cret"), "{text}");
        assert!(basic.is("john", "s3cret") && !basic.is("john", "s3cre") && !basic.is("joan", "s3cret"));
    }
}
