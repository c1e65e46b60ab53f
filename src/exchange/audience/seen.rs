//! The whole workspace as an audience may see it, for a screen that others watch.
//!
//! Owns how the copy is made and kept up to date. What may be seen of a value is the [`Disclosure`]'s to say.

use super::Disclosure;
use crate::edit::{self, Edit};
use crate::model::Workspace;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::person::Person;
use crate::model::record::{Declared, Kind};

impl Disclosure {
    /// The workspace as its audience may see it: what stays private is blank in it, names kept private are
    /// [`WITHHELD`](super::WITHHELD), and rounds of votes that are not revealed are not there.
    pub fn seen(&self, workspace: &Workspace) -> Workspace {
        let mut seen = workspace.clone();
        let kinds = workspace.kinds();
        let subjects = kinds.flat_map(|kind| {
            let records = workspace.records(kind);
            records.map(move |record| (kind, record.id()))
        });
        self.renew(&mut seen, workspace, subjects);
        seen
    }

    /// Brings what is seen of some records up to date.
    pub fn renew(
        &self,
        seen: &mut Workspace,
        workspace: &Workspace,
        subjects: impl IntoIterator<Item = (&'static Kind, Id)>,
    ) {
        let mut edits = Vec::new();
        for (kind, id) in subjects {
            let shown = workspace
                .record(kind, id)
                .filter(|record| kind == Person::KIND || self.shows_record(*record));
            let Some(record) = shown else {
                if seen.record(kind, id).is_some() {
                    edits.push(Edit::Remove { kind, id });
                }
                continue;
            };
            let values = kind.fields.iter().enumerate().map(|(at, field)| {
                let value = record.get(at);
                let seen = self.value_of(workspace, record, field, value.clone());
                (at, (seen != value).then_some(seen))
            });
            let withheld: Vec<(usize, Value)> = values
                .filter_map(|(at, value)| Some((at, value?)))
                .collect();
            let is_same = seen.record(kind, id).is_some_and(|was| was == record);
            if is_same && withheld.is_empty() {
                continue;
            }
            if !is_same {
                if seen.record(kind, id).is_some() {
                    edits.push(Edit::Remove { kind, id });
                }
                edits.push(Edit::Insert(record.boxed()));
            }
            edits.extend(withheld.into_iter().map(|(field, value)| Edit::Set {
                kind,
                id,
                field,
                value,
            }));
        }
        // Each is about a record that is there or was put there a moment ago, so none can be refused.
        let _ = edit::restore(seen, edits);
    }
}
