//! Cards through kills: whatever a window says is in is there again, is of whom it was typed for, and stays unseen and
//! unsettled until the room's own keys.
//!
//! `CARDS_QUESTIONS` says how many questions are played, `CARDS_SEED` tells one run from another.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use evenkeel::model::session::Round;
use evenkeel::model::vote::ConfidenceVote;

use super::board::crash::killed;
use super::board::{Desk, ends};
use super::room::{Dice, ITEMS, begin, fixture, in_file, past_smallest, start};
use crate::support::pty::Pty;

/// Whose cards are typed in the room, and who votes in a window of their own.
const ROOM: [&str; 4] = ["Ann", "Bob", "Cleo", "Dan"];
const OWN: [&str; 2] = ["Eve", "Finn"];
/// Cards of one key, as no other one begins so, and close enough to agree.
const CARDS: [u64; 2] = [5, 8];

fn number(name: &str, otherwise: u64) -> u64 {
    let given = std::env::var(name).ok();
    given
        .and_then(|text| text.parse().ok())
        .unwrap_or(otherwise)
}

/// What the board says of work that outlives it.
fn is_kept(seen: &str) -> bool {
    seen.contains("✓ saved") || seen.contains("unsaved · backed up")
}

/// Waits for something on a screen that also says that all work is kept.
fn wait_kept(pty: &mut Pty, wanted: &str) {
    pty.wait_until(wanted, |screen| {
        let seen = screen.contents();
        seen.contains(wanted) && is_kept(&seen)
    });
}

/// One session in three windows.
struct Table {
    desk: Desk,
    dice: Dice,
    room: Option<Pty>,
    own: BTreeMap<&'static str, Pty>,
    /// The question that is on, from 1, and whether its cards were revealed.
    question: usize,
    is_open: bool,
    /// The cards of this question, as they were typed, and whose are known to be in.
    typed: BTreeMap<&'static str, u64>,
    are_in: BTreeSet<&'static str>,
    kills: usize,
}

impl Table {
    fn laid() -> Self {
        let desk = Desk::new();
        fs::write(desk.shop(), fixture()).unwrap();
        let mut room = start(&desk);
        begin(&mut room, true);
        wait_kept(&mut room, "item 1 of");
        let mut table = Self {
            own: BTreeMap::new(),
            desk,
            dice: Dice(number("CARDS_SEED", 7)),
            room: Some(room),
            question: 1,
            is_open: false,
            typed: BTreeMap::new(),
            are_in: BTreeSet::new(),
            kills: 0,
        };
        for name in OWN {
            table.sit_down(name);
        }
        table
    }

    fn chance(&mut self, of: u64) -> bool {
        self.dice.roll(of) == 0
    }

    fn room(&mut self) -> &mut Pty {
        self.room.as_mut().unwrap()
    }

    /// Opens the window of somebody, and says whether their card is in.
    fn sit_down(&mut self, name: &'static str) -> bool {
        let shop = self.desk.shop();
        let vote = self
            .desk
            .evenkeel(&["vote", shop.to_str().unwrap(), "--as", name]);
        let mut own = vote.start();
        let has_card = |seen: &str| seen.contains("Your card is");
        own.wait_until("the question", |screen| {
            let seen = screen.contents();
            has_card(&seen) || seen.contains("Type your card")
        });
        let is_in = has_card(&own.text());
        self.own.insert(name, own);
        is_in
    }

    /// Kills the room's window and opens it again: whatever was in is in, and nothing more is open.
    fn kill_room(&mut self) {
        killed(self.room.take().unwrap());
        self.kills += 1;
        let mut room = start(&self.desk);
        wait_kept(&mut room, "Item 01");
        room.send("gs");
        past_smallest(&mut room, self.question);
        // What came back out of the journal is in the file, too, once all is saved.
        let question = format!("item {} of {ITEMS}", self.question);
        room.wait_until("the question, with everything saved", |screen| {
            let seen = screen.contents();
            seen.contains(&question) && seen.contains("✓ saved")
        });
        // A window of somebody's own may be just about to save.
        room.wait_until("whatever was in to be in the file", |_| {
            self.are_in.is_subset(&self.in_file())
        });
        self.room = Some(room);
        self.are_in = self.in_file();
    }

