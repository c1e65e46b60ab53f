//! XLSX: the sheet of a workbook that has the backlog to lines of cells.
//!
//! Owns which sheet is read, how a cell becomes text and what a packed file may cost. A formula gives the result
//! the spreadsheet stored; nothing is computed, and nothing but cells is read.

use std::io::{Cursor, Read};

use ::csv::StringRecord;
use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx, XlsxError};
use zip::ZipArchive;
use zip::result::ZipError;

use super::mapping::Mapping;
use super::notes::{Note, Notes};
use super::outcome::{FormatMatch, ImportWatch, Stretch};
use super::sheet::{self, HEADER_ROWS, RawLine};
use super::table::{FileSheet, ImportTable};
use crate::model::limits::{COLUMNS_LIMIT, RECORDS_LIMIT, SIZE_LIMIT, UNPACKED_LIMIT};
use crate::model::text::clean_line;

/// How packed files begin, and the part that makes one a workbook.
const PACKED: &[u8] = b"PK\x03\x04";
const WORKBOOK: &[u8] = b"xl/workbook.xml";
/// What a sheet of `LibreOffice` says of itself at its beginning.
const OPEN: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
/// How many bytes at the beginning and the end may name that part.
const SAMPLE: usize = 64 * 1024;
/// How many sheets are looked at, and how many parts a workbook may have.
const SHEETS: usize = 50;
const PARTS: usize = 5_000;
/// How many lines of a sheet are read: enough to tell that there are too many.
const LINES: usize = RECORDS_LIMIT + HEADER_ROWS + 1;
/// Columns beyond the limit, as they are counted.
const BEYOND: &str = "columns beyond the last that is read";

mod ods;

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

/// A packed file that names its workbook.
pub(super) fn detect(bytes: &[u8]) -> FormatMatch {
    let start = bytes.get(..SAMPLE).unwrap_or(bytes);
    let end = bytes.get(bytes.len().saturating_sub(SAMPLE)..);
    let names = |part: &[u8]| part.windows(WORKBOOK.len()).any(|name| name == WORKBOOK);
    let is_book = names(start) || end.is_some_and(names) || is_ods(bytes);
    FormatMatch::sure(bytes.starts_with(PACKED) && is_book)
}

fn is_ods(bytes: &[u8]) -> bool {
    let start = bytes.get(..SAMPLE).unwrap_or(bytes);
    start.windows(OPEN.len()).any(|part| part == OPEN)
}

/// Reads the sheets that were chosen, or the one with the most names of columns that are known; of several the first.
pub(super) fn read(
    bytes: &[u8],
    mapping: &Mapping,
    notes: &mut Notes,
    watch: &mut ImportWatch<'_>,
) -> Option<ImportTable> {
    let opened = unpacked_within(bytes, UNPACKED_LIMIT, watch).and_then(|()| {
        if is_ods(bytes) {
            ods::sheets(bytes, watch)
        } else {
            sheets(bytes, watch)
        }
    });
    match opened {
        _ if watch.is_broken => None,
        Ok(sheets) => of_sheets(sheets, mapping, notes, watch),
        Err(why) => {
            notes.add(why, "", None, "");
            None
        }
    }
}

/// How many bytes of cells of all sheets are held.
#[derive(Default)]
struct HeldBytes(usize);

impl HeldBytes {
    fn add(&mut self, bytes: usize) -> Result<(), Note> {
        self.0 += bytes;
        if self.0 > SIZE_LIMIT {
            return Err(Note::Unpacked);
        }
        Ok(())
    }
}

/// A sheet with its lines.
#[derive(Default)]
pub(super) struct BookSheet {
    pub name: String,
    pub lines: Vec<RawLine>,
    /// How many cells stand beyond the last column that is read.
    pub beyond: usize,
}

impl BookSheet {
    /// How much it looks like a backlog.
    fn known(&self) -> usize {
        let known = self.top().map(RawLine::known).max().unwrap_or_default();
        known + usize::from(sheet::has_header(&self.lines))
    }

    /// The lines among which its names are.
    fn top(&self) -> impl Iterator<Item = &RawLine> {
        self.lines.iter().take(HEADER_ROWS)
    }

    /// Its lines, all of one width: rows of a workbook end with their last filled cell, none is too short or shifted.
    fn padded(self) -> Vec<RawLine> {
        let mut lines = self.lines;
        let width = lines.iter().map(|line| line.cells.len()).max();
        for line in &mut lines {
            for _ in line.cells.len()..width.unwrap_or_default() {
                line.cells.push_field("");
            }
        }
        lines
    }
}

