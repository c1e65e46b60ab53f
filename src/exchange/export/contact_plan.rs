//! The communication plan: who is spoken with, how often and how, when next, and what they must hear.
//!
//! Owns the layout, and whose name may stand in it. The days are those of [`people`].

use std::fmt::Write as _;
use std::io::Write;

use super::content::{Content, ExportError, Written};
use super::markdown::escape::escape;
use super::markdown::tables::lay_out;
use crate::model::decision::Decision;
use crate::model::field::Choice;
use crate::model::format::{day_count, full_date, known, long_date};
use crate::model::person::Person;
use crate::model::words::worded;
use crate::scoring::facts::FactTable;
use crate::scoring::insight::people;

/// Writes the plan.
pub(super) fn write(content: &Content<'_>, to: &mut dyn Write) -> Written {
    let all = spoken_with(content);
    if all.is_empty() {
        let why =
            worded("nobody has a stance, a rhythm or a talk yet · {GO_INSIGHT}, then Stakeholders");
        return Err(ExportError::nothing(why));
    }
    let mut out = format!("# {}: communication plan\n", escape(&content.name()));
    if let Some(today) = content.today {
        let _ = write!(out, "\nas of {}\n", full_date(today));
    }
    for table in [plan(content, &all), promised(content, &all)] {
        if table.says_something() {
            lay_out(&table, &mut out);
        }
    }
    to.write_all(out.as_bytes())?;
    Ok(Vec::new())
}

/// The people of whom something is noted as of stakeholders, who may be named; the next to be spoken with first.
fn spoken_with<'a>(content: &Content<'a>) -> Vec<&'a Person> {
    let (workspace, today) = (content.workspace, content.today);
    if !people::is_used(workspace) {
        return Vec::new();
    }
    let all = workspace.all::<Person>();
    let all = all.filter(|person| content.disclosure.shows_record(*person));
    let is_noted = |person: &&Person| {
        people::silence(workspace, person, today).is_some_and(|gap| gap.every.is_some())
            || people::last_contact(workspace, person, today).is_some()
    };
    let mut all: Vec<&Person> = all.filter(is_noted).collect();
    all.sort_by_cached_key(|person| {
        let next = people::next_contact(workspace, person, today);
        (next.is_none(), next, person.name.clone(), person.id)
    });
    all
}

fn plan(content: &Content<'_>, all: &[&Person]) -> FactTable {
    let (workspace, today) = (content.workspace, content.today);
    let row = |person: &&Person| {
        let every = people::silence(workspace, person, today).and_then(|gap| gap.every);
        let hears = |decision: &&Decision| {
            let outcome = decision.outcome.map_or("", |outcome| outcome.word().label);
            format!("{}: {outcome}", content.said(&decision.about))
        };
        let hears: Vec<String> = people::untold(workspace, person, today)
            .iter()
            .map(hears)
            .collect();
        vec![
            content.said(&person.name),
            people::closeness(person).map_or_else(String::new, |close| close.words().to_owned()),
            known(every.map(day_count), "?"),
            known(
                people::last_contact(workspace, person, today).map(long_date),
                "nobody yet",
            ),
            known(
                people::next_contact(workspace, person, today).map(long_date),
                "?",
            ),
            content.said(&person.channel),
            person
                .stance
                .map_or_else(String::new, |stance| stance.word().label.to_owned()),
            hears.join("; "),
        ]
    };
    let columns = "Person | Kept | Every | Last | Next | Reached by | Stance | Must hear";
    FactTable::new(
        "Who, how often, how",
        columns,
        all.iter().map(row).collect(),
    )
}

/// What was promised and is not kept.
fn promised(content: &Content<'_>, all: &[&Person]) -> FactTable {
    let rows = all.iter().flat_map(|person| {
        let open = people::promises(content.workspace, person.id).into_iter();
        let open = open.filter(|one| one.kept.is_none());
        open.map(|one| {
            vec![
                known(one.promise_due.map(long_date), "no day"),
                content.said(&person.name),
                content.said(&one.promise),
            ]
        })
    });
    FactTable::new("Promised", "By | To | What", rows.collect())
}
