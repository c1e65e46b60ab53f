//! What an order costs while its items wait, and what a change of it costs.
//!
//! - [`terms`] owns what prices are counted in: money or points, weeks or points of work.
//! - [`total`] owns what an order costs in all.
//! - [`moves`] owns the price of a yes and of a pin, [`placing`] what an item costs at another place of the
//!   shown order.
//! - [`words`] says a price.

pub mod amounts;
pub mod moves;
pub mod placing;
pub mod terms;
pub mod total;
pub mod words;
