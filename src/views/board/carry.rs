//! Carrying an item to another rank: the rows follow, the price is known before anything is decided.
//!
//! Owns where the carried item is and what the keys do meanwhile. Nothing reaches the workspace before
//! Enter, which pins the item; Esc puts it back. Prices are in [`crate::scoring::price::placing`].

use std::sync::Arc;

use crate::desk::Desk;
use crate::desk::can::has_selected;
use crate::desk::command::{Command, commands};
use crate::desk::event::{Chord, Key};
use crate::desk::notice::quoted;
use crate::edit::{Edit, apply};
use crate::model::field::Value;
use crate::model::format::known;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::key::{APP_UNDO, BOARD_CLEAR, CARRY_BACK, CARRY_PIN, PIN_REASON, PIN_REMOVE};
use crate::model::number::Number;
use crate::model::words::{Text, worded};
use crate::scoring::evaluation::listed::parts;
use crate::scoring::evaluation::revise;
use crate::scoring::levels::{is_ranked, words};
use crate::scoring::price::placing::{Placing, last_place, placing};
use crate::scoring::price::words::moved;
use crate::views::board::state::{Board, half};

/// The commands for ranking by hand, and those that work meanwhile.
pub const COMMANDS: &[Command] = commands! { [Board]
    Board open changes "By hand" "pin.down" ["J", "Shift-Down"] if can_lift,
        "item lower": "Takes the item one rank down; {CARRY_PIN} saves it there, {CARRY_BACK} puts it back." => |desk, board, _| lift(desk, board, 1);
    Board open changes "By hand" "pin.up" ["K", "Shift-Up"] hint 6 if can_lift,
        "move item": "Takes the item one rank up; {CARRY_PIN} saves it there, {CARRY_BACK} puts it back." => |desk, board, _| lift(desk, board, -1);
    Carry open changes "By hand" "carry.pin" ["Enter"] hint 1,
        "save here": "Keeps the item at the rank shown, as one step." => |desk, board, _| take(desk, board);
    Carry open looks "By hand" "carry.back" ["Esc"] hint 2,
        "put back": "Puts the item back; nothing changes." => |desk, board, _| put_back(desk, board);
    Carry open looks "By hand" "carry.down" ["Down", "j", "J", "Shift-Down"] hint 3,
        "move": "Moves the item one rank down." => |desk, board, _| by(desk, board, 1);
    Carry open looks "By hand" "carry.up" ["Up", "k", "K", "Shift-Up"],
        "higher": "Moves the item one rank up." => |desk, board, _| by(desk, board, -1);
    Carry open looks "By hand" "carry.rank" ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] hint 4,
        "to rank": "Moves the item to that rank; 1 then 2 is 12." => digit;
    Carry open looks "By hand" "carry.page-down" ["PgDn", "Ctrl-d"],
        "page down": "Moves the item a page down." => |desk, board, _| by(desk, board, half(desk));
    Carry open looks "By hand" "carry.page-up" ["PgUp", "Ctrl-u"],
        "page up": "Moves the item a page up." => |desk, board, _| by(desk, board, -half(desk));
    Carry open looks "By hand" "carry.top" ["g g", "Home"] hint 5,
        "first": "Moves the item to the first rank." => |desk, board, _| by(desk, board, isize::MIN / 2);
    Carry open looks "By hand" "carry.bottom" ["G", "End"] hint 6,
        "last": "Moves the item to the last rank." => |desk, board, _| by(desk, board, isize::MAX / 2);
};

/// An item on its way to another rank.
#[derive(Debug)]
pub struct Carry {
    /// Where it is now, and what that costs.
    pub placing: Placing,
    /// The digits of a rank that may go on.
    typed: String,
}

fn can_lift(desk: &Desk, _: &Board) -> Result<(), String> {
    if part_of(desk).is_some() && desk.backlog.column.is_none() {
        return Ok(());
    }
    can_carry(desk)
}

/// What the selected item is a part of, where it has no rank of its own.
fn part_of(desk: &Desk) -> Option<Id> {
    let item = desk
        .selected()
        .filter(|item| !is_ranked(&desk.workspace, item))?;
    desk.workspace.tree().parent(item.id)
}

