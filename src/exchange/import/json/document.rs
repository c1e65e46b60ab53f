//! Documents: a JSON text of any size, walked record by record.
//!
//! Owns that time and memory stay bounded: values are found as slices of the text, and one record at a time is
//! read whole. Knows no tool.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer as _;
use serde::de::{Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Deserializer, Value};

use super::super::decode::decode_noting;
use super::super::gathering::Gathering;
use super::super::notes::{Note, Notes};
use super::super::outcome::{ImportWatch, Stretch};
use super::super::role::Role;
use super::super::table::ImportTable;
use super::{JsonRecord, parts};

/// The most bytes of one record; read whole it takes several times as much.
const RECORD_SIZE: usize = 8 * 1024 * 1024;

/// A text that is one JSON value, or has one on each line.
pub(in super::super) struct JsonDocument<'b> {
    text: Cow<'b, str>,
    /// The character encoding it was read in.
    pub encoding: &'static str,
    has_lines: bool,
}

impl<'b> JsonDocument<'b> {
    /// Reads bytes. None where they are damaged, which is noted.
    pub fn open(bytes: &'b [u8], notes: &mut Notes) -> Option<Self> {
        let decoded = decode_noting(bytes, notes);
        let has_lines = has_lines(&decoded.text);
        if !has_lines && let Err(error) = serde_json::from_str::<IgnoredAny>(&decoded.text) {
            let note = if error.is_eof() {
                Note::CutOff
            } else {
                Note::BrokenText
            };
            notes.add(note, "", Some(error.line()), &error.to_string());
            return None;
        }
        Some(Self {
            text: decoded.text,
            encoding: decoded.encoding,
            has_lines,
        })
    }

    /// The values of the text: one, or one for each line, of which some may be unreadable.
    fn roots(&self) -> impl Iterator<Item = JsonPart<'_>> {
        let lines = self.has_lines.then(|| self.text.lines().map(without_comma));
        let whole = (!self.has_lines).then_some(&*self.text);
        let all = lines.into_iter().flatten().chain(whole);
        all.filter(|text| !text.trim().is_empty()).map(JsonPart)
    }

    /// The one value; none where there is one on each line.
    pub fn root(&self) -> Option<JsonPart<'_>> {
        let mut roots = self.roots();
        roots.next().filter(|_| roots.next().is_none())
    }

    /// Makes a table of the records at a place and of their parts: `take` fills a row from each.
    pub fn gather(
        &self,
        place: &str,
        roles: &'static [(&'static str, Role)],
        notes: &mut Notes,
        watch: &mut ImportWatch<'_>,
        mut take: impl FnMut(&mut Gathering, &JsonRecord, &mut Notes),
    ) -> Option<ImportTable> {
        let mut reading = RecordReading {
            is_part: &|name, _| parts::is_part_name(name),
            take: &mut take,
            notes,
            watch,
        };
        self.gather_all(&[place.to_owned()], roles, &mut reading)
    }

    /// The same of the records at several places.
    pub fn gather_all(
        &self,
        places: &[String],
        roles: &'static [(&'static str, Role)],
        reading: &mut RecordReading<'_, '_>,
    ) -> Option<ImportTable> {
        let mut rows = Gathering::new(roles);
        for place in places {
            let (mut line, mut counted) = (1, 0);
            for root in self.roots() {
                let mut row = |part: JsonPart<'_>| {
                    let start = part.0.as_ptr().addr() - self.text.as_ptr().addr();
                    let all = self.text.len();
                    if reading.watch.passes(Stretch::READING, start, all).is_none() {
                        return false;
                    }
                    let passed = self.text.as_bytes().get(counted..start);
                    line += passed.unwrap_or_default().split(|b| *b == b'\n').count() - 1;
                    counted = counted.max(start);
                    match part.record() {
                        Ok(record) => reading.read(&mut rows, record, line, None),
                        Err((note, why)) => {
                            rows.record(line);
                            rows.leave_out(note, &why, reading.notes);
                        }
                    }
                    !rows.is_refused()
                };
                let goes = if self.has_lines && root.is_broken() {
                    row(root)
                } else {
                    root.walk(place, &mut row)
                };
                if !goes {
                    break;
                }
            }
        }
        if reading.watch.is_broken {
            return None;
        }
        let mut table = rows.finish(reading.notes)?;
        table.encoding = self.encoding;
        Some(table)
    }
}

