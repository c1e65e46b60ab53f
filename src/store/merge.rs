//! Merging the texts of two people who changed the same workspace.
//!
//! Records and fields are merged in [`edit::merge`]; this module owns what stands in the
//! texts besides: on which of them the result is written, and that nothing is lost which only one of them
//! holds. Comments and layout are those of the text that is written on: what a merge of lines made of both
//! where that left no conflict; else ours, unless only they changed what is not understood.

use std::collections::BTreeSet;

use super::fault::LoadError;
use super::load::{Foreign, Reading, read};
use super::render::{Unfaithful, render, surviving};
use crate::edit;
use crate::edit::merge::{Conflict, MergeSide};
use crate::model::text::Problem;
use crate::model::{KINDS, Workspace};

/// Two texts that became one.
#[derive(Clone, Debug)]
pub struct Merged {
    /// What is to be looked at.
    pub conflicts: Vec<Conflict>,
    /// The merged text, with our side of every conflict.
    pub ours: String,
    /// The merged text, with their side of every conflict.
    pub theirs: String,
}

/// Why texts cannot be merged as workspaces.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Unmerged {
    /// One of them cannot be read.
    #[error("{side} cannot be read: {error}")]
    Unreadable {
        /// Whose it is, in words.
        side: &'static str,
        /// What is wrong with it.
        error: Box<LoadError>,
    },
    /// Both sides changed what this evenkeel does not understand.
    #[error("both sides changed what this evenkeel does not understand: {place}")]
    Foreign {
        /// Where it stands.
        place: String,
    },
    /// The result would not read back the same.
    #[error(transparent)]
    Unfaithful(#[from] Unfaithful),
}

/// Merges three texts. An empty base is a file that both sides added. `woven` is what a merge of lines made
/// of them without a conflict: it has the comments of both, and is written on if it holds nothing odd.
pub fn merge(
    base: &str,
    ours: &str,
    theirs: &str,
    woven: Option<&str>,
) -> Result<Merged, Unmerged> {
    let same = if ours == theirs || base == theirs {
        Some(ours)
    } else if base == ours {
        Some(theirs)
    } else {
        None
    };
    if let Some(text) = same {
        return Ok(Merged {
            conflicts: Vec::new(),
            ours: text.to_owned(),
            theirs: text.to_owned(),
        });
    }
    // A file that was not there held nothing, so that every record is somebody's addition.
    let base = if base.trim().is_empty() { "()" } else { base };
    let joined = join(Some(base), ours, theirs, woven)?;
    let text = |side: MergeSide| {
        let mut workspace = joined.workspace.clone();
        for conflict in &joined.conflicts {
            let edits = conflict.choice(&workspace, side);
            // Each choice is about a record that is there.
            let _ = edit::restore(&mut workspace, edits);
        }
        render(&workspace, Some(joined.template))
    };
    Ok(Merged {
        ours: text(MergeSide::Ours)?,
        theirs: text(MergeSide::Theirs)?,
        conflicts: joined.conflicts,
    })
}

/// The workspace that two texts make together.
pub(super) struct Joined<'t> {
    pub(super) workspace: Workspace,
    pub(super) conflicts: Vec<Conflict>,
    /// What is wrong with the text that is written on.
    pub(super) problems: Vec<Problem>,
    /// The text that is written on.
    pub(super) template: &'t str,
}

