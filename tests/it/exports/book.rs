//! The workbook: live formulas that give our numbers, and no formula but those.

use std::io::{Cursor, Read as _};
use std::process::Command;

use calamine::{Data, Reader as _, Xlsx};
use evenkeel::model::Workspace;
use evenkeel::model::audience::Audience;
use evenkeel::model::field::Choice as _;
use evenkeel::model::item::Item;
use evenkeel::model::settings::Lens;
use evenkeel::scoring::plan::coming::Race;
use evenkeel::scoring::ranking::inputs::wsjf_inputs;
use evenkeel::scoring::ranking::method::Method;
use evenkeel::scoring::ranking::wsjf::wsjf;

use super::formulas::{Book, Value};
use super::hostile::{TITLES, workspace as hostile};
use super::{PRICE, exported, secrets};
use crate::samples::workspace;

const BACKLOG: &str = r#"(
    schema: "1.0",
    buckets: [(id: "b", name: "Shop * front?", share: 60, place: 1), (id: "c", name: "Shop and front", share: 40, place: 2)],
    items: [
        (id: "a", key: "K-1", title: "=1+1", bucket: "b", value: 8, criticality: 5, risk: 3, size: 3),
        (id: "d", key: "K-2", title: "Range", bucket: "c", value: (value: 5, low: 3, high: 8), criticality: 1, risk: 1, size: (value: 2, low: 1, high: 3)),
        (id: "e", key: "K-3", title: "Blank", bucket: "c", value: 8, criticality: 5, size: 5),
        (id: "f", key: "K-4", title: "Zero", bucket: "b", value: 8, criticality: 5, risk: 3, size: 0),
        (id: "g", key: "K-5", title: "Same", bucket: "c", value: 8, criticality: 5, risk: 3, size: 3),
        (id: "h", key: "K-6", title: "Done", bucket: "b", state: Done, value: 20, criticality: 5, risk: 3, size: 1),
    ],
)"#;

fn bytes(workspace: &Workspace) -> Vec<u8> {
    exported(workspace, Lens::Wsjf, Audience::Shared, "xlsx").bytes
}

fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let all = 0..zip.len();
    all.map(|at| {
        let mut part = zip.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        (part.name().unwrap().into_owned(), text)
    })
    .collect()
}

#[test]
fn the_only_formulas_are_ours() {
    for title in TITLES {
        let bytes = bytes(&hostile(title));
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes[..])).unwrap();
        let formulas = book.worksheet_formula("Backlog").unwrap();
        for (row, column, formula) in formulas.used_cells() {
            let start = formulas.start().unwrap_or_default();
            let at = (row + start.0 as usize, column + start.1 as usize);
            assert!(
                at.0 > 0 && (2..=6).contains(&at.1),
                "{title:?}: {formula} at {at:?}"
            );
            assert!(formula.starts_with("IF"), "{formula}");
        }
        for (name, text) in parts(&bytes) {
            assert!(
                !text.contains("<hyperlink") && !text.contains("TargetMode"),
                "{name}"
            );
        }
    }
}

#[test]
fn nothing_private_is_in_the_parts_of_a_shared_book() {
    let all = parts(&bytes(&secrets()));
    for (name, text) in &all {
        let text = text.to_lowercase();
        assert!(
            !text.contains("sentinel") && !text.contains(PRICE),
            "{name}"
        );
    }
    assert!(all.iter().any(|(_, text)| text.contains("(private)")));
}

#[test]
fn the_same_backlog_gives_the_same_book() {
    let made = workspace(BACKLOG);
    assert_eq!(bytes(&made), bytes(&made));
}

/// The stored results of the backlog: key, rank by score, score, cost of delay, points.
fn stored(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("Backlog").unwrap();
    let names: Vec<String> = range
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(Data::to_string)
        .collect();
    let at = |name: &str| names.iter().position(|n| n == name).unwrap();
    let columns = ["Key", "WSJF rank", "WSJF", "Cost of delay", "Points"].map(at);
    let rows = range.rows().skip(1);
    rows.map(|row| columns.iter().map(|at| row[*at].to_string()).collect())
        .collect()
}

