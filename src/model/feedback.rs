//! Feedback: what people said when an item was shown to them.

use super::assumption::Assumption;
use super::field::{Link, PartOf, Prose};
use super::item::Item;
use super::person::Person;
use super::session::Session;

crate::choice! {
    /// The three questions of a demo checkpoint.
    Question {
        Solves = "Does it solve the workflow?",
        Friction = "Where is friction?",
        Missing = "What is missing for real use?",
    }
}

crate::choice! {
    /// What an answer tells.
    Signal {
        Works = "Works",
        Friction = "Friction",
        Missing = "Missing",
        WrongAssumption = "Wrong assumption",
    }
}

crate::record! {
    /// One answer to one of the three questions.
    Feedback: "feedback" in "feedbacks", "Feedback", "Feedback" {
        /// What was said.
        open said: Prose, "What was said";
        /// The demo checkpoint it was said in.
        open session: PartOf<Session>, "Session";
        /// The item that was shown.
        open item: Link<Item>, "Item";
        /// The question it answers.
        open question: Option<Question>, "Question";
        /// Who said it.
        named person: Link<Person>, "Said by";
        /// What it tells.
        open signal: Option<Signal>, "Signal";
        /// The assumption it bears on.
        open assumption: Link<Assumption>, "Assumption";
        /// The estimates that changed because of it, a line each.
        open changed: Prose, "Estimates changed";
        /// The request it became.
        open request: Link<Item>, "Became";
    }
}
