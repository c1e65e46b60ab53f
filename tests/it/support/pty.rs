//! A program in a pseudo-terminal: keys in, screen out, signals, sizes, and what is left of the terminal.
//!
//! Every wait is for a condition, woken by what the program writes, and fails with the screen when
//! [`LIMIT`] is over. Nothing sleeps. Only whole screens are judged: on the alternate screen those at the end
//! of a synchronized update, elsewhere whatever is there. Each whole screen is judged once it is drawn, so
//! that none is missed that another one replaces; a wait for what was there before the keys fails, as it
//! would not wait for them.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};
use std::{mem, thread};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// How long a wait may take before it fails.
pub const LIMIT: Duration = Duration::from_secs(60);
/// What makes a screen whole: the end of a synchronized update, and of the alternate screen.
const ENDS: [&[u8; 8]; 2] = [b"\x1b[?2026l", b"\x1b[?1049l"];

/// What to start, and in which surroundings.
pub struct Spawn(CommandBuilder, PtySize);

impl Spawn {
    /// The program under test.
    pub fn evenkeel() -> Self {
        Self::program(env!("CARGO_BIN_EXE_evenkeel"))
    }

    /// Any program, on a terminal of 80 by 24.
    pub fn program(path: impl AsRef<Path>) -> Self {
        let mut command = CommandBuilder::new(path.as_ref());
        command.env("TERM", "xterm-256color");
        // Not HOME, which a test may point to a folder that is not there yet.
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        Self(command, size(80, 24))
    }

    /// Adds arguments.
    pub fn args<S: AsRef<str>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        args.into_iter().for_each(|arg| self.0.arg(arg.as_ref()));
        self
    }

    /// Sets a variable of the environment.
    pub fn env(mut self, name: &str, value: impl AsRef<Path>) -> Self {
        self.0.env(name, value.as_ref());
        self
    }

    /// Sets the size of the terminal.
    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        self.1 = size(columns, rows);
        self
    }

    /// Starts it as the leader of its terminal.
    pub fn start(self) -> Pty {
        let pair = native_pty_system().openpty(self.1).unwrap();
        let before = settings(&*pair.master);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let child = pair.slave.spawn_command(self.0).unwrap();
        // The child's end is the only one left, so its last output is followed by an end of file.
        drop(pair.slave);
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut bytes = [0; 8192];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let (rows, columns) = kept(self.1.rows, self.1.cols);
        Pty {
            master: pair.master,
            writer,
            child,
            output,
            screen: vt100::Parser::new(rows, columns, 0),
            raw: Vec::new(),
            shown: 0,
            sought: 0,
            is_whole: true,
            is_stirred: false,
            before,
        }
    }
}

/// A program in a terminal. It is killed when this is dropped.
pub struct Pty {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// Every byte that has arrived, how many of them the screen shows, and up to where no frame ends.
    raw: Vec<u8>,
    shown: usize,
    sought: usize,
    /// Whether the screen is at no moment within a frame.
    is_whole: bool,
    /// Whether keys or a size were sent that nobody has waited for.
    is_stirred: bool,
    before: String,
}

