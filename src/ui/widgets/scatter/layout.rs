//! Where everything on the grid lies. Same input, same place: selection moves nothing.

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use crate::ui::text;
use crate::ui::widgets::put::columns;
use crate::ui::widgets::scatter::scale::Scale;
use crate::ui::widgets::scatter::{Placed, Plot, Scatter};

/// The cells that are taken, in cells of the ground.
struct Taken {
    width: u16,
    height: u16,
    cells: Vec<bool>,
}

impl Taken {
    fn index(&self, x: u16, y: u16) -> usize {
        usize::from(y) * usize::from(self.width) + usize::from(x)
    }

    fn take(&mut self, x: u16, y: u16, length: u16) {
        let start = self.index(x, y);
        if let Some(cells) = self.cells.get_mut(start..start + usize::from(length)) {
            cells.fill(true);
        }
    }

    /// Whether so many cells lie on the ground and are free with one more on each side, except for `own`.
    fn is_free(&self, x: u16, y: u16, length: u16, own: Option<(u16, u16)>) -> bool {
        let end = u32::from(x) + u32::from(length);
        if y >= self.height || end > u32::from(self.width) {
            return false;
        }
        let last = (x + length).min(self.width - 1);
        (x.saturating_sub(1)..=last).all(|column| {
            let taken = self.cells.get(self.index(column, y)).copied();
            own == Some((column, y)) || taken == Some(false)
        })
    }
}

