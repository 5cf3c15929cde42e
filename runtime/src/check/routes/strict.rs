//! The rules of `secured_routes!`, which examine a whole list. They find an operation that lets in unauthenticated clients,
//! a missing token endpoint, and a scope that nothing requires or enforces.

use super::fault::{Fault, Instead};
use super::guards::Levels;
use super::hash::PathHash;
use super::names;
use super::schemes::{Reached, declared};
use super::table::{Mounted, Table};
use crate::graph::{Flow, Id, Kind, TokenUrl};
use crate::policy::token_endpoint::{is_named_by, is_post, path_of, takes_token_form, wants_form};
use crate::policy::{Branches, takes_schemes, unannounced, unenforced};

impl<H, G, const N: usize> Table<H, G, N> {
    /// Checks the list after it was read.
    pub(super) const fn judge(&mut self) {
        // An item with a reported error was reached. Operations that depend on the item cannot be judged.
        if self.schemes.is_incomplete {
            return;
        }
        let mut endpoints = [false; N];
        let mut is_missing = false;
        let mut i = 0;
        while i < self.schemes.reached.len() {
            if let Some(reached) = self.schemes.reached[i] {
                is_missing |= self.find_token_endpoints(&reached, &mut endpoints);
                self.find_unused_scopes(&reached);
            }
            i += 1;
        }
        let mut at = 0;
        while at < self.length {
            if let Some(mounted) = &self.operations[at]
                && must_be_judged(mounted)
            {
                let mounted = *mounted;
                let levels = self.protection(&mounted);
                self.judge_levels(at, &mounted, &levels, endpoints[at], is_missing);
            }
            at += 1;
        }
    }

    /// Rules `forgotten-route` and `scope-never-checked`.
    const fn judge_levels(
        &mut self,
        at: usize,
        mounted: &Mounted,
        levels: &Levels,
        is_token_endpoint: bool,
        is_missing: bool,
    ) {
        if mounted.found.has_scopes
            && let Some(fault) = find_unenforced(levels, at)
            && !(mounted.is_nested && self.faults[mounted.entry].is_some())
        {
            self.blame(mounted.entry, fault);
        }
        if is_token_endpoint {
            return;
        }
        let Some(stranger) = unannounced(levels.all(), mounted.operation) else { return };
        // This may be the token endpoint that was reported as missing.
        if !(is_missing && takes_token_form(mounted.operation.needs)) {
            self.blame(mounted.entry, Fault::Forgotten { at, stranger });
        }
    }

    /// Rule `token-url-unanswered`. Also marks the operations that issue the tokens of a scheme, which need not be secured.
    ///
    /// Returns whether a token endpoint is missing.
    const fn find_token_endpoints(&mut self, reached: &Reached, endpoints: &mut [bool; N]) -> bool {
        let Kind::Scheme(scheme) = reached.scheme.kind else { return false };
        let Some(flows) = scheme.flows() else { return false };
        let mut is_missing = false;
        let mut i = 0;
        while i < flows.0.len() {
            if let Some(flow) = &flows.0[i]
                && let Some(url) = flow.token_url
                && let Some(answering) = self.answering_token_requests(&url)
            {
                self.mark(&url, answering, endpoints);
                if let Some(instead) = self.instead(flow, answering) {
                    is_missing = true;
                    // The intended token endpoint is not reported a second time.
                    if let Ok(at) = answering {
                        endpoints[at] = true;
                    }
                    self.blame(reached.entry, Fault::TokenUrl { scheme: reached.scheme, url, instead });
                }
            }
            i += 1;
        }
        is_missing
    }

    /// Returns the operation that answers token requests, or an error if there is none. Returns `None` if tokens are issued
    /// elsewhere.
    const fn answering_token_requests(&self, url: &TokenUrl) -> Option<Result<usize, ()>> {
        let found = match url {
            TokenUrl::At(url) => {
                let Some(path) = path_of(url) else { return None };
                let hash = PathHash::EMPTY.then("/").then(path);
                self.answering(&hash.segments, hash.matches, crate::graph::Method::Post)
            }
            TokenUrl::IssuedBy(issuer) => self.mounted(&issuer.id, 0),
        };
        match found {
            Some(at) => Some(Ok(at)),
            None => Some(Err(())),
        }
    }

    /// Returns where an operation is mounted, at or after a position in the list.
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

    /// Marks the token endpoint. An operation that issues tokens is an endpoint wherever it is mounted.
    const fn mark(&self, url: &TokenUrl, answering: Result<usize, ()>, endpoints: &mut [bool; N]) {
        match url {
            TokenUrl::At(_) => {
                if let Ok(at) = answering
                    && let Some(mounted) = &self.operations[at]
                {
                    let path = names::path(self.entries, at);
                    endpoints[at] |= match core::str::from_utf8(path.bytes()) {
                        Ok(path) => is_named_by(url, mounted.operation, path),
                        Err(_) => false,
                    };
                }
            }
            TokenUrl::IssuedBy(issuer) => {
                let mut next = 0;
                while let Some(at) = self.mounted(&issuer.id, next) {
                    endpoints[at] = true;
                    next = at + 1;
                }
            }
        }
    }

    /// Returns the mistake at the token endpoint, unless an operation there issues tokens for the flow.
    const fn instead(&self, flow: &Flow, answering: Result<usize, ()>) -> Option<Instead> {
        let Ok(at) = answering else { return Some(Instead::Nothing) };
        let Some(mounted) = &self.operations[at] else { return None };
        if !is_post(mounted.operation) {
            Some(Instead::OtherMethod(at))
        } else if wants_form(flow) && !takes_token_form(mounted.operation.needs) {
            Some(Instead::OtherBody(at))
        } else {
            None
        }
    }

    /// Rule `scope-never-required`.
    const fn find_unused_scopes(&mut self, reached: &Reached) {
        let Kind::Scheme(scheme) = reached.scheme.kind else { return };
        let declared = declared(scheme);
        let all = if declared >= u128::BITS as usize { u128::MAX } else { (1 << declared) - 1 };
        if reached.required & all != all {
            let (scheme, required) = (reached.scheme, reached.required);
            self.blame(reached.entry, Fault::UnusedScopes { scheme, required });
        }
    }
}

/// Whether the branches of an operation must be checked one by one. They need not be if each verifies credentials, or
/// provides them to the handler, and no scope is left to enforce.
const fn must_be_judged(mounted: &Mounted) -> bool {
    let found = &mounted.found;
    let hands_on = found.is_secured && mounted.front.is_none() && takes_schemes(mounted.operation);
    !(found.is_verified || hands_on) || found.has_scopes
}

/// Finds scopes that are required on a branch where nothing enforces them. A scheme cannot enforce them, even
/// if it verifies its callers, because it is not told which scopes are required.
const fn find_unenforced(levels: &Levels, at: usize) -> Option<Fault> {
    let mut branches = Branches::of(levels.all());
    while let Some((branch, _)) = branches.next_selected() {
        if let Some((from, end)) = unenforced(branch) {
            let (scopes, dependency) = (branch.asked(from).scopes, branch.dependency(from));
            return Some(Fault::UncheckedScopes { at, scopes, dependency, scheme: branch.dependency(end) });
        }
    }
    None
}
