use crate::errors::did_you_mean;

/// A part of a request that an argument can read.
pub(crate) struct Place {
    /// The attribute that names the place: `#[query]`.
    pub(crate) word: &'static str,
    /// The variant of `Place` in the graph.
    pub(crate) variant: &'static str,
    /// Whether names in the place have hyphens where names in Rust have underscores.
    pub(crate) has_hyphens: bool,
}

/// The places, by their attributes.
const PLACES: [Place; 4] = [
    Place { word: "path", variant: "Path", has_hyphens: false },
    Place { word: "query", variant: "Query", has_hyphens: false },
    Place { word: "header", variant: "Header", has_hyphens: true },
    Place { word: "cookie", variant: "Cookie", has_hyphens: false },
];

impl Place {
    /// The place of the parameters in the path of an operation.
    pub(crate) const PATH: &'static Self = &PLACES[0];

    pub(super) fn find(word: &str) -> Option<&'static Self> {
        PLACES.iter().find(|place| place.word == word)
    }

    pub(crate) fn is_path(&self) -> bool {
        self.word == Self::PATH.word
    }
}

/// The attributes that do not name a place.
const OTHERS: [&str; 3] = ["depends", "security", "body"];

/// Returns the attributes that an argument can have.
pub(super) fn sources() -> impl Iterator<Item = &'static str> {
    OTHERS.into_iter().chain(PLACES.iter().map(|place| place.word))
}

/// Suggests an attribute for a word that is not an attribute.
pub(super) fn source_meant(word: &str) -> String {
    did_you_mean(word, sources())
}

/// Returns the attributes that an argument can have, as a text for messages.
pub(crate) fn choices() -> String {
    let places: String = PLACES.iter().map(|place| format!("`#[{}]`, ", place.word)).collect();
    format!(
        "write `#[depends(..)]`, `#[security(.., scopes = [..])]`, {} or `#[body]` before the argument",
        places.trim_end_matches(", ")
    )
}
