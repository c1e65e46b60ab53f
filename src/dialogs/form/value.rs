//! The value of a field: as words, and as what is shown of it in a form.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::desk::listing::words_of;
use crate::dialogs::draw::{Stage, cells};
use crate::dialogs::form::{Form, FormRow};
use crate::dialogs::prompt::draw::draw_input;
use crate::model::field::{FieldType, Value};
use crate::model::points::Points;
use crate::ui::look::{Look, bucket_marks};
use crate::ui::text;
use crate::ui::widgets::put;

/// Where a value stands: its row, and the column it starts at. Marks around a value stand before that, so
/// that words are always below words.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    /// The row of the form.
    pub row: Rect,
    /// Where words start.
    pub x: u16,
}

impl Place {
    fn put(self, buf: &mut Buffer, x: u16, words: &str, style: Style) -> u16 {
        put(buf, self.row, x, self.row.y, words, style)
    }

    /// The cells from a column to the end.
    fn room(self, x: u16) -> u16 {
        self.row.right().saturating_sub(x)
    }
}

/// Draws the value of a row, and returns where its text cursor is.
pub(crate) fn draw(
    stage: &Stage<'_>,
    form: &Form,
    row: &FormRow,
    is_present: bool,
    place: Place,
    buf: &mut Buffer,
) -> Option<Position> {
    let look = stage.look;
    if let (true, Some(editor)) = (is_present, &form.editor) {
        let area = Rect {
            x: place.x,
            width: place.room(place.x),
            ..place.row
        };
        return draw_input(look, editor, "", area, buf);
    }
    let style = if is_present {
        look.strong()
    } else {
        look.text()
    };
    if let Some((_, typed)) = &row.problem {
        place.put(buf, place.x, typed, look.over());
        return None;
    }
    match (&row.value, row.holds) {
        (Value::Points(points), FieldType::Points) => {
            draw_scale(look, form, *points, is_present, place, buf);
        }
        (Value::Blank, FieldType::Points) => {
            draw_scale(look, form, Points::UNKNOWN, is_present, place, buf);
        }
        (_, FieldType::Link(_) | FieldType::PartOf(_) | FieldType::Links(_)) => {
            draw_links(stage, row, style, place, buf);
        }
        (_, holds) if is_long(holds) => draw_long(stage, row, style, place, buf),
        (value, holds) => {
            let words = match (value, holds) {
                (Value::Blank, FieldType::Flag) => "no".to_owned(),
                (Value::Blank, _) => look.symbols.no_score.to_owned(),
                _ => words_of(stage.desk, holds, value),
            };
            let style = if *value == Value::Blank && !is_present {
                look.muted()
            } else {
                style
            };
            let words = text::fit(&words, place.room(place.x).into(), look.symbols.more);
            let x = place.put(buf, place.x, &words, style);
            if is_present && row.has_values() {
                draw_steps(look, row, x, place, buf);
            }
        }
    }
    None
}

/// The marks that say that Left and Right go through values, and which of how many this one is.
fn draw_steps(look: &Look, row: &FormRow, end: u16, place: Place, buf: &mut Buffer) {
    let mark = look.focus();
    place.put(buf, place.x.saturating_sub(2), look.symbols.previous, mark);
    let end = place.put(buf, end.saturating_add(1), look.symbols.next, mark);
    if let (FieldType::Choice { words, .. }, Value::Choice(name)) = (row.holds, &row.value)
        && let Some(at) = words.iter().position(|word| word.name == *name)
    {
        let count = format!("{} of {}", at + 1, words.len());
        place.put(buf, end.saturating_add(2), &count, look.muted());
    }
}