/// Moves the selected part among the other parts of its parent, as one step.
fn shift(desk: &mut Desk, parent: Id, by: isize) {
    let mut order = parts(&desk.workspace, parent);
    let Some(at) = order
        .iter()
        .position(|part| Some(part.id) == desk.backlog.selected())
    else {
        return;
    };
    let to = at
        .saturating_add_signed(by)
        .min(order.len().saturating_sub(1));
    let part = order.remove(at);
    let title = quoted(&part.title);
    order.insert(to, part);
    let places = order.iter().zip(1..).filter_map(|(part, place)| {
        let place = Number::whole(place);
        let value = Value::Number(place);
        let is_there = part.place == Some(place);
        (!is_there)
            .then(|| Edit::put::<Item>(part.id, "place", value))
            .flatten()
    });
    let edits: Vec<Edit> = places.collect();
    if at == to || !desk.commit(&format!("moved {title} among the parts"), edits) {
        desk.hint("it is the last one on that side already");
    }
}

/// Whether the selected item can be carried to another rank.
pub(crate) fn can_carry(desk: &Desk) -> Result<(), String> {
    has_selected(desk)?;
    if desk.backlog.column.is_some() {
        return Err(worded(
            "the order holds while you estimate · {CELLS_LEAVE} leaves the columns",
        )
        .to_owned());
    }
    if let Some(sort) = &desk.backlog.sort {
        return Err(format!(
            "rows are sorted by {} · {BOARD_CLEAR} goes back to ranks",
            sort.key
        ));
    }
    if desk.selected().is_some_and(|item| !item.state.is_open()) {
        return Err(worded("a closed item has no rank").to_owned());
    }
    if let Some(item) = desk.selected().filter(|item| !is_ranked(desk.seen(), item)) {
        let words = words(desk.seen(), item).unwrap_or_default();
        return Err(format!("it has no rank of its own: {words}"));
    }
    let race = &desk.derived.evaluation.race;
    if let Some(mark) = desk
        .selected()
        .and_then(|item| race.mark(desk.seen(), item))
    {
        return Err(format!("it stays below everything else: {mark}"));
    }
    Ok(())
}

/// Picks the selected item up and carries it one rank; one without a rank enters at the end.
fn lift(desk: &mut Desk, board: &mut Board, by: isize) {
    let Some(id) = desk.backlog.selected() else {
        return;
    };
    if let Some(parent) = part_of(desk) {
        shift(desk, parent, by);
        return;
    }
    let real = desk.derived.real();
    let place = real.ranked.iter().position(|other| *other == id);
    let to = place.map_or(usize::MAX, |place| place.saturating_add_signed(by));
    let Some(placing) = placing(&desk.workspace, real, id, to) else {
        desk.hint("the numbers are too large to price a move exactly");
        return;
    };
    show(desk, &placing);
    board.is_in_detail = false;
    board.carry = Some(Carry {
        placing,
        typed: String::new(),
    });
}

/// Carries the item to a place, from 0, or as near as it can go.
fn to(desk: &mut Desk, carry: &mut Carry, place: usize) {
    let id = carry.placing.id;
    if let Some(placing) = placing(&desk.workspace, desk.derived.real(), id, place) {
        show(desk, &placing);
        carry.placing = placing;
    }
}

fn by(desk: &mut Desk, board: &mut Board, ranks: isize) {
    if let Some(carry) = &mut board.carry {
        carry.typed.clear();
        to(desk, carry, carry.placing.to.saturating_add_signed(ranks));
    }
}

/// Goes to the rank that is typed; a digit that leads beyond the last rank begins another one.
fn digit(desk: &mut Desk, board: &mut Board, chord: Chord) {
    let (Some(carry), Key::Char(c)) = (&mut board.carry, chord.key) else {
        return;
    };
    let last = last_place(&desk.workspace, desk.derived.real(), carry.placing.id) + 1;
    let longer = format!("{}{c}", carry.typed);
    let rank = |text: &str| text.parse().ok().filter(|rank| (1..=last).contains(rank));
    let (text, rank) = match (rank(&longer), rank(c.encode_utf8(&mut [0; 4]))) {
        (Some(rank), _) => (longer, rank),
        (None, Some(rank)) => (c.to_string(), rank),
        (None, None) => {
            carry.typed.clear();
            desk.hint(format!("ranks go from 1 to {last} here"));
            return;
        }
    };
    carry.typed = text;
    to(desk, carry, rank - 1);
}