/// How records become rows.
pub(in super::super) struct RecordReading<'r, 'w> {
    /// Tells parts from other things in a record, by the name of their list and what they hold.
    pub is_part: &'r dyn Fn(&str, &JsonRecord) -> bool,
    /// Fills a row from a record.
    pub take: &'r mut dyn FnMut(&mut Gathering, &JsonRecord, &mut Notes),
    pub notes: &'r mut Notes,
    pub watch: &'r mut ImportWatch<'w>,
}

impl RecordReading<'_, '_> {
    /// Makes a row of a record, and one of each of its parts. `whole` is the row it is a part of.
    fn read(
        &mut self,
        rows: &mut Gathering,
        mut record: JsonRecord,
        line: usize,
        whole: Option<usize>,
    ) {
        let parts = parts::taken_out(&mut record, self.is_part);
        rows.record(line);
        (self.take)(rows, &record, self.notes);
        let row = rows.close(whole);
        for part in parts {
            self.read(rows, part, line, row);
        }
    }
}

/// A value, as the text has it.
#[derive(Clone, Copy)]
pub(in super::super) struct JsonPart<'t>(&'t str);

impl<'t> JsonPart<'t> {
    /// The value a text begins with; its end may be missing.
    pub fn begun(text: &'t str) -> Self {
        Self(text.trim_start())
    }

    /// What an object has under a name.
    pub fn get(self, name: &str) -> Option<Self> {
        let mut found = None;
        self.members(|key, part| {
            if key == name {
                found = Some(part);
            }
        });
        found
    }

    /// Goes through the values of a list until one says to stop; false then.
    pub fn each(self, mut take: impl FnMut(Self) -> bool) -> bool {
        let mut goes = true;
        let visitor = Elements(|part| {
            goes = take(part);
            goes
        });
        // What is no list has no values; the text itself is sound.
        let _ = Deserializer::from_str(self.0).deserialize_seq(visitor);
        goes
    }

    /// Goes through the values at a place below, such as `.items[]`, until one says to stop; false then.
    pub fn walk(self, place: &str, take: &mut dyn FnMut(Self) -> bool) -> bool {
        if place.is_empty() {
            return take(self);
        }
        if let Some(rest) = place.strip_prefix("[]") {
            return self.each(|part| part.walk(rest, take));
        }
        let name = place.strip_prefix('.').unwrap_or(place);
        let end = name.find(['.', '[']).unwrap_or(name.len());
        let (name, rest) = name.split_at_checked(end).unwrap_or((name, ""));
        self.get(name).is_none_or(|part| part.walk(rest, take))
    }

    /// Goes through the names and values of an object.
    pub fn members(self, take: impl FnMut(&str, Self)) {
        // What is no object has none; the text is sound, at least before an end that is missing.
        let _ = Deserializer::from_str(self.0).deserialize_map(Members(take));
    }

    /// The objects of a list, those that are too large left out.
    pub fn objects(self, mut take: impl FnMut(&JsonRecord)) {
        self.each(|part| {
            if let Ok(record) = part.record() {
                take(&record);
            }
            true
        });
    }

    /// The value as an object, or why it is none.
    pub fn record(self) -> Result<JsonRecord, (Note, String)> {
        if self.0.len() > RECORD_SIZE {
            return Err((Note::TooBig, String::new()));
        }
        match serde_json::from_str(self.0) {
            Ok(Value::Object(record)) => Ok(record),
            Ok(_) => Err((Note::Unreadable, "no object with names".to_owned())),
            Err(error) => Err((Note::Unreadable, error.to_string())),
        }
    }

    /// The value as a text.
    pub fn text(self) -> Option<String> {
        serde_json::from_str(self.0).ok()
    }

    /// Whether the value is `true`.
    pub fn is_true(self) -> bool {
        self.0 == "true"
    }

    fn is_broken(self) -> bool {
        serde_json::from_str::<IgnoredAny>(self.0).is_err()
    }
}

