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

struct Desk {
    folder: tempfile::TempDir,
    saver: Saver,
    posts: Receiver<()>,
}

impl Desk {
    fn new() -> Self {
        let (sender, posts) = channel();
        let post = move || sender.send(()).unwrap_or_default();
        Self {
            folder: tempfile::tempdir().unwrap(),
            saver: Saver::start(None, Box::new(post)).unwrap(),
            posts,
        }
    }

    /// A saver at home in a new file.
    fn with(name: &str) -> Self {
        let desk = Self::new();
        desk.saver
            .create(&desk.path(name), &sheet(0), None, |_, _| None)
            .unwrap();
        desk
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
        self.saver.note(revision, Vec::new(), Some(sheet(revision)));
    }

    /// The next news: the revision and whether it went well.
    fn news(&self) -> Result<u64, String> {
        loop {
            match self.saver.news() {
                Some(Event::Saved { revision, result }) => return result.map(|_| revision),
                // There is no folder for a journal here.
                Some(Event::Kept(Err(_))) => {}
                Some(other) => panic!("{other:?}"),
                None => self.posts.recv_timeout(LIMIT).unwrap(),
            }
        }
    }
}

/// A state with as many items as its number.
fn sheet(revision: u64) -> Sheet {
    let mut workspace = Workspace::default();
    let edits = (0..revision).map(|n| Edit::Insert(Box::new(Item::new(Id::from_random(n)))));
    edit::apply(&mut workspace, edits.collect()).unwrap();
    Sheet {
        revision,
        workspace,
    }
}

#[test]
fn the_newest_state_is_written_by_itself_and_once() {
    let desk = Desk::with("a.ron");
    let start = Instant::now();
    (1..=5).for_each(|revision| desk.note(revision));
    // A slow machine may get to an older one first.
    while desk.news() != Ok(5) {}
    assert!(start.elapsed() >= QUIET);
    assert_eq!(desk.items("a.ron"), 5);
    assert_eq!(desk.saver.news(), None);
}

#[test]
fn constant_edits_do_not_put_it_off() {
    let desk = Desk::with("a.ron");
    let start = Instant::now();
    let mut revision = 0;
    while desk.saver.0.desk().news.is_none() {
        revision += 1;
        desk.note(1 + revision % 2);
        assert!(start.elapsed() < LIMIT);
        // As long as a key takes.
        let _ = desk.posts.recv_timeout(Duration::from_millis(20));
    }
}

#[test]
fn it_is_written_at_once_when_asked_and_the_answer_comes_even_without_work() {
    let desk = Desk::with("a.ron");
    desk.note(1);
    desk.saver.flush().unwrap();
    assert_eq!(desk.items("a.ron"), 1);
    assert_eq!(desk.news(), Ok(1));
    desk.saver.save();
    assert_eq!(desk.news(), Ok(1));
}

#[test]
fn a_state_never_goes_to_another_file_than_its_own() {
    let desk = Desk::with("a.ron");
    let other = desk.path("b.ron");
    let known = store::create(&RealFiles, &other, &sheet(3).workspace, None).unwrap();
    desk.note(1);
    desk.saver.flush().unwrap();
    desk.note(2);
    desk.saver.adopt(Some((other, known)), 0, None, false);
    // What was not written before is forgotten with its file, and its news too.
    assert_eq!(desk.saver.news(), None);
    desk.saver.flush().unwrap();
    assert_eq!(desk.items("b.ron"), 3);
    desk.saver.adopt(None, 0, None, false);
    desk.note(4);
    let why = desk.saver.flush().unwrap_err();
    assert!(why.contains("no folder to keep a journal in"), "{why}");
    assert_eq!(desk.items("b.ron"), 3);
    assert!(desk.items("a.ron") <= 2, "2 if it was its time already");
}

#[test]
fn a_change_by_somebody_else_is_told_once_and_never_overwritten() {
    let desk = Desk::with("a.ron");
    fs::rename(desk.path("a.ron"), desk.path("away.ron")).unwrap();
    store::create(&RealFiles, &desk.path("a.ron"), &sheet(7).workspace, None).unwrap();
    desk.note(1);
    let why = desk.news().unwrap_err();
    assert!(why.contains("changed by somebody else"), "{why}");
    assert!(desk.saver.flush().is_err());
    assert_eq!(desk.saver.news(), None, "the same again is no news");
    desk.saver.save();
    assert!(desk.news().is_err(), "unless it was asked for");
    assert_eq!(desk.items("a.ron"), 7);
    // Back as it was, it is written.
    fs::rename(desk.path("away.ron"), desk.path("a.ron")).unwrap();
    desk.saver.flush().unwrap();
    assert_eq!(desk.items("a.ron"), 1);
}

#[test]
fn a_new_file_takes_the_comments_along_and_no_place_that_is_taken() {
    let desk = Desk::new();
    let base = "// mine\n(\n    schema: \"1.0\",\n)\n";
    let create = |name: &str, base| {
        desk.saver
            .create(&desk.path(name), &sheet(1), base, |_, _| None)
            .map(drop)
    };
    create("a.ron", Some(base)).unwrap();
    create("b.ron", None).unwrap();
    for name in ["a.ron", "b.ron"] {
        let text = fs::read_to_string(desk.path(name)).unwrap();
        assert!(text.starts_with("// mine\n"), "{text}");
    }
    let why = create("a.ron", None).unwrap_err();
    assert!(why.contains("is already there"), "{why}");
}
