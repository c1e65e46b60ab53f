//! The journal on disks that fail and lose power: what it acknowledged is there again.

mod long;
mod vanished;
mod windows;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use evenkeel::edit::Edit;
use evenkeel::edit::history::History;
use evenkeel::edit::merge::merge;
use evenkeel::model::field::Value;
use evenkeel::model::item::Item;
use evenkeel::model::record::Declared;
use evenkeel::model::{KINDS, Workspace};
use evenkeel::store::journal::{self, Draft, Journal, Recovered, Shelf};
use evenkeel::store::{self, Files, Fingerprint, KnownFile, RealFiles, Save};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::disk::{CrashingFiles, FailingFiles};
use crate::random::{Step, edits, steps};
use crate::samples::{COMMENTED, field, id, workspace};

/// A board without a screen.
struct Session<F: Files> {
    files: F,
    path: PathBuf,
    workspace: Workspace,
    history: History,
    journal: Journal<F>,
    known: KnownFile,
    /// What others wrote that a save merged and the board has not taken in: what the file held before, and then.
    untaken: Option<(Workspace, Workspace)>,
    /// The state that was saved then.
    base: Option<Workspace>,
    recovered: Vec<String>,
    later: usize,
    lost: usize,
    problems: Vec<String>,
    drafts: Vec<Draft>,
    others: usize,
}

impl<F: Files + Clone> Session<F> {
    fn start(files: &F, state: &Path, path: &Path, seed: u64) -> std::io::Result<Self> {
        Self::started(files, state, path, seed, |_| false)
    }

    fn started(
        files: &F,
        state: &Path,
        path: &Path,
        seed: u64,
        is_older: impl FnOnce(Fingerprint) -> bool,
    ) -> std::io::Result<Self> {
        let opened = store::open(files, path).map_err(|e| std::io::Error::other(e.to_string()))?;
        let shelf = Shelf::new(state, Some(&opened.path));
        let mut adopted = journal::adopt(files, &shelf, KINDS)?;
        let when = format!("2026-11-22 {seed}");
        let Recovered {
            workspace,
            past,
            steps,
            later,
            lost,
            problems,
            drafts,
            ..
        } = journal::recover(
            opened.workspace,
            opened.known.fingerprint(),
            &mut adopted,
            is_older,
            path.display().to_string(),
            when,
        );
        let others = adopted.others;
        let (history, kinds) = (past.history.clone(), KINDS.to_vec());
        let mut journal = Journal::new(files.clone(), shelf, kinds, seed, &past, Some(adopted));
        journal.write()?;
        Ok(Self {
            files: files.clone(),
            path: opened.path,
            workspace,
            history,
            journal,
            known: opened.known,
            untaken: None,
            base: None,
            recovered: steps,
            later,
            lost,
            problems: problems.into_iter().map(|problem| problem.what).collect(),
            drafts,
            others,
        })
    }

    fn commit(&mut self, edits: Vec<Edit>) {
        // What an edit refuses is left out.
        let _ = self.history.commit(&mut self.workspace, "a step", edits);
    }

    /// Takes in what somebody else wrote.
    fn look(&mut self) {
        self.base = None;
        if let Some((base, theirs)) = self.untaken.take() {
            self.take_in(&base, &theirs);
        }
        let theirs = store::open(&self.files, &self.path).expect("it is read");
        if theirs.known.bytes() == self.known.bytes() {
            return;
        }
        let base = std::mem::replace(&mut self.known, theirs.known).workspace;
        self.take_in(&base, &theirs.workspace);
    }

    fn take_in(&mut self, base: &Workspace, theirs: &Workspace) {
        let merge = merge(Some(base), &self.workspace, theirs);
        let history = &mut self.history;
        let taken = history.take_over(&mut self.workspace, "theirs", merge.edits);
        taken.expect("it fits");
    }

