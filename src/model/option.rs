//! Options: different ways to meet the need behind an item.

use super::field::{PartOf, Prose};
use super::item::Item;
use super::points::Points;

crate::record! {
    /// One way to meet the need behind an item.
    ItemOption: "option" in "options", "Option", "Options" {
        /// What the option is called.
        name: String, "Name";
        /// The item whose need it meets.
        item: PartOf<Item>, "Item";
        /// What the customer gets.
        gives: Prose, "Customer gets";
        /// What it costs the system.
        costs: Prose, "Costs the system";
        /// How much work it is.
        size: Points, "Job size";
        /// What it is worth for users and the business.
        value: Points, "User-business value";
        /// The plain words to offer it with.
        words: Prose, "Plain words";
        /// The one that was chosen.
        chosen: bool, "Chosen";
        /// Why it was chosen.
        reason: Prose, "Why";
    }
}