impl Scatter<'_> {
    /// Decides where everything lies in an area, axes and ticks included.
    pub fn lay_out(&self, area: Rect) -> Plot {
        let mut plot = Plot::default();
        let labels = self.y.ticks.iter().map(|tick| columns(&text::short(*tick)));
        let gutter = labels.max().unwrap_or(0).saturating_add(1);
        // An area too small for axes is all ground.
        let framed = area.width >= gutter.saturating_add(8) && area.height >= 5;
        let (left, below) = if framed { (gutter, 2) } else { (0, 0) };
        let ground = Rect {
            x: area.x + left,
            y: area.y,
            width: area.width - left,
            height: area.height - below,
        };
        plot.plot = ground;
        if ground.is_empty() {
            plot.unlabelled = self.points.len();
            return plot;
        }
        let right = if ground.width >= 30 { 4 } else { 0 };
        let margin = u16::from(ground.height >= 12);
        let across = self.points.iter().map(|point| point.x).collect::<Vec<_>>();
        let upward = self.points.iter().map(|point| point.y).collect::<Vec<_>>();
        let x = Scale::new(&self.x, &across, ground.width, 0, right);
        let y = Scale::new(&self.y, &upward, ground.height, margin, margin);
        let mut taken = Taken {
            width: ground.width,
            height: ground.height,
            cells: vec![false; usize::from(ground.width) * usize::from(ground.height)],
        };
        let row = |cell: u16| ground.height - 1 - cell;
        plot.marks = self.marks_on(&x, &y, ground);
        for placed in &plot.marks {
            taken.take(placed.x - ground.x, placed.y - ground.y, 1);
        }
        plot.corners = self.corner_names(ground, &mut taken);
        plot.unlabelled = place_labels(&mut plot.marks, ground, &mut taken);
        plot.cross_x = self.x.threshold.map(|value| ground.x + x.cell(value));
        plot.cross_y = self.y.threshold.map(|value| ground.y + row(y.cell(value)));
        self.place_ratios(&mut plot, &x, &y, &mut taken);
        if framed {
            plot.ticks_x = self.flat_ticks(&x, ground);
            plot.ticks_y = self.upright_ticks(&y, ground);
        }
        plot
    }

    /// The marks by best rank, without labels' places.
    fn marks_on(&self, x: &Scale, y: &Scale, ground: Rect) -> Vec<Placed> {
        let mut cells: BTreeMap<(u16, u16), Vec<usize>> = BTreeMap::new();
        for (index, point) in self.points.iter().enumerate() {
            let cell = (x.cell(point.x), y.cell(point.y));
            cells.entry(cell).or_default().push(index);
        }
        let rank = |index: usize| {
            let rank = self.points.get(index).and_then(|point| point.rank);
            (rank.is_none(), rank, index)
        };
        let mut marks = Vec::with_capacity(cells.len());
        for ((column, height), mut members) in cells {
            members.sort_by_key(|index| rank(*index));
            let Some(first) = members.first().and_then(|first| self.points.get(*first)) else {
                continue;
            };
            let label = first
                .rank
                .map_or_else(|| "?".to_owned(), |rank| rank.to_string());
            let label = match members.len() - 1 {
                0 => label,
                others => format!("{label}+{others}"),
            };
            marks.push(Placed {
                x: ground.x + column.min(ground.width - 1),
                y: ground.bottom() - 1 - height.min(ground.height - 1),
                members,
                label,
                label_at: None,
            });
        }
        marks.sort_by_key(|placed| placed.members.first().map(|first| rank(*first)));
        marks
    }

    /// The names in the corners, up to two rows inward where marks are in their way.
    fn corner_names(&self, ground: Rect, taken: &mut Taken) -> Vec<(u16, u16, String)> {
        let mut names = Vec::new();
        let longest = self.corners.iter().map(|name| columns(name)).max();
        let needed = longest.unwrap_or(0).saturating_mul(2).saturating_add(4);
        if ground.width < needed || ground.height < 5 {
            return names;
        }
        for (index, name) in self.corners.iter().enumerate() {
            let length = columns(name);
            let x = if index % 2 == 0 {
                1
            } else {
                ground.width - 1 - length
            };
            let rows = (0..3).map(|step| {
                if index < 2 {
                    step
                } else {
                    ground.height - 1 - step
                }
            });
            let free = rows
                .into_iter()
                .find(|y| taken.is_free(x, *y, length, None));
            if let Some(y) = free.filter(|_| length > 0) {
                taken.take(x, y, length);
                names.push((ground.x + x, ground.y + y, text::clean(name).into_owned()));
            }
        }
        names
    }

    /// The dots of the lines of equal ratio, and a label for each line near its right end.
    fn place_ratios(&self, plot: &mut Plot, x: &Scale, y: &Scale, taken: &mut Taken) {
        let ground = plot.plot;
        for ratio in self.ratios.iter().filter(|ratio| **ratio > 0) {
            let climb = (*ratio as f64 / 100.0).ln();
            let cells = (0..ground.width).step_by(2).filter_map(|column| {
                let cell = y.cell_of_logarithm(x.logarithm(column) + climb, ground.height)?;
                Some((column, ground.height - 1 - cell))
            });
            let cells = cells.collect::<Vec<_>>();
            let words = format!("={}", text::short(*ratio));
            let length = columns(&words);
            let place = cells.iter().rev().find(|(column, row)| {
                let free = taken.is_free(column.saturating_add(1), *row, length, None);
                free && plot.cross_y != Some(ground.y + row)
            });
            if let Some((column, row)) = place {
                taken.take(column + 1, *row, length);
                plot.ratios
                    .push((ground.x + column + 1, ground.y + row, words));
            }
            for (column, row) in cells {
                let (x, y) = (ground.x + column, ground.y + row);
                let on_cross = plot.cross_x == Some(x) || plot.cross_y == Some(y);
                if !on_cross && taken.is_free(column, row, 1, None) {
                    plot.dots.push((x, y));
                }
            }
        }
    }

    fn flat_ticks(&self, scale: &Scale, ground: Rect) -> Vec<(u16, String)> {
        let mut next = ground.x;
        let mut ticks = Vec::new();
        for tick in self.x.ticks.iter().filter(|tick| scale.holds(**tick)) {
            let words = text::short(*tick);
            let latest = ground.right().saturating_sub(columns(&words));
            let x = (ground.x + scale.cell(*tick)).min(latest);
            if x >= next {
                next = x.saturating_add(columns(&words)).saturating_add(1);
                ticks.push((x, words));
            }
        }
        ticks
    }

    fn upright_ticks(&self, scale: &Scale, ground: Rect) -> Vec<(u16, String)> {
        let mut ticks: Vec<(u16, String)> = Vec::new();
        for tick in self.y.ticks.iter().filter(|tick| scale.holds(**tick)) {
            let y = ground.bottom() - 1 - scale.cell(*tick).min(ground.height - 1);
            if ticks.last().is_none_or(|(last, _)| *last != y) {
                ticks.push((y, text::short(*tick)));
            }
        }
        ticks
    }
}

/// Gives each label the first of eight places that is free, by rank, and counts those without.
fn place_labels(marks: &mut [Placed], ground: Rect, taken: &mut Taken) -> usize {
    let mut dropped = 0;
    for placed in marks {
        let (x, y) = (placed.x - ground.x, placed.y - ground.y);
        let length = columns(&placed.label);
        let (east, west) = (Some(x + 1), x.checked_sub(length));
        let (north, south) = (y.checked_sub(1), Some(y + 1));
        let places = [
            (east, Some(y)),
            (west, Some(y)),
            (east, north),
            (east, south),
            (west, north),
            (west, south),
            (Some(x), north),
            (Some(x), south),
        ];
        let free = places.into_iter().find_map(|(column, row)| {
            let place = (column?, row?);
            taken
                .is_free(place.0, place.1, length, Some((x, y)))
                .then_some(place)
        });
        if let Some((column, row)) = free {
            taken.take(column, row, length);
            placed.label_at = Some((ground.x + column, ground.y + row));
        } else {
            dropped += 1;
        }
    }
    dropped
}
