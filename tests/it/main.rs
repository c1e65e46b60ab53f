//! One test binary.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that fails here says where"
)]

mod broken;
mod disk;
mod files;
mod own_kind;
mod power;
mod random;
mod samples;
