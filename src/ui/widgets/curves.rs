//! Curves over a flat axis: each has its own line and its own letter, so that they are told apart without color.
//!
//! Owns which cell a point lies in and what stands where two curves meet. All numbers are shares, 0 to 1.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::scoring::ratio::Ratio;
use crate::ui::look::Look;
use crate::ui::widgets::put::{columns, put, put_run};

/// So many cells at least lie between two letters of a curve, so that its line is seen.
const BETWEEN: u16 = 4;

/// A curve.
#[derive(Clone, Debug)]
pub struct CurveLine<'a> {
    /// What its line is made of.
    pub line: &'a str,
    /// Its letter, at its points.
    pub letter: &'a str,
    /// Its points from the left: how far along, and how high.
    pub points: Vec<(Ratio, Ratio)>,
    /// How it is drawn.
    pub style: Style,
}

/// Curves with their axes.
#[derive(Clone, Debug)]
pub struct Curves<'a> {
    /// The curves.
    pub all: &'a [CurveLine<'a>],
    /// What stands below the flat axis, and where.
    pub ticks: &'a [(Ratio, String)],
    /// What stands beside the upright axis, and how high.
    pub levels: &'a [(Ratio, String)],
    /// Stretches of the flat axis that are drawn in a mark of their own, the later ones over the earlier.
    pub bands: &'a [(Ratio, Ratio, &'a str)],
    /// Upright lines, each at its place with a letter on top.
    pub lines: &'a [(Ratio, &'a str)],
}

/// Where the curves are drawn, without their axes.
struct PlotField {
    area: Rect,
    /// Which curve has a cell, if any.
    taken: Vec<Option<usize>>,
}

impl PlotField {
    fn x(&self, share: Ratio) -> u16 {
        self.area.x + along(share, self.area.width)
    }

    fn y(&self, share: Ratio) -> u16 {
        self.area.bottom() - 1 - along(share, self.area.height)
    }

    /// Draws a mark of a curve; where another one is already, that they meet.
    fn mark(
        &mut self,
        look: &Look,
        (x, y): (u16, u16),
        of: usize,
        (words, style): (&str, Style),
        buf: &mut Buffer,
    ) {
        let row = usize::from(y - self.area.y) * usize::from(self.area.width);
        let Some(place) = self.taken.get_mut(row + usize::from(x - self.area.x)) else {
            return;
        };
        let is_met = place.is_some_and(|before| before != of);
        let words = if is_met { look.symbols.meet } else { words };
        let style = if is_met { look.strong() } else { style };
        place.get_or_insert(of);
        put(buf, self.area, x, y, words, style);
    }
}

/// The cell of so many that lies a share along.
fn along(share: Ratio, cells: u16) -> u16 {
    let last = cells.saturating_sub(1);
    let at = share.times(Ratio::whole(last.into())).map(Ratio::rounded);
    at.and_then(|at| u16::try_from(at).ok())
        .unwrap_or_default()
        .min(last)
}

impl Curves<'_> {
    /// Draws the curves with their axes; nothing where there is no room for them.
    pub fn draw(&self, look: &Look, area: Rect, buf: &mut Buffer) {
        let beside = self.levels.iter().map(|(_, words)| columns(words)).max();
        let left = beside.unwrap_or(0) + 1;
        if area.height < 5 || area.width < left + 12 {
            return;
        }
        let inner = Rect {
            x: area.x + left,
            width: area.width - left - 1,
            height: area.height - 2,
            ..area
        };
        let cells = usize::from(inner.width) * usize::from(inner.height);
        let mut field = PlotField {
            area: inner,
            taken: vec![None; cells],
        };
        self.axes(look, area, &field, buf);
        for (share, _) in self.lines {
            let x = field.x(*share);
            for row in inner.rows() {
                put(buf, inner, x, row.y, look.symbols.cross, look.rule());
            }
        }
        // What stays at the edge is drawn last, and only where nothing else is.
        for is_flat in [false, true] {
            for (at, curve) in self.all.iter().enumerate() {
                draw_curve(look, curve, at, is_flat, &mut field, buf);
            }
        }
        for (share, letter) in self.lines {
            let (x, y) = (field.x(*share), inner.y);
            put(buf, inner, x, y, letter, look.strong());
        }
    }

    fn axes(&self, look: &Look, area: Rect, field: &PlotField, buf: &mut Buffer) {
        let (symbols, inner) = (look.symbols, field.area);
        for row in inner.rows() {
            put(buf, area, inner.x - 1, row.y, symbols.axis, look.rule());
        }
        for (share, words) in self.levels {
            let x = (inner.x - 1).saturating_sub(columns(words));
            put(buf, area, x, field.y(*share), words, look.muted());
        }
        let y = inner.bottom();
        put(buf, area, inner.x - 1, y, symbols.axis_corner, look.rule());
        put_run(
            buf,
            area,
            (inner.x, y),
            symbols.axis_flat,
            inner.width,
            look.rule(),
        );
        for (from, to, mark) in self.bands {
            let (from, to) = (field.x(*from), field.x(*to));
            put_run(
                buf,
                area,
                (from, y),
                mark,
                to - from.min(to) + 1,
                look.focus(),
            );
        }
        let mut free = area.x;
        for (share, words) in self.ticks {
            let wide = columns(words);
            let x = field.x(*share).saturating_sub(wide / 2);
            let x = x.min(area.right().saturating_sub(wide));
            if x >= free {
                free = put(buf, area, x, y + 1, words, look.muted()) + 1;
            }
        }
    }
}

/// Draws the stretches of a curve that stay at the edge, or the others.
fn draw_curve(
    look: &Look,
    curve: &CurveLine<'_>,
    of: usize,
    is_flat: bool,
    field: &mut PlotField,
    buf: &mut Buffer,
) {
    let mut lettered: Option<u16> = None;
    let stays = |from: Ratio, to: Ratio| from == to && (from == Ratio::ZERO || from == Ratio::ONE);
    for ((from_x, from), (to_x, to)) in curve.points.iter().zip(curve.points.iter().skip(1)) {
        if stays(*from, *to) != is_flat {
            continue;
        }
        let (left, right) = (field.x(*from_x), field.x(*to_x));
        let mut before = field.y(*from);
        for x in left..=right {
            let way = Ratio::new(i128::from(x - left), i128::from(right - left));
            let high = way.and_then(|way| from.plus(to.minus(*from)?.times(way)?));
            let y = field.y(high.unwrap_or(*to));
            let (top, bottom) = if before < y {
                (before + 1, y)
            } else {
                (y, before.saturating_sub(1).max(y))
            };
            for y in top..=bottom {
                let row = usize::from(y - field.area.y) * usize::from(field.area.width);
                let place = row + usize::from(x - field.area.x);
                let taken = field.taken.get(place).copied().flatten();
                // A letter of its own stays, and nothing is drawn over at the edge.
                if taken.is_none_or(|before| !is_flat && before != of) {
                    field.mark(look, (x, y), of, (curve.line, curve.style), buf);
                }
            }
            before = y;
        }
        let is_due = lettered.is_none_or(|last| right >= last + BETWEEN);
        if !is_flat && is_due {
            field.mark(look, (right, before), of, (curve.letter, curve.style), buf);
            lettered = Some(right);
        }
    }
}
