//! The ways by which callers get in, step by step.

use super::clause::{Clause, count, count_all, count_one, fold};
use super::{Dependency, Kind, Need};

/// One way past everything that an operation needs.
pub(crate) struct Way {
    /// Who takes it.
    pub(crate) clause: Clause,
    /// What is resolved on it.
    pub(crate) steps: Vec<Step>,
}

/// A dependency on a way, and what is resolved for it.
pub(crate) struct Step {
    pub(crate) dependency: &'static Dependency,
    /// The scopes that it is asked for with.
    pub(crate) scopes: &'static [&'static str],
    pub(crate) below: Vec<Step>,
}

/// All ways through what is needed, in the order in which they are tried.
pub(crate) fn ways(levels: &[&'static [Need]]) -> Vec<Way> {
    let all = count(levels);
    let way = |number| {
        let clause = fold(levels, number)?.to_clause();
        let (mut left, mut rest, mut found) = (all, number, Vec::new());
        for needs in levels {
            left /= count_all(needs);
            found.extend(steps(needs, rest / left));
            rest %= left;
        }
        Some(Way { clause, steps: found })
    };
    (0..all).filter_map(way).collect()
}

fn steps(needs: &'static [Need], mut number: usize) -> Vec<Step> {
    let mut ways = count_all(needs);
    let mut found = Vec::new();
    for need in needs {
        ways /= count_one(need);
        found.extend(step(need, number / ways));
        number %= ways;
    }
    found
}

fn step(need: &'static Need, mut number: usize) -> Option<Step> {
    let Need::Dependency(asked) = need else { return None };
    let needs = asked.dependency.needs;
    let below = match asked.dependency.kind {
        Kind::Function | Kind::Body(_) => steps(needs, number),
        Kind::Scheme(_) => Vec::new(),
        Kind::Optional if number < count_all(needs) => steps(needs, number),
        Kind::Optional => return None,
        Kind::AnyOf => {
            let taken = needs.iter().find(|need| {
                let ways = count_one(need);
                let is_here = number < ways;
                number -= if is_here { 0 } else { ways };
                is_here
            });
            taken.and_then(|need| step(need, number)).into_iter().collect()
        }
    };
    Some(Step { dependency: asked.dependency, scopes: asked.scopes, below })
}
