//! When the saver writes, and what it says.

use std::fs;
use std::sync::mpsc::{Receiver, channel};

use super::*;
use crate::edit::{self, Edit};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::Declared;

/// Longer than anything may take here.
const LIMIT: Duration = Duration::from_secs(20);

struct Bench {
    folder: tempfile::TempDir,
    saver: Saver,
    posts: Receiver<()>,
}

impl Bench {
    fn new() -> Self {
        let (sender, posts) = channel();
        let post = move || sender.send(()).unwrap_or_default();
        let folder = tempfile::tempdir().unwrap();
        let home = Some(folder.path().as_os_str());
        let places = Places::new(home, home);
        Self {
            saver: Saver::start(places, Box::new(post)).unwrap(),
            folder,
            posts,
        }
    }

    /// A saver with a new file.
    fn with(name: &str) -> Self {
        let bench = Self::new();
        bench
            .saver
            .create(&bench.path(name), &snapshot(0), None, |_, _| None)
            .unwrap();
        bench
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn items(&self, name: &str) -> usize {
        let opened = store::open(&RealFiles, &self.path(name)).unwrap();
        opened.workspace.count(Item::KIND)
    }

    /// Hands a state over.
    fn note(&self, revision: u64) {
        self.saver
            .note(revision, Vec::new(), Some(snapshot(revision)));
    }

    /// Hands a board over in a state of this number.
    fn hand(&self, revision: u64, board: &Workspace) {
        let workspace = board.clone();
        let snapshot = Snapshot {
            revision,
            workspace,
        };
        self.saver.note(revision, Vec::new(), Some(snapshot));
    }

    /// The next news: the revision and whether it went well.
    fn news(&self) -> Result<u64, String> {
        loop {
            match self.saver.news() {
                Some(Event::Saved { revision, result }) => {
                    return result.map(|_| revision).map_err(|why| format!("{why:?}"));
                }
                // There is no folder for a journal here.
                Some(Event::Kept(Err(_))) => {}
                Some(other) => panic!("{other:?}"),
                None => self.posts.recv_timeout(LIMIT).unwrap(),
            }
        }
    }
}

/// A state with as many items as its number.
fn snapshot(revision: u64) -> Snapshot {
    let mut workspace = Workspace::default();
    let edits = (0..revision).map(|n| Edit::Insert(Box::new(Item::new(Id::from_random(n)))));
    edit::apply(&mut workspace, edits.collect()).unwrap();
    Snapshot {
        revision,
        workspace,
    }
}

#[test]
fn the_newest_state_is_written_by_itself_and_once() {
    let bench = Bench::with("a.ron");
    // By then the thread has looked at the new file, and waits.
    bench.saver.save();
    assert_eq!(bench.news(), Ok(0));
    let start = Instant::now();
    (1..=5).for_each(|revision| bench.note(revision));
    // A slow machine may get to an older one first.
    while bench.news() != Ok(5) {}
    assert!(start.elapsed() >= QUIET);
    assert_eq!(bench.items("a.ron"), 5);
    assert_eq!(bench.saver.news(), None);
}

#[test]
fn constant_edits_do_not_put_it_off() {
    let bench = Bench::with("a.ron");
    let start = Instant::now();
    let mut revision = 0;
    while bench.saver.0.tasks().unheard() == 0 {
        revision += 1;
        bench.note(1 + revision % 2);
        assert!(start.elapsed() < LIMIT);
        // As long as a key takes.
        let _ = bench.posts.recv_timeout(Duration::from_millis(20));
    }
}

#[test]
fn it_is_written_at_once_when_asked_and_the_answer_comes_even_without_work() {
    let bench = Bench::with("a.ron");
    bench.note(1);
    bench.saver.flush().unwrap();
    assert_eq!(bench.items("a.ron"), 1);
    assert_eq!(bench.news(), Ok(1));
    bench.saver.save();
    assert_eq!(bench.news(), Ok(1));
}

#[test]
fn a_state_never_goes_to_another_file_than_its_own() {
    let bench = Bench::with("a.ron");
    let other = bench.path("b.ron");
    let known = store::create(&RealFiles, &other, &snapshot(3).workspace, None)
        .unwrap()
        .known;
    bench.note(1);
    bench.saver.flush().unwrap();
    bench.note(2);
    bench.saver.adopt(Some((other, known)), 0, None, false);
    // What was not written before is forgotten with its file, and its news too.
    assert_eq!(bench.saver.news(), None);
    bench.saver.flush().unwrap();
    assert_eq!(bench.items("b.ron"), 3);
    bench.saver.adopt(None, 0, None, false);
    bench.note(4);
    let why = bench.saver.flush().unwrap_err();
    assert!(why.contains("no folder to keep a journal in"), "{why}");
    assert_eq!(bench.items("b.ron"), 3);
    assert!(bench.items("a.ron") <= 2, "2 if it was its time already");
}

/// What the board does with an offer.
fn take_in(bench: &Bench, board: &mut Workspace, revision: u64) -> usize {
    let Some(Event::Foreign { base, theirs, .. }) = bench.saver.offer() else {
        panic!("nothing is offered");
    };
    let merge = edit::merge::merge(Some(&base), board, &theirs);
    edit::restore(board, merge.edits).unwrap();
    let snapshot = Snapshot {
        revision,
        workspace: board.clone(),
    };
    bench
        .saver
        .took(Some(snapshot), !merge.conflicts.is_empty());
    merge.conflicts.len()
}

fn theirs(name: u64, title: &str, of: &Workspace) -> Workspace {
    let mut theirs = of.clone();
    let id = Id::from_random(name);
    let set = Edit::Set {
        kind: Item::KIND,
        id,
        field: Item::KIND.field("title").unwrap(),
        value: crate::model::field::Value::Text(title.to_owned()),
    };
    edit::apply(&mut theirs, vec![set]).unwrap();
    theirs
}

fn replace(bench: &Bench, workspace: &Workspace) {
    let other = bench.path("other.ron");
    store::create(&RealFiles, &other, workspace, None).unwrap();
    fs::rename(other, bench.path("a.ron")).unwrap();
}

#[test]
fn what_others_write_is_offered_and_merged_whoever_is_first() {
    let bench = Bench::with("a.ron");
    let mut board = snapshot(3).workspace;
    bench.note(3);
    bench.saver.flush().unwrap();
    // Nothing of ours is unsaved: it is offered.
    replace(&bench, &theirs(0, "theirs", &board));
    bench.saver.0.look();
    assert_eq!(take_in(&bench, &mut board, 4), 0);
    assert!(bench.saver.offer().is_none());
    // Ours is unsaved: saving merges, and then it is offered.
    replace(&bench, &theirs(1, "more of theirs", &board));
    board = theirs(2, "ours", &board);
    bench.hand(5, &board);
    bench.saver.flush().unwrap();
    // What was typed before the board heard of it takes nothing back.
    board = theirs(2, "ours again", &board);
    bench.hand(6, &board);
    bench.saver.flush().unwrap();
    assert_eq!(take_in(&bench, &mut board, 7), 0);
    bench.saver.flush().unwrap();
    assert!(bench.saver.offer().is_none());
    let there = store::open(&RealFiles, &bench.path("a.ron"))
        .unwrap()
        .workspace;
    assert_eq!(there, board);
    let titles: Vec<_> = there.all::<Item>().map(|item| &*item.title).collect();
    assert_eq!(titles, ["theirs", "more of theirs", "ours again"]);
    assert!(bench.saver.unreviewed().is_empty());
}

#[test]
fn a_clash_keeps_theirs_beside_until_it_is_settled() {
    // Whether the file is looked at between the two; the thread may do so at any time.
    for is_seen_first in [false, true] {
        clashes_twice(is_seen_first);
    }
}

fn clashes_twice(is_seen_first: bool) {
    let bench = Bench::with("a.ron");
    let mut board = snapshot(1).workspace;
    bench.note(1);
    bench.saver.flush().unwrap();
    let kept = bench.path("a.theirs-1.ron");
    let clash = |board: &Workspace, revision| {
        bench.hand(revision, board);
        bench.saver.flush().unwrap();
        let text = fs::read_to_string(&kept).unwrap();
        assert!(text.contains("theirs"), "{text}");
        assert_eq!(bench.saver.unreviewed(), std::slice::from_ref(&kept));
        bench.saver.settled();
        assert!(!kept.exists());
    };
    // Found while saving.
    replace(&bench, &theirs(0, "theirs", &board));
    if is_seen_first {
        bench.saver.0.look();
    }
    board = theirs(0, "ours", &board);
    clash(&board, 2);
    assert_eq!(take_in(&bench, &mut board, 3), 1);
    bench.saver.flush().unwrap();
    assert!(bench.saver.unreviewed().is_empty(), "ours is not theirs");
    // Found by the board, which had gone on when it heard of it.
    replace(&bench, &theirs(0, "theirs again", &board));
    bench.saver.0.look();
    board = theirs(0, "ours again", &board);
    assert_eq!(take_in(&bench, &mut board, 4), 1);
    clash(&board, 5);
}

#[test]
fn what_cannot_be_read_stays_and_ours_is_kept_beside() {
    let bench = Bench::with("a.ron");
    fs::remove_file(bench.path("a.ron")).unwrap();
    let access = store::files::FileAccess::Usual;
    store::write_new(&RealFiles, &bench.path("a.ron"), b"<<<<<<< ours\n", access).unwrap();
    bench.note(1);
    bench.saver.save();
    let why = bench.news().unwrap_err();
    assert!(why.contains("cannot be read now"), "{why}");
    assert_eq!(fs::read(bench.path("a.ron")).unwrap(), b"<<<<<<< ours\n");
    let why = bench.saver.flush().unwrap_err();
    assert!(why.contains("a.ours-1.ron"), "{why}");
    assert_eq!(bench.items("a.ours-1.ron"), 1);
    // Readable again, it is merged.
    fs::remove_file(bench.path("a.ron")).unwrap();
    store::create(
        &RealFiles,
        &bench.path("a.ron"),
        &snapshot(0).workspace,
        None,
    )
    .unwrap();
    bench.saver.flush().unwrap();
    assert_eq!(bench.items("a.ron"), 1);
    assert!(!bench.path("a.ours-1.ron").exists());
}

#[test]
fn a_file_that_is_gone_is_written_again_when_asked() {
    let bench = Bench::with("a.ron");
    bench.note(2);
    bench.saver.flush().unwrap();
    assert_eq!(bench.news(), Ok(2));
    fs::remove_file(bench.path("a.ron")).unwrap();
    bench.saver.save();
    loop {
        // It may be asked before the loss is certain.
        match bench.saver.news() {
            Some(Event::Lost(why)) => {
                let why = format!("{why:?}");
                assert!(why.contains("is gone"), "{why}");
                bench.saver.save();
            }
            Some(Event::Saved { .. }) if bench.path("a.ron").exists() => break,
            Some(_) => {}
            None => bench.posts.recv_timeout(LIMIT).unwrap(),
        }
    }
    assert_eq!(bench.items("a.ron"), 2);
}

#[test]
fn a_new_file_takes_the_comments_along_and_no_place_that_is_taken() {
    let bench = Bench::new();
    let base = "// mine\n(\n    schema: \"1.0\",\n)\n";
    let create = |name: &str, base| {
        bench
            .saver
            .create(&bench.path(name), &snapshot(1), base, |_, _| None)
            .map(drop)
    };
    create("a.ron", Some(base)).unwrap();
    create("b.ron", None).unwrap();
    for name in ["a.ron", "b.ron"] {
        let text = fs::read_to_string(bench.path(name)).unwrap();
        assert!(text.starts_with("// mine\n"), "{text}");
    }
    let why = create("a.ron", None).unwrap_err();
    assert!(why.contains("is already there"), "{why}");
}

#[test]
fn a_session_that_saved_leaves_a_version_of_its_end() {
    let bench = Bench::with("a.ron");
    let versions = || {
        let places = Places::new(None, Some(bench.folder.path().as_os_str())).unwrap();
        let path = RealFiles.resolve(&bench.path("a.ron")).unwrap();
        let backups = store::backups::Backups::new(&places.state, &path);
        backups.latest(&RealFiles)
    };
    bench.saver.flush().unwrap();
    assert_eq!(versions().len(), 0, "nothing was saved");
    let first = fs::read(bench.path("a.ron")).unwrap();
    for revision in 1..4 {
        bench.note(revision);
        bench.saver.0.write().unwrap();
    }
    bench.saver.flush().unwrap();
    let last = fs::read(bench.path("a.ron")).unwrap();
    assert_eq!(versions(), [last, first]);
}
