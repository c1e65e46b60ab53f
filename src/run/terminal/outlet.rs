//! What is written to the terminal, on a thread of its own: a terminal that nobody reads stops this
//! thread and nothing else.
//!
//! Frames do not queue up: the driver asks [`Outlet::is_ready`] before it draws one.

use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use std::{io, mem, thread};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::io::{Errno, write};
use rustix::stdio::stdout;

use super::mailbox::Mail;

/// How long the last bytes wait for those before them, and then for room.
const PATIENCE: Duration = Duration::from_millis(100);

#[derive(Default)]
struct OutletState {
    queue: Vec<u8>,
    writing: bool,
    /// Whether the driver waits to be told that all is written.
    awaited: bool,
}

impl OutletState {
    fn is_idle(&self) -> bool {
        self.queue.is_empty() && !self.writing
    }
}

/// The way to the terminal.
#[derive(Default)]
pub(super) struct Outlet {
    state: Mutex<OutletState>,
    changed: Condvar,
}

impl Outlet {
    /// Starts the writing thread.
    pub(super) fn start(sender: Sender<Mail>) -> io::Result<Arc<Self>> {
        let outlet = Arc::new(Self::default());
        let writer = Arc::clone(&outlet);
        thread::Builder::new()
            .name("output".to_owned())
            .spawn(move || writer.run(&sender))?;
        Ok(outlet)
    }

    /// Hands bytes over to be written.
    pub(super) fn send(&self, bytes: &[u8]) {
        self.lock().queue.extend_from_slice(bytes);
        self.changed.notify_all();
    }

    /// Whether all is written; if not, [`Mail::Drawn`] comes when it is.
    pub(super) fn is_ready(&self) -> bool {
        let mut state = self.lock();
        state.awaited = !state.is_idle();
        !state.awaited
    }

    /// Writes the last bytes from the calling thread, and gives up when nobody reads.
    pub(super) fn finish(&self, mut bytes: &[u8]) {
        drop(
            self.changed
                .wait_timeout_while(self.lock(), PATIENCE, |state| !state.is_idle()),
        );
        let Ok(flags) = fcntl_getfl(stdout()) else {
            return;
        };
        // Others share these flags: they are changed for this moment only.
        let _ = fcntl_setfl(stdout(), flags | OFlags::NONBLOCK);
        if write_some(&mut bytes) == Err(Errno::AGAIN) && wait_until_it_takes(Some(PATIENCE)) {
            let _ = write_some(&mut bytes);
        }
        let _ = fcntl_setfl(stdout(), flags);
    }

    fn run(&self, sender: &Sender<Mail>) {
        let mut state = self.lock();
        loop {
            state = self
                .changed
                .wait_while(state, |state| state.queue.is_empty())
                .unwrap_or_else(PoisonError::into_inner);
            let bytes = mem::take(&mut state.queue);
            state.writing = true;
            drop(state);
            let mut rest = bytes.as_slice();
            // Somebody who shares the terminal may have made it non-blocking. A terminal that is gone
            // takes nothing more; the hang-up ends the program.
            while write_some(&mut rest) == Err(Errno::AGAIN) && wait_until_it_takes(None) {}
            state = self.lock();
            state.writing = false;
            if state.is_idle() && mem::take(&mut state.awaited) {
                let _ = sender.send(Mail::Drawn);
            }
            self.changed.notify_all();
        }
    }

    fn lock(&self) -> MutexGuard<'_, OutletState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes what it can, and leaves the rest in `bytes`.
fn write_some(bytes: &mut &[u8]) -> Result<(), Errno> {
    while !bytes.is_empty() {
        match write(stdout(), bytes) {
            Ok(count) => *bytes = bytes.get(count..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Waits until the terminal takes bytes; false when it does not.
fn wait_until_it_takes(limit: Option<Duration>) -> bool {
    let limit = limit.and_then(|limit| Timespec::try_from(limit).ok());
    let stdout = stdout();
    poll(&mut [PollFd::new(&stdout, PollFlags::OUT)], limit.as_ref()).is_ok_and(|ready| ready > 0)
}
