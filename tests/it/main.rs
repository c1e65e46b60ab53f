//! One test binary.

mod vectors;
