//! Two people change the same workspace: in memory here, on two branches of a real git below.

mod git;
mod places;

use std::collections::BTreeSet;

use evenkeel::edit::merge::{Clash, Conflict, MergeSide, merge};
use evenkeel::edit::{self, Edit, difference};
use evenkeel::model::field::FieldType;
use evenkeel::model::record::Record;
use evenkeel::model::{KINDS, Workspace};
use evenkeel::store;
use proptest::prelude::*;

use crate::random::{Step, perform, steps};
use crate::samples::{COMMENTED, is_random_code, workspace};

type Place = (String, String, String);

fn place(conflict: &Conflict) -> Place {
    let about = match &conflict.clash {
        Clash::Field { field, .. } => conflict.kind.fields[*field].name.to_owned(),
        Clash::Removed { .. } => "removed".to_owned(),
        Clash::Unknown { name, .. } => format!("kept {name}"),
    };
    (
        conflict.kind.name.to_owned(),
        conflict.id.to_string(),
        about,
    )
}

fn places(conflicts: &[Conflict]) -> BTreeSet<Place> {
    let all: BTreeSet<Place> = conflicts.iter().map(place).collect();
    assert_eq!(all.len(), conflicts.len(), "no place twice");
    all
}

fn with(base: &Workspace, edits: Vec<Edit>) -> Workspace {
    let mut workspace = base.clone();
    edit::restore(&mut workspace, edits).expect("it fits");
    workspace
}

fn changed(base: &Workspace, steps: Vec<Step>) -> Workspace {
    let mut workspace = base.clone();
    perform(&mut workspace, steps);
    workspace
}

/// Whether a field is merged entry by entry, so that two changes need not clash.
fn is_list(holds: FieldType) -> bool {
    matches!(
        holds,
        FieldType::Links(_) | FieldType::Texts | FieldType::Ratings(_) | FieldType::Extra
    )
}

