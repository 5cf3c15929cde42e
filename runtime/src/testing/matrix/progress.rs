//! The progress of a run, for a person who waits.

use std::time::Duration;

/// The time between two reports. A shorter run reports nothing.
const OFTEN: Duration = Duration::from_secs(10);

/// Records how long operations take. Every `now` is the time since the start of the run.
pub(super) struct Progress {
    operations: usize,
    done: Vec<(String, Duration)>,
    current: Option<(String, Duration)>,
    said: Duration,
}

impl Progress {
    pub(super) fn new(operations: usize) -> Self {
        Self { operations, done: Vec::new(), current: None, said: Duration::ZERO }
    }

    pub(super) fn begin(&mut self, route: String, now: Duration) {
        self.current = Some((route, now));
    }

    pub(super) fn end(&mut self, now: Duration) {
        self.done.extend(self.current.take().map(|(route, since)| (route, now.saturating_sub(since))));
    }

    /// Returns a line if it is time for one.
    pub(super) fn line(&mut self, now: Duration) -> Option<String> {
        if now.saturating_sub(self.said) < OFTEN {
            return None;
        }
        self.said = now;
        let at = match &self.current {
            Some((route, since)) => format!("at `{route}` for {}", seconds(now.saturating_sub(*since))),
            None => "at methods that no operation has".to_owned(),
        };
        let (done, all) = (self.done.len(), self.operations);
        Some(format!("authorization matrix: {done} of {all} operations in {}, {at}", seconds(now)))
    }

    /// Lists the slowest operations of a long run.
    pub(super) fn summary(&self, now: Duration) -> Option<String> {
        const SHOWN: usize = 5;
        let mut slowest: Vec<_> = self.done.iter().collect();
        slowest.sort_by_key(|(_, time)| std::cmp::Reverse(*time));
        let slowest = slowest.iter().take(SHOWN).map(|(route, time)| format!("`{route}` {}", seconds(*time)));
        let slowest: Vec<_> = slowest.collect();
        let line =
            || format!("authorization matrix: {} in all; slowest: {}", seconds(now), slowest.join(", "));
        (now >= OFTEN).then(line)
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn a_short_run_says_nothing() {
        let mut progress = Progress::new(1);
        progress.begin("GET /".into(), at(0));
        assert_eq!(progress.line(at(9)), None);
        progress.end(at(9));
        assert_eq!(progress.summary(at(9)), None);
    }

    #[test]
    fn a_long_run_says_where_it_is() {
        let mut progress = Progress::new(7);
        for (number, end) in [1, 2, 4, 5, 8, 11].into_iter().enumerate() {
            progress.begin(format!("GET /{number}"), progress.done.iter().map(|(_, time)| *time).sum());
            progress.end(at(end));
        }
        progress.begin("GET /slow".into(), at(11));
        let line = "authorization matrix: 6 of 7 operations in 12.0 s, at `GET /slow` for 1.0 s";
        assert_eq!(progress.line(at(12)).as_deref(), Some(line));
        assert_eq!(progress.line(at(13)), None);
        assert!(progress.line(at(22)).is_some());
        progress.end(at(23));
        let line = "authorization matrix: 24.0 s in all; slowest: `GET /slow` 12.0 s, `GET /4` 3.0 s, `GET /5` 3.0 s, \
                    `GET /2` 2.0 s, `GET /0` 1.0 s";
        assert_eq!(progress.summary(at(24)).as_deref(), Some(line));
    }
}
