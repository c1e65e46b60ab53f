//! What is known of the workspace's file: its name, what is on disk, what went wrong.
//!
//! Owns what the top bar may claim. Reading and writing are in `store`, started by `run`.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::desk::notice::{Notice, Outside};
use crate::edit::history::History;
use crate::edit::merge::Conflict;
use crate::model::Workspace;
use crate::model::text::Problem;
use crate::store::journal::Draft;

/// Where the work is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Home {
    /// In this file.
    File(PathBuf),
    /// Nowhere: the demo, which cannot touch the user's files.
    Demo,
    /// Nowhere yet: a workspace that has no name so far.
    Untitled,
}

/// How the last save went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Nothing is on its way.
    Idle,
    /// This revision is on its way to the disk.
    Under(u64),
    /// The last try failed, for this reason; the edits are kept here.
    Failed(Outside),
}

/// The state of the workspace's file.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// Where the work is kept.
    pub home: Home,
    /// The revision that is durable in the file.
    pub saved: u64,
    /// The revision that is durable in the journal; none while nothing was.
    pub kept: Option<u64>,
    /// How the last save went.
    pub saving: Saving,
    /// What was wrong when the file was read.
    pub problems: Vec<Problem>,
    /// What both sides of a merge changed, settled or not.
    pub conflicts: Vec<Dispute>,
    /// Whether the file still holds both sides of a merge.
    pub unfinished: bool,
    /// The texts that were being typed when the last session broke off.
    pub drafts: Vec<Draft>,
    /// Whether the file does not hold any more what was saved.
    pub lost: bool,
    /// How many boards are open on it, with this one.
    pub boards: usize,
}

/// A conflict, and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    /// What both sides want.
    pub conflict: Conflict,
    /// What the other side is called.
    pub theirs: String,
    /// The revision the merge led to; 0 when the workspace was opened with it.
    arose: u64,
    /// The revision a choice led to.
    settled: Option<u64>,
}

impl Dispute {
    /// Whether somebody still has to choose; undoing the choice opens it again.
    pub(crate) fn is_open(&self, workspace: &Workspace, history: &History) -> bool {
        let (kind, id) = (self.conflict.kind, self.conflict.id);
        workspace.record(kind, id).is_some()
            && history.has(self.arose)
            && self.settled.is_none_or(|settled| !history.has(settled))
    }
}

/// A workspace that was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The records.
    pub workspace: Workspace,
    /// What is known of its file.
    pub file: File,
    /// What can be undone of earlier sessions.
    pub history: History,
    /// What there is to say besides its size.
    pub said: Option<Notice>,
}

impl Opened {
    /// A workspace without a past.
    pub fn new(workspace: Workspace, file: File) -> Self {
        Self {
            workspace,
            file,
            history: History::default(),
            said: None,
        }
    }
}

/// What the top bar says of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// The work is in no file.
    Nowhere {
        /// Whether every edit is in the journal; never without an edit.
        kept: bool,
    },
    /// The file holds both sides of a merge that is to be finished.
    Unfinished,
    /// Everything is durable in the file.
    Saved,
    /// Edits are not in the file yet.
    Unsaved {
        /// Whether they are in the journal.
        kept: bool,
    },
    /// Saving to the file failed.
    NotSaved {
        /// Whether the edits are at least in the journal.
        kept: bool,
    },
}

/// The day on which the story of the sample is told.
const SAMPLE_DAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 11, 22);

impl File {
    /// A file that was just read or written.
    pub const fn new(home: Home, problems: Vec<Problem>) -> Self {
        Self {
            home,
            saved: 0,
            kept: None,
            saving: Saving::Idle,
            problems,
            conflicts: Vec::new(),
            unfinished: false,
            drafts: Vec::new(),
            lost: false,
            boards: 1,
        }
    }

    /// Takes in a merge that was left unfinished in the file.
    pub fn take_unfinished(&mut self, theirs: &str, conflicts: Vec<Conflict>) {
        self.unfinished = true;
        self.add_conflicts(conflicts, theirs, 0);
    }

    /// Adds conflicts of a merge that led to a revision; older ones at the same places give way.
    pub(crate) fn add_conflicts(&mut self, conflicts: Vec<Conflict>, theirs: &str, arose: u64) {
        for conflict in conflicts {
            self.conflicts
                .retain(|known| !known.conflict.is_at(&conflict));
            self.conflicts.push(Dispute {
                conflict,
                theirs: theirs.to_owned(),
                arose,
                settled: None,
            });
        }
    }

    /// Forgets the merge that was left unfinished in the file: somebody else has finished it there.
    pub(crate) fn finished_elsewhere(&mut self) {
        if std::mem::take(&mut self.unfinished) {
            self.conflicts.retain(|pending| pending.arose != 0);
        }
    }

    /// Notes the revision in which a conflict was settled.
    pub(crate) fn settle(&mut self, at: usize, revision: u64) {
        if let Some(pending) = self.conflicts.get_mut(at) {
            pending.settled = Some(revision);
        }
    }

    /// What may be claimed while the workspace is at a revision.
    pub fn claim(&self, revision: u64) -> Claim {
        let kept = self.kept == Some(revision);
        match (&self.home, &self.saving) {
            (Home::Demo | Home::Untitled, _) => Claim::Nowhere {
                kept: kept && revision != self.saved,
            },
            (Home::File(_), Saving::Idle | Saving::Under(_)) if self.unfinished => {
                Claim::Unfinished
            }
            (Home::File(_), Saving::Failed(_)) if self.saved != revision || self.lost => {
                Claim::NotSaved { kept }
            }
            (Home::File(_), _) if self.saved == revision => Claim::Saved,
            (Home::File(_), _) => Claim::Unsaved { kept },
        }
    }

    /// The day the workspace is seen from: the present one, but for the sample, which reads the same in
    /// years to come.
    pub fn day(&self, today: Option<NaiveDate>) -> Option<NaiveDate> {
        match self.home {
            Home::Demo => today.and(SAMPLE_DAY),
            Home::File(_) | Home::Untitled => today,
        }
    }

    /// The file's name without its folders.
    pub fn name(&self) -> String {
        match &self.home {
            Home::Demo => "demo".to_owned(),
            Home::Untitled => "untitled".to_owned(),
            Home::File(path) => {
                let name = path.file_name().unwrap_or(path.as_os_str());
                crate::model::text::clean_line(&name.to_string_lossy()).into_owned()
            }
        }
    }
}
