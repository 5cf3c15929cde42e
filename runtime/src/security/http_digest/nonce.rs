//! The nonces of a server, and their used counts (RFC 7616, sections 3.3 and 5.4).

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The maximum number of nonces whose counts are remembered, which takes about 5 MB.
const CAPACITY: usize = 100_000;

/// The number of MAC bytes in a nonce.
const MAC_LEN: usize = 16;

/// The nonces of this process. They are not part of a scheme, since constants read the scheme.
pub(super) static NONCES: LazyLock<Nonces> = LazyLock::new(|| Nonces::new(Instant::now(), CAPACITY));

/// Makes nonces, and recognizes them without storing them. A nonce contains its end and its number, with a MAC of these two
/// and of its realm. The key of the MAC is a secret that the process makes at its start.
///
/// A client that only collects challenges therefore costs no memory. A nonce is remembered, until its end, only if a client
/// that knew a password has used it.
pub(super) struct Nonces {
    /// The key of the MAC, as long as a block of the hash.
    secret: [u8; 64],
    started: Instant,
    next: AtomicU64,
    used: Mutex<Used>,
}

impl Nonces {
    /// # Panics
    ///
    /// Panics if the system provides no random bytes. With a secret that can be guessed, anyone could make nonces, and get
    /// in with a response recorded elsewhere.
    pub(super) fn new(now: Instant, capacity: usize) -> Self {
        let mut secret = [0; 64];
        getrandom::fill(&mut secret).expect("the system gives random bytes");
        let used = Mutex::new(Used { windows: BTreeMap::new(), first_kept: 0, capacity });
        Self { secret, started: now, next: AtomicU64::new(0), used }
    }

    /// Issues a nonce for this realm, which ends when `lifetime` has passed.
    pub(super) fn issue(&self, realm: &str, lifetime: Duration, now: Instant) -> String {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let ends = self.millis(now).saturating_add(millis(lifetime));
        let mac = self.mac(ends, id, realm).finalize().into_bytes();
        let mut bytes = [ends.to_be_bytes(), id.to_be_bytes()].concat();
        bytes.extend_from_slice(&mac[..MAC_LEN]);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Uses up a count of a nonce, and returns whether the nonce is ours and has not ended, and the count was unused. Call
    /// this only for a right response. Otherwise a stranger could use up the counts of a user.
    pub(super) fn redeem(&self, nonce: &str, count: u32, realm: &str, now: Instant) -> bool {
        let now = self.millis(now);
        match self.open(nonce, realm) {
            Some((ends, id)) if now < ends => {
                // A panic while the mutex is locked cannot leave a partial change.
                let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
                used.insert(id, ends, count, now)
            }
            _ => false,
        }
    }

    /// Returns the end and the number of a nonce that is ours.
    fn open(&self, nonce: &str, realm: &str) -> Option<(u64, u64)> {
        let bytes = URL_SAFE_NO_PAD.decode(nonce).ok()?;
        let (ends, rest) = bytes.split_first_chunk()?;
        let (id, mac) = rest.split_first_chunk()?;
        let mac: &[u8; MAC_LEN] = mac.try_into().ok()?;
        let (ends, id) = (u64::from_be_bytes(*ends), u64::from_be_bytes(*id));
        self.mac(ends, id, realm).verify_truncated_left(mac).ok()?;
        Some((ends, id))
    }

    fn mac(&self, ends: u64, id: u64, realm: &str) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new(&self.secret.into());
        mac.update(&ends.to_be_bytes());
        mac.update(&id.to_be_bytes());
        mac.update(realm.as_bytes());
        mac
    }

