//! What the compiler refuses, and what it says then; and what it must accept.

#[path = "rules/accepted.rs"]
mod accepted;
#[path = "rules/ui.rs"]
mod ui;
