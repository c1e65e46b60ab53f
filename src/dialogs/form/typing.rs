//! Keys in a form: text where it is typed, steps along choices, scales and dates.

use chrono::{Days, NaiveDate};

use crate::desk::editor::{Editor, Lines};
use crate::desk::event::{Chord, Key};
use crate::dialogs::form::Form;
use crate::dialogs::form::row::begins;
use crate::model::field::{ChoiceWord, FieldType, Value};
use crate::model::number::Number;
use crate::model::points::{Points, step};

/// Takes the change of a row back.
const UNDO: Chord = Chord {
    ctrl: true,
    ..Chord::plain(Key::Char('z'))
};

impl Form {
    /// Takes a key as text; gives back whether it was one.
    pub(super) fn take_key(&mut self, chord: Chord) -> bool {
        self.was_warned &= chord.key == Key::Esc;
        if let Some(editor) = &mut self.editor {
            return editor.key(chord);
        }
        if chord == UNDO
            && let Some(row) = self.rows.get_mut(self.cursor)
        {
            // Steps back in what is typed are the editor's; a choice goes back to what the workspace has.
            row.value = row.before.clone();
            row.names.clone_from(&row.names_before);
            return true;
        }
        if self.stands_for_group() {
            let opens = chord == Chord::plain(Key::Char(' '));
            if opens {
                self.turn(1);
            }
            return opens;
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
                let is_written = matches!(
                    row.value,
                    Value::Text(_) | Value::Private(_) | Value::Texts(_) | Value::Extra(_)
                );
                if let Value::Links(ids) = &mut row.value
                    && ids.len() > 1
                {
                    ids.pop();
                } else if !is_written {
                    row.value = Value::Blank;
                }
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
                // The same letter goes on to the next word that begins so, Space to the next one.
                let is_now = |word: &ChoiceWord| row.value == Value::Choice(word.name);
                let next = words.iter().position(is_now).map_or(0, |at| at + 1);
                let mut ahead = words.iter().cycle().skip(next).take(words.len());
                if let Some(word) = ahead.find(|word| begins(word.label, c)) {
                    row.value = Value::Choice(word.name);
                }
                true
            }
            (Key::Char(c), FieldType::Link(_)) if row.is_offered(c) => {
                row.choose_next(c);
                true
            }
            (Key::Char(_), FieldType::Points | FieldType::Number | FieldType::Date) => {
                let mut editor = Editor::new("", Lines::One);
                let taken = editor.key(chord);
                self.editor = Some(editor);
                taken
            }
            // A question mark asks for help where nothing is typed yet.
            (Key::Char(c), _) if c != '?' && row.opens().is_some() => {
                self.opening = Some(c.to_string());
                true
            }
            _ => false,
        }
    }

    /// Takes a pasted text where one can be typed, chosen by or searched; gives back whether it can.
    pub(super) fn take_paste(&mut self, text: &str) -> bool {
        if let Some(editor) = &mut self.editor {
            editor.paste(text);
            return true;
        }
        if self.stands_for_group() {
            return false;
        }
        let Some(row) = self.row() else {
            return false;
        };
        if row.opens().is_some() {
            self.opening = Some(text.to_owned());
            return true;
        }
        let is_typed = matches!(
            row.holds,
            FieldType::Points | FieldType::Number | FieldType::Date
        );
        if is_typed {
            let mut editor = Editor::new("", Lines::One);
            editor.paste(text);
            self.editor = Some(editor);
        }
        is_typed
    }

    /// Goes through the values of the present row.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the other fields have no values to go through"
    )]
    pub fn turn(&mut self, by: isize) {
        if self.stands_for_group() {
            self.unfold(self.cursor);
            self.begin();
            return;
        }
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
                let value = step(&scale, points.value, by);
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
            _ => row.choose(by),
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