    /// Hands over what is new; gives back whether it is on the disk.
    fn keep(&mut self) -> bool {
        self.journal.add(self.history.unheard());
        self.journal.write().is_ok()
    }

    /// Saves; gives back whether that may be said.
    fn save(&mut self) -> bool {
        let revision = self.history.revision();
        let journal = &mut self.journal;
        let announce = |change| {
            journal.saving(revision, change);
            let _ = journal.write();
        };
        let save = Save {
            path: &self.path,
            workspace: &self.workspace,
            known: &self.known,
            base: self.base.as_ref(),
            contested: false,
            state: None,
        };
        let Ok(saved) = store::save_announced(&self.files, &save, announce) else {
            return false;
        };
        let before = std::mem::replace(&mut self.known, saved.known);
        if let Some(theirs) = saved.theirs {
            self.untaken = Some((before.workspace, theirs.workspace));
        }
        self.base = self.untaken.is_some().then(|| self.workspace.clone());
        self.journal.saved(revision);
        self.journal.write().is_ok()
    }

    fn text(&self) -> String {
        store::canonical(&self.workspace)
    }
}

#[derive(Clone, Debug)]
enum Act {
    Do(Step),
    Undo,
    Redo,
    Save,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let one = any::<Index>();
    (steps(), prop::collection::vec((0..4_u8, one), 0..30)).prop_map(|(steps, others)| {
        let mut acts: Vec<Act> = steps.into_iter().map(Act::Do).collect();
        for (what, place) in others {
            let act = [Act::Undo, Act::Redo, Act::Save, Act::Undo][usize::from(what)].clone();
            acts.insert(place.index(acts.len() + 1), act);
        }
        acts
    })
}

mod put_back;
mod touched;

const STATE: &str = "/state";
const BOARD: &str = "/boards/board.ron";

fn on(files: &CrashingFiles, seed: u64) -> std::io::Result<Session<CrashingFiles>> {
    Session::start(files, Path::new(STATE), Path::new(BOARD), seed)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whenever_the_power_goes_what_was_acknowledged_is_there(
        acts in acts(), cut_at in 0..400_usize, again_at in 0..40_usize, chances in prop::collection::vec(any::<Index>(), 50),
    ) {
        let mut chances = chances.into_iter().cycle();
        let mut choose = |of: usize| chances.next().map_or(0, |chance| chance.index(of));
        let disk = CrashingFiles::with(Path::new(BOARD), COMMENTED.as_bytes(), cut_at);
        let first = store::canonical(&workspace(COMMENTED));
        // The states since the last one that is on the disk for certain.
        let mut possible = vec![first.clone()];
        if let Ok(mut session) = on(&disk, 1) {
            for act in acts {
                match act {
                    Act::Do(step) => { let edits = edits(&session.workspace, step); session.commit(edits); }
                    Act::Undo => { let _ = session.history.undo(&mut session.workspace); }
                    Act::Redo => { let _ = session.history.redo(&mut session.workspace); }
                    Act::Save => { session.save(); }
                }
                possible.push(session.text());
                if session.keep() {
                    possible.drain(..possible.len() - 1);
                }
            }
        }
        // The power goes a second time, while that is being recovered.
        let disk = disk.after(again_at, &mut choose);
        let _ = on(&disk, 2);
        let disk = disk.after(usize::MAX - 1, &mut choose);
        let session = on(&disk, 3).expect("it starts");
        let there = session.text();
        prop_assert!(possible.contains(&there), "of {} states none is\n{there}", possible.len());
        prop_assert_eq!(&session.problems, &Vec::<String>::new());
        // All can be undone and done again, and a third start finds the same.
        let mut session = on(&disk, 4).expect("it starts");
        prop_assert_eq!(session.text(), there.clone());
        while session.history.undo(&mut session.workspace).expect("it fits").is_some() {}
        prop_assert_eq!(session.text(), first);
        session.keep();
        let mut session = on(&disk, 5).expect("it starts");
        let undone = session.history.undone().len();
        while session.history.redo(&mut session.workspace).expect("it fits").is_some() {}
        prop_assert!(undone == 0 || session.save());
    }

    #[test]
    fn reopening_undoes_and_redoes_everything(acts in acts()) {
        let disk = CrashingFiles::with(Path::new(BOARD), COMMENTED.as_bytes(), usize::MAX - 1);
        let mut session = on(&disk, 1).expect("it starts");
        let first = session.text();
        for act in acts {
            if let Act::Do(step) = act {
                let edits = edits(&session.workspace, step);
                session.commit(edits);
                session.keep();
            } else if let Act::Save = act {
                session.save();
            }
        }
        let last = session.text();
        for seed in 2..4 {
            let mut session = on(&disk, seed).expect("it starts");
            prop_assert_eq!(session.text(), last.clone());
            while session.history.undo(&mut session.workspace).expect("it fits").is_some() {}
            prop_assert_eq!(session.text(), first.clone());
            while session.history.redo(&mut session.workspace).expect("it fits").is_some() {}
            prop_assert_eq!(session.text(), last.clone());
        }
    }
}

