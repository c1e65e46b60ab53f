//! What was saved is on the disk: every write of the real one is waited for, and what waits really does.

use std::fs;
use std::io::ErrorKind;

use evenkeel::store::files::Log;
use evenkeel::store::{self, Files, RealFiles};

use crate::disk::FailingFiles;
use crate::power::{changed, known, save};
use crate::samples::COMMENTED;

/// The real disk, and a note of what is asked of it.
fn recorder() -> FailingFiles<RealFiles> {
    FailingFiles::new(RealFiles, usize::MAX, ErrorKind::Other)
}

/// Names that a file may get in one step.
const NAMED: [&str; 4] = ["replace", "publish", "exchange", "rename"];

/// Every write is waited for before a name points to it, and every name after; gives back how often it waited.
fn check(asked: &[&'static str], what: &str) -> usize {
    for (at, call) in asked.iter().enumerate() {
        let later = asked.get(at + 1..).unwrap_or_default();
        let first = |names: &[&str]| later.iter().position(|call| names.contains(call));
        match *call {
            "write" => {
                let waits =
                    first(&["sync"]).unwrap_or_else(|| panic!("{what} never waits: {asked:?}"));
                assert!(
                    first(&NAMED).is_none_or(|named| waits < named),
                    "{what}: {asked:?}"
                );
            }
            "append" => assert!(
                first(&["sync_log"]).is_some(),
                "{what} never waits: {asked:?}"
            ),
            name if NAMED.contains(&name) => {
                assert!(
                    first(&["sync_directory"]).is_some(),
                    "{what}: the name may get lost: {asked:?}"
                );
            }
            _ => {}
        }
    }
    asked.iter().filter(|call| call.starts_with("sync")).count()
}

#[test]
fn a_save_waits_for_bytes_and_names() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("board.ron");
    fs::write(&path, COMMENTED).unwrap();
    let files = recorder();
    let (changed, text) = changed();
    save(&files, &path, &changed, &known()).expect("it is saved");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    let waits = check(&files.asked.borrow(), "a save");
    assert_eq!(
        waits,
        2,
        "the bytes and the name: {:?}",
        files.asked.borrow()
    );
    let files = recorder();
    store::create(&files, &folder.path().join("new.ron"), &changed, None).expect("it is created");
    assert_eq!(check(&files.asked.borrow(), "a new file"), 2);
}

#[test]
fn a_journal_waits_for_every_step() {
    let files = recorder();
    let before = crate::journal::kept_steps(&files, 1);
    let after = crate::journal::kept_steps(&files, 3);
    let asked = files.asked.borrow();
    check(&asked, "a journal");
    assert!(after > before, "each step is waited for: {before}, {after}");
}

#[test]
fn a_file_that_is_written_anew_holds_what_was_written_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("board.ron");
    for bytes in [
        "a long line of before, and another one",
        "short",
        "",
        "longer again",
    ] {
        RealFiles
            .rewrite(&path, bytes.as_bytes())
            .unwrap_or_else(|_| {
                fs::write(&path, bytes).unwrap();
            });
        assert_eq!(fs::read_to_string(&path).unwrap(), bytes);
    }
}

/// A pipe cannot be waited for, and says so: whoever does not ask it never hears of it.
#[cfg(unix)]
#[test]
fn the_real_disk_is_really_waited_for() {
    use std::os::fd::OwnedFd;

    let (_reader, writer) = std::io::pipe().unwrap();
    let pipe = || fs::File::from(OwnedFd::from(writer.try_clone().unwrap()));
    let folder = tempfile::tempdir().unwrap();
    let temporary = tempfile::NamedTempFile::new_in(folder.path()).unwrap();
    let (_, path) = temporary.into_parts();
    let mut temporary = tempfile::NamedTempFile::from_parts(pipe(), path);
    RealFiles
        .write(&mut temporary, b"bytes")
        .expect("a pipe takes them");
    assert!(RealFiles.sync(&mut temporary).is_err(), "a file");
    let mut log = Log::of(pipe()).unwrap();
    RealFiles
        .append(&mut log, b"bytes")
        .expect("a pipe takes them");
    assert!(RealFiles.sync_log(&mut log).is_err(), "a log");
    // A pipe by name, with a reader so that opening it does not wait.
    let (reader, writer) = std::io::pipe().unwrap();
    let name = format!("/proc/self/fd/{}", std::os::fd::AsRawFd::as_raw_fd(&writer));
    if fs::exists(&name).unwrap_or_default() {
        assert!(
            RealFiles.rewrite(name.as_ref(), b"bytes").is_err(),
            "a file written anew"
        );
    }
    drop(reader);
}
