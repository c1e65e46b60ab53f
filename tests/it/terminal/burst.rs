//! Characters that come faster than any hand types.

use super::board::{Desk, ends};

#[test]
fn a_key_that_asks_and_its_answer_may_come_at_once() {
    let desk = Desk::new();
    let mut pty = desk.open();
    pty.send("nRefunds, and quickly\r\rnNo paper\r\r");
    pty.wait_until("both to be there", |screen| {
        let shown = screen.contents();
        shown.contains("Refunds, and") && shown.contains("No paper")
    });
    // Other lines are items that are shown first, whatever they begin with.
    pty.send("nothing\rd\rd");
    pty.wait_for("Paste 3 items?");
    pty.send("\x1b");
    pty.wait_until("the question to be gone", |screen| {
        !screen.contents().contains("Paste 3 items?")
    });
    pty.send("q");
    ends(&mut pty, 0);
    let mut titles = desk.titles();
    titles.sort();
    assert_eq!(
        titles,
        ["Guest checkout", "No paper", "Refunds, and quickly"]
    );
}

#[test]
fn a_text_that_comes_at_once_runs_no_command() {
    let desk = Desk::new();
    let mut pty = desk.open();
    // Without marks around it, as some terminals paste.
    pty.send("ddq\rnnX");
    // Two lines are two items; what they begin with is no key.
    pty.wait_for("nnX");
    pty.send("n");
    pty.wait_for("New item");
    pty.send("Refunds, and quickly\r");
    pty.wait_for("Refunds, and quickly");
    pty.send("\r");
    pty.wait_for("Edit item");
    pty.send("\x1b");
    pty.wait_until("the form to be closed", |screen| {
        !screen.contents().contains("Edit item")
    });
    pty.send("q");
    ends(&mut pty, 0);
    let mut titles = desk.titles();
    titles.sort();
    assert_eq!(
        titles,
        ["Guest checkout", "Refunds, and quickly", "ddq", "nnX"]
    );
}
