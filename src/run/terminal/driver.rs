//! The loop: takes all that has happened, then draws once.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGHUP, SIGTSTP};
use signal_hook::low_level::emulate_default_handler;

use ratatui::layout::Rect;

use super::input::Gate;
use super::mailbox::Mail;
use super::modes::{self, Modes};
use super::outlet::Outlet;
use super::panics::Faults;
use super::screen::{self, Screen};
use super::watch::Watch;
use super::{EndReason, Errand, Program, TerminalFlow};
use crate::desk::event::Event;

/// How long a burst of messages may delay drawing.
const BURST: Duration = Duration::from_millis(25);
/// How long a signal may come after the one that continued the program.
const AFTERWARDS: Duration = Duration::from_millis(100);

/// Drives one program.
pub(super) struct Driver<'a, P> {
    program: &'a mut P,
    inbox: Receiver<Mail>,
    screen: Screen,
    /// The size the program was told last.
    area: Rect,
    modes: Arc<Modes>,
    watch: Arc<Watch>,
    gate: Arc<Gate>,
    /// Whether the program shows something else than the screen.
    stale: bool,
    /// When the program is to be woken.
    alarm: Option<Instant>,
    /// Whether the news of being continued is no news.
    resumed: bool,
}

impl<'a, P: Program> Driver<'a, P> {
    pub(super) fn new(
        program: &'a mut P,
        inbox: Receiver<Mail>,
        outlet: Arc<Outlet>,
        modes: Arc<Modes>,
        watch: Arc<Watch>,
        gate: Arc<Gate>,
    ) -> Self {
        Self {
            program,
            inbox,
            screen: Screen::new(outlet),
            area: Rect::ZERO,
            modes,
            watch,
            gate,
            stale: true,
            alarm: None,
            resumed: false,
        }
    }

    /// Runs until something ends the program.
    pub(super) fn run(&mut self, faults: &Faults) -> EndReason {
        let mut next = Some(Mail::Resized);
        loop {
            let started = Instant::now();
            while let Some(message) = next {
                if let Some(signal) = self.watch.signal() {
                    return EndReason::Signal(signal);
                }
                if let ControlFlow::Break(cause) = self.take(message, faults) {
                    return cause;
                }
                next = if started.elapsed() < BURST {
                    self.inbox.try_recv().ok()
                } else {
                    None
                };
            }
            if self.stale && self.screen.is_ready() {
                self.stale = false;
                if self.screen.draw(self.program).is_err() {
                    return EndReason::Signal(SIGHUP);
                }
            }
            next = Some(self.wait());
        }
    }

    /// Saves at the end, unless the program ended itself or another thread is saving.
    pub(super) fn save(&mut self, cause: &EndReason) -> Option<String> {
        if *cause == EndReason::Quit || !self.watch.answer() {
            return None;
        }
        self.save_now().err()
    }

    fn save_now(&mut self) -> Result<(), String> {
        catch_unwind(AssertUnwindSafe(|| self.program.save_now()))
            .unwrap_or_else(|_| Err("saving failed".to_owned()))
    }

    fn wait(&self) -> Mail {
        let result = match self.alarm {
            None => self
                .inbox
                .recv()
                .map_err(|_| RecvTimeoutError::Disconnected),
            Some(alarm) => self
                .inbox
                .recv_timeout(alarm.saturating_duration_since(Instant::now())),
        };
        match result {
            Ok(message) => message,
            Err(RecvTimeoutError::Timeout) => Mail::Event(Event::Wake),
            // The threads keep senders as long as they live, so this is the end of them all.
            Err(RecvTimeoutError::Disconnected) => Mail::Fault,
        }
    }

    fn take(&mut self, message: Mail, faults: &Faults) -> ControlFlow<EndReason> {
        match message {
            Mail::Event(event) => {
                // A key that comes with a new size may be heard first; it is meant for the screen as it is now.
                if self.area != screen::area() {
                    self.resized()?;
                }
                return self.handle(event);
            }
            Mail::Resized => return self.resized(),
            Mail::Stop => self.stop(),
            Mail::Continued => {
                if !std::mem::take(&mut self.resumed) && modes::in_foreground() {
                    self.retake();
                }
            }
            Mail::Drawn | Mail::Ending => {}
            Mail::Fault => return ControlFlow::Break(EndReason::Fault(faults.take())),
        }
        ControlFlow::Continue(())
    }

    fn resized(&mut self) -> ControlFlow<EndReason> {
        // The terminal may have moved what it shows, even if its size is the old one again.
        self.repaint();
        self.area = screen::area();
        self.handle(Event::Resize {
            width: self.area.width,
            height: self.area.height,
        })
    }

    fn handle(&mut self, event: Event) -> ControlFlow<EndReason> {
        let mut event = Some(event);
        while let Some(present) = event.take() {
            match self.program.handle(present) {
                TerminalFlow::Continue => {}
                TerminalFlow::Redraw => self.stale = true,
                TerminalFlow::Repaint => self.repaint(),
                TerminalFlow::Suspend => self.stop(),
                TerminalFlow::Lend(errand) => event = self.lend(errand),
                TerminalFlow::Copy(text) => {
                    self.screen.copy(&text);
                    self.stale = true;
                }
                TerminalFlow::Quit => return ControlFlow::Break(EndReason::Quit),
            }
        }
        self.alarm = self.program.wake_after().map(|time| Instant::now() + time);
        ControlFlow::Continue(())
    }

    fn repaint(&mut self) {
        self.screen.forget();
        self.stale = true;
    }

    /// Takes the terminal back from another program.
    fn retake(&mut self) {
        // Fails only when the terminal is gone, and the hang-up says so.
        let _ = self.modes.enter();
        self.repaint();
    }

    fn lend(&mut self, errand: Errand) -> Option<Event> {
        self.gate.close();
        self.watch.lend();
        self.modes.leave();
        let event = errand();
        self.watch.take_back();
        self.retake();
        self.gate.open();
        event
    }

    /// Stops the process until the shell continues it in the foreground.
    fn stop(&mut self) {
        if !modes::can_stop() {
            return self.repaint();
        }
        // The program goes on showing what is unsaved when it comes back.
        let _ = self.save_now();
        self.modes.leave();
        self.resumed = true;
        loop {
            // Fails for unknown signals only.
            let _ = emulate_default_handler(SIGTSTP);
            if modes::in_foreground() {
                return self.retake();
            }
            thread::sleep(AFTERWARDS);
            if self.watch.signal().is_some() {
                return;
            }
        }
    }
}
