//! The selected item: its numbers, why it has none, its words.

mod carried;
mod findings;
mod firmness;
mod forecast;
mod marks;
mod needs;
mod numbers;
mod options;
mod related;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use self::numbers::{numbers, sum};
use crate::desk::Desk;
use crate::desk::event::Target;
use crate::desk::screen::Class;
use crate::desk::selection::pin_price;
use crate::model::bucket::Bucket;
use crate::model::field::Choice;
use crate::model::format::capital;
use crate::model::increment::Iteration;
use crate::model::item::{Item, State};
use crate::model::person::Person;
use crate::model::settings::Settings;
use crate::model::team::Team;
use crate::model::words::worded;
use crate::scoring::definition::accepted_when;
use crate::scoring::drivers::of_item as of_item_drivers;
use crate::scoring::evaluation::Score;
use crate::scoring::insight::words::of_item;
use crate::scoring::levels;
use crate::scoring::price::words::pin_words;
use crate::scoring::readiness::readiness;
use crate::ui::buckets::mark;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, Scrollbar, put, say};
use crate::views::board::regions::DETAIL;
use crate::views::board::state::Board;

/// One line: parts of text in their styles.
#[derive(Clone, Debug, Default)]
struct Line {
    parts: Vec<(String, Style)>,
}

impl Line {
    fn of(words: impl Into<String>, style: Style) -> Self {
        Self {
            parts: vec![(words.into(), style)],
        }
    }

    fn and(mut self, words: impl Into<String>, style: Style) -> Self {
        self.parts.push((words.into(), style));
        self
    }

