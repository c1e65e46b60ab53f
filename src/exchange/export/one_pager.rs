//! The vision on one page of Markdown: the sentence, what is not done, themes with outcomes, and the roadmap by theme.
//!
//! Owns the layout. The tables are those of the insight and of the roadmap.

use std::fmt::Write as _;
use std::io::Write;

use super::content::{Content, ExportWish, Written};
use super::markdown::escape::escape;
use super::markdown::tables::lay_out;
use super::{insight, roadmap};
use crate::model::format::full_date;
use crate::model::product::Product;
use crate::model::record::Declared;
use crate::model::theme::Theme;
use crate::model::words::worded;
use crate::scoring::facts::FactTable;
use crate::scoring::forecast::roadmap::groups::{GroupHeading, RoadmapGrouping};
use crate::scoring::insight::vision::{filled, sentence};

/// Why there is nothing to say.
pub(super) fn lacks(content: &Content<'_>) -> Option<&'static str> {
    let product = content.workspace.the::<Product>();
    let is_blank = !has_sentence(product) && content.workspace.count(Theme::KIND) == 0;
    is_blank.then_some(worded(
        "there is no vision yet · {GO_INSIGHT}, then {LISTS_EDIT} in Vision",
    ))
}

/// Whether more than the name of the product is there, which alone says nothing.
fn has_sentence(product: &Product) -> bool {
    filled(product) > usize::from(!product.name.trim().is_empty())
}

/// Writes the page.
pub(super) fn write(content: &Content<'_>, to: &mut dyn Write) -> Written {
    let product = content.workspace.the::<Product>();
    let mut out = format!("# {}: vision\n", escape(&content.name()));
    let agreed = product
        .confirmed
        .map(|day| format!("agreed on {}", full_date(day)));
    let made = content.today.map(|day| format!("as of {}", full_date(day)));
    let about: Vec<String> = made.into_iter().chain(agreed).collect();
    if !about.is_empty() {
        let _ = write!(out, "\n{}\n", about.join(" · "));
    }
    if has_sentence(product) {
        let _ = write!(out, "\n{}\n", escape(&content.said(&sentence(product))));
    }
    let not_doing: Vec<String> = product
        .not_doing
        .iter()
        .map(|line| content.said(line))
        .collect();
    if !not_doing.is_empty() {
        out.push_str("\n## What we do not do\n\n");
        for line in not_doing {
            let _ = writeln!(out, "- {}", escape(&line));
        }
    }
    let themes = FactTable {
        notes: Vec::new(),
        ..insight::vision(content)
    };
    let mut roadmap_wish = content.wish.roadmap;
    roadmap_wish.grouping = RoadmapGrouping::Themes;
    let by_theme = Content {
        wish: ExportWish {
            roadmap: roadmap_wish,
            ..content.wish
        },
        ..*content
    };
    let mut chart = roadmap::of(&by_theme);
    chart
        .groups
        .retain(|group| !matches!(group.heading, GroupHeading::Without(_)));
    let table = roadmap::table(&by_theme, &chart);
    let tables = [themes, insight::kpis(content), table];
    for table in tables.iter().filter(|table| table.says_something()) {
        lay_out(table, &mut out);
    }
    to.write_all(out.as_bytes())?;
    Ok(Vec::new())
}
