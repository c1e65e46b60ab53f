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
        Commit = "Yes, planned",
        NotNow = "Not now",
        Option = "Another option",
        Split = "Split",
        Research = "Research first",
        Parked = "Question parked",
        Decline = "Declined",
    }
}

crate::record! {
    /// An answer to a request.
    Decision: "decision" in "decisions", "Decision", "Decisions" {
        /// What it is about, as it was called then.
        about: String, "About";
        /// What was decided.
        outcome: Option<Outcome>, "Decision";
        /// The item it is about.
        item: Link<Item>, "Item";
        /// Why, in words the person who asked may read.
        reason: Prose, "Reason";
        /// Who asked.
        asked_by: Link<Person>, "Asked by";
        /// Who decided.
        decided_by: Links<Person>, "Decided by";
        /// The day.
        date: Option<NaiveDate>, "Date";
        /// The session it was made in.
        session: Link<Session>, "Session";
        /// The increment it was committed to.
        increment: Link<Increment>, "Increment";
        /// The option that was chosen.
        option: Link<ItemOption>, "Option";
        /// The items it was split into, or the research it became.
        parts: Links<Item>, "Parts";
        /// The question that has to be answered first.
        question: String, "Question";
        /// What a week of waiting cost then, in points.
        cost_now: Option<Number>, "Cost a week, then";
        /// What waiting until the day of the next look costs, in points, as seen then.
        cost_later: Option<Number>, "Cost until the next look, then";
        /// What a week of waiting cost then, in money.
        money_now: Option<Money>, "Money a week, then";
        /// What waiting until the day of the next look costs, in money, as seen then.
        money_later: Option<Money>, "Money until the next look, then";
        /// The rank before.
        rank_before: Option<Number>, "Rank before";
        /// The rank after.
        rank_after: Option<Number>, "Rank after";
        /// The day it is looked at again.
        review: Option<NaiveDate>, "Look again on";
    }
}

crate::record! {
    /// Something certain people have to talk about before it can be settled.
    Conversation: "conversation" in "conversations", "Conversation", "Conversations" {
        /// What it is about.
        about: String, "About";
        /// The item in question.
        item: Link<Item>, "Item";
        /// The estimate they see differently, by field name.
        factor: String, "Estimate";
        /// Who must be in the room.
        people: Links<Person>, "Who must be there";
        /// The day it is held by.
        due: Option<NaiveDate>, "By";
        /// The session it comes from.
        session: Link<Session>, "Session";
        /// The day it was held.
        held: Option<NaiveDate>, "Held on";
        /// What came of it.
        outcome: Prose, "Outcome";
    }
}
