//! The board itself in a real terminal: it opens, saves, ends well, and can be stopped.

pub(super) mod crash;

use std::fs;
use std::path::PathBuf;

use evenkeel::desk::event::Chord;
use evenkeel::model::item::Item;
use evenkeel::store::{self, RealFiles};
use rustix::process::Signal;
use tempfile::TempDir;

use crate::support::pty::{Pty, Spawn};

const SHOP: &str = "(\n    items: [(id: \"a1\", title: \"Guest checkout\")],\n)\n";
/// The key that makes a copy of the item, and what is said then.
const COPY: (&str, &str) = ("c", "copied");

/// A user of their own, with a workspace.
pub(super) struct Desk(TempDir);

impl Desk {
    pub(super) fn new() -> Self {
        let desk = Self(TempDir::new().unwrap());
        fs::write(desk.shop(), SHOP).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(super) fn shop(&self) -> PathBuf {
        self.path("shop.ron")
    }

    /// Where the program keeps journals and versions.
    pub(super) fn state(&self) -> PathBuf {
        self.path("state")
    }

    fn spawn(&self, program: Spawn) -> Spawn {
        program
            .env("HOME", self.0.path())
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("XDG_STATE_HOME", self.state())
            .env("SSH_TTY", "not asked for colors")
            // The clipboard of whoever runs the tests is theirs.
            .env("DISPLAY", "")
            .env("WAYLAND_DISPLAY", "")
            .size(120, 35)
    }

    pub(super) fn evenkeel(&self, args: &[&str]) -> Spawn {
        self.spawn(Spawn::evenkeel()).args(args.iter().copied())
    }

    /// The board on the workspace.
    pub(super) fn open(&self) -> Pty {
        let mut pty = self.evenkeel(&[self.shop().to_str().unwrap()]).start();
        pty.wait_for("Guest checkout");
        pty
    }

    pub(super) fn titles(&self) -> Vec<String> {
        let workspace = store::open(&RealFiles, &self.shop()).unwrap().workspace;
        workspace
            .all::<Item>()
            .map(|item| item.title.clone())
            .collect()
    }
}

#[test]
fn a_message_is_copied_through_the_terminal() {
    let desk = Desk::new();
    let mut pty = desk.open();
    pty.send("e");
    pty.wait_for("Message for");
    pty.send("y");
    pty.wait_for("sent to the terminal's clipboard");
    // OSC 52 with “Hello,” in base 64 at the start of the text.
    let wanted = b"\x1b]52;c;SGVsbG8s";
    let raw = pty.raw();
    assert!(raw.windows(wanted.len()).any(|bytes| bytes == wanted));
}

#[test]
fn a_file_with_markers_is_written_when_the_last_conflict_is_settled() {
    let desk = Desk::new();
    let line = |size: u8| format!("        size: {size},\n");
    let marked = SHOP.replace(
        ")],\n",
        &format!(
            ",\n<<<<<<< HEAD\n{}=======\n{}>>>>>>> pricing\n    )],\n",
            line(5),
            line(8)
        ),
    );
    fs::write(desk.shop(), &marked).unwrap();
    let mut pty = desk.open();
    pty.wait_for("1 conflict to review");
    edit(&mut pty);
    pty.send("C");
    pty.wait_for("pricing");
    assert_eq!(fs::read_to_string(desk.shop()).unwrap(), marked);
    pty.send("t");
    pty.wait_for("every conflict is decided");
    pty.wait_until("the merge to be saved", saved);
    let workspace = store::open(&RealFiles, &desk.shop()).unwrap().workspace;
    let sizes: Vec<_> = workspace.all::<Item>().map(|item| item.size).collect();
    assert_eq!(sizes.len(), 2);
    let eight = evenkeel::model::number::Number::whole(8);
    assert!(sizes.iter().any(|size| size.value == Some(eight)));
}

#[test]
fn setting_git_up_asks_first() {
    let desk = Desk::new();
    let git = |args: &[&str]| {
        let mut command = std::process::Command::new("git");
        command.args(args).current_dir(desk.path("")).output()
    };
    if git(&["init", "-q"]).is_err() {
        return;
    }
    for (answer, attributes) in [("n\r", None), ("y\r", Some("/shop.ron merge=evenkeel\n"))] {
        let script = r#"cd "$1" && "$0" git-setup; echo "ended $?""#;
        let mut pty = desk
            .spawn(Spawn::program("sh"))
            .args(["-c", script, env!("CARGO_BIN_EXE_evenkeel")])
            .args([desk.path("").to_str().unwrap()])
            .start();
        pty.wait_for("Write this? [y/N]");
        pty.send(answer);
        pty.wait_for("ended 0");
        let text = fs::read_to_string(desk.path(".gitattributes")).ok();
        assert_eq!(text.as_deref(), attributes);
    }
}

/// Whether the top bar says that all of it is in the file; a half of that is in `unsaved`.
pub(super) fn saved(screen: &vt100::Screen) -> bool {
    screen.contents().contains("✓ saved")
}

/// Makes an edit and waits until it is on the screen.
fn edit(pty: &mut Pty) {
    pty.send(COPY.0);
    pty.wait_for(COPY.1);
}

#[track_caller]
pub(super) fn ends(pty: &mut Pty, code: u32) {
    assert_eq!(pty.wait_exit(), Ok(code), "{}", pty.text());
    assert_eq!(pty.left_behind(), [""; 0]);
}

#[test]
fn the_sample_opens_and_touches_nothing() {
    let desk = Desk::new();
    let mut pty = desk.evenkeel(&["demo"]).env("SSH_TTY", "").start();
    pty.wait_for("Backlog");
    assert!(pty.text().contains("not in a file"), "{}", pty.text());
    pty.send("q");
    ends(&mut pty, 0);
    let left: Vec<_> = fs::read_dir(desk.0.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn the_first_start_welcomes_and_offers_the_sample() {
    let desk = Desk::new();
    let mut pty = desk.evenkeel(&[]).start();
    pty.wait_for("n writes the first item");
    pty.send("S");
    pty.wait_for("Roundtrip");
    // Ctrl-C is for copying; nothing leaves by reflex.
    pty.send("\x03");
    pty.wait_for("q quits");
    pty.send("q");
    ends(&mut pty, 0);
}

#[test]
fn an_edit_is_saved_by_itself_and_is_there_again() {
    let desk = Desk::new();
    let mut pty = desk.open();
    edit(&mut pty);
    pty.wait_until("the edit to be saved", saved);
    pty.send("q");
    ends(&mut pty, 0);
    assert_eq!(desk.titles().len(), 2);
    let text = fs::read_to_string(desk.shop()).unwrap();
    assert!(
        text.contains("(id: \"a1\", title: \"Guest checkout\")"),
        "{text}"
    );
    // Without a name the last workspace opens.
    let mut pty = desk.evenkeel(&[]).start();
    pty.wait_for("Guest checkout");
    pty.send("q");
    ends(&mut pty, 0);
}

#[test]
fn quitting_at_once_saves_first() {
    let desk = Desk::new();
    let mut pty = desk.open();
    edit(&mut pty);
    pty.send("q");
    ends(&mut pty, 0);
    assert_eq!(desk.titles().len(), 2);
}

#[test]
fn a_signal_saves_the_edit() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let desk = Desk::new();
        let mut pty = desk.open();
        edit(&mut pty);
        pty.signal(signal);
        ends(&mut pty, code);
        assert_eq!(desk.titles().len(), 2, "{signal:?}");
    }
}

#[test]
fn stopping_saves_and_continuing_shows_it_again() {
    let desk = Desk::new();
    let script = r#"set -m; "$0" "$@"; echo "stopped $?"; read go; fg; echo "ended $?""#;
    let binary = env!("CARGO_BIN_EXE_evenkeel");
    let shop = desk.shop();
    let args = ["-c", script, binary, shop.to_str().unwrap()];
    let mut pty = desk.spawn(Spawn::program("sh")).args(args).start();
    pty.wait_for("Guest checkout");
    edit(&mut pty);
    pty.send(":");
    pty.wait_for("Commands");
    pty.type_keys("suspend\r");
    pty.wait_for("stopped 1");
    assert_eq!(desk.titles().len(), 2);
    pty.send("\n");
    pty.wait_for("Guest checkout");
    pty.send("q");
    pty.wait_for("ended 0");
    ends(&mut pty, 0);
}

#[test]
fn what_is_written_elsewhere_comes_in_and_both_are_saved() {
    let desk = Desk::new();
    let mut pty = desk.open();
    let theirs = format!(
        "// theirs\n{}",
        SHOP.replace("Guest checkout", "Quick checkout")
    );
    fs::write(desk.shop(), theirs).unwrap();
    pty.wait_for("Quick checkout");
    pty.wait_for("1 field of 1 item");
    edit(&mut pty);
    pty.send("q");
    ends(&mut pty, 0);
    let titles = desk.titles();
    let theirs = titles.iter().all(|title| title.contains("Quick checkout"));
    assert!(titles.len() == 2 && theirs, "{titles:?}");
    assert!(
        fs::read_to_string(desk.shop())
            .unwrap()
            .starts_with("// theirs")
    );
}

#[test]
fn a_second_window_follows_and_changes_nothing() {
    let desk = Desk::new();
    let shop = desk.shop();
    let mut follower = desk
        .evenkeel(&["follow", shop.to_str().unwrap(), "--present"])
        .start();
    follower.wait_for("Guest checkout");
    follower.wait_for("PRESENTING");
    follower.send(COPY.0);
    follower.wait_for("only follows");
    assert!(!desk.path("state").exists(), "it keeps nothing");
    // What the first window saves is seen in the second.
    let mut board = desk.open();
    board.type_keys("nGift cards\r\x13");
    board.wait_until("the item to be saved", |screen| {
        saved(screen) && desk.titles().len() == 2
    });
    follower.wait_for("Gift cards");
    let saved = fs::read(&shop).unwrap();
    follower.send("x q");
    ends(&mut follower, 0);
    assert_eq!(fs::read(&shop).unwrap(), saved);
    board.send("q");
    ends(&mut board, 0);
}

#[test]
fn a_file_that_cannot_be_read_any_more_is_left_alone() {
    let desk = Desk::new();
    let mut pty = desk.open();
    let theirs = "(\n<<<<<<< ours\n)";
    fs::write(desk.shop(), theirs).unwrap();
    edit(&mut pty);
    pty.wait_for("NOT SAVED");
    pty.send("q");
    pty.wait_for("Quit");
    let mine = desk.path("mine");
    pty.send("\r");
    pty.wait_for("Save as");
    pty.type_keys(&format!("{}\r", mine.display()));
    pty.wait_for("saved as mine.ron");
    pty.send("q");
    ends(&mut pty, 0);
    assert_eq!(fs::read_to_string(desk.shop()).unwrap(), theirs);
    let kept = fs::read_to_string(mine.with_extension("ron")).unwrap();
    assert_eq!(kept.matches("Guest checkout").count(), 2, "{kept}");
}

#[test]
fn two_boards_know_of_each_other_and_each_has_the_edits_of_both() {
    let desk = Desk::new();
    let (mut one, mut other) = (desk.open(), desk.open());
    one.wait_for("2 boards");
    other.wait_for("2 boards");
    edit(&mut one);
    other.wait_for("1 added");
    edit(&mut other);
    one.wait_for("1 added");
    one.send("q");
    ends(&mut one, 0);
    other.wait_for("no other board is open");
    other.send("q");
    ends(&mut other, 0);
    assert_eq!(desk.titles().len(), 3);
}

#[test]
fn a_save_that_failed_is_tried_again() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: PathBuf, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let desk = Desk::new();
    let mut pty = desk.open();
    mode(desk.shop(), 0o444);
    pty.send(COPY.0);
    pty.wait_for("NOT SAVED");
    mode(desk.shop(), 0o644);
    pty.wait_for("shop.ron is saved");
    assert_eq!(desk.titles().len(), 2);
}

