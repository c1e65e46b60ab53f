//! Groups of lines under each other, with room between them where there is some.
//!
//! Owns what goes first where the card is small. Must not know sessions.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

use crate::dialogs::draw::own;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Boxes, put};

/// One line: parts in their styles, and one at the right edge.
#[derive(Clone, Debug, Default)]
pub struct CardLine {
    parts: Vec<(String, Style)>,
    right: Option<(String, Style)>,
    /// Whether the next line is of the same text.
    goes_on: bool,
}

/// The lines of a running text, at most so many of them; one that is cut says so.
pub fn running(
    look: &Look,
    words: &str,
    width: usize,
    limit: usize,
    style: Style,
) -> Vec<CardLine> {
    let lines = text::wrap(words, width, limit.saturating_add(1));
    let is_cut = lines.len() > limit;
    let last = lines.len().min(limit).saturating_sub(1);
    let line = |(at, words): (usize, String)| CardLine {
        goes_on: at < last,
        ..if at == last && is_cut {
            CardLine::of(words, style).cut(look, width)
        } else {
            CardLine::of(words, style)
        }
    };
    let shown = lines.into_iter().take(limit).enumerate();
    shown.map(line).collect()
}

impl CardLine {
    /// A line of one part.
    pub fn of(words: impl Into<String>, style: Style) -> Self {
        Self::default().and(words, style)
    }

    /// The line with one more part.
    pub fn and(mut self, words: impl Into<String>, style: Style) -> Self {
        self.parts.push((words.into(), style));
        self
    }

    /// The line with words at the right edge.
    pub fn right(mut self, words: impl Into<String>, style: Style) -> Self {
        self.right = Some((words.into(), style));
        self
    }

    /// The line with the sign that its text goes on.
    fn cut(mut self, look: &Look, width: usize) -> Self {
        if let Some((words, _)) = self.parts.last_mut() {
            let more = look.symbols.more;
            *words = text::fit(&format!("{words} {more}"), width, more);
        }
        self
    }

    /// Draws the line into a row.
    pub fn draw(&self, look: &Look, row: Rect, buf: &mut Buffer) {
        let mut row = row;
        if let Some((words, style)) = &self.right {
            let words = own(look, words);
            let width = u16::try_from(text::width(&words)).unwrap_or(u16::MAX);
            if width.saturating_add(8) <= row.width {
                put(buf, row, row.right() - width, row.y, &words, *style);
                row.width = row.width.saturating_sub(width + 1);
            }
        }
        let mut x = row.x;
        for (words, style) in &self.parts {
            let room = usize::from(row.right().saturating_sub(x));
            let words = text::fit(&own(look, words), room, look.symbols.more);
            x = put(buf, row, x, row.y, &words, *style);
        }
    }
}

/// What a group shows.
#[derive(Clone, Debug)]
pub enum StackContent {
    /// Lines.
    Lines(Vec<CardLine>),
    /// The scale: its values, the one that is marked, and how many votes lie on each, where they are shown.
    Scale {
        /// The values in words.
        values: Vec<String>,
        /// The marked one.
        chosen: Option<usize>,
        /// Votes by value; none while they are hidden.
        votes: Option<Vec<usize>>,
        /// The rank each value that was shown would lead to; none where that is not known.
        ranks: Option<Vec<String>>,
    },
}

/// Lines that belong together.
#[derive(Clone, Debug)]
pub struct CardGroup {
    content: StackContent,
    /// How soon it goes where there is no room; 0 stays.
    goes: u8,
    /// Whether a blank line stands before it where there is room.
    apart: bool,
    height: u16,
}

impl CardGroup {
    /// A group of lines; it goes the sooner the higher that number is.
    pub fn lines(lines: Vec<CardLine>, goes: u8, apart: bool) -> Self {
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        Self {
            content: StackContent::Lines(lines),
            goes,
            apart,
            height,
        }
    }

    /// A scale, the value that is marked on it, and how many votes lie on each, where they are shown.
    pub fn scale(
        values: Vec<String>,
        chosen: Option<usize>,
        votes: Option<Vec<usize>>,
        ranks: Option<Vec<String>>,
    ) -> Self {
        let height = 3 + u16::from(votes.is_some()) + u16::from(ranks.is_some());
        Self {
            content: StackContent::Scale {
                values,
                chosen,
                votes,
                ranks,
            },
            goes: 0,
            apart: true,
            height,
        }
    }

    const fn least(&self) -> u16 {
        match &self.content {
            StackContent::Lines(_) | StackContent::Scale { votes: None, .. } => 1,
            StackContent::Scale { ranks: None, .. } => 2,
            StackContent::Scale { .. } => 3,
        }
    }
}

fn height(groups: &[CardGroup]) -> u16 {
    let gaps = groups.iter().skip(1).filter(|group| group.apart).count();
    let lines = groups.iter().map(|group| group.height);
    lines.fold(u16::try_from(gaps).unwrap_or(u16::MAX), u16::saturating_add)
}

/// Shortens the longest of the groups that go so soon by a line; gives back whether there is one.
fn shorten(groups: &mut [CardGroup], soon: u8) -> bool {
    let longer = groups
        .iter_mut()
        .filter(|group| group.goes >= soon && group.height > group.least());
    let longest = longer.max_by_key(|group| (group.goes, group.height));
    longest.map(|group| group.height -= 1).is_some()
}

