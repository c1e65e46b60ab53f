//! The sheet of an increment: one page of Markdown, which wikis show and any tool prints.
//!
//! Owns the layout. What stands in it comes from [`super::increment`].

use std::fmt::Write as _;
use std::io::Write;

use super::content::{Content, ExportError, Written};
use super::increment::tables;
use super::markdown::escape::escape;
use super::markdown::tables::lay_out;
use crate::model::format::full_date;
use crate::scoring::plan::coming::NO_COMING;

/// Writes the sheet of the coming increment.
pub(super) fn write(content: &Content<'_>, to: &mut dyn Write) -> Written {
    let increment = tables(content).ok_or_else(|| ExportError::nothing(NO_COMING.said()))?;
    let mut out = format!("# {}\n", escape(&increment.name));
    let made = content
        .today
        .map(|today| format!("as of {}", full_date(today)));
    let about: Vec<String> = made
        .into_iter()
        .chain((!increment.days.is_empty()).then_some(increment.days))
        .collect();
    if !about.is_empty() {
        let _ = write!(out, "\n{}\n", about.join(" · "));
    }
    if !increment.goal.is_empty() {
        let _ = write!(out, "\n{}\n", escape(&increment.goal));
    }
    for table in &increment.tables {
        lay_out(table, &mut out);
    }
    to.write_all(out.as_bytes())?;
    Ok(Vec::new())
}
