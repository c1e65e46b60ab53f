//! Availability: who is there in an iteration, from which capacity follows.

use super::field::{PartOf, Percent};
use super::increment::Iteration;
use super::number::Number;
use super::points::Points;
use super::team::Team;

crate::record! {
    /// Who of a team is there in one iteration.
    Availability: "availability" in "availability", "Availability", "Availability" {
        /// What is special this time: holidays, a course, somebody new.
        open reason: String, "Reason";
        /// The team.
        open team: PartOf<Team>, "Team";
        /// The iteration.
        open iteration: PartOf<Iteration>, "Iteration";
        /// How many work in it full-time; half a person counts as 0.5.
        open people: Option<Number>, "People, full-time";
        /// Working days they are away, added up over all of them.
        open away: Option<Number>, "Days away";
        /// The share of their time that goes into planned work; blank means all of it.
        open focus: Option<Percent>, "Focus";
        /// Points the team takes on, where it says so itself; blank means computed.
        open capacity: Points, "Capacity";
    }
}
