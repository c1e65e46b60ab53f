//! Where a window is, for the windows that follow it: a line in the state directory.
//!
//! Owns the file and its form, which is the name of the view and the chosen item. It is no part of anybody's work:
//! what cannot be written or read is left alone, and a window that follows stays where it is.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::surroundings::Surroundings;
use crate::desk::event::Event;
use crate::model::id::Id;
use crate::store::places::{Places, keep_settings};
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
    writer: Option<Sender<(PathBuf, String)>>,
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
        let writer = self.writer.get_or_insert_with(writer);
        if writer.send((file.clone(), words.clone())).is_ok() {
            self.told = words;
        }
    }
}

/// Starts the thread that writes, so that no key waits for the disk; of several places only the last one is written.
fn writer() -> Sender<(PathBuf, String)> {
    let (sender, places) = channel::<(PathBuf, String)>();
    let write = move || {
        while let Ok(mut place) = places.recv() {
            while let Ok(later) = places.try_recv() {
                place = later;
            }
            let _ = keep_settings(&RealFiles, &place.0, &place.1);
        }
    };
    // Without a thread nothing is told, and the other windows stay where they are.
    let _ = thread::Builder::new()
        .name("beside".to_owned())
        .spawn(write);
    sender
}

/// What a window said of where it is.
pub(super) fn said(file: &Path) -> Option<Event> {
    let bytes = RealFiles.read(file, LIMIT).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (view, chosen) = text.split_once('\t')?;
    Some(Event::Beside(view.to_owned(), Id::parse(chosen)))
}