/// Shows the order with the carried item where it is.
fn show(desk: &mut Desk, placing: &Placing) {
    let mut tried = desk.workspace.clone();
    let edits = edits(placing);
    let subjects: Vec<_> = edits.iter().map(Edit::subject).collect();
    // The pins are of open items that are there, so none is refused.
    let _ = apply(&mut tried, edits);
    let real = Arc::clone(desk.derived.real());
    let mut shown = Arc::clone(&real);
    revise(&mut shown, &tried, &subjects);
    desk.derived.try_on(shown);
    let before = real.ranked.iter();
    let before = before.filter_map(|id| Some((*id, real.score(*id)?.rank?)));
    desk.backlog.mark_moves(&before.collect(), &desk.derived);
    desk.backlog.follow(&desk.workspace, &desk.derived);
}

/// The step that pins the item where it is carried.
pub(crate) fn edits(placing: &Placing) -> Vec<Edit> {
    let pins = placing.pins.iter();
    pins.filter_map(|(id, pin)| Edit::put::<Item>(*id, "pin", Value::Number(*pin)))
        .collect()
}

/// Puts the item back where it was.
fn put_back(desk: &mut Desk, board: &mut Board) {
    if board.carry.take().is_some() {
        desk.derived.put_back();
        desk.mark_moves();
        desk.backlog.follow(&desk.workspace, &desk.derived);
        desk.hint("put back · nothing was changed");
    }
}

fn take(desk: &mut Desk, board: &mut Board) {
    let Some(Carry { placing, .. }) = board.carry.take() else {
        return;
    };
    desk.derived.put_back();
    let rank = placing.to + 1;
    let title = quoted(desk.workspace.name::<Item>(placing.id));
    if !desk.commit(&format!("placed {title} at {rank}"), edits(&placing)) {
        desk.hint(format!("it is placed at {rank} already"));
        return;
    }
    let score = desk.derived.evaluation.score(placing.id);
    let own = score.and_then(|score| score.own_rank);
    let says = known(own.map(|rank| format!("by score {rank}")), "no score yet");
    let others = match placing.pins.len() {
        0 | 1 => String::new(),
        2 => ", 1 other place by hand gave way".to_owned(),
        many => format!(", {} other places by hand gave way", many - 1),
    };
    let price = moved(&desk.workspace, &placing);
    desk.done(format!(
        "placed at {rank} by hand, {says}{others} · {price} · {PIN_REASON} reason, {PIN_REMOVE} takes it away, {APP_UNDO} undoes"
    ));
}

/// What is wrong with the place an item is carried to: the needs it would break.
pub fn advice(desk: &Desk, board: &Board) -> Option<String> {
    let placing = &board.carry.as_ref()?.placing;
    let titles = |ids: &[Id]| {
        let first = ids.iter().take(2).map(|id| desk.seen().name::<Item>(*id));
        let mut words: Vec<String> = first.map(quoted).collect();
        if let Some(more) = ids.len().checked_sub(3) {
            words.push(format!("and {} more", more + 1));
        }
        words.join(", ")
    };
    if !placing.before_needs.is_empty() {
        let needs = titles(&placing.before_needs);
        Some(format!("would come before what it depends on: {needs}"))
    } else if !placing.behind_needing.is_empty() {
        let needing = titles(&placing.behind_needing);
        Some(format!("would come after what depends on it: {needing}"))
    } else if placing.pins.len() > 1 {
        let others = placing.pins.iter().filter(|(id, _)| *id != placing.id);
        let others: Vec<Id> = others.map(|(id, _)| *id).collect();
        Some(format!(
            "also placed by hand, and gives way: {}",
            titles(&others)
        ))
    } else {
        let to = placing.to + 1;
        Some(format!(
            "not saved yet: {CARRY_PIN} saves it at rank {to}, {CARRY_BACK} puts it back"
        ))
    }
}

/// Carries the item to where another one is shown; pressed twice, it is pinned there.
pub(super) fn drop_on(desk: &mut Desk, board: &mut Board, id: Id, pins: bool) {
    let place = desk.derived.evaluation.score(id).and_then(|s| s.place);
    if let Some(carry) = &mut board.carry {
        carry.typed.clear();
        to(desk, carry, place.unwrap_or(usize::MAX));
        if pins {
            take(desk, board);
        }
    }
}

/// What works while an item is carried.
pub(super) const WORKS: Text = Text::new(
    "an item is being moved · {CARRY_PIN} places it here, {CARRY_BACK} puts it back, digits go to a rank",
);
