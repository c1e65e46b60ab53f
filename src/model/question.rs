//! Questions from one side to the other: what keeps a feature from being settled, and since when it waits.

use chrono::NaiveDate;

use super::field::{Link, PartOf, Prose};
use super::item::Item;
use super::person::Person;

crate::choice! {
    /// The two sides that make a plan together.
    Party {
        Business = "Business",
        Delivery = "Delivery",
    }
}

crate::record! {
    /// What one side has to know of the other before an item is agreed.
    Question: "question" in "questions", "Question", "Questions" {
        /// What is asked.
        open text: String, "Question";
        /// The item it is about.
        open item: PartOf<Item>, "Item";
        /// The side that answers.
        open to: Party, "Answered by";
        /// Who asks.
        handed from: Link<Person>, "Asked by";
        /// The day it was asked.
        open asked: Option<NaiveDate>, "Asked on";
        /// What was answered.
        open answer: Prose, "Answer";
        /// The day it was answered.
        open answered: Option<NaiveDate>, "Answered on";
    }
}
