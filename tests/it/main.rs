//! One test binary: each module one concern.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod contrast;
mod imports;
mod support;
#[cfg(unix)]
mod terminal;
mod vectors;
mod widgets;
