//! The risks as plain text: by letter, then what is awaited, then what needs what.

use std::fmt::Write as _;

use crate::desk::Desk;
use crate::model::field::Choice;
use crate::model::item::Item;
use crate::model::team::Team;
use crate::model::words::worded;
use crate::scoring::dependencies::map::map;
use crate::scoring::plan::due::{Due, awaited, is_late};
use crate::scoring::plan::risks::columns;
use crate::ui::text;
use crate::views::risk::awaited::needed_by;
use crate::views::risk::draw::{again, owner, said, stake, when};

/// Every risk with what is at stake, its owner and what comes next; external dependencies, late first; planned
/// items with what they need, by the number of its line.
pub fn risks(desk: &Desk) -> String {
    let mut out = String::new();
    for column in columns(desk.seen()) {
        let letter = column
            .letter
            .map_or("Not discussed yet", |l| l.word().label);
        let count = text::count(column.risks.len(), "risk", "risks");
        let _ = writeln!(out, "---- {letter}: {count} ----");
        for risk in column.risks {
            let due = Due::of_risk(risk, desk.derived.today);
            let mut facts = vec![stake(risk), owner(desk, risk).to_owned()];
            facts.push(risk.follow_up.trim().to_owned());
            facts.push(again(risk, due));
            facts.retain(|fact| !fact.is_empty());
            let facts = facts.join("; ");
            let (what, facts) = (text::clean(&risk.text), text::clean(&facts));
            let _ = writeln!(out, "{what} ({facts})");
        }
    }
    out.push_str("---- External dependencies ----\n");
    for one in awaited(desk.seen(), desk.derived.today) {
        let late = if is_late(one, desk.derived.today) {
            "late: "
        } else {
            ""
        };
        let state = one.state.word().label.to_lowercase();
        let by = needed_by(desk, one);
        let (what, from) = (text::clean(&one.text), text::clean(&one.from));
        let _ = writeln!(out, "{late}{what} ({state}; from {from}; needed by {by})");
    }
    let map = map(desk.seen(), desk.derived.evaluation.race.coming);
    out.push_str(worded(
        "---- Dependency map of the coming planning interval ----\n",
    ));
    for (step, number) in map.rows.iter().zip(1..) {
        let item = desk.seen().get::<Item>(step.id);
        let team = item.and_then(|item| desk.seen().linked(&item.team));
        let team = team.map_or("no team", |team: &Team| &team.name);
        let title = text::clean(item.map_or("", |item| &item.title));
        let when = text::clean(when(desk, item, step.is_planned));
        let _ = write!(out, "{number:>4}  {when}  {}  {title}", text::clean(team));
        let needs = said(step);
        if !needs.is_empty() {
            let _ = write!(out, " (needs {needs})");
        }
        out.push('\n');
    }
    let alone = text::count(map.alone, worded("planned item"), worded("planned items"));
    let _ = writeln!(out, "Without a link: {alone}");
    out
}
