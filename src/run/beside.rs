//! Where a window is, for the windows that follow it: a line in the state directory.
//!
//! Owns the file and its form, which is the name of the view and the chosen item. It is no part of anybody's work:
//! what cannot be written or read is left alone, and a window that follows stays where it is.

use std::fs;
use std::path::{Path, PathBuf};

use super::surroundings::Surroundings;
use crate::desk::event::Event;
use crate::model::id::Id;
use crate::store::places::Places;
use crate::store::{Files, Fingerprint, RealFiles};

/// The most bytes that are read of the file.
const LIMIT: usize = 200;

/// The file that says where the window on a workspace is.
pub(super) fn file(places: &Places, workspace: &Path) -> PathBuf {
    let path = RealFiles.resolve(workspace).ok();
    let path = path.as_deref().unwrap_or(workspace);
    let key = Fingerprint::of(path.as_os_str().as_encoded_bytes());
    places.state.join(format!("beside-{key}"))
}

/// Tells the windows that follow where this one is.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// The workspace that is open, and the file for it.
    of: Option<(PathBuf, PathBuf)>,
    told: String,
}

impl Beside {
    /// Tells it where it has changed.
    pub(super) fn tell(
        &mut self,
        surroundings: &Surroundings,
        workspace: &Path,
        (view, chosen): (&str, Option<Id>),
    ) {
        let chosen = chosen.map_or_else(String::new, |id| id.to_string());
        let words = format!("{view}\t{chosen}");
        let is_known = self.of.as_ref().is_some_and(|(of, _)| of == workspace);
        if is_known && words == self.told {
            return;
        }
        if !is_known {
            let places = surroundings.places();
            self.of = places.map(|places| (workspace.to_owned(), file(&places, workspace)));
        }
        let Some((_, file)) = &self.of else { return };
        // Whole or not at all, so that nobody reads half of it.
        let beside = file.with_extension("new");
        let written = fs::write(&beside, &words).and_then(|()| fs::rename(&beside, file));
        if written.is_ok() {
            self.told = words;
        }
    }
}

/// What a window said of where it is.
pub(super) fn said(file: &Path) -> Option<Event> {
    let bytes = RealFiles.read(file, LIMIT).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (view, chosen) = text.split_once('\t')?;
    Some(Event::Beside(view.to_owned(), Id::parse(chosen)))
}
