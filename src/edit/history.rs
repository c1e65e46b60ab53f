//! Undo and redo: batches under the words they were made with.
//!
//! Owns the numbers of states and the turns that whoever keeps a journal has not heard yet. Knows no file.

use std::sync::Arc;

mod trial;

use self::trial::TrialStart;
use super::{Edit, EditError, apply, restore};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::record::Kind;

/// The most steps that are kept; the oldest go first.
const STEPS: usize = 10_000;

/// One gesture of the user: what it does and what takes it back.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The words of the gesture.
    pub label: String,
    /// What it does.
    pub edits: Vec<Edit>,
    /// What takes it back.
    pub inverse: Vec<Edit>,
    /// The number of the state it leads from.
    pub after: u64,
    /// The number of the state it leads to.
    pub revision: u64,
    /// Whether it takes over what somebody else wrote into the file.
    pub is_theirs: bool,
}

/// One move from state to state.
#[derive(Clone, Debug, PartialEq)]
pub enum Turn {
    /// A new step.
    Done(Arc<Step>),
    /// The step that leads to this state was taken back.
    Undone(u64),
    /// The step that leads to this state was done again.
    Redone(u64),
}

/// What a commit, undo or redo did.
#[derive(Clone, Debug)]
pub struct Change {
    /// The words of the gesture: `value of “Guest checkout” 5`.
    pub label: String,
    /// The records it touched.
    pub subjects: Vec<(&'static Kind, Id)>,
}

impl Change {
    fn of(step: &Step) -> Self {
        Self {
            label: step.label.clone(),
            subjects: subjects(&step.edits),
        }
    }
}

/// The gestures that can be undone and redone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    done: Vec<Arc<Step>>,
    undone: Vec<Arc<Step>>,
    /// The number given last; every new state gets the next one.
    newest: u64,
    /// The number of the state before the oldest step that is kept.
    oldest: u64,
    /// Where the trial that is on began.
    mark: Option<TrialStart>,
    /// The turns nobody has heard yet; those of a trial are not told.
    unheard: Vec<Turn>,
    /// Whether no step may be made: the workspace is somebody else's to change.
    follows: bool,
}

impl History {
    /// A history that takes no step, for a workspace that is only looked at.
    pub fn following() -> Self {
        Self {
            follows: true,
            ..Self::default()
        }
    }

    /// Whether it takes no step.
    pub const fn follows(&self) -> bool {
        self.follows
    }

    /// A history without steps at a state of this number.
    pub const fn at(revision: u64) -> Self {
        Self {
            done: Vec::new(),
            undone: Vec::new(),
            newest: revision,
            oldest: revision,
            mark: None,
            unheard: Vec::new(),
            follows: false,
        }
    }

    /// The number of the present state. Undo returns to the number that state had.
    pub fn revision(&self) -> u64 {
        self.done.last().map_or(self.oldest, |step| step.revision)
    }

    /// How many steps undo leaves alone: those before the trial.
    fn floor(&self) -> usize {
        self.mark.as_ref().map_or(0, |mark| mark.at)
    }

    /// Applies a batch as one step. A batch that changes nothing leaves no step and gives none.
    pub fn commit(
        &mut self,
        workspace: &mut Workspace,
        label: impl Into<String>,
        edits: Vec<Edit>,
    ) -> Result<Option<Change>, EditError> {
        if self.follows {
            return Err(EditError::Follows);
        }
        let edits: Vec<Edit> = edits
            .into_iter()
            .filter(|edit| !is_idle(workspace, edit))
            .collect();
        if edits.is_empty() {
            return Ok(None);
        }
        let inverse = apply(workspace, edits.clone())?;
        Ok(Some(self.step(label.into(), edits, inverse)))
    }

    /// Takes over what stands in somebody else's file as one step; it may hold what could not be entered
    /// here. A batch of nothing is a step too.
    pub fn take_over(
        &mut self,
        workspace: &mut Workspace,
        label: impl Into<String>,
        edits: Vec<Edit>,
    ) -> Result<Change, EditError> {
        let inverse = restore(workspace, edits.clone())?;
        let step = self.next(label.into(), edits, inverse);
        Ok(self.take(Step {
            is_theirs: true,
            ..step
        }))
    }

    /// Adds a step that changes nothing: a decision to leave things as they are.
    pub fn decide(&mut self, label: impl Into<String>) -> Change {
        self.step(label.into(), Vec::new(), Vec::new())
    }

    fn step(&mut self, label: String, edits: Vec<Edit>, inverse: Vec<Edit>) -> Change {
        let step = self.next(label, edits, inverse);
        self.take(step)
    }

    fn next(&self, label: String, edits: Vec<Edit>, inverse: Vec<Edit>) -> Step {
        Step {
            label,
            edits,
            inverse,
            after: self.revision(),
            revision: self.newest + 1,
            is_theirs: false,
        }
    }

