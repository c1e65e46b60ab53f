//! The columns of the log and what stands in them.

use ratatui::style::Style;

use crate::desk::Desk;
use crate::model::decision::{Conversation, Decision};
use crate::model::field::Choice;
use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::session::Session;
use crate::scoring::decision::wait::waiting;
use crate::scoring::due::Due;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Align, Cell, Column, Width};
use crate::views::learn::draw::people;
use crate::views::log::Part;
use crate::views::log::draw::{Scene, decided, due_of};
use crate::views::risk::draw::person;

pub(super) fn columns(part: Part) -> Vec<Column<'static>> {
    let column = |title, width, from| Column {
        title,
        width,
        align: Align::Left,
        gap: 1,
        from,
    };
    match part {
        Part::Decisions => vec![
            column("Date", Width::Fixed(11), 0),
            column("Item", Width::Fill(14), 0),
            column("Answer", Width::Fixed(15), 0),
            column("A week", Width::Fixed(9), 66),
            column("Look again", Width::Fixed(17), 0),
            column("Asked by", Width::Fixed(10), 90),
        ],
        Part::Conversations => vec![
            column("By", Width::Fixed(26), 0),
            column("Who must be there", Width::Fixed(20), 60),
            column("About", Width::Fill(14), 0),
        ],
        Part::Sessions => vec![
            column("Date", Width::Fixed(11), 0),
            column("Kind", Width::Fixed(15), 50),
            column("Session", Width::Fill(14), 0),
            column("Decided", Width::Fixed(7), 40),
        ],
    }
}

/// The mark of a day and its style; a word stands beside it.
fn mark(look: &Look, due: Due) -> (&'static str, Style) {
    match due {
        Due::Met => (look.symbols.done, look.muted()),
        Due::Overdue(_) => (look.symbols.over, look.over()),
        Due::In(_) | Due::Undated | Due::Unknown => (look.symbols.pip_empty, look.text()),
    }
}

pub(super) fn cells<'a>(scene: &Scene<'a>, part: Part, id: Id) -> Vec<Cell<'a>> {
    let (desk, look) = (scene.desk, scene.look);
    let date = |day: Option<chrono::NaiveDate>| {
        let words = day.map_or_else(|| "no day".to_owned(), text::long_date);
        Cell::Text(words.into(), look.muted())
    };
    let words = |words: &'a str, style: Style| Cell::Text(words.into(), style);
    match part {
        Part::Decisions => {
            let Some(one) = desk.seen().get::<Decision>(id) else {
                return Vec::new();
            };
            let due = due_of(scene, part, id);
            let (mark, style) = mark(look, due);
            let again = match (one.review, due) {
                (None, _) => String::new(),
                (Some(_), Due::Overdue(_)) => format!("{mark} {}", due.words()),
                (Some(_), Due::Met) => format!("{mark} answered"),
                (Some(day), _) => format!("{mark} {}", text::long_date(day)),
            };
            let outcome = one.outcome.map_or("", |outcome| outcome.word().label);
            vec![
                date(one.date),
                words(&one.about, look.text()),
                words(outcome, look.text()),
                Cell::Text(a_week(desk, look, one).into(), look.text()),
                Cell::Text(again.into(), style),
                words(person(desk, one.asked_by.0), look.muted()),
            ]
        }
        Part::Conversations => {
            let Some(one) = desk.seen().get::<Conversation>(id) else {
                return Vec::new();
            };
            let due = due_of(scene, part, id);
            let (mark, style) = mark(look, due);
            let when = match (one.held, one.due) {
                (Some(held), _) => format!("{mark} held {}", text::date(held)),
                (None, None) => format!("{mark} no day"),
                (None, Some(by)) => format!("{mark} {}, {}", text::date(by), due.words()),
            };
            vec![
                Cell::Text(when.trim_end_matches(", ").to_owned().into(), style),
                Cell::Text(people(desk, &one.people.0).into(), look.muted()),
                words(&one.about, look.text()),
            ]
        }
        Part::Sessions => {
            let Some(one) = desk.seen().get::<Session>(id) else {
                return Vec::new();
            };
            vec![
                date(one.date),
                words(one.sort.word().label, look.muted()),
                words(&one.name, look.text()),
                Cell::Text(decided(desk, id).to_string().into(), look.text()),
            ]
        }
    }
}

/// What a week of waiting cost in points then and costs today; unknown is a mark, never a zero.
fn a_week(desk: &Desk, look: &Look, decision: &Decision) -> String {
    let unknown = || "?".to_owned();
    let then = decision
        .cost_now
        .map_or_else(unknown, |cost: Number| cost.to_string());
    let item = decision.item.0;
    let now = item.and_then(|id| waiting(desk.seen(), &desk.derived.evaluation, id, None));
    let now = now.map_or_else(
        || look.symbols.no_score.to_owned(),
        |cost| {
            cost.points
                .map_or_else(|_| unknown(), |wait| wait.a_week.to_short())
        },
    );
    format!("{then} {} {now}", look.symbols.right)
}
