//! Ranks given by hand: their reasons, and taking them away. Giving one is in [`super::carry`].
//!
//! The pin is kept beside the score; the board shows where they disagree.

mod best;

pub use best::dearer;

use super::board::quoted;
use crate::app::App;
use crate::app::command::{Command, commands};
use crate::app::effect::Effect;
use crate::app::event::Chord;
use crate::app::overlay::line;
use crate::edit::Edit;
use crate::model::field::Value;
use crate::model::item::Item;
use crate::model::record::Declared;

/// The commands for ranking by hand.
pub const COMMANDS: &[Command] = commands! {
    Board "By hand" "pin.reason" ["r"] if is_pinned,
        "pin reason": "Says why the item is pinned." => give_reason;
    Board "By hand" "pin.remove" ["x"] if is_pinned,
        "unpin": "Takes the pin away; the item goes where its score puts it." => |app, _| unpin(app);
    Board "By hand" "pin.best" ["b"] if best::is_known,
        "best move": "Shows what this order costs and the single move that saves most; Enter pins it there." => |app, _| best::open(app);
};

fn is_pinned(app: &App) -> Result<(), String> {
    match app.selected() {
        Some(item) if item.pin.is_some() => Ok(()),
        _ => Err("this item is not pinned · K and J carry it to a rank".to_owned()),
    }
}

fn give_reason(app: &mut App, _: Chord) -> Vec<Effect> {
    let now = app.selected().map(|item| item.pin_reason.clone());
    line::open(app, line::Purpose::PinReason, &now.unwrap_or_default());
    Vec::new()
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
