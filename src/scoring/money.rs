//! Money: what to ask, what it costs, what comes back.
//!
//! Owns the numbers of price studies, price models, budgets and returns. A blank is unknown, and so is what depends on it.

pub mod answers;
pub mod axis;
pub mod conjoint;
pub mod course;
pub mod curves;
pub mod earned;
pub mod glance;
pub mod guardrail_words;
pub mod guardrails;
pub mod intent;
pub mod interval;
pub mod item_return;
pub mod model_words;
pub mod models;
pub mod present_value;
pub mod price_line;
pub mod price_range;
pub mod returns;
pub mod spending;
pub mod study;
pub mod tested;
pub mod words;
pub mod worth;
