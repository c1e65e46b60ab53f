//! The draft behind a form: a row per field, what is typed into the present one, what it would do.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::app::editor::{Editor, Lines};
use crate::app::event::{Chord, Key};
use crate::edit::{Edit, apply};
use crate::model::Workspace;
use crate::model::criterion::Criterion;
use crate::model::field::{FieldType, Private, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::points::Points;
use crate::model::record::{Declared, Kind, Record};
use crate::model::settings::{Lens, Settings};
use crate::scoring::evaluation::{Score, evaluate};

/// One row of a form.
#[derive(Clone, Debug)]
pub struct Row {
    /// The field.
    pub field: usize,
    /// The criterion, when the row is one of several ratings.
    pub criterion: Option<Id>,
    /// The words in front.
    pub label: String,
    /// The label of the field itself.
    pub label_static: &'static str,
    /// What the field is for.
    pub help: &'static str,
    /// What it may hold.
    pub holds: FieldType,
    /// The draft.
    pub value: Value,
    /// What the workspace has.
    pub before: Value,
    /// The words for linked records.
    pub names: String,
    /// What is wrong with what was typed, and the text itself.
    pub problem: Option<(String, String)>,
}

/// What saving the draft would do to an item.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The numbers after saving.
    pub score: Score,
    /// The rank before.
    pub before: Option<usize>,
    /// The job size after saving, as typed.
    pub size: String,
}

/// The draft of one record.
#[derive(Debug)]
pub struct Form {
    /// The kind.
    pub kind: &'static Kind,
    /// The record.
    pub id: Id,
    /// Whether the record is added when the form is saved.
    pub is_new: bool,
    /// A row per field.
    pub rows: Vec<Row>,
    /// The present row.
    pub cursor: usize,
    /// The text being typed into the present row, once there is some.
    pub editor: Option<Editor>,
    /// What saving would do, for items.
    pub preview: Option<Preview>,
    /// Whether Esc has said that changes would be lost.
    pub was_warned: bool,
    /// The estimation scale, for points.
    pub scale: Vec<Number>,
    /// The words for each value of the scale, by field name.
    pub words: BTreeMap<&'static str, Vec<String>>,
}

impl Row {
    /// Whether Left and Right go through values here.
    pub const fn has_values(&self) -> bool {
        matches!(
            self.holds,
            FieldType::Choice { .. } | FieldType::Points | FieldType::Flag | FieldType::Date
        ) || self.criterion.is_some()
    }

    /// Whether keys go to a text from the start.
    const fn is_typed(&self) -> bool {
        matches!(
            self.holds,
            FieldType::Text
                | FieldType::Number
                | FieldType::Percent
                | FieldType::Money
                | FieldType::Numbers
        ) && self.criterion.is_none()
    }

    /// The text of many lines behind the row, for its own editor.
    pub fn long_text(&self) -> String {
        if let Value::Private(text) = &self.value {
            // The form belongs to the author; presenting hides the row.
            text.reveal(crate::model::audience::Audience::Private)
                .unwrap_or_default()
                .to_owned()
        } else {
            self.holds.format(&self.value)
        }
    }
}

impl Form {
    /// The draft of a record as it stands.
    pub fn of(record: &dyn Record, workspace: &Workspace, is_new: bool) -> Self {
        let mut rows = Vec::new();
        for (at, field) in record.kind().fields.iter().enumerate() {
            let value = record.get(at);
            let row = Row {
                field: at,
                criterion: None,
                label: field.label.to_owned(),
                label_static: field.label,
                help: field.help,
                holds: field.holds,
                names: names(workspace, field.holds, &value),
                before: value.clone(),
                value,
                problem: None,
            };
            if let (FieldType::Ratings(_), Some(item)) =
                (field.holds, record.as_any().downcast_ref::<Item>())
            {
                rows.extend(workspace.all::<Criterion>().map(|criterion| {
                    let value = item
                        .ratings
                        .of(criterion.id)
                        .map_or(Value::Blank, Value::Number);
                    Row {
                        criterion: Some(criterion.id),
                        label: criterion.name.clone(),
                        holds: FieldType::Number,
                        before: value.clone(),
                        value,
                        ..row.clone()
                    }
                }));
            } else {
                rows.push(row);
            }
        }
        let settings = workspace.the::<Settings>();
        let words = BTreeMap::from([
            ("value", settings.value_words.clone()),
            ("criticality", settings.criticality_words.clone()),
            ("risk", settings.risk_words.clone()),
            ("size", settings.size_words.clone()),
        ]);
        let mut form = Self {
            kind: record.kind(),
            id: record.id(),
            is_new,
            rows,
            cursor: 0,
            editor: None,
            preview: None,
            was_warned: false,
            scale: settings.scale.clone(),
            words,
        };
        form.begin();
        form
    }

    /// The present row.
    pub fn row(&self) -> Option<&Row> {
        self.rows.get(self.cursor)
    }

