//! Saving on disks that fail, fill up or lose power, and beside other programs.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use evenkeel::edit::{self, Edit};
use evenkeel::model::Workspace;
use evenkeel::model::field::Value;
use evenkeel::model::item::Item;
use evenkeel::model::record::Declared;
use evenkeel::store::{self, Files, KnownFile, RealFiles, Save, SaveError, Saved};

use crate::disk::{CrashingFiles, FailingFiles};
use crate::samples::{COMMENTED, field, id, workspace};

/// The sample with another title, and the text it is saved as.
pub fn changed() -> (Workspace, String) {
    let mut changed = workspace(COMMENTED);
    let edit = Edit::Set {
        kind: Item::KIND,
        id: id("k3f9a2"),
        field: field::<Item>("title"),
        value: Value::Text("Guest checkout for all".to_owned()),
    };
    edit::apply(&mut changed, vec![edit]).expect("it fits");
    let text = store::render(&changed, Some(COMMENTED)).expect("it renders");
    (changed, text)
}

pub fn known() -> KnownFile {
    KnownFile::new(COMMENTED.as_bytes(), workspace(COMMENTED))
}

pub fn save<F: Files>(
    files: &F,
    path: &Path,
    workspace: &Workspace,
    known: &KnownFile,
) -> Result<Saved, SaveError> {
    let save = Save {
        path,
        workspace,
        known,
        base: None,
        contested: false,
        state: None,
    };
    store::save(files, &save)
}

fn litter(folder: &Path) -> usize {
    let names = fs::read_dir(folder).expect("a folder");
    names
        .filter(|name| name.as_ref().is_ok_and(|n| n.file_name() != "board.ron"))
        .count()
}

#[test]
fn whatever_call_fails_the_file_is_whole_and_nothing_is_left_behind() {
    let (changed, new) = changed();
    for with in [
        ErrorKind::StorageFull,
        ErrorKind::PermissionDenied,
        ErrorKind::Other,
    ] {
        for fails_at in 0.. {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("board.ron");
            fs::write(&path, COMMENTED).expect("it is written");
            let files = FailingFiles::new(RealFiles, fails_at, with);
            let saved = save(&files, &path, &changed, &known());
            let there = fs::read_to_string(&path).expect("it is there");
            assert_eq!(litter(folder.path()), 0, "call {fails_at}");
            match saved {
                Ok(saved) => {
                    assert!(files.calls.get() <= fails_at, "no failure is hidden");
                    assert_eq!(there, new);
                    assert_eq!(saved.known.bytes(), there.as_bytes());
                    assert!(fails_at > 8, "every step was tried");
                    break;
                }
                Err(SaveError::Unconfirmed { saved, .. }) => {
                    assert_eq!(there, new);
                    assert_eq!(saved.known.bytes(), there.as_bytes());
                    // Saving again works with what is known, and with what was known before.
                    for known in [saved.known, known()] {
                        let again = save(&RealFiles, &path, &changed, &known).expect("saved");
                        assert_eq!(again.known.bytes(), there.as_bytes());
                    }
                }
                Err(error) => {
                    assert_eq!(there, COMMENTED, "call {fails_at}: {error}");
                    assert!(!error.hint().is_empty());
                    save(&RealFiles, &path, &changed, &known()).expect("the fault passed");
                }
            }
        }
    }
}

#[test]
fn whenever_the_power_goes_a_whole_version_is_there() {
    let path = Path::new("/boards/board.ron");
    let (changed, new) = changed();
    for cut_at in 0.. {
        let disk = CrashingFiles::with(path, COMMENTED.as_bytes(), cut_at);
        let saved = save(&disk, path, &changed, &known());
        for outcome in disk.after_power_cut() {
            let outcome = outcome.get(path).expect("the file has its name");
            let old_or_new = *outcome == COMMENTED.as_bytes() || *outcome == new.as_bytes();
            assert!(old_or_new, "cut at {cut_at}: {} bytes", outcome.len());
            assert!(
                saved.is_err() || *outcome == new.as_bytes(),
                "saved means saved"
            );
        }
        if saved.is_ok() {
            assert!(disk.calls() <= cut_at && cut_at > 7);
            break;
        }
    }
}

