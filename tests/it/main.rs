//! One test binary.

mod contrast;
mod support;
mod widgets;
