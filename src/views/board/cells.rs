//! The estimate columns of the board: a cell cursor, and a score in one or two keys.
//!
//! While the cursor is here the order of the rows holds. What digits mean in a column is in
//! [`crate::desk::estimate`].

use crate::desk::Desk;
use crate::desk::can::has_selected;
use crate::desk::changes::many;
use crate::desk::command::{Can, Command, commands};
use crate::desk::estimate::{ColumnInput, Estimate, Typed, columns};
use crate::desk::event::{Chord, Key};
use crate::desk::notice::quoted;
use crate::desk::pending::Pending;
use crate::exchange::pasted::block;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::key::{APP_UNDO, CELLS_LEAVE, CELLS_SETTLE};
use crate::model::record::Declared;
use crate::model::words::{ITEM, worded};

/// The commands of the estimate columns.
pub const COMMANDS: &[Command] = commands! {
    Board open looks "Estimate" "cells.enter" ["Right", "l"] hint 5 if has_selected,
        "to estimates": "Goes into the estimate columns; rows hold their order there." => |desk, _| column(desk, 1);
    Cells open types "Estimate" "cells.digit" ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", ","] hint 2,
        "value": "Sets the value; 1 then 3 is 13." => digit;
    Cells open looks "Estimate" "cells.right" ["Right", "l", "Tab"] hint 3,
        "column": "Goes to the next estimate." => |desk, _| column(desk, 1);
    Cells open looks "Estimate" "cells.left" ["Left", "h", "Shift-Tab"],
        "back": "Goes to the estimate before, and out of the columns at the first." => |desk, _| column(desk, -1);
    Cells open changes "Estimate" "cells.up" ["+"] hint 4,
        "step up": "One step up the scale." => |desk, _| step(desk, 1);
    Cells open changes "Estimate" "cells.down" ["-"],
        "step down": "One step down the scale." => |desk, _| step(desk, -1);
    Cells open types "Estimate" "cells.unknown" ["Backspace"] hint 5,
        "unknown": "Makes the estimate unknown again." => unknown;
    Cells open looks "Estimate" "cells.settle" ["="] hint 6,
        "settle": "Sorts the rows by the new ranks." => |desk, _| settle(desk);
    Cells open changes "Estimate" "cells.take" ["Enter"] hint 1,
        "save, down": "Saves what is typed and goes to the item below." => |desk, _| desk.backlog.move_by(1);
    Cells open looks "Estimate" "cells.leave" ["Esc"] hint 7,
        "leave": "Leaves the estimate columns; the order is sorted again." => |desk, _| desk.leave_columns();
};

fn all(desk: &Desk) -> Vec<Estimate> {
    columns(&desk.workspace, desk.derived.evaluation.lens)
}

/// The column under the cell cursor.
fn current(desk: &Desk) -> Option<Estimate> {
    all(desk).get(desk.backlog.column?).cloned()
}

/// The item and the column under the cell cursor.
fn cell(desk: &Desk) -> Option<(Id, Estimate)> {
    Some((desk.backlog.selected()?, current(desk)?))
}

/// What is odd about the column under the cell cursor or the value in it, if anything.
pub fn advice(desk: &Desk) -> Option<String> {
    let column = current(desk)?;
    let item = desk.selected()?;
    let field = Item::KIND.fields.get(column.field)?.name;
    if column.is_off_scale(item) {
        return Some("this value is not on the scale; it counts as it is".to_owned());
    }
    let mut flags = desk.derived.evaluation.flags.iter();
    let flag = flags.find(|flag| flag.factor().field() == field)?;
    Some(flag.words())
}

/// That the rows wait for a key, and what is odd about the column; none outside the columns.
pub fn on_hold(desk: &Desk) -> Option<String> {
    desk.backlog.column?;
    let odd = advice(desk).map(|words| format!(" · {words}"));
    Some(format!(
        "order on hold, {CELLS_SETTLE} sorts{}",
        odd.unwrap_or_default()
    ))
}

/// Whether an item lacks what its score is made of.
fn is_unscored(desk: &Desk, id: Id) -> bool {
    let score = desk.derived.evaluation.score(id);
    score.is_some_and(|score| !score.line.missing.is_empty())
}

fn column(desk: &mut Desk, by: isize) {
    let last = all(desk).len().checked_sub(1);
    let next = match (desk.backlog.column, last) {
        (_, None) => {
            desk.hint(worded(
                "this ranking has no estimates yet · {APP_PALETTE} criteria adds some",
            ));
            None
        }
        (None, Some(_)) => Some(0),
        (Some(0), Some(_)) if by < 0 => None,
        (Some(at), Some(last)) => Some(at.saturating_add_signed(by).min(last)),
    };
    match next {
        Some(_) => desk.backlog.column = next,
        None => desk.leave_columns(),
    }
}

