//! In which order the items stand, and by which rule.
//!
//! Owns the ranking methods. In reading order:
//!
//! - [`method`] is the table of them over records; each has a file of its own: [`wsjf`], [`weighted`],
//!   [`rice`], [`kano`], [`opportunity`].
//! - [`inputs`] is what they read of the records.
//! - [`rank`] owns ranks, ties and order, the same for all.

pub mod inputs;
pub mod kano;
pub mod method;
pub mod opportunity;
pub mod rank;
pub mod rice;
pub mod weighted;
pub mod wsjf;
