//! The workbook: live formulas that give our numbers, and no formula but those.

use std::io::{Cursor, Read as _};
use std::process::Command;

use calamine::{Data, Reader as _, Xlsx};
use evenkeel::model::Workspace;
use evenkeel::model::audience::Audience;
use evenkeel::model::item::Item;
use evenkeel::model::settings::Lens;
use evenkeel::scoring::ranking::inputs::wsjf_inputs;
use evenkeel::scoring::ranking::wsjf::wsjf;

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
                at.0 > 0 && (2..=5).contains(&at.1),
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

#[test]
#[expect(clippy::print_stderr, reason = "a person reads that it was skipped")]
fn a_spreadsheet_program_computes_our_numbers() {
    for text in [BACKLOG, include_str!("../../../assets/sample.ron")] {
        let made = workspace(text);
        let bytes = bytes(&made);
        let Some(sheets) = computed(&bytes) else {
            eprintln!("skipped: there is no soffice here");
            return;
        };
        let rows = cells(&sheets[0]);
        let at = |name: &str| rows[0].iter().position(|n| n == name).unwrap();
        let (id, score, cost, rank) = (
            at("evenkeel id (raw cells)"),
            at("WSJF"),
            at("Cost of delay"),
            at("WSJF rank"),
        );
        let mut scores = 0;
        let same = |text: &str, number: f64| {
            let (text, of) = text
                .strip_suffix('%')
                .map_or((text, 1.0), |text| (text, 100.0));
            (text.parse::<f64>().unwrap() / of - number).abs() < 1e-9
        };
        for row in &rows[1..] {
            let item = made
                .all::<Item>()
                .find(|item| item.id.to_string() == row[id])
                .unwrap();
            let ours = wsjf(&[wsjf_inputs(item)], &[]).rows.remove(0);
            match ours.score.ok().filter(|_| item.state.is_open()) {
                Some(ours) => assert!(
                    same(&row[score], ours.to_f64()),
                    "{}: {}",
                    item.title,
                    row[score]
                ),
                None => assert_eq!(
                    (row[score].as_str(), row[rank].as_str()),
                    ("", ""),
                    "{}",
                    item.title
                ),
            }
            match ours.cost_of_delay.filter(|_| item.state.is_open()) {
                Some(ours) => assert!(same(&row[cost], ours.to_f64()), "{}", item.title),
                None => assert_eq!(row[cost], "", "{}", item.title),
            }
            scores += usize::from(!row[score].is_empty());
        }
        assert!(scores > 2);
        // What is stored is what is computed.
        for (computed, stored) in rows[1..].iter().zip(stored(&bytes)) {
            let place = stored[1]
                .parse::<f64>()
                .map_or(String::new(), |n| n.to_string());
            assert_eq!(computed[rank], place);
        }
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes[..])).unwrap();
        let stored = book.worksheet_range("Allocation").unwrap();
        let computed = cells(&sheets[1]);
        assert_eq!(computed.len(), stored.rows().count());
        for (computed, stored) in computed.iter().zip(stored.rows()).skip(1) {
            for (computed, stored) in computed.iter().zip(stored).skip(2) {
                match stored.to_string().parse::<f64>() {
                    Ok(stored) => assert!(same(computed, stored), "{computed} {stored}"),
                    Err(_) => assert_eq!(*computed, ""),
                }
            }
        }
    }
}
