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
use crate::exchange::export::ExportOutput;
use crate::model::text::clean_line;

/// Starts a run in place of any other.
pub fn start(newest: &Newest, run: ExportRun, input: ExportInput, poster: &Poster) {
    let exported = |number, result: Result<ExportOutput, String>| {
        Event::Exported(number, result.map(Arc::new))
    };
    newest.start("exporter", run.number, poster, exported, move |_| {
        made(run, &input)
    });
}

fn made(run: ExportRun, input: &ExportInput) -> Result<ExportOutput, String> {
    let format = export::format(run.format).ok_or("there is no such format")?;
    let made = input.made(format, run.audience, run.wish);
    made.map_err(|error| clean_line(&error.to_string()).into_owned())
}
