//! What vanishes while the board is open.

use std::io::Write as _;
use std::time::{Duration, SystemTime};

use super::*;

/// Changes bytes of a file where they stand, a while after it was written.
fn changed(path: &Path, change: fn(&mut [u8])) {
    let mut held = fs::read(path).expect("it is there");
    change(&mut held);
    let mut file = fs::File::options()
        .write(true)
        .open(path)
        .expect("it opens");
    file.write_all(&held).expect("it is written");
    let later = SystemTime::now() + Duration::from_secs(1);
    file.set_modified(later).expect("it has a time");
}

#[test]
fn what_vanishes_while_the_board_is_open_is_made_again_and_said() {
    type Way = (&'static str, fn(&Home));
    let ways: [Way; 7] = [
        ("the state directory", |home| {
            fs::remove_dir_all(home.state()).expect("it goes");
        }),
        ("the folder of journals", |home| {
            fs::rename(home.state().join("journal"), home.state().join("other")).expect("it moves");
        }),
        ("the journal", |home| {
            fs::remove_file(&home.journals()[0]).expect("it goes");
        }),
        ("all but its name", |home| {
            let path = home.journals().remove(0);
            fs::remove_file(&path).expect("it goes");
            fs::write(&path, "somebody's\n").expect("it is written");
        }),
        ("its end", |home| {
            let path = home.journals().remove(0);
            let held = fs::read(&path).expect("it is there");
            let file = fs::File::options()
                .write(true)
                .open(&path)
                .expect("it opens");
            file.set_len(held.len() as u64 / 2).expect("it is cut");
        }),
        ("a byte in its middle", |home| {
            changed(&home.journals()[0], |held| {
                let middle = held.len() / 2;
                held[middle] ^= 1;
            });
        }),
        ("what it said", |home| {
            changed(&home.journals()[0], |held| held.fill(0));
        }),
    ];
    for (what, vanish) in ways {
        for has_news in [false, true] {
            let home = Home::new();
            let mut session = home.start(1);
            session.commit(title("before"));
            assert!(session.keep());
            assert!(!session.journal.had_gone(), "{what}");
            vanish(&home);
            let expected = if has_news { "after" } else { "before" };
            session.commit(title(expected));
            assert!(session.keep(), "{what}");
            assert!(session.journal.had_gone(), "{what} is said");
            assert!(session.keep() && !session.journal.had_gone(), "once");
            drop(session);
            let next = home.start(2);
            assert_eq!(shown(&next), expected, "{what}");
            assert_eq!(next.problems, [""; 0], "{what}");
        }
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_where_a_journal_or_a_lock_is_looked_for_is_passed_by() {
    let home = Home::new();
    let mut session = home.start(1);
    session.commit(title("kept"));
    assert!(session.keep());
    drop(session);
    let journal = home.journals().remove(0);
    let beside = |letter: &str| {
        let name = journal.file_stem().expect("a name").to_string_lossy();
        journal.with_file_name(format!("{name}{letter}.journal"))
    };
    let pipe = |path: &Path| {
        let made = std::process::Command::new("mkfifo").arg(path).status();
        assert!(made.expect("it runs").success());
    };
    pipe(&beside("p"));
    fs::create_dir(beside("d")).expect("it is made");
    std::os::unix::fs::symlink("/dev/null", beside("l")).expect("it is made");
    std::os::unix::fs::symlink("nowhere", beside("n")).expect("it is made");
    let session = home.start(2);
    assert_eq!((shown(&session), session.others), ("kept".to_owned(), 0));
    assert_eq!(session.problems, [""; 0]);
    let shelf = Shelf::new(&home.state(), Some(&home.board()));
    assert_eq!(journal::others(&RealFiles, &shelf), 1);
    // Nobody waits for the other end of a pipe either to save or to see who else is there.
    assert!(RealFiles.lock(&beside("p")).is_err() && RealFiles.open_log(&beside("p")).is_err());
    let mut presence = store::Presence::new(&home.state(), &home.board(), 1);
    assert_eq!(presence.others(&RealFiles), 0);
    let own = fs::read_dir(home.state().join("boards")).expect("it is there");
    let own = own.map(|entry| entry.expect("it is there").path()).next();
    pipe(&own.expect("one").with_extension("2"));
    assert_eq!(presence.others(&RealFiles), 0);
}
