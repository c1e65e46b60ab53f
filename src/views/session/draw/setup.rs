//! Before a session: a row for each thing that is asked, all of them filled in.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use super::{CardLine, title};
use crate::desk::Desk;
use crate::desk::changes::many;
use crate::model::field::Choice;
use crate::model::person::Person;
use crate::model::words::worded;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, cursor, scroll_to};
use crate::views::session::setup::{PROPOSED, Setup, SetupRow};

/// Draws the set-up.
pub(super) fn draw(desk: &Desk, look: &Look, setup: &Setup, area: Rect, buf: &mut Buffer) {
    let people = setup.people.iter();
    let there = people.filter(|seat| seat.is_there).count();
    let note = format!("{there} of {} people", setup.people.len());
    let body = Rule::new(&setup.name, &note, Focus::Here).draw(look, area, buf);
    let why = why(desk, look, setup);
    let below = u16::try_from(why.len()).unwrap_or(0).min(body.height / 4);
    let parts = Layout::vertical([Constraint::Fill(1), Constraint::Length(below)]);
    let [list, below] = parts.spacing(1).areas(body);
    let rows = setup.rows();
    let first = scroll_to(setup.cursor, 0, usize::from(list.height), rows.len());
    for ((at, row), place) in rows.iter().enumerate().skip(first).zip(list.rows()) {
        let is_here = at == setup.cursor;
        let (cursor, style) = cursor(look, is_here, place, buf);
        let muted = look.muted();
        let muted = if is_here { look.on_band(muted) } else { muted };
        let (label, value) = words(desk, look, setup, *row);
        CardLine::of(format!("{cursor} "), style)
            .and(text::pad_right(label, 20, look.symbols.more), muted)
            .and(value, style)
            .draw(look, place, buf);
    }
    for (line, row) in why.iter().zip(below.rows()) {
        line.draw(look, row, buf);
    }
}

fn words(desk: &Desk, look: &Look, setup: &Setup, row: SetupRow) -> (&'static str, String) {
    let around = |words: &str| format!("{} {words} {}", look.symbols.previous, look.symbols.next);
    let minutes = |minutes: u64| match minutes {
        0 => "no limit".to_owned(),
        minutes => format!("{minutes} min"),
    };
    match row {
        SetupRow::Agenda => {
            let of = setup.sources.iter().enumerate();
            let of = of.map(|(at, (name, items))| {
                let words = format!("{name} {}", items.len());
                let is_here = at == setup.source;
                if is_here { around(&words) } else { words }
            });
            ("Agenda", of.collect::<Vec<_>>().join(" · "))
        }
        SetupRow::Way => ("Order", around(setup.way.word().label)),
        SetupRow::Estimates => {
            let name = setup.choices.get(setup.estimates);
            let name = name.map_or("", |(name, _)| name.as_str());
            ("Estimates", around(name))
        }
        SetupRow::Minutes => ("Timebox", minutes(setup.minutes)),
        SetupRow::ItemMinutes => (worded("Timebox per item"), minutes(setup.item_minutes)),
        SetupRow::Names => {
            let names = if setup.nameless {
                "stay hidden"
            } else {
                "shown after a reveal"
            };
            ("Names beside votes", around(names))
        }
        SetupRow::Person(at) => {
            let label = if at == 0 { "Present" } else { "" };
            let found = setup.people.get(at);
            let person = found.and_then(|seat| desk.seen().get::<Person>(seat.person));
            let side = person.and_then(|person| person.side);
            let side = text::known(side.map(|side| format!(" · {}", side.word().label)), "");
            let name = person.map_or("", |person| person.name.as_str());
            let tick = match found {
                Some(seat) if seat.is_there => "[x]",
                Some(_) | None => "[ ]",
            };
            let on = found.map_or("", |seat| seat.votes_on.words());
            (label, format!("{tick} {name}{side} · {on}"))
        }
    }
}

/// The first items of the agenda, and why they are proposed.
fn why(desk: &Desk, look: &Look, setup: &Setup) -> Vec<CardLine> {
    let agenda = setup.agenda();
    let count = many(agenda.len(), "item");
    let questions = agenda.len().saturating_mul(setup.count());
    let each = u64::try_from(questions).ok();
    let each = each.and_then(|questions| (setup.minutes * 60).checked_div(questions));
    let time = match each.filter(|_| setup.minutes > 0) {
        Some(each) => {
            let (all, each) = (setup.minutes, text::clock(each));
            format!(
                " · {} in {all} min, {each} for each",
                many(questions, "question")
            )
        }
        None => String::new(),
    };
    let words = format!("{count} on the agenda{time}");
    let mut lines = vec![CardLine::of(words, look.muted())];
    for id in agenda.iter().take(5) {
        let line = CardLine::of(format!("  {}", title(desk, *id)), look.text());
        let proposal = setup.proposals.iter().find(|one| one.item == *id);
        lines.push(match proposal {
            Some(proposal) if setup.source == PROPOSED => {
                line.and(format!(": {}", proposal.words()), look.muted())
            }
            _ => line,
        });
    }
    lines
}
