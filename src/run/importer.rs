//! Reading a file to import and comparing it with the workspace, on a thread of its own.
//!
//! Owns that only the newest run goes on: one whose place was taken stops at its next step and is not heard
//! of again. What an import does is decided in `exchange`.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use chrono::NaiveDate;

use super::terminal::Poster;
use super::{paths, refused};
use crate::app::event::Event;
use crate::app::ids::Ids;
use crate::app::overlay::intake::Run;
use crate::exchange::import::{Import, Progress, Wish, import_with};
use crate::model::Workspace;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::text::clean_line;
use crate::store::{self, RealFiles};

/// The one who reads.
#[derive(Debug, Default)]
pub struct Importer {
    /// The number of the run that is wanted; 0 when none is.
    wanted: Arc<AtomicU64>,
}

impl Importer {
    /// Starts a run in place of any other. `workspace` is what it is compared with.
    pub fn start(
        &self,
        run: Run,
        workspace: Workspace,
        today: Option<NaiveDate>,
        home: Option<&Path>,
        poster: &Poster,
    ) {
        let wanted = Arc::clone(&self.wanted);
        wanted.store(run.number, Ordering::SeqCst);
        let number = run.number;
        let path = paths::typed(&run.path, home);
        let work = {
            let poster = poster.clone();
            move || {
                let is_wanted = || wanted.load(Ordering::SeqCst) == number;
                let tell = |progress| poster.post(Event::Importing(number, progress));
                let result = read(&path, run, &workspace, today, &is_wanted, &tell);
                if is_wanted() {
                    poster.post(Event::Imported(number, result.map(Box::new)));
                }
            }
        };
        if let Err(error) = thread::Builder::new()
            .name("importer".to_owned())
            .spawn(work)
        {
            let why = format!("cannot start reading: {error}");
            poster.post(Event::Imported(number, Err(why)));
        }
    }

    /// Lets no run go on.
    pub fn break_off(&self) {
        self.wanted.store(0, Ordering::SeqCst);
    }
}

fn read(
    path: &Path,
    run: Run,
    workspace: &Workspace,
    today: Option<NaiveDate>,
    is_wanted: &dyn Fn() -> bool,
    tell: &dyn Fn(Progress),
) -> Result<Import, String> {
    let bytes = store::read(&RealFiles, path).map_err(|error| refused(&error))?;
    let name = path.file_name().unwrap_or(path.as_os_str());
    // Telling of each step would take longer than the steps.
    let mut told = 0;
    let mut watch = |progress: Progress| {
        let part = progress.done.saturating_mul(100) / progress.of.max(1);
        if part > told {
            told = part;
            tell(progress);
        }
        is_wanted()
    };
    let mut wish = Wish {
        name: clean_line(&name.to_string_lossy()).into_owned(),
        today,
        mapping: run.mapping,
        watch: &mut watch,
    };
    let mut ids = Ids::new(run.number);
    let new_id = || ids.fresh(workspace, Item::KIND);
    Ok(import_with(&bytes, workspace, new_id, &mut wish))
}
