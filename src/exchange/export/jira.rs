//! Jira: scores go home, as a CSV that Jira's importer takes to update issues by their key.
//!
//! Owns which columns Jira gets: key, summary and points under Jira's own names; rank, score and cost of delay
//! to be mapped to fields there; then the imported columns under the names they came with, except those that are
//! written already. Cells are harmless, and there is no byte order mark, which Jira would take for a part of the
//! first name. Items without a key are left out and counted.

use std::io::Write;

use super::content::{Content, Written};
use super::csv::written;
use super::table::{Imported, items};
use crate::exchange::sheet::harmless;
use crate::model::item::Item;
use crate::scoring::ranking::method::Method;
use crate::scoring::ratio::Ratio;

/// The names of our columns, the score's left out.
const KEY: &str = "Issue key";
const SUMMARY: &str = "Summary";
const POINTS: &str = "Story Points";
/// Not plain “Rank”, which is a field of Jira's own with another form.
const RANK: &str = "evenkeel rank";
const COST: &str = "Cost of delay";

/// Writes the items that have a key, one row each.
pub(super) fn write(content: &Content<'_>, to: &mut dyn Write) -> Written {
    let score = Method::of(content.evaluation.lens).heading;
    let ours = [KEY, SUMMARY, POINTS, RANK, score, COST];
    let imported = Imported::without(content, |name| ours.contains(&name));
    let names = ours.into_iter().map(str::to_owned);
    let theirs = imported.names.iter();
    let theirs = theirs.map(|name| harmless(content.disclosure.text(name).into_owned()));
    let has_key = |item: &&Item| !item.key.is_empty();
    let rows = items(content).filter(has_key).map(|item| {
        let row = own(content, item)
            .into_iter()
            .chain(imported.row(content, item));
        row.map(harmless)
    });
    written(names.chain(theirs), rows, to)?;
    Ok(match items(content).filter(|item| !has_key(item)).count() {
        0 => Vec::new(),
        1 => vec!["1 item without a key is left out".to_owned()],
        count => vec![format!("{count} items without a key are left out")],
    })
}

/// The cells of our own columns.
fn own(content: &Content<'_>, item: &Item) -> [String; 6] {
    let score = content.evaluation.score(item.id);
    let decimal = |number: Option<Ratio>| number.map_or_else(String::new, Ratio::to_short);
    let line = score.and_then(|score| score.line.score);
    [
        content.disclosure.text(&item.key).into_owned(),
        content.disclosure.text(&item.title).into_owned(),
        item.size
            .value
            .map_or_else(String::new, |size| size.to_string()),
        score
            .and_then(|score| score.rank)
            .map_or_else(String::new, |rank| rank.to_string()),
        decimal(content.disclosure.score(line)),
        decimal(score.and_then(|score| score.cost_of_delay)),
    ]
}
