//! Assumptions: what must be true for an item to be worth it.

use super::field::{PartOf, Prose};
use super::item::Item;

crate::choice! {
    /// What is known about an assumption.
    Standing {
        Open = "Open",
        Testing = "Testing",
        Supported = "Supported",
        Refuted = "Refuted",
        Inconclusive = "Inconclusive",
    }
}

crate::record! {
    /// Something that must be true for an item to be worth it.
    Assumption: "assumption" in "assumptions", "Assumption", "Assumptions" {
        /// What is assumed.
        open text: String, "Assumption";
        /// The item that rests on it.
        open item: PartOf<Item>, "Item";
        /// What is known about it.
        open standing: Standing, "Standing";
        /// What was seen that speaks for or against it.
        open evidence: Prose, "Evidence";
    }
}
