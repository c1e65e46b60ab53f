//! The plan of an increment held against what people can carry, promise and believe.
//!
//! Plain inputs, answers by position; blanks are never zero. In reading order:
//!
//! - [`capacity`] owns what a team can carry in an iteration, and its load against that; [`supply`] what the
//!   records say of that, for teams, iterations and increments.
//! - [`predictability`] owns promised against reached, [`confidence`] the vote on the plan.
//! - [`risks`] owns what a risk lacks after ROAM, [`budget`] how much may be called urgent.
//! - [`pacing`] owns how loads and mixes drift over increments, [`checks`] what is wrong with a plan.
//! - [`course`] owns how the increments went one after the other.
//! - [`of`] owns which record counts where, [`words`] the sentences.

pub mod budget;
pub mod capacity;
pub mod checks;
pub mod confidence;
pub mod course;
pub mod of;
pub mod pacing;
pub mod predictability;
pub mod risks;
pub mod supply;
pub mod words;

#[cfg(test)]
mod tests;