#[test]
fn a_broken_file_is_shown_and_left_alone() {
    let desk = Desk::new();
    fs::write(desk.shop(), "(\n<<<<<<< ours\n)").unwrap();
    let mut pty = desk.evenkeel(&[desk.shop().to_str().unwrap()]).start();
    ends(&mut pty, 1);
    assert!(pty.text().contains("line 2, column 1"), "{}", pty.text());
    assert!(pty.text().contains("2 | <<<<<<< ours"), "{}", pty.text());
    assert!(!pty.raw().contains(&0x1b));
    assert_eq!(
        fs::read_to_string(desk.shop()).unwrap(),
        "(\n<<<<<<< ours\n)"
    );
}

#[test]
fn the_board_is_compared_with_what_was_before_the_first_edit() {
    let desk = Desk::new();
    let mut pty = desk.open();
    edit(&mut pty);
    // By then what was before is kept, too.
    pty.wait_until("the edit to be saved", saved);
    pty.send("A");
    pty.wait_for("backup 1");
    pty.send("\r");
    pty.wait_for("AGAINST 20");
    pty.wait_for("no rank changed");
    pty.send("A");
    pty.wait_for("no longer against");
    pty.send("q");
    ends(&mut pty, 0);
}

#[test]
fn another_workspace_opens_or_the_present_one_stays() {
    let desk = Desk::new();
    fs::write(desk.path("bad.ron"), "(\n    items: [\n").unwrap();
    fs::write(desk.path("good.ron"), SHOP.replace("Guest", "Quick")).unwrap();
    let mut pty = desk.open();
    let open = |name: &str| format!("o{}\r", desk.path(name).display());
    pty.type_keys(&open("bad.ron"));
    pty.wait_for("bad.ron: line ");
    assert!(pty.text().contains("Guest checkout"), "{}", pty.text());
    pty.type_keys(&open("good.ron"));
    pty.wait_for("Quick checkout");
    pty.send("q");
    ends(&mut pty, 0);
    assert_eq!(desk.titles(), ["Guest checkout"]);
}

