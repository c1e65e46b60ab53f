//! What stands beside the grid: the item under the cursor, the legend, the quadrants in numbers.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::Desk;
use crate::scoring::grid::Tradeoff;
use crate::scoring::ranking::method::Method;
use crate::ui::buckets;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, put, under};

/// The item under the cursor, in words.
fn under_cursor(desk: &Desk, look: &Look) -> Option<(String, String)> {
    let item = desk.seen_item()?;
    let score = desk.derived.evaluation.score(item.id)?;
    let dot = look.symbols.separator;
    let rank = text::known(score.rank.map(|rank| format!("#{rank}")), "no rank");
    let cost = score
        .cost_of_delay
        .map(|cost| text::amount(cost, look.symbols));
    let (cost, size) = (text::known(cost, "?"), text::known(item.size.value, "?"));
    let evaluation = &desk.derived.evaluation;
    let heading = Method::of(evaluation.lens).heading;
    let result = match score.line.score {
        Some(result) => format!("{heading} {}", evaluation.written(item.id, result)),
        None => format!("needs {}", score.line.missing.join(", ")),
    };
    let numbers = format!("{rank} {dot} CoD {cost} {dot} size {size} {dot} {result}");
    Some((item.title.clone(), numbers))
}

pub(super) fn strip(desk: &Desk, look: &Look, area: Rect, buf: &mut Buffer) {
    if let Some((title, numbers)) = under_cursor(desk, look) {
        let room = usize::from(area.width).saturating_sub(text::width(&numbers) + 5);
        let title = text::fit(&title, room, look.symbols.more);
        let x = put(buf, area, area.x + 1, area.y, &title, look.strong());
        put(buf, area, x + 2, area.y, &numbers, look.muted());
    }
    let below = under(area, 1);
    let mut x = below.x + 1;
    for (mark, name, style) in legend(desk, look) {
        x = put(buf, below, x, below.y, &mark, style);
        x = put(buf, below, x + 1, below.y, &name, look.muted()) + 2;
    }
}

fn legend(desk: &Desk, look: &Look) -> Vec<(String, String, ratatui::style::Style)> {
    let mut all: Vec<_> = (buckets::names(desk).iter())
        .zip(buckets::marks(desk, look))
        .enumerate()
        .map(|(at, (name, mark))| (mark, (*name).to_owned(), look.bucket(at)))
        .collect();
    let mut other = |mark: &str, words: &str, style| {
        all.push((mark.to_owned(), words.to_owned(), style));
    };
    other(look.symbols.cluster, "several", look.text());
    if !desk.plotted.hides_lines {
        other(look.symbols.iso, "equal score 2, 4, 8", look.muted());
    }
    all
}

pub(super) fn side(desk: &Desk, look: &Look, all: &Tradeoff, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let inner = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    let mut y = area.y;
    let rule = |title: &str, y: u16, buf: &mut Buffer| {
        let row = Rect::new(area.x, y, area.width, 1).intersection(area);
        Rule::new(title, "", Focus::Elsewhere).draw(look, row, buf);
    };
    rule("Under the cursor", y, buf);
    if let Some((title, numbers)) = under_cursor(desk, look) {
        for line in text::wrap(&title, usize::from(inner.width), 2) {
            y += 1;
            put(buf, inner, inner.x, y, &line, look.strong());
        }
        for line in text::wrap(&numbers, usize::from(inner.width), 3) {
            y += 1;
            put(buf, inner, inner.x, y, &line, look.muted());
        }
    }
    y += 2;
    rule("Legend", y, buf);
    for (mark, name, style) in legend(desk, look) {
        y += 1;
        let x = put(buf, inner, inner.x, y, &mark, style);
        put(buf, inner, x + 1, y, &name, look.text());
    }
    y += 2;
    rule("By quadrant", y, buf);
    for count in all.counts {
        y += 1;
        let effort = count
            .effort
            .map(|effort| text::amount(effort, look.symbols));
        let effort = text::points(&text::known(effort, "?"));
        let mut x = inner.x;
        for (words, style) in [
            (text::pad_right(count.quadrant.name(), 13, ""), look.text()),
            (
                text::pad_left(&count.items.to_string(), 4, ""),
                look.strong(),
            ),
            (text::pad_left(&effort, 10, ""), look.muted()),
        ] {
            x = put(buf, inner, x, y, &words, style);
        }
    }
}
