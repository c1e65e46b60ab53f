//! Sessions: people who settle questions about items together, and every round they voted.
//!
//! Owns the records alone. What a round means is in [`crate::scoring`]; who may see a vote when is for the
//! screens and the exports to keep: a round that is not `shown` shows nobody's vote.

use chrono::NaiveDate;

use super::field::{Link, Links, PartOf, Prose, Ratings};
use super::item::Item;
use super::number::Number;
use super::person::Person;

crate::choice! {
    /// What sort of session it is.
    Sitting {
        Prioritizing = "Prioritizing",
        Demo = "Demo checkpoint",
    }
}

crate::choice! {
    /// The way through the agenda.
    Way {
        Items = "One by one",
        Factors = "Factor by factor",
    }
}

crate::record! {
    /// People at one table who go through an agenda of items.
    Session: "session" in "sessions", "Session", "Sessions" {
        /// What it is called.
        open name: String, "Name";
        /// What sort of session it is.
        open sort: Sitting, "Kind";
        /// The day.
        open date: Option<NaiveDate>, "Date";
        /// Whether it is over.
        open over: bool, "Over";
        /// All estimates of one item after another, or one estimate down the list.
        open way: Way, "Way";
        /// The estimates that are asked for, by field name; none means all four.
        open factors: Vec<String>, "Estimates asked for";
        /// The items, in the order they are taken.
        open agenda: Links<Item>, "Agenda";
        /// Who is there.
        open people: Links<Person>, "People present";
        /// Who of them is away for now; cards they showed stay.
        open away: Links<Person>, "Away for now";
        /// Who is asked for value, time and risk, and not for size.
        open values: Links<Person>, "Vote on value only";
        /// Who is asked for size, and not for value, time and risk.
        open sizes: Links<Person>, "Vote on size only";
        /// The item the room is at.
        open item: Link<Item>, "Now at";
        /// The estimate the room is at, by field name.
        open factor: String, "Now asks for";
        /// How many minutes the whole may take.
        open minutes: Option<Number>, "Timebox, minutes";
        /// How many minutes one item may take.
        open item_minutes: Option<Number>, "Timebox per item, minutes";
        /// How many minutes were added for an item.
        open more: Ratings<Item>, "Minutes added";
        /// How many seconds each item took.
        open used: Ratings<Item>, "Seconds used";
        /// The ranked items when it began, first rank first.
        open before: Links<Item>, "Order before";
        /// The ranked items when it ended, first rank first.
        open after: Links<Item>, "Order after";
        /// Whether nobody is named beside a vote, not even when it is shown.
        open nameless: bool, "Names stay hidden";
        /// Anything worth knowing.
        open note: Prose, "Note";
    }
}

crate::record! {
    /// One round of votes on one estimate of one item.
    Round: "round" in "rounds", "Round of votes", "Rounds of votes" {
        /// The estimate, by field name.
        open factor: String, "Estimate";
        /// The session it belongs to.
        open session: PartOf<Session>, "Session";
        /// The item.
        open item: Link<Item>, "Item";
        /// The first round, or one after a talk.
        open number: Option<Number>, "Round";
        /// The card of each person who showed one.
        named votes: Ratings<Person>, "Votes";
        /// Who is not sure and showed a question mark.
        named unsure: Links<Person>, "Unsure";
        /// Who does not vote on this.
        named abstained: Links<Person>, "Abstained";
        /// Cards that were held up and counted, without names: one for each.
        open counted: Vec<Number>, "Cards counted";
        /// Whether the votes may be seen.
        open shown: bool, "Revealed";
        /// The value the room agreed on.
        open settled: Option<Number>, "Agreed on";
        /// The rank of the item before that.
        open rank_before: Option<Number>, "Rank before";
        /// The rank of the item after that.
        open rank_after: Option<Number>, "Rank after";
    }
}
