//! The people around the product.

use chrono::NaiveDate;

use super::field::{Private, Prose};

crate::choice! {
    /// The side of the table a person speaks for.
    Side {
        Customer = "Customer",
        Business = "Business",
        Engineering = "Engineering",
        Operations = "Operations",
        Other = "Other",
    }
}

crate::choice! {
    /// How much there is of something: power, interest, chance, impact.
    Level {
        Low = "Low",
        Medium = "Medium",
        High = "High",
    }
}

crate::record! {
    /// Somebody who asks, decides, builds or pays.
    Person: "person" in "people", "Person", "People" {
        /// What the person is called.
        open name: String, "Name";
        /// What else the person goes by: nicknames, initials, mail addresses, accounts. Kept private with the name.
        private also: Vec<String>, "Also called";
        /// Whether the name stays out of every export that others may see.
        open hidden: bool, "Keep name private";
        /// The side the person speaks for.
        open side: Option<Side>, "Side";
        /// How much the person can decide.
        open power: Option<Level>, "Power";
        /// How much the person cares about this product.
        open interest: Option<Level>, "Interest";
        /// What the person wants, in their own words.
        open wants: Prose, "Wants";
        /// When somebody last spoke with the person.
        open last_contact: Option<NaiveDate>, "Last contact";
        /// A note for your eyes only.
        private private_note: Private, "Private note";
    }
}
