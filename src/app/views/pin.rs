//! Ranking by hand: `J` and `K` pin an item to a rank, with a reason.
//!
//! The pin is kept beside the score; the board shows where they disagree.

mod best;

pub use best::dearer;

use super::board::quoted;
use crate::app::App;
use crate::app::command::{Command, commands};
use crate::app::effect::Effect;
use crate::app::event::Chord;
use crate::app::notice::Notice;
use crate::app::overlay::line;
use crate::edit::Edit;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::record::Declared;

/// The commands for ranking by hand.
pub const COMMANDS: &[Command] = commands! {
    Board "By hand" "pin.down" ["J", "Shift-Down"] if can_pin,
        "pin lower": "Moves the item one rank down and pins it there." => |app, _| shift(app, 1);
    Board "By hand" "pin.up" ["K", "Shift-Up"] hint 6 if can_pin,
        "pin": "Moves the item one rank up and pins it there." => |app, _| shift(app, -1);
    Board "By hand" "pin.reason" ["r"] if is_pinned,
        "pin reason": "Says why the item is pinned." => give_reason;
    Board "By hand" "pin.remove" ["x"] if is_pinned,
        "unpin": "Takes the pin away; the item goes where its score puts it." => |app, _| unpin(app);
    Board "By hand" "pin.best" ["b"] if best::is_known,
        "best move": "Shows what this order costs and the single move that saves most; Enter pins it there." => |app, _| best::open(app);
};

fn can_pin(app: &App) -> Result<(), String> {
    super::board::has_selected(app)?;
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

fn is_pinned(app: &App) -> Result<(), String> {
    match app.selected() {
        Some(item) if item.pin.is_some() => Ok(()),
        _ => Err("this item is not pinned · K and J pin it".to_owned()),
    }
}

fn give_reason(app: &mut App, _: Chord) -> Vec<Effect> {
    let now = app.selected().map(|item| item.pin_reason.clone());
    line::open(app, line::Purpose::PinReason, &now.unwrap_or_default());
    Vec::new()
}

fn shift(app: &mut App, by: isize) -> Vec<Effect> {
    let Some(item) = app.selected().cloned() else {
        return Vec::new();
    };
    let evaluation = &app.derived.evaluation;
    let last = evaluation.ranked.len();
    let place = evaluation.ranked.iter().position(|id| *id == item.id);
    // An item without a place enters at the end.
    let target = place.map_or(last, |place| {
        place.saturating_add_signed(by).min(last.saturating_sub(1))
    });
    if place == Some(target) {
        app.notice = Some(Notice::hint("it is at the end already"));
        return Vec::new();
    }
    let pin = rank(target);
    let label = format!("pinned {} at {pin}", quoted(&item.title));
    app.commit(&label, pin_at(item.id, pin));
    let own = app
        .derived
        .evaluation
        .score(item.id)
        .and_then(|score| score.own_rank);
    let says = own.map_or_else(
        || "no score yet".to_owned(),
        |rank| format!("its score says {rank}"),
    );
    let price = app
        .derived
        .evaluation
        .score(item.id)
        .and_then(|score| score.pin_price);
    let price = price.map_or_else(String::new, |price| match price.moved {
        0 => "; nobody pays".to_owned(),
        moved => format!(
            "; {moved} pay {}, it gains {}",
            price.paid.rounded(),
            price.gained.rounded()
        ),
    });
    app.notice = Some(Notice::done(format!(
        "pinned at {pin} ({says}{price}) · r reason, x unpins, u undoes"
    )));
    Vec::new()
}

/// The rank of a place.
fn rank(place: usize) -> Number {
    Number::whole(i64::try_from(place + 1).unwrap_or(1))
}

/// What pins an item to a rank.
fn pin_at(id: Id, pin: Number) -> Vec<Edit> {
    let field = Item::KIND.field("pin").into_iter();
    let set = field.map(|field| Edit::Set {
        kind: Item::KIND,
        id,
        field,
        value: Value::Number(pin),
    });
    set.collect()
}

fn unpin(app: &mut App) -> Vec<Effect> {
    let Some(item) = app.selected().cloned() else {
        return Vec::new();
    };
    let blank = |name: &str| {
        let field = Item::KIND.field(name)?;
        Some(Edit::Set {
            kind: Item::KIND,
            id: item.id,
            field,
            value: Value::Blank,
        })
    };
    let edits = ["pin", "pin_reason"]
        .into_iter()
        .filter_map(blank)
        .collect();
    app.commit(&format!("unpinned {}", quoted(&item.title)), edits);
    Vec::new()
}

/// Keeps the reason for the selected item's pin.
pub fn keep_reason(app: &mut App, reason: &str) {
    let Some(item) = app.selected().cloned() else {
        return;
    };
    let value = if reason.is_empty() {
        Value::Blank
    } else {
        Value::Text(reason.to_owned())
    };
    let edits = Item::KIND
        .field("pin_reason")
        .map(|field| Edit::Set {
            kind: Item::KIND,
            id: item.id,
            field,
            value,
        })
        .into_iter()
        .collect();
    app.commit(
        &format!("reason for the pin of {}", quoted(&item.title)),
        edits,
    );
}
