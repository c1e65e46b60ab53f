//! Making a file to export, on a thread of its own.
//!
//! Owns what is said when nothing could be made. What is made is decided in `desk::exported` and `exchange`.

use std::sync::Arc;

use super::newest::Newest;
use super::terminal::Poster;
use crate::desk::effect::ExportRun;
use crate::desk::event::Event;
use crate::desk::exported::ExportInput;
use crate::exchange::export;
use crate::exchange::export::{ExportOutput, SHEET};
use crate::model::Workspace;
use crate::model::text::clean_line;

/// Starts a run in place of any other. What changed since the last sheet of a plan is asked beside the keys, too.
pub fn start(
    newest: &Newest,
    run: ExportRun,
    mut input: ExportInput,
    sheet: impl FnOnce() -> Option<(String, Workspace)> + Send + 'static,
    poster: &Poster,
) {
    let exported = |number, result: Result<ExportOutput, String>| {
        Event::Exported(number, result.map(Arc::new))
    };
    newest.start("exporter", run.number, poster, exported, move |_| {
        input.earlier = if run.format == SHEET { sheet() } else { None };
        made(run, &input)
    });
}

fn made(run: ExportRun, input: &ExportInput) -> Result<ExportOutput, String> {
    let format = export::format(run.format).ok_or("there is no such format")?;
    let made = input.made(format, run.audience, run.wish);
    made.map_err(|error| clean_line(&error.to_string()).into_owned())
}
