//! The form of a workspace file, and how values are written in it.
//!
//! A file is one RON struct: `schema`, then a section for each kind of record, in the order of
//! [`KINDS`](crate::model::KINDS). Single kinds (product, settings) are a struct; the others are a
//! list ordered by id. It is meant to be read, changed by hand and merged line by line:
//!
//! ```text
//! (
//!     schema: "1.0",
//!     product: (
//!         name: "Checkout",
//!     ),
//!     items: [
//!         (
//!             id: "k3f9a2",
//!             title: "Guest checkout",
//!             state: Ready,                                        // a word, without quotes
//!             value: 13,                                           // points
//!             size: (value: 5, low: 3, high: 8),                   // points with a range
//!             ratings: {"fit": 5, "reach": 3},                     // criterion and number
//!             due: "2026-12-01",
//!             needs: ["p2x7aa", "q1"],                             // links are ids
//!             labels: [                                            // texts: one a line
//!                 "web",
//!             ],
//!             note: "first line
//! second line",                                                    // real line ends
//!             extra: [
//!                 ("Fix versions", "2.1"),
//!             ],
//!         ),
//!     ],
//! )
//! ```
//! One field a line, in the order of its declaration; what equals a blank record is left out; `None`
//! means blank. Comments (`//` and `/* */`) may stand anywhere and are kept. Only `"`, `\` and
//! invisible characters are escaped, so that every language stays readable.
//!
//! Owns the writing of values, records and whole files. Reading is in `value` and `load`.

use std::fmt::Write;

use super::guard::room;
use super::tidy::tidy;
use crate::model::Workspace;
use crate::model::audience::Audience;
use crate::model::field::{FieldType, Value};
use crate::model::points::Points;
use crate::model::record::{Kind, Record};

/// The version of the file form this evenkeel writes: the same major number can be read.
pub const SCHEMA: &str = "1.0";
/// One step to the right.
pub(super) const STEP: &str = "    ";

/// Where a text is written: its line ends, and the spaces its lines begin with.
#[derive(Clone, Copy)]
pub(super) struct Style<'s> {
    pub(super) newline: &'s str,
    pub(super) indent: &'s str,
}

impl Style<'_> {
    /// Writes a line end and the indent of a line `steps` further right.
    pub(super) fn line(self, out: &mut String, steps: usize) {
        out.push_str(self.newline);
        out.push_str(self.indent);
        (0..steps).for_each(|_| out.push_str(STEP));
    }
}

/// Writes a whole workspace in its one plain form.
pub fn canonical(workspace: &Workspace) -> String {
    /// About how many bytes a record has.
    const USUAL: usize = 500;
    let style = Style {
        newline: "\n",
        indent: STEP,
    };
    let records: usize = workspace.kinds().map(|kind| workspace.count(kind)).sum();
    let mut out = String::with_capacity(room(records * USUAL));
    let _ = write!(out, "(\n    schema: \"{SCHEMA}\",");
    for kind in workspace.kinds() {
        let mut records = workspace.records(kind).peekable();
        let silent = |record: &dyn Record| {
            kind.single && written(record).next().is_none() && record.unknown_fields().is_empty()
        };
        if records.peek().is_some_and(|record| !silent(*record)) {
            style.line(&mut out, 0);
            write_section(&mut out, kind, &records.collect::<Vec<_>>(), style);
        }
    }
    out.push_str("\n)\n");
    out
}

/// Writes a section with its name and comma.
pub(super) fn write_section(
    out: &mut String,
    kind: &Kind,
    records: &[&dyn Record],
    style: Style<'_>,
) {
    out.push_str(kind.section);
    out.push_str(": ");
    if let (true, Some(record)) = (kind.single, records.first()) {
        write_record(out, *record, style);
    } else {
        let inner = format!("{}{STEP}", style.indent);
        out.push('[');
        for record in records {
            style.line(out, 1);
            let style = Style {
                indent: &inner,
                ..style
            };
            write_record(out, *record, style);
            out.push(',');
        }
        style.line(out, 0);
        out.push(']');
    }
    out.push(',');
}

/// Writes a record from its opening to its closing bracket.
pub(super) fn write_record(out: &mut String, record: &dyn Record, style: Style<'_>) {
    let inner = format!("{}{STEP}", style.indent);
    let fields = Style {
        indent: &inner,
        ..style
    };
    out.push('(');
    if !record.kind().single {
        fields.line(out, 0);
        let _ = write!(out, "id: \"{}\",", record.id());
    }
    for (at, value) in written(record) {
        if let Some(field) = record.kind().fields.get(at) {
            fields.line(out, 0);
            let _ = write!(out, "{}: ", field.name);
            write_value(out, &field.holds, &value, fields);
            out.push(',');
        }
    }
    for (name, raw) in record.unknown_fields() {
        fields.line(out, 0);
        let _ = write!(out, "{name}: {raw},");
    }
    style.line(out, 0);
    out.push(')');
}

/// The fields that differ from a blank record.
fn written(record: &dyn Record) -> impl Iterator<Item = (usize, Value)> {
    let kind = record.kind();
    let blank = (kind.blank)(record.id());
    kind.fields
        .iter()
        .enumerate()
        .filter_map(move |(at, field)| {
            let value = tidy(&field.holds, record.get(at));
            (value != Value::Blank && value != blank.get(at)).then_some((at, value))
        })
}

