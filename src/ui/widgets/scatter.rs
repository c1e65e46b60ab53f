//! The trade-off grid: two logarithmic axes, a cross at the thresholds, lines of equal ratio.
//!
//! Owns what the grid looks like; where everything lies is decided beforehand, in `layout`, without a buffer.

mod layout;
mod plot;
mod scale;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::look::Look;
use crate::ui::widgets::put::{columns, put, put_run};

pub use plot::{Placed, Plot};

/// One item of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Along the flat axis, in hundredths. Zero has no logarithm and lies at the edge.
    pub x: u64,
    /// Along the upright axis, in hundredths.
    pub y: u64,
    /// The rank, which is its label; none where the order does not count the item.
    pub rank: Option<u32>,
    /// The position of its bucket.
    pub bucket: usize,
}

/// One axis, in hundredths.
#[derive(Clone, Copy, Debug)]
pub struct Axis<'a> {
    /// The values of the scale, each with a label.
    pub ticks: &'a [u64],
    /// Where the cross stands.
    pub threshold: Option<u64>,
}

/// What the grid shows.
#[derive(Clone, Copy, Debug)]
pub struct Scatter<'a> {
    /// The items; others refer to them by their position here.
    pub points: &'a [Point],
    /// The flat axis.
    pub x: Axis<'a>,
    /// The upright axis.
    pub y: Axis<'a>,
    /// The ratios of `y` to `x`, in hundredths, that have a line.
    pub ratios: &'a [u64],
    /// The names of the corners: top left, top right, bottom left, bottom right.
    pub corners: [&'a str; 4],
    /// The marks of the buckets.
    pub marks: &'a [String],
}

impl Scatter<'_> {
    /// Draws the grid with one item selected, and returns where everything lies.
    pub fn draw(&self, look: &Look, area: Rect, selected: Option<usize>, buf: &mut Buffer) -> Plot {
        let area = area.intersection(buf.area);
        let plot = self.lay_out(area);
        draw_ground(look, area, &plot, buf);
        for placed in &plot.marks {
            let chosen = selected.is_some_and(|selected| placed.members.contains(&selected));
            self.draw_mark(look, placed, chosen, area, buf);
        }
        plot
    }

    fn draw_mark(&self, look: &Look, placed: &Placed, chosen: bool, area: Rect, buf: &mut Buffer) {
        let alone = match placed.members.as_slice() {
            [only] => self.points.get(*only),
            _ => None,
        };
        let (mark, style) = match alone {
            Some(point) => {
                let mark = self.marks.get(point.bucket).map(String::as_str);
                (mark.unwrap_or(look.symbols.dot), look.bucket(point.bucket))
            }
            None => (look.symbols.cluster, look.text()),
        };
        let dress = |style| if chosen { look.reversed(style) } else { style };
        put(buf, area, placed.x, placed.y, mark, dress(style));
        if let Some((x, y)) = placed.label_at {
            put(buf, area, x, y, &placed.label, dress(look.muted()));
        }
    }
}

/// Draws what the marks stand on: lines of equal ratio, cross, axes, ticks and names.
fn draw_ground(look: &Look, area: Rect, plot: &Plot, buf: &mut Buffer) {
    let (symbols, ground) = (look.symbols, plot.plot);
    if let Some(y) = plot.cross_y {
        let (start, flat) = ((ground.x, y), symbols.cross_flat);
        put_run(buf, ground, start, flat, ground.width, look.rule());
    }
    if let Some(x) = plot.cross_x {
        for y in ground.top()..ground.bottom() {
            put(buf, ground, x, y, symbols.cross, look.rule());
        }
    }
    for (x, y) in &plot.dots {
        put(buf, ground, *x, *y, symbols.iso, look.faint());
    }
    for (x, y, words) in &plot.ratios {
        put(buf, ground, *x, *y, words, look.faint());
    }
    for (x, y, words) in &plot.corners {
        put(buf, ground, *x, *y, words, look.placeholder());
    }
    if ground.x > area.x {
        for y in ground.top()..ground.bottom() {
            put(buf, area, ground.x - 1, y, symbols.axis, look.rule());
        }
        let (x, y) = (ground.x, ground.bottom());
        put(buf, area, x - 1, y, symbols.axis_corner, look.rule());
        let flat = symbols.axis_flat;
        put_run(buf, area, (x, y), flat, ground.width, look.rule());
    }
    for (y, words) in &plot.ticks_y {
        let x = ground.x.saturating_sub(1).saturating_sub(columns(words));
        put(buf, area, x, *y, words, look.faint());
    }
    for (x, words) in &plot.ticks_x {
        let y = ground.bottom().saturating_add(1);
        put(buf, area, *x, y, words, look.faint());
    }
}