/// A board and a state directory on this machine.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().expect("a folder"));
        fs::write(home.board(), COMMENTED).expect("it is written");
        home
    }

    fn board(&self) -> PathBuf {
        self.0.path().join("board.ron")
    }

    fn state(&self) -> PathBuf {
        self.0.path().join("state")
    }

    fn start(&self, seed: u64) -> Session<RealFiles> {
        Session::start(&RealFiles, &self.state(), &self.board(), seed).expect("it starts")
    }

    fn journals(&self) -> Vec<PathBuf> {
        let names = fs::read_dir(self.state().join("journal")).expect("a folder");
        let paths = names.map(|name| name.expect("a name").path());
        paths.filter(|path| path.is_file()).collect()
    }
}

/// Keeps so many steps in a journal on these files; gives back how often it waited for the disk meanwhile.
pub fn kept_steps(files: &FailingFiles<RealFiles>, steps: usize) -> usize {
    let home = Home::new();
    let mut session = Session::start(files, &home.state(), &home.board(), 1).expect("it starts");
    let waits = || {
        files
            .asked
            .borrow()
            .iter()
            .filter(|call| call.starts_with("sync"))
            .count()
    };
    let before = waits();
    for step in 0..steps {
        session.commit(title(&format!("step {step}")));
        assert!(session.keep());
    }
    waits() - before
}

fn title(text: &str) -> Vec<Edit> {
    set_title("k3f9a2", text)
}

fn set_title(item: &str, text: &str) -> Vec<Edit> {
    vec![Edit::Set {
        kind: Item::KIND,
        id: id(item),
        field: field::<Item>("title"),
        value: Value::Text(text.to_owned()),
    }]
}

fn shown(session: &Session<RealFiles>) -> String {
    let item = session.workspace.get::<Item>(id("k3f9a2"));
    item.map_or_else(String::new, |item| item.title.clone())
}

#[test]
fn two_boards_keep_a_journal_each_and_see_each_other() {
    let home = Home::new();
    let mut one = home.start(1);
    let mut two = home.start(2);
    assert_eq!((one.others, two.others), (0, 1));
    let shelf = Shelf::new(&home.state(), Some(&one.path));
    assert_eq!(journal::others(&RealFiles, &shelf), 2);
    one.commit(title("One"));
    two.commit(title("Two"));
    assert!(one.keep() && two.keep());
    drop(one);
    // The next one takes over what nobody holds.
    let three = home.start(3);
    assert_eq!((shown(&three).as_str(), three.others), ("One", 1));
    assert_eq!(three.recovered, ["a step"]);
    drop(two);
    drop(three);
    // Both changed the title; one of them stands, the other one is named and kept aside.
    let four = home.start(4);
    assert_eq!(four.problems.len(), 1, "{:?}", four.problems);
    assert!(["One", "Two"].contains(&&*shown(&four)));
    assert_eq!(home.journals().len(), 1);
    let aside = fs::read_dir(home.state().join("journal/aside")).expect("a folder");
    assert_eq!(aside.count(), 1);
}

