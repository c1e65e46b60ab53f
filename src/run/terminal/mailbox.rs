//! What reaches the driving thread, and how other threads post to it.

use std::sync::mpsc::{self, Receiver, Sender};

use crate::desk::event::Event;

/// Something for the driving thread.
#[derive(Debug)]
pub(super) enum Mail {
    /// An event for the program.
    Event(Event),
    /// The terminal has another size.
    Resized,
    /// The shell wants the program to stop.
    Stop,
    /// The program was continued after a stop.
    Continued,
    /// A frame was written that another one waited for.
    Drawn,
    /// A signal ends the program: see the watch.
    Ending,
    /// Another thread panicked: see the faults.
    Fault,
}

/// Posts events to the program from any thread.
#[derive(Clone, Debug)]
pub struct Poster(Sender<Mail>);

impl Poster {
    /// Posts an event; one for a program that has ended is dropped.
    pub fn post(&self, event: Event) {
        // The receiver is gone only when the program has ended.
        let _ = self.0.send(Mail::Event(event));
    }
}

/// Where posted events wait until the program is driven.
#[derive(Debug)]
pub struct Mailbox {
    sender: Sender<Mail>,
    receiver: Receiver<Mail>,
}

impl Mailbox {
    pub(super) fn split(self) -> (Sender<Mail>, Receiver<Mail>) {
        (self.sender, self.receiver)
    }
}

/// Makes a mailbox and what posts to it.
pub fn mailbox() -> (Poster, Mailbox) {
    let (sender, receiver) = mpsc::channel();
    (Poster(sender.clone()), Mailbox { sender, receiver })
}
