//! What an order costs while its items wait, and what a change of it costs.
//!
//! - [`total`] owns what an order costs in all.
//! - [`moves`] owns the price of a yes and of a pin, [`placing`] what an item costs at another place of the
//!   shown order.

pub mod moves;
pub mod placing;
pub mod total;
