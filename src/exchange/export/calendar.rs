//! The calendar: every day that people have in mind, as whole days, and events at their time (RFC 5545).
//!
//! Owns which days go in and what they are called. Stamp and ids come from the day of the export and the records,
//! so that the same workspace gives the same file, and another import moves what has moved.

use std::io::Write;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use icalendar::{
    Calendar, CalendarComponent, CalendarDateTime, Component as _, Event as Entry, EventLike as _,
    Property,
};

use super::content::{Content, ExportError, Written};
use crate::exchange::names::mail;
use crate::model::audience::Audience;
use crate::model::contact::Contact;
use crate::model::decision::Conversation;
use crate::model::dependency::{Dependency, Promise};
use crate::model::event::TrainEvent;
use crate::model::field::Choice;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::Item;
use crate::model::milestone::Milestone;
use crate::model::person::Person;
use crate::model::record::Declared;
use crate::model::risk::{Risk, Roam};
use crate::model::text::clean_line;
use crate::model::words::worded;
use crate::scoring::insight::people;
use crate::scoring::meeting::timebox;

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
    days.contacts();
    if days.calendar.components.is_empty() {
        let why = worded("no record has a day · give a due day, or days to a planning interval");
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

    /// An event: at its time, as long as its agenda takes; without a time, all day.
    fn event(&mut self, event: &TrainEvent) {
        let mut words = self.text(&event.name);
        if let (true, Some(occasion)) = (words.is_empty(), event.occasion) {
            occasion.word().label.clone_into(&mut words);
        }
        let days = self.calendar.components.len();
        self.put((TrainEvent::NAME, event.id), &words, (event.date, None));
        if self.calendar.components.len() == days {
            return;
        }
        let begins = NaiveTime::parse_from_str(event.begins.trim(), "%H:%M").ok();
        let minutes = timebox(&event.agenda).unwrap_or(60);
        if let (Some(begins), Some(CalendarComponent::Event(entry))) = (
            event
                .date
                .zip(begins)
                .map(|(date, time)| date.and_time(time)),
            self.calendar.components.last_mut(),
        ) {
            let ends = begins + TimeDelta::minutes(i64::from(minutes));
            entry
                .starts(CalendarDateTime::Floating(begins))
                .ends(CalendarDateTime::Floating(ends))
                .add_property("TRANSP", "OPAQUE");
        }
        let agenda = event.agenda.iter().map(|line| self.text(line));
        let lines: Vec<String> = agenda.chain([self.people(&event.people.0)]).collect();
        self.describe(lines.join("\n").trim());
        self.invite(&event.people.0);
    }

    /// Invites people to the last entry who have a mail address, where the calendar is for the author alone: nobody
    /// else may learn it.
    fn invite(&mut self, ids: &[Id]) {
        if self.content.disclosure.audience() != Audience::Private {
            return;
        }
        let people = ids
            .iter()
            .filter_map(|id| self.content.workspace.get::<Person>(*id));
        let invited = people.filter_map(|person| {
            let mut texts = person.also.iter().chain([&person.channel]);
            let address = texts.find_map(|text| mail(text))?;
            let name = clean_line(person.name.trim()).replace('"', "'");
            let mut invited = Property::new("ATTENDEE", format!("mailto:{address}"));
            invited
                .add_parameter("CN", &name)
                .add_parameter("ROLE", "REQ-PARTICIPANT")
                .add_parameter("PARTSTAT", "NEEDS-ACTION");
            Some(invited.done())
        });
        let invited: Vec<Property> = invited.collect();
        if let Some(CalendarComponent::Event(entry)) = self.calendar.components.last_mut() {
            for one in invited {
                entry.append_multi_property(one);
            }
        }
    }

    /// Who is to be there, in words.
    fn people(&self, ids: &[Id]) -> String {
        let names = ids.iter().map(|id| self.content.person(Some(*id)));
        let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
        let names = names.join(", ");
        if names.is_empty() {
            names
        } else {
            format!("With {}", clean_line(&names))
        }
    }

    /// Says more of the last entry; nothing where there are no words.
    fn describe(&mut self, words: &str) {
        if let (false, Some(CalendarComponent::Event(entry))) =
            (words.is_empty(), self.calendar.components.last_mut())
        {
            entry.description(words);
        }
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

    /// Events, conversations, milestones and what is awaited from others.
    fn occasions(&mut self) {
        let workspace = self.content.workspace;
        for event in workspace.all::<TrainEvent>() {
            self.event(event);
        }
        let open = workspace.all::<Conversation>();
        for talk in open.filter(|talk| talk.held.is_none()) {
            let words = format!("Talk: {}", self.text(&talk.about));
            if talk.due.is_some() {
                self.put((Conversation::NAME, talk.id), &words, (talk.due, None));
                self.describe(&self.people(&talk.people.0));
                self.invite(&talk.people.0);
            }
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

    /// The days on which people are spoken with again, today where that has passed, and what was promised to them.
    fn contacts(&mut self) {
        let (workspace, today) = (self.content.workspace, self.content.today);
        if !people::is_used(workspace) {
            return;
        }
        let all = workspace.all::<Person>();
        for person in all.filter(|person| self.content.disclosure.shows_record(*person)) {
            let name = self.text(&person.name);
            let next = people::next_contact(workspace, person, today).max(today);
            let is_known = people::next_contact(workspace, person, today).is_some();
            let words = format!("Speak with {name}");
            let day = next.filter(|_| is_known);
            self.put(("contact-due", person.id), &words, (day, None));
            for open in people::promises(workspace, person.id) {
                if open.kept.is_none() {
                    let words = format!("Promised to {name}: {}", self.text(&open.promise));
                    self.put((Contact::NAME, open.id), &words, (open.promise_due, None));
                }
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
