//! The rules for a whole list of routes, including nested lists with their prefixes. The list is read once, with a table of
//! hashes. Each entry then reads its own faults, so that each mistake is reported at its entry.

mod beside;
mod fault;
mod guards;
mod hash;
mod names;
mod overlaps;
mod prefixes;
mod scheme;
mod schemes;
mod shapes;
mod size;
mod slashes;
mod strict;
mod table;
mod text;

use crate::graph::Route;
use crate::policy::template::is_template;

pub use fault::Fault;
use table::Table;

/// Returns how many slots [`routes`] needs for a list: at least one for each operation and for each entry.
pub(crate) const fn size<H, G>(entries: &[Route<H, G>]) -> usize {
    let mut size = 1;
    let mut i = 0;
    while i < entries.len() {
        size += 1 + below(&entries[i]);
        i += 1;
    }
    size
}

/// Returns how many slots an entry needs besides its own.
const fn below<H, G>(entry: &Route<H, G>) -> usize {
    match entry {
        Route::Operation(..) => 0,
        Route::Nest(_, nested) => size(nested) - 1,
        Route::Guarded(_, guarded) => below(guarded),
    }
}

/// Returns the faults of the entries of a list. `N` is the [`size`] of the list.
pub(crate) const fn routes<H, G, const N: usize>(entries: &'static [Route<H, G>]) -> [Option<Fault>; N] {
    let mut table = Table::<H, G, N>::new(entries);
    table.read();
    table.faults
}

/// Returns the faults of the entries of a list in which no operation may be forgotten. `N` is the [`size`] of the list.
pub(crate) const fn strict<H, G, const N: usize>(entries: &'static [Route<H, G>]) -> [Option<Fault>; N] {
    let mut table = Table::<H, G, N>::new(entries);
    table.read();
    table.judge();
    table.faults
}

/// Reports the fault of one entry.
///
/// # Panics
///
/// Panics while the program is compiled, if the entry has a fault.
#[track_caller]
pub(crate) const fn entry<H, G>(entries: &'static [Route<H, G>], faults: &[Option<Fault>], at: usize) {
    if let Some(fault) = faults[at] {
        text::refuse(entries, fault);
    }
}

/// Rule `path-template` for a prefix that is not a literal, so that the macro cannot read it.
///
/// # Panics
///
/// Panics while the program is compiled, if the prefix does not start with `/`, ends with one, or is not a valid template.
/// An empty prefix is accepted.
#[track_caller]
pub const fn prefix(prefix: &str) {
    let bytes = prefix.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return };
    if *first != b'/' || *last == b'/' {
        super::text::Text::new()
            .push("the prefix `")
            .push(prefix)
            .push("` does not start with `/`, or ends with one")
            .help("write it like \"/api/v1\"")
            .refuse("path_template")
    }
    if !is_template(prefix, false) {
        super::text::Text::new()
            .push("the prefix `")
            .push(prefix)
            .push("` cannot be compared with paths")
            .help("write it as requests have it, decoded, with parameters that are whole segments: \"/tenants/{tenant}\"")
            .refuse("path_template")
    }
}
