//! What is there again after the board was killed.

use std::fs;

use rustix::process::Signal;

use super::{Desk, edit, ends, saved};
use crate::support::pty::Pty;

/// Ends the program as a power cut would, as soon as the journal has the edit.
pub(in crate::terminal) fn killed(mut pty: Pty) {
    pty.signal(Signal::KILL);
    assert!(pty.wait_exit().is_err());
}

#[test]
fn an_edit_no_file_has_comes_back_and_can_be_undone_then() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let mut pty = desk.open();
    // A file that cannot be written keeps the edit out of it.
    fs::set_permissions(desk.shop(), fs::Permissions::from_mode(0o444)).unwrap();
    edit(&mut pty);
    pty.wait_for("NOT SAVED · backed up");
    killed(pty);
    assert_eq!(desk.titles().len(), 1);
    fs::set_permissions(desk.shop(), fs::Permissions::from_mode(0o644)).unwrap();
    let mut pty = desk.evenkeel(&[desk.shop().to_str().unwrap()]).start();
    pty.wait_for("recovered 1 edit that had not reached the file: copied");
    pty.wait_until("what came back to be saved", saved);
    assert_eq!(desk.titles().len(), 2);
    pty.send("q");
    ends(&mut pty, 0);
    // What was done in an earlier session can be undone.
    let mut pty = desk.open();
    pty.send("u");
    pty.wait_for("undid: copied");
    pty.send("q");
    ends(&mut pty, 0);
    assert_eq!(desk.titles(), ["Guest checkout"]);
}

#[test]
fn untitled_work_comes_back_until_it_is_let_go() {
    let desk = Desk::new();
    let mut pty = desk.evenkeel(&[]).start();
    pty.wait_for("n writes the first item");
    pty.type_keys("nBuy shoes\r\x1b");
    pty.wait_for("not in a file · backed up");
    killed(pty);
    let mut pty = desk.evenkeel(&[]).start();
    pty.wait_for("recovered: untitled work from");
    pty.wait_for("Buy shoes");
    pty.send("qQ");
    ends(&mut pty, 0);
    let mut pty = desk.evenkeel(&[]).start();
    pty.wait_for("n writes the first item");
}

/// Whether a journal holds a text.
fn keeps(desk: &Desk, text: &str) -> bool {
    let names = fs::read_dir(desk.path("state/evenkeel/journal"));
    let mut texts = names
        .into_iter()
        .flatten()
        .filter_map(|name| fs::read_to_string(name.ok()?.path()).ok());
    texts.any(|held| held.contains(text))
}

#[test]
fn text_being_typed_comes_back() {
    let desk = Desk::new();
    let mut pty = desk.open();
    pty.type_keys("nHalf a thought");
    pty.wait_for("Half a thought");
    // The program draws once more when the text is kept.
    pty.wait_until("the journal to hold the text", |_| {
        keeps(&desk, "Half a thought")
    });
    killed(pty);
    let mut pty = desk.evenkeel(&[desk.shop().to_str().unwrap()]).start();
    pty.wait_for("text you were typing was kept");
    pty.type_keys(":kept text\r");
    pty.wait_for("New item:");
    pty.wait_for("Half a thought");
    pty.send("b");
    pty.type_keys(" more\r");
    pty.wait_for("new item “Half a thought more”");
}

#[test]
fn text_in_an_editor_outlives_the_board() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
        let desk = Desk::new();
        let editor = "f() { printf 'half a thought' > \"$1\"; echo editing; read line; }; f";
        let shop = desk.shop();
        let board = desk.evenkeel(&[shop.to_str().unwrap()]);
        let mut pty = board.env("VISUAL", editor).start();
        pty.wait_for("Guest checkout");
        pty.send("\r");
        pty.wait_for("Edit item");
        // Past the estimates to the group of the request, the first long text.
        pty.send("\x1b[B".repeat(6));
        pty.send("\r");
        pty.wait_for("- Request and need");
        pty.send("\r");
        pty.wait_for("Ctrl-e");
        pty.send("\x05");
        pty.wait_for("editing");
        pty.signal(signal);
        ends(&mut pty, code);
        let mut pty = desk.evenkeel(&[shop.to_str().unwrap()]).start();
        pty.wait_for("text you were typing was kept");
        pty.type_keys(":kept text\r");
        pty.wait_for("Text in an editor:");
        pty.wait_for("half a thought");
    }
}

#[test]
fn what_was_typed_into_a_form_goes_back_into_it() {
    let desk = Desk::new();
    let mut pty = desk.open();
    pty.send("\r");
    pty.wait_for("Edit item");
    pty.send("\x1b[Z".repeat(3));
    pty.send("\x1b[F");
    pty.type_keys(" in one step\t");
    pty.wait_until("the journal to hold the text", |_| {
        keeps(&desk, "in one step")
    });
    killed(pty);
    let mut pty = desk.evenkeel(&[desk.shop().to_str().unwrap()]).start();
    pty.wait_for("text you were typing was kept");
    pty.type_keys(":kept text\r");
    pty.wait_for("puts it back");
    pty.send("b");
    pty.wait_for("back in its form");
    assert_eq!(desk.titles()[0], "Guest checkout", "nothing is saved yet");
    pty.send("\x13");
    pty.wait_until("the form to be closed", |screen| {
        let seen = screen.contents();
        seen.contains("Guest checkout in one step") && !seen.contains("Edit item")
    });
    pty.send("q");
    ends(&mut pty, 0);
    assert_eq!(desk.titles()[0], "Guest checkout in one step");
}

#[test]
fn what_a_killed_save_left_beside_the_file_goes_and_what_is_not_ours_stays() {
    let desk = Desk::new();
    let before = fs::read(desk.shop()).unwrap();
    let mut pty = desk.open();
    edit(&mut pty);
    pty.wait_until("the edit to be saved", saved);
    killed(pty);
    // As if it had been killed right after the two versions traded places.
    let (ours, theirs) = (
        desk.path(".evenkeel-aB3dE6gH"),
        desk.path(".evenkeel-zY9xW7vU"),
    );
    fs::write(&ours, before).unwrap();
    fs::write(&theirs, "(items: [(id: \"a1\", title: \"Theirs\")])").unwrap();
    let mut pty = desk.open();
    assert!(!ours.exists());
    assert!(theirs.exists());
    pty.send("q");
    ends(&mut pty, 0);
}