/// Whether a text has a value on each line, and not one over several.
pub(super) fn has_lines(text: &str) -> bool {
    let first = text
        .lines()
        .map(without_comma)
        .find(|line| !line.is_empty());
    first.is_some_and(|line| {
        line.starts_with('{') && line.ends_with('}') && !JsonPart(line).is_broken()
    })
}

/// A line without what an older taskwarrior puts between two.
pub(super) fn without_comma(line: &str) -> &str {
    let line = line.trim();
    line.strip_suffix(',').unwrap_or(line)
}

/// Hands out the values of a list until told to stop.
struct Elements<F>(F);

impl<'de, F: FnMut(JsonPart<'de>) -> bool> Visitor<'de> for Elements<F> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut all: A) -> Result<(), A::Error> {
        while let Some(raw) = all.next_element::<&'de RawValue>()? {
            if !(self.0)(JsonPart(raw.get())) {
                return Err(A::Error::custom("enough"));
            }
        }
        Ok(())
    }
}

/// Hands out the names and values of an object.
struct Members<F>(F);

impl<'de, F: FnMut(&str, JsonPart<'de>)> Visitor<'de> for Members<F> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut all: A) -> Result<(), A::Error> {
        while let Some((name, raw)) = all.next_entry::<String, &'de RawValue>()? {
            (self.0)(&name, JsonPart(raw.get()));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, place: &str) -> String {
        let mut notes = Notes::default();
        let document = JsonDocument::open(text.as_bytes(), &mut notes).unwrap();
        let roles = &[("n", Role::Title(0))];
        let mut goes = |_| true;
        let watch = &mut ImportWatch::new(&mut goes);
        let table = document.gather(place, roles, &mut notes, watch, |rows, record, _| {
            rows.cell("n", &record.get("n").map_or("-".into(), Value::to_string));
        });
        let table = table.unwrap();
        let row =
            |row: &super::super::super::table::ImportRow| format!("{}:{} ", row.line, row.cell(0));
        table.rows.iter().map(row).collect::<String>() + &table.skipped.to_string()
    }

    #[test]
    fn records_are_found_with_their_lines() {
        let check =
            |text, place, expected: &str| assert_eq!(found(text, place), expected, "{text}");
        check("[{\"n\":1},\n{\"n\":2}, 5]", "[]", "1:1 2:2 1");
        check("{\"a\": {\"b\": [\n{\"n\":1}]}}", ".a.b[]", "2:1 0");
        check(
            "[{\"i\":[{\"n\":1}]},\n{\"i\":[{\"n\":2}]}, {\"i\":5}]",
            "[].i[]",
            "1:1 2:2 0",
        );
        check("{\"n\":1}\n\n{\"n\":2},\n{\"n\":", "", "1:1 3:2 1");
        check("{\"n\":1,\"n\":2}", "", "1:2 0");
        check("{\n\"n\":1}", "", "1:1 0");
        check("[]", "[]", "0");
        check("[5]", ".a[]", "0");
    }

    #[test]
    fn damage_is_told_with_its_line() {
        let check = |bytes: &[u8], line, words: &str| {
            let mut notes = Notes::default();
            assert!(JsonDocument::open(bytes, &mut notes).is_none());
            let (problems, _) = notes.finish();
            assert_eq!(problems[0].line, Some(line));
            assert!(problems[0].what.contains(words), "{problems:?}");
        };
        check(b"[{\"a\": 1},\n{\"a\"", 2, "ends in the middle");
        check(b"[{\"a\": 1},\n{a}]", 2, "damaged");
    }

    #[test]
    fn what_is_too_deep_or_too_large_is_one_record_less() {
        let deep = format!(
            "[{{\"n\": {}{}}}, {{\"n\": 1}}]",
            "[".repeat(100_000),
            "]".repeat(100_000)
        );
        assert_eq!(found(&deep, "[]"), "1:1 1");
        let large = format!("[{{\"n\": \"{}\"}}, {{\"n\": 1}}]", "a".repeat(RECORD_SIZE));
        assert_eq!(found(&large, "[]"), "1:1 1");
    }
}
