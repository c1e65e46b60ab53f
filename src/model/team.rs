//! The teams that do the work.

use super::field::{Links, Prose};
use super::number::Number;
use super::person::Person;

crate::record! {
    /// A group of people who deliver together.
    Team: "team" in "teams", "Team", "Teams" {
        /// What everybody calls the team.
        name: String, "Name";
        /// Who works in it.
        members: Links<Person>, "Members";
        /// Points finished in each past iteration, oldest first.
        velocity: Vec<Number>, "Velocity";
        /// Anything worth knowing about the team.
        note: Prose, "Note";
    }
}
