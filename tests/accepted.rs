//! The corrected program of every mistake under `ui`, and others that must compile: without a warning, and they run.
#![deny(warnings)]
#![allow(unreachable_pub, reason = "a module of a program is public within it")]

include!(concat!(env!("OUT_DIR"), "/accepted.rs"));