    /// The title as drafted.
    pub fn title(&self) -> String {
        match self.rows.first().map(|row| &row.value) {
            Some(Value::Text(title)) => title.clone(),
            _ => self.id.to_string(),
        }
    }

    /// How many fields differ from the workspace.
    pub fn changes(&self) -> usize {
        let typing = self.editor.as_ref().is_some_and(|editor| {
            self.row()
                .is_some_and(|row| editor.text() != row.holds.format(&row.value))
        });
        let changed = self
            .rows
            .iter()
            .filter(|row| row.value != row.before || row.problem.is_some());
        changed.count() + usize::from(typing)
    }

    /// Goes to another row, keeping what was typed.
    pub fn step(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(1);
        self.go_to(self.cursor.saturating_add_signed(by).min(last));
    }

    /// Goes to a row.
    pub fn go_to(&mut self, at: usize) {
        self.take_typed();
        self.cursor = at.min(self.rows.len().saturating_sub(1));
        self.begin();
    }

    fn begin(&mut self) {
        self.editor = self.row().and_then(|row| match &row.problem {
            Some((_, typed)) => Some(Editor::new(typed, Lines::One)),
            None => row
                .is_typed()
                .then(|| Editor::new(&row.holds.format(&row.value), Lines::One)),
        });
    }

    /// Reads what was typed into the present row.
    fn take_typed(&mut self) {
        let Some(editor) = self.editor.take() else {
            return;
        };
        let Some(row) = self.rows.get_mut(self.cursor) else {
            return;
        };
        let text = editor.text();
        match row.holds.parse(&text) {
            Ok(value) => {
                row.value = value;
                row.problem = None;
            }
            Err(misfit) => row.problem = Some((format!("{misfit} · {}", misfit.hint), text)),
        }
    }

    /// Takes a key as text; gives back whether it was one.
    pub fn key(&mut self, chord: Chord) -> bool {
        self.was_warned &= chord.key == Key::Esc;
        if let Some(editor) = &mut self.editor {
            return editor.key(chord);
        }
        if chord.ctrl || chord.alt {
            return false;
        }
        let Some(row) = self.rows.get_mut(self.cursor) else {
            return false;
        };
        match (chord.key, row.holds) {
            (
                Key::Backspace | Key::Delete,
                FieldType::Choice {
                    optional: false, ..
                },
            ) => true,
            (Key::Backspace | Key::Delete, _) => {
                row.value = match std::mem::replace(&mut row.value, Value::Blank) {
                    Value::Links(mut ids) if ids.len() > 1 => {
                        ids.pop();
                        Value::Links(ids)
                    }
                    kept @ (Value::Text(_)
                    | Value::Private(_)
                    | Value::Texts(_)
                    | Value::Extra(_)) => kept,
                    _ => Value::Blank,
                };
                if row.value == Value::Blank {
                    row.names.clear();
                }
                true
            }
            (Key::Char(' '), FieldType::Flag) => {
                row.value = if row.value == Value::Blank {
                    Value::Flag(true)
                } else {
                    Value::Blank
                };
                true
            }
            (Key::Char(c), FieldType::Choice { words, .. }) => {
                let begins = |word: &&super::super::super::super::model::field::Word| {
                    word.label
                        .to_lowercase()
                        .starts_with(c.to_ascii_lowercase())
                };
                if let Some(word) = words.iter().find(begins) {
                    row.value = Value::Choice(word.name);
                }
                true
            }
            (Key::Char(_), FieldType::Points | FieldType::Number | FieldType::Date) => {
                let mut editor = Editor::new("", Lines::One);
                let taken = editor.key(chord);
                self.editor = Some(editor);
                taken
            }
            _ => false,
        }
    }

    /// Takes pasted text where a text can be typed.
    pub fn paste(&mut self, text: &str) {
        if let Some(editor) = &mut self.editor {
            editor.paste(text);
        }
    }

