//! The terminal arrangement: it starts, drives and ends a [`Program`], and gives the terminal back
//! as it was, however the program ends.
//!
//! The program runs on one thread and never waits for the terminal: input, output, signals and
//! hang-up have threads of their own, which send it messages. The terminal is never asked
//! anything. Knows nothing of what the program shows or keeps.

mod backend;
mod driver;
mod input;
mod mailbox;
mod modes;
mod outlet;
mod panics;
mod paste;
mod screen;
mod signals;
pub(super) mod translate;
mod watch;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;
use std::{env, io};

use ratatui::Frame;
use rustix::{stdio, termios};

use crate::desk::event::Event;
pub use mailbox::{Mailbox, Poster, mailbox};
pub use watch::Rescue;

/// What the terminal drives.
pub trait Program {
    /// Takes one event and says how to go on.
    fn handle(&mut self, event: Event) -> TerminalFlow;
    /// Draws the whole screen; its area may be empty.
    fn draw(&mut self, frame: &mut Frame<'_>);
    /// The time without an event after which [`Event::Wake`] is wanted; none sleeps until something happens.
    fn wake_after(&self) -> Option<Duration>;
    /// Whether clicks and the wheel are wanted now; asked before each drawing.
    fn mouse(&self) -> bool;
    /// Saves what is unsaved before the program stops or ends, in bounded time; else says what was not saved.
    fn save_now(&mut self) -> Result<(), String>;
}

/// Work done while the program has given the terminal back; the event it gives is handled afterwards.
pub type Errand = Box<dyn FnOnce() -> Option<Event>>;

/// How to go on after an event.
pub enum TerminalFlow {
    /// Nothing that shows has changed.
    Continue,
    /// Draw what has changed.
    Redraw,
    /// Draw everything anew, over whatever another program has left on the screen.
    Repaint,
    /// Stop until the shell continues the program.
    Suspend,
    /// Give the terminal back for as long as the errand takes.
    Lend(Errand),
    /// Put a text on the clipboard, where the terminal lets programs do so, and draw what has changed.
    Copy(String),
    /// End.
    Quit,
}

/// What the caller decides about the terminal.
#[derive(Default)]
pub struct Options {
    /// Whether [`Event::Focus`] is wanted.
    pub focus: bool,
    /// Saves from another thread if the program does not answer to a signal that ends it.
    pub rescue: Option<Rescue>,
}

/// Why the program ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EndReason {
    /// It was asked to.
    Quit,
    /// A signal, or a terminal that went away (then SIGHUP).
    Signal(i32),
    /// A mistake in the program itself, as a report to pass on.
    Fault(String),
}

/// How the program ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Why.
    pub cause: EndReason,
    /// What could not be saved, in words for the user.
    pub unsaved: Option<String>,
}

impl Ending {
    /// The exit code: 0, 128 and the signal, or 101.
    pub fn code(&self) -> u8 {
        match self.cause {
            EndReason::Quit => 0,
            EndReason::Signal(signal) => u8::try_from(128 + signal).unwrap_or(u8::MAX),
            EndReason::Fault(_) => 101,
        }
    }

    /// What to print on standard error; none when all is well.
    pub fn message(&self) -> Option<String> {
        let unsaved = |text: &String| format!("Not saved: {text}");
        match &self.cause {
            EndReason::Quit | EndReason::Signal(_) => self.unsaved.as_ref().map(unsaved),
            EndReason::Fault(report) => {
                let work = self
                    .unsaved
                    .as_ref()
                    .map_or_else(|| "Your work is saved.".to_owned(), unsaved);
                Some(format!(
                    "A mistake in evenkeel ended it. {work}\nPlease start it again, and report this:\n{report}"
                ))
            }
        }
    }
}

/// Why a program was not started.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// Standard output, or every input, is no terminal.
    #[error("the board needs a terminal, but {0} is none; start it in a terminal window")]
    NoTerminal(&'static str),
    /// The terminal cannot place text.
    #[error("the board cannot be drawn with TERM={0:?}; set TERM to your terminal's name")]
    Incapable(String),
    /// The system refused something.
    #[error("the terminal cannot be used: {0}")]
    Io(#[from] io::Error),
}

/// Says why no program could be driven here. Writes nothing.
pub fn check() -> Result<(), TerminalError> {
    if !termios::isatty(stdio::stdout()) {
        return Err(TerminalError::NoTerminal("standard output"));
    }
    if modes::input().is_err() {
        return Err(TerminalError::NoTerminal("standard input"));
    }
    let name = env::var("TERM").unwrap_or_default();
    if name.is_empty() || name == "dumb" {
        return Err(TerminalError::Incapable(name));
    }
    Ok(())
}

/// Drives a program until it ends.
pub fn drive(
    program: &mut impl Program,
    mailbox: Mailbox,
    options: Options,
) -> Result<Ending, TerminalError> {
    check()?;
    // With NO_COLOR set, crossterm 0.29 would write resets where colors go, and undo bold and reverse.
    crossterm::style::force_color_output(true);
    let (sender, inbox) = mailbox.split();
    let outlet = outlet::Outlet::start(sender.clone())?;
    let modes = Arc::new(modes::Modes::new(Arc::clone(&outlet), options.focus));
    let watch = Arc::new(watch::Watch::new(
        Arc::clone(&modes),
        sender.clone(),
        options.rescue,
    ));
    signals::start(Arc::clone(&watch), sender.clone())?;
    signals::start_hangup(Arc::clone(&watch))?;
    let faults = panics::install(Arc::clone(&modes), sender.clone());
    let gate = modes
        .enter()
        .and_then(|()| input::start(sender, Arc::clone(&watch)))
        .inspect_err(|_| {
            modes.leave();
            faults.close();
        })?;
    let mut driver = driver::Driver::new(program, inbox, outlet, Arc::clone(&modes), watch, gate);
    let cause = catch_unwind(AssertUnwindSafe(|| driver.run(&faults)))
        .unwrap_or_else(|_| EndReason::Fault(faults.take()));
    modes.leave();
    let unsaved = driver.save(&cause);
    faults.close();
    Ok(Ending { cause, unsaved })
}
