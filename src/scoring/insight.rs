//! What is known of customers, and how strong it is.
//!
//! The formulas work on plain inputs; [`known`] puts the records of a workspace into them. In reading order:
//!
//! - [`evidence`] owns how strong a piece of evidence is, and several of them; [`share`] what "7 of 9 said so" tells.
//! - [`need`] owns how much is wished for a need, which assumption is tested first, how many people an item reaches.
//! - [`known`] owns what the records say of each need, item and assumption, [`range`] the range that gives an estimate,
//!   [`words`] all of that in sentences, [`offers`] what it offers for a field, [`tree`] what stands below what.
//!
//! Knows no screen.

pub mod driver;
pub mod effect;
pub mod evidence;
pub mod journey;
pub mod journeys;
pub mod known;
pub mod kpi_words;
pub mod kpis;
pub mod need;
pub mod offers;
pub mod people;
pub mod progress;
pub mod range;
pub mod share;
pub mod stakeholder;
pub mod tree;
pub mod vision;
pub mod words;
