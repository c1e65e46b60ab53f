//! The estimate columns of the board: a cell cursor, and a score in one or two keys.
//!
//! Owns which columns a lens asks for and what digits mean in them. While the cursor is here the
//! order of the rows holds.

use super::board::{Board, quoted};
use crate::app::App;
use crate::app::command::{Command, always, commands};
use crate::app::effect::Effect;
use crate::app::event::{Chord, Key};
use crate::app::notice::Notice;
use crate::edit::Edit;
use crate::model::Workspace;
use crate::model::criterion::Criterion;
use crate::model::field::{FieldType, Value, Word};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::points::Points;
use crate::model::record::{Declared, Record};
use crate::model::settings::{Lens, Settings};
use crate::scoring::method::Method;

/// A column the cell cursor can stand in.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The short heading.
    pub heading: String,
    /// The words behind it.
    pub label: String,
    /// The field of the item.
    pub field: usize,
    /// The criterion, when the field is the ratings.
    pub criterion: Option<Id>,
    /// What can be entered.
    pub entry: Entry,
}

/// What digits and steps mean in a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// One of these values.
    Scale(Vec<Number>),
    /// One of these words; digits count them.
    Words(&'static [Word]),
    /// Any number.
    Free,
}

/// The columns a lens asks for, in the order they are asked.
pub fn columns(workspace: &Workspace, lens: Lens) -> Vec<Column> {
    let scale = &workspace.the::<Settings>().scale;
    let mut all = Vec::new();
    for name in Method::of(lens).inputs {
        let Some(at) = Item::KIND.field(name) else {
            continue;
        };
        let Some(field) = Item::KIND.fields.get(at) else {
            continue;
        };
        let column = |heading: &str, entry| Column {
            heading: heading.to_owned(),
            label: field.label.to_owned(),
            field: at,
            criterion: None,
            entry,
        };
        let heading = short_heading(name).unwrap_or(field.label);
        if let FieldType::Ratings(_) = field.holds {
            all.extend(workspace.all::<Criterion>().map(|c| Column {
                heading: c.name.chars().take(6).collect(),
                label: c.name.clone(),
                criterion: Some(c.id),
                ..column("", Entry::Scale(ratings(c)))
            }));
        } else if field.holds == FieldType::Points {
            all.push(column(heading, Entry::Scale(scale.clone())));
        } else if let FieldType::Choice { words, .. } = field.holds {
            all.push(column(heading, Entry::Words(words)));
        } else {
            all.push(column(heading, Entry::Free));
        }
    }
    all
}

fn short_heading(field: &str) -> Option<&'static str> {
    let known = [
        ("value", "UBV"),
        ("criticality", "TC"),
        ("risk", "R/O"),
        ("size", "Size"),
        ("reach", "Reach"),
        ("impact", "Imp"),
        ("confidence", "Conf"),
        ("moscow", "Class"),
    ];
    known
        .iter()
        .find(|(name, _)| *name == field)
        .map(|(_, heading)| *heading)
}

/// The whole numbers between the ends of a criterion, or its ends when there are too many.
fn ratings(criterion: &Criterion) -> Vec<Number> {
    let ends = (
        criterion.low.unwrap_or(Number::whole(1)),
        criterion.high.unwrap_or(Number::whole(5)),
    );
    let whole = |n: Number| n.millionths() / 1_000_000;
    let (low, high) = (whole(ends.0), whole(ends.1));
    if high - low <= 20 {
        (low..=high).map(Number::whole).collect()
    } else {
        vec![ends.0, ends.1]
    }
}

impl Column {
    /// The number or word an item has here.
    pub fn value(&self, item: &Item) -> Value {
        match self.criterion {
            Some(criterion) => item
                .ratings
                .of(criterion)
                .map_or(Value::Blank, Value::Number),
            None => item.get(self.field),
        }
    }

