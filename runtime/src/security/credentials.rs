use std::fmt;

use subtle::ConstantTimeEq;

/// What stood in `Authorization`: the word of the scheme and what followed it; FastAPI's
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

    /// The word as it was sent: `bearer`, perhaps.
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// What followed it.
    pub fn credentials(&self) -> &str {
        &self.credentials
    }

    /// The same, without the word.
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
    /// The name; it has no colon, and may be empty.
    pub username: String,
    /// The password; it may be empty.
    pub password: String,
}

impl HttpBasicCredentials {
    /// Whether they are these, compared in a time that does not tell how much of them is right.
    pub fn is(&self, username: &str, password: &str) -> bool {
        // Both are looked at in any case.
        secure_eq(&self.username, username) & secure_eq(&self.password, password)
    }
}

impl fmt::Debug for HttpBasicCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpBasicCredentials").field("username", &self.username).finish_non_exhaustive()
    }
}

/// Whether two secrets are the same, compared in a time that hangs on their lengths alone; Python's
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
