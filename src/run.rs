//! The outside: the terminal, signals, threads, the clock and the environment.
//!
//! Everything below this module is told what happened and answers what to do; this module makes it so.

#[cfg(unix)]
pub mod terminal;