/// Makes one table of the sheets that are meant.
fn of_sheets(
    sheets: Vec<BookSheet>,
    mapping: &Mapping,
    notes: &mut Notes,
    watch: &mut ImportWatch<'_>,
) -> Option<ImportTable> {
    let is_missing = |wished: &&String| sheets.iter().all(|sheet| sheet.name != **wished);
    if let Some(wished) = mapping.sheets.iter().find(is_missing) {
        for sheet in &sheets {
            notes.add(Note::NoSheet, wished, None, &sheet.name);
        }
        return None;
    }
    let best = sheets
        .iter()
        .enumerate()
        .rev()
        .max_by_key(|(_, sheet)| sheet.known());
    let best = best.map(|(at, _)| at);
    let has = |sheet: &BookSheet, name: &str| {
        let mut cells = sheet.top().flat_map(|line| line.cells.iter());
        cells.any(|cell| clean_line(cell) == name)
    };
    let nowhere = mapping.only(|name| !sheets.iter().any(|sheet| has(sheet, name)));
    let is_meant = |at: usize, sheet: &BookSheet| {
        if mapping.sheets.is_empty() {
            Some(at) == best
        } else {
            mapping.sheets.contains(&sheet.name)
        }
    };
    let meant = sheets.iter().enumerate();
    let meant = meant.filter(|(at, sheet)| is_meant(*at, sheet));
    watch.reads_on(meant.map(|(_, sheet)| sheet.lines.len()).sum());
    let mut table: Option<ImportTable> = None;
    let mut told = Vec::new();
    for (at, sheet) in sheets.into_iter().enumerate() {
        let is_read = is_meant(at, &sheet);
        let (name, mut rows) = (sheet.name.clone(), sheet::rows_below(&sheet.lines));
        if is_read {
            for _ in 0..sheet.beyond {
                notes.lose(BEYOND);
            }
            // Each sheet has names of its own; a column that none has is missed.
            let here = mapping.only(|name| has(&sheet, name) || nowhere.columns.contains_key(name));
            let next = sheet::read(sheet.padded().into_iter(), &here, notes, watch)?;
            rows = next.rows.len() + next.skipped;
            match &mut table {
                Some(table) => table.append(&next),
                None => table = Some(next),
            }
        }
        told.push(FileSheet {
            name,
            rows,
            is_read,
        });
    }
    let mut table = table?;
    table.sheets = told;
    table.encoding = "UTF-8";
    Some(table)
}

/// Goes on, or gives the reason why not.
fn goes_on(goes: Option<()>) -> Result<(), Note> {
    goes.ok_or(Note::BrokenOff)
}

/// Unpacks every part once and lets it go: what a file says of its sizes may be wrong.
fn unpacked_within(bytes: &[u8], limit: usize, watch: &mut ImportWatch<'_>) -> Result<(), Note> {
    let damaged = |_: ZipError| Note::Locked;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > PARTS {
        return Err(Note::Unpacked);
    }
    let mut left = limit;
    let mut text = Vec::new();
    let parts = archive.len();
    for part in 0..parts {
        goes_on(watch.passes(Stretch::UNPACKING, part, parts))?;
        let part = archive.by_index(part).map_err(damaged)?;
        text.clear();
        let more = u64::try_from(left).unwrap_or(u64::MAX).saturating_add(1);
        let size = part.take(more).read_to_end(&mut text);
        let size = size.map_err(|_| Note::Locked)?;
        left = left.checked_sub(size).ok_or(Note::Unpacked)?;
        if announces_more(&mut text) {
            return Err(Note::Unpacked);
        }
    }
    Ok(())
}

/// Whether a part announces more strings than it can hold: memory would be spent on the word of the file.
fn announces_more(text: &mut Vec<u8>) -> bool {
    const ANNOUNCES: &[u8] = b"uniqueCount";
    // An escape never stands in a text of today, and could hide the word.
    if text.starts_with(b"<") && text.contains(&0x1b) {
        return true;
    }
    let most = text.len();
    // Wide characters have a zero in each.
    text.retain(|byte| *byte != 0);
    let places = text.windows(ANNOUNCES.len()).enumerate();
    let mut announced = places.filter(|(_, word)| *word == ANNOUNCES);
    announced.any(|(at, _)| {
        let rest = text.iter().skip(at + ANNOUNCES.len());
        let number = rest.skip_while(|byte| !byte.is_ascii_digit());
        let number = number.take_while(|byte| byte.is_ascii_digit());
        number.fold(0, |number: usize, digit| {
            let digit = usize::from(digit - b'0');
            number.saturating_mul(10).saturating_add(digit)
        }) > most
    })
}

