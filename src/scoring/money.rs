//! Money: what to ask, what it costs, what comes back.
//!
//! Owns the numbers of price studies, price models, budgets and returns. A blank is unknown, and so is what depends on it.

pub mod answers;
pub mod conjoint;
pub mod earned;
pub mod intent;
pub mod interval;
pub mod item_return;
pub mod models;
pub mod present_value;
pub mod price_range;
pub mod returns;
pub mod spending;
pub mod study;
pub mod tested;
pub mod words;