/// Writes one value in the form of its field type.
pub(super) fn write_value(out: &mut String, holds: &FieldType, value: &Value, style: Style<'_>) {
    let many = matches!(holds, FieldType::Prose | FieldType::Private);
    match value {
        Value::Blank => out.push_str("None"),
        Value::Text(text) => write_text(out, text, many.then_some(style.newline)),
        Value::Private(text) => {
            let text = text.reveal(Audience::Private).unwrap_or_default();
            write_text(out, text, Some(style.newline));
        }
        Value::Points(Points { value, range }) => match (value, range) {
            (None, None) => out.push_str("None"),
            (Some(value), None) => push(out, value),
            (value, Some((low, high))) => {
                let value = value.map_or_else(String::new, |value| format!("value: {value}, "));
                let _ = write!(out, "({value}low: {low}, high: {high})");
            }
        },
        Value::Number(number) => push(out, number),
        Value::Date(day) => {
            let _ = write!(out, "\"{}\"", day.format("%Y-%m-%d"));
        }
        Value::Flag(flag) => push(out, flag),
        Value::Choice(word) => out.push_str(word),
        Value::Link(id) => quoted(out, id),
        Value::Links(ids) => listed(out, ['[', ']'], ids, quoted),
        Value::Numbers(all) => listed(out, ['[', ']'], all, |out, n| push(out, n)),
        Value::Ratings(all) => listed(out, ['{', '}'], all, |out, (id, number)| {
            let _ = write!(out, "\"{id}\": {number}");
        }),
        Value::Texts(texts) => lines(out, texts, style, |out, text| write_text(out, text, None)),
        Value::Extra(entries) => lines(out, entries, style, |out, entry| {
            out.push('(');
            write_text(out, &entry.name, None);
            out.push_str(", ");
            write_text(out, &entry.text, None);
            out.push(')');
        }),
    }
}

fn push(out: &mut String, shown: &dyn std::fmt::Display) {
    let _ = write!(out, "{shown}");
}

fn quoted(out: &mut String, id: &crate::model::id::Id) {
    let _ = write!(out, "\"{id}\"");
}

fn listed<T>(out: &mut String, around: [char; 2], all: &[T], one: impl Fn(&mut String, &T)) {
    let [open, close] = around;
    out.push(open);
    for (at, part) in all.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        one(out, part);
    }
    out.push(close);
}

fn lines<T>(out: &mut String, all: &[T], style: Style<'_>, one: impl Fn(&mut String, &T)) {
    out.push('[');
    for part in all {
        style.line(out, 1);
        one(out, part);
        out.push(',');
    }
    style.line(out, 0);
    out.push(']');
}

/// Writes a text between quotes. Line ends are written as they are where `newline` says how, else
/// escaped. A line that looks like a conflict marker is disguised, or the file would be refused.
fn write_text(out: &mut String, text: &str, newline: Option<&str>) {
    let plain = |b: u8| (0x20..0x7f).contains(&b) && b != b'"' && b != b'\\';
    out.push('"');
    let (mut rest, mut marker) = (text, false);
    loop {
        // What needs nothing is copied as a whole.
        let end = rest.bytes().position(|b| !plain(b) || marker);
        let (run, after) = rest.split_at(end.unwrap_or(rest.len()));
        out.push_str(run);
        let mut chars = after.chars();
        let Some(c) = chars.next() else {
            break;
        };
        rest = chars.as_str();
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str(newline.unwrap_or("\\n")),
            '\t' => out.push_str("\\t"),
            _ if is_invisible(c) || marker => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            _ => out.push(c),
        }
        marker = c == '\n' && newline.is_some() && super::guard::is_marker(rest);
    }
    out.push('"');
}

/// Whether a character is of Unicode's Cc, Cf, Zl or Zp: a control, or something nobody sees.
const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}'
        | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}' | '\u{8e2}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{110bd}'
        | '\u{110cd}' | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0001}' | '\u{e0020}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, newline: Option<&str>, expected: &str) {
        let mut out = String::new();
        write_text(&mut out, text, newline);
        assert_eq!(out, expected);
        let read: String = ron::from_str(&out).expect("ron reads what is written");
        assert_eq!(read.replace("\r\n", "\n"), text);
    }

    #[test]
    fn texts_stay_readable() {
        check("हिन्दी ไทย é", None, "\"हिन्दी ไทย é\"");
        check("say \"hi\" \\ bye", None, r#""say \"hi\" \\ bye""#);
        check("a\nb\tc", None, r#""a\nb\tc""#);
        check("a\nb", Some("\n"), "\"a\nb\"");
        check("a\nb", Some("\r\n"), "\"a\r\nb\"");
        check(
            "x\u{202e}\u{200d}\u{1b}",
            None,
            r#""x\u{202e}\u{200d}\u{1b}""#,
        );
    }

    #[test]
    fn no_text_looks_like_a_conflict() {
        check(
            "a\n<<<<<<< HEAD\n>>>>>>> b",
            Some("\n"),
            "\"a\n\\u{3c}<<<<<< HEAD\n\\u{3e}>>>>>> b\"",
        );
    }
}
