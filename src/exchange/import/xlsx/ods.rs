//! Sheets of `LibreOffice`: the tables of `content.xml`.
//!
//! Owns how a cell becomes text, and that a row or cell that is said to repeat costs no more than it holds.

use std::io::{Cursor, Read};

use ::csv::StringRecord;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::super::notes::Note;
use super::super::outcome::{ImportWatch, Stretch};
use super::super::prose::html;
use super::super::sheet::RawLine;
use super::{BookSheet, HeldBytes, LINES, SHEETS, goes_on};
use crate::model::limits::COLUMNS_LIMIT;

/// The sheets of a document that have cells.
pub(super) fn sheets(bytes: &[u8], watch: &mut ImportWatch<'_>) -> Result<Vec<BookSheet>, Note> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Note::Locked)?;
    let mut content = archive.by_name("content.xml").map_err(|_| Note::Locked)?;
    let mut text = String::new();
    content
        .read_to_string(&mut text)
        .map_err(|_| Note::Locked)?;
    let mut reading = OdsReading::default();
    reading.read(&text, watch)?;
    let is_any = !reading.sheets.is_empty();
    is_any.then_some(reading.sheets).ok_or(Note::Locked)
}

/// Sheets on their way.
#[derive(Default)]
struct OdsReading {
    sheets: Vec<BookSheet>,
    /// The line that is being read, and how many such lines there are.
    cells: StringRecord,
    repeats: usize,
    /// Cells without text that may come before one that has some.
    blanks: usize,
    line: usize,
    /// The text of the cell, its value where it has one, and how often it stands there.
    cell: String,
    value: Option<String>,
    columns: usize,
    /// How many elements are open whose text belongs to the cell, and to a comment on it.
    paragraphs: usize,
    notes: usize,
    held: HeldBytes,
}

impl OdsReading {
    fn read(&mut self, text: &str, watch: &mut ImportWatch<'_>) -> Result<(), Note> {
        let mut reader = Reader::from_str(text);
        loop {
            let at = usize::try_from(reader.buffer_position()).unwrap_or_default();
            goes_on(watch.passes(Stretch::CELLS, at, text.len()))?;
            match reader.read_event().map_err(|_| Note::Locked)? {
                Event::Start(tag) => self.begin(&tag),
                Event::Empty(tag) => {
                    self.begin(&tag);
                    self.end(tag.name().0)?;
                }
                Event::End(tag) => self.end(tag.name().0)?,
                Event::Text(text) if self.is_text() => self.cell.push_str(&text),
                Event::GeneralRef(entity) if self.is_text() => {
                    self.cell
                        .push_str(&html::known(&entity).unwrap_or_default());
                }
                Event::Eof => return Ok(()),
                Event::Text(_)
                | Event::GeneralRef(_)
                | Event::CData(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_) => {}
            }
        }
    }

    const fn is_text(&self) -> bool {
        self.paragraphs > 0 && self.notes == 0
    }

    fn begin(&mut self, tag: &BytesStart<'_>) {
        let named = |wanted: &str| {
            let mut all = tag.attributes();
            let mut all = all.with_checks(false).flatten();
            let found = all.find(|attribute| attribute.key.0 == wanted);
            found.map(|attribute| attribute.value.into_owned())
        };
        let times = |wanted| {
            named(wanted)
                .and_then(|n| n.parse().ok())
                .unwrap_or(1_usize)
        };
        match tag.name().0 {
            "table:table" if self.sheets.len() < SHEETS => {
                let name = named("table:name").unwrap_or_default();
                self.sheets.push(BookSheet {
                    name,
                    ..BookSheet::default()
                });
                self.line = 0;
            }
            "table:table-row" => {
                self.cells = StringRecord::new();
                self.blanks = 0;
                self.repeats = times("table:number-rows-repeated");
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.cell.clear();
                self.columns = times("table:number-columns-repeated");
                let kind = named("office:value-type");
                self.value = match kind.as_deref() {
                    Some("float" | "currency" | "percentage") => named("office:value"),
                    Some("date") => named("office:date-value"),
                    Some("boolean") => named("office:boolean-value"),
                    _ => None,
                };
            }
            "text:p" => {
                if self.paragraphs == 0 && !self.cell.is_empty() {
                    self.cell.push('\n');
                }
                self.paragraphs += 1;
            }
            "text:s" if self.is_text() => self.cell.push(' '),
            "text:line-break" if self.is_text() => self.cell.push('\n'),
            "office:annotation" => self.notes += 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Note> {
        match name {
            "text:p" => self.paragraphs = self.paragraphs.saturating_sub(1),
            "office:annotation" => self.notes = self.notes.saturating_sub(1),
            "table:table-cell" | "table:covered-table-cell" => {
                let text = self
                    .value
                    .take()
                    .unwrap_or_else(|| std::mem::take(&mut self.cell));
                if text.is_empty() {
                    self.blanks = self.blanks.saturating_add(self.columns);
                    return Ok(());
                }
                let last = self.cells.len().saturating_add(self.blanks);
                for _ in 0..self.blanks.min(COLUMNS_LIMIT) {
                    self.cells.push_field("");
                }
                self.blanks = 0;
                let free = COLUMNS_LIMIT.saturating_sub(last);
                for _ in 0..self.columns.min(free) {
                    self.held.add(text.len())?;
                    self.cells.push_field(&text);
                }
            }
            "table:table-row" => {
                let first = self.line;
                self.line = self.line.saturating_add(self.repeats);
                let Some(sheet) = self.sheets.last_mut().filter(|_| !self.cells.is_empty()) else {
                    return Ok(());
                };
                let size = self.cells.as_slice().len();
                let free = LINES.saturating_sub(sheet.lines.len());
                for number in (first + 1..=self.line).take(free) {
                    self.held.add(size)?;
                    let cells = self.cells.clone();
                    sheet.lines.push(RawLine { number, cells });
                }
            }
            _ => {}
        }
        Ok(())
    }
}