    /// The edit that gives an item another number or word here; a range it has is kept.
    pub fn edit(&self, item: &Item, value: Value) -> Edit {
        let value = match (self.criterion, value) {
            (Some(criterion), value) => {
                let mut all = item.ratings.0.clone();
                all.retain(|(id, _)| *id != criterion);
                if let Value::Number(number) = value {
                    all.push((criterion, number));
                    all.sort_by_key(|(id, _)| *id);
                }
                if all.is_empty() {
                    Value::Blank
                } else {
                    Value::Ratings(all)
                }
            }
            (None, Value::Points(new)) => {
                let range = if let Value::Points(old) = item.get(self.field) {
                    old.range
                } else {
                    None
                };
                Value::Points(Points {
                    range: new.range.or(range),
                    ..new
                })
            }
            (None, value) => value,
        };
        Edit::Set {
            kind: Item::KIND,
            id: item.id,
            field: self.field,
            value,
        }
    }

    /// A number as a value of this column.
    fn number(&self, number: Number) -> Value {
        let holds = Item::KIND.fields.get(self.field).map(|field| field.holds);
        if self.criterion.is_none() && holds == Some(FieldType::Points) {
            Value::Points(Points::known(number))
        } else {
            Value::Number(number)
        }
    }

    /// The value one or more steps along the scale; from nothing, the first step enters it.
    pub fn step(&self, now: &Value, by: isize) -> Option<Value> {
        match &self.entry {
            Entry::Words(words) => {
                let at = if let Value::Choice(name) = now {
                    words.iter().position(|w| w.name == *name)
                } else {
                    None
                };
                let next = at
                    .map_or(0, |at| at.saturating_add_signed(by))
                    .min(words.len().checked_sub(1)?);
                words.get(next).map(|word| Value::Choice(word.name))
            }
            Entry::Scale(scale) => {
                let last = scale.len().checked_sub(1)?;
                let next = match known(now) {
                    None if by > 0 => 0,
                    None => last,
                    // An off-scale value goes to its neighbor on the scale.
                    Some(number) if by > 0 => {
                        scale.iter().position(|s| *s > number).unwrap_or(last)
                    }
                    Some(number) => scale.iter().rposition(|s| *s < number).unwrap_or(0),
                };
                scale.get(next).map(|number| self.number(*number))
            }
            Entry::Free => {
                let whole = known(now).map_or(0, |number| number.millionths() / 1_000_000);
                let next = whole.saturating_add(i64::try_from(by).ok()?).max(0);
                Some(self.number(Number::whole(next)))
            }
        }
    }
}

fn known(value: &Value) -> Option<Number> {
    if let Value::Points(points) = value {
        points.value
    } else if let Value::Number(number) = value {
        Some(*number)
    } else {
        None
    }
}

/// What typed digits come to in a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Typed {
    /// This value and no other.
    Value(Value),
    /// More digits may follow.
    Open,
    /// No value begins so.
    Wrong,
}

/// Reads typed digits; a digit that can only be one value is taken at once.
pub fn typed(column: &Column, text: &str) -> Typed {
    match &column.entry {
        Entry::Words(words) => {
            let at = text.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            at.and_then(|at| words.get(at))
                .map_or(Typed::Wrong, |word| Typed::Value(Value::Choice(word.name)))
        }
        Entry::Free => {
            if text == "." || Number::parse(text).is_ok() {
                Typed::Open
            } else {
                Typed::Wrong
            }
        }
        Entry::Scale(scale) => {
            let mut fits = scale
                .iter()
                .filter(|number| number.to_string().starts_with(text));
            match (fits.next(), fits.next()) {
                (None, _) => Typed::Wrong,
                (Some(only), None) if only.to_string() == text => {
                    Typed::Value(column.number(*only))
                }
                _ => Typed::Open,
            }
        }
    }
}

