//! Random work with everything that goes wrong beside it: kills, other days, files put back, a state directory that
//! vanishes.
//!
//! What the screen called saved or kept is there again, the file always opens, and undo leads back to the start.
//! `SOAK_SECONDS` says how long; `SOAK_SEED` tells one run from another.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::FileExt as _;
use std::time::{Duration, Instant};

use evenkeel::model::Workspace;
use evenkeel::model::item::Item;
use evenkeel::model::text::{Problem, Severity};
use evenkeel::store::{self, RealFiles};
use rustix::process::Signal;

use super::board::crash::killed;
use super::board::{Desk, ends};
use crate::support::pty::Pty;

/// What is pressed between two new items: moves, estimates, copies, undo and redo, other views, what lies over them.
const PRESSED: [&str; 16] = [
    "\x1b[B", "\x1b[A", "\x1b[C", "5", "8", "1", "c", "u", "U", "gp", "gr", "gi", "?", ":", "L",
    "s",
];
/// Esc in the form that no key after it can become a part of.
const ESC: &str = "\x1b[27u";

/// Numbers from a seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % count as u64).unwrap()
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

struct Soak {
    desk: Desk,
    chance: Chance,
    /// How many items were made.
    made: usize,
    /// How many sessions were killed with work kept, killed with all saved, put back, ended.
    ended: [usize; 4],
    /// How often the state directory vanished, and how many journals were damaged.
    vanished: usize,
    damaged: usize,
}

impl Soak {
    fn open(&mut self) -> Pty {
        let shop = self.desk.shop();
        // A clock ahead or behind: the program sees the day of its time zone.
        let zone = ["UTC0", "XXX-14", "XXX12"][self.chance.below(3)];
        let board = self.desk.evenkeel(&[shop.to_str().unwrap()]);
        let mut pty = board.env("TZ", zone).start();
        pty.wait_until("the board, with everything saved", |screen| {
            let seen = screen.contents();
            seen.contains("Backlog") && seen.contains("✓ saved")
        });
        pty
    }

    fn workspace(&self) -> Workspace {
        let opened = store::open(&RealFiles, &self.desk.shop()).unwrap();
        let is_error = |problem: &Problem| problem.severity == Severity::Error;
        assert!(
            !opened.problems.iter().any(is_error),
            "{:?}",
            opened.problems
        );
        opened.workspace
    }

    /// Some keys, and then an item with a name of its own; gives the name once it is kept.
    fn work(&mut self, pty: &mut Pty, is_enough: fn(&str) -> bool) -> String {
        let mut keys = String::new();
        for _ in 0..self.chance.below(12) {
            for key in PRESSED[self.chance.below(PRESSED.len())]
                .split_inclusive(|c: char| c != '\x1b' && c != '[')
            {
                keys += key;
                keys += "\x1b[I";
            }
        }
        self.made += 1;
        let name = format!("made {}x", self.made);
        let typed: Vec<String> = name.chars().map(|c| format!("\x1b[I{c}")).collect();
        pty.send(format!(
            "{keys}{}g\x1b[Ib\x1b[In{}\x1b[I\r{ESC}",
            ESC.repeat(4),
            typed.concat()
        ));
        pty.wait_until(&name, |screen| {
            let seen = screen.contents();
            seen.contains(&name) && !seen.contains("Enter save") && is_enough(&seen)
        });
        name
    }