#[test]
fn a_new_file_is_whole_or_not_there() {
    let (old, path) = (
        Path::new("/boards/other.ron"),
        Path::new("/boards/board.ron"),
    );
    let (changed, _) = changed();
    let new = store::canonical(&changed);
    for cut_at in 0.. {
        let disk = CrashingFiles::with(old, b"", cut_at);
        let saved = store::create(&disk, path, &changed, None);
        for outcome in disk.after_power_cut() {
            let outcome = outcome.get(path);
            assert!(outcome.is_none_or(|bytes| bytes == new.as_bytes()));
            assert!(saved.is_err() || outcome.is_some());
        }
        if saved.is_ok() {
            break;
        }
    }
}

#[test]
fn what_cannot_be_read_is_not_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("board.ron");
    let (changed, _) = changed();
    for other in ["", "<<<<<<< a\n"] {
        fs::write(&path, other).expect("it is written");
        let refused = save(&RealFiles, &path, &changed, &known());
        assert!(
            matches!(refused, Err(SaveError::Unreadable { .. })),
            "{refused:?}"
        );
        assert_eq!(fs::read_to_string(&path).expect("it is there"), other);
    }
    fs::remove_file(&path).expect("it goes");
    let refused = save(&RealFiles, &path, &changed, &known());
    assert!(
        matches!(refused, Err(SaveError::Missing { .. })),
        "{refused:?}"
    );
    store::create(&RealFiles, &path, &changed, Some(COMMENTED)).expect("it is created");
    let refused = store::create(&RealFiles, &path, &changed, None);
    assert!(
        matches!(refused, Err(SaveError::Exists { .. })),
        "{refused:?}"
    );
    assert_eq!(litter(folder.path()), 0);
}

#[cfg(unix)]
#[test]
fn mode_and_links_stay_and_read_only_counts() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("board.ron");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let target = elsewhere.path().join("real.ron");
    fs::write(&target, COMMENTED).expect("it is written");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).expect("its mode");
    symlink(&target, &path).expect("a link");

    let opened = store::open(&RealFiles, &path).expect("it opens");
    assert_eq!(opened.path, fs::canonicalize(&target).expect("it is there"));
    let (changed, new) = changed();
    let saved = save(&RealFiles, &path, &changed, &opened.known).expect("saved");
    assert!(fs::symlink_metadata(&path).expect("a link").is_symlink());
    assert_eq!(fs::read_to_string(&target).expect("it is there"), new);
    let mode = fs::metadata(&target)
        .expect("it is there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o640);

    fs::set_permissions(&target, fs::Permissions::from_mode(0o440)).expect("its mode");
    assert!(store::open(&RealFiles, &path).expect("it opens").read_only);
    let refused = save(&RealFiles, &path, &workspace(COMMENTED), &saved.known);
    assert!(
        matches!(refused, Err(SaveError::ReadOnly { .. })),
        "{refused:?}"
    );
    assert_eq!(fs::read_to_string(&target).expect("it is there"), new);
}

#[cfg(unix)]
#[test]
fn a_file_with_two_names_keeps_both_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, twin) = (
        folder.path().join("board.ron"),
        folder.path().join("twin.ron"),
    );
    let state = folder.path().join("state");
    fs::write(&path, COMMENTED).expect("it is written");
    fs::hard_link(&path, &twin).expect("a second name");
    let (changed, new) = changed();
    let known = known();
    let request = Save {
        path: &path,
        workspace: &changed,
        known: &known,
        base: None,
        contested: false,
        state: Some(&state),
    };
    let saved = store::save(&RealFiles, &request).expect("saved");
    assert_eq!(saved.remarks, ["in place, as it has several names"]);
    for name in [path, twin] {
        assert_eq!(fs::read_to_string(name).expect("it is there"), new);
    }
    let copies = fs::read_dir(state.join("copies")).expect("a folder");
    assert_eq!(copies.count(), 0);
}

#[test]
fn the_last_workspace_is_remembered() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("state");
    let places = store::places::Places::new(Some(home.as_os_str()), Some(home.as_os_str()));
    let places = places.expect("homes are given");
    assert_eq!(places.last_workspace(&RealFiles), None);
    assert_eq!(
        store::places::settings(&RealFiles, &places.settings_file()).ok(),
        Some(None)
    );
    for name in ["/boards/a.ron", "/boards/ünï.ron"] {
        places
            .remember(&RealFiles, Path::new(name))
            .expect("it is written");
        assert_eq!(
            places.last_workspace(&RealFiles).as_deref(),
            Some(Path::new(name))
        );
    }
}
