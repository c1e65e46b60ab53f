//! Tables: text with separated cells to named columns and rows.
//!
//! Owns the separator, the line of names and the widths of rows (RFC 4180 itself is the `csv`
//! crate's). Knows what names mean only to find the line they stand on.

use ::csv::{ReaderBuilder, StringRecord};

use super::columns::Role;
use super::notes::{Note, Notes};
use crate::model::limits::{COLUMNS_LIMIT, RECORDS_LIMIT};
use crate::model::text::clean_line;

/// How many rows are searched for the names of the columns.
const HEADER_ROWS: usize = 50;
/// How many bytes are looked at to find the separator.
const SAMPLE: usize = 64 * 1024;
/// Where trackers stop exporting.
const EXPORT_LIMIT: usize = 1_000;

/// A table with its columns named.
#[derive(Debug)]
pub(super) struct Table {
    pub separator: u8,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// How many rows were left out because they are wider than the header.
    pub skipped: usize,
}

/// A column by position; names may repeat.
#[derive(Debug)]
pub(super) struct Column {
    /// The name, as the file has it.
    pub name: String,
    pub role: Role,
}

/// A row with something in it, and the line it begins on.
#[derive(Debug)]
pub(super) struct Row {
    pub line: usize,
    cells: StringRecord,
}