    /// One session, ended in some way; then what was promised is there.
    fn session(&mut self) {
        let mut pty = self.open();
        for _ in 0..self.chance.below(3) {
            self.work(&mut pty, |seen| seen.contains("✓ saved"));
        }
        match self.chance.below(8) {
            0 | 1 => {
                // In one step, as the program may be writing into it.
                let gone = self.desk.state().with_extension(self.made.to_string());
                fs::rename(self.desk.state(), gone).unwrap();
                self.vanished += 1;
            }
            2 => self.damage(),
            _ => {}
        }
        let end = self.chance.below(4);
        self.ended[end] += 1;
        match end {
            // What is called kept comes back.
            0 => {
                let kept =
                    |seen: &str| seen.contains("✓ saved") || seen.contains("unsaved · backed up");
                let name = self.work(&mut pty, kept);
                killed(pty);
                let mut pty = self.open();
                let workspace = self.workspace();
                assert!(
                    workspace.all::<Item>().any(|item| item.title == name),
                    "{name}"
                );
                pty.send("q");
                ends(&mut pty, 0);
            }
            // What is called saved is in the file, and nothing comes after it.
            1 => {
                self.work(&mut pty, |seen| seen.contains("✓ saved"));
                let saved = self.workspace();
                killed(pty);
                assert_eq!(self.workspace(), saved);
                let mut pty = self.open();
                pty.send("q");
                ends(&mut pty, 0);
                assert_eq!(self.workspace(), saved);
            }
            // A file that is put back stays as it is.
            2 => {
                let before = fs::read(self.desk.shop()).unwrap();
                self.work(&mut pty, |seen| seen.contains("✓ saved"));
                if self.chance.below(2) == 0 {
                    killed(pty);
                } else {
                    pty.send("q");
                    ends(&mut pty, 0);
                }
                fs::write(self.desk.shop(), &before).unwrap();
                let mut pty = self.open();
                pty.send("q");
                ends(&mut pty, 0);
                assert!(fs::read(self.desk.shop()).unwrap() == before);
            }
            _ => {
                let name = self.work(&mut pty, |_| true);
                pty.signal(Signal::TERM);
                ends(&mut pty, 143);
                let workspace = self.workspace();
                assert!(
                    workspace.all::<Item>().any(|item| item.title == name),
                    "{name}"
                );
            }
        }
    }

    /// Changes a byte of each journal where it stands.
    fn damage(&mut self) {
        let names = fs::read_dir(self.desk.state().join("evenkeel/journal")).unwrap();
        for path in names.map(|name| name.unwrap().path()) {
            if path.extension().is_some_and(|ends| ends == "journal") {
                let file = fs::File::options().write(true).open(&path).unwrap();
                let middle = file.metadata().unwrap().len() / 2;
                file.write_at(b"\0", middle).unwrap();
                self.damaged += 1;
            }
        }
    }

    /// Sessions that are killed, and undo of all they did.
    fn back_to_the_start(&mut self) {
        self.desk = Desk::new();
        let start = self.workspace();
        for _ in 0..2 {
            let mut pty = self.open();
            self.work(&mut pty, |seen| seen.contains("✓ saved"));
            killed(pty);
        }
        let mut pty = self.open();
        pty.send("\x1b[Iu".repeat(60));
        pty.wait_for("there is nothing to undo");
        pty.send("q");
        ends(&mut pty, 0);
        assert_eq!(self.workspace(), start);
    }
}

#[test]
fn nothing_that_was_promised_is_lost() {
    let end = Instant::now() + Duration::from_secs(number("SOAK_SECONDS").unwrap_or(3));
    let seed = number("SOAK_SEED").unwrap_or(20_261_130);
    let mut soak = Soak {
        desk: Desk::new(),
        chance: Chance(seed | 1),
        made: 0,
        ended: [0; 4],
        vanished: 0,
        damaged: 0,
    };
    let mut sessions = 0;
    while Instant::now() < end {
        soak.session();
        sessions += 1;
        if sessions % 20 == 0 {
            soak.back_to_the_start();
        }
    }
    soak.back_to_the_start();
    assert!(sessions > 0 && soak.made > 0, "something was done");
    let Soak {
        made,
        ended,
        vanished,
        damaged,
        ..
    } = soak;
    let told = format!(
        "{sessions} sessions {ended:?}, {made} items, {vanished} states gone, {damaged} journals damaged\n"
    );
    std::io::stderr().write_all(told.as_bytes()).unwrap();
}
