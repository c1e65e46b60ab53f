//! A small list keeper to try the terminal arrangement with.
//!
//! `n` and a line adds it. The other keys: `q` quit, `z` save only at the end, `t` wake soon,
//! `m` mouse off and on, `e` lend the terminal, Ctrl-z stop, `k` stop by signal, `h` hang,
//! `!` panic, `w` panic in a worker.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::wildcard_enum_match_arm,
    reason = "the keeper is as small as can be, and keeps nothing of value"
)]

use std::io::{Write, stdout};
use std::path::PathBuf;
use std::process::{Command, exit};
use std::time::Duration;
use std::{env, fs, thread};

use evenkeel::desk::event::{Chord, Event, Key};
use evenkeel::model::text::clean_line;
use evenkeel::run::terminal::{Options, Program, TerminalFlow, drive, mailbox};
use ratatui::Frame;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use rustix::process::{Signal, getpid, kill_process};

struct Keeper {
    path: PathBuf,
    lines: Vec<String>,
    typing: Option<String>,
    lazy: bool,
    mouse: bool,
    wake: bool,
    size: (u16, u16),
    notice: String,
}

impl Keeper {
    fn save(&mut self) -> Result<(), String> {
        let text = self.lines.join(
            "
",
        ) + "
";
        fs::write(&self.path, text).map_err(|error| error.to_string())
    }

    fn key(&mut self, key: Key) -> TerminalFlow {
        let Some(line) = &mut self.typing else {
            return self.command(key);
        };
        match key {
            Key::Enter => {
                let line = self.typing.take().unwrap();
                self.lines.push(clean_line(&line).into_owned());
                let is_saved = !self.lazy && self.save().is_ok();
                let what = if is_saved { "saved" } else { "added" };
                self.notice = format!("{what} {}", self.lines.last().unwrap());
            }
            Key::Char(c) => line.push(c),
            _ => {}
        }
        TerminalFlow::Redraw
    }

    fn command(&mut self, key: Key) -> TerminalFlow {
        match key {
            Key::Char('n') => self.typing = Some(String::new()),
            Key::Char('q') => return TerminalFlow::Quit,
            Key::Char('z') => (self.lazy, self.notice) = (true, "lazy".to_owned()),
            Key::Char('t') => self.wake = true,
            Key::Char('m') => self.mouse = !self.mouse,
            Key::Char('e') => {
                return TerminalFlow::Lend(Box::new(|| {
                    let script = "printf 'name? '; read name; echo heard $name > \"$0\"";
                    let answer = env::temp_dir().join(format!("keeper-{:?}", getpid()));
                    let mut child = Command::new("sh").args(["-c", script]).arg(&answer).spawn();
                    child.as_mut().unwrap().wait().unwrap();
                    let text = fs::read_to_string(&answer);
                    // Without an answer there is nothing to remove.
                    let _ = fs::remove_file(answer);
                    let text = text.unwrap_or_else(|_| "nothing heard".to_owned());
                    Some(Event::Paste(text))
                }));
            }
            Key::Char('k') => kill_process(getpid(), Signal::TSTP).unwrap(),
            Key::Char('h') => {
                stdout()
                    .write_all(b"\x1b[?2026hhanging\x1b[?2026l")
                    .and_then(|()| stdout().flush())
                    .unwrap();
                loop {
                    thread::park();
                }
            }
            Key::Char('!') => panic!("in the program"),
            Key::Char('w') => drop(thread::spawn(|| panic!("in a worker"))),
            _ => return TerminalFlow::Continue,
        }
        TerminalFlow::Redraw
    }
}

impl Program for Keeper {
    fn handle(&mut self, event: Event) -> TerminalFlow {
        match event {
            Event::Key(Chord {
                key: Key::Char('z'),
                ctrl: true,
                ..
            }) => return TerminalFlow::Suspend,
            Event::Key(Chord {
                key: Key::Char('l'),
                ctrl: true,
                ..
            }) => return TerminalFlow::Repaint,
            Event::Key(Chord {
                key, ctrl: false, ..
            }) => return self.key(key),
            Event::Key(_) => return TerminalFlow::Continue,
            Event::Paste(text) => match &mut self.typing {
                Some(line) => line.push_str(&text),
                None => self.notice = format!("pasted {text}"),
            },
            Event::Pointer(at) => self.notice = format!("clicked {},{}", at.column, at.row),
            Event::Resize { width, height } => self.size = (width, height),
            Event::Focus => self.notice = String::from("chosen"),
            Event::Wake => (self.wake, self.notice) = (false, "woken".to_owned()),
            other => self.notice = format!("not for this program: {other:?}"),
        }
        TerminalFlow::Redraw
    }

    fn draw(&mut self, frame: &mut Frame<'_>) {
        let area = frame.area();
        let typing = self.typing.as_ref().map(|line| format!("typing {line}"));
        let head = format!("ready {}x{}  {}", self.size.0, self.size.1, self.notice);
        let room = usize::from(area.height.saturating_sub(2));
        let shown = self.lines.len().saturating_sub(room);
        let lines = [head, typing.unwrap_or_default()]
            .into_iter()
            .chain(self.lines[shown..].iter().cloned());
        let text: Vec<Line<'_>> = lines
            .map(|line| Line::from(clean_line(&line).into_owned()))
            .collect();
        frame.render_widget(Paragraph::new(text), area);
    }

    fn wake_after(&self) -> Option<Duration> {
        self.wake.then_some(Duration::from_millis(100))
    }

    fn mouse(&self) -> bool {
        self.mouse
    }

    fn save_now(&mut self) -> Result<(), String> {
        self.save()
    }
}

#[test]
#[ignore = "started by the other tests in a terminal of its own"]
fn run() {
    let path = PathBuf::from(env::var_os("KEEPER_FILE").unwrap_or_default());
    let rescued = path.clone();
    let mut keeper = Keeper {
        lines: Vec::new(),
        typing: None,
        lazy: false,
        mouse: true,
        wake: false,
        size: (0, 0),
        notice: String::new(),
        path,
    };
    let options = Options {
        focus: true,
        rescue: Some(Box::new(move || {
            let saved = fs::read_to_string(&rescued).unwrap_or_default();
            fs::write(&rescued, saved + "rescued\n").unwrap();
        })),
    };
    let (_poster, mailbox) = mailbox();
    let (code, message) = match drive(&mut keeper, mailbox, options) {
        Ok(ending) => (ending.code(), ending.message()),
        Err(error) => (2, Some(error.to_string())),
    };
    if let Some(message) = message {
        eprintln!("keeper: {message}");
    }
    exit(i32::from(code));
}
