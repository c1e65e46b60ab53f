//! The views: one file each.

pub mod board;
pub mod findings;
pub mod grid;
pub mod learn;
pub mod log;
pub mod plan;
pub mod risks;
pub mod session;
