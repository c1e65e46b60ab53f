//! The minutes of a session, as Markdown and as a page.
//!
//! Owns the words for them, as their readers may see them: the head here, who rose and fell in [`rungs`], what was
//! agreed in [`agreed`]; what was voted on, in [`voted`], comes last. What belongs to a session is [`crate::scoring::session::minutes`]'s to say.

mod agreed;
mod rungs;
mod voted;

use std::fmt::Write as _;
use std::io::Write;

use serde::Serialize;

use super::content::{Content, ExportError, Written};
use super::markdown::escape::escape;
use super::markdown::tables::lay_out;
use super::page;
use crate::model::field::Choice;
use crate::model::format;
use crate::model::format::full_date;
use crate::model::id::Id;
use crate::model::session::Session;
use crate::model::words::ITEMS;
use crate::scoring::facts::FactTable;
use crate::scoring::session::column::VoteColumn;
use crate::scoring::session::minutes::{self, Minutes};

/// What stands in the page.
const TEMPLATE: page::Template = ("minutes.html", include_str!("../../../assets/minutes.html"));

/// Minutes in words.
#[derive(Serialize)]
struct MinutesTables {
    /// What the session is called.
    name: String,
    /// Day, kind and time, each in a few words.
    lines: Vec<String>,
    /// Who was there.
    people: String,
    /// What was noted.
    note: String,
    /// The tables that hold something.
    tables: Vec<FactTable>,
    /// Who may see it.
    audience: &'static str,
    /// The colors and classes of the page; ours, not escaped.
    style: &'static str,
}

/// Writes them as Markdown.
pub(super) fn write(content: &Content<'_>, to: &mut dyn Write) -> Written {
    let (minutes, notes) = tables(content)?;
    let mut out = format!("# {}\n", escape(&minutes.name));
    for part in [&minutes.lines.join(" · "), &minutes.people, &minutes.note] {
        if !part.is_empty() {
            let _ = write!(out, "\n{}\n", escape(part));
        }
    }
    for table in &minutes.tables {
        lay_out(table, &mut out);
    }
    to.write_all(out.as_bytes())?;
    Ok(notes)
}

/// Writes them as a page.
pub(super) fn write_page(content: &Content<'_>, to: &mut dyn Write) -> Written {
    let (minutes, notes) = tables(content)?;
    page::render(TEMPLATE, &minutes, to)?;
    Ok(notes)
}

/// What is told, and what of the session stays out because it is not among the items that are meant.
fn tables(content: &Content<'_>) -> Result<(MinutesTables, Vec<String>), ExportError> {
    let workspace = content.workspace;
    let named = content.session.and_then(|id| workspace.get::<Session>(id));
    let session = named
        .or_else(|| minutes::latest(workspace))
        .ok_or_else(|| ExportError::nothing("there is no session yet · hold one first"))?;
    let mut minutes = minutes::minutes(workspace, session);
    let may_be_told = |column: &VoteColumn| {
        let row = column.row();
        row.is_none_or(|field| content.disclosure.shows(field))
    };
    minutes.asked.retain(may_be_told);
    for taken in &mut minutes.items {
        let estimates = &mut taken.estimates;
        estimates.retain(|estimate| may_be_told(&estimate.column));
    }
    let facts = MinutesFacts { content, minutes };
    let tables = [
        facts.ladder(),
        facts.decisions(),
        facts.parked(),
        facts.conversations(),
        facts.actions(),
        facts.confidence(),
        facts.feedback(),
        facts.agenda(),
        facts.votes(),
    ];
    let name = content.said(&session.name);
    let minutes = MinutesTables {
        name: if name.is_empty() {
            "Session without a name".to_owned()
        } else {
            name
        },
        lines: facts.lines(),
        people: facts.people(),
        note: content.said(&session.note),
        tables: tables
            .into_iter()
            .filter(FactTable::says_something)
            .collect(),
        audience: page::audience(content),
        style: super::svg::STYLE,
    };
    let items = facts.minutes.items.iter();
    let left_out = items.filter(|taken| !facts.is_meant(Some(taken.item)));
    let notes = match left_out.count() {
        0 => Vec::new(),
        count => vec![format!(
            "{} of the session not told: not among the {ITEMS} that are exported",
            format::count(count, "item", "items")
        )],
    };
    Ok((minutes, notes))
}

/// What is told of a session, and where it comes from.
struct MinutesFacts<'a> {
    content: &'a Content<'a>,
    minutes: Minutes<'a>,
}

impl MinutesFacts<'_> {
    fn said(&self, text: &str) -> String {
        self.content.said(text)
    }

    /// Whether something may be told that is about an item, or about none.
    fn is_meant(&self, item: Option<Id>) -> bool {
        item.is_none_or(|id| self.content.items.contains(&id))
    }

    /// The title of an item, if there is one.
    fn title(&self, item: Option<Id>) -> String {
        item.map_or_else(String::new, |id| self.content.title(id))
    }

    /// The names of people that may be told, with commas.
    fn names(&self, ids: &[Id]) -> String {
        let names = ids.iter().map(|id| self.content.person(Some(*id)));
        names.collect::<Vec<_>>().join(", ")
    }

    /// Day, kind, whether it is over, and the time it took.
    fn lines(&self) -> Vec<String> {
        let (session, minutes) = (self.minutes.session, &self.minutes);
        let when = session
            .date
            .map_or_else(|| "Day unknown".to_owned(), full_date);
        let state = if session.over { "over" } else { "still open" };
        let time = minutes.seconds.map(|used| {
            let used = used_of(used, minutes.timebox);
            format!("time used: {used}")
        });
        let sort = session.sort.word().label.to_owned();
        [when, sort, state.to_owned()]
            .into_iter()
            .chain(time)
            .collect()
    }

    /// Who was there, with their sides; where names stay hidden only how many of each side.
    fn people(&self) -> String {
        let people = &self.minutes.people;
        if people.is_empty() {
            return "People present: unknown".to_owned();
        }
        let side = |side: Option<crate::model::person::Side>| {
            side.map_or("side unknown", |side| side.word().label)
        };
        if self.minutes.session.nameless {
            let mut sides: Vec<_> = people.iter().map(|person| person.side).collect();
            sides.sort_unstable_by_key(|side| (side.is_none(), *side));
            let groups = sides.chunk_by(|one, other| one == other);
            let groups = groups.map(|group| {
                let of = side(group.first().copied().flatten());
                format!("{} {of}", group.len())
            });
            let groups: Vec<String> = groups.collect();
            let all = format::count(people.len(), "person", "people");
            return format!("{all} present, names stay hidden: {}", groups.join(", "));
        }
        let known = people
            .iter()
            .filter(|person| self.content.disclosure.shows_record(**person));
        let mut names: Vec<String> = known
            .map(|person| format!("{} ({})", self.said(&person.name), side(person.side)))
            .collect();
        if let hidden @ 1.. = people.len() - names.len() {
            names.push(format!("{hidden} more whose names are kept private"));
        }
        format!("Present: {}", names.join(", "))
    }
}

/// What was used of a timebox, if there was one: `10:40 of 5:00 min, over`.
fn used_of(used: u64, of: Option<u64>) -> String {
    match of {
        None => format!("{} min", clock(used)),
        Some(of) if used > of => format!("{} of {} min, over", clock(used), clock(of)),
        Some(of) => format!("{} of {} min", clock(used), clock(of)),
    }
}

/// Minutes and seconds: `10:40`.
fn clock(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
