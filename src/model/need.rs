//! Needs: what customers want to get done, in their words, and who wishes for it.

use chrono::NaiveDate;

use super::field::{Link, Links, Prose};
use super::kpi::Kpi;
use super::number::Number;
use super::person::Person;
use super::persona::{Persona, Segment};

crate::choice! {
    /// How much somebody wishes for something.
    WishImportance {
        NotImportant = "Not important",
        Nice = "Nice to have",
        Important = "Important",
        Critical = "Critical",
    }
}

crate::record! {
    /// What customers want to get done, in their own words.
    Need: "need" in "needs", "Need", "Needs" {
        /// What they want, as they would say it.
        open statement: String, "Need";
        /// The larger need it is a part of.
        open parent: Link<Need>, "Part of";
        /// Who has it.
        open personas: Links<Persona>, "Personas";
        /// The KPI that gets better when it is met.
        open outcome: Link<Kpi>, "Outcome";
        /// How much it matters, from 0 to 10: ten times the share of people who answer 4 or 5 of 5.
        open importance: Option<Number>, "Importance";
        /// How well it is met today, from 0 to 10: ten times the share of people who answer 4 or 5 of 5.
        open satisfaction: Option<Number>, "Satisfaction";
        /// Anything worth knowing.
        open note: Prose, "Note";
    }
}

crate::record! {
    /// One customer's wish; many of them stand behind a need, and those without one are the inbox.
    Wish: "wish" in "wishes", "Wish", "Wishes" {
        /// What was said.
        open said: String, "What was said";
        /// The need behind it; blank: still in the inbox.
        open need: Link<Need>, "Need";
        /// Who said it.
        open person: Link<Person>, "Said by";
        /// The customers it stands for.
        open segment: Link<Segment>, "Segment";
        /// How much it matters to them.
        open importance: Option<WishImportance>, "How much";
        /// When it was said.
        open date: Option<NaiveDate>, "Date";
    }
}
