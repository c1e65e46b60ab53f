//! Agreements on the mix: target shares of the effort for one interval.

use chrono::NaiveDate;

use super::field::{Link, Links, PartOf};
use super::increment::Increment;
use super::person::Person;
use super::team::Team;

crate::record! {
    /// Target shares of the effort as they were agreed for an interval, or for a team in it.
    AgreedMix: "mix" in "mixes", "Agreed mix", "Agreed mixes" {
        /// What was agreed, in a few words.
        open name: String, "Name";
        /// The interval it holds for.
        open increment: PartOf<Increment>, "Planning interval";
        /// The team it holds for; blank is all teams.
        open team: Link<Team>, "Team";
        /// The share of each allocation, one per line: allocation, a colon, percent; they are scaled to add up to 100.
        open shares: Vec<String>, "Shares";
        /// Who agreed.
        open agreed_by: Links<Person>, "Agreed by";
        /// The day it was agreed.
        open agreed_on: Option<NaiveDate>, "Agreed on";
    }
}