#[test]
fn blanks_stay_blank_and_stored_results_are_ours() {
    let rows = stored(&bytes(&workspace(BACKLOG)));
    let row = |key: &str| rows.iter().find(|row| row[0] == key).unwrap()[1..].to_vec();
    let whole = |text: &str| text.chars().take(4).collect::<String>();
    assert_eq!(row("K-1")[0], "1");
    assert_eq!(whole(&row("K-1")[1]), "5.33");
    assert_eq!(row("K-2"), ["3", "3.5", "7", "2"]);
    assert_eq!(row("K-3"), ["", "", "", "5"]);
    assert_eq!(row("K-4"), ["", "", "16", "0"]);
    assert_eq!(row("K-5")[0], "1", "equal scores share a place");
    assert_eq!(row("K-6"), ["", "", "", "1"]);
}

/// Computes a book anew with a real spreadsheet program and gives its sheets as CSV, where there is one.
fn computed(bytes: &[u8]) -> Option<Vec<String>> {
    let there = Command::new("soffice").arg("--version").output().ok()?;
    if !there.status.success() {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    // Stored results are thrown away on loading.
    let settings = r#"<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"#;
    let profile = folder.path().join("profile/user");
    std::fs::create_dir_all(&profile).unwrap();
    std::fs::write(profile.join("registrymodifications.xcu"), settings).unwrap();
    let file = folder.path().join("book.xlsx");
    std::fs::write(&file, bytes).unwrap();
    let home = format!(
        "-env:UserInstallation=file://{}",
        folder.path().join("profile").display()
    );
    // All sheets, full precision instead of what is shown, one file each.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";
    let run = Command::new("soffice")
        .args([&home, "--headless", "--convert-to", filter, "--outdir"])
        .arg(folder.path())
        .arg(&file)
        .output()
        .unwrap();
    let sheet =
        |name: &str| std::fs::read_to_string(folder.path().join(format!("book-{name}.csv")));
    let sheets = ["Backlog", "Allocation"]
        .map(|name| sheet(name).unwrap_or_else(|e| panic!("{e}: {run:?}")));
    Some(sheets.to_vec())
}

fn cells(csv_text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv_text.as_bytes());
    let rows = reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect());
    rows.collect()
}