/// The scale with the chosen value in brackets, and the range people gave.
fn draw_scale(
    look: &Look,
    form: &Form,
    points: Points,
    is_present: bool,
    place: Place,
    buf: &mut Buffer,
) {
    let others = if is_present {
        look.muted()
    } else {
        look.faint()
    };
    let mut parts: Vec<(String, Style)> = form
        .scale
        .iter()
        .map(|number| {
            if points.value == Some(*number) {
                (format!("[{number}]"), look.strong())
            } else {
                (format!(" {number} "), others)
            }
        })
        .collect();
    match points.value {
        None => parts.push(("[?]".to_owned(), look.over())),
        Some(value) if !form.scale.contains(&value) => {
            parts.push((format!("[{value}]"), look.strong()));
        }
        Some(_) => {}
    }
    let start = place.x.saturating_sub(1);
    let wide: usize = parts.iter().map(|(words, _)| words.len() + 1).sum();
    if cells(wide) > place.room(start).saturating_add(1) {
        // A scale too long for the row leaves the chosen value.
        parts.retain(|(words, _)| words.starts_with('['));
    }
    if let Some((low, high)) = points.range {
        parts.push((format!(" {low}..{high}"), look.muted()));
    }
    let mut x = start;
    for (words, style) in parts {
        x = place.put(buf, x, &words, style).saturating_add(1);
    }
}

fn draw_links(stage: &Stage<'_>, row: &FormRow, style: Style, place: Place, buf: &mut Buffer) {
    let look = stage.look;
    if row.names.is_empty() {
        place.put(buf, place.x, "none", look.muted());
        return;
    }
    let mut x = place.x;
    if let (Some("bucket"), Value::Link(id)) = (row.holds.target(), &row.value) {
        let all = stage.desk.seen().buckets();
        let names: Vec<&str> = all.iter().map(|bucket| bucket.name.as_str()).collect();
        let at = all.iter().position(|bucket| bucket.id == *id);
        if let Some(at) = at
            && let Some(mark) = bucket_marks(&names, look.charset).get(at)
        {
            x = place.put(buf, x, mark, look.bucket(at)).saturating_add(1);
        }
    }
    let separator = format!(" {} ", look.symbols.separator);
    let names = row.names.replace(" · ", &separator);
    let names = text::fit(&names, place.room(x).into(), look.symbols.more);
    place.put(buf, x, &names, style);
}

/// The first line of a long text, and how many there are; of a private one the number alone. Short texts
/// that fit stand side by side.
fn draw_long(stage: &Stage<'_>, row: &FormRow, style: Style, place: Place, buf: &mut Buffer) {
    let look = stage.look;
    let words = row.holds.format(&row.value);
    if row.value == Value::Blank || words.is_empty() {
        place.put(buf, place.x, look.symbols.no_score, look.muted());
        return;
    }
    if let Value::Private(_) = row.value {
        let mark = look.symbols.private;
        let words = format!("{mark} {words}, never shown while presenting");
        place.put(buf, place.x, &words, style);
        return;
    }
    if row.holds == FieldType::Texts {
        let separator = format!(" {} ", look.symbols.separator);
        let together = words.replace('\n', &separator);
        if text::width(&together) <= usize::from(place.room(place.x)) {
            place.put(buf, place.x, &together, style);
            return;
        }
    }
    let mut lines = words.lines().filter(|line| !line.trim().is_empty());
    let (first, others) = (lines.next().unwrap_or_default(), lines.count());
    if others == 0 {
        let words = text::fit(first, place.room(place.x).into(), look.symbols.more);
        place.put(buf, place.x, &words, style);
        return;
    }
    let count = format!("{} lines", others + 1);
    let count_width = cells(text::width(&count)).saturating_add(2);
    let room = place.room(place.x).saturating_sub(count_width);
    let first = format!("{first}{}", look.symbols.more);
    let first = text::fit(&first, room.into(), look.symbols.more);
    let x = place.put(buf, place.x, &first, style);
    place.put(buf, x.saturating_add(2), &count, look.muted());
}

/// Whether a field holds a text of many lines.
const fn is_long(holds: FieldType) -> bool {
    matches!(
        holds,
        FieldType::Prose | FieldType::Private | FieldType::Texts | FieldType::Extra
    )
}
