//! Contacts: when somebody was spoken to, what about, and what was promised.

use chrono::NaiveDate;

use super::field::PartOf;
use super::person::Person;

crate::choice! {
    /// How somebody stands to the product.
    Stance {
        Unaware = "Unaware",
        Resistant = "Resists",
        Neutral = "Neutral",
        Supportive = "Supports",
        Leading = "Leads",
    }
}

impl Stance {
    /// Its letter.
    pub const fn letter(self) -> char {
        match self {
            Self::Unaware => 'U',
            Self::Resistant => 'R',
            Self::Neutral => 'N',
            Self::Supportive => 'S',
            Self::Leading => 'L',
        }
    }
}

crate::record! {
    /// A talk with somebody, or a message.
    Contact: "contact" in "contacts", "Contact", "Contacts" {
        /// What it was about.
        open what: String, "About";
        /// Who it was with.
        open person: PartOf<Person>, "Person";
        /// The day.
        open day: Option<NaiveDate>, "Day";
        /// What was promised.
        open promise: String, "Promise";
        /// By when.
        open promise_due: Option<NaiveDate>, "Promised by";
        /// When it was kept.
        open kept: Option<NaiveDate>, "Kept on";
    }
}
