//! One test binary.
// The code around tests may panic as they do, and a test that is skipped says so.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr)]

mod imports;
