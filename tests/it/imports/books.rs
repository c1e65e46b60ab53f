//! Workbooks: which sheet is read, what its cells say, and files that are made to hurt.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use evenkeel::model::Workspace;
use evenkeel::model::item::Item;
use rust_xlsxwriter::{Chart, ChartType, ExcelDateTime, Format, Formula, Workbook};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{apply, extra, ids, item, says, size, wished};
use crate::support::in_time;
use evenkeel::edit;
use evenkeel::exchange::import::{Import, Mapping, import};

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
        let plain = SimpleFileOptions::default();
        // The kind of a document stands as it is, so that it can be told without unpacking.
        let stored = plain.compression_method(CompressionMethod::Stored);
        let options = if *name == "mimetype" { stored } else { plain };
        zip.start_file(*name, options).unwrap();
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

/// A workbook with a sheet for each name, of rows of texts.
pub fn sheets(all: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in all {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write_string(row, column, *cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

fn of_sheets(bytes: &[u8], sheets: &[&str]) -> Import {
    wished(bytes, &Workspace::default(), |wish| {
        "plan.xlsx".clone_into(&mut wish.name);
        wish.mapping = Some(Mapping {
            sheets: sheets.iter().map(|&name| name.to_owned()).collect(),
            ..Mapping::default()
        });
    })
}

#[test]
fn sheets_are_named_and_chosen() {
    let bytes = sheets(&[
        ("Notes", &[&["Who", "What"], &["Ann", "Ask"]]),
        (
            "Plan",
            &[
                &["Title", "Key", "Status"],
                &["Pay", "A-1", "Done"],
                &["Ship", "A-2", "Open"],
            ],
        ),
        ("Old", &[&["Title", "Key", "Size"], &["Past", "A-3", "5"]]),
    ]);
    let outcome = import(&bytes, &Workspace::default(), ids());
    assert_eq!(outcome.created, 2);
    assert!(says(&outcome, "sheets read: “Plan” (2 rows)"));
    assert!(says(
        &outcome,
        "sheets not read; --sheet NAME takes one: “Notes” (1 row), “Old” (1 row)"
    ));
    let outcome = of_sheets(&bytes, &["Plan", "Old"]);
    assert_eq!(outcome.created, 3, "{:#?}", outcome.summary());
    let names: Vec<&str> = outcome.headings.iter().map(|h| h.name.as_str()).collect();
    assert_eq!(names, ["Title", "Key", "Status", "Size"]);
    let outcome = of_sheets(&bytes, &["Nope"]);
    assert!(outcome.edits.is_empty());
    assert!(says(
        &outcome,
        "there is no sheet “Nope”: it has “Notes”, “Plan”, “Old”"
    ));
    let mut workspace = Workspace::default();
    let outcome = of_sheets(&bytes, &["Old"]);
    edit::apply(&mut workspace, outcome.edits).unwrap();
    let again = import(&bytes, &workspace, ids());
    assert_eq!(
        (again.created, again.unchanged),
        (0, 1),
        "the sheet is remembered"
    );
}

#[test]
fn sheets_have_names_of_columns_each_for_itself() {
    let bytes = sheets(&[
        ("Read me", &[&["How to use this book"]]),
        (
            "Epics",
            &[
                &["Shop"],
                &["Epic ID", "Epic Name", "Description", "Status"],
                &["EP-1", "Payments", "All of it", "Backlog"],
            ],
        ),
        (
            "User Stories",
            &[
                &["Shop"],
                &[
                    "Story ID",
                    "Epic ID",
                    "User Story",
                    "Status",
                    "Story Points",
                    "Worth",
                ],
                &["US-1", "EP-1", "Pay with a card", "Backlog", "3", "8"],
                &["US-2", "EP-1", "Spend a gift card", "Done", "5", "5"],
            ],
        ),
    ]);
    let mut workspace = Workspace::default();
    let outcome = of_sheets(&bytes, &["Epics", "User Stories"]);
    assert_eq!(outcome.created, 3, "{:#?}", outcome.summary());
    for words in [
        "sheets read: “Epics” (1 row), “User Stories” (2 rows)",
        "not read; --sheet NAME takes one: “Read me” (1 row)",
    ] {
        assert!(says(&outcome, words), "{words}: {:#?}", outcome.summary());
    }
    edit::apply(&mut workspace, outcome.edits).unwrap();
    let epic = item(&workspace, "EP-1");
    assert_eq!(epic.title, "Payments");
    for key in ["US-1", "US-2"] {
        assert_eq!(item(&workspace, key).parent.0, Some(epic.id), "{key}");
    }
    let outcome = import(&bytes, &Workspace::default(), ids());
    let words = "“Read me” (1 row), “Epics” (1 row)";
    assert!(says(&outcome, words), "{:#?}", outcome.summary());
    // What is said of a column counts on the sheets that have it; one that none has is missed.
    for (map, missed) in [("Worth=value", false), ("Worth=value,Cost=size", true)] {
        let outcome = wished(&bytes, &Workspace::default(), |wish| {
            let all = format!("{map},Epics=sheet,User Stories=sheet");
            wish.mapping = Some(Mapping::parse(&all).unwrap());
        });
        assert_eq!(outcome.created, 3, "{map}: {:#?}", outcome.summary());
        assert_eq!(says(&outcome, "has no column"), missed, "{map}");
    }
}

#[test]
fn all_sheets_together_are_no_larger_than_one_may_be() {
    let long = "x".repeat(32_000);
    let row: &[&str] = &[&long];
    let rows = [row; 1_000];
    let names = ["A", "B", "C", "D", "E", "F", "G", "H", "I"];
    let all = names.map(|name| (name, &rows[..]));
    refused(&sheets(&all), "unpacked it is larger");
}

#[test]
fn far_cells_count_only_on_a_sheet_that_is_read() {
    let mut book = Workbook::new();
    for (name, title, column) in [("Plan", "Title", 1), ("Far", "Notes", 16_000)] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write_string(0, 0, title).unwrap();
        sheet.write_string(1, 0, "Pay").unwrap();
        sheet.write_string(1, column, "far").unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let outcome = import(&bytes, &Workspace::default(), ids());
    assert!(says(&outcome, "sheets read: “Plan”"));
    assert!(!says(&outcome, "beyond the last"));
    assert!(says(&of_sheets(&bytes, &["Far"]), "beyond the last"));
}

#[test]
fn chart_sheets_are_passed_over() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Plan").unwrap();
    for (row, cells) in (0..).zip([["Title", "Key"], ["Pay", "A-1"]]) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    let mut chart = Chart::new(ChartType::Column);
    chart.add_series().set_values("Plan!$A$1:$A$2");
    let page = book.add_chartsheet();
    page.insert_chart(0, 0, &chart).unwrap();
    let mut workspace = Workspace::default();
    let outcome = apply(&mut workspace, &book.save_to_buffer().unwrap());
    assert_eq!(outcome.created, 1, "{:#?}", outcome.summary());
}

#[test]
fn open_document_sheets_are_read() {
    let table = |rows: &str| {
        format!(
            "<?xml version=\"1.0\"?><office:document-content><office:body><office:spreadsheet>\
             <table:table table:name=\"Plan\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
        )
    };
    let document = |rows: &str| {
        packed(&[
            (
                "mimetype",
                b"application/vnd.oasis.opendocument.spreadsheet",
            ),
            ("content.xml", table(rows).as_bytes()),
        ])
    };
    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let rows = format!(
        "<table:table-row>{}{}{}{}</table:table-row>\
         <table:table-row>{}<table:table-cell table:number-columns-repeated=\"1\"/>\
         <table:table-cell office:value-type=\"float\" office:value=\"5\"><text:p>5,00</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"date\" office:date-value=\"2027-01-15\"><text:p>15.01.27</text:p></table:table-cell>\
         <table:table-cell table:number-columns-repeated=\"16380\"/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048573\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>",
        cell("Title"),
        cell("Key"),
        cell("Size"),
        cell("Due date"),
        "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>a comment</text:p></office:annotation><text:p>Pay &amp;<text:s/>ship</text:p><text:p>now</text:p></table:table-cell>",
    );
    let mut workspace = Workspace::default();
    let outcome = apply(&mut workspace, &document(&rows));
    assert_eq!(outcome.created, 1, "{:#?}", outcome.summary());
    let pay = workspace.all::<Item>().next().unwrap();
    assert_eq!(
        (pay.title.as_str(), size(pay).as_str()),
        ("Pay & ship now", "5")
    );
    assert_eq!(pay.due.unwrap().to_string(), "2027-01-15");

    let long = cell(&"x".repeat(20_000));
    let bomb = format!(
        "<table:table-row table:number-rows-repeated=\"1048576\">{}</table:table-row>",
        long.replace(
            "<table:table-cell",
            "<table:table-cell table:number-columns-repeated=\"16384\""
        )
    );
    let outcome = in_time(move || import(&document(&bomb), &Workspace::default(), ids()));
    assert!(says(&outcome, "larger than"), "{:#?}", outcome.summary());
    let outcome = import(
        &packed(&[(
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        )]),
        &Workspace::default(),
        ids(),
    );
    assert!(says(&outcome, "damaged"), "{:#?}", outcome.summary());
}

#[test]
fn cells_that_are_too_long_are_cut_with_a_word() {
    let long = "word ".repeat(1_000);
    let bytes = sheets(&[("Plan", &[&["Title", "Key", "Odd"], &[&long, "A-1", &long]])]);
    let mut workspace = Workspace::default();
    let outcome = apply(&mut workspace, &bytes);
    let cut = item(&workspace, "A-1");
    for text in [&cut.title, &cut.extra[0].text] {
        assert!(
            text.chars().count() <= 2_000 && text.ends_with(" … (cut)"),
            "{text}"
        );
    }
    assert!(says(
        &outcome,
        "lost: cells of “Odd” that were cut short: 1"
    ));
}