    fn take(&mut self, step: Step) -> Change {
        let change = Change::of(&step);
        self.turned(Turn::Done(Arc::new(step)));
        change
    }

    /// Whether the step that led to a revision is done, and not taken back.
    pub fn has(&self, revision: u64) -> bool {
        revision <= self.oldest
            || self
                .done
                .binary_search_by_key(&revision, |step| step.revision)
                .is_ok()
    }

    /// Takes the last step back; none when there is nothing left, within a trial none that was before it.
    pub fn undo(&mut self, workspace: &mut Workspace) -> Result<Option<Change>, EditError> {
        if self.done.len() <= self.floor() {
            return Ok(None);
        }
        let Some(step) = self.done.last().cloned() else {
            return Ok(None);
        };
        restore(workspace, step.inverse.clone())?;
        self.turned(Turn::Undone(step.revision));
        Ok(Some(Change::of(&step)))
    }

    /// Does the last undone step again; none when there is nothing to redo.
    pub fn redo(&mut self, workspace: &mut Workspace) -> Result<Option<Change>, EditError> {
        let Some(step) = self.undone.last().cloned() else {
            return Ok(None);
        };
        restore(workspace, step.edits.clone())?;
        self.turned(Turn::Redone(step.revision));
        Ok(Some(Change::of(&step)))
    }

    fn turned(&mut self, turn: Turn) {
        self.follow(&turn);
        if self.mark.is_none() {
            self.unheard.push(turn);
        }
    }

    /// Goes along with a turn the workspace has taken already; gives back whether it can follow here.
    pub fn follow(&mut self, turn: &Turn) -> bool {
        let from = |steps: &mut Vec<Arc<Step>>, revision| {
            steps.pop_if(|step: &mut Arc<Step>| step.revision == revision)
        };
        match turn {
            Turn::Done(step) => {
                if step.after != self.revision() || step.revision <= self.newest {
                    return false;
                }
                self.undone.clear();
                self.newest = step.revision;
                self.done.push(Arc::clone(step));
                self.shorten();
                true
            }
            Turn::Undone(revision) => {
                let step = from(&mut self.done, *revision);
                self.undone.extend(step.clone());
                step.is_some()
            }
            Turn::Redone(revision) => {
                let step = from(&mut self.undone, *revision);
                self.done.extend(step.clone());
                step.is_some()
            }
        }
    }

    /// Lets the oldest step go when there are too many. What is tried must be there whole to be dropped.
    fn shorten(&mut self) {
        let is_tried = self.floor() == 0 && self.mark.is_some();
        if self.done.len() > STEPS && !is_tried {
            self.oldest = self.done.remove(0).revision;
            if let Some(mark) = &mut self.mark {
                mark.at -= 1;
            }
        }
    }

    /// Gives no new state this number or one below it.
    pub fn pass(&mut self, revision: u64) {
        self.newest = self.newest.max(revision);
    }

    /// The turns since this was asked last, for whoever keeps them.
    pub fn unheard(&mut self) -> Vec<Turn> {
        std::mem::take(&mut self.unheard)
    }

    /// The steps that can be undone, the oldest first.
    pub fn done(&self) -> &[Arc<Step>] {
        &self.done
    }

    /// The steps that can be done again, the next one last.
    pub fn undone(&self) -> &[Arc<Step>] {
        &self.undone
    }

    /// How many steps were done since a state; none when they did not all follow on it.
    pub fn steps_since(&self, revision: u64) -> Option<usize> {
        let later = self
            .done
            .iter()
            .rev()
            .take_while(|step| step.revision != revision);
        let count = later.count();
        (count < self.done.len() || revision == self.oldest).then_some(count)
    }

    /// The words of the step that undo would take back.
    pub fn next_undo(&self) -> Option<&str> {
        let undoable = self.done.get(self.floor()..)?;
        undoable.last().map(|step| step.label.as_str())
    }

    /// The words of the step that redo would do again.
    pub fn next_redo(&self) -> Option<&str> {
        self.undone.last().map(|step| step.label.as_str())
    }
}

fn is_idle(workspace: &Workspace, edit: &Edit) -> bool {
    match edit {
        Edit::Set {
            kind,
            id,
            field,
            value,
        } => workspace
            .record(kind, *id)
            .is_some_and(|record| record.get(*field) == *value),
        Edit::SetUnknown { kind, id, fields } => workspace
            .record(kind, *id)
            .is_some_and(|record| record.unknown_fields() == fields),
        Edit::Insert(_) | Edit::Remove { .. } => false,
    }
}

fn subjects(edits: &[Edit]) -> Vec<(&'static Kind, Id)> {
    let mut all: Vec<_> = edits.iter().map(Edit::subject).collect();
    all.dedup();
    all
}

#[cfg(test)]
mod tests;
