//! The report: one HTML page that explains the order, to read on a screen and on paper.
//!
//! Owns what stands in it; how it looks is `assets/report.html`. Runs no script and loads nothing. The
//! page is well-formed XML as well, so that a strict parser can check it.

mod backlog;
mod decisions;
mod head;
mod open;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

use super::{Export, ExportError, Matter, increment, svg};

/// The page. Its name ends in `.html`, which turns escaping on.
const TEMPLATE: (&str, &str) = ("report.html", include_str!("../../../assets/report.html"));

/// All that stands in a report.
#[derive(Serialize)]
struct Page {
    head: head::Head,
    backlog: backlog::Backlog,
    gauges: String,
    grid: String,
    plan: Vec<String>,
    coming: Option<increment::Told>,
    decisions: decisions::Decisions,
    open: open::Open,
    /// The colors and classes of the figures; ours, not escaped.
    style: &'static str,
}

/// Writes the report.
pub(super) fn write(matter: &Matter<'_>) -> Result<Export, ExportError> {
    let plan = svg::plan::figures(matter);
    let page = Page {
        head: head::head(matter),
        backlog: backlog::backlog(matter),
        gauges: svg::gauges::figure(matter).inline(),
        grid: svg::grid::figure(matter).inline(),
        plan: plan.iter().map(svg::Figure::inline).collect(),
        coming: increment::told(matter),
        decisions: decisions::decisions(matter),
        open: open::open(matter),
        style: svg::STYLE,
    };
    let page = render(&page).map_err(|error| ExportError {
        what: format!("the report could not be written: {error}"),
    })?;
    Ok(Export::from(page.into_bytes()))
}

fn render(page: &Page) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    // A name that the template gets wrong fails a test; it does not leave a hole in a report.
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let mut syntax = SyntaxConfig::builder();
    environment.set_syntax(syntax.trim_blocks(true).lstrip_blocks(true).build()?);
    let (name, source) = TEMPLATE;
    environment.add_template(name, source)?;
    environment.get_template(name)?.render(Serde(page))
}
