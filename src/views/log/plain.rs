//! Decisions, conversations and sessions as plain text.

use std::fmt::Write as _;

use crate::desk::Desk;
use crate::model::decision::Decision;
use crate::scoring::decision::{due, standing, words};
use crate::ui::text;
use crate::views::log::Log;
use crate::views::log::draw::{conversation, session};
use crate::views::log::{Part, ids};

/// Decisions, the newest first, each with what it cost then and costs now; then conversations and sessions.
pub fn log(desk: &Desk, log: &Log) -> String {
    let mut out = String::from("---- Decisions ----\n");
    let standing = standing(desk.seen());
    let decisions = ids(desk, log, Part::Decisions).into_iter();
    for decision in decisions.filter_map(|id| desk.seen().get::<Decision>(id)) {
        let due = due(desk.seen(), &standing, decision, desk.derived.today);
        let details = words::details(desk.seen(), &desk.derived.evaluation, decision, due);
        record(&mut out, &decision.about, &details);
    }
    out.push_str("---- Conversations ----\n");
    for id in ids(desk, log, Part::Conversations) {
        if let Some((about, more)) = conversation(desk, id).split_first() {
            record(&mut out, about, more);
        }
    }
    out.push_str("---- Sessions ----\n");
    for id in ids(desk, log, Part::Sessions) {
        if let Some((name, more)) = session(desk, id).split_first() {
            record(&mut out, name, more);
        }
    }
    out
}

/// A heading and what is said of it, indented.
fn record(out: &mut String, heading: &str, lines: &[String]) {
    let _ = writeln!(out, "{}", text::clean(heading));
    for line in lines.iter().flat_map(|line| line.lines()) {
        let _ = writeln!(out, "  {}", text::clean(line));
    }
}
