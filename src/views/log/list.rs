//! What each list of the log holds, and which words find a row.

use crate::desk::Desk;
use crate::desk::filter::fold;
use crate::model::decision::{Conversation, Decision};
use crate::model::field::Choice;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::person::Person;
use crate::model::record::{Declared, Kind};
use crate::model::session::Session;
use crate::scoring::decision::{conversations, newest};
use crate::views::log::Log;

/// A list of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// What was decided.
    #[default]
    Decisions,
    /// What has to be talked about.
    Conversations,
    /// The sessions there were.
    Sessions,
}

impl Part {
    /// Every list, in the order of the keys.
    pub const ALL: [Self; 3] = [Self::Decisions, Self::Conversations, Self::Sessions];

    /// The kind of its records.
    pub const fn kind(self) -> &'static Kind {
        match self {
            Self::Decisions => Decision::KIND,
            Self::Conversations => Conversation::KIND,
            Self::Sessions => Session::KIND,
        }
    }
}

/// The rows of a list by their ids: decisions and sessions with the newest first, conversations with overdue
/// ones first; only those with the words of the filter.
pub fn ids(desk: &Desk, log: &Log, part: Part) -> Vec<Id> {
    let wanted = fold(&log.filter);
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let has = |parts: &[&str]| {
        let text = fold(&parts.join("\n"));
        words.iter().all(|word| text.contains(word))
    };
    match part {
        Part::Decisions => newest(&desk.workspace)
            .into_iter()
            .filter(|one| {
                let outcome = one.outcome.map_or("", |outcome| outcome.word().label);
                let (about, reason) = (one.about.as_str(), &*one.reason);
                let (title, key) = item(desk, one.item.0);
                let asked = person(desk, one.asked_by.0);
                has(&[about, outcome, reason, title, key, asked])
            })
            .map(|one| one.id)
            .collect(),
        Part::Conversations => conversations(&desk.workspace, desk.derived.today)
            .into_iter()
            .filter(|one| {
                let (title, key) = item(desk, one.item.0);
                let people = one.people.0.iter().map(|id| person(desk, Some(*id)));
                let mut parts: Vec<&str> = people.collect();
                parts.extend([one.about.as_str(), &*one.outcome, title, key]);
                has(&parts)
            })
            .map(|one| one.id)
            .collect(),
        Part::Sessions => {
            let all = desk.workspace.all::<Session>();
            let mut all: Vec<&Session> = all.filter(|one| has(&[&one.name, &one.note])).collect();
            all.sort_by_key(|one| (std::cmp::Reverse(one.date), one.id));
            all.into_iter().map(|one| one.id).collect()
        }
    }
}

/// The title and key of an item.
fn item(desk: &Desk, id: Option<Id>) -> (&str, &str) {
    let item = id.and_then(|id| desk.workspace.get::<Item>(id));
    item.map_or(("", ""), |item| (item.title.as_str(), item.key.as_str()))
}

fn person(desk: &Desk, id: Option<Id>) -> &str {
    let person = id.and_then(|id| desk.workspace.get::<Person>(id));
    person.map_or("", |person| person.name.as_str())
}
