//! Figures: the grid, the gauges and the plan as SVG, alone or inside the report.
//!
//! Owns what a figure is and how it becomes a document. The numbers come from `scoring`; only geometry is
//! computed here. A figure names classes and no colors: `assets/figure.css` has both, for light and dark, so
//! that a figure inside the report takes the colors of the report. No script, nothing from elsewhere.

mod bars;
mod figure;
pub(super) mod gauges;
pub(super) mod grid;
pub(super) mod insight;
pub(super) mod marks;
pub(super) mod money;
pub(super) mod pen;
pub(super) mod plan;
pub(super) mod roadmap;
pub(super) mod teams;

use std::io::Write;

use super::content::{Content, ExportError, Written};
use crate::model::words::Text;
pub(super) use figure::Figure;
use figure::{MARGIN, WIDTH};
use pen::{DrawingPoint, Pen, at};

/// The colors and the classes of all figures.
pub(super) const STYLE: &str = include_str!("../../../assets/figure.css");

/// Writes the trade-off grid.
pub(super) fn write_grid(content: &Content<'_>, to: &mut dyn Write) -> Written {
    document(&[grid::figure(content), grid::names(content)], to)
}

/// Writes the gauges.
pub(super) fn write_gauges(content: &Content<'_>, to: &mut dyn Write) -> Written {
    document(&[gauges::figure(content)], to)
}

/// Writes the plan.
pub(super) fn write_plan(content: &Content<'_>, to: &mut dyn Write) -> Written {
    document(&plan::figures(content), to)
}

/// Writes the roadmap.
pub(super) fn write_roadmap(content: &Content<'_>, to: &mut dyn Write) -> Written {
    let chart = super::roadmap::of(content);
    document(&[roadmap::figure(content, &chart)], to)
}

/// Writes the curves of the price studies.
pub(super) fn write_curves(content: &Content<'_>, to: &mut dyn Write) -> Written {
    document(&money::studies(content), to)
}

/// Writes the offers on lines of prices.
pub(super) fn write_prices(content: &Content<'_>, to: &mut dyn Write) -> Written {
    document(&money::price_lines(content), to)
}

/// Writes the course of the budget.
pub(super) fn write_burn(content: &Content<'_>, to: &mut dyn Write) -> Written {
    document(&money::course(content).into_iter().collect::<Vec<_>>(), to)
}

/// Writes the tree of KPIs.
pub(super) fn write_kpis(content: &Content<'_>, to: &mut dyn Write) -> Written {
    document(insight::kpis(content).as_slice(), to)
}

/// Writes the tree of needs.
pub(super) fn write_needs(content: &Content<'_>, to: &mut dyn Write) -> Written {
    document(insight::needs(content).as_slice(), to)
}

/// Writes the journeys.
pub(super) fn write_journeys(content: &Content<'_>, to: &mut dyn Write) -> Written {
    document(&insight::drawn_journeys(content), to)
}

/// Writes the planning board.
pub(super) fn write_teams(content: &Content<'_>, to: &mut dyn Write) -> Written {
    let figure = teams::figure(content);
    let figure = figure.ok_or_else(|| ExportError::nothing(NO_BOARD.said()))?;
    document(&[figure], to)
}

/// Why there is no planning board.
const NO_BOARD: Text =
    Text::new("there is no team or no coming interval · {PLAN_FOLLOWING} makes one with its teams");

/// Figures below each other as one document.
fn document(figures: &[Figure], to: &mut dyn Write) -> Written {
    let heights = figures.iter().map(|figure| figure.height + MARGIN);
    let height = heights.sum::<f64>() + MARGIN;
    let width = WIDTH + 2.0 * MARGIN;
    let mut pen = Pen::default();
    let whole = Figure {
        name: "figure".to_owned(),
        title: join(figures.iter().map(|figure| figure.title.as_str()), " · "),
        about: join(figures.iter().map(|figure| figure.about.as_str()), " "),
        height,
        body: Pen::default(),
    };
    whole.open(&mut pen, (width, height), true);
    pen.style(STYLE);
    pen.rect((0.0, 0.0), (width, height), "canvas");
    let mut y = MARGIN;
    for figure in figures {
        let place = format!("translate({} {})", at(MARGIN), at(y));
        pen.open("g", &[("transform", &place)]);
        pen.append(&figure.body);
        pen.close("g");
        y += figure.height + MARGIN;
    }
    pen.close("svg");
    writeln!(
        to,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}",
        pen.done()
    )?;
    Ok(Vec::new())
}

/// Draws the first of some things in two columns and counts the others. Returns where they end.
fn in_two_columns<T>(
    pen: &mut Pen,
    all: &[T],
    most: usize,
    y: f64,
    draw: impl Fn(&mut Pen, &T, DrawingPoint),
) -> f64 {
    let mut line = y;
    let shown = all.get(..most.min(all.len())).unwrap_or_default();
    for pair in shown.chunks(2) {
        for (one, x) in pair.iter().zip([0.0, WIDTH / 2.0]) {
            draw(pen, one, (x, line));
        }
        line += 19.0;
    }
    if all.len() > most {
        let more = all.len() - most;
        pen.text((0.0, line), "small", &format!("and {more} more"));
        line += 19.0;
    }
    line
}

fn join<'t>(parts: impl Iterator<Item = &'t str>, separator: &str) -> String {
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(separator)
}
