//! Making a file to export, on a thread of its own.
//!
//! Owns that only the newest run is heard of; one whose place was taken ends unheard. What is made is decided
//! in `app::goods` and `exchange`.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use super::terminal::Poster;
use crate::app::event::Event;
use crate::app::goods::{Goods, Parcel};
use crate::app::overlay::outgo::Run;
use crate::exchange::export;
use crate::model::text::clean_line;

/// The one who writes.
#[derive(Debug, Default)]
pub struct Exporter {
    /// The number of the run that is wanted; 0 when none is.
    wanted: Arc<AtomicU64>,
}

impl Exporter {
    /// Starts a run in place of any other.
    pub fn start(&self, run: Run, goods: Goods, poster: &Poster) {
        let wanted = Arc::clone(&self.wanted);
        wanted.store(run.number, Ordering::SeqCst);
        let work = {
            let poster = poster.clone();
            move || {
                let result = made(run, &goods);
                if wanted.load(Ordering::SeqCst) == run.number {
                    poster.post(Event::Exported(run.number, result.map(Arc::new)));
                }
            }
        };
        if let Err(error) = thread::Builder::new()
            .name("exporter".to_owned())
            .spawn(work)
        {
            let why = format!("cannot start writing: {error}");
            poster.post(Event::Exported(run.number, Err(why)));
        }
    }

    /// Wants no run any more.
    pub fn break_off(&self) {
        self.wanted.store(0, Ordering::SeqCst);
    }
}

fn made(run: Run, goods: &Goods) -> Result<Parcel, String> {
    let format = export::format(run.format).ok_or("there is no such format")?;
    let made = goods.write(format, run.audience);
    made.map_err(|error| clean_line(&error.to_string()).into_owned())
}