/// The commands of the estimate columns.
pub const COMMANDS: &[Command] = commands! {
    Board "Estimate" "cells.enter" ["Right", "l"] hint 5 if super::board::has_selected,
        "estimate": "Goes into the estimate columns; rows hold their order there." => |app, _| column(app, 1);
    Cells "Estimate" "cells.digit" ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "."] hint 2 if always,
        "value": "Sets the value; 1 then 3 is 13." => digit;
    Cells "Estimate" "cells.right" ["Right", "l", "Tab"] hint 3 if always,
        "column": "Goes to the next estimate." => |app, _| column(app, 1);
    Cells "Estimate" "cells.left" ["Left", "h", "Shift-Tab"] if always,
        "back": "Goes to the estimate before, and out of the columns at the first." => |app, _| column(app, -1);
    Cells "Estimate" "cells.up" ["+"] hint 4 if always,
        "step up": "One step up the scale." => |app, _| step(app, 1);
    Cells "Estimate" "cells.down" ["-"] if always,
        "step down": "One step down the scale." => |app, _| step(app, -1);
    Cells "Estimate" "cells.unknown" ["Backspace"] hint 5 if always,
        "unknown": "Makes the estimate unknown again." => unknown;
    Cells "Estimate" "cells.settle" ["="] hint 6 if always,
        "settle": "Sorts the rows by the new ranks." => settle;
    Cells "Estimate" "cells.take" ["Enter"] hint 1 if always,
        "next item": "Takes what is typed and goes to the item below." => take;
    Cells "Estimate" "cells.leave" ["Esc"] hint 7 if always,
        "leave": "Leaves the estimate columns; the order settles." => leave;
};

/// The column under the cell cursor.
pub fn current(app: &App) -> Option<Column> {
    columns(&app.workspace, app.derived.evaluation.lens)
        .get(app.board.cell?)
        .cloned()
}

fn column(app: &mut App, by: isize) -> Vec<Effect> {
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
fn leave(app: &mut App, _: Chord) -> Vec<Effect> {
    if !app.board.typed.is_empty() {
        app.board.typed.clear();
        return Vec::new();
    }
    app.board.cell = None;
    app.settle();
    Vec::new()
}

fn digit(app: &mut App, chord: Chord) -> Vec<Effect> {
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
pub fn take_typed(app: &mut App) {
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

fn take(app: &mut App, _: Chord) -> Vec<Effect> {
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

fn step(app: &mut App, by: isize) -> Vec<Effect> {
    take_typed(app);
    let (Some(column), Some(item)) = (current(app), app.selected().cloned()) else {
        return Vec::new();
    };
    if let Some(value) = column.step(&column.value(&item), by) {
        set(app, &column, value);
    }
    Vec::new()
}

fn unknown(app: &mut App, _: Chord) -> Vec<Effect> {
    if app.board.typed.pop().is_some() {
        return Vec::new();
    }
    if let Some(column) = current(app) {
        set(app, &column, Value::Blank);
    }
    Vec::new()
}

fn settle(app: &mut App, _: Chord) -> Vec<Effect> {
    take_typed(app);
    app.settle();
    Vec::new()
}

fn set(app: &mut App, column: &Column, value: Value) {
    let Some(item) = app.selected().cloned() else {
        return;
    };
    let holds = Item::KIND
        .fields
        .get(column.field)
        .map_or(FieldType::Number, |field| field.holds);
    let words = match &value {
        Value::Blank => "unknown".to_owned(),
        value => holds.format(value),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Typed) {
        let scale = [1, 2, 3, 5, 8, 13, 20].map(Number::whole).to_vec();
        let column = Column {
            heading: String::new(),
            label: String::new(),
            field: Item::KIND.field("size").unwrap(),
            criterion: None,
            entry: Entry::Scale(scale),
        };
        assert_eq!(typed(&column, text), expected, "{text}");
    }

    #[test]
    fn a_digit_that_can_only_be_one_value_is_taken_at_once() {
        let value = |n| Typed::Value(Value::Points(Points::known(Number::whole(n))));
        check("8", value(8));
        check("5", value(5));
        check("3", value(3));
        check("1", Typed::Open);
        check("2", Typed::Open);
        check("13", value(13));
        check("20", value(20));
        check("4", Typed::Wrong);
        check("0", Typed::Wrong);
        check("14", Typed::Wrong);
    }
}
