//! A whole session in a real terminal: twelve items, six people, a power cut in the middle, and all of it taken
//! back and done again.

use std::fmt::Write as _;
use std::fs;

use evenkeel::model::Workspace;
use evenkeel::model::decision::Decision;
use evenkeel::model::number::Number;
use evenkeel::model::session::{Round, Session};
use evenkeel::scoring::session;
use evenkeel::store::{self, RealFiles};

use super::board::crash::killed;
use super::board::{Desk, ends, saved};
use crate::support::pty::Pty;

const ITEMS: usize = 12;
const PEOPLE: [&str; 6] = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn"];
/// The cards of a first round, and of a second one.
const FIRST: [&str; 6] = ["5", "8", "13", "8", "?", "-"];
const SECOND: [&str; 6] = ["8", "8", "8", "5", "8", "8"];
/// The questions that are voted on twice, the one the power fails at, and the one something is decided at.
const TWICE: [usize; 2] = [3, 7];
const DARK: usize = 6;
const DECIDED: usize = 9;

/// Items with everything known but their size, and people of both sides.
fn fixture() -> String {
    let scale = [1, 2, 3, 5, 8, 13, 20];
    let mut text = String::from("(\n    people: [\n");
    for (at, name) in PEOPLE.iter().enumerate() {
        let side = if at < 2 { "Business" } else { "Engineering" };
        writeln!(
            text,
            "        (id: \"p{at}\", name: \"{name}\", side: {side}),"
        )
        .unwrap();
    }
    text.push_str("    ],\n    items: [\n");
    for at in 1..=ITEMS {
        let (value, risk) = (scale[at % 7], scale[(at * 3) % 7]);
        writeln!(
            text,
            "        (id: \"i{at:02}\", title: \"Item {at:02}\", value: {value}, criticality: {risk}, risk: {value}),"
        )
        .unwrap();
    }
    text + "    ],\n)\n"
}

fn start(desk: &Desk) -> Pty {
    desk.evenkeel(&[desk.shop().to_str().unwrap()]).start()
}

fn in_file(desk: &Desk) -> Workspace {
    store::open(&RealFiles, &desk.shop()).unwrap().workspace
}

/// Types cards, each hidden.
fn vote(pty: &mut Pty, cards: &[&str]) {
    for card in cards {
        pty.type_keys(&format!("{card}\r"));
    }
}

/// Shows the cards of everybody: one key asks, another one does it.
fn reveal(pty: &mut Pty) {
    pty.wait_for("6 of 6 in");
    pty.send("r");
    pty.wait_for("Enter reveals");
    assert!(!pty.text().contains("agrees on"), "{}", pty.text());
    pty.send("\r");
    pty.wait_for("agrees on");
}

/// Sees what is left of the question when the power fails, and goes on.
fn power_cut(desk: &Desk, mut pty: Pty) -> Pty {
    vote(&mut pty, &FIRST[..4]);
    pty.wait_until("the votes to be kept", |screen| {
        let seen = screen.contents();
        let kept = seen.contains("unsaved · backed up") || saved(screen);
        seen.contains("4 of 6 in") && kept
    });
    killed(pty);
    let mut pty = start(desk);
    pty.wait_for("Item 01");
    pty.send("gs");
    pty.wait_for(&format!("item {DARK} of {ITEMS}"));
    pty.wait_for("JOB SIZE");
    pty.wait_for("4 of 6 in");
    pty.wait_until("the file to hold the votes", |_| {
        let workspace = in_file(desk);
        let hidden = workspace.all::<Round>().find(|round| !round.shown);
        hidden
            .is_some_and(|round| (round.votes.0.len(), round.number) == (4, Some(Number::whole(1))))
    });
    pty.send("v");
    vote(&mut pty, &FIRST[4..]);
    pty
}

/// Says not now to the item the room is at.
fn decide(pty: &mut Pty) {
    pty.send("D");
    pty.wait_for("Not now");
    pty.type_keys("not now\r");
    pty.wait_for("Look again on");
    pty.send("The season comes first.\x13");
    pty.wait_for("We look again on");
    pty.send("\x1b");
    pty.wait_until("the message to be closed", |screen| {
        !screen.contents().contains("We look again on")
    });
}

/// Does every step again; what shows cards is asked about.
fn do_all_again(pty: &mut Pty) -> usize {
    let said = |text: &str| {
        let line = text.lines().find(|line| line.contains("did again: "));
        line.unwrap_or_default().to_owned()
    };
    let asks = |text: &str| text.contains("Reveal them?");
    let is_over = |text: &str| text.contains("nothing to redo");
    let mut asked = 0;
    loop {
        let before = said(&pty.text());
        pty.send("U");
        pty.wait_until("a step done again", |screen| {
            let text = screen.contents();
            asks(&text) || is_over(&text) || !["", &before].contains(&said(&text).as_str())
        });
        if is_over(&pty.text()) {
            return asked;
        }
        if asks(&pty.text()) {
            asked += 1;
            pty.send("\r");
            pty.wait_for("did again: cards revealed");
        }
    }
}

#[test]
fn a_whole_session_with_a_power_cut_taken_back_and_done_again() {
    let desk = Desk::new();
    fs::write(desk.shop(), fixture()).unwrap();
    let before = in_file(&desk);
    let mut pty = start(&desk);
    pty.wait_for("Item 01");
    // The agenda is every item, job size down the list.
    pty.send("M");
    pty.wait_for("12 items selected");
    pty.send("gsn");
    pty.wait_for("6 of 6 people");
    pty.send("ej\x1b[Cj\x1b[D");
    pty.wait_for("Job size");
    pty.send("\r");
    for at in 1..=ITEMS {
        pty.wait_for(&format!("item {at} of {ITEMS}"));
        pty.send("v");
        if at == DARK {
            pty = power_cut(&desk, pty);
        } else {
            vote(&mut pty, &FIRST);
        }
        reveal(&mut pty);
        if TWICE.contains(&at) {
            pty.send("v");
            pty.wait_for("0 of 6 in");
            vote(&mut pty, &SECOND);
            reveal(&mut pty);
        }
        pty.send("s");
        pty.wait_for("Enter goes on to the next question");
        if at == DECIDED {
            decide(&mut pty);
        }
        pty.send("\r");
    }
    pty.wait_for("that was the last question");
    pty.send("E");
    pty.wait_for("12 questions agreed in");
    pty.wait_until("the end to be saved", |screen| {
        saved(screen) && session::open(&in_file(&desk)).is_none()
    });
    let after = in_file(&desk);
    assert_eq!(after.all::<Session>().count(), 1);
    assert_eq!(after.all::<Decision>().count(), 1);
    let rounds: Vec<&Round> = after.all::<Round>().collect();
    assert_eq!(rounds.len(), ITEMS + TWICE.len());
    assert!(rounds.iter().all(|round| round.shown));

    pty.send("u".repeat(400));
    pty.wait_for("nothing to undo");
    pty.wait_until("the file as it was at the start", |screen| {
        saved(screen) && in_file(&desk) == before
    });
    assert_eq!(do_all_again(&mut pty), ITEMS + TWICE.len());
    pty.wait_until("the file as it was at the end", |screen| {
        saved(screen) && in_file(&desk) == after
    });
    pty.send("q");
    ends(&mut pty, 0);
}
