//! The decisions: what was answered, what a week of waiting cost then and costs today, when it is due again.

use crate::desk::Desk;
use crate::desk::listing::{Listing, columns};
use crate::model::decision::Decision;
use crate::model::field::Choice;
use crate::model::format::long_date;
use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::record::Declared;
use crate::model::words::Text;
use crate::scoring::decision::wait::waiting;
use crate::scoring::decision::{due, newest, words};
use crate::scoring::facts::{Datum, Facts, SortKey};
use crate::scoring::plan::due::Due;
use crate::ui::records::{day_cell, person, signed_due};

/// The list of decisions, the newest first.
pub(super) const LISTING: Listing = Listing {
    rows: Some(|desk| newest(desk.seen()).iter().map(|one| one.id).collect()),
    columns: columns! { Decision:
        "Date" Just 11 => |_, one| day_cell(one.date);
        "Item" Rest 14 => |_, one| Datum::text(&one.about);
        "Answer" Just 15 => |_, one| Datum::text(answer(one));
        "A week" Just 9 from 66 => a_week;
        "Look again" Just 17 => again;
        "Asked by" Just 10 from 90 => |desk, one| Datum::text(person(desk, one.asked_by.0)).muted();
    },
    note: |desk, ids| {
        let overdue = ids.iter().filter(|id| due_of(desk, **id).is_overdue());
        format!("{} due of {}", overdue.count(), ids.len())
    },
    facts: Some(facts),
    empty: Text::new(
        "Who decided what, and why? {ITEM_DECIDE} on an item writes the first decision.",
    ),
    item: |desk, id| desk.workspace.get::<Decision>(id)?.item.0,
    ..Listing::of(Decision::KIND)
};

fn answer(one: &Decision) -> &'static str {
    one.outcome.map_or("", |outcome| outcome.word().label)
}

/// When a decision is looked at again, as those stand that were made later.
fn due_of(desk: &Desk, id: Id) -> Due {
    let one = desk.seen().get::<Decision>(id);
    one.map_or(Due::Undated, |one| {
        due(desk.seen(), &desk.derived.standing, one, desk.derived.today)
    })
}

fn again(desk: &Desk, one: &Decision) -> Datum {
    let due = due_of(desk, one.id);
    let words = match (one.review, due) {
        (None, _) => return Datum::default(),
        (Some(_), Due::Overdue(_)) => due.words(),
        (Some(_), Due::Met) => "answered".to_owned(),
        (Some(day), _) => long_date(day),
    };
    signed_due(words, due).on(one.review)
}

/// What a week of waiting cost in points then and costs today; unknown is a mark, never a zero.
fn a_week(desk: &Desk, one: &Decision) -> Datum {
    let unknown = || "?".to_owned();
    let then = one
        .cost_now
        .map_or_else(unknown, |cost: Number| cost.to_string());
    let item = one.item.0;
    let now = item.and_then(|id| waiting(desk.seen(), &desk.derived.evaluation, id, None));
    let now = now.map_or_else(
        || "–".to_owned(),
        |cost| {
            cost.points
                .map_or_else(|_| unknown(), |wait| wait.a_week.to_short())
        },
    );
    let key = one
        .cost_now
        .map_or(SortKey::Blank, |cost| SortKey::Number(cost.into()));
    Datum::own(format!("{then} → {now}")).by(key)
}

fn facts(desk: &Desk, id: Id) -> Facts {
    let Some(one) = desk.seen().get::<Decision>(id) else {
        return Facts::default();
    };
    let details = words::details(desk.seen(), &desk.derived.evaluation, one, due_of(desk, id));
    let begin = Facts::of(&one.about);
    details
        .into_iter()
        .fold(begin, |facts, line| facts.with("", line))
        .ruled("A week", "what one week more costs by the shape of its urgency, in cost of delay points: value + time criticality + risk reduction / opportunity, or the money a week; as it was that day, and as it is now")
        .ruled("Rank", "by the ranking method in force, before the decision and right after it")
}
