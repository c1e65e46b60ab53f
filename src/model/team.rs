//! The teams that do the work.

use super::field::{Links, Prose};
use super::number::Number;
use super::person::Person;

crate::record! {
    /// A group of people who deliver together.
    Team: "team" in "teams", "Team", "Teams" {
        /// What everybody calls the team.
        open name: String, "Name";
        /// Who works in it.
        open members: Links<Person>, "Members";
        /// Points finished in each past iteration, oldest first; blank counts them from what is done.
        open velocity: Vec<Number>, "Velocity";
        /// Anything worth knowing about the team.
        open note: Prose, "Note";
    }
}
