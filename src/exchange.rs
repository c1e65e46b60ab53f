//! Exchange: foreign bytes in, edits and problems out; the workspace in, bytes for others out.
//!
//! Owns every format but the workspace file itself. Knows no file system, no clock and no chance: bytes,
//! today and fresh ids come from the caller. Nothing is written here; what comes in goes through `edit`
//! like any other batch, and what goes out is given back as bytes.

pub mod audience;
mod escapes;
pub mod export;
pub mod facts;
pub mod import;
pub mod json_values;
pub mod names;
pub mod pasted;
pub mod sheet;