#[test]
fn a_slip_in_the_settings_is_named_and_the_rest_counts() {
    let desk = Desk::new();
    let settings = desk.path("mine.ron");
    let key = Chord::parse("Z").unwrap();
    fs::write(
        &settings,
        format!("(\n    theme: Drak,\n    keys: {{\"app.quit\": [\"{key}\"]}},\n)"),
    )
    .unwrap();
    let shop = desk.shop();
    let args = [
        "--config",
        settings.to_str().unwrap(),
        shop.to_str().unwrap(),
    ];
    let mut pty = desk.evenkeel(&args).start();
    pty.wait_for("settings, line 2, column 12");
    pty.send("Z");
    ends(&mut pty, 0);
}

#[test]
fn the_smallest_screen_is_survived() {
    let desk = Desk::new();
    let shop = desk.shop();
    let mut pty = desk.evenkeel(&[shop.to_str().unwrap()]).size(1, 1).start();
    pty.wait_until("alternate screen", vt100::Screen::alternate_screen);
    pty.resize(120, 35);
    pty.wait_for("Guest checkout");
    pty.send("q");
    ends(&mut pty, 0);
}

#[test]
fn a_terminal_without_a_size_takes_keys() {
    let desk = Desk::new();
    let shop = desk.shop();
    let mut pty = desk.evenkeel(&[shop.to_str().unwrap()]).size(0, 0).start();
    pty.wait_for("Guest checkout");
    edit(&mut pty);
    pty.wait_until("the edit to be saved", saved);
    pty.send("q");
    ends(&mut pty, 0);
    assert_eq!(desk.titles().len(), 2);
}

#[test]
fn keys_act_right_after_any_size() {
    let desk = Desk::new();
    let mut pty = desk.open();
    for (columns, rows) in [(1, 1), (0, 0), (80, 2), (2, 24)] {
        pty.resize(columns, rows);
        pty.resize(120, 35);
        pty.type_keys("c");
        // What undid the copy before it names it too.
        pty.wait_until("a new copy", |screen| {
            let shown = screen.contents();
            shown.contains("copied") && !shown.contains("undid")
        });
        pty.type_keys("u");
        pty.wait_for("undid");
    }
    pty.send("q");
    ends(&mut pty, 0);
    assert_eq!(desk.titles(), ["Guest checkout"]);
}
