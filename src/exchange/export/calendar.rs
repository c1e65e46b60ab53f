//! The calendar: every day that people have in mind, as whole days (RFC 5545).
//!
//! Owns which days go in and what they are called. Stamp and ids come from the day of the export and the records,
//! so that the same workspace gives the same file, and another import moves what has moved.

use std::io::Write;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use icalendar::{Calendar, Component as _, Event as Entry, EventLike as _, Property};

use super::content::{Content, ExportError, Written};
use crate::model::dependency::{Dependency, Promise};
use crate::model::event::Event;
use crate::model::field::Choice;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::Item;
use crate::model::milestone::Milestone;
use crate::model::record::Declared;
use crate::model::risk::{Risk, Roam};
use crate::model::text::clean_line;

/// Writes the calendar.
pub(super) fn write(content: &Content<'_>, to: &mut dyn Write) -> Written {
    let mut days = Days {
        content,
        stamp: content
            .today
            .unwrap_or_default()
            .and_time(NaiveTime::MIN)
            .and_utc(),
        calendar: Calendar::empty(),
    };
    for (name, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//evenkeel//evenkeel//EN"),
        ("CALSCALE", "GREGORIAN"),
    ] {
        days.calendar.append_property((name, value));
    }
    // The first is the standard's, the second what most programs read.
    let name = days.text(&content.name());
    for property in ["NAME", "X-WR-CALNAME"] {
        days.calendar
            .append_property(Property::new(property, &name));
    }
    days.stretches();
    days.occasions();
    days.items();
    days.risks();
    if days.calendar.components.is_empty() {
        let why = "no record has a day · give a due day, or days to an increment";
        return Err(ExportError::nothing(why));
    }
    write!(to, "{}", days.calendar)?;
    Ok(Vec::new())
}

/// The calendar as it fills.
struct Days<'a> {
    content: &'a Content<'a>,
    /// The day of the export, as it stands on every entry.
    stamp: DateTime<Utc>,
    calendar: Calendar,
}

impl Days<'_> {
    /// A text of the user on one line, as its readers may see it.
    fn text(&self, text: &str) -> String {
        clean_line(&self.content.said(text)).into_owned()
    }

    /// Puts an entry in, from its first day to its last; none without a first day.
    fn put(
        &mut self,
        (kind, id): (&str, Id),
        words: &str,
        (first, last): (Option<NaiveDate>, Option<NaiveDate>),
    ) {
        let Some(first) = first else {
            return;
        };
        let last = last.filter(|last| *last >= first).unwrap_or(first);
        // The end of whole days is the day after.
        let end = last.succ_opt().unwrap_or(last);
        let mut entry = Entry::new();
        entry
            .uid(&format!("{kind}-{id}@evenkeel"))
            .timestamp(self.stamp)
            .summary(words)
            // Whoever takes the calendar in is not busy on all these days.
            .add_property("TRANSP", "TRANSPARENT")
            .starts(first)
            .ends(end);
        self.calendar.push(entry.done());
    }

    /// Increments and their iterations.
    fn stretches(&mut self) {
        let workspace = self.content.workspace;
        for increment in workspace.all::<Increment>() {
            let name = self.text(&increment.name);
            let days = (increment.starts, increment.ends);
            self.put((Increment::NAME, increment.id), &name, days);
        }
        for iteration in workspace.all::<Iteration>() {
            let whole = iteration.increment.0;
            let whole = whole.and_then(|id| workspace.get::<Increment>(id));
            let whole = whole.map_or_else(String::new, |whole| self.text(&whole.name));
            let name = format!("{whole} {}", self.text(&iteration.name));
            let days = (iteration.starts, iteration.ends);
            self.put((Iteration::NAME, iteration.id), name.trim(), days);
        }
    }

    /// Events, milestones and what is awaited from others.
    fn occasions(&mut self) {
        let workspace = self.content.workspace;
        for event in workspace.all::<Event>() {
            let mut words = self.text(&event.name);
            if let (true, Some(occasion)) = (words.is_empty(), event.occasion) {
                occasion.word().label.clone_into(&mut words);
            }
            self.put((Event::NAME, event.id), &words, (event.date, None));
        }
        for milestone in workspace.all::<Milestone>() {
            let name = self.text(&milestone.name);
            let (day, words) = match milestone.reached {
                Some(reached) => (Some(reached), format!("Milestone reached: {name}")),
                None => (milestone.due, format!("Milestone: {name}")),
            };
            self.put((Milestone::NAME, milestone.id), &words, (day, None));
        }
        let open = workspace.all::<Dependency>();
        for awaited in open.filter(|awaited| awaited.state != Promise::Delivered) {
            let mut words = format!("Awaited: {}", self.text(&awaited.text));
            if !awaited.from.trim().is_empty() {
                words = format!("{words}, from {}", self.text(&awaited.from));
            }
            self.put((Dependency::NAME, awaited.id), &words, (awaited.due, None));
        }
    }

    /// The days on which items are due, and on which they are looked at again.
    fn items(&mut self) {
        let workspace = self.content.workspace;
        let meant = self.content.meant();
        let items = workspace.all::<Item>();
        for item in items.filter(|item| meant.contains(&item.id) && item.state.is_open()) {
            let name = format!("{} {}", self.text(&item.key), self.text(&item.title));
            let days = [
                ("item-due", "Due", item.due),
                (Item::NAME, "Look again", item.review),
            ];
            for (kind, what, day) in days {
                let words = format!("{what}: {}", name.trim());
                self.put((kind, item.id), &words, (day, None));
            }
        }
    }

    /// The days on which risks are looked at again.
    fn risks(&mut self) {
        let risks = self.content.workspace.all::<Risk>();
        for risk in risks.filter(|risk| risk.roam != Some(Roam::Resolved)) {
            let words = format!("Look again at the risk: {}", self.text(&risk.text));
            self.put((Risk::NAME, risk.id), &words, (risk.review, None));
        }
    }
}