/// The same by our own small spreadsheet program.
fn computed_here(bytes: &[u8]) -> Vec<Vec<Vec<String>>> {
    let book = Book::open(bytes);
    let shown = |value: Value| match value {
        Value::Blank => String::new(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text,
        other => format!("{other:?}"),
    };
    let sheets = ["Backlog", "Allocation"].map(|sheet| {
        let columns = (0..)
            .take_while(|at| book.value(sheet, 0, *at) != Value::Blank)
            .count();
        let columns = u32::try_from(columns).unwrap();
        let row = |row| {
            (0..columns)
                .map(|at| shown(book.value(sheet, row, at)))
                .collect()
        };
        (0..book.rows(sheet)).map(row).collect::<Vec<Vec<String>>>()
    });
    sheets.to_vec()
}

const METHODS: &str = r#"(
    schema: "1.0",
    criteria: [
        (id: "fit", name: "Fit", weight: 3, low: 1, high: 5),
        (id: "fitter", name: "Fit for all", weight: 1, low: 0, high: 10),
        (id: "risk", name: "Ri\"sk", weight: 2, low: 1, high: 5, direction: Lower),
        (id: "flat", name: "Flat", weight: 2, low: 3, high: 3),
    ],
    items: [
        (id: "a", title: "A", value: 8, criticality: 5, risk: 3, size: 3, reach: 500, impact: 3, confidence: 80, weekly_cost: 1200, moscow: Must,
         ratings: {"fit": 4, "fitter": 2, "risk": 2, "flat": 3}),
        (id: "b", title: "B", value: 8, criticality: 5, risk: 3, size: (value: 2, low: 1, high: 3), reach: 40, impact: 0.5, confidence: 100, weekly_cost: 800, moscow: Should,
         ratings: {"fit": 2.5, "fitter": 9, "risk": 5, "flat": 3}),
        (id: "c", title: "C", value: 1, criticality: 1, size: 5, reach: 40, confidence: 50, moscow: Should, ratings: {"fit": 5, "fitter": 1}),
        (id: "d", title: "D", value: 1, criticality: 1, risk: 1, size: 0, reach: 1, impact: 1, confidence: 50, weekly_cost: 5, moscow: Wont,
         ratings: {"fit": 5, "fitter": 1, "risk": 1, "flat": 3}),
        (id: "e", title: "E", state: Doing, value: 3, criticality: 1, risk: 1, size: 8, remaining: 3, reach: 500, impact: 3, confidence: 80, weekly_cost: 3200, moscow: Must,
         ratings: {"fit": 4, "fitter": 2, "risk": 2, "flat": 3}),
        (id: "f", title: "F", state: Done, value: 3, criticality: 1, risk: 1, size: 8, reach: 9000, impact: 3, confidence: 80, weekly_cost: 9999, moscow: Must,
         ratings: {"fit": 5, "fitter": 10, "risk": 1, "flat": 3}),
        (id: "g", title: "G", moscow: Could, reach: 0, impact: 2, confidence: 20, size: 1, weekly_cost: 3),
    ],
)"#;

/// What the sheet of a method calls its score and its rank, and how much it computes of these items at least.
const SHEETS: [(Lens, &str, &str); 5] = [
    (Lens::Wsjf, "WSJF", "WSJF rank"),
    (Lens::Weighted, "Score", "Score rank"),
    (Lens::Rice, "RICE", "RICE rank"),
    (Lens::Moscow, "MoSCoW class", "MoSCoW rank"),
    (Lens::Money, "CD3", "CD3 rank"),
];

fn is_same(text: &str, number: f64) -> bool {
    let (text, of) = text
        .strip_suffix('%')
        .map_or((text, 1.0), |text| (text, 100.0));
    text.parse::<f64>()
        .is_ok_and(|text| (text / of - number).abs() < 1e-9 * number.abs().max(1.0))
}

/// Checks what was computed of a backlog against the method itself.
fn check(made: &Workspace, (lens, score, rank): (Lens, &str, &str), rows: &[Vec<String>]) -> usize {
    let at = |name: &str| {
        let place = rows[0].iter().position(|known| known == name);
        place.unwrap_or_else(|| panic!("no {name} in {:?}", rows[0]))
    };
    let (id, score, rank) = (at("evenkeel id (raw cells)"), at(score), at(rank));
    let find = |row: &Vec<String>| {
        made.all::<Item>()
            .find(|item| item.id.to_string() == row[id])
    };
    let items: Vec<&Item> = rows[1..].iter().map(|row| find(row).unwrap()).collect();
    let open: Vec<&Item> = items
        .iter()
        .copied()
        .filter(|item| item.state.is_open())
        .collect();
    let inputs: Vec<_> = open.iter().map(|item| wsjf_inputs(item)).collect();
    let ours = (Method::of(lens).score)(made, &Race::of(made, None), &open, &wsjf(&inputs, &[]));
    let mut scored = 0;
    for (row, item) in rows[1..].iter().zip(&items) {
        let place = open.iter().position(|open| open.id == item.id);
        let known = place.and_then(|at| Some((ours.lines[at].score?, ours.ranking.rank_of(at)?)));
        let told = format!("{lens:?} of {}: {} {}", item.title, row[score], row[rank]);
        match known {
            Some((known, place)) => {
                assert!(is_same(&row[score], known.to_f64()), "{told}, not {known}");
                assert_eq!(row[rank], place.to_string(), "{told}");
                scored += 1;
            }
            None => assert_eq!(
                (row[score].as_str(), row[rank].as_str()),
                ("", ""),
                "{told}"
            ),
        }
    }
    scored
}

