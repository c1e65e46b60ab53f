//! The proof that a text says what a workspace says, before it is given out.
//!
//! Owns what has to be read back: what was written, where all the rest is as it was and was understood; else the
//! whole text. `ron` judges what is read back.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;
use std::thread;

use super::{Changes, Unfaithful, unreadable};
use crate::model::id::Id;
use crate::model::record::{Kind, Record};
use crate::model::{RecordPair, Workspace};
use crate::store::layout::{Before, BracketBlock};
use crate::store::load::{Foreign, NewMember, Reading, read_again, read_like};
use crate::store::patch::PatchedText;
use crate::store::tidy::alike;

/// Reads a whole text back: whether it says what the workspace says, still holds everything foreign, and is RON.
pub(super) fn faithful(
    text: &str,
    workspace: &Workspace,
    kinds: &[&'static Kind],
    foreign: &[Foreign<'_>],
) -> Result<Option<Arc<BracketBlock>>, Unfaithful> {
    let refused = |path: String| Unfaithful { path };
    // `ron` judges beside the reading, where the system has a thread to give.
    let (again, judged) = thread::scope(|scope| {
        let judge = || is_ron(text.trim_start_matches('\u{feff}'));
        let beside = thread::Builder::new().spawn_scoped(scope, judge);
        let again = read_like(kinds, text, Some(workspace));
        let beside = beside.ok().and_then(|beside| beside.join().ok());
        (again, beside.unwrap_or_else(judge))
    });
    let again = again.map_err(|error| unreadable(&error))?;
    judged?;
    if let Some(path) = difference(workspace, &again.workspace) {
        return Err(refused(path));
    }
    let there: BTreeSet<&Foreign<'_>> = again.foreign.iter().collect();
    if let Some(lost) = foreign.iter().find(|foreign| !there.contains(foreign)) {
        return Err(refused(format!("{} {}", lost.section, lost.field)));
    }
    Ok(again.known_layout())
}

fn is_ron(text: &str) -> Result<(), Unfaithful> {
    let judged = ron::from_str::<serde::de::IgnoredAny>(text);
    let refused = |error: ron::error::SpannedError| Unfaithful {
        path: error.to_string(),
    };
    judged.map(|_| ()).map_err(refused)
}

/// Reads back what was written and no more: that says what the workspace says and is RON; the rest is the same bytes
/// as before, and said what the workspace says. In the text before nothing was foreign.
///
/// Gives the layout of the text. Where this does not succeed, the whole text may still be faithful.
pub(super) fn proven(
    before: &Reading<'_>,
    patched: &PatchedText<'_>,
    workspace: &Workspace,
    changes: &[Changes<'_>],
) -> Result<Arc<BracketBlock>, Unfaithful> {
    let refused = |path: String| Err(Unfaithful { path });
    let kinds: Vec<&'static Kind> = workspace.kinds().collect();
    let change = Before {
        block: &before.layout,
        change: patched,
    };
    let (again, anew) = read_again(&kinds, change).map_err(|error| unreadable(&error))?;
    if let Some(foreign) = again.foreign.first() {
        return refused(format!("{} {}", foreign.section, foreign.field));
    }
    if !patched.is_true() {
        return refused("what nobody changed".to_owned());
    }
    let mut written: BTreeSet<(&str, Id)> = BTreeSet::new();
    for NewMember { kind, id, lines } in anew {
        let pair = (workspace.record(kind, id), again.workspace.record(kind, id));
        if let Some(path) = unlike(pair) {
            return refused(path);
        }
        let [open, close] = if kind.single { ['(', ')'] } else { ['[', ']'] };
        is_ron(&format!("{open}{}\n{close}", lines.of(again.text)))?;
        written.insert((kind.section, id));
    }
    for (kind, pairs) in changes {
        let is_written = |record: &dyn Record| written.contains(&(kind.section, record.id()));
        let stays = pairs
            .iter()
            .filter(|(_, now)| now.is_some_and(|now| !is_written(now)));
        if let Some(path) = stays.copied().find_map(unlike) {
            return refused(path);
        }
    }
    for kind in kinds {
        let section = again.section(kind);
        let mut is_right = section.is_some() || before.section(kind).is_none();
        if !kind.single {
            // Each record once, and none that is gone.
            let body = section.and_then(|section| section.body.as_deref());
            let members = body.map_or(&[][..], |body| &body.members);
            let there: HashSet<Id> = members.iter().filter_map(|member| member.id).collect();
            let pairs = changes
                .iter()
                .filter(|(of, _)| *of == kind)
                .flat_map(|(_, pairs)| pairs);
            let mut gone = pairs.filter_map(|(then, now)| then.filter(|_| now.is_none()));
            is_right &= there.len() == members.len()
                && there.len() == workspace.count(kind)
                && !gone.any(|record| there.contains(&record.id()));
        }
        if !is_right {
            return refused(kind.section.to_owned());
        }
    }
    Ok(again.layout)
}

/// Where two workspaces differ first.
pub(in crate::store) fn difference(one: &Workspace, other: &Workspace) -> Option<String> {
    one.kinds()
        .find_map(|kind| one.apart(other, kind).find_map(unlike))
}

/// Where a record in two workspaces differs first.
fn unlike(pair: RecordPair<'_>) -> Option<String> {
    let (one, other) = pair;
    let record = one.or(other)?;
    let kind = record.kind();
    let path = format!("{} › {}", kind.section, record.id());
    let Some((one, other)) = one.zip(other) else {
        return Some(path);
    };
    let mut fields = kind.fields.iter().enumerate();
    match fields.find(|(at, _)| !alike(one, other, *at)) {
        Some((_, field)) => Some(format!("{path} › {}", field.name)),
        None => (one.unknown_fields() != other.unknown_fields()).then_some(path),
    }
}

/// What was not understood and must still be there: all but what belongs to a record that was
/// removed or to a field that was set.
pub(in crate::store) fn surviving<'t>(
    reading: &Reading<'t>,
    workspace: &Workspace,
) -> Vec<Foreign<'t>> {
    let stays = |foreign: &&Foreign<'t>| {
        let (Some(id), Some(kind)) = (
            foreign.id,
            workspace
                .kinds()
                .find(|kind| kind.section == foreign.section),
        ) else {
            return true;
        };
        let (before, now) = (
            reading.workspace.record(kind, id),
            workspace.record(kind, id),
        );
        match (before, now, kind.field(foreign.field)) {
            (Some(before), Some(now), Some(at)) => alike(before, now, at),
            (Some(_), None, _) => false,
            _ => true,
        }
    };
    reading.foreign.iter().filter(stays).cloned().collect()
}

#[cfg(test)]
mod tests;
