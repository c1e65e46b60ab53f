//! A whole WSJF session in a real terminal, column by column, with the keys it takes; a crash while others watch; and
//! a card that comes from another window.

use std::fmt::Write as _;
use std::fs;

use evenkeel::model::Workspace;
use evenkeel::model::session::Round;
use evenkeel::scoring::session;
use evenkeel::store::{self, RealFiles};

use super::board::crash::killed;
use super::board::{Desk, ends};
use crate::support::pty::Pty;

pub(super) const ITEMS: usize = 12;
/// Three who want it, and three who build it.
const PEOPLE: [(&str, &str); 6] = [
    ("Ann", "Customer"),
    ("Bob", "Business"),
    ("Cleo", "Customer"),
    ("Dan", "Engineering"),
    ("Eve", "Engineering"),
    ("Finn", "Operations"),
];

pub(super) fn fixture() -> String {
    let mut text =
        "(\n    schema: \"1.0\",\n    settings: (scale: [1, 2, 3, 5, 8, 13, 20]),\n    people: [\n"
            .to_owned();
    for (name, side) in PEOPLE {
        let id = name.to_lowercase();
        writeln!(
            text,
            "        (id: \"{id}\", name: \"{name}\", side: {side}),"
        )
        .unwrap();
    }
    text.push_str("    ],\n    items: [\n");
    for at in 1..=ITEMS {
        writeln!(text, "        (id: \"i{at:02}\", title: \"Item {at:02}\"),").unwrap();
    }
    text + "    ],\n)\n"
}

pub(super) fn start(desk: &Desk) -> Pty {
    desk.evenkeel(&[desk.shop().to_str().unwrap()]).start()
}

pub(super) fn in_file(desk: &Desk) -> Workspace {
    store::open(&RealFiles, &desk.shop()).unwrap().workspace
}

/// A pseudo-random walk, so that cards differ as they do in a room.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// Begins a session on every item, column by column; everybody votes on everything, or each side on its own. Gives the
/// keys that takes.
pub(super) fn begin(pty: &mut Pty, all: bool) -> usize {
    pty.wait_for("Item 01");
    pty.send("M");
    pty.wait_for("12 items selected");
    pty.send("gsn");
    pty.wait_for("6 of 6 people");
    pty.wait_for("Factor by factor");
    if all {
        pty.send("e");
        pty.wait_for("votes on all");
    }
    pty.send("\r");
    "Mgsn\r".len() + usize::from(all) + past_smallest(pty, 1)
}

/// Waits for a question, with no smallest item in its column where that is asked; gives the keys that takes.
pub(super) fn past_smallest(pty: &mut Pty, item: usize) -> usize {
    let (question, asks) = (
        format!("item {item} of {ITEMS}"),
        "Which one is the smallest",
    );
    pty.wait_until("the question", |screen| {
        let seen = screen.contents();
        seen.contains(&question) || seen.contains(asks)
    });
    let is_asked = pty.text().contains(asks);
    if is_asked {
        pty.send("\x1b");
        pty.wait_for(&question);
    }
    usize::from(is_asked)
}

/// Plays the whole session, everybody voting on everything or each side on its own, and gives the keys it took.
fn played(all: bool) -> usize {
    let desk = Desk::new();
    fs::write(desk.shop(), fixture()).unwrap();
    let mut pty = start(&desk);
    let mut keys = begin(&mut pty, all);
    let (mut dice, scale) = (Dice(7), [1, 2, 3, 5, 8, 13, 20]);
    // Of six people three are asked for value, time and risk, and the other three for size.
    let voters = if all { 6 } else { 3 };
    for column in 0..4 {
        for item in 1..=ITEMS {
            keys += past_smallest(&mut pty, item);
            pty.wait_for(&format!("0 of {voters} in"));
            // Most of a room holds the same card, some a neighbor's.
            let middle = usize::try_from(dice.roll(7)).unwrap();
            for _ in 0..voters {
                let step = usize::from(dice.roll(3) == 0);
                let card = scale[(middle + step).min(6)];
                let typed = match card {
                    1 | 2 => format!("{card}\r"),
                    _ => card.to_string(),
                };
                keys += typed.chars().count();
                pty.type_keys(&typed);
            }
            pty.wait_for("everybody is in");
            pty.send("r");
            pty.wait_for(&format!("Reveal {voters} of {voters} cards?"));
            pty.send("\r");
            pty.wait_for("Enter agrees on");
            pty.send("\r");
            keys += 3;
        }
        pty.wait_for("12 of 12 placed");
        pty.wait_for("Enter goes on");
        if column < 3 {
            pty.send("\r");
            keys += 1;
        }
    }
    pty.send("E");
    pty.wait_for("48 questions agreed in");
    pty.send("q");
    ends(&mut pty, 0);
    let after = in_file(&desk);
    let settled = after.all::<Round>().filter(|round| round.settled.is_some());
    assert_eq!(settled.count(), 48);
    keys
}

