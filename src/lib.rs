//! evenkeel: a terminal board on which a product owner keeps what customers want and what the teams
//! can carry on an even keel.
//!
//! Imports point down; `tests/it/architecture.rs` checks it:
//!
//! `model <- scoring <- edit <- store <- exchange <- app <- ui <- run`
//!
//! - [`model`] owns the records of a workspace and the one declaration of each kind. It knows no
//!   file, no screen and no score.
//! - [`scoring`] owns every number that is computed. It is exact and pure: same workspace, same digits.
//! - [`edit`] owns every change of a workspace and its inverse.
//! - [`store`] owns the workspace file: reading, writing, and every call of the file system.
//! - [`exchange`] owns foreign formats: bytes in, edits and problems out; the workspace in, bytes for others out.
//! - [`app`] owns what is selected, open and noticed: an event in, effects out.
//! - [`ui`] owns drawing: it takes the state of the program and says what it drew where.
//! - [`run`] owns the outside: the terminal, signals, threads, the clock and the command line.

pub mod app;
pub mod edit;
pub mod exchange;
pub mod model;
pub mod run;
pub mod scoring;
pub mod store;
pub mod ui;
