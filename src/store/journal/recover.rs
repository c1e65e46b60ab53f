//! A file and the journals of its workspace, brought together.
//!
//! Owns what counts. Where the file is what a journal saved last, the steps after that are done again, and
//! those before it can be undone. Where it is an earlier version, somebody put it back: it is taken as it is,
//! and the later steps are what can be done again. Where somebody else wrote the file since, each field that
//! is still as it was is set, and each step of which all is still as it was can be undone; what disagrees is listed,
//! and the journal kept aside. It asks nothing.

use super::super::files::Files;
use super::super::fingerprint::Fingerprint;
use super::super::save::FileHolds;
use super::Adopted;
use super::back::{WayBack, way_back};
use super::entry::Draft;
use super::past::{Given, Past};
use crate::edit::carry::carry;
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
    /// How many steps can be done again because the file is an earlier version of itself.
    pub later: usize,
    /// How many steps cannot be undone any more, as somebody else changed what they set.
    pub lost: usize,
    /// What could not be brought together.
    pub problems: Vec<Problem>,
    /// The texts that were being typed.
    pub drafts: Vec<Draft>,
    /// When the journal that is gone on with was begun; empty without one.
    pub since: String,
}

/// Brings a workspace as its file has it together with what the journals say. `is_older` says which other
/// versions the file once held; `path` and `when` are told to people.
pub fn recover<F: Files>(
    mut workspace: Workspace,
    file: Fingerprint,
    adopted: &mut Adopted<F>,
    is_older: impl FnOnce(Fingerprint) -> bool,
    path: String,
    when: String,
) -> Recovered {
    let mut pasts = std::mem::take(&mut adopted.pasts);
    let newest = pasts.iter().rev();
    let drafts: Vec<Draft> = newest.flat_map(|past| past.drafts.clone()).collect();
    let damaged = pasts.iter().filter(|past| past.is_damaged);
    let mut problems: Vec<Problem> = damaged.map(damage).collect();
    // The one that knows the file and went on longest is gone on with.
    pasts.sort_by_key(|past| past.history.revision());
    // What a board that runs left there is nothing that somebody put back.
    let all: Vec<&Past> = pasts.iter().chain(&adopted.living).collect();
    let (ended, running) = all.split_at(pasts.len());
    let is_current = running.iter().any(|past| has_last(past, &all, file));
    let is_last = is_current || ended.iter().any(|past| has_last(past, ended, file));
    let is_older =
        !is_last && (is_older(file) || pasts.iter().any(|past| knows_as_older(past, file)));
    let known = take_known(&mut pasts, &mut workspace, file, is_current);
    let since = known
        .as_ref()
        .map_or_else(String::new, |known| known.past.when.clone());
    let KnownPast {
        mut past,
        state,
        mut steps,
        was_put_back,
        lost,
    } = known.unwrap_or_else(|| begun(&pasts, &workspace, file, is_older));
    if was_put_back {
        // What others left undone comes after it.
        while let Ok(Some(_)) = past.history.redo(&mut workspace) {}
    }
    for other in pasts {
        let way = other.certain.and_then(|certain| other.way(certain));
        let Some(way) = way else {
            adopted.keep_aside(&other.name);
            problems.push(damage(&other));
            continue;
        };
        // What others wrote is in the file as they wish it by now, and what came after it stood on that.
        for part in way.split(|step| step.is_theirs) {
            let carried = carry(
                part.iter().map(|step| (step.edits, step.inverse)),
                &workspace,
            );
            if !carried.clashes.is_empty() {
                adopted.keep_aside(&other.name);
            }
            problems.extend(carried.clashes);
            let words: Vec<String> = part.iter().map(|step| step.words.clone()).collect();
            let label = match words.as_slice() {
                [one] => one.clone(),
                all => format!("{} edits that were not saved", all.len()),
            };
            if let Ok(Some(_)) = past.history.commit(&mut workspace, label, carried.edits) {
                steps.extend(words);
            }
        }
    }
    let later = if was_put_back {
        while past.history.revision() != state
            && let Ok(Some(_)) = past.history.undo(&mut workspace)
        {}
        steps.clear();
        past.history.undone().len()
    } else {
        0
    };
    // The journal begins with all of these.
    let _ = past.history.unheard();
    (past.path, past.when) = (path, when);
    past.holds(state, file);
    past.drafts.clone_from(&drafts);
    Recovered {
        workspace,
        past,
        saved: state,
        steps,
        later,
        lost,
        problems,
        drafts,
        since,
    }
}

