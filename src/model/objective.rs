//! Objectives: what a team promises or hopes to reach in an increment.

use chrono::NaiveDate;

use super::field::{Link, Links, PartOf};
use super::increment::Increment;
use super::item::Item;
use super::kpi::Kpi;
use super::number::Number;
use super::person::Person;
use super::team::Team;

crate::choice! {
    /// How firmly an objective stands.
    Commitment {
        Committed = "Committed",
        Uncommitted = "Uncommitted",
    }
}

crate::record! {
    /// What a team wants to reach in a planning interval, in the words of those who pay for it.
    Objective: "objective" in "objectives", "Objective", "Objectives" {
        /// What will be different afterwards.
        open text: String, "Objective";
        /// The planning interval it is for.
        open increment: PartOf<Increment>, "Planning interval";
        /// The team that goes for it.
        open team: Link<Team>, "Team";
        /// Whether it is promised; an uncommitted one is planned and in the load, too.
        open commitment: Commitment, "Commitment";
        /// What it is worth to the business, from 1 to 10, as said at planning.
        open planned_value: Option<Number>, "Planned business value";
        /// Who gave it that value.
        open valued_by: Link<Person>, "Value given by";
        /// The day it was given.
        open valued_on: Option<NaiveDate>, "Value given on";
        /// What was reached, by the same measure, as said at the end; 0 for nothing.
        open actual_value: Option<Number>, "Actual business value";
        /// Who said what was reached.
        open reached_by: Link<Person>, "Reached, said by";
        /// The day that was said.
        open reached_on: Option<NaiveDate>, "Reached, said on";
        /// The KPI it moves.
        open kpi: Link<Kpi>, "KPI";
        /// The items it takes.
        open items: Links<Item>, "Items";
    }
}
