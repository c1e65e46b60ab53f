//! The risks as plain text: by letter, then what is awaited, then what needs what.

use std::fmt::Write as _;

use crate::desk::Desk;
use crate::model::field::Choice;
use crate::model::item::Item;
use crate::model::team::Team;
use crate::scoring::dependencies::map::map;
use crate::scoring::plan::due::{Due, awaited, is_late};
use crate::scoring::plan::risks::columns;
use crate::ui::records::{day_and_distance as day, person};
use crate::ui::text;
use crate::views::risk::draw::{said, stake, when};

/// Every risk with what is at stake, its owner and what comes next; external dependencies, late first; planned
/// items with what they need, by the number of its line.
pub fn risks(desk: &Desk) -> String {
    let mut out = String::new();
    for column in columns(desk.seen()) {
        let letter = column.letter.map_or("No letter yet", |l| l.word().label);
        let count = text::count(column.risks.len(), "risk", "risks");
        let _ = writeln!(out, "---- {letter}: {count} ----");
        for risk in column.risks {
            let due = Due::of_risk(risk, desk.derived.today);
            let owner = match person(desk, risk.owner.0) {
                "" => "nobody",
                name => name,
            };
            let (what, owner) = (text::clean(&risk.text), text::clean(owner));
            let _ = write!(out, "{what} ({}; {owner}", stake(risk));
            if !risk.follow_up.trim().is_empty() {
                let _ = write!(out, "; {}", text::clean(risk.follow_up.trim()));
            }
            if risk.review.is_some() {
                let _ = write!(out, "; look again {}", day(risk.review, due));
            }
            out.push_str(")\n");
        }
    }
    out.push_str("---- External dependencies ----\n");
    for one in awaited(desk.seen(), desk.derived.today) {
        let due = Due::of_dependency(one, desk.derived.today);
        let late = if is_late(one, desk.derived.today) {
            "late: "
        } else {
            ""
        };
        let state = one.state.word().label.to_lowercase();
        let by = match day(one.due, due) {
            words if words.is_empty() => "no day".to_owned(),
            words => words,
        };
        let (what, from) = (text::clean(&one.text), text::clean(&one.from));
        let _ = writeln!(out, "{late}{what} ({state}; from {from}; needed by {by})");
    }
    let map = map(desk.seen());
    out.push_str("---- Dependency map of the coming increment ----\n");
    for (step, number) in map.rows.iter().zip(1..) {
        let item = desk.seen().get::<Item>(step.id);
        let team = item.and_then(|item| desk.seen().get::<Team>(item.team.0?));
        let team = team.map_or("no team", |team| &team.name);
        let title = text::clean(item.map_or("", |item| &item.title));
        let when = text::clean(when(desk, item, step.is_planned));
        let _ = write!(out, "{number:>4}  {when}  {}  {title}", text::clean(team));
        match said(step) {
            needs if needs.is_empty() => out.push('\n'),
            needs => {
                let _ = writeln!(out, " (needs {needs})");
            }
        }
    }
    let alone = text::count(map.alone, "planned item", "planned items");
    let _ = writeln!(out, "Without a link: {alone}");
    out
}