/// Makes boxes a row of values; gives back whether there were any.
fn flatten(groups: &mut [CardGroup]) -> bool {
    let is_scale = |group: &&mut CardGroup| matches!(group.content, StackContent::Scale { .. });
    let mut scales = groups.iter_mut().filter(is_scale);
    let boxes = scales.find(|group| group.height > group.least());
    boxes.map(|group| group.height = group.least()).is_some()
}

/// Closes the last gap; gives back whether there is one.
fn close(groups: &mut [CardGroup]) -> bool {
    let mut below = groups.iter_mut().skip(1);
    let gap = below.rfind(|group| group.apart);
    gap.map(|group| group.apart = false).is_some()
}

/// Takes away what goes first of what goes so soon; gives back whether anything does.
fn drop_one(groups: &mut Vec<CardGroup>, soon: u8) -> bool {
    let gone = groups.iter().map(|group| group.goes).max();
    let gone = gone.filter(|goes| *goes >= soon);
    let at = gone.and_then(|gone| groups.iter().rposition(|group| group.goes == gone));
    at.map(|at| groups.remove(at)).is_some()
}

/// Makes groups fit: what goes first gets shorter, boxes become a row, what is extra goes, gaps close, all gets
/// shorter, and at last whole groups go.
fn fit(groups: &mut Vec<CardGroup>, room: u16) {
    /// From here on a group is shortened before the gaps close.
    const SOON: u8 = 3;
    /// From here on a group goes before the gaps close.
    const EXTRA: u8 = 6;
    groups.retain(|group| group.height > 0);
    while height(groups) > room {
        let done = shorten(groups, SOON)
            || flatten(groups)
            || drop_one(groups, EXTRA)
            || close(groups)
            || shorten(groups, 1)
            || drop_one(groups, 1);
        if !done {
            return;
        }
    }
}

/// Sets every group apart from the one above, from the top on, as far as there is room to spare.
fn spread(groups: &mut Vec<CardGroup>, room: u16) {
    groups.retain(|group| group.height > 0);
    let mut spare = room.saturating_sub(height(groups));
    for group in groups.iter_mut().skip(1).filter(|group| !group.apart) {
        group.apart = spare > 0;
        spare = spare.saturating_sub(1);
    }
}

/// Draws groups from the top; each by itself where they are to be read from afar.
pub fn draw(
    look: &Look,
    mut groups: Vec<CardGroup>,
    from_afar: bool,
    area: Rect,
    buf: &mut Buffer,
) {
    if from_afar {
        spread(&mut groups, area.height);
    }
    // A card with room to spare begins a line lower.
    let airy = u16::from(height(&groups) < area.height);
    fit(&mut groups, area.height);
    let mut y = area.y + airy;
    for (at, group) in groups.iter().enumerate() {
        y += u16::from(group.apart && at > 0);
        let place = Rect {
            y,
            height: group.height.min(area.bottom().saturating_sub(y)),
            ..area
        };
        if place.is_empty() {
            return;
        }
        match &group.content {
            StackContent::Lines(lines) => {
                for (line, row) in lines.iter().zip(place.rows()) {
                    if line.goes_on && row.bottom() == place.bottom() {
                        let width = usize::from(row.width);
                        line.clone().cut(look, width).draw(look, row, buf);
                    } else {
                        line.draw(look, row, buf);
                    }
                }
            }
            StackContent::Scale {
                values,
                chosen,
                votes,
                ranks,
            } => {
                let below = u16::from(ranks.is_some());
                let parts = [Constraint::Fill(1), Constraint::Length(below)];
                let [place, below] = Layout::vertical(parts).areas(place);
                let places = scale(look, values, *chosen, votes.as_deref(), place, buf);
                for (rank, value) in ranks.iter().flatten().zip(places) {
                    put(buf, below, value.x, below.y, &own(look, rank), look.muted());
                }
            }
        }
        y = y.saturating_add(group.height);
    }
}

/// Draws a scale, and under each value a dot for each vote on it.
fn scale(
    look: &Look,
    values: &[String],
    chosen: Option<usize>,
    votes: Option<&[usize]>,
    place: Rect,
    buf: &mut Buffer,
) -> Vec<Rect> {
    let dots = u16::from(votes.is_some());
    let parts = [Constraint::Fill(1), Constraint::Length(dots)];
    let [boxes, below] = Layout::vertical(parts).areas(place);
    let places = Boxes { values, chosen }.draw(look, boxes, buf);
    for (count, value) in votes.unwrap_or_default().iter().zip(&places) {
        let width = usize::from(value.width);
        let words = match *count {
            0 => look.symbols.pip_empty.to_owned(),
            count if count <= width.saturating_sub(2) => look.symbols.dot.repeat(count),
            count => format!("{count}{}", look.symbols.dot),
        };
        let indent = width.saturating_sub(text::width(&words)) / 2;
        let x = value.x + u16::try_from(indent).unwrap_or(0);
        let (none, some) = (look.faint(), look.strong());
        let style = if *count == 0 { none } else { some };
        put(buf, below, x, below.y, &words, style);
    }
    places
}
