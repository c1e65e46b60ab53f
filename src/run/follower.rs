//! Following a file that another window works on: when it is looked at, and what is told of it.
//!
//! Looking is one question to the file system about time and size; the file is read when these have changed.
//! A file that is gone or cannot be read keeps what was seen last, until it can be read again.

use std::path::PathBuf;
use std::time::Duration;
use std::{io, thread};

use super::beside;
use super::terminal::Poster;
use crate::desk::event::Event;
use crate::store::{self, Files, RealFiles};

/// How often the file is looked at: what a room sees should follow what is typed.
const POLL: Duration = Duration::from_millis(200);

/// Starts the thread that follows a file; it ends with the program.
pub(super) fn start(path: PathBuf, place: Option<PathBuf>, poster: Poster) -> io::Result<()> {
    let follow = move || {
        let stamp = || {
            let now = RealFiles.attributes(&path).ok()?;
            Some((now.size, now.stamp))
        };
        // What was written while the board was being opened is read once more.
        let mut seen = None;
        let mut was = None;
        loop {
            thread::sleep(POLL);
            let is_at = place.as_deref().and_then(beside::said);
            if is_at != was {
                was.clone_from(&is_at);
                if let Some(at) = is_at {
                    poster.post(at);
                }
            }
            let now = stamp();
            if now.is_none() || now == seen {
                continue;
            }
            if let Ok(opened) = store::open(&RealFiles, &path) {
                seen = now;
                poster.post(Event::Followed(Box::new(opened.workspace)));
            }
        }
    };
    let thread = thread::Builder::new().name("follower".to_owned());
    thread.spawn(follow).map(|_| ())
}
