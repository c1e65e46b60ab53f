//! The report: one HTML page that explains the order, to read on a screen and on paper.
//!
//! Owns what stands in it; how it looks is `assets/report.html` in the frame of [`page`].
//! Runs no script and loads nothing. The
//! page is well-formed XML as well, so that a strict parser can check it.

mod backlog;
mod decisions;
mod head;
mod open;

use std::io::Write;

use serde::Serialize;

use super::content::{Content, Written};
use super::flow;
use super::increment;
use super::insight;
use super::money;
use super::page;
use super::roadmap;
use super::svg;
use crate::scoring::facts::FactTable;

/// What stands in the page.
const TEMPLATE: page::Template = ("report.html", include_str!("../../../assets/report.html"));

/// All that stands in a report.
#[derive(Serialize)]
struct ReportPage {
    head: head::Head,
    backlog: backlog::Backlog,
    gauges: String,
    grid: String,
    plan: Vec<String>,
    roadmap: Option<DrawnRoadmap>,
    teams: Option<String>,
    coming: Option<increment::IncrementTables>,
    flow: Vec<FactTable>,
    insight: Vec<FactTable>,
    known: Vec<String>,
    money: Vec<FactTable>,
    decisions: decisions::Decisions,
    open: open::Open,
    /// The colors and classes of the figures; ours, not escaped.
    style: &'static str,
}

/// The roadmap, and how it is read.
#[derive(Serialize)]
struct DrawnRoadmap {
    figure: String,
    notes: Vec<String>,
}

/// The roadmap on its axis; none where nothing has a day.
fn drawn_roadmap(content: &Content<'_>) -> Option<DrawnRoadmap> {
    let chart = roadmap::of(content);
    chart.axis.is_some().then(|| DrawnRoadmap {
        figure: svg::roadmap::figure(content, &chart).inline(),
        notes: roadmap::notes(content, &chart),
    })
}

/// Writes the report.
pub(super) fn write(content: &Content<'_>, to: &mut dyn Write) -> Written {
    let plan = svg::plan::figures(content);
    let content = ReportPage {
        head: head::head(content),
        backlog: backlog::backlog(content),
        gauges: svg::gauges::figure(content).inline(),
        grid: svg::grid::figure(content).inline(),
        plan: plan.iter().map(svg::Figure::inline).collect(),
        roadmap: drawn_roadmap(content),
        teams: svg::teams::figure(content).map(|figure| figure.inline()),
        coming: increment::tables(content),
        flow: flow::tables(content),
        insight: insight::tables(content),
        known: insight::figures(content),
        money: money::tables(content),
        decisions: decisions::decisions(content),
        open: open::open(content),
        style: svg::STYLE,
    };
    page::render(TEMPLATE, &content, to)?;
    Ok(Vec::new())
}
