//! The terminal arrangement in a real terminal, under a small list keeper.
//!
//! The keeper is a test of this very binary that the other tests start in a pseudo-terminal.

mod board;
mod burst;
mod cards;
mod evening;
mod keeper;
mod room;
mod soak;

use std::fs;
use std::process::{Command, Stdio};

use rustix::process::Signal;
use tempfile::TempDir;

use crate::support::pty::{Pty, Spawn};

const KEEPER: [&str; 4] = [
    "terminal::keeper::run",
    "--exact",
    "--ignored",
    "--nocapture",
];

fn keeper(folder: &TempDir) -> Spawn {
    Spawn::program(std::env::current_exe().unwrap())
        .args(KEEPER)
        .env("KEEPER_FILE", folder.path().join("list"))
}

fn started() -> (Pty, TempDir) {
    let folder = TempDir::new().unwrap();
    let mut pty = keeper(&folder).start();
    pty.wait_for("ready 80x24");
    (pty, folder)
}

fn kept(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("list")).unwrap_or_default()
}

/// The keeper as a job of a shell that says when the job has stopped, and continues it after a line.
fn started_as_job() -> (Pty, TempDir) {
    let folder = TempDir::new().unwrap();
    let script = r#"set -m; "$0" "$@"; echo "stopped $?"; read go; fg; echo "ended $?""#;
    let exe = std::env::current_exe().unwrap();
    let mut pty = Spawn::program("sh")
        .args(["-c", script, exe.to_str().unwrap()])
        .args(KEEPER)
        .env("KEEPER_FILE", folder.path().join("list"))
        .start();
    pty.wait_for("ready 80x24");
    (pty, folder)
}

#[test]
fn quitting_leaves_the_terminal_as_it_was() {
    let (mut pty, _folder) = started();
    assert_eq!(
        pty.left_behind(),
        [
            "alternate screen",
            "hidden cursor",
            "bracketed paste",
            "mouse",
            "line settings"
        ]
    );
    pty.type_keys("nfirst\rq");
    assert_eq!(pty.wait_exit(), Ok(0));
    assert_eq!(pty.left_behind(), [""; 0]);
}

#[test]
fn signals_save_restore_and_tell_their_number() {
    for (signal, code) in [
        (Signal::TERM, 143),
        (Signal::HUP, 129),
        (Signal::INT, 130),
        (Signal::QUIT, 131),
    ] {
        let (mut pty, folder) = started();
        pty.send("z");
        pty.wait_for("lazy");
        pty.type_keys("nfirst\r");
        pty.wait_for("added first");
        pty.signal(signal);
        assert_eq!(pty.wait_exit(), Ok(code));
        assert_eq!(pty.left_behind(), [""; 0]);
        assert_eq!(kept(&folder), "first\n");
    }
}

#[test]
fn a_program_that_hangs_is_ended_and_saved_all_the_same() {
    let (mut pty, folder) = started();
    pty.type_keys("nfirst\r");
    pty.wait_for("saved first");
    pty.send("h");
    pty.wait_for("hanging");
    pty.signal(Signal::TERM);
    assert_eq!(pty.wait_exit(), Ok(143));
    assert_eq!(pty.left_behind(), [""; 0]);
    assert_eq!(kept(&folder), "first\nrescued\n");
}

#[test]
fn a_panic_saves_and_ends_with_a_report_on_a_clean_terminal() {
    for (key, place) in [("!", "in the program"), ("w", "in a worker")] {
        let (mut pty, folder) = started();
        pty.type_keys("znfirst\r");
        pty.wait_for("added first");
        pty.send(key);
        assert_eq!(pty.wait_exit(), Ok(101));
        assert_eq!(pty.left_behind(), [""; 0]);
        assert_eq!(kept(&folder), "first\n");
        let raw = String::from_utf8_lossy(pty.raw()).into_owned();
        let (_, after) = raw.rsplit_once("\x1b[?1049l").unwrap();
        assert!(after.contains("Your work is saved."), "{after}");
        assert!(after.contains(place), "{after}");
        assert_eq!(raw.matches("panicked at").count(), 1, "{raw}");
    }
}

#[test]
fn a_paste_is_text_even_if_it_holds_its_own_end() {
    let (mut pty, folder) = started();
    pty.send("\x1b[200~q!\x1b[201~");
    pty.wait_for("pasted q!");
    pty.send("\x1b[200~q\x1b[201~q\r!\x1b[201~");
    pty.wait_for("pasted qq !");
    pty.type_keys("nfirst\r");
    pty.wait_for("saved first");
    assert_eq!(kept(&folder), "first\n");
}

