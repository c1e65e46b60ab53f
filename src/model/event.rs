//! Events: the occasions on which people meet, and what comes of them.

use chrono::NaiveDate;

use super::field::{Link, Links, PartOf, Prose};
use super::increment::Increment;
use super::number::Number;
use super::person::Person;
use super::team::Team;

crate::choice! {
    /// What sort of occasion an event is.
    Occasion {
        Planning = "Planning",
        StandUp = "Stand-up",
        Review = "Review",
        Demo = "System demo",
        Retrospective = "Retrospective",
        InspectAndAdapt = "Inspect and adapt",
        ArtSync = "Sync of the teams",
        PoSync = "PO sync",
        Refinement = "Refinement",
        ProblemSolving = "Problem solving",
    }
}

crate::record! {
    /// An occasion on which people meet.
    TrainEvent: "event" in "events", "Event", "Events" {
        /// What everybody calls it.
        open name: String, "Name";
        /// What sort of occasion it is.
        open occasion: Option<Occasion>, "Kind";
        /// The day.
        open date: Option<NaiveDate>, "Date";
        /// When it begins on that day: 09:30.
        open begins: String, "Begins at";
        /// The planning interval it belongs to.
        open increment: Link<Increment>, "Planning interval";
        /// Which team it is for; blank means all teams.
        open team: Link<Team>, "Team";
        /// Who is there.
        open people: Links<Person>, "People present";
        /// What is done there, one point per line: minutes, then what.
        open agenda: Vec<String>, "Agenda";
        /// What was said.
        open note: Prose, "Note";
    }
}

crate::record! {
    /// Something people put up at an event and vote on.
    Topic: "topic" in "topics", "Topic", "Topics" {
        /// What it is about.
        open text: String, "Topic";
        /// The event it was put up at.
        open event: PartOf<TrainEvent>, "Event";
        /// How many votes it got.
        open votes: Option<Number>, "Votes";
        /// What came of it.
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
        open event: PartOf<TrainEvent>, "Event";
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
