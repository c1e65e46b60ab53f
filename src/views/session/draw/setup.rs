//! Before a session: a row for each thing that is asked, all of them filled in.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::changes::many;
use crate::model::field::Choice;
use crate::model::item::Item;
use crate::model::person::Person;
use crate::shell::App;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, scroll_to};
use crate::views::session::draw::stack::Line;
use crate::views::session::setup::{ESTIMATES, Row, Setup, Source};

/// Draws the set-up.
pub fn draw(app: &App, look: &Look, setup: &Setup, area: Rect, buf: &mut Buffer) {
    let there = setup
        .people
        .iter()
        .filter(|(_, is_there)| *is_there)
        .count();
    Rule {
        title: &setup.name,
        note: &format!("{there} of {} people", setup.people.len()),
        focus: Focus::Here,
    }
    .draw(look, area, buf);
    let body = Rule::below(area);
    let why = why(app, look, setup);
    let below = u16::try_from(why.len()).unwrap_or(0).min(body.height / 4);
    let rows = setup.rows();
    let height = usize::from(body.height.saturating_sub(below + 1));
    let first = scroll_to(setup.cursor, 0, height, rows.len());
    let shown = rows.iter().enumerate().skip(first).take(height);
    for (y, (at, row)) in (body.y..).zip(shown) {
        let place = Rect {
            y,
            height: 1,
            ..body
        };
        let is_here = at == setup.cursor;
        if is_here {
            buf.set_style(place, look.selected());
        }
        let style = if is_here {
            look.selected()
        } else {
            look.text()
        };
        let muted = if is_here {
            look.on_band(look.muted())
        } else {
            look.muted()
        };
        let cursor = if is_here { look.symbols.cursor } else { " " };
        let (label, value) = words(app, look, setup, *row);
        Line::of(format!("{cursor} "), style)
            .and(text::pad_right(label, 20, look.symbols.more), muted)
            .and(value, style)
            .draw(look, place, buf);
    }
    for (line, y) in why
        .iter()
        .zip(body.bottom().saturating_sub(below)..body.bottom())
    {
        line.draw(
            look,
            Rect {
                y,
                height: 1,
                ..body
            },
            buf,
        );
    }
}

fn words(app: &App, look: &Look, setup: &Setup, row: Row) -> (&'static str, String) {
    let around = |words: &str| format!("{} {words} {}", look.symbols.previous, look.symbols.next);
    let minutes = |minutes: u64| match minutes {
        0 => "no limit".to_owned(),
        minutes => format!("{minutes} min"),
    };
    match row {
        Row::Agenda => {
            let name = |source: Source| match source {
                Source::Proposed => "proposed",
                Source::Marked => "marked",
                Source::Listed => "listed on the board",
            };
            let of = setup.sources.iter().map(|(source, items)| {
                let words = format!("{} {}", name(*source), items.len());
                if *source == setup.source {
                    around(&words)
                } else {
                    words
                }
            });
            ("Agenda", of.collect::<Vec<_>>().join(" · "))
        }
        Row::Way => ("Way through", around(setup.way.word().label)),
        Row::Estimates => {
            let name = ESTIMATES.get(setup.estimates).map_or("", |(name, _)| name);
            ("Estimates", around(name))
        }
        Row::Minutes => ("Timebox", minutes(setup.minutes)),
        Row::ItemMinutes => ("Timebox per item", minutes(setup.item_minutes)),
        Row::Names => {
            let names = if setup.nameless {
                "stay hidden"
            } else {
                "shown after a reveal"
            };
            ("Names beside votes", around(names))
        }
        Row::Person(at) => {
            let label = if at == 0 { "Who is there" } else { "" };
            let found = setup.people.get(at);
            let person = found.and_then(|(id, _)| app.seen().get::<Person>(*id));
            let side = person
                .and_then(|person| person.side)
                .map_or("", |side| side.word().label);
            let name = person.map_or("", |person| person.name.as_str());
            let tick = if found.is_some_and(|(_, is_there)| *is_there) {
                "[x]"
            } else {
                "[ ]"
            };
            let side = if side.is_empty() {
                String::new()
            } else {
                format!(" · {side}")
            };
            (label, format!("{tick} {name}{side}"))
        }
    }
}

/// The first items of the agenda, and why they are proposed.
fn why(app: &App, look: &Look, setup: &Setup) -> Vec<Line> {
    let mut lines = Vec::new();
    let agenda = setup.agenda();
    lines.push(Line::of(
        format!(
            "{} on the agenda; Enter begins with the first.",
            many(agenda.len(), "item")
        ),
        look.muted(),
    ));
    for id in agenda.iter().take(5) {
        let title = app.seen().get::<Item>(*id);
        let title = title.map_or("", |item| item.title.as_str());
        let line = Line::of(format!("  {title}"), look.text());
        let proposal = setup.proposals.iter().find(|one| one.item == *id);
        lines.push(match proposal {
            Some(proposal) if setup.source == Source::Proposed => {
                line.and(format!(": {}", proposal.words()), look.muted())
            }
            _ => line,
        });
    }
    lines
}
