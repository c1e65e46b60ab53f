//! Flow as tables: by team, promises by interval, what is old; and what makes items hard.
//!
//! Owns whose eyes they are for. Reports and Markdown lay them out.

use super::content::Content;
use crate::scoring::drivers;
use crate::scoring::facts::FactTable;
use crate::scoring::flow::record::Flow;
use crate::scoring::flow::words;

/// The tables that have something to say.
pub(super) fn tables(content: &Content<'_>) -> Vec<FactTable> {
    let flow = Flow::of(content.workspace, content.today);
    let past = &content.evaluation.race.past;
    let said = |text: &str| content.said(text);
    let drivers = drivers::table(content.workspace, &said);
    let drivers = Some(drivers).filter(FactTable::says_something);
    let flow = words::tables(content.workspace, &flow, past, &said);
    flow.into_iter().chain(drivers).collect()
}
