//! The selected item: its numbers, why it has none, its words.

mod carried;
mod findings;
mod firmness;
mod forecast;
mod needs;
mod numbers;
mod options;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use self::numbers::{numbers, sum};
use crate::desk::Desk;
use crate::desk::event::Target;
use crate::desk::screen::Class;
use crate::desk::selection::pin_price;
use crate::model::assumption::Assumption;
use crate::model::bucket::Bucket;
use crate::model::field::Choice;
use crate::model::increment::Iteration;
use crate::model::item::Item;
use crate::model::person::Person;
use crate::scoring::evaluation::Score;
use crate::scoring::price::words::pin_words;
use crate::ui::buckets::mark;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Focus, Pips, Rule, Scrollbar, put, say};
use crate::views::board::regions::{BACKLOG, DETAIL};
use crate::views::board::state::Board;

/// One line: parts of text in their styles, and pips after them.
#[derive(Clone, Debug, Default)]
struct Line {
    parts: Vec<(String, Style)>,
    pips: Option<Pips>,
}

impl Line {
    fn of(words: impl Into<String>, style: Style) -> Self {
        Self {
            parts: vec![(words.into(), style)],
            pips: None,
        }
    }

    fn and(mut self, words: impl Into<String>, style: Style) -> Self {
        self.parts.push((words.into(), style));
        self
    }
}

/// Draws the selected item, scrolled where it is longer than the region.
pub fn draw(
    desk: &Desk,
    board: &Board,
    look: &Look,
    area: Rect,
    buf: &mut Buffer,
    hits: &mut Hits,
) {
    if area.is_empty() {
        return;
    }
    let can_focus = Class::of(buf.area.as_size()) != Class::Compact;
    hits.add(
        area,
        Target::Region(if can_focus { DETAIL } else { BACKLOG }),
    );
    let is_here = can_focus && board.is_in_detail;
    let item = desk.seen_item();
    let mut note = item.map_or_else(String::new, |item| {
        let key = Some(item.key.clone()).filter(|key| !key.is_empty());
        let count = findings::count(desk, item.id).into_iter();
        look.joined(&count.chain(key).collect::<Vec<_>>())
    });
    // On a small screen the rule has more room left than the lines below it.
    if let Some(words) = item
        .filter(|_| !can_focus)
        .and_then(|item| firmness::most_important(desk, look, item))
    {
        let longer = look.joined(&[&words, &note]);
        if Rule::holds("Detail", &longer, area.width) {
            note = longer;
        }
    }
    let body = Rule::new("Detail", &note, Focus::of(is_here)).draw(look, area, buf);
    let Some(item) = item else {
        say(buf, body, "no item is selected", look.muted());
        return;
    };
    let Some(score) = desk.derived.evaluation.score(item.id) else {
        return;
    };
    let lines = if let Some(carry) = &board.carry {
        carried::lines(desk, look, &carry.placing, body.as_size(), can_focus)
    } else if can_focus {
        long(desk, look, item, score, usize::from(body.width))
    } else {
        compact(desk, look, item, score, usize::from(body.width))
    };
    let height = usize::from(body.height);
    let first = board.scroll.min(lines.len().saturating_sub(height));
    for (line, y) in lines.iter().skip(first).zip(body.y..body.bottom()) {
        let mut x = body.x;
        for (words, style) in &line.parts {
            x = put(buf, body, x, y, words, *style);
        }
        if let Some(pips) = line.pips {
            let width = body.right().saturating_sub(x + 2);
            let place = Rect::new(x + 2, y, width, 1);
            pips.draw(look, place, buf);
        }
    }
    if lines.len() > height && can_focus {
        let edge = Rect::new(area.right().saturating_sub(1), body.y, 1, body.height);
        let bar = Scrollbar {
            first,
            height,
            rows: lines.len(),
        };
        bar.draw(look, edge, buf);
    }
}

/// Bucket, state, owner and iteration, as far as they are known.
fn standing(desk: &Desk, look: &Look, item: &Item) -> String {
    let mut parts = vec![
        desk.seen().name::<Bucket>(item.bucket.0),
        item.state.word().label,
        desk.seen().name::<Person>(item.owner.0),
        desk.seen().name::<Iteration>(item.iteration.0),
    ];
    parts.retain(|part| !part.is_empty());
    look.joined(&parts)
}

