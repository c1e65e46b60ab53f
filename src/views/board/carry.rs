//! Carrying an item to another rank: the rows follow, the price is known before anything is decided.
//!
//! Owns where the carried item is and what the keys do meanwhile. Nothing reaches the workspace before
//! Enter, which pins the item; Esc puts it back. Prices are in [`crate::scoring::price::placing`].

use std::sync::Arc;

use crate::desk::Desk;
use crate::desk::baseline;
use crate::desk::command::{Command, commands};
use crate::desk::cost::net;
use crate::desk::effect::Effect;
use crate::desk::event::{Chord, Key};
use crate::desk::notice::Notice;
use crate::edit::{Edit, apply};
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::scoring::evaluation::{Evaluation, revise};
use crate::scoring::price::placing::{Placing, last_place, placing};
use crate::views::board::quoted;

/// The commands for ranking by hand, and those that work meanwhile.
pub const COMMANDS: &[Command] = commands! {
    Board open changes "By hand" "pin.down" ["J", "Shift-Down"] if can_carry,
        "carry lower": "Picks the item up and carries it one rank down; Enter pins it." => |app, _| { lift(app, 1); Vec::new() };
    Board open changes "By hand" "pin.up" ["K", "Shift-Up"] hint 6 if can_carry,
        "carry": "Picks the item up and carries it one rank up; Enter pins it." => |app, _| { lift(app, -1); Vec::new() };
    Carry open changes "By hand" "carry.pin" ["Enter"] hint 1,
        "pin here": "Pins the item where it is shown, as one step." => |app, _| { take(app); Vec::new() };
    Carry open looks "By hand" "carry.back" ["Esc"] hint 2,
        "put back": "Puts the item back; nothing changes." => |app, _| { put_back(app); Vec::new() };
    Carry open looks "By hand" "carry.down" ["Down", "j", "J", "Shift-Down"] hint 3,
        "move": "Carries the item one rank down." => |app, _| by(app, 1);
    Carry open looks "By hand" "carry.up" ["Up", "k", "K", "Shift-Up"],
        "higher": "Carries the item one rank up." => |app, _| by(app, -1);
    Carry open looks "By hand" "carry.rank" ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] hint 4,
        "rank": "Carries the item to that rank; 1 then 2 is 12." => digit;
    Carry open looks "By hand" "carry.page-down" ["PgDn", "Ctrl-d"],
        "page down": "Carries the item a page down." => |app, _| { let page = page(app); by(app, page) };
    Carry open looks "By hand" "carry.page-up" ["PgUp", "Ctrl-u"],
        "page up": "Carries the item a page up." => |app, _| { let page = page(app); by(app, -page) };
    Carry open looks "By hand" "carry.top" ["g g", "Home"] hint 5,
        "first": "Carries the item to the first rank." => |app, _| by(app, isize::MIN / 2);
    Carry open looks "By hand" "carry.bottom" ["G", "End"] hint 6,
        "last": "Carries the item to the last rank." => |app, _| by(app, isize::MAX / 2);
};

/// An item on its way to another rank.
#[derive(Debug)]
pub struct Carry {
    /// Where it is now, and what that costs.
    pub placing: Placing,
    /// The digits of a rank that may go on.
    typed: String,
    /// The numbers without the carried item, which count again when it is put back.
    real: Arc<Evaluation>,
}

/// Whether the selected item can be carried to another rank.
pub(crate) fn can_carry(app: &Desk) -> Result<(), String> {
    crate::views::board::has_selected(app)?;
    if app.board.cell.is_some() {
        return Err("the order holds while you estimate · Esc leaves the columns".to_owned());
    }
    if let Some(sort) = &app.board.sort {
        return Err(format!(
            "rows are sorted by {} · Esc goes back to ranks",
            sort.key
        ));
    }
    if app.selected().is_some_and(|item| !item.state.is_open()) {
        return Err("a closed item has no rank".to_owned());
    }
    Ok(())
}

/// Picks the selected item up and carries it one rank; one without a rank enters at the end.
fn lift(app: &mut Desk, by: isize) {
    let Some(id) = app.board.selected() else {
        return;
    };
    let real = Arc::clone(&app.derived.evaluation);
    let place = real.ranked.iter().position(|other| *other == id);
    let to = place.map_or(usize::MAX, |place| place.saturating_add_signed(by));
    let Some(placing) = placing(&app.workspace, &real, id, to) else {
        app.notice = Some(Notice::hint(
            "the numbers are too large to price a move exactly",
        ));
        return;
    };
    app.board.region = crate::views::board::Region::Backlog;
    app.board.carry = Some(Carry {
        placing,
        typed: String::new(),
        real,
    });
    show(app);
}

/// Carries the item to a place, from 0, or as near as it can go.
fn to(app: &mut Desk, place: usize) {
    let Some(carry) = &mut app.board.carry else {
        return;
    };
    if let Some(placing) = placing(&app.workspace, &carry.real, carry.placing.id, place) {
        carry.placing = placing;
        show(app);
    }
}

fn by(app: &mut Desk, ranks: isize) -> Vec<Effect> {
    if let Some(carry) = &mut app.board.carry {
        carry.typed.clear();
        let place = carry.placing.to.saturating_add_signed(ranks);
        to(app, place);
    }
    Vec::new()
}

fn page(app: &Desk) -> isize {
    isize::try_from(app.page().saturating_sub(1).max(1)).unwrap_or(1)
}

