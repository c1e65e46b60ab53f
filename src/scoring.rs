//! Every number that is computed from a workspace. Exact and pure.
//!
//! The methods work on plain inputs and answer by position, so that they can be read, tested and
//! reused without a workspace. A blank is `None` and never counts as zero. One group a question:
//!
//! - [`ratio`] owns exact fractions.
//! - [`ranking`]: in which order do the items stand? The methods, their scores, ranks and ties.
//! - [`delay`]: what does waiting cost? The shapes of urgency, and when an item is delivered at its place.
//! - [`drivers`]: what makes items hard, on how many of them?
//! - [`dependencies`]: what needs what? [`order`]: what is the cheapest order under that?
//! - [`price`]: what does an order cost, and what a change of it? [`decision`]: what does an answer to a
//!   request cost, and when is it looked at again?
//! - [`evaluation`] is everything a screen shows of a ranked board at once, [`grid`] the same as points,
//!   [`since`] what moved between two states of it, [`survey`] all that may take longer than a key.
//! - [`firmness`]: what would change a place, and which estimates still matter?
//! - [`plan`]: what does each increment carry, what should it, and what do people promise and believe of it?
//! - [`flow`]: how does work go through its states, and is what was promised kept?
//! - [`forecast`]: when is it done? With the roadmap.
//! - [`session`]: what do people at one table settle? The agenda, the votes, and what follows from them.
//! - [`meeting`]: what is an occasion for, how long does it take, what came of it?
//! - [`insight`]: what is known of customers, how strong is it, and what range does it give an estimate?
//! - [`definition`]: what does an item take to be begun and accepted? By the rules of [`readiness`].
//! - [`findings`]: what is wrong with the backlog? [`explain`]: why does an item stand where it stands?

pub mod alike;
pub mod decision;
pub mod definition;
pub mod delay;
pub mod dependencies;
pub mod drivers;
pub mod evaluation;
pub mod explain;
pub mod facts;
pub mod findings;
pub mod firmness;
pub mod flow;
pub mod forecast;
pub mod grid;
pub mod handshake;
pub mod insight;
pub mod levels;
pub mod meeting;
pub mod money;
pub mod order;
pub mod plan;
pub mod price;
pub mod ranking;
pub mod ratio;
pub mod readiness;
pub mod session;
pub mod since;
pub mod survey;