/// The fields of one value that both sides changed to something else, and the records that one side
/// removed and the other changed, told from the workspaces alone.
fn clashing(base: &Workspace, ours: &Workspace, theirs: &Workspace) -> BTreeSet<Place> {
    let mut found = BTreeSet::new();
    for kind in KINDS {
        let ids: BTreeSet<_> = [ours, theirs]
            .iter()
            .flat_map(|side| side.records(kind).map(Record::id))
            .collect();
        for id in ids {
            let name = |about: &str| (kind.name.to_owned(), id.to_string(), about.to_owned());
            let before = base.record(kind, id);
            match (ours.record(kind, id), theirs.record(kind, id)) {
                (Some(one), Some(other)) => {
                    let blank = (kind.blank)(id);
                    let before = before.unwrap_or(&*blank);
                    for (at, field) in kind.fields.iter().enumerate() {
                        let (b, o, t) = (before.get(at), one.get(at), other.get(at));
                        if o != t && o != b && t != b && !is_list(field.holds) {
                            found.insert(name(field.name));
                        }
                    }
                }
                (Some(left), None) | (None, Some(left))
                    if before.is_some_and(|before| before != left) =>
                {
                    found.insert(name("removed"));
                }
                _ => {}
            }
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_difference_leads_from_one_to_the_other(one in steps(), other in steps()) {
        let base = workspace(COMMENTED);
        let (from, to) = (changed(&base, one), changed(&base, other));
        let mut applied = from.clone();
        let undo = edit::apply(&mut applied, difference(&from, &to)).expect("it is sound");
        prop_assert!(applied == to);
        prop_assert!(with(&applied, undo) == from);
        prop_assert!(difference(&to, &to).is_empty());
    }

    #[test]
    fn what_one_side_did_is_taken_as_it_is(one in steps()) {
        let base = workspace(COMMENTED);
        let changed = changed(&base, one);
        let theirs = merge(Some(&base), &base, &changed);
        prop_assert_eq!(theirs.conflicts, []);
        prop_assert!(with(&base, theirs.edits) == changed);
        let ours = merge(Some(&base), &changed, &base);
        prop_assert!(ours.edits.is_empty() && ours.conflicts.is_empty());
        let both = merge(Some(&base), &changed, &changed);
        prop_assert!(both.edits.is_empty() && both.conflicts.is_empty());
    }

    #[test]
    fn both_sides_meet_soundly_at_the_same_places(before in steps(), one in steps(), other in steps()) {
        let base = changed(&workspace(COMMENTED), before);
        let (ours, theirs) = (changed(&base, one), changed(&base, other));
        let here = merge(Some(&base), &ours, &theirs);
        let there = merge(Some(&base), &theirs, &ours);
        let found = places(&here.conflicts);
        prop_assert_eq!(&found, &places(&there.conflicts));
        // Nothing points to what is gone, and nothing waits for itself, whatever is chosen.
        let merged = with(&ours, here.edits);
        for side in [MergeSide::Ours, MergeSide::Theirs] {
            let mut chosen = merged.clone();
            for conflict in &here.conflicts {
                let edits = conflict.choice(&chosen, side);
                edit::restore(&mut chosen, edits).expect("it fits");
            }
            for workspace in [&merged, &chosen] {
                let (_, mut problems) = store::parse(&store::canonical(workspace)).expect("it opens");
                problems.retain(|problem| !is_random_code(problem));
                prop_assert_eq!(problems, []);
            }
        }
        // What both changed is listed, and besides only what had to stay or would close a loop.
        let clashing = clashing(&base, &ours, &theirs);
        let missed: Vec<_> = clashing.difference(&found).filter(|(kind, _, field)| {
            // Links that went with their target are back where the target stays.
            let kind = KINDS.iter().find(|k| k.name == kind).expect("a kind");
            kind.field(field).is_none_or(|at| kind.fields[at].holds.target().is_none())
        }).collect();
        prop_assert!(missed.is_empty(), "{:?}", missed);
        for conflict in &here.conflicts {
            if let Clash::Field { field, .. } = conflict.clash && !is_list(conflict.kind.fields[field].holds) {
                prop_assert!(clashing.contains(&place(conflict)), "{:?}", conflict);
            }
        }
    }

    #[test]
    fn disjoint_changes_never_meet(one in steps(), other in steps()) {
        let base = workspace(COMMENTED);
        let sets = |steps| {
            let mut edits = difference(&base, &changed(&base, steps));
            edits.retain(|edit| matches!(edit, Edit::Set { .. }));
            edits
        };
        let at = |edit: &Edit| match edit {
            Edit::Set { kind, id, field, .. } => Some((kind.name, *id, *field)),
            Edit::Insert(_) | Edit::Remove { .. } | Edit::SetUnknown { .. } => None,
        };
        let ours = sets(one);
        let taken: BTreeSet<_> = ours.iter().map(at).collect();
        let mut theirs = sets(other);
        theirs.retain(|edit| !taken.contains(&at(edit)));
        let (mut here, mut there, mut both) = (base.clone(), base.clone(), base.clone());
        let all: Vec<Edit> = ours.iter().chain(&theirs).cloned().collect();
        // A loop of needs, or a link to what only one side added, is no disjoint change.
        prop_assume!(edit::apply(&mut here, ours).is_ok() && edit::apply(&mut there, theirs).is_ok());
        prop_assume!(edit::apply(&mut both, all).is_ok());
        let merged = merge(Some(&base), &here, &there);
        prop_assert_eq!(merged.conflicts, []);
        prop_assert!(with(&here, merged.edits) == both);
    }

    #[test]
    fn without_a_base_every_difference_is_asked_about(one in steps(), other in steps()) {
        let base = workspace(COMMENTED);
        let (ours, theirs) = (changed(&base, one), changed(&base, other));
        let merged = merge(None, &ours, &theirs);
        let subjects: BTreeSet<_> = difference(&ours, &theirs).iter().map(Edit::subject).map(|(kind, id)| (kind.name, id)).collect();
        let asked: BTreeSet<_> = merged.conflicts.iter().map(|conflict| (conflict.kind.name, conflict.id)).collect();
        prop_assert_eq!(subjects, asked);
    }
}