/// Merges the workspaces in two texts; without a base every difference is a conflict.
pub(super) fn join<'t>(
    base: Option<&'t str>,
    ours: &'t str,
    theirs: &'t str,
    woven: Option<&'t str>,
) -> Result<Joined<'t>, Unmerged> {
    let reading = |side: &'static str, text: &'t str| {
        read(KINDS, text).map_err(|error| Unmerged::Unreadable {
            side,
            error: Box::new(error),
        })
    };
    let base = base
        .map(|text| reading("the common version", text))
        .transpose()?;
    let (ours, theirs) = (reading("our side", ours)?, reading("their side", theirs)?);
    let woven = woven.and_then(|text| read(KINDS, text).ok());
    let woven = woven.filter(|woven| weaves(base.as_ref(), &ours, &theirs, woven));
    let side = if woven.is_some() {
        MergeSide::Ours
    } else {
        template(base.as_ref(), &ours, &theirs)?
    };
    let before = base.as_ref().map(|base| &base.workspace);
    let merge = edit::merge::merge(before, &ours.workspace, &theirs.workspace);
    let mut workspace = ours.workspace.clone();
    // They lead from ours to what merging made of it.
    let _ = edit::restore(&mut workspace, merge.edits);
    let on = match (woven, side) {
        (Some(woven), _) => woven,
        (None, MergeSide::Ours) => ours,
        (None, MergeSide::Theirs) => theirs,
    };
    let known = base.as_ref().map(parts).unwrap_or_default();
    let staying: BTreeSet<Foreign<'_>> = surviving(&on, &workspace).into_iter().collect();
    let lost = |part: &&Foreign<'_>| !known.contains(part) && !staying.contains(part);
    if let Some(lost) = on.foreign.iter().find(lost) {
        return Err(Unmerged::Foreign { place: place(lost) });
    }
    Ok(Joined {
        workspace,
        conflicts: merge.conflicts,
        problems: on.problems,
        template: on.text,
    })
}

/// Whether a merge of lines has just what both sides have that is not understood, once.
fn weaves(
    base: Option<&Reading<'_>>,
    ours: &Reading<'_>,
    theirs: &Reading<'_>,
    woven: &Reading<'_>,
) -> bool {
    let Some(before) = base.map(parts) else {
        return false;
    };
    let (here, there) = (parts(ours), parts(theirs));
    let stays = |part: &&Foreign<'_>| {
        !before.contains(part) || (here.contains(part) && there.contains(part))
    };
    let wanted: BTreeSet<Foreign<'_>> = here.union(&there).filter(stays).cloned().collect();
    wanted == parts(woven) && woven.foreign.len() <= wanted.len()
}

/// Whose text is written on: whoever changed what is not understood, as only his text holds it.
fn template(
    base: Option<&Reading<'_>>,
    ours: &Reading<'_>,
    theirs: &Reading<'_>,
) -> Result<MergeSide, Unmerged> {
    let (here, there) = (parts(ours), parts(theirs));
    let before = base.map(parts);
    let adds = |one: &BTreeSet<Foreign<'_>>, other: &BTreeSet<Foreign<'_>>| match &before {
        Some(before) => other == before,
        None => other.is_subset(one),
    };
    if here == there || adds(&here, &there) {
        return Ok(MergeSide::Ours);
    }
    if adds(&there, &here) {
        return Ok(MergeSide::Theirs);
    }
    let differing = here.symmetric_difference(&there).next();
    Err(Unmerged::Foreign {
        place: differing.map(place).unwrap_or_default(),
    })
}

/// Where two texts differ in what is not understood.
pub fn foreign_difference(one: &str, other: &str) -> Result<Option<String>, LoadError> {
    let (one, other) = (read(KINDS, one)?, read(KINDS, other)?);
    let (one, other) = (parts(&one), parts(&other));
    Ok(one.symmetric_difference(&other).next().map(place))
}

/// Everything in a text that is not in the workspace, and its schema.
fn parts<'t>(reading: &Reading<'t>) -> BTreeSet<Foreign<'t>> {
    let schema = reading.layout.named(reading.text, "schema");
    let schema = schema.map(|member| Foreign {
        section: "schema",
        id: None,
        field: "",
        raw: member.value.of(reading.text),
    });
    reading.foreign.iter().cloned().chain(schema).collect()
}

fn place(part: &Foreign<'_>) -> String {
    let id = part.id.map(|id| id.to_string()).unwrap_or_default();
    let steps = [part.section, &id, part.field];
    let steps: Vec<&str> = steps.into_iter().filter(|step| !step.is_empty()).collect();
    steps.join(" › ")
}
