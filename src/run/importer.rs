//! Reading a file to import and comparing it with the workspace, on a thread of its own.
//!
//! Owns that a run whose place was taken stops at its next step. What an import does is decided in `exchange`.

use std::path::Path;

use chrono::NaiveDate;

use super::newest::Newest;
use super::outcome::refused;
use super::paths;
use super::terminal::Poster;
use crate::desk::effect::ImportRun;
use crate::desk::event::Event;
use crate::desk::ids::Ids;
use crate::exchange::import::{Import, ImportProgress, ImportWish, import_with};
use crate::model::Workspace;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::text::clean_line;
use crate::store::{self, RealFiles};

/// Starts a run in place of any other. `workspace` is what it is compared with.
pub fn start(
    newest: &Newest,
    run: ImportRun,
    workspace: Workspace,
    today: Option<NaiveDate>,
    home: Option<&Path>,
    poster: &Poster,
) {
    let number = run.number;
    let path = paths::typed(&run.path, home);
    let watcher = poster.clone();
    let imported =
        |number, result: Result<Import, String>| Event::Imported(number, result.map(Box::new));
    newest.start("importer", number, poster, imported, move |is_wanted| {
        let tell = |progress| watcher.post(Event::Importing(number, progress));
        read(&path, run, &workspace, today, is_wanted, &tell)
    });
}

fn read(
    path: &Path,
    run: ImportRun,
    workspace: &Workspace,
    today: Option<NaiveDate>,
    is_wanted: &dyn Fn() -> bool,
    tell: &dyn Fn(ImportProgress),
) -> Result<Import, String> {
    let bytes = store::read(&RealFiles, path).map_err(|error| refused(&error))?;
    let name = path.file_name().unwrap_or(path.as_os_str());
    // Telling of each step would take longer than the steps.
    let mut reported = 0;
    let mut watch = |progress: ImportProgress| {
        let part = progress.percent();
        if part > reported {
            reported = part;
            tell(progress);
        }
        is_wanted()
    };
    let mut wish = ImportWish {
        name: clean_line(&name.to_string_lossy()).into_owned(),
        today,
        mapping: run.mapping,
        takes_over: run.takes_over,
        ..ImportWish::plain(&mut watch)
    };
    let mut ids = Ids::new(run.number);
    let new_id = || ids.fresh(workspace, Item::KIND);
    Ok(import_with(bytes, workspace, new_id, &mut wish))
}
