//! Milestones: days that everybody has in mind.

use chrono::NaiveDate;

use super::field::{Link, Links};
use super::increment::Increment;
use super::item::Item;

crate::record! {
    /// A day by which something has to be there, and whether it was.
    Milestone: "milestone" in "milestones", "Milestone", "Milestones" {
        /// What everybody calls it.
        open name: String, "Name";
        /// The day.
        open due: Option<NaiveDate>, "Due";
        /// The day it was reached.
        open reached: Option<NaiveDate>, "Reached on";
        /// The planning interval whose plan shows it.
        open increment: Link<Increment>, "Planning interval";
        /// The items that must be done for it.
        open items: Links<Item>, "Items";
    }
}