#[test]
fn a_long_burst_of_keys_arrives_whole() {
    let (mut pty, folder) = started();
    let lines: Vec<String> = (0..1000).map(|n| format!("nline {n}\r")).collect();
    pty.type_keys(&lines.concat());
    pty.wait_for("saved line 999");
    assert_eq!(kept(&folder).lines().count(), 1000);
}

#[test]
fn every_size_is_survived() {
    let (mut pty, _folder) = started();
    for (columns, rows) in [(1, 1), (2, 80), (80, 2), (1000, 500), (1200, 600)] {
        pty.resize(columns, rows);
    }
    pty.resize(100, 30);
    pty.wait_for("ready 100x30");
    pty.resize(0, 0);
    pty.resize(80, 24);
    pty.wait_for("ready 80x24");
}

#[test]
fn it_starts_on_a_terminal_without_a_size() {
    let folder = TempDir::new().unwrap();
    let mut pty = keeper(&folder).size(0, 0).start();
    // It is taken for a usual one, until it says something else.
    pty.wait_for("ready 80x24");
    pty.resize(100, 30);
    pty.wait_for("ready 100x30");
}

#[test]
fn focus_is_reported() {
    let (mut pty, _folder) = started();
    pty.send("\x1b[O\x1b[I");
    pty.wait_for("chosen");
}

#[test]
fn it_wakes_when_it_asked_to() {
    let (mut pty, _folder) = started();
    pty.send("t");
    pty.wait_for("woken");
}

#[test]
fn the_mouse_is_given_back_on_demand() {
    let (mut pty, _folder) = started();
    pty.send("\x1b[<0;3;5M");
    pty.wait_for("clicked 2,4");
    pty.send("m");
    pty.wait_until("mouse off", |screen| {
        screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    });
}

#[test]
fn another_program_gets_the_terminal_and_its_keys() {
    let (mut pty, _folder) = started();
    pty.send("e");
    pty.wait_for("name?");
    assert_eq!(pty.left_behind(), [""; 0]);
    pty.send("\x03");
    pty.wait_for("nothing heard");
    pty.send("e");
    // The first question is still there, on the screen that comes back.
    pty.wait_until("a second question", |screen| {
        screen.contents().matches("name?").count() == 2
    });
    pty.send("quick brown\r");
    pty.wait_for("heard quick brown");
    pty.type_keys("nfirst\r");
    pty.wait_for("saved first");
}

#[test]
fn the_stop_key_and_the_stop_signal_give_the_terminal_to_the_shell() {
    for stop in ["\x1a", "k"] {
        let (mut pty, folder) = started_as_job();
        pty.type_keys("znfirst\r");
        pty.wait_for("added first");
        pty.send(stop);
        pty.wait_for("stopped 1");
        assert_eq!(pty.left_behind(), [""; 0]);
        assert_eq!(kept(&folder), "first\n");
        pty.send("\n");
        pty.wait_for("ready 80x24");
        pty.wait_for("first");
        pty.type_keys("nsecond\r");
        pty.wait_for("added second");
        pty.send("q");
        pty.wait_for("ended 0");
        assert_eq!(pty.wait_exit(), Ok(0));
        assert_eq!(pty.left_behind(), [""; 0]);
    }
}

#[test]
fn a_program_that_no_shell_could_continue_does_not_stop() {
    let (mut pty, _folder) = started();
    pty.send("\x1a");
    pty.type_keys("nfirst\r");
    pty.wait_for("saved first");
}

#[test]
fn without_a_capable_terminal_it_says_so_and_writes_nothing() {
    let folder = TempDir::new().unwrap();
    for name in ["dumb", ""] {
        let mut pty = keeper(&folder).env("TERM", name).start();
        assert_eq!(pty.wait_exit(), Ok(2));
        assert!(
            pty.text().contains("cannot be drawn with TERM"),
            "{}",
            pty.text()
        );
        assert!(!pty.raw().contains(&0x1b));
    }
    let output = Command::new(std::env::current_exe().unwrap())
        .args(KEEPER)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "keeper: the board needs a terminal, but standard output is none; start it in a terminal window\n"
    );
    assert!(!output.stdout.contains(&0x1b));
}
