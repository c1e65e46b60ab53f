//! Making a file to export, on a thread of its own.
//!
//! Owns what is said when nothing could be made. What is made is decided in `app::goods` and `exchange`.

use std::sync::Arc;

use super::newest::Newest;
use super::terminal::Poster;
use crate::desk::effect::ExportRun;
use crate::desk::event::Event;
use crate::desk::exported::{Goods, Parcel};
use crate::exchange::export;
use crate::model::text::clean_line;

/// Starts a run in place of any other.
pub fn start(newest: &Newest, run: ExportRun, goods: Goods, poster: &Poster) {
    let exported =
        |number, result: Result<Parcel, String>| Event::Exported(number, result.map(Arc::new));
    newest.start("exporter", run.number, poster, exported, move |_| {
        made(run, &goods)
    });
}

fn made(run: ExportRun, goods: &Goods) -> Result<Parcel, String> {
    let format = export::format(run.format).ok_or("there is no such format")?;
    let made = goods.write(format, run.audience);
    made.map_err(|error| clean_line(&error.to_string()).into_owned())
}
