//! The estimate columns of the board: a cell cursor, and a score in one or two keys.
//!
//! Owns which columns a lens asks for and what digits mean in them. While the cursor is here the
//! order of the rows holds.

mod column;

pub use column::{Column, Entry, Typed, columns, typed};

use crate::desk::Desk;
use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::event::{Chord, Key};
use crate::desk::notice::Notice;
use crate::model::field::{FieldType, Value};
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::record::Declared;
use crate::views::board::{Board, quoted};

/// The commands of the estimate columns.
pub const COMMANDS: &[Command] = commands! {
    Board open looks "Estimate" "cells.enter" ["Right", "l"] hint 5 if crate::views::board::has_selected,
        "estimate": "Goes into the estimate columns; rows hold their order there." => |app, _| column(app, 1);
    Cells open changes "Estimate" "cells.digit" ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "."] hint 2,
        "value": "Sets the value; 1 then 3 is 13." => digit;
    Cells open looks "Estimate" "cells.right" ["Right", "l", "Tab"] hint 3,
        "column": "Goes to the next estimate." => |app, _| column(app, 1);
    Cells open looks "Estimate" "cells.left" ["Left", "h", "Shift-Tab"],
        "back": "Goes to the estimate before, and out of the columns at the first." => |app, _| column(app, -1);
    Cells open changes "Estimate" "cells.up" ["+"] hint 4,
        "step up": "One step up the scale." => |app, _| step(app, 1);
    Cells open changes "Estimate" "cells.down" ["-"],
        "step down": "One step down the scale." => |app, _| step(app, -1);
    Cells open changes "Estimate" "cells.unknown" ["Backspace"] hint 5,
        "unknown": "Makes the estimate unknown again." => unknown;
    Cells open looks "Estimate" "cells.settle" ["="] hint 6,
        "settle": "Sorts the rows by the new ranks." => settle;
    Cells open changes "Estimate" "cells.take" ["Enter"] hint 1,
        "next item": "Takes what is typed and goes to the item below." => take;
    Cells open looks "Estimate" "cells.leave" ["Esc"] hint 7,
        "leave": "Leaves the estimate columns; the order settles." => leave;
};

/// The column under the cell cursor.
pub fn current(app: &Desk) -> Option<Column> {
    columns(&app.workspace, app.derived.evaluation.lens)
        .get(app.board.cell?)
        .cloned()
}

/// What is odd about the column under the cell cursor or the value in it, if anything.
pub fn advice(app: &Desk) -> Option<String> {
    let column = current(app)?;
    let item = app.selected()?;
    let field = Item::KIND.fields.get(column.field)?.name;
    if column.is_off_scale(item) {
        return Some("this value is not on the scale; it counts as it is".to_owned());
    }
    let flags = app.derived.evaluation.flags.iter();
    flags
        .filter(|flag| flag.factor().field() == field)
        .map(|flag| flag.words())
        .next()
}

fn column(app: &mut Desk, by: isize) -> Vec<Effect> {
    take_typed(app);
    let last = columns(&app.workspace, app.derived.evaluation.lens)
        .len()
        .checked_sub(1);
    app.board.cell = match (app.board.cell, last) {
        (_, None) => {
            app.notice = Some(Notice::hint(
                "this ranking has no estimates yet · : criteria adds some",
            ));
            None
        }
        (None, Some(_)) => Some(0),
        (Some(0), Some(_)) if by < 0 => None,
        (Some(at), Some(last)) => Some(at.saturating_add_signed(by).min(last)),
    };
    if app.board.cell.is_none() {
        app.settle();
    }
    Vec::new()
}

/// Leaves the columns without settling digits that are no value.
fn leave(app: &mut Desk, _: Chord) -> Vec<Effect> {
    if !app.board.typed.is_empty() {
        app.board.typed.clear();
        return Vec::new();
    }
    app.board.cell = None;
    app.settle();
    Vec::new()
}

fn digit(app: &mut Desk, chord: Chord) -> Vec<Effect> {
    let (Some(column), Key::Char(c)) = (current(app), chord.key) else {
        return Vec::new();
    };
    let text = format!("{}{c}", app.board.typed);
    match typed(&column, &text) {
        Typed::Value(value) => {
            app.board.typed.clear();
            set(app, &column, value);
        }
        Typed::Open => app.board.typed = text,
        Typed::Wrong => {
            app.board.typed.clear();
            app.notice = Some(Notice::hint(match &column.entry {
                Entry::Scale(scale) => format!(
                    "{text} is not on the scale {} · Enter twice opens the form for other values",
                    scale
                        .iter()
                        .map(Number::to_string)
                        .collect::<Vec<_>>()
                        .join(" ")
                ),
                Entry::Words(words) => format!("type 1 to {}", words.len()),
                Entry::Free => format!("{text} is not a number"),
            }));
        }
    }
    Vec::new()
}

/// Takes digits that wait for more, when another key comes.
pub fn take_typed(app: &mut Desk) {
    let text = std::mem::take(&mut app.board.typed);
    let (Some(column), false) = (current(app), text.is_empty()) else {
        return;
    };
    if let Ok(number) = Number::parse(&text) {
        let on_scale = match &column.entry {
            Entry::Scale(scale) => scale.contains(&number),
            Entry::Words(_) => false,
            Entry::Free => true,
        };
        if on_scale {
            let value = column.number(number);
            set(app, &column, value);
        } else {
            app.notice = Some(Notice::hint(format!(
                "{text} is not on the scale · nothing was changed"
            )));
        }
    }
}

fn take(app: &mut Desk, _: Chord) -> Vec<Effect> {
    take_typed(app);
    let page = app.page();
    let next = (app.board.cursor + 1..app.board.rows.len())
        .find(|at| app.board.rows.get(*at).is_some_and(|r| r.item().is_some()));
    if let Some(next) = next {
        app.board.cursor = next;
        app.board.keep_in_sight(page);
    }
    Vec::new()
}

fn step(app: &mut Desk, by: isize) -> Vec<Effect> {
    take_typed(app);
    let (Some(column), Some(item)) = (current(app), app.selected().cloned()) else {
        return Vec::new();
    };
    if let Some(value) = column.step(&column.value(&item), by) {
        set(app, &column, value);
    }
    Vec::new()
}

fn unknown(app: &mut Desk, _: Chord) -> Vec<Effect> {
    if app.board.typed.pop().is_some() {
        return Vec::new();
    }
    if let Some(column) = current(app) {
        set(app, &column, Value::Blank);
    }
    Vec::new()
}

fn settle(app: &mut Desk, _: Chord) -> Vec<Effect> {
    take_typed(app);
    app.settle();
    Vec::new()
}

fn set(app: &mut Desk, column: &Column, value: Value) {
    let Some(item) = app.selected().cloned() else {
        return;
    };
    let holds = Item::KIND
        .fields
        .get(column.field)
        .map_or(FieldType::Number, |field| field.holds);
    let words = if value == Value::Blank {
        "unknown".to_owned()
    } else {
        holds.format(&value)
    };
    let label = format!("{} of {}: {words}", column.label, quoted(&item.title));
    app.commit(&label, vec![column.edit(&item, value)]);
}

impl Board {
    /// The digits typed into the cell cursor's column, for drawing.
    pub fn typed_in(&self, column: usize) -> Option<&str> {
        (self.cell == Some(column) && !self.typed.is_empty()).then_some(self.typed.as_str())
    }
}
