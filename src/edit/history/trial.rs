//! Trials: steps that may be kept as one, or dropped together and forgotten.
//!
//! Owns where a trial began. What was undone before it waits, and comes back when nothing is kept.

use std::sync::Arc;

use super::{Change, History, Step, restore, subjects};
use crate::edit::EditError;
use crate::model::Workspace;

/// Where a trial began.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TrialStart {
    /// How many steps stood before it.
    pub(super) at: usize,
    /// The number of the state it began with.
    revision: u64,
    /// What could be done again then.
    set_aside: Vec<Arc<Step>>,
}

impl History {
    /// Begins a trial; within one nothing new begins.
    pub fn begin_trial(&mut self) {
        if self.mark.is_none() {
            self.mark = Some(TrialStart {
                at: self.done.len(),
                revision: self.revision(),
                set_aside: std::mem::take(&mut self.undone),
            });
        }
    }

    /// The number of the state without the trial, which is the present one where none is on.
    pub fn settled(&self) -> u64 {
        let mark = self.mark.as_ref();
        mark.map_or_else(|| self.revision(), |mark| mark.revision)
    }

    /// The words of the steps of the trial, the oldest first; none where no trial is on.
    pub fn trial(&self) -> Option<Vec<&str>> {
        let tried = self.done.get(self.mark.as_ref()?.at..)?;
        Some(tried.iter().map(|step| step.label.as_str()).collect())
    }

    /// Ends the trial and keeps its steps as one under these words.
    pub fn keep_trial(&mut self, label: impl Into<String>) {
        let Some(mark) = self.mark.take() else {
            return;
        };
        let tried = self.done.split_off(mark.at);
        if tried.is_empty() {
            self.undone = mark.set_aside;
            return;
        }
        let edits = tried.iter().flat_map(|step| step.edits.iter().cloned());
        let inverse = tried.iter().rev().flat_map(|s| s.inverse.iter().cloned());
        self.step(label.into(), edits.collect(), inverse.collect());
    }

    /// Ends the trial, takes its steps back and forgets them; none where no trial is on.
    pub fn drop_trial(&mut self, workspace: &mut Workspace) -> Result<Option<Change>, EditError> {
        let Some(mark) = self.mark.take() else {
            return Ok(None);
        };
        let tried = self.done.split_off(mark.at);
        let inverse: Vec<_> = tried
            .iter()
            .rev()
            .flat_map(|s| s.inverse.iter().cloned())
            .collect();
        let change = Change {
            label: "what-if".to_owned(),
            subjects: subjects(&inverse),
        };
        restore(workspace, inverse)?;
        self.undone = mark.set_aside;
        Ok(Some(change))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Edit;
    use crate::model::field::Value;
    use crate::model::id::Id;
    use crate::model::item::Item;
    use crate::model::record::Declared;

    fn add(name: &str) -> Edit {
        Edit::Insert(Box::new(Item::new(Id::parse(name).unwrap())))
    }

    fn title(name: &str, words: &str) -> Edit {
        Edit::Set {
            kind: Item::KIND,
            id: Id::parse(name).unwrap(),
            field: Item::KIND.field("title").unwrap(),
            value: Value::Text(words.to_owned()),
        }
    }

    fn begun() -> (Workspace, History) {
        let (mut workspace, mut history) = (Workspace::default(), History::default());
        history.commit(&mut workspace, "a", vec![add("a")]).unwrap();
        history.commit(&mut workspace, "b", vec![add("b")]).unwrap();
        history.undo(&mut workspace).unwrap();
        history.begin_trial();
        let steps = [vec![add("c")], vec![title("c", "C")], vec![title("a", "A")]];
        for step in steps {
            history.commit(&mut workspace, "try", step).unwrap();
        }
        (workspace, history)
    }

    #[test]
    fn undo_stops_where_the_trial_began_and_redo_knows_only_its_steps() {
        let (mut workspace, mut history) = begun();
        assert_eq!((history.settled(), history.trial().unwrap().len()), (1, 3));
        while history.undo(&mut workspace).unwrap().is_some() {}
        assert_eq!((workspace.count(Item::KIND), history.revision()), (1, 1));
        assert_eq!(
            (history.next_undo(), history.next_redo()),
            (None, Some("try"))
        );
    }

    #[test]
    fn kept_it_is_one_step_both_ways() {
        let (mut workspace, mut history) = begun();
        assert_eq!(history.unheard().len(), 3, "nothing of the trial is told");
        history.keep_trial("tried out: 3 changes");
        assert_eq!(history.unheard().len(), 1);
        let tried = (workspace.clone(), history.revision());
        assert_eq!(history.next_undo(), Some("tried out: 3 changes"));
        history.undo(&mut workspace).unwrap();
        assert_eq!((workspace.count(Item::KIND), history.revision()), (1, 1));
        history.redo(&mut workspace).unwrap();
        assert_eq!((workspace, history.revision()), tried);
    }

    #[test]
    fn dropped_it_never_was() {
        let (mut workspace, mut history) = begun();
        assert!(history.drop_trial(&mut workspace).unwrap().is_some());
        assert_eq!((workspace.count(Item::KIND), history.revision()), (1, 1));
        assert_eq!(
            (history.next_undo(), history.next_redo()),
            (Some("a"), Some("b"))
        );
        assert!(history.drop_trial(&mut workspace).unwrap().is_none());
    }
}
