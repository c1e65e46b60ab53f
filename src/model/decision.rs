//! Decisions: what was answered to a request, why, and what it cost at that moment; and the conversations
//! that have to be had before one can be made.
//!
//! Owns the records alone. What a decision costs is computed when it is made and kept here, so that it can
//! be compared with today.

use chrono::NaiveDate;

use super::field::{Link, Links, Money, Prose};
use super::increment::Increment;
use super::item::Item;
use super::number::Number;
use super::option::ItemOption;
use super::person::Person;
use super::session::Session;

crate::choice! {
    /// What was decided. Never a bare no: each says what comes next.
    Outcome {
        Commit = "Yes, plan it",
        NotNow = "Not now",
        Option = "Another option",
        Split = "Split it",
        Research = "Research first",
        Parked = "Ask first",
        Decline = "Decline",
    }
}

crate::record! {
    /// An answer to a request.
    Decision: "decision" in "decisions", "Decision", "Decisions" {
        /// What it is about, as it was called then.
        open about: String, "About";
        /// What was decided.
        open outcome: Option<Outcome>, "Decision";
        /// The item it is about.
        open item: Link<Item>, "Item";
        /// Why, in words the person who asked may read.
        open reason: Prose, "Reason";
        /// Who asked.
        open asked_by: Link<Person>, "Asked by";
        /// Who decided.
        open decided_by: Links<Person>, "Decided by";
        /// The day.
        open date: Option<NaiveDate>, "Date";
        /// The session it was made in.
        open session: Link<Session>, "Session";
        /// The planning interval it was committed to.
        open increment: Link<Increment>, "Planning interval";
        /// The option that was chosen.
        open option: Link<ItemOption>, "Option";
        /// The items it was split into, or the research it became.
        open parts: Links<Item>, "Parts";
        /// The question that has to be answered first.
        open question: String, "Question";
        /// What a week of waiting cost then, in points.
        open cost_now: Option<Number>, "Cost a week, then";
        /// What waiting until the day of the next look costs, in points, as seen then.
        open cost_later: Option<Number>, "Cost until the next look, then";
        /// What a week of waiting cost then, in money.
        private money_now: Option<Money>, "Money a week, then";
        /// What waiting until the day of the next look costs, in money, as seen then.
        private money_later: Option<Money>, "Money until the next look, then";
        /// The rank before.
        open rank_before: Option<Number>, "Rank before";
        /// The rank after.
        open rank_after: Option<Number>, "Rank after";
        /// The day it is looked at again.
        open review: Option<NaiveDate>, "Look again on";
    }
}

crate::record! {
    /// Something certain people have to talk about before it can be decided.
    Conversation: "conversation" in "conversations", "Conversation", "Conversations" {
        /// What it is about.
        open about: String, "About";
        /// The item in question.
        open item: Link<Item>, "Item";
        /// The estimate they see differently, by field name.
        open factor: String, "Estimate";
        /// Who must be in the room.
        open people: Links<Person>, "Who must be there";
        /// The day it is held by.
        open due: Option<NaiveDate>, "By";
        /// The session it comes from.
        open session: Link<Session>, "Session";
        /// The day it was held.
        open held: Option<NaiveDate>, "Held on";
        /// What came of it.
        open outcome: Prose, "Outcome";
    }
}
