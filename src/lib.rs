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
//! - [`store`] owns workspace files and is the only module that touches the file system.

pub mod edit;
pub mod model;
pub mod scoring;
pub mod store;
pub mod ui;
