//! Ranks given by hand: their reasons, and taking them away. Giving one is in [`crate::views::board::carry`].
//!
//! The pin is kept beside the score; the board shows where they disagree.

mod best;

pub use best::{comes_early, dearer};

use crate::desk::Desk;
use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::event::Chord;
use crate::desk::notice::quoted;
use crate::desk::spot;
use crate::dialogs::prompt::Prompt;
use crate::edit::Edit;
use crate::model::field::{FieldValue, Value};
use crate::model::item::Item;
use crate::model::words::worded;

/// The commands for ranking by hand.
pub const COMMANDS: &[Command] = commands! {
    Board open changes "By hand" "pin.reason" ["r"] if is_pinned,
        "place reason": "Says why the item is placed by hand." => give_reason;
    Board open changes "By hand" "pin.remove" ["x"] if can_toggle,
        "unpin" also ["tip", "first line"]: "Takes the place by hand away, or hides the first line of the board." => |desk, _| toggle(desk);
    Board open changes "By hand" "pin.best" ["b"] if best::is_known,
        "best move": "Shows what this order costs and the single move that saves most; {PAGE_ENTER} places it there." => |desk, _| best::open(desk);
};

fn is_pinned(desk: &Desk) -> Result<(), String> {
    match desk.selected() {
        Some(item) if item.pin.is_some() => Ok(()),
        _ => Err(worded(
            "this item is not placed by hand · {PIN_UP} and {PIN_DOWN} move it to a rank",
        )
        .to_owned()),
    }
}

fn can_toggle(desk: &Desk) -> Result<(), String> {
    if desk.has_tip() {
        Ok(())
    } else {
        is_pinned(desk)
    }
}

fn toggle(desk: &mut Desk) -> Vec<Effect> {
    if is_pinned(desk).is_err() {
        return desk.drop_tip();
    }
    unpin(desk);
    Vec::new()
}

fn give_reason(desk: &mut Desk, _: Chord) {
    let now = desk.selected().map(|item| item.pin_reason.clone());
    let placeholder = "the reason, for those who ask why";
    let prompt = Prompt::new(
        "Placed by hand because",
        placeholder,
        |desk, reason: String| {
            keep_reason(desk, &reason);
        },
    );
    let spot = desk.selected();
    let spot = spot.map(|item| spot::of_field::<Item>(item.id, "pin_reason"));
    let prompt = prompt.with(&now.unwrap_or_default()).or_blank();
    prompt.kept(spot).open(desk);
}

fn unpin(desk: &mut Desk) {
    let Some(item) = desk.selected().cloned() else {
        return;
    };
    let blank = |name: &str| Edit::put::<Item>(item.id, name, Value::Blank);
    let edits = ["pin", "pin_reason"]
        .into_iter()
        .filter_map(blank)
        .collect();
    desk.commit(
        &format!("took away the rank by hand of {}", quoted(&item.title)),
        edits,
    );
}

/// Keeps the reason for the selected item's pin.
pub fn keep_reason(desk: &mut Desk, reason: &str) {
    let Some(item) = desk.selected().cloned() else {
        return;
    };
    let edit = Edit::put::<Item>(item.id, "pin_reason", reason.to_owned().to_value());
    let label = format!("reason for the rank by hand of {}", quoted(&item.title));
    desk.commit(&label, Vec::from_iter(edit));
}
