//! Assumptions: what must be true for an item to be worth it.

use chrono::NaiveDate;

use super::field::{PartOf, Prose};
use super::item::Item;
use super::number::Number;

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

impl Standing {
    /// Whether it is still to be found out.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Testing)
    }
}

crate::choice! {
    /// Which question an assumption is about.
    AssumptionKind {
        Desirable = "Do people want it?",
        Viable = "Is it worth it for us?",
        Feasible = "Can we build it?",
        Usable = "Can people use it?",
        Ethical = "Should we do it?",
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
        /// Which question it is about.
        open kind: Option<AssumptionKind>, "Question";
        /// How much falls when it is wrong, from 0 to 10.
        open weight: Option<Number>, "Weight";
        /// How it is found out.
        open test: String, "Test";
        /// From which result on it holds, said before the test.
        open threshold: String, "Holds when";
        /// By when it is to be known.
        open due: Option<NaiveDate>, "Known by";
    }
}
