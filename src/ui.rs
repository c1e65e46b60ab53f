//! Looks, formats and shapes: what every screen is drawn with.
//!
//! Formats numbers and never computes them; knows no view. In reading order:
//!
//! - [`look`] owns colors and marks by role; [`text`] owns how numbers and words are written;
//!   [`widgets`] are the shapes everything is made of and know no program state.
//! - [`buckets`], [`plot`] and [`cells`] draw what several views show; [`hits`] remembers what was drawn where, for the pointer.

pub mod buckets;
pub mod cells;
pub mod hits;
pub mod listing;
pub mod look;
pub mod planned;
pub mod plot;
pub mod records;
pub mod text;
pub mod widgets;