    /// Goes through the values of the present row.
    pub fn turn(&mut self, by: isize) {
        self.take_typed();
        let scale = self.scale.clone();
        let Some(row) = self.rows.get_mut(self.cursor) else {
            return;
        };
        row.problem = None;
        let along = |count: usize, at: Option<usize>| match at {
            None if by > 0 => Some(0),
            None => count.checked_sub(1),
            Some(at) => Some(at.saturating_add_signed(by).min(count.saturating_sub(1))),
        };
        if row.criterion.is_some() {
            let now = if let Value::Number(n) = row.value {
                n.millionths() / 1_000_000
            } else {
                0
            };
            row.value = Value::Number(Number::whole((now + i64::try_from(by).unwrap_or(0)).max(1)));
            return;
        }
        match row.holds {
            FieldType::Choice { words, optional } => {
                let at = words
                    .iter()
                    .position(|word| row.value == Value::Choice(word.name));
                row.value = if optional && at == Some(0) && by < 0 {
                    Value::Blank
                } else {
                    along(words.len(), at)
                        .and_then(|at| words.get(at))
                        .map_or(Value::Blank, |word| Value::Choice(word.name))
                };
            }
            FieldType::Points => {
                let points = if let Value::Points(points) = row.value {
                    points
                } else {
                    Points::UNKNOWN
                };
                let next = match points.value {
                    None => along(scale.len(), None),
                    Some(n) if by > 0 => scale
                        .iter()
                        .position(|s| *s > n)
                        .or(scale.len().checked_sub(1)),
                    Some(n) => scale.iter().rposition(|s| *s < n).or(Some(0)),
                };
                let value = next.and_then(|at| scale.get(at)).copied();
                row.value = Value::Points(Points { value, ..points });
            }
            FieldType::Flag => {
                row.value = if by > 0 {
                    Value::Flag(true)
                } else {
                    Value::Blank
                };
            }
            FieldType::Date => {
                if let Value::Date(day) = row.value {
                    row.value = shifted(day, by).map_or(Value::Blank, Value::Date);
                }
            }
            _ => {}
        }
    }

    /// Puts a text of many lines into a row.
    pub fn take_text(&mut self, at: usize, text: &str) {
        if let Some(row) = self.rows.get_mut(at) {
            row.value = if row.holds == FieldType::Private && !text.is_empty() {
                Value::Private(Private::new(
                    crate::model::text::clean_prose(text).into_owned(),
                ))
            } else {
                row.holds.parse(text).unwrap_or(Value::Blank)
            };
        }
    }

    /// Puts a value into a row.
    pub fn take_value(&mut self, at: usize, value: Value, workspace: &Workspace) {
        if let Some(row) = self.rows.get_mut(at) {
            row.names = names(workspace, row.holds, &value);
            row.value = value;
        }
    }

    /// Reads what is still being typed; gives back what keeps the form from being saved, if anything.
    pub fn finish(&mut self) -> Option<String> {
        self.take_typed();
        self.begin();
        let (at, row) = self
            .rows
            .iter()
            .enumerate()
            .find(|(_, row)| row.problem.is_some())?;
        let problem = row
            .problem
            .as_ref()
            .map(|(why, _)| format!("{}: {why}", row.label));
        self.cursor = at;
        self.begin();
        problem
    }

    /// The edits that bring the workspace to the draft.
    pub fn edits(&self) -> Vec<Edit> {
        let set = |field, value| Edit::Set {
            kind: self.kind,
            id: self.id,
            field,
            value,
        };
        let changed = self.rows.iter().filter(|row| row.value != row.before);
        let mut edits: Vec<Edit> = Vec::new();
        let mut rated = None;
        for row in changed {
            if row.criterion.is_some() {
                rated = Some(row.field);
            } else {
                edits.push(set(row.field, row.value.clone()));
            }
        }
        if let Some(field) = rated {
            let rating = |row: &Row| match (row.criterion, &row.value) {
                (Some(criterion), Value::Number(number)) => Some((criterion, *number)),
                _ => None,
            };
            let all: Vec<(Id, Number)> = self.rows.iter().filter_map(rating).collect();
            edits.push(set(
                field,
                if all.is_empty() {
                    Value::Blank
                } else {
                    Value::Ratings(all)
                },
            ));
        }
        edits
    }

    /// Computes what saving the draft would do to an item's rank.
    pub fn foresee(&mut self, mut workspace: Workspace, lens: Lens, before: Option<usize>) {
        if self.kind != Item::KIND {
            return;
        }
        let size = Item::KIND
            .field("size")
            .and_then(|at| self.rows.iter().find(|row| row.field == at));
        let size = size.map_or_else(String::new, |row| match row.value {
            Value::Points(Points {
                value: Some(size), ..
            }) => size.to_string(),
            _ => "?".to_owned(),
        });
        if apply(&mut workspace, self.edits()).is_ok() {
            let score = evaluate(&workspace, lens).score(self.id).cloned();
            self.preview = score.map(|score| Preview {
                score,
                before,
                size,
            });
        }
    }
}

fn shifted(day: NaiveDate, by: isize) -> Option<NaiveDate> {
    let days = Days::new(u64::try_from(by.unsigned_abs()).ok()?);
    if by > 0 {
        day.checked_add_days(days)
    } else {
        day.checked_sub_days(days)
    }
}

/// The titles of the records a value points to.
fn names(workspace: &Workspace, holds: FieldType, value: &Value) -> String {
    let Some(kind) = holds.target().and_then(|name| workspace.kind(name)) else {
        return String::new();
    };
    let title = |id: Id| {
        workspace
            .record(kind, id)
            .map_or_else(|| format!("{id} (missing)"), |r| r.title())
    };
    value
        .targets()
        .into_iter()
        .map(title)
        .collect::<Vec<_>>()
        .join(" · ")
}