/// A past that begins with the file as somebody else left it, and what of the last one can still be undone.
fn begun(pasts: &[Past], workspace: &Workspace, file: Fingerprint, is_older: bool) -> KnownPast {
    let newest = pasts.iter().rev().find(|past| past.certain.is_some());
    let newest = newest.filter(|past| !past.is_damaged && !is_older);
    let WayBack { history, lost } = newest
        .map(|past| way_back(past, workspace))
        .unwrap_or_default();
    KnownPast {
        state: history.revision(),
        past: Past::of(String::new(), String::new(), history, file),
        steps: Vec::new(),
        was_put_back: is_older,
        lost,
    }
}

/// A past that knows the file.
struct KnownPast {
    past: Past,
    /// The state the file holds.
    state: u64,
    /// The words of the steps from there on.
    steps: Vec<String>,
    /// Whether the file is an earlier version than the one saved last.
    was_put_back: bool,
    /// How many steps of it cannot be undone.
    lost: usize,
}

/// Takes the past that knows the file, and does its later steps again unless somebody put the file back. Where a
/// running board has the file, nobody did.
fn take_known(
    pasts: &mut Vec<Past>,
    workspace: &mut Workspace,
    file: Fingerprint,
    is_current: bool,
) -> Option<KnownPast> {
    let ended: Vec<&Past> = pasts.iter().collect();
    let is_last = |past: &&Past| has_last(past, &ended, file);
    let last: Vec<bool> = ended.iter().map(is_last).collect();
    let ways: &[bool] = if is_current { &[false] } else { &[false, true] };
    for &was_put_back in ways {
        for at in (0..pasts.len()).rev() {
            let past = pasts.get(at)?;
            let Some((Given { state, change }, _)) = past.state_of(file) else {
                continue;
            };
            if last.get(at) == Some(&was_put_back) {
                continue;
            }
            let Some(way) = past.way(state) else { continue };
            // The steps stood on less than what others wrote by then, or on more: what they set is carried over.
            let is_theirs =
                change.holds == FileHolds::More || way.iter().any(|step| step.is_theirs);
            if is_theirs && !was_put_back {
                continue;
            }
            let mut ahead = workspace.clone();
            let steps = way.iter().map(|step| step.words.clone()).collect();
            if replay(&mut ahead, way.iter().map(|step| step.edits)).is_err() {
                continue;
            }
            if was_put_back {
                let Some(history) = past.back_to(state) else {
                    continue;
                };
                pasts.get_mut(at)?.history = history;
            } else {
                *workspace = ahead;
            }
            return Some(KnownPast {
                past: pasts.remove(at),
                state,
                steps,
                was_put_back,
                lost: 0,
            });
        }
    }
    None
}

/// Whether a past has the file as an earlier version than the one it saved last.
fn knows_as_older(past: &Past, file: Fingerprint) -> bool {
    past.state_of(file).is_some_and(|(_, is_last)| !is_last)
}

/// Whether the file is what a past saved last. A board that ended before others went on does not know that.
fn has_last(past: &Past, all: &[&Past], file: Fingerprint) -> bool {
    if !past.state_of(file).is_some_and(|(_, is_last)| is_last) {
        return false;
    }
    // What it went on from, and what those went on from.
    let mut earlier = vec![past];
    let mut left: Vec<&Past> = all.to_vec();
    loop {
        let is_earlier = |other: &&Past| earlier.iter().any(|past| past.knows_last_of(other));
        let (more, others): (Vec<&Past>, _) = left.into_iter().partition(is_earlier);
        left = others;
        if more.is_empty() {
            break;
        }
        earlier.extend(more);
    }
    !left.iter().any(|other| knows_as_older(other, file))
}

fn damage(past: &Past) -> Problem {
    let what = format!("a journal of {} cannot be read to its end", past.when);
    Problem::new(
        Severity::Warning,
        what,
        "what could be read of it is here; the journal is kept aside",
    )
}