impl Pty {
    /// Sends bytes as if typed.
    pub fn send(&mut self, keys: impl AsRef<[u8]>) {
        self.stir();
        self.writer.write_all(keys.as_ref()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Types keys one by one, as a hand does: what comes at once would be a paste. A report that the window has the
    /// focus, which does nothing, stands before each of them.
    pub fn type_keys(&mut self, keys: &str) {
        let keys: Vec<String> = keys.chars().map(|key| format!("\x1b[I{key}")).collect();
        self.send(keys.concat());
    }

    /// Waits until the screen shows a text.
    pub fn wait_for(&mut self, text: &str) {
        self.wait_until(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the screen is as wanted; `what` names that in the failure.
    pub fn wait_until(&mut self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        let end = Instant::now() + LIMIT;
        let mut was_stirred = mem::take(&mut self.is_stirred);
        loop {
            if self.is_whole && wanted(self.screen.screen()) {
                let text = self.text();
                assert!(!was_stirred, "{what:?} was there before the keys\n{text}");
                return;
            }
            was_stirred = false;
            if self.show_next() {
                continue;
            }
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.raw.extend(bytes),
                Err(error) => {
                    self.show_rest();
                    panic!("waited for {what:?}: {error}\n{}", self.text());
                }
            }
        }
    }

    /// What the screen shows.
    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Every byte that was written so far.
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// Changes the size of the terminal.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.stir();
        let (rows_kept, columns_kept) = kept(rows, columns);
        self.screen.screen_mut().set_size(rows_kept, columns_kept);
        self.master.resize(size(columns, rows)).unwrap();
    }

    /// Sends a signal to the program that was started.
    pub fn signal(&self, signal: Signal) {
        let id = self.child.process_id().unwrap();
        let pid = Pid::from_raw(i32::try_from(id).unwrap()).unwrap();
        kill_process(pid, signal).unwrap();
    }

    /// Waits for the end and gives the exit code, or the name of the signal that ended it.
    pub fn wait_exit(&mut self) -> Result<u32, String> {
        let end = Instant::now() + LIMIT;
        loop {
            match self
                .output
                .recv_timeout(end.saturating_duration_since(Instant::now()))
            {
                Ok(bytes) => self.raw.extend(bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("still runs\n{}", self.text()),
            }
        }
        self.show_rest();
        let status = self.child.wait().unwrap();
        status
            .signal()
            .map_or(Ok(status.exit_code()), |name| Err(name.to_owned()))
    }

    /// What is not as it was before the program started: modes of the screen, settings of the line.
    pub fn left_behind(&self) -> Vec<String> {
        let screen = self.screen.screen();
        let modes = [
            (screen.alternate_screen(), "alternate screen"),
            (screen.hide_cursor(), "hidden cursor"),
            (screen.bracketed_paste(), "bracketed paste"),
            (
                screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None,
                "mouse",
            ),
            (settings(&*self.master) != self.before, "line settings"),
        ];
        modes
            .iter()
            .filter(|(left, _)| *left)
            .map(|(_, name)| (*name).to_owned())
            .collect()
    }

    /// Catches up with what has arrived, before something is sent that is to change it.
    fn stir(&mut self) {
        if !mem::replace(&mut self.is_stirred, true) {
            self.raw.extend(self.output.try_iter().flatten());
            while self.show_next() {}
        }
    }

    /// Shows what has arrived up to the end of the next frame, or all of it where there are no frames; false
    /// when there is nothing to show yet.
    fn show_next(&mut self) -> bool {
        let from = self
            .shown
            .max(self.sought)
            .saturating_sub(ENDS[0].len() - 1);
        let mut places = self.raw[from..].windows(ENDS[0].len());
        let frame = places.position(|bytes| ENDS.iter().any(|end| bytes == *end));
        self.sought = self.raw.len();
        let until = match frame {
            Some(at) => from + at + ENDS[0].len(),
            None if self.screen.screen().alternate_screen() => self.shown,
            None => self.raw.len(),
        };
        let is_news = until > self.shown;
        if is_news {
            self.screen.process(&self.raw[self.shown..until]);
            (self.shown, self.sought) = (until, until);
            self.is_whole = frame.is_some() || !self.screen.screen().alternate_screen();
        }
        is_news
    }

    /// Shows all that has arrived, whole or not.
    fn show_rest(&mut self) {
        self.screen.process(&self.raw[self.shown..]);
        self.shown = self.raw.len();
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // It may have ended long ago.
        let _ = self.child.kill();
    }
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// The size of the screen that is kept: vt100 panics on screens of no or one cell.
fn kept(rows: u16, columns: u16) -> (u16, u16) {
    // Without a size it is a usual one, as whoever draws on it has to take it.
    let usual = |told, usual| if told == 0 { usual } else { told };
    (usual(rows, 24).max(2), usual(columns, 80).max(2))
}

/// The settings of the line in a form that can be compared.
fn settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}