    /// Whose cards of this question the file holds. It holds no other card than the one typed for somebody, shows none
    /// before the reveal, and settles nothing by itself.
    fn in_file(&self) -> BTreeSet<&'static str> {
        let workspace = in_file(&self.desk);
        let mut there = BTreeSet::new();
        for round in workspace.all::<Round>() {
            let item = round.item.0.unwrap().to_string();
            let is_on = item == format!("i{:02}", self.question);
            assert_eq!(round.shown, !is_on || self.is_open, "{item}");
            assert_eq!(round.settled.is_some(), !is_on, "{item}");
            for (person, card) in round.votes.0.iter().filter(|_| is_on) {
                let mut all = ROOM.into_iter().chain(OWN);
                let name = all.find(|name| name.to_lowercase() == person.as_str());
                let name = name.unwrap();
                assert_eq!(card.to_string(), self.typed[name].to_string(), "{name}");
                assert!(there.insert(name), "{name} twice");
            }
        }
        there
    }

    /// Types the next card that is missing, in the room or in a window of one's own, and perhaps kills that window.
    fn card(&mut self) {
        let card = CARDS[usize::try_from(self.dice.roll(2)).unwrap()];
        let is_missing = |name: &&str| !self.are_in.contains(*name);
        let in_room = ROOM.into_iter().find(is_missing);
        let own = OWN.into_iter().find(is_missing);
        let (name, at_home) = match (in_room, own) {
            (Some(_), Some(own)) if self.dice.roll(3) == 0 => (own, true),
            (Some(name), _) => (name, false),
            (None, own) => (own.unwrap(), true),
        };
        self.typed.insert(name, card);
        let (is_cut, is_killed) = (self.chance(4), self.chance(3));
        let pty = if at_home {
            self.own.get_mut(name).unwrap()
        } else {
            self.room.as_mut().unwrap()
        };
        pty.type_keys(&card.to_string());
        if !is_cut {
            if at_home {
                pty.wait_for(&format!("Your card is {card}."));
            } else {
                wait_kept(pty, &format!("{name} ✓"));
            }
            self.are_in.insert(name);
        }
        match (is_cut || is_killed, at_home) {
            (true, true) => {
                killed(self.own.remove(name).unwrap());
                self.kills += 1;
                let is_in = self.sit_down(name);
                assert!(is_in || is_cut, "the card of {name} is gone");
                if is_in {
                    self.are_in.insert(name);
                }
            }
            (true, false) => self.kill_room(),
            (false, _) => {}
        }
    }

    /// Plays a question to its end.
    fn play(&mut self) {
        while self.are_in.len() < ROOM.len() + OWN.len() {
            self.card();
        }
        self.room().wait_for("6 of 6 in");
        if self.chance(3) {
            self.room().send("r");
            self.room().wait_for("Reveal 6 of 6 cards?");
            self.kill_room();
        }
        self.room().send("r");
        self.room().wait_for("Reveal 6 of 6 cards?");
        self.room().send("\r");
        wait_kept(self.room(), "agrees on");
        self.is_open = true;
        if self.chance(2) {
            self.kill_room();
            self.room().wait_for("agrees on");
        }
        self.question += 1;
        (self.is_open, self.typed, self.are_in) = Default::default();
        let next = format!("item {} of {ITEMS}", self.question);
        self.room().send("\r");
        wait_kept(self.room(), &next);
        if self.chance(2) {
            self.kill_room();
        }
        for own in self.own.values_mut() {
            own.wait_for("Type your card");
        }
    }
}

#[test]
fn every_card_that_is_in_outlives_a_kill_of_any_window() {
    let questions = usize::try_from(number("CARDS_QUESTIONS", 2)).unwrap();
    let mut table = Table::laid();
    for _ in 0..questions.min(ITEMS - 1) {
        table.play();
    }
    println!("{questions} questions, {} kills", table.kills);
    assert!(table.kills > 0);
    for (_, mut own) in std::mem::take(&mut table.own) {
        own.send("q");
        ends(&mut own, 0);
    }
}

#[test]
fn every_vote_of_confidence_outlives_a_kill_and_none_is_seen_before() {
    let desk = Desk::new();
    let increment = "    increments: [(id: \"q\", name: \"PI 1\", starts: \"2026-11-01\", ends: \"2026-12-31\")],\n    items: [";
    fs::write(desk.shop(), fixture().replace("    items: [", increment)).unwrap();
    let mut dice = Dice(number("CARDS_SEED", 7));
    let opened = |voted: usize| {
        let mut pty = start(&desk);
        wait_kept(&mut pty, "Item 01");
        pty.send("gpv");
        pty.wait_for(&format!("{voted} of 6 have voted"));
        pty
    };
    let (mut pty, mut fists) = (opened(0), Vec::new());
    for voted in 1..=6 {
        let fist = dice.roll(5) + 1;
        fists.push(fist);
        pty.type_keys(&fist.to_string());
        wait_kept(&mut pty, &format!("{voted} of 6 have voted"));
        if dice.roll(2) == 0 || voted == 6 {
            killed(pty);
            pty = opened(voted);
        }
        let workspace = in_file(&desk);
        assert_eq!(workspace.all::<ConfidenceVote>().count(), 0);
        assert!(workspace.all::<Round>().all(|round| !round.shown));
    }
    pty.send("r");
    pty.wait_for("Enter reveals");
    pty.send("\r");
    pty.wait_until("the votes to be in the file", |_| {
        in_file(&desk).all::<ConfidenceVote>().count() == 6
    });
    killed(pty);
    let workspace = in_file(&desk);
    let mut written = Vec::new();
    for name in ROOM.into_iter().chain(OWN) {
        let mut all = workspace.all::<ConfidenceVote>();
        let of = |vote: &&ConfidenceVote| {
            vote.person.0.map(|id| id.to_string()) == Some(name.to_lowercase())
        };
        written.push(u64::from(all.find(of).unwrap().fist.unwrap().fingers()));
    }
    assert_eq!(written, fists, "each is of whom it was typed for");
}
