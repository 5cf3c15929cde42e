//! The rules of `secured_routes!`, which look at all of a list: an operation that asks for nothing, a door that is not
//! there, a scope for nothing.

use super::fault::{Fault, Instead};
use super::hash::PathHash;
use super::schemes::Reached;
use super::table::Table;
use crate::graph::{Dependency, Flow, FlowKind, Id, Kind, Method, Need, TokenUrl, same};

impl<H, G, const N: usize> Table<H, G, N> {
    /// Looks at the list once it is read.
    pub(super) const fn judge(&mut self) {
        let mut doors = [false; N];
        // What is wrong in itself was reported, and what hangs on it cannot be judged.
        if self.schemes.is_incomplete {
            return;
        }
        let mut lacks_door = false;
        let mut i = 0;
        while i < self.schemes.reached.len() {
            if let Some(reached) = self.schemes.reached[i] {
                lacks_door |= self.find_doors(&reached, &mut doors);
                self.find_unused_scopes(&reached);
            }
            i += 1;
        }
        let mut at = 0;
        while at < self.length {
            if let Some(mounted) = &self.operations[at]
                && !mounted.is_secured
                && matches!(mounted.operation.public, None)
                && !doors[at]
                // What is meant to be a door that was not found is no second mistake.
                && !(lacks_door && takes_password_form(mounted.operation.needs))
            {
                self.blame(mounted.entry, Fault::Forgotten { at });
            }
            at += 1;
        }
    }

    /// Rule `token-url-unanswered`; and the operations that issue the tokens of a scheme need not be secured.
    ///
    /// Says whether one is missing.
    const fn find_doors(&mut self, reached: &Reached, doors: &mut [bool; N]) -> bool {
        let Kind::Scheme(scheme) = reached.scheme.kind else { return false };
        let Some(flows) = scheme.flows() else { return false };
        let mut is_missing = false;
        let mut i = 0;
        while i < flows.0.len() {
            if let Some(flow) = &flows.0[i]
                && let Some(url) = flow.token_url
                && let Some(door) = self.door(&url)
            {
                match (door, url) {
                    (Err(()), _) => {}
                    (Ok(at), TokenUrl::At(_)) => doors[at] = true,
                    // An operation is the same door wherever it is mounted.
                    (Ok(_), TokenUrl::IssuedBy(id)) => self.mark(&id, doors),
                }
                if let Some(instead) = self.instead(flow, door) {
                    is_missing = true;
                    self.blame(reached.entry, Fault::TokenUrl { scheme: reached.scheme, url, instead });
                }
            }
            i += 1;
        }
        is_missing
    }

    /// The operation that issues tokens, if there is one; nothing, when they come from elsewhere.
    const fn door(&self, url: &TokenUrl) -> Option<Result<usize, ()>> {
        let found = match url {
            TokenUrl::At(url) => {
                let Some(path) = path_of(url) else { return None };
                let hash = PathHash::EMPTY.then("/").then(path);
                self.answering(&hash.segments, hash.matches, Method::Post)
            }
            TokenUrl::IssuedBy(id) => self.mounted(id, 0),
        };
        match found {
            Some(at) => Some(Ok(at)),
            None => Some(Err(())),
        }
    }

    /// Where an operation is mounted, at or after a place in the list.
    const fn mounted(&self, id: &Id, mut at: usize) -> Option<usize> {
        while at < self.length {
            if let Some(mounted) = &self.operations[at]
                && mounted.operation.id.is(id)
            {
                return Some(at);
            }
            at += 1;
        }
        None
    }

    const fn mark(&self, id: &Id, doors: &mut [bool; N]) {
        let mut next = 0;
        while let Some(at) = self.mounted(id, next) {
            doors[at] = true;
            next = at + 1;
        }
    }

    /// What is there instead of an operation that issues tokens as the flow says.
    const fn instead(&self, flow: &Flow, door: Result<usize, ()>) -> Option<Instead> {
        let Ok(at) = door else { return Some(Instead::Nothing) };
        let Some(mounted) = &self.operations[at] else { return None };
        if !matches!(mounted.operation.method, Method::Post) {
            Some(Instead::OtherMethod(at))
        } else if matches!(flow.kind, FlowKind::Password) && !takes_password_form(mounted.operation.needs) {
            Some(Instead::OtherBody(at))
        } else {
            None
        }
    }

    /// Rule `scope-never-required`.
    const fn find_unused_scopes(&mut self, reached: &Reached) {
        let Kind::Scheme(scheme) = reached.scheme.kind else { return };
        let Some(flows) = scheme.flows() else { return };
        let (mut declared, mut i) = (0, 0);
        while i < flows.0.len() {
            if let Some(flow) = &flows.0[i] {
                declared += flow.scopes.len();
            }
            i += 1;
        }
        let all = if declared >= u128::BITS as usize { u128::MAX } else { (1 << declared) - 1 };
        if reached.required & all != all {
            let (scheme, required) = (reached.scheme, reached.required);
            self.blame(reached.entry, Fault::UnusedScopes { scheme, required });
        }
    }
}

/// The path, without its first slash, that a relative URL stands for at the root of the API (RFC 3986, section 5.2);
/// nothing for a URL of another host.
const fn path_of(url: &str) -> Option<&str> {
    let bytes = url.as_bytes();
    let mut end = 0;
    let mut is_first_segment = true;
    while end < bytes.len() && bytes[end] != b'?' && bytes[end] != b'#' {
        match bytes[end] {
            b':' if is_first_segment => return None,
            b'/' => is_first_segment = false,
            _ => {}
        }
        end += 1;
    }
    let path = url.split_at(end).0;
    match path.as_bytes() {
        [b'/', b'/', ..] => None,
        [b'.', b'/', ..] => Some(path.split_at(2).1),
        [b'/', ..] => Some(path.split_at(1).1),
        _ => Some(path),
    }
}

/// Whether a token request is read below these.
const fn takes_password_form(needs: &'static [Need]) -> bool {
    let mut i = 0;
    while i < needs.len() {
        if let Need::Dependency(asked) = &needs[i]
            && (is_password_form(asked.dependency) || takes_password_form(asked.dependency.needs))
        {
            return true;
        }
        i += 1;
    }
    false
}

const fn is_password_form(dependency: &Dependency) -> bool {
    match &dependency.kind {
        Kind::Body(body) => body.no_store && same(body.media_type, "application/x-www-form-urlencoded"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::path_of;

    #[test]
    fn a_relative_url_is_a_path_at_the_root() {
        for (url, path) in
            [("token", "token"), ("/token", "token"), ("./token", "token"), ("a/b?c=d:e", "a/b"), ("", "")]
        {
            assert_eq!(path_of(url), Some(path), "{url}");
        }
        for url in ["https://auth.example.com/token", "//auth.example.com/token", "urn:token"] {
            assert_eq!(path_of(url), None, "{url}");
        }
    }
}
