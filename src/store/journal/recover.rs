//! A file and the journals of its workspace, brought together.
//!
//! Owns what counts. Where a journal knows the file, the steps after the file's state are done again,
//! and those before it can be undone. Where somebody else wrote the file since, each field that is
//! still as it was is set; what disagrees is listed, and the journal kept aside. It asks nothing.

use super::super::files::Files;
use super::super::fingerprint::Fingerprint;
use super::Adopted;
use super::entry::Draft;
use super::past::Past;
use crate::edit::carry::carry;
use crate::edit::history::History;
use crate::edit::replay;
use crate::model::Workspace;
use crate::model::text::{Problem, Severity};

/// What a start goes on with.
#[derive(Debug)]
pub struct Recovered {
    /// The workspace with all edits.
    pub workspace: Workspace,
    /// What the journal of this board begins with; its history is the workspace's.
    pub past: Past,
    /// The number of the state that is in the file.
    pub saved: u64,
    /// The words of the steps that were in the journals alone.
    pub steps: Vec<String>,
    /// What could not be brought together.
    pub problems: Vec<Problem>,
    /// The texts that were being typed.
    pub drafts: Vec<Draft>,
    /// When the journal that is gone on with was begun; empty without one.
    pub since: String,
}

/// Brings a workspace as its file has it together with what the journals say. `path` and `when` are
/// told to people.
pub fn recover<F: Files>(
    mut workspace: Workspace,
    file: Fingerprint,
    adopted: &mut Adopted<F>,
    path: String,
    when: String,
) -> Recovered {
    let mut pasts = std::mem::take(&mut adopted.pasts);
    let drafts: Vec<Draft> = pasts.iter().flat_map(|past| past.drafts.clone()).collect();
    let mut steps = Vec::new();
    let mut problems: Vec<Problem> = pasts
        .iter()
        .filter(|past| past.is_damaged)
        .map(damage)
        .collect();
    let mut known: Option<(Past, u64)> = None;
    // The one that knows the file and went on longest is gone on with.
    pasts.sort_by_key(|past| past.history.revision());
    for at in (0..pasts.len()).rev() {
        let Some(past) = pasts.get(at) else { continue };
        let Some(saved) = past.state_of(file) else {
            continue;
        };
        let Some(way) = past.way(saved) else { continue };
        if replay(&mut workspace, way.iter().map(|step| step.edits)).is_ok() {
            steps = way.into_iter().map(|step| step.words).collect();
            known = Some((pasts.remove(at), saved));
            break;
        }
    }
    let since = known
        .as_ref()
        .map_or_else(String::new, |(past, _)| past.when.clone());
    let (mut past, saved) = known.unwrap_or_else(|| {
        let history = History::default();
        (Past::of(String::new(), String::new(), history, file), 0)
    });
    for other in pasts {
        let way = other.certain.and_then(|certain| other.way(certain));
        let Some(way) = way else {
            adopted.keep_aside(&other.name);
            problems.push(damage(&other));
            continue;
        };
        let carried = carry(
            way.iter().map(|step| (step.edits, step.inverse)),
            &workspace,
        );
        if !carried.clashes.is_empty() {
            adopted.keep_aside(&other.name);
        }
        problems.extend(carried.clashes);
        let words: Vec<String> = way.iter().map(|step| step.words.clone()).collect();
        let label = match words.as_slice() {
            [one] => one.clone(),
            all => format!("{} edits that were not saved", all.len()),
        };
        if let Ok(Some(_)) = past.history.commit(&mut workspace, label, carried.edits) {
            steps.extend(words);
        }
    }
    // The journal begins with all of these.
    let _ = past.history.unheard();
    (past.path, past.when) = (path, when);
    (past.given, past.certain) = (vec![(saved, file)], Some(saved));
    past.drafts.clone_from(&drafts);
    Recovered {
        workspace,
        past,
        saved,
        steps,
        problems,
        drafts,
        since,
    }
}

fn damage(past: &Past) -> Problem {
    let what = format!("a journal of {} cannot be read to its end", past.when);
    Problem::new(
        Severity::Warning,
        what,
        "what could be read of it is here; the journal is kept aside",
    )
}
