//! A file that somebody put back is theirs, however the session before ended.

use std::process::Command;

use super::*;

/// A board that is worked on and ended in some way, and what its file held on the way.
struct Past {
    disk: CrashingFiles,
    /// What every acknowledged save left, the first text before them.
    versions: Vec<String>,
    /// What saves after that may have left.
    tried: Vec<String>,
    /// The states of which one is there again when the file is what was saved last.
    possible: Vec<String>,
}

/// Works on a board until the power goes, if it goes; ends and starts again before some of the acts.
fn worked(acts: Vec<Act>, restarts: &[Index], cut_at: usize) -> Past {
    let disk = CrashingFiles::with(Path::new(BOARD), COMMENTED.as_bytes(), cut_at);
    let mut past = Past {
        versions: vec![COMMENTED.to_owned()],
        tried: Vec::new(),
        possible: vec![store::canonical(&workspace(COMMENTED))],
        disk: disk.clone(),
    };
    let restarts: Vec<usize> = restarts.iter().map(|at| at.index(acts.len() + 1)).collect();
    let Ok(mut session) = on(&disk, 1) else {
        return past;
    };
    for (at, act) in acts.into_iter().enumerate() {
        if restarts.contains(&at) {
            drop(session);
            let Ok(again) = on(&disk, 10 + at as u64) else {
                return past;
            };
            session = again;
        }
        match act {
            Act::Do(step) => {
                let edits = edits(&session.workspace, step);
                session.commit(edits);
            }
            Act::Undo => drop(session.history.undo(&mut session.workspace)),
            Act::Redo => drop(session.history.redo(&mut session.workspace)),
            Act::Save => {
                let held = String::from_utf8_lossy(session.known.bytes()).into_owned();
                let written = store::render(&session.workspace, Some(&held));
                past.tried.extend(written);
                if session.save() {
                    past.tried.clear();
                    past.versions
                        .push(String::from_utf8_lossy(session.known.bytes()).into_owned());
                }
            }
        }
        past.possible.push(session.text());
        if session.keep() {
            past.possible.drain(..past.possible.len() - 1);
        }
    }
    past
}

/// The disk with another text in the file, and without the journals if so wished.
fn set(disk: &CrashingFiles, text: &str, has_journal: bool) -> CrashingFiles {
    let mut files = disk.all();
    files.retain(|path, _| has_journal || !path.starts_with(STATE));
    files.insert(Path::new(BOARD).to_owned(), text.as_bytes().to_vec());
    CrashingFiles::holding(&files)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_earlier_version_stays_as_it_is_and_the_later_steps_can_be_done_again(
        acts in acts(), restarts in prop::collection::vec(any::<Index>(), 0..3),
        cut_at in prop_oneof![Just(usize::MAX - 1), 0..400_usize],
        version in any::<Index>(), has_journal in any::<bool>(),
        chances in prop::collection::vec(any::<Index>(), 50),
    ) {
        let mut chances = chances.into_iter().cycle();
        let mut choose = |of: usize| chances.next().map_or(0, |chance| chance.index(of));
        let past = worked(acts, &restarts, cut_at);
        let disk = past.disk.after(usize::MAX - 1, &mut choose);
        let put = version.get(&past.versions).clone();
        let is_last = past.versions.last() == Some(&put) || past.tried.contains(&put);
        let disk = set(&disk, &put, has_journal);
        let mut session = on(&disk, 1000).expect("it starts");
        prop_assert_eq!(&session.problems, &Vec::<String>::new());
        prop_assert_eq!(&disk.all()[Path::new(BOARD)], put.as_bytes());
        let there = session.text();
        if is_last && has_journal {
            prop_assert!(past.possible.contains(&there));
            prop_assert_eq!(session.later, 0);
        } else {
            prop_assert_eq!(&there, &store::canonical(&workspace(&put)));
            prop_assert_eq!(&session.recovered, &Vec::<String>::new());
            let mut on_the_way = vec![session.text()];
            for _ in 0..session.later {
                prop_assert!(session.history.redo(&mut session.workspace).expect("it fits").is_some());
                on_the_way.push(session.text());
            }
            // What was undone last is before it.
            while session.history.undo(&mut session.workspace).expect("it fits").is_some() {
                on_the_way.push(session.text());
            }
            let newest = past.possible.iter().any(|text| on_the_way.contains(text));
            prop_assert!(!has_journal || newest, "nothing is lost");
        }
        drop(session);
        // It is said once, and all can be undone.
        let mut session = on(&disk, 1001).expect("it starts");
        prop_assert_eq!((session.text(), session.later, session.recovered.len()), (there, 0, if is_last { session.recovered.len() } else { 0 }));
        while session.history.undo(&mut session.workspace).expect("it fits").is_some() {}
        let first = if has_journal { COMMENTED } else { &put };
        prop_assert_eq!(session.text(), store::canonical(&workspace(first)));
        session.keep();
        prop_assert!(session.save());
    }
}

