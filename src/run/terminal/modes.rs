//! The modes of the terminal: how they are taken, and the one way they are given back.
//!
//! Knows the escape sequences and raw mode. Knows nothing of what is drawn.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::{process, stdio, termios};

use super::outlet::Outlet;

/// Alternate screen, bracketed paste.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h";
/// Focus reports.
const FOCUS: &[u8] = b"\x1b[?1004h";
/// Ends synchronized output, bracketed paste, focus and mouse reports and styles; then leaves the
/// alternate screen and shows the cursor.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[?2004l\x1b[?1004l\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l\x1b[0m\x1b[?1049l\x1b[?25h";
/// Reports of clicks, of what is drawn along with the button down, and of the wheel, with coordinates of any size.
pub(super) const MOUSE_ON: &[u8] = b"\x1b[?1002h\x1b[?1006h";
/// No reports of the mouse.
pub(super) const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l";

/// The modes and whether they are taken.
pub(super) struct Modes {
    taken: AtomicBool,
    outlet: Arc<Outlet>,
    focus: bool,
}

impl Modes {
    pub(super) fn new(outlet: Arc<Outlet>, focus: bool) -> Self {
        Self {
            taken: AtomicBool::new(false),
            outlet,
            focus,
        }
    }

    /// Takes the modes, also if another program has changed them meanwhile.
    pub(super) fn enter(&self) -> io::Result<()> {
        // crossterm believes the terminal to be raw after a stop, and would do nothing.
        disable_raw_mode()?;
        enable_raw_mode()?;
        self.taken.store(true, Ordering::SeqCst);
        self.outlet.send(ENTER);
        if self.focus {
            self.outlet.send(FOCUS);
        }
        Ok(())
    }

    /// Gives the modes back, once; from any thread, in bounded time, also when nobody reads the output.
    pub(super) fn leave(&self) {
        if self.taken.swap(false, Ordering::SeqCst) {
            // First, so that whoever sees the screen come back types under the old settings. Fails only
            // when the terminal is gone, and then there is nothing to give back.
            let _ = disable_raw_mode();
            self.outlet.finish(LEAVE);
        }
    }
}

/// Where keys come from: standard input, or else the controlling terminal.
pub(super) enum KeySource {
    /// Standard input.
    Standard,
    /// The controlling terminal.
    Controlling(File),
}

impl AsFd for KeySource {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Standard => stdio::stdin(),
            Self::Controlling(file) => file.as_fd(),
        }
    }
}

/// Finds the input in the same way as crossterm does.
pub(super) fn input() -> io::Result<KeySource> {
    if termios::isatty(stdio::stdin()) {
        return Ok(KeySource::Standard);
    }
    let mut options = File::options();
    let file = options.read(true).write(true).open("/dev/tty")?;
    Ok(KeySource::Controlling(file))
}

/// Whether a shell could continue the program after a stop: not when it is the session's first job.
pub(super) fn can_stop() -> bool {
    process::getsid(None).is_ok_and(|session| session != process::getpgrp())
}

/// Whether the terminal is this program's to change; where no shell decides that, it is.
pub(super) fn in_foreground() -> bool {
    input()
        .and_then(|input| Ok(termios::tcgetpgrp(input)?))
        .map_or(true, |group| group == process::getpgrp())
}
