//! The screen: frames become bytes, handed to the outlet as one piece.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::Arc;

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use rustix::{stdio, termios};

use super::Program;
use super::backend::FrugalBackend;
use super::modes::{MOUSE_OFF, MOUSE_ON};
use super::outlet::Outlet;

/// The largest screen that is drawn; ratatui's memory grows with the cells.
const LARGEST: (u16, u16) = (1000, 500);
/// The screen of a terminal whose size is unknown.
const USUAL: (u16, u16) = (80, 24);
const BEGIN: &[u8] = b"\x1b[?2026h";
const CLEAR: &[u8] = b"\x1b[0m\x1b[2J";
const END: &[u8] = b"\x1b[?2026l";

/// Collects what one frame writes.
#[derive(Clone, Default)]
struct Spool(Rc<RefCell<Vec<u8>>>);

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What the terminal shows, as far as it is known.
pub(super) struct Screen {
    outlet: Arc<Outlet>,
    spool: Spool,
    /// None when what the terminal shows is unknown.
    shown: Option<(Rect, Terminal<FrugalBackend<Spool>>)>,
    mouse: Option<bool>,
}

impl Screen {
    pub(super) fn new(outlet: Arc<Outlet>) -> Self {
        Self {
            outlet,
            spool: Spool::default(),
            shown: None,
            mouse: None,
        }
    }

    /// Puts a text on the clipboard (OSC 52); a terminal that does not allow it ignores this.
    pub(super) fn copy(&self, text: &str) {
        let mut sequence = String::new();
        // Fails only when there is no memory for it.
        let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence);
        self.outlet.send(sequence.as_bytes());
    }

    /// Whether a frame would be written at once.
    pub(super) fn is_ready(&self) -> bool {
        self.outlet.is_ready()
    }

    /// Forgets what the terminal shows: the next frame is drawn in full.
    pub(super) fn forget(&mut self) {
        (self.shown, self.mouse) = (None, None);
    }

    /// Draws the program.
    pub(super) fn draw(&mut self, program: &mut impl Program) -> io::Result<()> {
        let area = area();
        self.spool.write_all(BEGIN)?;
        let mouse = program.mouse();
        if self.mouse.replace(mouse) != Some(mouse) {
            self.spool
                .write_all(if mouse { MOUSE_ON } else { MOUSE_OFF })?;
        }
        let shown = self.shown.take().filter(|(size, _)| *size == area);
        let mut terminal = if let Some((_, terminal)) = shown {
            terminal
        } else {
            self.spool.write_all(CLEAR)?;
            // A viewport of a given size never asks the terminal, and nor does a new one when it clears.
            let options = TerminalOptions {
                viewport: Viewport::Fixed(area),
            };
            Terminal::with_options(FrugalBackend::new(self.spool.clone()), options)?
        };
        terminal.draw(|frame| program.draw(frame))?;
        self.shown = Some((area, terminal));
        self.spool.write_all(END)?;
        self.outlet.send(&self.spool.0.take());
        Ok(())
    }
}

/// The part of the terminal that is drawn on. A terminal that does not tell its size, as on a serial line or under a
/// script, is taken for a usual one.
pub(super) fn area() -> Rect {
    let told = termios::tcgetwinsize(stdio::stdout());
    let (columns, rows) = told.map_or((0, 0), |size| (size.ws_col, size.ws_row));
    let known = |told: u16, usual, largest| if told == 0 { usual } else { told }.min(largest);
    Rect {
        width: known(columns, USUAL.0, LARGEST.0),
        height: known(rows, USUAL.1, LARGEST.1),
        ..Rect::ZERO
    }
}
