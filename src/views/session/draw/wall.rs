//! The wall of a column: the scale across the screen with the items under their cards, or the items of which one is
//! the smallest.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

use super::{Brush, CardLine};
use crate::model::field::Choice;
use crate::model::format::{capital, joined};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::words::worded;
use crate::scoring::session::rubric;
use crate::scoring::session::wall::{Wall, ranks, wall};
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, cursor, say, scroll_to, under};
use crate::views::session::draw::stack::running;
use crate::views::session::wall::begins;

/// The fewest cells a column is readable in.
const NARROWEST: u16 = 16;

/// Draws the wall, or the choice of the smallest item.
pub(super) fn draw(brush: &Brush<'_>, chosen: Option<Id>, area: Rect, buf: &mut Buffer) {
    let (desk, look, column) = (brush.desk, brush.look, brush.asked.column);
    let wall = wall(desk.seen(), brush.session, column);
    let placed = wall.placed().len();
    let is_smallest = begins(desk);
    let name = rubric::name(desk.seen(), column);
    let way = brush.session.way.word().label.to_lowercase();
    let note = format!("{placed} of {} placed · {way}", placed + wall.left.len());
    let body = Rule::new(&name, &note, Focus::Here).draw(look, area, buf);
    let below = below(brush, &wall, chosen, is_smallest);
    let rows = u16::try_from(below.len()).unwrap_or(u16::MAX);
    let parts = [
        Constraint::Fill(1),
        Constraint::Length(1),
        Constraint::Length(rows),
    ];
    let [upper, line, lower] = Layout::vertical(parts).areas(body);
    if is_smallest {
        smallest(brush, &wall.left, chosen, upper, buf);
    } else {
        cards(brush, &wall, chosen, upper, buf);
    }
    let rule = look.symbols.rule.repeat(line.width.into());
    say(buf, line, &rule, look.rule());
    for (line, row) in below.iter().zip(lower.rows()) {
        line.draw(look, row, buf);
    }
}

/// The items of which one is the smallest.
fn smallest(brush: &Brush<'_>, items: &[Id], chosen: Option<Id>, area: Rect, buf: &mut Buffer) {
    let look = brush.look;
    let asks = "Which one is the smallest of all? It gets the 1.";
    say(buf, area, asks, look.strong());
    let area = under(area, 2);
    let at = items.iter().position(|item| Some(*item) == chosen);
    let height = usize::from(area.height);
    let first = scroll_to(at.unwrap_or(0), 0, height, items.len());
    for (item, row) in items.iter().skip(first).zip(area.rows()) {
        let (mark, style) = cursor(look, Some(*item) == chosen, row, buf);
        let words = format!("{mark} {}", brush.title(*item));
        let words = text::fit(&words, row.width.into(), look.symbols.more);
        say(buf, row, &words, style);
    }
}

/// The cards side by side; where they are too narrow for words, those around the chosen item, and how many items
/// each of all cards has.
fn cards(brush: &Brush<'_>, wall: &Wall, chosen: Option<Id>, area: Rect, buf: &mut Buffer) {
    let (look, column) = (brush.look, brush.asked.column);
    let count = wall.cards.len();
    let most = usize::from(area.width / NARROWEST).max(1);
    let is_whole = count <= most;
    let mut area = area;
    if !is_whole {
        let counts = wall.cards.iter();
        let counts =
            counts.map(|(card, items)| format!("{} ({})", rubric::key(column, *card), items.len()));
        let counts: Vec<String> = counts.collect();
        say(buf, area, &counts.join("  "), look.muted());
        area = under(area, 2);
    }
    let shown = if is_whole { count } else { most.min(3) };
    let holds = |(_, items): &(_, Vec<Id>)| chosen.is_some_and(|item| items.contains(&item));
    let here = wall.cards.iter().position(holds).unwrap_or(0);
    let first = scroll_to(here, here.saturating_sub(shown / 2), shown, count);
    let parts = vec![Constraint::Fill(1); shown];
    let places = Layout::horizontal(parts).spacing(1).split(area);
    let cards = wall.cards.iter().skip(first);
    for ((card, items), place) in cards.zip(places.iter()) {
        let deck = column.deck(brush.desk.seen());
        let meaning = rubric::meaning(brush.desk.seen(), column, &deck, *card);
        let key = rubric::key(column, *card);
        let words = meaning.map_or_else(|| key.clone(), |words| format!("{key}  {words}"));
        let room = usize::from(place.width);
        let heading = running(look, &words, room, 2, look.muted());
        let rows = place.rows();
        for (line, row) in heading.iter().zip(rows) {
            line.draw(look, row, buf);
        }
        let list = under(*place, 2);
        let line = look.symbols.rule.repeat(room);
        say(buf, list, &line, look.rule());
        items_under(brush, items, chosen, under(list, 1), buf);
    }
}