impl Row {
    /// The cell of a column without spaces around it; empty where the row ends early.
    pub fn cell(&self, position: usize) -> &str {
        self.cells.get(position).unwrap_or_default().trim()
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// Reads a text as a table. None when it cannot be, of which the notes have the reason.
pub(super) fn read(text: &str, notes: &mut Notes) -> Option<Table> {
    let separator = separator(text);
    let mut all = records(text.as_bytes(), separator).filter(|row| !row.is_blank());
    let mut rows: Vec<Row> = all.by_ref().take(RECORDS_LIMIT).collect();
    if all.next().is_some() {
        notes.add(Note::TooLong, "", None, "");
        return None;
    }
    let at = rows
        .iter()
        .take(HEADER_ROWS)
        .enumerate()
        .position(is_header);
    let Some(at) = at else {
        notes.add(Note::NoHeader, "", None, "");
        return None;
    };
    let names = &rows.get(at)?.cells;
    if names.len() > COLUMNS_LIMIT {
        let count = names.len().to_string();
        notes.add(Note::TooWide, "", Some(rows.get(at)?.line), &count);
        return None;
    }
    let columns = columns(names);
    rows.drain(..=at);
    let read = rows.len();
    let width = columns.len();
    rows.retain(|row| {
        let cells = row.cells.len();
        if cells > width {
            let example = format!("{cells} cells in {width} columns");
            notes.add(Note::WideRow, "", Some(row.line), &example);
        } else if cells < width {
            notes.add(Note::ShortRow, "", Some(row.line), "");
        }
        cells <= width
    });
    if text.bytes().filter(|b| *b == b'"').count() % 2 == 1 {
        notes.add(Note::OpenQuote, "", None, "");
    }
    if read == EXPORT_LIMIT {
        notes.add(Note::Limit, "", None, "");
    }
    Some(Table {
        separator,
        columns,
        skipped: read - rows.len(),
        rows,
    })
}

/// Whether a text begins with a line that names columns, a title among them.
pub(super) fn is_table(text: &str) -> bool {
    let rows = records(text.as_bytes(), separator(text));
    let mut rows = rows.filter(|row| !row.is_blank()).take(HEADER_ROWS);
    let mut at = 0..;
    rows.any(|row| is_header((at.next().unwrap_or_default(), &row)))
}

/// The byte between cells: what `sep=` says, or what makes most names in a line known ones.
fn separator(text: &str) -> u8 {
    if let Some([separator, b'\r' | b'\n', ..]) = text.strip_prefix("sep=").map(str::as_bytes) {
        return *separator;
    }
    let start = text.as_bytes();
    let start = start.get(..SAMPLE).unwrap_or(start);
    let fit = |separator: &u8| {
        let rows = records(start, *separator).filter(|row| !row.is_blank());
        let fits = rows
            .take(HEADER_ROWS)
            .map(|row| (known(&row), row.cells.len()));
        fits.max().unwrap_or_default()
    };
    // Of several that fit equally the last one is taken, which is the comma.
    [b'|', b'\t', b';', b',']
        .into_iter()
        .max_by_key(fit)
        .unwrap_or(b',')
}

/// The rows of a text; quoted cells may hold separators and line ends.
fn records(bytes: &[u8], separator: u8) -> impl Iterator<Item = Row> {
    let reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(bytes);
    // The reader's own count is one off behind CRLF, so lines are counted here.
    let (mut line, mut counted) = (1, 0);
    let rows = reader.into_records().map_while(Result::ok);
    rows.map(move |cells| {
        let at = cells.position().map_or(0, ::csv::Position::byte);
        let at = usize::try_from(at).unwrap_or(counted);
        let rest = bytes.get(at..).unwrap_or_default();
        let blank = |b: &u8| matches!(b, b'\r' | b'\n');
        let start = at + rest.iter().position(|b| !blank(b)).unwrap_or_default();
        let passed = bytes.get(counted..start).unwrap_or_default();
        line += passed.split(|b| *b == b'\n').count() - 1;
        counted = counted.max(start);
        Row { line, cells }
    })
}

/// Whether a row names columns: a title and another known name, or a plain title on top of all.
fn is_header((at, row): (usize, &Row)) -> bool {
    let known = known(row);
    let ranks = row
        .cells
        .iter()
        .filter_map(|cell| Role::of(cell).as_title());
    ranks
        .min()
        .is_some_and(|rank| known >= 2 || (at == 0 && rank < 2))
}

fn known(row: &Row) -> usize {
    row.cells
        .iter()
        .filter(|cell| Role::of(cell).is_known())
        .count()
}

/// Gives every column its role; of several kinds of title or key the likeliest is used.
fn columns(names: &StringRecord) -> Vec<Column> {
    let roles: Vec<Role> = names.iter().map(Role::of).collect();
    let title = roles.iter().filter_map(|role| role.as_title()).min();
    let key = roles.iter().filter_map(|role| role.as_key()).min();
    let column = |((position, name), role): ((usize, &str), &Role)| {
        let name = clean_line(name);
        let is_second = role.as_title().is_some() && role.as_title() != title
            || role.as_key().is_some() && role.as_key() != key;
        let role = if is_second { Role::Kept } else { *role };
        let name = if name.is_empty() {
            format!("Column {}", position + 1)
        } else {
            name.into_owned()
        };
        Column { name, role }
    };
    names.iter().enumerate().zip(&roles).map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, columns: &[&str], rows: usize) {
        let table = read(text, &mut Notes::default()).unwrap();
        let names: Vec<&str> = table.columns.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(
            (names.as_slice(), table.rows.len()),
            (columns, rows),
            "{text}"
        );
    }

    #[test]
    fn separators_and_headers_are_found() {
        check("Title,Key\na,1\n", &["Title", "Key"], 1);
        check("Title;Key\n\"a,b;c\";1\n", &["Title", "Key"], 1);
        check("Title\tKey\r\na\t1\r\n", &["Title", "Key"], 1);
        check("sep=;\r\nTitle;Key\r\na;1\r\n", &["Title", "Key"], 1);
        check(
            "Our list,,\n,,\nTitle,Key,Status\na,1,\n,,\n",
            &["Title", "Key", "Status"],
            1,
        );
        check("Title\na\nb\n", &["Title"], 2);
        check(
            "Title,,Labels,Labels\na,b,c,d",
            &["Title", "Column 2", "Labels", "Labels"],
            1,
        );
        check(
            "\"Status, now; or not\",Title\na,b",
            &["Status, now; or not", "Title"],
            1,
        );
    }

    #[test]
    fn what_has_no_header_is_no_table() {
        for text in [
            "",
            "\n\n",
            "a,b,c\nd,e,f",
            "feature,Plan,REF-1\n",
            "\"",
            "Key,Status\n1,Done",
        ] {
            let table = read(text, &mut Notes::default()).is_some();
            assert_eq!((table, is_table(text)), (false, false), "{text}");
        }
    }

    #[test]
    fn lines_are_counted_through_quoted_cells() {
        let table = read("Title,Key\r\n\"a\r\nb\",1\nc,2\n", &mut Notes::default()).unwrap();
        let lines: Vec<usize> = table.rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [2, 4]);
    }
}