    fn millis(&self, now: Instant) -> u64 {
        millis(now.saturating_duration_since(self.started))
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// The used counts of nonces, in the order in which the nonces were issued.
struct Used {
    windows: BTreeMap<u64, Window>,
    /// A nonce before this one that is not in the map may have been dropped from it, and is no longer accepted.
    first_kept: u64,
    capacity: usize,
}

impl Used {
    /// Uses up a count, and returns whether it was unused.
    fn insert(&mut self, id: u64, ends: u64, count: u32, now: u64) -> bool {
        // Requests reach the lock in no particular order of their `now`. What has ended for one of them must not seem
        // unused to another, so dropping it raises `first_kept`, too.
        while self.windows.first_key_value().is_some_and(|(_, window)| window.ends <= now) {
            self.drop_first();
        }
        if let Some(window) = self.windows.get_mut(&id) {
            return window.insert(count);
        }
        if id < self.first_kept {
            return false;
        }
        self.windows.insert(id, Window { ends, highest: count, seen: 1 });
        if self.windows.len() > self.capacity {
            self.drop_first();
        }
        id >= self.first_kept
    }

    fn drop_first(&mut self) {
        if let Some((id, _)) = self.windows.pop_first() {
            self.first_kept = id.saturating_add(1);
        }
    }
}

/// The used counts of one nonce. Requests that a client sends at the same time can overtake each other. So a count below
/// the highest is also accepted, if it is among the last 64 and was not used.
struct Window {
    ends: u64,
    highest: u32,
    /// Bit `n` is set if `highest - n` was used.
    seen: u64,
}

impl Window {
    /// Uses up a count, and returns whether it was unused.
    fn insert(&mut self, count: u32) -> bool {
        match count.checked_sub(self.highest) {
            Some(0) => false,
            Some(ahead) => {
                self.seen = self.seen.checked_shl(ahead).unwrap_or(0) | 1;
                self.highest = count;
                true
            }
            None => {
                let Some(bit) = 1_u64.checked_shl(self.highest - count) else { return false };
                let is_free = self.seen & bit == 0;
                self.seen |= bit;
                is_free
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIFETIME: Duration = Duration::from_secs(300);
    const MILLI: Duration = Duration::from_millis(1);

    fn nonces(capacity: usize) -> (Nonces, Instant) {
        let now = Instant::now();
        (Nonces::new(now, capacity), now)
    }

    #[test]
    fn a_nonce_is_known_again() {
        let (nonces, now) = nonces(10);
        let nonce = nonces.issue("items", LIFETIME, now);
        assert_eq!(nonce.len(), 43);
        assert_ne!(nonce, nonces.issue("items", LIFETIME, now));
        assert!(nonces.redeem(&nonce, 1, "items", now));
    }

    #[test]
    fn a_nonce_of_others_is_not_known() {
        let (ours, now) = nonces(10);
        let nonce = ours.issue("items", LIFETIME, now);
        assert!(!ours.redeem(&nonce, 1, "users", now));
        assert!(!nonces(10).0.redeem(&nonce, 1, "items", now));
        for at in 0..nonce.len() {
            let mut changed = nonce.clone();
            let other = if &nonce[at..=at] == "A" { "B" } else { "A" };
            changed.replace_range(at..=at, other);
            assert!(!ours.redeem(&changed, 1, "items", now), "{at}");
        }
        for other in ["", "A", "é", &nonce[..42], &format!("{nonce}A"), &format!("{nonce}="), &"A".repeat(43)]
        {
            assert!(!ours.redeem(other, 1, "items", now), "{other}");
        }
        assert!(ours.redeem(&nonce, 1, "items", now));
    }

    #[test]
    fn a_nonce_ends() {
        let (nonces, now) = nonces(10);
        let nonce = nonces.issue("", LIFETIME, now);
        assert!(nonces.redeem(&nonce, 1, "", now));
        assert!(nonces.redeem(&nonce, 2, "", now + LIFETIME - MILLI));
        assert!(!nonces.redeem(&nonce, 3, "", now + LIFETIME));
        assert!(!nonces.redeem(&nonce, 3, "", now + LIFETIME * 1000));
        let endless = nonces.issue("", Duration::MAX, now);
        assert!(nonces.redeem(&endless, 1, "", now + LIFETIME * 1000));
    }

    #[test]
    fn a_count_is_used_once() {
        let (nonces, now) = nonces(10);
        let nonce = nonces.issue("", LIFETIME, now);
        let redeem = |count| nonces.redeem(&nonce, count, "", now);
        assert!(redeem(1));
        assert!(!redeem(1));
        assert!(redeem(3) && redeem(2));
        assert!(!redeem(2) && !redeem(3));
        assert!(redeem(100));
        assert!(redeem(99) && redeem(37));
        assert!(!redeem(36) && !redeem(37) && !redeem(3) && !redeem(1));
        assert!(redeem(101) && redeem(38));
        assert!(!redeem(37) && !redeem(100) && !redeem(99));
        assert!(redeem(u32::MAX));
        assert!(!redeem(u32::MAX) && redeem(u32::MAX - 63) && !redeem(u32::MAX - 64) && !redeem(1));
    }

    #[test]
    fn the_window_forgets_no_count() {
        // Small random steps, compared with a plain list.
        let (nonces, now) = nonces(10);
        let mut random = 1_u64;
        let nonce = nonces.issue("", LIFETIME, now);
        let mut used: Vec<u32> = Vec::new();
        for _ in 0..5000 {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let highest = used.iter().copied().max().unwrap_or(0);
            let count = (highest + 70).saturating_sub((random >> 33) as u32 % 140).max(1);
            let is_new = used.is_empty() || (count + 64 > highest && !used.contains(&count));
            assert_eq!(nonces.redeem(&nonce, count, "", now), is_new, "{count} after {highest}");
            used.extend(is_new.then_some(count));
        }
    }

    #[test]
    fn the_oldest_gives_way_and_is_never_good_again() {
        let (nonces, now) = nonces(3);
        let issued: Vec<String> = (0..6).map(|_| nonces.issue("", LIFETIME, now)).collect();
        let redeem = |at: usize, count| nonces.redeem(&issued[at], count, "", now);
        assert!(redeem(1, 1) && redeem(2, 1) && redeem(3, 1));
        // The map is full: a nonce that is older than all others is itself dropped.
        assert!(!redeem(0, 1));
        assert!(redeem(4, 1));
        assert!(!redeem(1, 1) && !redeem(1, 2));
        assert!(redeem(2, 2) && redeem(3, 2) && redeem(4, 2));
        assert!(!redeem(2, 1));
        assert!(redeem(5, 1) && !redeem(2, 3));
        assert_eq!(nonces.used.lock().unwrap().windows.len(), 3);
    }

    #[test]
    fn what_has_ended_is_dropped() {
        let (nonces, now) = nonces(10);
        let old: Vec<String> = (0..5).map(|_| nonces.issue("", LIFETIME, now)).collect();
        assert!(old.iter().all(|nonce| nonces.redeem(nonce, 1, "", now)));
        let later = now + LIFETIME;
        let new = nonces.issue("", LIFETIME, later);
        assert!(nonces.redeem(&new, 1, "", later));
        assert_eq!(nonces.used.lock().unwrap().windows.len(), 1);
        // A request may read the clock earlier and reach the lock later.
        assert!(old.iter().all(|nonce| !nonces.redeem(nonce, 1, "", now)));
    }

    #[test]
    fn a_short_lifetime_is_not_locked_out_by_long_ones() {
        let (nonces, now) = nonces(3);
        for _ in 0..5 {
            assert!(nonces.redeem(&nonces.issue("", LIFETIME * 100, now), 1, "", now));
        }
        assert!(nonces.redeem(&nonces.issue("", MILLI, now), 1, "", now));
    }

    #[test]
    fn one_of_many_at_the_same_time_has_the_count() {
        let (nonces, now) = nonces(10);
        let nonce = nonces.issue("", LIFETIME, now);
        let wins: usize = std::thread::scope(|scope| {
            let race = || (1..=50).filter(|&count| nonces.redeem(&nonce, count, "", now)).count();
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(race)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        assert_eq!(wins, 50);
    }
}