/// A board with three saved steps and one that is kept alone, and the four texts its file held.
fn four_steps(home: &Home) -> Vec<String> {
    let mut session = home.start(1);
    let mut texts = vec![COMMENTED.to_owned()];
    for step in ["One", "Two", "Three"] {
        session.commit(title(step));
        assert!(session.keep() && session.save());
        texts.push(fs::read_to_string(home.board()).expect("it is there"));
    }
    session.commit(title("Four"));
    assert!(session.keep());
    texts
}

#[test]
fn on_a_real_disk_each_version_is_taken_as_it_is() {
    for put in 0..4 {
        let home = Home::new();
        let texts = four_steps(&home);
        fs::write(home.board(), &texts[put]).expect("it is written");
        let mut session = home.start(2);
        let titles = ["Guest checkout", "One", "Two", "Four"];
        assert_eq!(shown(&session), titles[put]);
        assert_eq!(session.later, if put < 3 { 4 - put } else { 0 });
        while let Ok(Some(_)) = session.history.redo(&mut session.workspace) {}
        assert_eq!(shown(&session), "Four");
        assert_eq!(
            fs::read_to_string(home.board()).expect("it is there"),
            texts[put]
        );
    }
}

#[test]
fn forward_again_is_taken_as_it_is_too() {
    let home = Home::new();
    let texts = four_steps(&home);
    for (seed, put, undone) in [(2, 1, 3), (3, 3, 1), (4, 0, 4), (5, 2, 2), (6, 3, 1)] {
        fs::write(home.board(), &texts[put]).expect("it is written");
        let session = home.start(seed);
        let titles = ["Guest checkout", "One", "Two", "Three"];
        assert_eq!(shown(&session), titles[put]);
        assert_eq!(session.history.undone().len(), undone);
        assert_eq!(session.history.done().len(), put);
    }
}

#[test]
fn a_version_beside_an_open_board_stays_too() {
    let home = Home::new();
    let mut open = home.start(1);
    let first = fs::read_to_string(home.board()).expect("it is there");
    open.commit(title("One"));
    assert!(open.keep() && open.save());
    open.commit(title("Two"));
    assert!(open.keep());
    fs::write(home.board(), &first).expect("it is written");
    // The journal is held by the board that is open, as is the turn to save.
    let session = home.start(2);
    assert_eq!(
        (shown(&session).as_str(), session.others),
        ("Guest checkout", 1)
    );
    assert_eq!(session.history.undone().len(), 0);
}

#[test]
fn a_board_that_ended_early_does_not_bring_its_version_back() {
    let home = Home::new();
    let mut early = home.start(1);
    let mut late = home.start(2);
    early.commit(title("Early"));
    assert!(early.keep());
    drop(early);
    for step in ["One", "Two"] {
        late.commit(title(step));
        assert!(late.keep() && late.save());
    }
    drop(late);
    fs::write(home.board(), COMMENTED).expect("it is written");
    let mut session = home.start(3);
    assert_eq!(shown(&session), "Guest checkout");
    assert_eq!(session.recovered, [""; 0]);
    // What the other one had not saved disagrees with it: its journal is kept.
    assert_eq!((session.later, session.problems.len()), (2, 1));
    while let Ok(Some(_)) = session.history.redo(&mut session.workspace) {}
    assert_eq!(shown(&session), "Two");
}

#[test]
fn what_git_brings_back_stays() {
    let home = Home::new();
    let git = |words: &[&str]| {
        let mut git = Command::new("git");
        git.current_dir(home.board().parent().expect("a folder"));
        git.args(["-c", "user.name=t", "-c", "user.email=t@t"])
            .args(words);
        let done = git.output().expect("git is there");
        assert!(done.status.success(), "{words:?}: {done:?}");
    };
    let held = || fs::read_to_string(home.board()).expect("it is there");
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "board.ron"]);
    git(&["commit", "-qm", "first"]);
    let mut session = home.start(1);
    session.commit(title("One"));
    assert!(session.keep() && session.save());
    drop(session);
    let saved = held();
    let flows: [(&[&str], &str, &[&str]); 3] = [
        (&["stash", "-q"], "stash", &["stash", "pop", "-q"]),
        (&["commit", "-qam", "second"], "commit", &[]),
        (
            &["checkout", "-q", "HEAD~1", "--", "board.ron"],
            "checkout",
            &["checkout", "-q", "HEAD", "--", "board.ron"],
        ),
    ];
    for (seed, (away, name, back)) in (2..).step_by(2).zip(flows) {
        git(away);
        let there = held();
        let session = home.start(seed);
        let is_old = there == COMMENTED;
        let expected = if is_old { "Guest checkout" } else { "One" };
        assert_eq!(shown(&session), expected, "{name}");
        assert_eq!(session.history.undone().len(), usize::from(is_old));
        assert_eq!(held(), there, "{name}");
        drop(session);
        if !back.is_empty() {
            git(back);
        }
        assert_eq!(held(), saved, "{name}");
        let session = home.start(seed + 1);
        assert_eq!(shown(&session), "One", "{name}");
        assert_eq!(session.history.done().len(), 1, "{name}");
    }
    git(&["switch", "-q", "-c", "old", "HEAD~1"]);
    assert_eq!(shown(&home.start(20)), "Guest checkout");
    git(&["merge", "-q", "main"]);
    assert_eq!(shown(&home.start(21)), "One");
}
