//! The thread that reads keys, and the gate that keeps it from reading those of another program.
//!
//! It sleeps in crossterm's `read`. crossterm wakes up for a change of size, so the gate pretends one.

use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use std::{io, thread};

use crossterm::event::{self, Event};
use signal_hook::consts::{SIGHUP, SIGWINCH};
use signal_hook::low_level::raise;

use super::mailbox::Mail;
use super::paste::{self, Burst};
use super::translate::translate;
use super::watch::Watch;
use crate::desk::event::Event as Told;

/// Keys that follow a paste faster than this belong to it.
const HOLD: Duration = Duration::from_millis(50);
/// How long the gate waits for the thread; it is deaf in the middle of a key of several bytes.
const PATIENCE: Duration = Duration::from_millis(200);

#[derive(Default)]
struct GateState {
    closed: bool,
    parked: bool,
}

/// Lets the thread read, or keeps it parked.
#[derive(Default)]
pub(super) struct Gate {
    state: Mutex<GateState>,
    changed: Condvar,
}

impl Gate {
    /// Parks the thread.
    pub(super) fn close(&self) {
        let mut state = self.lock();
        state.closed = true;
        // Fails for unknown signals only.
        let _ = raise(SIGWINCH);
        drop(
            self.changed
                .wait_timeout_while(state, PATIENCE, |state| !state.parked),
        );
    }

    /// Lets the thread read again.
    pub(super) fn open(&self) {
        self.lock().closed = false;
        self.changed.notify_all();
    }

    fn pass(&self) {
        let mut state = self.lock();
        while state.closed {
            state.parked = true;
            self.changed.notify_all();
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        state.parked = false;
    }

    fn lock(&self) -> MutexGuard<'_, GateState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Starts the thread. When the input is gone, so is the terminal.
pub(super) fn start(sender: Sender<Mail>, watch: Arc<Watch>) -> io::Result<Arc<Gate>> {
    let gate = Arc::new(Gate::default());
    let passed = Arc::clone(&gate);
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            let mut pending = None;
            loop {
                passed.pass();
                match pending.take().map_or_else(event::read, Ok) {
                    Ok(Event::Paste(text)) => {
                        let (text, other) = paste::complete(text, read_soon);
                        pending = other;
                        send(&sender, Event::Paste(text));
                    }
                    Ok(event) if paste::character(&event).is_some() => {
                        let (burst, other) = paste::burst(event, read_within);
                        pending = other;
                        match burst {
                            Burst::Keys(keys) => {
                                for key in keys {
                                    send(&sender, key);
                                }
                            }
                            Burst::Text(text) => tell(&sender, Told::Burst(text)),
                        }
                    }
                    Ok(event) => send(&sender, event),
                    Err(_) => watch.end(SIGHUP),
                }
            }
        })?;
    Ok(gate)
}

fn read_soon() -> Option<Event> {
    read_within(HOLD)
}

fn read_within(time: Duration) -> Option<Event> {
    match event::poll(time) {
        Ok(true) => event::read().ok(),
        Ok(false) | Err(_) => None,
    }
}

fn send(sender: &Sender<Mail>, event: Event) {
    if let Some(event) = translate(event) {
        tell(sender, event);
    }
}

fn tell(sender: &Sender<Mail>, event: Told) {
    // The receiver is gone only when the program has ended.
    let _ = sender.send(Mail::Event(event));
}