#[test]
fn a_whole_wsjf_session_takes_ten_keys_or_fewer_for_each_estimate() {
    let keys = [false, true].map(played);
    for (keys, who) in keys
        .iter()
        .zip(["each side asked for its own", "all asked for all"])
    {
        let tenths = keys * 10 / 48;
        let (whole, tenth) = (tenths / 10, tenths % 10);
        println!(
            "{keys} keys for 48 estimates of 12 items by 6 people, {who}: {whole}.{tenth} each"
        );
    }
    // Six cards of which half take two keys are nine keys alone.
    let [sides, everybody] = keys;
    assert!(sides <= 480 && everybody <= 48 * 14, "{sides} {everybody}");
}

#[test]
fn a_crash_while_others_watch_comes_back_presenting_at_the_same_question() {
    let desk = Desk::new();
    fs::write(desk.shop(), fixture()).unwrap();
    let mut pty = start(&desk);
    begin(&mut pty, true);
    pty.send("P");
    pty.wait_for("private things are hidden");
    pty.send("=8");
    pty.wait_for("nobody voted");
    pty.send("\r");
    pty.wait_for("item 2 of 12");
    pty.type_keys("5");
    pty.wait_for("1 of 6 in");
    pty.wait_until("the card to be in the file", |_| {
        let workspace = in_file(&desk);
        workspace
            .all::<Round>()
            .any(|round| round.votes.0.len() == 1)
    });
    killed(pty);
    let mut pty = start(&desk);
    pty.wait_for("presenting again at the same question");
    pty.wait_for("item 2 of 12");
    pty.wait_for("1 of 6 in");
    pty.send("q");
    pty.wait_for("Others see your terminal after this.");
    pty.send("\r");
    ends(&mut pty, 0);
    let mut pty = start(&desk);
    pty.wait_for("Item 01");
    assert!(!pty.text().contains("presenting again"), "{}", pty.text());
    pty.send("q");
    ends(&mut pty, 0);
}

#[test]
fn a_card_from_another_window_comes_in_and_no_other_card_is_seen_there() {
    let desk = Desk::new();
    fs::write(desk.shop(), fixture()).unwrap();
    let mut room = start(&desk);
    begin(&mut room, true);
    room.type_keys("58");
    room.wait_for("2 of 6 in");
    room.wait_until("the session to be in the file", |_| {
        let workspace = in_file(&desk);
        workspace
            .all::<Round>()
            .any(|round| round.votes.0.len() == 2)
    });
    let shop = desk.shop();
    let mut own = desk
        .evenkeel(&["vote", shop.to_str().unwrap(), "--as", "finn"])
        .start();
    own.wait_for("Finn");
    own.wait_for("votes 2 of 6 · waiting for Cleo, Dan, Eve, Finn");
    own.type_keys("13");
    own.wait_for("Your card is 13.");
    room.wait_for("3 of 6 in");
    let workspace = in_file(&desk);
    let on = session::open(&workspace).unwrap();
    let (_, asked) = session::current(&workspace).unwrap();
    assert_eq!(session::rounds(&workspace, on, asked).len(), 1, "one round");
    own.type_keys("rguPX");
    own.wait_for("a digit is your card");
    room.type_keys("5555r\r");
    room.wait_for("agrees on");
    own.wait_for("The cards are open.");
    assert!(!own.text().contains("rank"), "{}", own.text());
    own.send("q");
    ends(&mut own, 0);
    room.send("q");
    room.wait_for("Quit?");
    room.send("\r");
    ends(&mut room, 0);
    let missing = desk
        .evenkeel(&["vote", shop.to_str().unwrap(), "--as", "Zoe"])
        .start();
    let mut missing = missing;
    missing.wait_for("nobody in this session is called Zoe");
    ends(&mut missing, 1);
}
