//! A share against its target.
//!
//! Owns the geometry of the bar and the words beside it. The target mark never moves; the fill comes to it,
//! and only what is beyond it is amber. Whether it is on keel is told, not judged, here.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::bar::{bar_halves, draw_halves};
use crate::ui::widgets::put::{columns, put, put_run};

/// What stands between a value and its target.
const OF: &str = " of ";

/// How much room a gauge takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GaugeForm {
    /// Label, bar and numbers in one row.
    OneLine,
    /// Label and numbers above a bar of full width.
    TwoLines,
    /// As two lines, with a bar two rows high, to be seen from the back of a room.
    Presented,
}

impl GaugeForm {
    /// The rows the form takes.
    pub const fn height(self) -> u16 {
        match self {
            Self::OneLine => 1,
            Self::TwoLines => 2,
            Self::Presented => 3,
        }
    }
}

/// How a value stands to its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Within the tolerance.
    On,
    /// Above it.
    Over,
    /// Below it.
    Under,
    /// Not known yet.
    Open,
}

/// One value against its target, in whole percent or points.
#[derive(Clone, Copy, Debug)]
pub struct Gauge<'a> {
    /// The mark before the label, such as the bucket's.
    pub mark: &'a str,
    /// How the mark is drawn.
    pub mark_style: Style,
    /// What is measured.
    pub label: &'a str,
    /// The value and its target in words, the value first: `46 % of 50`. In one
    /// short line, only the value stays.
    pub reading: &'a str,
    /// How the fill is drawn.
    pub fill: Style,
    /// The value.
    pub value: u32,
    /// The target.
    pub target: u32,
    /// How the value stands to its target; decided by the core from exact numbers.
    pub verdict: Verdict,
    /// How far it is off, in whole units.
    pub drift: i64,
    /// What the full width stands for; the same for all gauges of a group, see
    /// [`shared_scale`](crate::scoring::plan::allocation::shared_scale).
    pub scale: u32,
    /// The cells of a row before the bar, in the one-line form.
    pub label_width: u16,
}

/// Which cells of a bar are what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GaugeBar {
    /// Half cells filled before the target mark.
    pub filled: u32,
    /// The cell of the target mark.
    pub target: u16,
    /// Cells beyond the target mark.
    pub beyond: u16,
}

impl Gauge<'_> {
    /// The geometry of the bar in so many cells, or nothing when there are none.
    ///
    /// Two bars on one scale differ in length as their values do, to within the cell of the target mark.
    pub fn bar(&self, width: u16) -> Option<GaugeBar> {
        let last = width.checked_sub(1)?;
        let scale = u64::from(self.scale.max(1));
        let target = u64::from(self.target) * u64::from(width) / scale;
        let target = u16::try_from(target).unwrap_or(last).min(last);
        let before = u32::from(target) * 2;
        if self.value < self.target {
            let filled = bar_halves(self.value.into(), scale, width);
            // Short of the target by however little is seen as short of it.
            let filled = filled.min(before.saturating_sub(1));
            return Some(GaugeBar {
                filled,
                target,
                beyond: 0,
            });
        }
        let excess = u64::from(self.value - self.target) * u64::from(width);
        let beyond = u16::try_from(excess.div_ceil(scale)).unwrap_or(last);
        let beyond = beyond.min(last - target);
        Some(GaugeBar {
            filled: before,
            target,
            beyond,
        })
    }

    /// Draws the gauge into the top of the area.
    pub fn draw(&self, form: GaugeForm, look: &Look, area: Rect, buf: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let row = Rect { height: 1, ..area };
        match form {
            GaugeForm::OneLine => self.draw_row(look, row, buf),
            GaugeForm::TwoLines | GaugeForm::Presented => {
                self.draw_words(look, self.reading, row, buf);
                for line in area.rows().take(form.height().into()).skip(1) {
                    self.draw_bar(look, line, buf);
                }
            }
        }
    }

    fn draw_row(&self, look: &Look, row: Rect, buf: &mut Buffer) {
        let value = match self.reading.split(OF).next() {
            Some(value) if row.width < 44 => value,
            _ => self.reading,
        };
        let label = Rect {
            width: self.label_width.min(row.width),
            ..row
        };
        self.draw_label(look, label, buf);
        let numbers = self.draw_numbers(look, value, 1, row, label.right(), buf);
        let x = label.right().saturating_add(1);
        let width = numbers.saturating_sub(x).saturating_sub(2);
        self.draw_bar(look, Rect { x, width, ..row }.intersection(row), buf);
    }

    fn draw_words(&self, look: &Look, reading: &str, row: Rect, buf: &mut Buffer) {
        let least = columns(self.mark).saturating_add(4).saturating_add(row.x);
        let numbers = self.draw_numbers(look, reading, 2, row, least, buf);
        let width = numbers.saturating_sub(row.x).saturating_sub(1);
        self.draw_label(look, Rect { width, ..row }.intersection(row), buf);
    }

    fn draw_label(&self, look: &Look, area: Rect, buf: &mut Buffer) {
        let x = put(buf, area, area.x, area.y, self.mark, self.mark_style);
        let x = x.saturating_add(1);
        let room = area.right().saturating_sub(x);
        let label = text::fit(self.label, room.into(), look.symbols.more);
        put(buf, area, x, area.y, &label, look.text());
    }

    /// Draws reading and drift at the right end, if they fit after `least`, and returns their first column.
    fn draw_numbers(
        &self,
        look: &Look,
        reading: &str,
        gap: u16,
        row: Rect,
        least: u16,
        buf: &mut Buffer,
    ) -> u16 {
        let (drift, style) = self.drift_words(look);
        let mut x = row.right();
        let mut place = |words: &str, gap: u16| {
            let start = x
                .checked_sub(columns(words))
                .filter(|start| *start > least)?;
            x = start.saturating_sub(gap);
            Some(start)
        };
        if let Some(x) = place(&drift, gap) {
            put(buf, row, x, row.y, &drift, style);
        }
        let (value, rest) = reading.split_at(reading.find(OF).unwrap_or(reading.len()));
        if let Some(start) = place(reading, 0) {
            let next = put(buf, row, start, row.y, value, look.strong());
            let next = next.saturating_add(1);
            put(buf, row, next, row.y, rest.trim_start(), look.muted());
        }
        x
    }

    /// How far it is off; what is on its target says so.
    fn drift_words(&self, look: &Look) -> (String, Style) {
        let (mark, style) = match self.verdict {
            Verdict::On => return ("on target".to_owned(), look.steady()),
            Verdict::Over => (look.symbols.over, look.over()),
            Verdict::Under => (look.symbols.under, look.under()),
            Verdict::Open => (look.symbols.unknown, look.muted()),
        };
        let drift = text::pad_left(&text::signed(self.drift, look.symbols), 4, "");
        (format!("{mark}{drift}"), style)
    }

    /// Draws the bar alone.
    pub fn draw_bar(&self, look: &Look, row: Rect, buf: &mut Buffer) {
        let Some(bar) = self.bar(row.width) else {
            return;
        };
        let (symbols, y) = (look.symbols, row.y);
        put_run(buf, row, (row.x, y), symbols.track, row.width, look.rule());
        let target = row.x.saturating_add(bar.target);
        let x = draw_halves(look, self.fill, bar.filled, row, buf);
        let missing = target.saturating_sub(x);
        put_run(buf, row, (x, y), symbols.to_go, missing, look.under());
        let x = put(buf, row, target, y, symbols.target, look.strong());
        put_run(buf, row, (x, y), symbols.beyond, bar.beyond, look.over());
    }
}
