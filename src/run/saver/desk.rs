//! What the saver has before it: the newest state, the file it belongs to, and what was said of it.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::Sheet;
use crate::app::event::Event;
use crate::edit::history::Turn;
use crate::run::unsaved;
use crate::store::journal::Draft;
use crate::store::{Fingerprint, SaveError};

/// How long after a failure it is tried again; twice as long each time, up to 32 s.
const AGAIN: Duration = Duration::from_secs(2);

/// What there is to do.
#[derive(Default)]
pub(super) struct Desk {
    /// Where the work is kept; none for work that is in no file.
    pub(super) home: Option<Kept>,
    /// The newest state.
    pub(super) sheet: Option<Sheet>,
    /// The steps the journal does not have yet.
    pub(super) turns: Vec<Turn>,
    /// The text being typed, if the journal has another.
    pub(super) drafts: Option<Vec<Draft>>,
    /// The number of the state the steps lead to.
    pub(super) revision: u64,
    /// Whether the keeper has to look here.
    pub(super) has_news: bool,
    /// Whether the journal lacks something.
    pub(super) is_behind: bool,
    /// What the board was told last of a journal that cannot be written.
    told_unkept: Option<String>,
    /// What the board has not heard yet of the journal.
    pub(super) kept: Option<Event>,
    /// When a version of the file was kept.
    pub(super) backed_up: Option<Instant>,
    /// What the board was told of versions that cannot be kept.
    pub(super) told_no_backup: Option<String>,
    /// What else the board has not heard yet.
    pub(super) slip: Option<Event>,
    /// When to write.
    pub(super) due: Option<Instant>,
    /// When to write even if edits go on.
    pub(super) latest: Option<Instant>,
    /// Whether an answer is wanted even if it is the same as the last.
    pub(super) asked: bool,
    /// What the board was told last of a failure.
    told: Option<String>,
    /// How often it failed since it last went well.
    failures: u32,
    /// What the board has not heard yet.
    pub(super) news: Option<Event>,
}

/// The file of the workspace.
#[derive(Clone)]
pub(super) struct Kept {
    pub(super) path: PathBuf,
    pub(super) known: Fingerprint,
    /// The revision it holds for certain.
    pub(super) saved: Option<u64>,
    pub(super) remembered: bool,
}

impl Desk {
    /// Notes what came of a try to write the journal.
    pub(super) fn kept(&mut self, revision: u64, result: Result<(), String>) -> Result<(), String> {
        match &result {
            Ok(()) => {
                self.told_unkept = None;
                self.is_behind = self.has_news;
                self.kept = Some(Event::Kept(Ok(revision)));
            }
            Err(why) => {
                if self.told_unkept.as_ref() != Some(why) {
                    self.told_unkept = Some(why.clone());
                    self.kept = Some(Event::Kept(Err(why.clone())));
                }
            }
        }
        result
    }

    /// Notes what came of a try to write.
    pub(super) fn written(
        &mut self,
        revision: u64,
        result: Result<Fingerprint, SaveError>,
    ) -> Result<(), String> {
        let Some(home) = &mut self.home else {
            return Ok(());
        };
        let asked = std::mem::take(&mut self.asked);
        match result {
            Ok(known) => {
                (home.known, home.saved) = (known, Some(revision));
                (self.told, self.failures) = (None, 0);
                self.tell_saved();
                Ok(())
            }
            Err(error) => {
                if let SaveError::Unconfirmed { fingerprint, .. } = &error {
                    (home.known, home.saved) = (*fingerprint, None);
                }
                let why = unsaved(&error);
                if asked || self.told.as_ref() != Some(&why) {
                    self.told = Some(why.clone());
                    self.news = Some(Event::Saved {
                        revision,
                        result: Err(why.clone()),
                    });
                }
                let again = Instant::now() + AGAIN * (1 << self.failures.min(4));
                self.failures += 1;
                self.due = Some(self.due.map_or(again, |due| due.min(again)));
                Err(why)
            }
        }
    }

    /// Says that what is in the file is saved.
    pub(super) fn tell_saved(&mut self) {
        let saved = |home: &Kept| {
            Some(Event::Saved {
                revision: home.saved?,
                result: Ok(home.path.clone()),
            })
        };
        self.news = self.home.as_ref().and_then(saved);
    }
}
