//! Segments of customers, and the personas that stand for them.

use chrono::NaiveDate;

use super::field::{Link, Money, Percent};
use super::number::Number;

crate::record! {
    /// A group of customers that are alike.
    Segment: "segment" in "segments", "Segment", "Segments" {
        /// What the group is called.
        open name: String, "Name";
        /// How many people it has.
        open people: Option<Number>, "People";
        /// What it brings in a year.
        private income_year: Option<Money>, "Income a year";
        /// How fast it grows in a year.
        open growth: Option<Percent>, "Growth a year";
    }
}

crate::record! {
    /// One person who stands for many customers.
    Persona: "persona" in "personas", "Persona", "Personas" {
        /// What the persona is called.
        open name: String, "Name";
        /// The customers it stands for.
        open segment: Link<Segment>, "Segment";
        /// What it wants to reach.
        open goal: String, "Goal";
        /// What gets in its way.
        open pains: Vec<String>, "Pains";
        /// What would make its day.
        open gains: Vec<String>, "Gains";
        /// Where and when it meets the product.
        open context: String, "Context";
        /// A sentence it could have said.
        open says: String, "Says";
        /// How many people like it there are in one period.
        open reach: Option<Number>, "Reach";
        /// When somebody last checked that it is true.
        open checked: Option<NaiveDate>, "Checked";
    }
}
