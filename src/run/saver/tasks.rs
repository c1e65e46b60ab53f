//! What the saver has before it: the newest state, the file it belongs to, and what was said of it.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::Snapshot;
use super::file::WorkspaceFile;
use crate::desk::event::Event;
use crate::edit::history::Turn;
use crate::model::text::clean_line;
use crate::run::outcome::unsaved;
use crate::store::journal::Draft;
use crate::store::{SaveError, Saved};

/// How long after a failure it is tried again; twice as long each time, up to 32 s.
const AGAIN: Duration = Duration::from_secs(2);
/// How long a file may be away or in pieces before anything is said: others write it anew like that.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);
/// How long after such a failure it is tried again.
const SOON: Duration = Duration::from_millis(250);

/// What there is to do.
#[derive(Default)]
pub(super) struct Tasks {
    /// Where the work is kept; none for work that is in no file.
    pub(super) file: Option<WorkspaceFile>,
    /// The newest state.
    pub(super) snapshot: Option<Snapshot>,
    /// The steps the journal does not have yet.
    pub(super) turns: Vec<Turn>,
    /// The text being typed, if the journal has another.
    pub(super) drafts: Option<Vec<Draft>>,
    /// The number of the state the steps lead to.
    pub(super) revision: u64,
    /// Whether the thread of the journal has to look here.
    pub(super) has_turns: bool,
    /// Whether the journal lacks something.
    pub(super) journal_is_behind: bool,
    /// What the board was told last of a journal that cannot be written.
    reported_journal: Option<String>,
    /// When a version of the file was kept.
    pub(super) backed_up: Option<Instant>,
    /// What the board was told of versions that cannot be kept.
    pub(super) reported_backup: Option<String>,
    /// When to write.
    pub(super) due: Option<Instant>,
    /// When to write even if edits go on.
    pub(super) latest: Option<Instant>,
    /// When to look at the file.
    pub(super) look: Option<Instant>,
    /// Whether an answer is wanted even if it is the same as the last.
    pub(super) asked: bool,
    /// What the board was told last of a failure.
    reported: Option<String>,
    /// What could not be promised, as far as the board was told.
    remarked: Vec<&'static str>,
    /// How often it failed since it last went well.
    failures: u32,
    /// What the board has not heard yet.
    news: VecDeque<Event>,
}

impl Tasks {
    /// Puts news before the board; how a save or the journal went replaces what was said before.
    pub(super) fn tell(&mut self, event: Event) {
        if matches!(event, Event::Saved { .. }) {
            self.news.retain(|old| !matches!(old, Event::Saved { .. }));
        }
        if matches!(event, Event::Kept(_)) {
            self.news.retain(|old| !matches!(old, Event::Kept(_)));
        }
        self.news.push_back(event);
    }

    /// The next news.
    pub(super) fn news(&mut self) -> Option<Event> {
        self.news.pop_front()
    }

    /// How much the board has not heard yet; it is called once for all that is offered.
    pub(super) fn unheard(&mut self) -> usize {
        let file = self.file.as_mut();
        let is_new = file.is_some_and(|file| {
            let all = file.taken + u64::try_from(file.offers.len()).unwrap_or(u64::MAX);
            std::mem::replace(&mut file.called_for, all) < all
        });
        self.news.len() + usize::from(is_new)
    }

    /// Whether the file lacks the newest state.
    pub(super) fn is_behind(&self) -> bool {
        let saved = self.file.as_ref().map(|file| file.saved);
        let newest = self
            .snapshot
            .as_ref()
            .map(|snapshot| Some(snapshot.revision));
        saved.is_some() && newest.is_some() && saved != newest
    }

    /// Whether the board was told of this failure last.
    pub(super) fn told(&self, error: &SaveError) -> bool {
        self.reported.as_ref() == Some(&unsaved(error))
    }

    /// Notes what came of a try to write the journal.
    pub(super) fn journal_written(
        &mut self,
        revision: u64,
        result: Result<(), String>,
    ) -> Result<(), String> {
        match &result {
            Ok(()) => {
                self.reported_journal = None;
                self.journal_is_behind = self.has_turns;
                self.tell(Event::Kept(Ok(revision)));
            }
            Err(why) => {
                if self.reported_journal.as_ref() != Some(why) {
                    self.reported_journal = Some(why.clone());
                    self.tell(Event::Kept(Err(why.clone().into())));
                }
            }
        }
        result
    }

    /// Notes what came of a try to write a state; `taken` is how much of others it had.
    pub(super) fn written(
        &mut self,
        snapshot: &Snapshot,
        taken: u64,
        result: Result<Saved, SaveError>,
    ) -> Result<(), String> {
        let Some(file) = &mut self.file else {
            return Ok(());
        };
        let asked = std::mem::take(&mut self.asked);
        match result {
            Ok(saved) => {
                let remarks = saved.remarks.clone();
                file.accept(saved, &snapshot.workspace, taken);
                file.saved = Some(snapshot.revision);
                (file.trouble, file.lost) = (None, false);
                (self.reported, self.failures) = (None, 0);
                self.tell_saved();
                self.remark(remarks);
                Ok(())
            }
            Err(error) => {
                let is_passing = is_passing(&error);
                if let SaveError::Unconfirmed { saved, .. } = &error {
                    file.accept((**saved).clone(), &snapshot.workspace, taken);
                    file.saved = None;
                }
                let why = unsaved(&error);
                let now = Instant::now();
                let since = *file.trouble.get_or_insert(now);
                let waits = is_passing && now.duration_since(since) < PATIENCE && !asked;
                if waits {
                    self.due = Some(now + SOON);
                    return Err(why);
                }
                if asked || self.reported.as_ref() != Some(&why) {
                    self.reported = Some(why.clone());
                    self.tell(Event::Saved {
                        revision: snapshot.revision,
                        result: Err(why.clone().into()),
                    });
                }
                let again = now + AGAIN * (1 << self.failures.min(4));
                self.failures += 1;
                self.due = Some(self.due.map_or(again, |due| due.min(again)));
                Err(why)
            }
        }
    }

    /// Notes that the file does not hold the work any more, although all of it was saved.
    pub(super) fn lost(&mut self, why: String) {
        if let Some(file) = &mut self.file
            && !file.lost
        {
            file.lost = true;
            self.reported = Some(why.clone());
            self.tell(Event::Lost(why.into()));
        }
    }

    /// Says what could not be promised, each once.
    fn remark(&mut self, remarks: Vec<&'static str>) {
        for remark in remarks {
            if !self.remarked.contains(&remark) {
                self.remarked.push(remark);
                let name = self.file.as_ref().and_then(|file| file.path.file_name());
                let name = clean_line(&name.unwrap_or_default().to_string_lossy()).into_owned();
                self.tell(Event::Done(format!("{name} is saved: {remark}").into()));
            }
        }
    }

    /// Says that what is in the file is saved.
    pub(super) fn tell_saved(&mut self) {
        let saved = |file: &WorkspaceFile| {
            Some(Event::Saved {
                revision: file.saved?,
                result: Ok(file.path.clone()),
            })
        };
        if let Some(event) = self.file.as_ref().and_then(saved) {
            self.tell(event);
        }
    }
}

/// Whether a failure may be over in a moment, as while somebody else writes the file.
pub(super) const fn is_passing(error: &SaveError) -> bool {
    matches!(
        error,
        SaveError::Missing { .. }
            | SaveError::Unreadable { .. }
            | SaveError::NoFile { .. }
            | SaveError::Contested { .. }
    )
}
