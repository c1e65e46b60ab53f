//! Undo and redo: batches under the words they were made with.

mod trial;

use self::trial::Mark;
use super::{Edit, EditError, apply, restore};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::record::Kind;

/// The most steps that are kept; the oldest go first.
const STEPS: usize = 10_000;

/// One gesture of the user and what takes it back.
#[derive(Clone, Debug)]
struct Step {
    label: String,
    inverse: Vec<Edit>,
    /// The number of the state this step leads to when it is applied.
    revision: u64,
}

/// What a commit, undo or redo did.
#[derive(Clone, Debug)]
pub struct Change {
    /// The words of the gesture: `value of “Guest checkout” 5`.
    pub label: String,
    /// The records it touched.
    pub subjects: Vec<(&'static Kind, Id)>,
}

/// The gestures that can be undone and redone.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// The number given last; every new state gets the next one.
    newest: u64,
    /// The number of the state before the oldest step that is kept.
    oldest: u64,
    /// Where the trial that is on began.
    mark: Option<Mark>,
}

impl History {
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
        let edits: Vec<Edit> = edits
            .into_iter()
            .filter(|edit| !is_idle(workspace, edit))
            .collect();
        if edits.is_empty() {
            return Ok(None);
        }
        let subjects = subjects(&edits);
        let inverse = apply(workspace, edits)?;
        Ok(Some(self.step(label.into(), subjects, inverse)))
    }

    /// Takes over what stands in somebody else's file as one step; it may hold what could not be entered
    /// here. A batch of nothing is a step too.
    pub fn take_over(
        &mut self,
        workspace: &mut Workspace,
        label: impl Into<String>,
        edits: Vec<Edit>,
    ) -> Result<Change, EditError> {
        let subjects = subjects(&edits);
        let inverse = restore(workspace, edits)?;
        Ok(self.step(label.into(), subjects, inverse))
    }

    /// Adds a step that changes nothing: a decision to leave things as they are.
    pub fn decide(&mut self, label: impl Into<String>) -> Change {
        self.step(label.into(), Vec::new(), Vec::new())
    }

    fn step(
        &mut self,
        label: String,
        subjects: Vec<(&'static Kind, Id)>,
        inverse: Vec<Edit>,
    ) -> Change {
        self.undone.clear();
        self.newest += 1;
        self.done.push(Step {
            label: label.clone(),
            inverse,
            revision: self.newest,
        });
        // What is tried must be there whole to be dropped.
        let is_tried = self.floor() == 0 && self.mark.is_some();
        if self.done.len() > STEPS && !is_tried {
            self.oldest = self.done.remove(0).revision;
            if let Some(mark) = &mut self.mark {
                mark.at -= 1;
            }
        }
        Change { label, subjects }
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
        let Some(step) = self.done.pop() else {
            return Ok(None);
        };
        let subjects = subjects(&step.inverse);
        let forward = restore(workspace, step.inverse)?;
        let label = step.label.clone();
        self.undone.push(Step {
            inverse: forward,
            ..step
        });
        Ok(Some(Change { label, subjects }))
    }

    /// Does the last undone step again; none when there is nothing to redo.
    pub fn redo(&mut self, workspace: &mut Workspace) -> Result<Option<Change>, EditError> {
        let Some(step) = self.undone.pop() else {
            return Ok(None);
        };
        let subjects = subjects(&step.inverse);
        let inverse = restore(workspace, step.inverse)?;
        let label = step.label.clone();
        self.done.push(Step { inverse, ..step });
        Ok(Some(Change { label, subjects }))
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
        Edit::Keep { kind, id, kept } => workspace
            .record(kind, *id)
            .is_some_and(|record| record.kept() == kept),
        Edit::Insert(_) | Edit::Remove { .. } => false,
    }
}

