//! Answers to the two questions of Kano: how it would be to have something, and not to have it.

use chrono::NaiveDate;

use super::field::{Link, PartOf};
use super::need::Need;
use super::person::Person;

crate::choice! {
    /// An answer to "how would you feel if the product had it", or had it not.
    KanoAnswer {
        Like = "I like it",
        Expect = "I expect it",
        Neutral = "I do not care",
        Tolerate = "I can live with it",
        Dislike = "I dislike it",
    }
}

crate::record! {
    /// What one customer answers to the two questions about a need.
    KanoReply: "kano" in "kano_replies", "Kano answer", "Kano answers" {
        /// The need that is asked about.
        open need: PartOf<Need>, "Need";
        /// How it would be if the need were met.
        open functional: Option<KanoAnswer>, "With it";
        /// How it would be if it were not.
        open dysfunctional: Option<KanoAnswer>, "Without it";
        /// Who answered.
        open person: Link<Person>, "Asked";
        /// When it was answered.
        open date: Option<NaiveDate>, "Date";
    }
}