/// Words as the beginning of a sentence.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

fn compact(desk: &Desk, look: &Look, item: &Item, score: Score<'_>, width: usize) -> Vec<Line> {
    let (mark, style) = mark(desk, look, item);
    let mut title = Line::of(mark, style)
        .and(" ", style)
        .and(item.title.clone(), look.strong());
    if let Some((words, style)) = numbers::risk(desk, look, item) {
        title = title.and(format!("  {words}"), style);
    }
    let title = title.and(format!("  {}", standing(desk, look, item)), look.muted());
    let mut sum = sum(desk, look, item, score);
    // Whole or not at all: half a date is a wrong one.
    let used: usize = sum.parts.iter().map(|(words, _)| text::width(words)).sum();
    if let Some(words) = forecast::likely(desk, item)
        && used + 3 + text::width(&words) <= width
    {
        sum = sum.and(format!("   {words}"), look.muted());
    }
    vec![title, sum]
}

fn long(desk: &Desk, look: &Look, item: &Item, score: Score<'_>, width: usize) -> Vec<Line> {
    let (mark, style) = mark(desk, look, item);
    let mut lines = wrapped(&item.title, width, 3, look.strong());
    lines.push(Line::of(mark, style).and(format!(" {}", standing(desk, look, item)), look.muted()));
    // In place of the blank line, so that it is seen without scrolling.
    let firm = firmness::most_important(desk, look, item).unwrap_or_default();
    let firm = wrapped(&firm, width, 2, look.text());
    if firm.is_empty() {
        lines.push(Line::default());
    }
    lines.extend(firm);
    lines.extend(numbers(desk, look, item, score));
    if item.pin.is_some() {
        lines.push(Line::of(
            numbers::pin_words(item, score).trim_start(),
            look.over(),
        ));
        if let Some(price) = pin_price(desk, item.id) {
            let words = pin_words(desk.seen(), desk.derived.evaluation.terms, price);
            lines.extend(paragraph(look, "Price of that place", &words, width));
        }
        lines.extend(paragraph(look, "because", &item.pin_reason, width));
    }
    lines.extend(numbers::due(desk, look, item, width));
    if let Some(words) = forecast::likely(desk, item) {
        lines.extend(wrapped(&capital(&words), width, 2, look.text()));
    }
    lines.extend(findings::findings(desk, look, item.id, width));
    lines.extend(firmness::firmness(desk, look, item, width));
    let words = [
        ("Asked", &item.request),
        ("Need", &item.need),
        ("Note", &item.note),
    ];
    for (label, prose) in words {
        lines.extend(paragraph(look, label, prose, width));
    }
    for (label, all) in [
        ("Open questions", &item.questions),
        ("Complex because", &item.drivers),
    ] {
        lines.extend(paragraph(look, label, &all.join(" · "), width));
    }
    lines.extend(needs::needs(desk, look, item, width));
    lines.extend(options::options(desk, look, item, width));
    for assumption in desk
        .seen()
        .all::<Assumption>()
        .filter(|a| a.item.0 == Some(item.id))
    {
        let standing = assumption.standing.word().label;
        let words = look.joined(&[&*assumption.text, standing]);
        lines.extend(paragraph(look, "Assumes", &words, width));
    }
    lines.extend(paragraph(look, "Labels", &item.labels.join(" · "), width));
    lines.extend(paragraph(look, "Link", &item.link, width));
    if !item.extra.is_empty() {
        let words = text::count(item.extra.len(), "imported column", "imported columns");
        lines.push(Line::of(words, look.muted()));
    }
    lines
}

/// A labeled text, wrapped; nothing for an empty one.
fn paragraph(look: &Look, label: &str, words: &str, width: usize) -> Vec<Line> {
    if words.is_empty() {
        return Vec::new();
    }
    // A long note is wrapped as far as anybody scrolls.
    let shown: String = words.chars().take(4000).collect();
    let mut lines = vec![Line::default(), Line::of(label, look.muted())];
    lines.extend(wrapped(&shown, width, 60, look.text()));
    lines
}

/// Words over so many lines at most.
fn wrapped(words: &str, width: usize, limit: usize, style: Style) -> Vec<Line> {
    let lines = text::wrap(words, width, limit).into_iter();
    lines.map(|line| Line::of(line, style)).collect()
}
