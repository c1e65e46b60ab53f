//! Workbooks: which sheet is read, what its cells say, and files that are made to hurt.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use evenkeel::model::Workspace;
use evenkeel::model::item::Item;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{apply, extra, ids, item, says, size};
use crate::support::in_time;
use evenkeel::exchange::import::{Import, import};

#[test]
fn the_sheet_with_a_backlog_is_read_as_it_is_shown() {
    let mut book = Workbook::new();
    let cover = book.add_worksheet();
    cover.write_string(0, 0, "Portfolio").unwrap();
    let sheet = book.add_worksheet().set_name("List").unwrap();
    sheet.write_string(0, 0, "WSJF PI 4").unwrap();
    for (at, name) in (0..).zip(["ID", "Title", "Due date", "Size", "WSJF", "Note"]) {
        sheet.write_string(3, at, name).unwrap();
    }
    let day = Format::new().set_num_format("dd.mm.yyyy");
    let due = ExcelDateTime::from_ymd(2027, 1, 31).unwrap();
    sheet.write_number(4, 0, 1_211_430_000_000_001.0).unwrap();
    sheet.write_string(4, 1, "Pay, at once").unwrap();
    sheet.write_datetime_with_format(4, 2, &due, &day).unwrap();
    sheet
        .write_formula(4, 3, Formula::new("2+3").set_result("5"))
        .unwrap();
    sheet
        .write_formula(4, 4, Formula::new("1/0").set_result("#DIV/0!"))
        .unwrap();
    sheet.write_string(4, 8, "beside the table").unwrap();
    sheet.write_number(5, 0, 7).unwrap();
    sheet.write_string(5, 1, "=1+1").unwrap();
    sheet.write_number(5, 3, 0.1 + 0.2).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let mut workspace = Workspace::default();
    let outcome = apply(&mut workspace, &bytes);
    assert_eq!(
        (outcome.format, outcome.created, outcome.skipped),
        ("XLSX", 2, 0),
        "{:#?}",
        outcome.summary()
    );
    let pay = item(&workspace, "1211430000000000");
    assert_eq!(
        (pay.title.as_str(), size(pay)),
        ("Pay, at once", "5".into())
    );
    assert_eq!(pay.due.unwrap().to_string(), "2027-01-31");
    assert_eq!(extra(pay, "WSJF"), ["#DIV/0!"]);
    assert_eq!(extra(pay, "Column 9"), ["beside the table"]);
    let sum = item(&workspace, "7");
    assert_eq!((sum.title.as_str(), size(sum)), ("=1+1", "0.3".into()));
    assert!(
        !says(&outcome, "fewer cells"),
        "rows of a workbook end early"
    );
}

/// A packed file of these parts.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook with one sheet and these shared strings.
fn book(sheet: &[u8], strings: &[u8]) -> Vec<u8> {
    let types = br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
    let root = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let links = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
    let book = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    packed(&[
        ("[Content_Types].xml", types),
        ("_rels/.rels", root),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", links),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings),
    ])
}

const SHEET: &str = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>ROWS</sheetData></worksheet>"#;
const STRINGS: &str = r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="COUNT"><si><t>Title</t></si><si><t>LONG</t></si></sst>"#;

fn taken(bytes: &[u8]) -> Import {
    in_time(|| import(bytes, &Workspace::default(), ids()))
}

fn refused(bytes: &[u8], words: &str) {
    let outcome = taken(bytes);
    assert!(outcome.edits.is_empty());
    assert!(says(&outcome, words), "{words}: {:#?}", outcome.summary());
}

#[test]
fn a_book_made_by_hand_is_read() {
    let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>"#;
    let strings = STRINGS.replace("COUNT", "2");
    let outcome = taken(&book(
        SHEET.replace("ROWS", rows).as_bytes(),
        strings.as_bytes(),
    ));
    assert_eq!(
        (outcome.format, outcome.created),
        ("XLSX", 1),
        "{:?}",
        outcome.summary()
    );
}

#[test]
fn bombs_and_damaged_books_are_refused() {
    let zeros = vec![b' '; 140 * 1024 * 1024];
    refused(&book(&zeros, b""), "unpacked it is larger than 128 MB");
    // One long text in a hundred thousand cells.
    let mut cells = String::new();
    for n in 2..100_000 {
        write!(
            cells,
            r#"<row r="{n}"><c r="A{n}" t="s"><v>1</v></c></row>"#
        )
        .unwrap();
    }
    let rows = format!(r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>{cells}"#);
    let sheet = SHEET.replace("ROWS", &rows);
    let strings = STRINGS
        .replace("COUNT", "2")
        .replace("LONG", &"x".repeat(1_000_000));
    refused(
        &book(sheet.as_bytes(), strings.as_bytes()),
        "unpacked it is larger",
    );
    // Room for more strings than there is memory.
    let strings = STRINGS.replace("COUNT", "999999999999999999");
    refused(
        &book(sheet.as_bytes(), strings.as_bytes()),
        "unpacked it is larger",
    );
    let wide: Vec<u8> = strings.encode_utf16().flat_map(u16::to_le_bytes).collect();
    refused(
        &book(sheet.as_bytes(), &[&b"\xff\xfe"[..], &wide].concat()),
        "unpacked it is larger",
    );
    let whole = book(sheet.as_bytes(), STRINGS.replace("COUNT", "2").as_bytes());
    for end in [whole.len() / 2, whole.len() - 30] {
        let cut = &whole[..end];
        assert!(taken(cut).edits.is_empty(), "{end}");
    }
    refused(
        &[&whole[..60], &whole[whole.len() - 2_000..]].concat(),
        "damaged or locked",
    );
}

#[test]
fn entities_and_far_away_cells_do_no_harm() {
    let bomb = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>"#;
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Title</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>One</t></is></c><c r="XFD2" t="inlineStr"><is><t>far</t></is></c></row><row r="1048576"><c r="A1048576" t="inlineStr"><is><t>&b;</t></is></c></row>"#;
    let sheet = format!("{bomb}{}", SHEET.replace("ROWS", rows));
    let outcome = taken(&book(
        sheet.as_bytes(),
        STRINGS.replace("COUNT", "2").as_bytes(),
    ));
    assert!(outcome.created <= 2, "{:?}", outcome.summary());
    let plain = SHEET.replace("ROWS", &rows.replace("&b;", "Two"));
    let outcome = taken(&book(
        plain.as_bytes(),
        STRINGS.replace("COUNT", "2").as_bytes(),
    ));
    assert_eq!(outcome.created, 2, "{:?}", outcome.summary());
    assert!(says(&outcome, "beyond the last"), "{:?}", outcome.summary());
}

#[test]
fn broken_parts_never_panic() {
    let mut workspace = Workspace::default();
    let sheet = br#"<worksheet><sheetData><row r="0"><c r="" t="s"><v>99</v></c><c r="A0" t="b"><v>x</v></c><c r="ZZZZZZ99999999999" t="e"/><c t="d"><v>never</v></c><c t="n"><v>1e999</v></c></row></sheetData></worksheet>"#;
    apply(&mut workspace, &book(sheet, b"<sst><si><t>x"));
    let good = br#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Title</t></is></c></row><row r="2"><c r="A2" t="s"><v>77</v></c></row></sheetData></worksheet>"#;
    for at in 0..good.len() {
        let mut broken = good.to_vec();
        broken[at] = b'<';
        taken(&book(&broken, b"<sst/>"));
        broken.truncate(at);
        taken(&book(&broken, b"<sst/>"));
    }
    assert_eq!(workspace.all::<Item>().count(), 0);
}