fn digit(desk: &mut Desk, chord: Chord) {
    let (Some((item, column)), Key::Char(c)) = (cell(desk), chord.key) else {
        return;
    };
    let text = format!("{}{c}", desk.take_up(item, &column.name()));
    match column.typed(&text) {
        Typed::Value(value) => set(desk, item, &column, value),
        Typed::Open => wait(desk, item, &column, text),
        Typed::Wrong => {
            let other = match column.entry {
                ColumnInput::Scale(_) => {
                    worded(" · {CELLS_LEAVE}, then {ITEM_EDIT} opens the form for other values")
                }
                ColumnInput::Words(_) | ColumnInput::Free => "",
            };
            let refusal = column.refusal(&text);
            desk.hint(format!("{refusal}{other}"));
        }
    }
}

/// Waits for more digits.
fn wait(desk: &mut Desk, item: Id, column: &Estimate, text: String) {
    desk.pending = Some(Pending {
        record: item,
        field: column.name(),
        text,
        take,
    });
}

/// Takes digits that waited for more, where they were typed.
fn take(desk: &mut Desk, pending: &Pending) -> Can {
    let column = all(desk)
        .into_iter()
        .find(|column| column.name() == pending.field);
    let value = column.and_then(|column| Some((column.entered(&pending.text)?, column)));
    let (value, column) = value
        .ok_or_else(|| format!("{} is not on the scale · nothing was changed", pending.text))?;
    set(desk, pending.record, &column, value);
    Ok(())
}

fn step(desk: &mut Desk, by: isize) {
    if let Some((id, column)) = cell(desk)
        && let Some(item) = desk.workspace.get::<Item>(id)
        && let Some(value) = column.step(&column.value(item), by)
    {
        set(desk, id, &column, value);
    }
}

fn settle(desk: &mut Desk) {
    let before: Vec<Id> = desk.backlog.items().collect();
    desk.settle();
    if desk.backlog.items().eq(before) {
        desk.hint("the rows are in order");
    }
}

fn unknown(desk: &mut Desk, _: Chord) {
    if let Some((item, column)) = cell(desk) {
        let mut text = desk.take_up(item, &column.name());
        if text.pop().is_none() {
            set(desk, item, &column, Value::Blank);
        } else if !text.is_empty() {
            wait(desk, item, &column, text);
        }
    }
}

/// Fills cells from the cursor on, to the right and down, as one step; says what does not fit.
pub(super) fn paste(desk: &mut Desk, text: &str) -> bool {
    let table = block(text);
    let (Some(from), false) = (desk.backlog.column, table.is_empty()) else {
        return false;
    };
    let columns = all(desk);
    let below = desk.backlog.rows.iter().skip(desk.backlog.cursor);
    let items: Vec<Id> = below.filter_map(|row| row.item()).collect();
    let (mut edits, mut misfits, mut filled) = (Vec::new(), Vec::new(), 0);
    // Ratings are one field: what one cell sets, the next one builds on.
    let mut after = desk.workspace.clone();
    for (at, cells) in table.iter().enumerate() {
        let Some(item) = items.get(at) else {
            let over = table.len() - at;
            misfits.push(format!("{} below the last {ITEM}", many(over, "row")));
            break;
        };
        for (cell, column) in cells
            .iter()
            .zip(from..)
            .filter(|(cell, _)| !cell.is_empty())
        {
            let Some(item) = after.get::<Item>(*item) else {
                continue;
            };
            let column = columns.get(column);
            match column.and_then(|column| Some((column, column.read(cell)?))) {
                Some((column, value)) => {
                    let edit = column.edit(item, value);
                    filled += 1;
                    // It was made for this record.
                    drop(crate::edit::apply(&mut after, vec![edit.clone()]));
                    edits.push(edit);
                }
                None => misfits.push(match column {
                    Some(column) => format!("row {}: {}", at + 1, column.refusal(cell)),
                    None => format!("row {}: “{cell}” is beyond the last column", at + 1),
                }),
            }
        }
    }
    let label = format!("pasted {}", many(filled, "value"));
    let is_done = desk.commit(&label, edits);
    let said = match (misfits.len(), misfits.first()) {
        (1, Some(first)) => first.clone(),
        (count, Some(first)) => format!("{count} do not fit, first {first}"),
        (_, None) if is_done => return true,
        (_, None) => "the cells have that value already".to_owned(),
    };
    desk.hint(if is_done {
        format!("{label} · {said} · {APP_UNDO} undoes")
    } else {
        said
    });
    true
}

fn set(desk: &mut Desk, id: Id, column: &Estimate, value: Value) {
    let Some(item) = desk.workspace.get::<Item>(id) else {
        desk.hint(worded("that item has been deleted meanwhile"));
        return;
    };
    let words = match column.holds().format(&value) {
        words if words.is_empty() => "unknown".to_owned(),
        words => words,
    };
    let label = format!("{} of {}: {words}", column.label, quoted(&item.title));
    let edit = column.edit(item, value);
    let was_unscored = is_unscored(desk, id);
    if desk.commit(&label, vec![edit])
        && was_unscored
        && !desk.backlog.items().any(|id| is_unscored(desk, id))
    {
        let all = desk.backlog.items().count();
        desk.done(format!(
            "all {all} are scored · {CELLS_LEAVE} leaves the columns and sorts, {APP_UNDO} undoes"
        ));
    }
}
