//! The corrected program of every mistake under `ui`, and others that must compile: without a warning, and they run.
#![deny(warnings)]
// What the macros write is in no lint's way, the opinionated ones included.
#![deny(clippy::shadow_reuse, clippy::shadow_same, clippy::shadow_unrelated)]
#![allow(unreachable_pub, reason = "a module of a program is public within it")]

include!(concat!(env!("OUT_DIR"), "/accepted.rs"));
