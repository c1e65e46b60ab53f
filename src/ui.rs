//! Drawing: takes the state of the program, returns what was drawn where.

pub mod look;
pub mod text;
pub mod widgets;