#[test]
#[expect(clippy::print_stderr, reason = "a person reads that it was skipped")]
fn a_spreadsheet_program_computes_our_numbers_of_every_method() {
    let from_zero = METHODS.replace("criteria: [", "settings: (rated_from: Zero), criteria: [");
    for text in [
        METHODS,
        &from_zero,
        BACKLOG,
        include_str!("../../../assets/sample.ron"),
    ] {
        let made = workspace(text);
        for of in SHEETS {
            let bytes = exported(&made, of.0, Audience::Private, "xlsx").bytes;
            let here = computed_here(&bytes);
            // What is stored is what is computed.
            let book = Book::open(&bytes);
            for sheet in book.sheets() {
                for ((row, column), formula) in book.formulas(sheet) {
                    let (stored, computed) = (
                        book.stored(sheet, *row, *column),
                        book.value(sheet, *row, *column),
                    );
                    let is_same = match (&stored, &computed) {
                        (Value::Number(stored), Value::Number(computed)) => {
                            is_same(&stored.to_string(), *computed)
                        }
                        (Value::Blank | Value::Text(_), Value::Text(text)) => text.is_empty(),
                        _ => false,
                    };
                    assert!(
                        is_same,
                        "{:?} {sheet} {formula}: {stored:?} {computed:?}",
                        of.0
                    );
                }
            }
            let has_method = here[0][0].iter().any(|name| name == of.1);
            if !has_method {
                assert!(text == BACKLOG && of.0 == Lens::Weighted, "{of:?}");
                continue;
            }
            let scored = check(&made, of, &here[0]);
            assert!(text != METHODS || scored >= 3, "{of:?}: {scored}");
            if let Some(there) = computed(&bytes) {
                let there: Vec<_> = there.iter().map(|sheet| cells(sheet)).collect();
                assert_eq!(check(&made, of, &there[0]), scored);
                for (there, here) in there[1].iter().zip(&here[1]).skip(1) {
                    for (there, here) in there.iter().zip(here).skip(2) {
                        let number = here.parse().ok();
                        assert!(there == here || number.is_some_and(|n| is_same(there, n)));
                    }
                }
            } else {
                eprintln!("there is no soffice here: computed by our own small program alone");
            }
        }
    }
}

#[test]
fn orders_that_no_formula_follows_have_the_sheet_of_wsjf() {
    let made = workspace(METHODS);
    let others = Lens::ALL
        .iter()
        .filter(|lens| SHEETS.iter().all(|(of, ..)| of != *lens));
    assert_eq!(others.clone().count() + SHEETS.len(), Lens::ALL.len());
    for lens in others {
        let bytes = exported(&made, *lens, Audience::Private, "xlsx").bytes;
        let scored = check(&made, SHEETS[0], &computed_here(&bytes)[0]);
        assert!(scored >= 3, "{lens:?}: {scored}");
    }
}

#[test]
fn the_sheet_of_the_balance_sums_what_is_left() {
    let made = workspace(METHODS);
    let rows = computed_here(&bytes(&made)).remove(1);
    let none = rows.iter().find(|row| row[0] == "None set").unwrap();
    // 3 + 2 + 5 + 0 + 3 of 8 + 1
    assert_eq!(none[2], "14");
}

#[test]
fn what_is_made_of_prices_is_in_no_shared_book() {
    let made = workspace(METHODS);
    let shared = exported(&made, Lens::Money, Audience::Shared, "xlsx").bytes;
    let names = &computed_here(&shared)[0][0];
    assert!(!names.iter().any(|name| name.contains("CD3")), "{names:?}");
}
