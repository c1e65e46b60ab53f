//! One test binary.

mod broken;
mod disk;
mod files;
mod own_kind;
mod power;
mod random;
mod samples;
