//! The estimates a ranking asks for, a column each: what steps and typed digits come to in them.
//!
//! Owns what can be entered, on the board and in the room.

use crate::edit::Edit;
use crate::model::Workspace;
use crate::model::criterion::Criterion;
use crate::model::field::{ChoiceWord, FieldType, FieldValue, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::points::{Points, step};
use crate::model::record::{Declared, Record};
use crate::model::settings::{Lens, Settings};
use crate::scoring::ranking::method::Method;
use crate::scoring::session::column::{VoteColumn, ratings};

/// An estimate a ranking asks for, which the board shows as a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// The short heading.
    pub heading: String,
    /// The words behind it.
    pub label: String,
    /// The field of the item.
    pub field: usize,
    /// The criterion, when the field is the ratings.
    pub criterion: Option<Id>,
    /// What can be entered.
    pub entry: ColumnInput,
}

/// What digits and steps mean in a column.
#[derive(Clone, Debug, PartialEq)]
pub enum ColumnInput {
    /// One of these values.
    Scale(Vec<Number>),
    /// One of these words; digits count them.
    Words(&'static [ChoiceWord]),
    /// Any number.
    Free,
}

/// The columns a lens asks for, in the order they are asked.
pub fn columns(workspace: &Workspace, lens: Lens) -> Vec<Estimate> {
    let scale = &workspace.the::<Settings>().scale;
    let mut all = Vec::new();
    for name in Method::of(lens).inputs {
        let Some(at) = Item::KIND.field(name) else {
            continue;
        };
        let Some(field) = Item::KIND.fields.get(at) else {
            continue;
        };
        let column = |heading: &str, entry| Estimate {
            heading: heading.to_owned(),
            label: field.label.said().to_owned(),
            field: at,
            criterion: None,
            entry,
        };
        let heading = short_heading(name).unwrap_or(field.label.said());
        if let FieldType::Ratings(_) = field.holds {
            all.extend(workspace.all::<Criterion>().map(|c| Estimate {
                heading: c.name.chars().take(6).collect(),
                label: c.name.clone(),
                criterion: Some(c.id),
                ..column("", ColumnInput::Scale(ratings(c)))
            }));
        } else if field.holds == FieldType::Points {
            all.push(column(heading, ColumnInput::Scale(scale.clone())));
        } else if let FieldType::Choice { words, .. } = field.holds {
            all.push(column(heading, ColumnInput::Words(words)));
        } else {
            all.push(column(heading, ColumnInput::Free));
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

impl Estimate {
    /// What its field holds.
    pub fn holds(&self) -> FieldType {
        let field = Item::KIND.fields.get(self.field);
        field.map_or(FieldType::Number, |field| field.holds)
    }

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

    /// Whether the value an item has here is not on the column's scale.
    pub fn is_off_scale(&self, item: &Item) -> bool {
        match (&self.entry, known(&self.value(item))) {
            (ColumnInput::Scale(scale), Some(number)) => !scale.contains(&number),
            _ => false,
        }
    }

    /// The edit that gives an item another number or word here; a range it has is kept.
    pub fn edit(&self, item: &Item, value: Value) -> Edit {
        let value = match (self.criterion, value) {
            (Some(criterion), value) => {
                let mut all = item.ratings.clone();
                all.set(criterion, known(&value));
                all.to_value()
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
    pub fn number(&self, number: Number) -> Value {
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
            ColumnInput::Words(words) => {
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
            ColumnInput::Scale(scale) => {
                step(scale, known(now), by).map(|number| self.number(number))
            }
            ColumnInput::Free => {
                let whole = known(now).map_or(0, |number| number.millionths() / 1_000_000);
                let next = whole.saturating_add(i64::try_from(by).ok()?).max(0);
                Some(self.number(Number::whole(next)))
            }
        }
    }

    /// Its name among the estimates of a ranking.
    pub fn name(&self) -> String {
        let field = || Item::KIND.fields.get(self.field).map(|field| field.name);
        let criterion = self.criterion.map(|criterion| criterion.to_string());
        criterion.unwrap_or_else(|| field().unwrap_or_default().to_owned())
    }

    /// Reads typed digits; a digit that can only be one value is taken at once.
    pub fn typed(&self, text: &str) -> Typed {
        let text = written(text);
        match &self.entry {
            ColumnInput::Words(words) => {
                let at = text.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
                at.and_then(|at| words.get(at))
                    .map_or(Typed::Wrong, |word| Typed::Value(Value::Choice(word.name)))
            }
            ColumnInput::Free if Number::parse(&text).is_ok() => Typed::Open,
            ColumnInput::Free => Typed::Wrong,
            ColumnInput::Scale(scale) => match typed_on(scale, &text) {
                Typed::Value(number) => Typed::Value(self.number(number)),
                Typed::Open => Typed::Open,
                Typed::Wrong => Typed::Wrong,
            },
        }
    }

    /// The value that typed digits are when no more follow; none where they are none.
    pub fn entered(&self, text: &str) -> Option<Value> {
        let number = Number::parse(&written(text)).ok()?;
        let is_one = match &self.entry {
            ColumnInput::Scale(scale) => scale.contains(&number),
            ColumnInput::Words(_) => false,
            ColumnInput::Free => text.contains(|c: char| c.is_ascii_digit()),
        };
        is_one.then(|| self.number(number))
    }

    /// The value of a pasted cell: a number that can be entered, or a word.
    pub fn read(&self, cell: &str) -> Option<Value> {
        self.entered(cell).or_else(|| {
            let words = matches!(self.entry, ColumnInput::Words(_));
            self.holds().typed(cell, None).ok().filter(|_| words)
        })
    }

    /// What can be entered in place of what was typed, in words.
    pub fn refusal(&self, text: &str) -> String {
        match &self.entry {
            ColumnInput::Scale(scale) => {
                let scale: Vec<String> = scale.iter().map(Number::to_string).collect();
                format!("{text} is not on the scale {}", scale.join(" "))
            }
            ColumnInput::Words(words) => format!("type 1 to {}", words.len()),
            ColumnInput::Free => format!("{text} is not a number"),
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
pub enum Typed<T = Value> {
    /// This value and no other.
    Value(T),
    /// More digits may follow.
    Open,
    /// No value begins so.
    Wrong,
}

/// Typed digits as numbers are written: `.5` and `0,5` are `0.5`.
fn written(text: &str) -> String {
    let text = text.replace(',', ".");
    if text.starts_with('.') {
        format!("0{text}")
    } else {
        text
    }
}

/// Reads what is typed on a scale, where `.5` and `0,5` are 0.5; without one any number may be typed.
pub fn typed_on(scale: &[Number], text: &str) -> Typed<Number> {
    let text = written(text);
    if scale.is_empty() {
        let is_one = Number::typed(text.trim_end_matches('.')).is_ok_and(|one| !one.is_negative());
        return if is_one { Typed::Open } else { Typed::Wrong };
    }
    let mut fits = scale
        .iter()
        .filter(|number| number.to_string().starts_with(&text));
    match (fits.next(), fits.next()) {
        (None, _) => Typed::Wrong,
        (Some(only), None) if only.to_string() == text => Typed::Value(*only),
        _ => Typed::Open,
    }
}

/// The edit that gives an item what a room agreed on, with the cards as its range where the column has ranges.
pub fn agreed(workspace: &Workspace, column: VoteColumn, item: Id, points: Points) -> Option<Edit> {
    let item: &Item = workspace.get(item)?;
    let (field, value) = match (column, column.row()) {
        (VoteColumn::Rating(criterion), _) => {
            workspace.get::<Criterion>(criterion)?;
            let mut all = item.ratings.clone();
            all.set(criterion, points.value);
            ("ratings", all.to_value())
        }
        (_, Some(row)) if row.holds == FieldType::Points => (row.name, Value::Points(points)),
        (_, Some(row)) => {
            let value = points.value.map_or(Value::Blank, |value| {
                let word = column.word(value).map(|word| Value::Choice(word.name));
                word.unwrap_or(Value::Number(value))
            });
            (row.name, value)
        }
        (_, None) => return None,
    };
    Edit::put::<Item>(item.id, field, value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(entry: ColumnInput) -> Estimate {
        Estimate {
            heading: String::new(),
            label: String::new(),
            field: Item::KIND.field("size").unwrap(),
            criterion: None,
            entry,
        }
    }

    fn check(text: &str, expected: &Typed) {
        let scale = [1, 2, 3, 5, 8, 13, 20].map(Number::whole).to_vec();
        assert_eq!(
            size(ColumnInput::Scale(scale)).typed(text),
            *expected,
            "{text}"
        );
    }

    #[test]
    fn a_digit_that_can_only_be_one_value_is_taken_at_once() {
        let value = |n| Typed::Value(Value::Points(Points::known(Number::whole(n))));
        check("8", &value(8));
        check("5", &value(5));
        check("3", &value(3));
        check("1", &Typed::Open);
        check("2", &Typed::Open);
        check("13", &value(13));
        check("20", &value(20));
        check("4", &Typed::Wrong);
        check("0", &Typed::Wrong);
        check("14", &Typed::Wrong);
    }

    #[test]
    fn a_half_is_typed_in_every_way_it_is_written() {
        let half = Value::Points(Points::known(Number::parse("0.5").unwrap()));
        let scale = [
            Number::parse("0.5").unwrap(),
            Number::whole(1),
            Number::whole(2),
        ];
        for (entry, is_only) in [
            (ColumnInput::Scale(scale.to_vec()), true),
            (ColumnInput::Free, false),
        ] {
            let column = size(entry);
            for text in ["0.5", ".5", "0,5", ",5"] {
                for end in 1..text.len() {
                    assert_eq!(
                        column.typed(text.get(..end).unwrap()),
                        Typed::Open,
                        "{text} to {end}"
                    );
                }
                let all = column.typed(text);
                assert_eq!(
                    all == Typed::Value(half.clone()),
                    is_only,
                    "{text}: {all:?}"
                );
                assert_eq!(column.entered(text), Some(half.clone()), "{text}");
            }
            assert_eq!(column.entered("."), None);
            assert_eq!(column.typed("0.5."), Typed::Wrong);
        }
    }
}