#[test]
fn what_somebody_else_wrote_stays_and_edits_are_carried_over() {
    let home = Home::new();
    let mut session = home.start(1);
    session.commit(title("Mine"));
    assert!(session.keep());
    drop(session);
    let theirs = COMMENTED.replace("13,", "8,");
    fs::write(home.board(), &theirs).expect("it is written");
    let session = home.start(2);
    assert_eq!(
        (shown(&session).as_str(), session.problems.len()),
        ("Mine", 0)
    );
    assert_eq!(
        session.history.done().len(),
        1,
        "the past of another file is no past"
    );
    assert_eq!(
        fs::read_to_string(home.board()).expect("it is there"),
        theirs
    );
}

#[cfg(unix)]
#[test]
fn journals_are_private_and_broken_ones_are_kept_aside() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let mut session = home.start(1);
    for title_of in ["a", "b", "c"] {
        session.commit(title(title_of));
        assert!(session.keep());
    }
    drop(session);
    let path = home.journals().remove(0);
    let mode = |path: &Path| path.metadata().expect("it is there").permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    let whole = fs::read(&path).expect("it is there");
    // Any cut is no damage; what stands before it counts.
    for at in 0..whole.len() {
        fs::write(&path, &whole[..at]).expect("it is written");
        let shelf = Shelf::new(&home.state(), Some(&home.board()));
        let adopted = journal::adopt(&RealFiles, &shelf, KINDS).expect("it is read");
        assert!(adopted.pasts.iter().all(|past| !past.is_damaged));
    }
    // A changed byte with more behind it is.
    let line = whole
        .iter()
        .rposition(|byte| *byte == b'S')
        .expect("a step");
    let mut changed = whole.clone();
    changed[line / 2] ^= 1;
    fs::write(&path, &changed).expect("it is written");
    let session = home.start(2);
    assert_eq!(session.problems.len(), 1);
    assert_eq!(home.journals().len(), 1);
    // What is none at all neither.
    for foreign in [vec![0; 4096], b"hello\n".to_vec(), vec![0xff; 9]] {
        let name = path
            .file_name()
            .unwrap()
            .to_string_lossy()
            .replace(".journal", "x.journal");
        fs::write(path.with_file_name(&name), foreign).expect("it is written");
        let _ = home.start(3);
        assert!(home.state().join("journal/aside").join(name).exists());
    }
}

#[test]
fn a_journal_that_failed_is_written_anew_and_lacks_nothing() {
    for fails_at in 0..40 {
        let home = Home::new();
        let mut session = home.start(1);
        session.commit(title("before"));
        assert!(session.keep());
        drop(session);
        let files = FailingFiles::new(RealFiles, fails_at, ErrorKind::StorageFull);
        let Ok(mut session) = Session::start(&files, &home.state(), &home.board(), 2) else {
            assert_eq!(shown(&home.start(3)), "before", "call {fails_at}");
            continue;
        };
        session.commit(title("after"));
        let kept = session.keep() || session.keep();
        assert!(kept, "call {fails_at}: the fault passed");
        session.journal.draft(vec![Draft {
            of: "Note".to_owned(),
            text: "a\nb".to_owned(),
            spot: Some(["item", "a", "note"].map(str::to_owned)),
        }]);
        let _ = session.journal.write();
        drop(session);
        let session = home.start(3);
        assert_eq!(shown(&session), "after", "call {fails_at}");
        assert_eq!(session.problems, [""; 0], "call {fails_at}");
        assert!(files.calls.get() <= fails_at || session.drafts.len() <= 1);
    }
}
