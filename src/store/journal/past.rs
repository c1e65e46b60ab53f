//! What a journal says: the states there were, the ways between them, and which one the file held.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::fingerprint::Fingerprint;
use super::super::load::parse_bytes;
use super::super::save::{FileHolds, TextChange};
use super::entry::{Draft, JournalEntry};
use super::line;
use crate::edit::history::{History, Step, Turn};
use crate::edit::{Edit, replay};
use crate::model::Workspace;
use crate::model::record::Kind;

/// The most steps to undo that are told again.
const STEPS: usize = 1_000;
/// The most bytes of steps that are told again.
const BYTES: usize = 4 * 1024 * 1024;

/// What a journal says.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// The name of the journal.
    pub(super) name: String,
    /// The path of the workspace, for people.
    pub path: String,
    /// The time of this machine when the journal was begun, for people.
    pub when: String,
    /// What can be undone and done again.
    pub history: History,
    /// Every step there was, by the state it leads to.
    steps: BTreeMap<u64, Arc<Step>>,
    /// The states the file was given, the last one last.
    given: Vec<Given>,
    /// The state the file held last for certain.
    pub(super) certain: Option<u64>,
    /// How many of the given ones came before that: a file that holds one of these was put back.
    before: usize,
    /// What was being typed.
    pub drafts: Vec<Draft>,
    pub(super) instead: Vec<String>,
    /// Whether something in it could not be read, and more follows after it.
    pub is_damaged: bool,
}

/// A state that the file was given.
#[derive(Clone, Copy, Debug)]
pub(super) struct Given {
    pub(super) state: u64,
    pub(super) change: TextChange,
}

impl Given {
    const fn of(state: u64, file: Fingerprint) -> Self {
        let change = TextChange {
            from: file,
            to: file,
            holds: FileHolds::State,
        };
        Self { state, change }
    }
}

/// A step on a way: what it does and what takes it back, and its words.
pub(super) struct PastStep<'p> {
    pub(super) edits: &'p [Edit],
    pub(super) inverse: &'p [Edit],
    pub(super) words: String,
    /// Whether it takes over what somebody else wrote into the file.
    pub(super) is_theirs: bool,
}

impl Past {
    /// The past of a workspace whose file holds the present state of its history.
    pub fn of(path: String, when: String, history: History, file: Fingerprint) -> Self {
        let revision = history.revision();
        Self {
            path,
            when,
            history,
            given: vec![Given::of(revision, file)],
            certain: Some(revision),
            ..Self::default()
        }
    }

