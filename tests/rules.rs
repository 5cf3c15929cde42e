//! The programs that the compiler refuses, with the messages, and the programs that it must accept.

#[path = "rules/accepted.rs"]
mod accepted;
#[path = "rules/ui.rs"]
mod ui;