/// The items under one card, each over two lines at most, the chosen one among them.
fn items_under(brush: &Brush<'_>, items: &[Id], chosen: Option<Id>, area: Rect, buf: &mut Buffer) {
    let look = brush.look;
    let room = usize::from(area.width.saturating_sub(1));
    let titles = items.iter().map(|item| {
        let lines = running(
            look,
            brush.title(*item),
            room,
            2,
            style(brush, chosen, *item),
        );
        (*item, lines)
    });
    let titles: Vec<(Id, Vec<CardLine>)> = titles.collect();
    // A blank line between them where there is room for it.
    let lines: usize = titles.iter().map(|(_, lines)| lines.len()).sum();
    let height = usize::from(area.height);
    let gap = usize::from(lines + titles.len() <= height + 1);
    let holds = |(item, _): &(Id, Vec<CardLine>)| Some(*item) == chosen;
    let at = titles.iter().position(holds).unwrap_or(0);
    let before: usize = titles
        .iter()
        .take(at + 1)
        .map(|(_, lines)| lines.len() + gap)
        .sum();
    let mut skip = before.saturating_sub(height + gap);
    let mut rows = area.rows();
    for (item, lines) in &titles {
        if skip > 0 {
            skip = skip.saturating_sub(lines.len() + gap);
            continue;
        }
        for line in lines {
            let Some(row) = rows.next() else { return };
            let (mark, _) = cursor(look, Some(*item) == chosen, row, buf);
            let x = say(buf, row, mark, look.focus_line());
            let rest = Rect {
                x,
                width: row.right().saturating_sub(x),
                ..row
            };
            line.draw(look, rest, buf);
        }
        rows.by_ref().take(gap).for_each(drop);
    }
}

fn style(brush: &Brush<'_>, chosen: Option<Id>, item: Id) -> Style {
    if chosen == Some(item) {
        brush.look.selected()
    } else {
        brush.look.text()
    }
}

/// What is known of the chosen item, and what is left.
fn below(brush: &Brush<'_>, wall: &Wall, chosen: Option<Id>, is_smallest: bool) -> Vec<CardLine> {
    let (desk, look, column) = (brush.desk, brush.look, brush.asked.column);
    if is_smallest {
        let how = worded(
            "Arrows choose, {SMALLEST_TAKE} gives it the 1. {DISCUSSION_VOTE} votes without one.",
        );
        let why = "The others are compared with it.";
        // The whole title of the chosen one, which may be cut in its row.
        let title = chosen.map_or("", |item| brush.title(item));
        let room = brush.width.saturating_sub(2);
        let mut lines = running(look, title, room, 2, look.strong());
        lines.push(CardLine::of(how, look.text()));
        lines.push(CardLine::of(why, look.muted()));
        return lines;
    }
    let mut lines = Vec::new();
    if let Some(item) = chosen.and_then(|item| desk.seen().get::<Item>(item)) {
        let card = wall.card(item.id);
        let words = card.map_or_else(String::new, |card| rubric::card(column, card));
        lines.push(CardLine::of(item.title.as_str(), look.strong()).right(words, look.strong()));
        lines.extend(running(
            look,
            &item.need,
            brush.width.saturating_sub(2),
            2,
            look.text(),
        ));
        let mut facts = Vec::new();
        facts.extend(wall.place(item.id).map(|(first, last)| {
            let of = wall.placed().len();
            let place = between(first, last);
            format!("place {place} of {of} in this column")
        }));
        let open = brush.known.and_then(|known| known.open.as_ref());
        facts.extend(
            open.and_then(|open| ranks(open, item.id))
                .map(|(best, worst)| {
                    let rank = between(best, worst);
                    let why = if best == worst {
                        ""
                    } else {
                        ", as the rest is open"
                    };
                    format!("rank {rank}{why}")
                }),
        );
        lines.push(CardLine::of(text_of(&facts), look.text()));
    }
    let left = match wall.left.as_slice() {
        [] if desk.clock.is_fresh => worded("Every item has its card.").to_owned(),
        [] => worded("Every item has its card. Arrows correct one, {WALL_GO} goes on.").to_owned(),
        [item] => format!("1 left: {}", brush.title(*item)),
        [item, rest @ ..] => {
            let (all, title) = (rest.len() + 1, brush.title(*item));
            format!("{all} left: {title} and {} more", rest.len())
        }
    };
    lines.push(CardLine::of(left, look.muted()));
    lines
}

fn text_of(facts: &[String]) -> String {
    capital(&joined(facts.iter().cloned()))
}

/// A number, or two that it lies between.
fn between(first: usize, last: usize) -> String {
    if first == last {
        first.to_string()
    } else {
        format!("{first} to {last}")
    }
}
