//! The file of the workspace as the saver knows it, and what others wrote there that the board has not taken in.
//!
//! Owns what a state of the board came from: a merge is only right against that. The states of the board
//! begin with what the file held; what others write is offered to the board, and until it took the offer its
//! states come from what was before.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::model::Workspace;
use crate::store::aside::AsideCopy;
use crate::store::{KnownFile, RealFiles, Save, Saved};

/// What somebody else wrote.
#[derive(Clone)]
pub(super) struct ForeignState {
    /// What the file held before.
    pub(super) base: Workspace,
    /// What they made of it.
    pub(super) theirs: Workspace,
    /// Whether a merge with our newest state was saved already.
    is_merged: bool,
}

/// The file of the workspace.
#[derive(Clone)]
pub(super) struct WorkspaceFile {
    pub(super) path: PathBuf,
    /// What it held when it was last seen.
    pub(super) known: KnownFile,
    /// What the states of the board come from, if that is not what the file held when it was last seen.
    base: Option<Workspace>,
    /// The revision it holds for certain.
    pub(super) saved: Option<u64>,
    pub(super) remembered: bool,
    /// What others wrote, the oldest first.
    pub(super) offers: VecDeque<ForeignState>,
    /// How many offers the board took.
    pub(super) taken: u64,
    /// How many offers there were when the board was called last.
    pub(super) called_for: u64,
    /// Whether what the file holds clashed with the board and lies nowhere else.
    contested: bool,
    /// Versions of others that lie beside the file for review.
    pub(super) theirs: Vec<AsideCopy>,
    /// Our version, if it lies beside a file that could not be written.
    pub(super) ours: Option<AsideCopy>,
    /// How the file looked from outside when it was last read.
    pub(super) stamp: Option<(u64, [i64; 6])>,
    /// Since when it has been away or in pieces.
    pub(super) trouble: Option<Instant>,
    /// Whether it does not hold any more what was saved.
    pub(super) lost: bool,
}

impl WorkspaceFile {
    /// A file that was just opened or written.
    pub(super) const fn new(path: PathBuf, known: KnownFile, saved: u64) -> Self {
        Self {
            path,
            known,
            base: None,
            saved: Some(saved),
            remembered: false,
            offers: VecDeque::new(),
            taken: 0,
            called_for: 0,
            contested: false,
            theirs: Vec::new(),
            ours: None,
            stamp: None,
            trouble: None,
            lost: false,
        }
    }

    /// What is to be done to save a state.
    pub(super) fn save<'a>(
        &'a self,
        workspace: &'a Workspace,
        state: Option<&'a Path>,
    ) -> Save<'a> {
        Save {
            path: &self.path,
            workspace,
            known: &self.known,
            base: self.base.as_ref(),
            contested: self.contested,
            state,
        }
    }

    /// Notes what a save of a state did, which had taken in so many offers.
    pub(super) fn accept(&mut self, saved: Saved, state: &Workspace, taken: u64) {
        for offer in &mut self.offers {
            offer.is_merged = true;
        }
        if let Some(theirs) = saved.theirs {
            self.offers.push_back(ForeignState {
                base: self.known.workspace.clone(),
                theirs: theirs.workspace,
                is_merged: true,
            });
        }
        self.known = saved.known;
        self.base = if self.taken == taken {
            (!self.offers.is_empty()).then(|| state.clone())
        } else {
            self.untaken()
        };
        self.contested = false;
        self.theirs.extend(saved.aside);
        if let Some(ours) = self.ours.take() {
            ours.discard(&RealFiles);
        }
        // It is ours; whatever differs from it is looked at.
        self.stamp = None;
    }

    /// Notes what somebody else wrote while everything of ours was saved.
    pub(super) fn offer(&mut self, theirs: KnownFile) {
        let before = std::mem::replace(&mut self.known, theirs);
        self.base.get_or_insert_with(|| before.workspace.clone());
        self.offers.push_back(ForeignState {
            base: before.workspace,
            theirs: self.known.workspace.clone(),
            is_merged: false,
        });
    }

    /// Notes that the board took in the oldest offer, and whether the two clashed.
    pub(super) fn took(&mut self, clashed: bool) {
        if let Some(offer) = self.offers.pop_front() {
            self.taken += 1;
            self.base = self.untaken();
            self.contested |= clashed && !offer.is_merged;
        }
    }

    /// What the file held before the first offer that waits.
    fn untaken(&self) -> Option<Workspace> {
        self.offers.front().map(|offer| offer.base.clone())
    }
}