fn subjects(edits: &[Edit]) -> Vec<(&'static Kind, Id)> {
    let mut all: Vec<_> = edits.iter().map(Edit::subject).collect();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::removal;
    use crate::model::field::{Links, Value};
    use crate::model::item::Item;
    use crate::model::number::Number;
    use crate::model::option::ItemOption;
    use crate::model::points::Points;
    use crate::model::record::Declared;
    use crate::model::settings::Settings;

    fn id(text: &str) -> Id {
        Id::parse(text).unwrap()
    }

    fn item(name: &str, needs: &[&str]) -> Edit {
        let mut item = Item::new(id(name));
        item.title = name.to_uppercase();
        item.needs = Links::new(needs.iter().map(|n| id(n)).collect());
        Edit::Insert(Box::new(item))
    }

    fn set(name: &str, field: &str, value: Value) -> Edit {
        Edit::Set {
            kind: Item::KIND,
            id: id(name),
            field: Item::KIND.field(field).unwrap(),
            value,
        }
    }

    fn points(value: i64) -> Value {
        Value::Points(Points::known(Number::whole(value)))
    }

    #[test]
    fn undo_and_redo_return_to_the_same_state_and_number() {
        let (mut workspace, mut history) = (Workspace::default(), History::default());
        let empty = workspace.clone();
        history
            .commit(
                &mut workspace,
                "add",
                vec![item("a", &[]), item("b", &["a"])],
            )
            .unwrap();
        let added = (workspace.clone(), history.revision());
        history
            .commit(&mut workspace, "size", vec![set("a", "size", points(5))])
            .unwrap();
        let sized = (workspace.clone(), history.revision());
        assert_eq!(history.undo(&mut workspace).unwrap().unwrap().label, "size");
        assert_eq!((workspace.clone(), history.revision()), added);
        history.undo(&mut workspace).unwrap();
        assert_eq!((workspace.clone(), history.revision()), (empty, 0));
        assert!(history.undo(&mut workspace).unwrap().is_none());
        history.redo(&mut workspace).unwrap();
        history.redo(&mut workspace).unwrap();
        assert_eq!((workspace, history.revision()), sized);
    }

    #[test]
    fn a_batch_applies_whole_or_not_at_all() {
        let (mut workspace, mut history) = (Workspace::default(), History::default());
        let before = workspace.clone();
        let bad = vec![item("a", &[]), set("a", "size", points(-1))];
        let error = history.commit(&mut workspace, "bad", bad).unwrap_err();
        assert_eq!(error.to_string(), "Job size: -1 is below zero");
        assert_eq!((workspace, history.revision()), (before, 0));
    }

    #[test]
    fn a_batch_without_effect_leaves_no_step() {
        let (mut workspace, mut history) = (Workspace::default(), History::default());
        history
            .commit(&mut workspace, "add", vec![item("a", &[])])
            .unwrap();
        let same = history.commit(&mut workspace, "same", vec![set("a", "size", Value::Blank)]);
        assert!(same.unwrap().is_none());
        assert_eq!(history.next_undo(), Some("add"));
    }

    #[test]
    fn loops_and_dangling_links_are_refused_by_name() {
        let (mut workspace, mut history) = (Workspace::default(), History::default());
        let all = vec![item("a", &["b"]), item("b", &["c"]), item("c", &[])];
        history.commit(&mut workspace, "add", all).unwrap();
        let mut refuse = |edit| {
            history
                .commit(&mut workspace, "x", vec![edit])
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            refuse(set("c", "needs", Value::Links(vec![id("a")]))),
            "that would close a loop: C → A → B → C"
        );
        assert_eq!(
            refuse(set("c", "needs", Value::Links(vec![id("c")]))),
            "that would close a loop: C → C"
        );
        assert_eq!(
            refuse(set("c", "needs", Value::Links(vec![id("z")]))),
            "Needs first: there is no “z”"
        );
        assert_eq!(
            refuse(Edit::Remove {
                kind: Settings::KIND,
                id: id("settings")
            }),
            "the Settings cannot be removed or added"
        );
    }

    #[test]
    fn what_belongs_to_a_record_goes_and_comes_back_with_it() {
        let (mut workspace, mut history) = (Workspace::default(), History::default());
        let mut option = ItemOption::new(id("o"));
        option.item = crate::model::field::PartOf::new(Some(id("a")));
        let all = vec![
            item("a", &[]),
            item("b", &["a"]),
            Edit::Insert(Box::new(option)),
        ];
        history.commit(&mut workspace, "add", all).unwrap();
        let full = workspace.clone();
        let edits = removal(&workspace, Item::KIND, id("a"));
        history.commit(&mut workspace, "delete", edits).unwrap();
        assert_eq!(workspace.count(ItemOption::KIND), 0);
        assert!(workspace.get::<Item>(id("b")).unwrap().needs.0.is_empty());
        history.undo(&mut workspace).unwrap();
        assert_eq!(workspace, full);
    }
}
