//! Flow: how work goes through its states, from the days on which they began.
//!
//! Owns what is derived of that and typed by nobody. Knows no screen; without a day nothing is under way since when.
//! In reading order:
//!
//! - [`times`] owns flow times, load, efficiency and Little's law, of bare days and numbers;
//! - [`passage`] owns the way of one item, by the rules of the settings, [`limits`] how much may be under way;
//! - [`record`] owns the flow of a workspace, [`intervals`] what was kept and done interval by interval;
//! - [`pacing`] is the one page of the pace at which people work;
//! - [`words`] owns the sentences and tables.

pub mod intervals;
pub mod limits;
pub mod pacing;
pub mod passage;
pub mod record;
pub mod times;
pub mod words;
