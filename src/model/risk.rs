//! Risks: what may go wrong, and what was agreed about it.

use chrono::NaiveDate;

use super::field::{Link, Links, Prose};
use super::increment::Increment;
use super::item::Item;
use super::person::{Level, Person};

crate::choice! {
    /// Where a risk comes from.
    Origin {
        Technology = "Technology",
        Market = "Market",
        Resource = "Resource",
        Schedule = "Schedule",
        Supplier = "Supplier",
    }
}

crate::choice! {
    /// What was agreed about a risk: its ROAM letter.
    Roam {
        Resolved = "Resolved",
        Owned = "Owned",
        Accepted = "Accepted",
        Mitigated = "Mitigated",
    }
}

crate::record! {
    /// Something that may go wrong, and what was agreed about it.
    Risk: "risk" in "risks", "Risk", "Risks" {
        /// What may happen, and what follows from it.
        open text: String, "Risk";
        /// Where it comes from.
        open origin: Option<Origin>, "Kind";
        /// How likely it is.
        open chance: Option<Level>, "Chance";
        /// How bad it would be.
        open impact: Option<Level>, "Impact";
        /// What was agreed; blank until people have talked about it.
        open roam: Option<Roam>, "ROAM";
        /// Who looks after it, or who accepted it.
        open owner: Link<Person>, "Owner";
        /// What is done about it next.
        open follow_up: Prose, "Follow-up";
        /// The day it is looked at again.
        open review: Option<NaiveDate>, "Look again on";
        /// The planning interval it puts at risk.
        open increment: Link<Increment>, "Planning interval";
        /// The items it puts at risk.
        open items: Links<Item>, "Items";
    }
}
