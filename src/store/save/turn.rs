//! Whose turn it is to save: one evenkeel after the other.
//!
//! Owns a lock in the state directory, named after the file's path. The file itself is never locked, as the lock
//! would stay with the old one when it is replaced. A lock only spares merging: where there is none, what
//! others write is noticed all the same.

use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::store::files::Files;
use crate::store::places;

/// How often somebody else's turn is waited for, and how long each time; who takes longer has stopped.
const PATIENCE: (u32, Duration) = (25, Duration::from_millis(20));

/// A turn, until it is dropped.
pub(super) struct SaveTurn<L> {
    _lock: Option<L>,
    /// What cannot be promised.
    pub(super) remark: Option<&'static str>,
}

/// Waits for the turn to save a file.
pub(super) fn take<F: Files>(files: &F, state: Option<&Path>, target: &Path) -> SaveTurn<F::Lock> {
    let without = |remark| SaveTurn {
        _lock: None,
        remark: Some(remark),
    };
    let Some(state) = state else {
        return without("but without a state directory several boards do not take turns");
    };
    let folder = state.join("locks");
    // Where it cannot be made the lock cannot either.
    let _ = files.create_directory(&folder);
    let path = folder.join(places::key(target));
    for _ in 0..PATIENCE.0 {
        match files.lock(&path) {
            Ok(Some(lock)) => {
                return SaveTurn {
                    _lock: Some(lock),
                    remark: None,
                };
            }
            Ok(None) => thread::sleep(PATIENCE.1),
            Err(_) => {
                return without(
                    "but several boards do not take turns, as the state directory cannot be written",
                );
            }
        }
    }
    SaveTurn {
        _lock: None,
        remark: None,
    }
}