/// The sheets of a workbook that have cells; charts and other odd parts are passed over.
fn sheets(bytes: &[u8], watch: &mut ImportWatch<'_>) -> Result<Vec<BookSheet>, Note> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_: XlsxError| Note::Locked)?;
    let (mut sheets, mut held) = (Vec::new(), HeldBytes::default());
    let names: Vec<String> = book.sheet_names().into_iter().take(SHEETS).collect();
    let count = names.len();
    for (at, name) in names.into_iter().enumerate() {
        // Each sheet is as long as any other, as far as anybody knows.
        let mut tell = |row: usize, rows: usize| {
            let (done, of) = (at * rows + row.min(rows), count * rows);
            goes_on(watch.passes(Stretch::CELLS, done, of))
        };
        match sheet(&mut book, name, &mut held, &mut tell) {
            Ok(sheet) => sheets.push(sheet),
            Err(why @ (Note::Unpacked | Note::BrokenOff)) => return Err(why),
            Err(_) => {}
        }
    }
    let is_any = !sheets.is_empty();
    is_any.then_some(sheets).ok_or(Note::Locked)
}

/// A sheet with its first lines that have cells.
fn sheet(
    book: &mut Book<'_>,
    name: String,
    held: &mut HeldBytes,
    tell: &mut dyn FnMut(usize, usize) -> Result<(), Note>,
) -> Result<BookSheet, Note> {
    let damaged = |_: XlsxError| Note::Locked;
    let (mut lines, mut beyond): (Vec<RawLine>, usize) = (Vec::new(), 0);
    let mut cells = book.worksheet_cells_reader(&name).map_err(damaged)?;
    let rows = usize::try_from(cells.dimensions().end.0).map_or(1, |last| last.saturating_add(1));
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        let (row, column) = cell.get_position();
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        held.add(text.len())?;
        let number = usize::try_from(row).map_or(0, |row| row + 1);
        if lines.last().is_none_or(|line| line.number != number) {
            if lines.len() == LINES {
                break;
            }
            tell(number, rows.min(LINES))?;
            let cells = StringRecord::new();
            lines.push(RawLine { number, cells });
        }
        let column = usize::try_from(column).unwrap_or(COLUMNS_LIMIT);
        let Some(line) = lines.last_mut() else {
            continue;
        };
        // Two cells in one place are as little a table as cells beyond the limit.
        if column >= COLUMNS_LIMIT || line.cells.len() > column {
            beyond += 1;
            continue;
        }
        while line.cells.len() < column {
            line.cells.push_field("");
        }
        line.cells.push_field(&text);
    }
    Ok(BookSheet {
        name,
        lines,
        beyond,
    })
}

/// A cell as text that other formats write, too.
fn text(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => digits(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(is) => is.to_string(),
        DataRef::DateTime(moment) => date(moment),
        DataRef::Error(error) => error.to_string(),
    }
}

/// A number with the 15 digits a spreadsheet shows, without a blank fraction.
fn digits(number: f64) -> String {
    let shown = format!("{number:.14e}");
    shown.parse().unwrap_or(number).to_string()
}

/// A day, with the time where there is one; a span of time stays a number.
fn date(moment: &ExcelDateTime) -> String {
    let value = moment.as_f64();
    if moment.is_duration() || value < 1.0 {
        return digits(value);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        date
    } else {
        format!("{date}T{hour:02}:{minute:02}:{second:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_read_as_other_formats_write_them() {
        let check = |cell: DataRef<'_>, expected| assert_eq!(text(&cell), expected);
        check(DataRef::Float(5.0), "5");
        check(DataRef::Float(0.1 + 0.2), "0.3");
        check(DataRef::Float(1_211_430_000_000_123.0), "1211430000000120");
        check(DataRef::Bool(true), "true");
        check(DataRef::Error(calamine::CellErrorType::Div0), "#DIV/0!");
        let moment = |value| {
            let kind = calamine::ExcelDateTimeType::DateTime;
            DataRef::DateTime(ExcelDateTime::new(value, kind, false))
        };
        check(moment(46348.0), "2026-11-22");
        check(moment(46348.5), "2026-11-22T12:00:00");
        check(moment(0.5), "0.5");
    }
}