    /// Reads a journal up to where it is whole; none when it is none.
    pub(super) fn read(kinds: &[&'static Kind], name: &str, bytes: &[u8]) -> Option<Self> {
        let mut lines = line::read(bytes);
        let JournalEntry::Begin { path, when, root } = JournalEntry::read(kinds, &lines.next()??)?
        else {
            return None;
        };
        let mut past = Self {
            name: name.to_owned(),
            path,
            when,
            history: History::at(root),
            ..Self::default()
        };
        let mut is_torn = false;
        for line in lines {
            let Some(text) = line else {
                is_torn = true;
                continue;
            };
            let entry = JournalEntry::read(kinds, &text).filter(|_| !is_torn);
            if !entry.is_some_and(|entry| past.take(entry)) {
                past.is_damaged = true;
                break;
            }
        }
        Some(past)
    }

    fn take(&mut self, entry: JournalEntry) -> bool {
        match entry {
            JournalEntry::Begin { .. } => return false,
            JournalEntry::Turn(turn) => {
                if let Turn::Done(step) = &turn {
                    self.steps.insert(step.revision, Arc::clone(step));
                }
                return self.history.follow(&turn);
            }
            JournalEntry::Left(step) => {
                self.history.pass(step.revision);
                self.steps.insert(step.revision, step);
            }
            JournalEntry::Saving(state, change) => {
                self.given.push(Given { state, change });
            }
            JournalEntry::Saved(revision) => {
                self.certain = Some(revision);
                let at = self.given.iter().rposition(|given| given.state == revision);
                self.before = at.unwrap_or(self.before);
            }
            JournalEntry::Drafts(drafts) => self.drafts = drafts,
            JournalEntry::Instead(names) => self.instead.extend(names),
        }
        true
    }

    /// Whether the file was ever given a version of this fingerprint.
    pub(super) fn gave(&self, file: Fingerprint) -> bool {
        self.given.iter().any(|given| given.change.to == file)
    }

    /// Whether the file was given what another one saved last, or something in its place.
    pub(super) fn knows_last_of(&self, other: &Self) -> bool {
        let last = other.given.get(other.before);
        last.is_some_and(|last| {
            let file = last.change.to;
            let mut all = self.given.iter().map(|given| given.change);
            all.any(|change| change.from == file || change.to == file)
        })
    }

    /// The state a file of this fingerprint holds, and whether it is the one of the last save or of a try
    /// after it; an earlier one was put back by somebody.
    pub(super) fn state_of(&self, file: Fingerprint) -> Option<(Given, bool)> {
        let place = self
            .given
            .iter()
            .rposition(|given| given.change.to == file)?;
        Some((*self.given.get(place)?, place >= self.before))
    }

    /// Notes that the file holds a state, whatever it held before.
    pub(super) fn holds(&mut self, state: u64, file: Fingerprint) {
        self.before = self.given.len();
        self.given.push(Given::of(state, file));
        self.certain = Some(state);
    }

    /// The history as it was in an earlier state, the way from there to the present one being what can be done
    /// again; none when that way is not known.
    pub(super) fn back_to(&self, state: u64) -> Option<History> {
        let way = self.way(state)?;
        let newest = self.steps.keys().next_back().copied().unwrap_or(state);
        let undone = self.history.undone();
        let last = undone
            .first()
            .map_or(self.history.revision(), |step| step.revision);
        let (line, whole) = (self.line(state), self.line(last));
        let mut history = History::at(*line.last()?);
        let known = line.iter().rev().filter_map(|state| self.steps.get(state));
        let done = known.cloned().all(|step| history.follow(&Turn::Done(step)));
        let later: Vec<Arc<Step>> = if whole.contains(&state) {
            let on = whole.iter().rev().skip_while(|at| **at != state).skip(1);
            on.filter_map(|state| self.steps.get(state).cloned())
                .collect()
        } else {
            // What leads there through steps taken back is told with numbers of its own.
            let mut after = state;
            let told = (newest + 1..).zip(way).map(|(revision, step)| Step {
                label: step.words,
                edits: step.edits.to_vec(),
                inverse: step.inverse.to_vec(),
                after: std::mem::replace(&mut after, revision),
                revision,
                is_theirs: false,
            });
            told.map(Arc::new).collect()
        };
        let again = later.iter().cloned().map(Turn::Done);
        let back = later.iter().rev().map(|step| Turn::Undone(step.revision));
        let all = done && again.chain(back).all(|turn| history.follow(&turn));
        history.pass(newest);
        all.then_some(history)
    }

    /// The steps that can be undone and that the file held for certain, the oldest first.
    pub(super) fn saved(&self) -> impl DoubleEndedIterator<Item = &Arc<Step>> {
        let line = self.certain.map_or_else(Vec::new, |state| self.line(state));
        let line: BTreeSet<u64> = line.into_iter().collect();
        let done = self.history.done().iter();
        done.filter(move |step| line.contains(&step.revision))
    }

    /// Whether it has edits that no file is known to hold, or text that was being typed.
    pub fn is_open(&self) -> bool {
        self.certain != Some(self.history.revision()) || !self.drafts.is_empty()
    }

    /// The workspace with every step, made of the text of one of its versions; none when it does not know that one.
    pub fn rebuilt(&self, version: &[u8]) -> Option<Workspace> {
        let (given, _) = self.state_of(Fingerprint::of(version))?;
        let (mut workspace, _) = parse_bytes(version).ok()?;
        let way = self.way(given.state)?;
        replay(&mut workspace, way.iter().map(|step| step.edits)).ok()?;
        Some(workspace)
    }

    /// The way from a state to the present one; none when it is not known.
    pub(super) fn way(&self, from: u64) -> Option<Vec<PastStep<'_>>> {
        let (there, here) = (self.line(from), self.line(self.history.revision()));
        let common = there.iter().find(|state| here.contains(state))?;
        let until = |line: &'_ [u64]| -> Vec<u64> {
            let before = line.iter().take_while(|state| *state != common);
            before.copied().collect()
        };
        let step = |state: &u64| self.steps.get(state);
        let back = until(&there);
        let back = back.iter().filter_map(step).map(|step| PastStep {
            edits: &step.inverse,
            inverse: &step.edits,
            words: format!("undid: {}", step.label),
            is_theirs: false,
        });
        let on = until(&here);
        let on = on.iter().rev().filter_map(step).map(|step| PastStep {
            edits: &step.edits,
            inverse: &step.inverse,
            words: step.label.clone(),
            is_theirs: step.is_theirs,
        });
        Some(back.chain(on).collect())
    }

    /// A state and those before it, as far as they are known.
    fn line(&self, state: u64) -> Vec<u64> {
        let mut line = vec![state];
        while let Some(step) = line.last().and_then(|state| self.steps.get(state)) {
            line.push(step.after);
        }
        line
    }

    /// The text of a journal that says what still counts: the newest steps, and what leads from the
    /// file's state to the present one.
    pub(super) fn retell(&self) -> String {
        let (done, undone) = (self.history.done(), self.history.undone());
        let must = [self.given.get(self.before), self.given.last()];
        let states: Vec<u64> = must
            .into_iter()
            .flatten()
            .map(|given| given.state)
            .collect();
        let mut written: Vec<String> = Vec::new();
        let mut bytes = 0;
        for (back, step) in done.iter().rev().enumerate() {
            let line = lines(&[Turn::Done(Arc::clone(step))]);
            bytes += line.len();
            let needed = states.iter().any(|state| *state < step.revision);
            if !needed && (back >= STEPS || bytes > BYTES) {
                break;
            }
            written.push(line);
        }
        let from = done.len() - written.len();
        let root = done
            .get(from)
            .map_or(self.history.revision(), |step| step.after);
        let mut out = String::new();
        let begin = JournalEntry::Begin {
            path: self.path.clone(),
            when: self.when.clone(),
            root,
        };
        begin.write(&mut out);
        written.iter().rev().for_each(|line| out.push_str(line));
        let there = undone.iter().rev().cloned().map(Turn::Done);
        let back = undone.iter().map(|step| Turn::Undone(step.revision));
        out.push_str(&lines(&there.chain(back).collect::<Vec<_>>()));
        let told = done.iter().skip(from).chain(undone);
        let mut told: BTreeSet<u64> = told.map(|step| step.revision).collect();
        // Newer ones are of more use, and what is on the disk for certain is needed.
        let older = self.given.iter().rev().map(|given| given.state);
        for state in states.into_iter().chain(older).take(STEPS) {
            self.left(state, &mut told, &mut out);
        }
        let first = self.given.len().saturating_sub(STEPS).min(self.before);
        for (place, given) in self.given.iter().enumerate().skip(first) {
            JournalEntry::Saving(given.state, given.change).write(&mut out);
            if place == self.before
                && let Some(at) = self.certain
            {
                JournalEntry::Saved(at).write(&mut out);
            }
        }
        if !self.drafts.is_empty() {
            JournalEntry::Drafts(self.drafts.clone()).write(&mut out);
        }
        out
    }

    /// Tells the steps to a state that can neither be undone nor done again, unless they were told.
    fn left(&self, state: u64, told: &mut BTreeSet<u64>, out: &mut String) {
        let line = self.line(state).into_iter();
        for step in line.filter_map(|state| self.steps.get(&state)) {
            if !told.insert(step.revision) {
                break;
            }
            JournalEntry::Left(Arc::clone(step)).write(out);
        }
    }
}

fn lines(turns: &[Turn]) -> String {
    let mut out = String::new();
    for turn in turns {
        JournalEntry::Turn(turn.clone()).write(&mut out);
    }
    out
}
