//! Options: different ways to meet the need behind an item.

use super::field::{PartOf, Prose};
use super::item::Item;
use super::points::Points;

crate::record! {
    /// One way to meet the need behind an item.
    ItemOption: "option" in "options", "Option", "Options" {
        /// What the option is called.
        open name: String, "Name";
        /// The item whose need it meets.
        open item: PartOf<Item>, "Item";
        /// What the customer gets.
        open gives: Prose, "Customer gets";
        /// What it costs the system.
        open costs: Prose, "Costs the system";
        /// How much work it is.
        open size: Points, "Job size";
        /// What it is worth for users and the business.
        open value: Points, "User-business value";
        /// The plain words to offer it with.
        open words: Prose, "Plain words";
        /// The one that was chosen.
        open chosen: bool, "Chosen";
        /// Why it was chosen.
        open reason: Prose, "Why";
    }
}
