//! Events: the occasions on which people meet, and what comes of them.

use chrono::NaiveDate;

use super::field::{Link, Links, PartOf, Prose};
use super::increment::Increment;
use super::person::Person;

crate::choice! {
    /// What sort of occasion an event is.
    Occasion {
        Planning = "Planning",
        StandUp = "Stand-up",
        Review = "Review",
        Demo = "System demo",
        Retrospective = "Retrospective",
        InspectAndAdapt = "Inspect and adapt",
    }
}

crate::record! {
    /// An occasion on which people meet.
    Event: "event" in "events", "Event", "Events" {
        /// What everybody calls it.
        open name: String, "Name";
        /// What sort of occasion it is.
        open occasion: Option<Occasion>, "Kind";
        /// The day.
        open date: Option<NaiveDate>, "Date";
        /// The increment it belongs to.
        open increment: Link<Increment>, "Increment";
        /// What was said.
        open note: Prose, "Note";
    }
}

crate::record! {
    /// Something somebody is going to do.
    Action: "action" in "actions", "Action", "Actions" {
        /// What is to be done.
        open text: String, "Action";
        /// Who does it.
        open owner: Link<Person>, "Owner";
        /// The day it is done by.
        open due: Option<NaiveDate>, "Due";
        /// The day it was done.
        open done: Option<NaiveDate>, "Done on";
        /// The event it comes from.
        open event: PartOf<Event>, "Event";
    }
}

crate::record! {
    /// Thanks for a complexity that somebody overcame.
    Recognition: "recognition" in "recognitions", "Recognition", "Recognitions" {
        /// What was hard, and is done.
        open text: String, "Overcame";
        /// Who did it.
        open people: Links<Person>, "Whom";
        /// Who says thanks.
        open by: Link<Person>, "By";
        /// The day.
        open date: Option<NaiveDate>, "Date";
    }
}
