//! CSV: text with separated cells to a sheet.
//!
//! Owns the separator and how a table is recognized. RFC 4180 itself is the `csv` crate's.

use ::csv::ReaderBuilder;

use super::decode::{decode, decode_noting};
use super::dialect::Dialect;
use super::mapping::Mapping;
use super::notation::Decimals;
use super::notes::{Note, Notes};
use super::outcome::{FormatMatch, ImportWatch};
use super::sheet::{self, HEADER_ROWS, Header, RawLine};
use super::table::ImportTable;

/// How many bytes are enough to recognize a table and its separator.
const SAMPLE: usize = 64 * 1024;

/// Text with a line of names is surely a table; other text might be one without.
pub(super) fn detect(bytes: &[u8]) -> FormatMatch {
    let text = decode(bytes.get(..SAMPLE).unwrap_or(bytes)).text;
    if text.trim().is_empty() || text.contains('\0') || text.starts_with("PK\u{3}\u{4}") {
        FormatMatch::No
    } else if find_header(&text).is_some() {
        FormatMatch::Sure
    } else if text.trim_start().starts_with(['{', '[', '<']) {
        FormatMatch::No
    } else {
        FormatMatch::Maybe
    }
}

/// The tracker whose table some bytes are, by its header.
pub(super) fn dialect(bytes: &[u8]) -> Option<&'static Dialect> {
    let text = decode(bytes.get(..SAMPLE).unwrap_or(bytes)).text;
    find_header(&text).and_then(|header| header.dialect)
}

fn find_header(text: &str) -> Option<Header> {
    sheet::find_header(lines(text, separator(text)))
}

/// Reads text as a table.
pub(super) fn read(
    bytes: &[u8],
    mapping: &Mapping,
    notes: &mut Notes,
    watch: &mut ImportWatch<'_>,
) -> Option<ImportTable> {
    let decoded = decode_noting(bytes, notes);
    let text = &decoded.text;
    if text.bytes().filter(|b| *b == b'"').count() % 2 == 1 {
        notes.add(Note::OpenQuote, "", None, "");
    }
    let separator = separator(text);
    watch.reads(text.lines().count());
    let mut table = sheet::read(lines(text, separator), mapping, notes, watch)?;
    table.encoding = decoded.encoding;
    if separator == b';' {
        table.decimals = Decimals::Comma;
    }
    Some(table)
}

/// The byte between cells: what `sep=` says, or what makes most names in a line known ones.
fn separator(text: &str) -> u8 {
    if let Some([separator, b'\r' | b'\n', ..]) = text.strip_prefix("sep=").map(str::as_bytes) {
        return *separator;
    }
    let mut end = SAMPLE.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let start = text.get(..end).unwrap_or(text);
    let fit = |separator: &u8| {
        let lines = lines(start, *separator).filter(|line| !line.is_blank());
        let fits = lines
            .take(HEADER_ROWS)
            .map(|line| (line.known(), line.cells.len()));
        fits.max().unwrap_or_default()
    };
    // Of several that fit equally the last one is taken, which is the comma.
    [b'|', b'\t', b';', b',']
        .into_iter()
        .max_by_key(fit)
        .unwrap_or(b',')
}

/// The lines of a text; quoted cells may hold separators and line ends.
pub(super) fn lines(text: &str, separator: u8) -> impl Iterator<Item = RawLine> {
    let bytes = text.as_bytes();
    let reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(bytes);
    // The reader's own count is one off behind CRLF, so lines are counted here.
    let (mut number, mut counted) = (1, 0);
    let records = reader.into_records().map_while(Result::ok);
    records.map(move |cells| {
        let at = cells.position().map_or(0, ::csv::Position::byte);
        let at = usize::try_from(at).unwrap_or(counted);
        let rest = bytes.get(at..).unwrap_or_default();
        let blank = |b: &u8| matches!(b, b'\r' | b'\n');
        let start = at + rest.iter().position(|b| !blank(b)).unwrap_or_default();
        let passed = bytes.get(counted..start).unwrap_or_default();
        number += passed.split(|b| *b == b'\n').count() - 1;
        counted = counted.max(start);
        RawLine { number, cells }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapped(text: &str, mapping: &Mapping) -> Option<ImportTable> {
        let mut goes_on = |_| true;
        let mut watch = ImportWatch::new(&mut goes_on);
        read(text.as_bytes(), mapping, &mut Notes::default(), &mut watch)
    }

    fn table(text: &str) -> Option<ImportTable> {
        mapped(text, &Mapping::default())
    }

    fn check(text: &str, columns: &[&str], rows: usize) {
        let table = table(text).unwrap();
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
    fn what_has_no_known_header_is_asked_about() {
        for (text, names, guess) in [
            ("a,b,c\nd,e,f", "a b c", "a=title"),
            (
                "feature,Plan,REF-1\n",
                "Column 1 Column 2 Column 3",
                "Column 1=sort,Column 2=title,Column 3=key",
            ),
            ("Key,Status\n1,Done", "Key Status", "Key=title"),
            (
                "Our plan\nVorhaben A,Wichtig\n\"Pay, at once\",3\nShip it,8",
                "Vorhaben A Wichtig",
                "Vorhaben A=title",
            ),
        ] {
            let table = table(text).unwrap();
            let all: Vec<&str> = table.columns.iter().map(|c| c.name.as_str()).collect();
            assert_eq!(
                (all.join(" ").as_str(), table.guess.written().as_str()),
                (names, guess),
                "{text}"
            );
            assert!(detect(text.as_bytes()) < FormatMatch::Sure, "{text}");
        }
        for text in ["", "\n\n"] {
            assert!(table(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_mapping_finds_names_nobody_knows() {
        let found_by = |text: &str, wish: &str| {
            let table = mapped(text, &Mapping::parse(wish).unwrap()).unwrap();
            let names: Vec<String> = table.columns.into_iter().map(|c| c.name).collect();
            (names.join(" "), table.rows.len(), table.guess.is_empty())
        };
        let found = ("Wat Nr".to_owned(), 1, true);
        assert_eq!(found_by("Nice list\nWat,Nr\na,1\n", "Wat=title"), found);
        let found = ("Column 1 Column 2".to_owned(), 2, true);
        assert_eq!(found_by("a,1\nb,2\n", "Column 1=title"), found);
        let asked = ("Wat Nr".to_owned(), 1, false);
        assert_eq!(found_by("Wat,Nr\nb,2\n", "Nope=title"), asked);
    }

    #[test]
    fn lines_are_counted_through_quoted_cells() {
        let table = table("Title,Key\r\n\"a\r\nb\",1\nc,2\n").unwrap();
        let lines: Vec<usize> = table.rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [2, 4]);
    }
}
