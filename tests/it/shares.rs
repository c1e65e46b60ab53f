//! A share is of all: what has no allocation is a part of its own, by its name, in every output.

use std::process::Command;

use chrono::NaiveDate;
use evenkeel::desk::file::{File, Home};
use evenkeel::desk::preferences::Preferences;
use evenkeel::shell::App;
use evenkeel::store;
use ratatui::layout::Size;

use crate::screens::{dark, drawn, press};
use crate::support::words;

/// The board of a workspace on a day before its increment.
pub(crate) fn board(text: &str, width: u16, height: u16) -> App {
    let (workspace, problems) = store::parse(text).unwrap();
    assert_eq!(problems, []);
    let size = Size { width, height };
    let today = NaiveDate::from_ymd_opt(2026, 11, 30);
    let file = File::new(Home::Demo, Vec::new());
    App::new(workspace, file, Preferences::default(), 1, size, today)
}

/// What the program prints of a workspace.
pub(crate) fn printed(args: &str, text: &str) -> String {
    let home = tempfile::TempDir::new().unwrap();
    let path = home.path().join("it.ron");
    std::fs::write(&path, text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_evenkeel"));
    command.args(args.split_whitespace()).arg(&path);
    command.env_clear().env("HOME", home.path());
    let out = command.output().unwrap();
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(out.status.success(), "{said}");
    String::from_utf8(out.stdout).unwrap()
}

/// The words on the screen with every break of a line as one blank.
pub(crate) fn flat(app: &App) -> String {
    let screen = words(&drawn(app, &dark()));
    let inside = screen.replace(['│', '┃', '║', '▐', '▌', '▏'], " ");
    inside.split_whitespace().collect::<Vec<_>>().join(" ")
}

const SHARES: &str = include_str!("fixtures/plan/shares.ron");

#[test]
fn what_has_no_allocation_is_a_part_of_its_own_everywhere() {
    let part = "none set 66 % (4 items, 20 points)";
    for args in [
        "show balance",
        "show plan",
        "export svg-gauges -o -",
        "export html -o -",
    ] {
        let said = printed(args, SHARES);
        assert!(said.contains(part), "{args}: {said}");
    }
    for args in ["export markdown -o -", "export pi-sheet -o -"] {
        let said = printed(args, SHARES);
        let line = said.lines().find(|line| line.starts_with("| None set"));
        let line = line.unwrap_or_else(|| panic!("{args}: {said}"));
        let cells = line.split('|').map(|cell| cell.replace([' ', '%'], ""));
        let cells: Vec<String> = cells.collect();
        assert!(cells.contains(&"66".to_owned()), "{args}: {line}");
        assert!(cells.contains(&"20".to_owned()), "{args}: {line}");
    }
    for (keys, width, height) in [
        ("g b", 200, 60),
        ("g b", 120, 35),
        ("g b", 80, 24),
        ("g p", 200, 60),
        ("g p", 120, 35),
        ("g p", 80, 24),
    ] {
        let mut app = board(SHARES, width, height);
        press(&mut app, keys);
        assert!(flat(&app).contains("none set 66 %"), "{}", flat(&app));
    }
}

#[test]
fn nothing_is_said_to_be_off_that_the_rest_can_set_right() {
    let said = printed("show balance", SHARES);
    assert!(
        said.contains("Business: 17% of 70%, not known yet"),
        "{said}"
    );
    assert!(!printed("show findings", SHARES).contains("allocation-off-target"));
    // Where the rest is small it cannot.
    let text = SHARES.replace(
        "size: 5, bucket: \"technical\"",
        "size: 100, bucket: \"technical\"",
    );
    let said = printed("show balance", &text);
    assert!(said.contains("Technical: 80% of 20%, over"), "{said}");
    assert!(said.contains("Business: 4% of 70%, under"), "{said}");
    assert!(printed("show findings", &text).contains("allocation-off-target"));
}

#[test]
fn a_share_of_what_is_known_says_so() {
    let text = SHARES.replacen("size: 5, bucket: \"business\"", "bucket: \"business\"", 1);
    let words = "of what is known, 1 without size";
    for args in [
        "show balance",
        "show plan",
        "export markdown -o -",
        "export svg-gauges -o -",
    ] {
        let said = printed(args, &text);
        assert!(said.contains(words), "{args}: {said}");
    }
    // Nothing but unknown sizes is no share of zero.
    let text = SHARES.replace(" size: 5,", "");
    let said = printed("show balance", &text);
    assert!(
        said.contains("none set (4 items, no points known)"),
        "{said}"
    );
    assert!(said.contains("Business: no data"), "{said}");
}