    fn width(&self) -> usize {
        self.parts.iter().map(|(words, _)| text::width(words)).sum()
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
    hits.add(area, Target::Region(DETAIL));
    let is_here = board.is_in_detail;
    let is_long = is_here || Class::of(buf.area.as_size()) != Class::Compact;
    let item = desk.seen_item();
    let note = item.map_or_else(String::new, |item| {
        let key = Some(item.key.clone()).filter(|key| !key.is_empty());
        let count = findings::count(desk, item.id).into_iter();
        look.joined(&count.chain(key).collect::<Vec<_>>())
    });
    let body = Rule::new("Detail", &note, Focus::of(is_here)).draw(look, area, buf);
    let Some(item) = item else {
        say(buf, body, worded("no item is selected"), look.muted());
        return;
    };
    let Some(score) = desk.derived.evaluation.score(item.id) else {
        return;
    };
    let lines = if let Some(carry) = &board.carry {
        carried::lines(desk, look, &carry.placing, body.as_size(), is_long)
    } else if is_long {
        let is_roomy = is_here || body.height > 15;
        long(desk, look, item, score, usize::from(body.width), is_roomy)
    } else {
        compact(desk, look, item, score, usize::from(body.width))
    };
    let height = usize::from(body.height);
    let first = board.scroll.min(lines.len().saturating_sub(height));
    for (line, y) in lines.iter().skip(first).zip(body.y..body.bottom()) {
        let mut x = body.x;
        for (words, style) in &line.parts {
            let room = usize::from(body.right().saturating_sub(x));
            let words = text::fit(words, room, look.symbols.more);
            x = put(buf, body, x, y, &words, *style);
        }
    }
    if lines.len() > height && is_long {
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
        desk.seen().name::<Team>(item.team.0),
        desk.seen().name::<Iteration>(item.iteration.0),
    ];
    parts.retain(|part| !part.is_empty());
    look.joined(&parts)
}

/// A mark before what it means; the words alone without one.
fn marked(mark: &str, words: &str) -> String {
    if mark.is_empty() {
        words.to_owned()
    } else {
        format!("{mark} {words}")
    }
}

/// Three lines: what it is, what is to be known of its place, its numbers.
fn compact(desk: &Desk, look: &Look, item: &Item, score: Score<'_>, width: usize) -> Vec<Line> {
    let (mark, style) = mark(desk, look, item);
    let title = text::fit(&item.title, width, look.symbols.more);
    let mut first = Line::of(title, look.strong());
    let standing = standing(desk, look, item);
    let room = width.saturating_sub(first.width() + 4);
    if room >= 12 {
        let standing = text::fit(&standing, room, look.symbols.more);
        let blank = room.saturating_sub(text::width(&standing)) + 2;
        first = first.and(" ".repeat(blank), style).and(mark, style);
        first = first.and(format!(" {standing}"), look.muted());
    }
    let mut sum = sum(desk, look, item, score);
    let mut said = marks::marks(desk, look, item, score);
    // What matters most of its firmness stands before the sum, where both have room.
    if let Some((mark, words, style)) = firmness::most_important(desk, look, item) {
        let before = format!("{}  ", marked(mark, &words));
        if text::width(&before) + sum.width() <= width {
            sum.parts.insert(0, (before, style));
        } else {
            said.push((mark, words, style));
        }
    }
    let due = numbers::risk(desk, look, item).into_iter();
    said.extend(due.map(|(words, style)| (look.symbols.attention, words, style)));
    let likely = forecast::likely(desk, item);
    said.extend(likely.map(|words| ("", capital(&words), look.muted())));
    let mut second = Line::default();
    for (mark, words, style) in said {
        let gap = if second.parts.is_empty() { "" } else { "  " };
        let words = format!("{gap}{}", marked(mark, &words));
        let room = width.saturating_sub(second.width());
        // Whole, or not at all behind something else: half a date is a wrong one.
        if text::width(&words) <= room {
            second = second.and(words, style);
        } else if second.parts.is_empty() {
            second = second.and(text::fit(&words, width, look.symbols.more), style);
        }
    }
    vec![first, second, sum]
}

/// All that is to be said. What is roomy has blank lines and the words of the scale.
fn long(
    desk: &Desk,
    look: &Look,
    item: &Item,
    score: Score<'_>,
    width: usize,
    is_roomy: bool,
) -> Vec<Line> {
    let blank = || is_roomy.then(Line::default);
    let (mark, style) = mark(desk, look, item);
    let mut lines = wrapped(&item.title, width, 3, look.strong());
    lines.push(Line::of(mark, style).and(format!(" {}", standing(desk, look, item)), look.muted()));
    // Each mark of its row in words.
    let firm = firmness::most_important(desk, look, item).into_iter();
    let said: Vec<_> = firm.chain(marks::marks(desk, look, item, score)).collect();
    lines.extend(blank().filter(|_| !said.is_empty()));
    for (mark, words, style) in said {
        let mut mark = mark;
        for line in text::wrap(&words, width.saturating_sub(3), 4) {
            lines.push(Line::of(text::pad_right(mark, 3, ""), style).and(line, look.text()));
            mark = "";
        }
    }
    lines.extend(blank());
    lines.extend(numbers(desk, look, item, score, width, is_roomy));
    lines.extend(blank());
    lines.extend(numbers::due(desk, look, item, width));
    if let Some(words) = forecast::likely(desk, item) {
        lines.extend(wrapped(&capital(&words), width, 2, look.text()));
    }
    if item.pin.is_some() {
        if let Some(price) = pin_price(desk, item.id) {
            let words = pin_words(desk.seen(), desk.derived.evaluation.terms, price);
            lines.extend(paragraph(look, "Price of that place", &words, width));
        }
        lines.extend(paragraph(look, "because", &item.pin_reason, width));
    }
    for (label, words) in levels::told(desk.seen(), item) {
        lines.extend(paragraph(look, label, &words, width));
    }
    if let Some(ready) = readiness(desk.seen(), item) {
        lines.extend(paragraph(look, "Readiness", &ready.words(), width));
    }
    lines.extend(findings::findings(desk, look, item.id, width));
    lines.extend(firmness::firmness(desk, look, item, width));
    let words = [
        ("Asked", &item.request),
        ("Need", &item.need),
        ("Hypothesis", &item.hypothesis),
        ("Note", &item.note),
    ];
    for (label, prose) in words {
        lines.extend(paragraph(look, label, prose, width));
    }
    let known = of_item(desk.seen(), &desk.derived.known, &desk.derived.kpis, item).lines;
    for fact in known {
        lines.extend(paragraph(
            look,
            fact.about,
            &text::own(look, &fact.words),
            width,
        ));
    }
    let drivers = if item.drivers.is_empty() {
        Vec::new()
    } else {
        of_item_drivers(&desk.drivers(), item)
    };
    let means = &desk.seen().the::<Settings>().done_means;
    if !item.acceptance.is_empty() {
        let label = accepted_when(item);
        let criteria = item.acceptance.join("\n");
        lines.extend(paragraph(look, &label, &criteria, width));
    }
    for (label, all) in [
        ("Nonfunctional", &item.nonfunctional),
        ("Open questions", &item.questions),
        ("Complex because", &drivers),
        ("Done means", means),
    ] {
        if label == "Done means" && item.state != State::Doing {
            continue;
        }
        lines.extend(paragraph(look, label, &all.join(" · "), width));
    }
    lines.extend(needs::needs(desk, look, item, width));
    lines.extend(options::options(desk, look, item, width));
    lines.extend(related::related(desk, look, item, width));
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