/// Goes to the rank that is typed; a digit that leads beyond the last rank begins another one.
fn digit(app: &mut Desk, chord: Chord) -> Vec<Effect> {
    let (Some(carry), Key::Char(c)) = (&mut app.board.carry, chord.key) else {
        return Vec::new();
    };
    let last = last_place(&app.workspace, &carry.real, carry.placing.id) + 1;
    let longer = format!("{}{c}", carry.typed);
    let rank = |text: &str| text.parse().ok().filter(|rank| (1..=last).contains(rank));
    let (text, rank) = match (rank(&longer), rank(c.encode_utf8(&mut [0; 4]))) {
        (Some(rank), _) => (longer, rank),
        (None, Some(rank)) => (c.to_string(), rank),
        (None, None) => {
            carry.typed.clear();
            app.notice = Some(Notice::hint(format!("ranks go from 1 to {last} here")));
            return Vec::new();
        }
    };
    carry.typed = text;
    to(app, rank - 1);
    Vec::new()
}

/// Shows the order with the carried item where it is.
fn show(app: &mut Desk) {
    let Some(carry) = &app.board.carry else {
        return;
    };
    let mut tried = app.workspace.clone();
    let edits = edits(&carry.placing);
    let subjects: Vec<_> = edits.iter().map(Edit::subject).collect();
    // The pins are of open items that are there, so none is refused.
    let _ = apply(&mut tried, edits);
    let mut shown = Arc::clone(&carry.real);
    revise(&mut shown, &tried, &subjects);
    app.derived.evaluation = shown;
    let before = carry.real.ranked.iter();
    let before = before.filter_map(|id| Some((*id, carry.real.score(*id)?.rank?)));
    app.board.mark_moves(&before.collect(), &app.derived);
    follow(app);
}

fn follow(app: &mut Desk) {
    let page = app.page();
    app.board.follow(&app.workspace, &app.derived, page);
}

/// The step that pins the item where it is carried.
pub(crate) fn edits(placing: &Placing) -> Vec<Edit> {
    let Some(field) = Item::KIND.field("pin") else {
        return Vec::new();
    };
    let set = |(id, pin): &(Id, _)| Edit::Set {
        kind: Item::KIND,
        id: *id,
        field,
        value: Value::Number(*pin),
    };
    placing.pins.iter().map(set).collect()
}

/// Puts the item back where it was.
pub fn put_back(app: &mut Desk) {
    if let Some(carry) = app.board.carry.take() {
        app.derived.evaluation = carry.real;
        baseline::mark_moves(app);
        follow(app);
        app.notice = Some(Notice::hint("put back · nothing was changed"));
    }
}

fn take(app: &mut Desk) {
    let Some(Carry { placing, real, .. }) = app.board.carry.take() else {
        return;
    };
    app.derived.evaluation = real;
    let rank = placing.to + 1;
    let title = app
        .workspace
        .get::<Item>(placing.id)
        .map(|item| quoted(&item.title))
        .unwrap_or_default();
    if !app.commit(&format!("pinned {title} at {rank}"), edits(&placing)) {
        app.notice = Some(Notice::hint(format!("it is pinned at {rank} already")));
        return;
    }
    let own = app
        .derived
        .evaluation
        .score(placing.id)
        .and_then(|score| score.own_rank);
    let says = own.map_or_else(
        || "no score yet".to_owned(),
        |rank| format!("its score says {rank}"),
    );
    let others = match placing.pins.len() {
        0 | 1 => String::new(),
        2 => "; 1 pin gave way".to_owned(),
        many => format!("; {} pins gave way", many - 1),
    };
    let price = net(&placing);
    app.notice = Some(Notice::done(format!(
        "pinned at {rank} ({says}; {price}{others}) · r reason, x unpins, u undoes"
    )));
}

/// What is wrong with the place an item is carried to: the needs it would break.
pub fn advice(app: &Desk) -> Option<String> {
    let placing = &app.board.carry.as_ref()?.placing;
    let titles = |ids: &[Id]| {
        let first = ids.iter().take(2);
        let first = first.filter_map(|id| app.seen().get::<Item>(*id));
        let mut words: Vec<String> = first.map(|item| quoted(&item.title)).collect();
        if let Some(more) = ids.len().checked_sub(3) {
            words.push(format!("and {} more", more + 1));
        }
        words.join(", ")
    };
    if !placing.before_needs.is_empty() {
        let needs = titles(&placing.before_needs);
        Some(format!("would stand before what it needs: {needs}"))
    } else if !placing.behind_needing.is_empty() {
        let needing = titles(&placing.behind_needing);
        Some(format!("would stand behind what needs it: {needing}"))
    } else if placing.pins.len() > 1 {
        let others = placing.pins.iter().filter(|(id, _)| *id != placing.id);
        let others: Vec<Id> = others.map(|(id, _)| *id).collect();
        Some(format!("pinned too, and gives way: {}", titles(&others)))
    } else {
        None
    }
}

/// Carries the item to where another one is shown; pressed twice, it is pinned there.
pub fn drop_on(app: &mut Desk, id: Id, pins: bool) -> Vec<Effect> {
    let place = app.derived.evaluation.score(id).and_then(|s| s.place);
    if let Some(carry) = &mut app.board.carry {
        carry.typed.clear();
        to(app, place.unwrap_or(usize::MAX));
        if pins {
            take(app);
        }
    }
    Vec::new()
}

/// Says what works while an item is carried.
pub fn say_what_works(app: &mut Desk) {
    app.notice = Some(Notice::hint(
        "an item is being carried · Enter pins it here, Esc puts it back, digits go to a rank",
    ));
}
