//! The plan of an increment held against what people can carry, promise and believe.
//!
//! Plain inputs, answers by position; blanks are never zero. In reading order:
//!
//! - [`capacity`] owns what a team can carry in an iteration, and its load against that.
//! - [`predictability`] owns promised against reached, [`confidence`] the vote on the plan.

pub mod capacity;
pub mod confidence;
pub mod predictability;
