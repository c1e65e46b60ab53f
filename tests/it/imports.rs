//! Importing: our own fixtures, real exports where they are at hand, and noise.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use evenkeel::edit;
use evenkeel::edit::merge::Clash;
use evenkeel::exchange::import::{Import, Mapping, Progress, Wish, import, import_with};
use evenkeel::model::Workspace;
use evenkeel::model::field::Choice;
use evenkeel::model::id::Id;
use evenkeel::model::item::Item;
use evenkeel::model::person::Person;
use evenkeel::model::points::Points;
use evenkeel::model::record::Declared;
use evenkeel::model::text::{Severity, is_allowed};
use proptest::prelude::*;

/// Ids in a row, every third one taken already.
fn ids() -> impl FnMut() -> Id {
    let mut next = 0;
    move || {
        next += 1;
        Id::from_random(next - next / 3)
    }
}

/// Imports bytes into a workspace and then once more, which must change nothing.
fn apply(workspace: &mut Workspace, bytes: &[u8]) -> Import {
    let mut outcome = import(bytes, workspace, ids());
    let edits = std::mem::take(&mut outcome.edits);
    edit::apply(workspace, edits).expect("an import passes the checks of every edit");
    let again = import(bytes, workspace, ids());
    assert!(again.edits.is_empty(), "twice is once: {:?}", again.edits);
    assert_eq!((again.created, again.updated), (0, 0));
    assert_eq!(
        again.unchanged,
        outcome.created + outcome.updated + outcome.unchanged
    );
    assert_eq!(again.skipped, outcome.skipped);
    outcome
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/csv");
    fs::read(folder.join(name)).unwrap()
}

fn read(name: &str) -> (Workspace, Import) {
    let mut workspace = Workspace::default();
    let outcome = apply(&mut workspace, &fixture(name));
    (workspace, outcome)
}

fn item<'a>(workspace: &'a Workspace, key: &str) -> &'a Item {
    let found = workspace.all::<Item>().find(|item| item.key == key);
    found.expect(key)
}

fn size(item: &Item) -> String {
    item.size.value.map_or("?".into(), |size| size.to_string())
}

fn name(workspace: &Workspace, id: Option<Id>) -> &str {
    id.and_then(|id| workspace.get::<Person>(id))
        .map_or("", |person| &person.name)
}

fn extra<'a>(item: &'a Item, name: &str) -> Vec<&'a str> {
    let entries = item.extra.iter().filter(|entry| entry.name == name);
    entries.map(|entry| entry.text.as_str()).collect()
}

fn says(outcome: &Import, words: &str) -> bool {
    outcome.summary().iter().any(|line| line.contains(words))
}

/// Checks encoding, the titles in the order of their keys, and how many rows were left out.
fn check(file: &str, encoding: &str, titles: &[&str], skipped: usize) {
    let (workspace, outcome) = read(file);
    let mut items: Vec<&Item> = workspace.all::<Item>().collect();
    items.sort_by_key(|item| (&item.key, &item.title));
    let got: Vec<&str> = items.iter().map(|item| item.title.as_str()).collect();
    assert_eq!(
        (outcome.encoding, got.as_slice(), outcome.skipped),
        (encoding, titles, skipped),
        "{file}"
    );
}

#[test]
fn every_shape_of_table_is_read() {
    check(
        "bom.csv",
        "UTF-8 with a byte order mark",
        &["Pay by invoice"],
        0,
    );
    check("utf16.csv", "UTF-16 LE", &["Übergröße"], 0);
    check(
        "semicolons.csv",
        "Windows-1252",
        &["Mahnung", "Rechnung prüfen"],
        1,
    );
    check("widths.csv", "UTF-8", &["short", "fits"], 2);
    check("junk-above.csv", "UTF-8", &["Trial"], 0);
    check("quoted.csv", "UTF-8", &["one, two", "three"], 0);
    check("mixed-ends.csv", "UTF-8", &["a", "b", "c"], 0);
    check("no-keys.csv", "UTF-8", &["Alone", "Twin", "Twin"], 0);
    check("no-header.csv", "", &[], 0);
    check("empty.csv", "", &[], 0);
}

#[test]
fn a_jira_export_keeps_everything() {
    let (workspace, outcome) = read("jira.csv");
    assert_eq!(
        (outcome.created, outcome.people, outcome.format),
        (4, 2, "CSV")
    );
    let queue = item(&workspace, "SH-1");
    assert_eq!(queue.note.0, "h2. Why\nFour ways are three too many.");
    assert_eq!(queue.labels, ["platform", "refund"]);
    assert_eq!(
        (queue.state.word().name, size(queue)),
        ("Doing", "8".into())
    );
    assert_eq!(name(&workspace, queue.owner.0), "Ines Duarte");
    assert_eq!(name(&workspace, queue.requester.0), "Oskar Lund");
    assert_eq!(extra(queue, "Sprint"), ["Rails 7", "Rails 8"]);
    assert_eq!(
        extra(queue, "Comment")[0],
        "03/Nov/26 9:00 AM;acc-2;First; with a semicolon"
    );
    assert_eq!(extra(queue, "Priority"), ["High"]);
    assert_eq!(extra(queue, "Inward issue link (Relates)"), ["SH-4"]);
    assert_eq!(extra(queue, "Custom field (Business Value)"), ["20"]);
    assert!(queue.value.is_unknown(), "a foreign score is no score");

    let refund = item(&workspace, "SH-2");
    assert_eq!(refund.needs.0, [queue.id], "SH-1 blocks SH-2");
    assert_eq!(refund.due.unwrap().to_string(), "2027-01-31");
    assert_eq!(
        (refund.sort.word().name, size(refund)),
        ("Feature", "5".into())
    );
    let alarm = item(&workspace, "SH-3");
    assert_eq!(
        (alarm.sort.word().name, alarm.state.word().name),
        ("Defect", "Doing")
    );
    assert_eq!(extra(alarm, "Status"), ["Waiting for supplier"]);
    assert_eq!(
        (
            size(alarm),
            extra(alarm, "Custom field (Story point estimate)")
        ),
        ("3".into(), vec!["5"])
    );
    assert_eq!(extra(alarm, "Outward issue link (Blocks)"), ["SH-99"]);
    let points = item(&workspace, "SH-4");
    assert_eq!(
        (points.state.word().name, size(points)),
        ("Declined", "?".into())
    );
    for words in [
        "two different sizes",
        "items that are not here in 1 cell (“SH-99”)",
        "score made elsewhere",
    ] {
        assert!(says(&outcome, words), "{words}: {:#?}", outcome.summary());
    }
}

#[test]
fn a_second_export_updates_and_never_erases() {
    let (mut workspace, _) = read("jira.csv");
    let outcome = apply(&mut workspace, &fixture("jira-later.csv"));
    assert_eq!(
        (outcome.created, outcome.updated, outcome.people),
        (0, 2, 0)
    );
    let queue = item(&workspace, "SH-1");
    assert_eq!(queue.title, "One queue for all refunds");
    assert_eq!((queue.state.word().name, size(queue)), ("Done", "8".into()));
    assert_eq!(
        queue.labels,
        ["urgent"],
        "nobody changed them here, so they follow"
    );
    assert!(queue.note.0.starts_with("h2. Why"));
    assert_eq!(name(&workspace, queue.owner.0), "Ines Duarte");
    assert_eq!(size(item(&workspace, "SH-2")), "8");
}

#[test]
fn what_both_sides_changed_is_listed_and_ours_stays() {
    let mut workspace = Workspace::default();
    let first = b"Title,Key,Story Points,Labels,Description\nPay,SH-1,8,a;b,Old\nRun,SH-2,3,,\n";
    apply(&mut workspace, first);
    let kind = Item::KIND;
    let mut set = |key: &str, field: &str, text: &str| {
        let (id, at) = (item(&workspace, key).id, kind.field(field).unwrap());
        let value = kind.fields[at].holds.parse(text).unwrap();
        let edit = edit::Edit::Set {
            kind,
            id,
            field: at,
            value,
        };
        edit::apply(&mut workspace, vec![edit]).unwrap();
    };
    set("SH-1", "size", "5 (3..8)");
    set("SH-1", "labels", "a\nb\nours");
    set("SH-1", "title", "Pay at once");
    set("SH-2", "size", "5 (3..8)");
    let later =
        b"Title,Key,Story Points,Labels,Description\nPay,SH-1,13,b;theirs,New\nRun,SH-2,3,,\n";
    let outcome = apply(&mut workspace, later);
    let pay = item(&workspace, "SH-1");
    assert_eq!(pay.title, "Pay at once", "only we changed it");
    assert_eq!(pay.note.0, "New", "only they changed it");
    assert_eq!(pay.labels, ["b", "ours", "theirs"], "entry by entry");
    assert_eq!(size(pay), "5", "ours stays");
    assert_eq!(size(item(&workspace, "SH-2")), "5");
    let fields: Vec<_> = outcome
        .conflicts
        .iter()
        .map(|conflict| match &conflict.clash {
            Clash::Field { field, theirs, .. } => {
                let field = &kind.fields[*field];
                format!("{} {}", field.name, field.holds.format(theirs))
            }
            Clash::Removed { .. } | Clash::Kept { .. } => unreachable!("an import sets fields"),
        })
        .collect();
    assert_eq!(fields, ["size 13 (3..8)"]);
    assert_eq!((outcome.updated, outcome.unchanged), (1, 1));
}

#[test]
fn a_mapping_sends_columns_to_any_field() {
    let text = "Wat;Wert;Dring;Aufwand;Bis;Grund;Weg\nA;8;5 (3..8);2,5;31.01.2027;weil;x\nB;?;;#DIV/0!;bald;;\n";
    let mapping =
        "Wat=title,Wert=value,Dring=criticality,Aufwand=size,Bis=due,Grund=need,Weg=leave";
    let mut wish = Wish {
        name: "liste.csv".to_owned(),
        today: None,
        mapping: Some(Mapping::parse(mapping).unwrap()),
        watch: &mut |_| true,
    };
    let mut workspace = Workspace::default();
    let outcome = import_with(text.as_bytes(), &workspace, ids(), &mut wish);
    edit::apply(&mut workspace, outcome.edits).unwrap();
    let all: Vec<&Item> = workspace.all().collect();
    let (a, b) = match all.as_slice() {
        [one, two] if one.title == "A" => (*one, *two),
        [one, two] => (*two, *one),
        _ => panic!("two items"),
    };
    assert_eq!((size(a), a.need.0.as_str()), ("2.5".into(), "weil"));
    assert_eq!(a.value.value.unwrap().to_string(), "8");
    assert!(a.criticality.range.is_some());
    assert_eq!(a.due.unwrap().to_string(), "2027-01-31");
    assert!(a.extra.is_empty(), "{:?}", a.extra);
    assert!(b.value.is_unknown() && b.size.is_unknown() && b.due.is_none());
    assert_eq!(extra(b, "Aufwand"), ["#DIV/0!"]);

    let again = apply(&mut workspace, text.replace("weil", "darum").as_bytes());
    assert_eq!(
        (again.created, again.updated),
        (0, 1),
        "where columns go is remembered"
    );
    let other = import(b"Wat;Nochwas\nA;8\n", &workspace, ids());
    assert!(other.edits.is_empty(), "another header is another file");
}

#[test]
fn a_large_import_tells_how_far_it_is_and_can_be_broken_off() {
    let text = format!("Title\n{}", "a\n".repeat(5_000));
    let mut told = Vec::new();
    let mut wish = Wish {
        name: String::new(),
        today: None,
        mapping: None,
        watch: &mut |progress: Progress| {
            told.push(progress.done);
            progress.done < 3_000
        },
    };
    let outcome = import_with(text.as_bytes(), &Workspace::default(), ids(), &mut wish);
    assert!(outcome.edits.is_empty());
    assert!(says(&outcome, "broken off"), "{:?}", outcome.summary());
    assert!(told.len() > 3 && told.is_sorted());
}

#[test]
fn what_was_chosen_here_is_not_taken_back_by_vague_words() {
    let mut workspace = Workspace::default();
    apply(
        &mut workspace,
        b"Title,Key,Type,Status\na,SH-1,Enabler,Ready\n",
    );
    let outcome = apply(
        &mut workspace,
        b"Title,Key,Type,Status\na,SH-1,Task,To Do\n",
    );
    assert_eq!(item(&workspace, "SH-1").state.word().name, "Ready");
    assert_eq!(item(&workspace, "SH-1").sort.word().name, "Enabler");
    assert_eq!(
        outcome.updated, 1,
        "the words themselves are kept as columns"
    );
}

#[test]
fn sizes_are_never_guessed() {
    let (workspace, outcome) = read("sizes.csv");
    let got: Vec<String> = (1..=9)
        .map(|n| size(item(&workspace, &format!("SH-{n}"))))
        .collect();
    assert_eq!(got, ["5", "13", "?", "?", "?", "7", "2", "?", "2105"]);
    assert_eq!(extra(item(&workspace, "SH-3"), "Story Points"), ["5,0"]);
    assert_eq!(outcome.skipped, 1);
    for words in [
        "no number in 2 cells (“5,0”, “XL”)",
        "no possible size in 2 cells",
        "2 sizes not on the scale: “7”, “2105”",
        "a key that came before: “SH-1”",
        "two different sizes in 1 row (“3”)",
    ] {
        assert!(says(&outcome, words), "{words}: {:#?}", outcome.summary());
    }
    let (workspace, outcome) = read("semicolons.csv");
    let sizes: Vec<String> = workspace.all::<Item>().map(size).collect();
    assert_eq!(sizes, ["5", "0.5"]);
    assert!(says(&outcome, "1 row with totals left out (“Summe”)"));
}

#[test]
fn widths_ids_and_loops_are_told_once_with_a_count() {
    let (_, outcome) = read("widths.csv");
    assert!(says(
        &outcome,
        "2 rows left out, with more cells than there are columns (“5 cells in 4 columns”)"
    ));
    assert!(says(&outcome, "(line 3)"));
    assert!(says(&outcome, "fewer cells than columns in 1 row"));

    let (workspace, outcome) = read("damaged-ids.csv");
    assert!(workspace.all::<Item>().all(|item| item.key.is_empty()));
    let vans = workspace
        .all::<Item>()
        .find(|item| item.title == "Vans")
        .unwrap();
    let lockers = workspace
        .all::<Item>()
        .find(|item| item.title == "Lockers")
        .unwrap();
    assert_eq!(vans.needs.0, [lockers.id]);
    assert_eq!(
        lockers.due.unwrap().to_string(),
        "2026-04-03",
        "22/9 says that days come first"
    );
    assert!(says(
        &outcome,
        "3 keys rounded by a spreadsheet (“1.21143E+15”)"
    ));
    assert!(says(&outcome, "no date in 1 cell"));

    let (workspace, outcome) = read("loop.csv");
    assert!(says(
        &outcome,
        "2 needs left out that would make items wait for each other"
    ));
    assert_eq!(item(&workspace, "SH-3").needs.0.len(), 2);
}

#[test]
fn hostile_text_is_harmless_text() {
    let (workspace, outcome) = read("hostile.csv");
    let titles: Vec<&str> = workspace
        .all::<Item>()
        .map(|item| item.title.as_str())
        .collect();
    assert_eq!(
        titles,
        ["[2J]0;ownedred", "=HYPERLINK(\"http://x\")", "a b"]
    );
    assert!(says(&outcome, "1 row without a title left out"));
    for item in workspace.all::<Item>() {
        let texts = item.extra.iter().map(|entry| &entry.text);
        assert!(
            texts
                .chain([&item.title, &item.note.0])
                .all(|text| text.chars().all(is_allowed))
        );
    }
    assert_eq!(extra(item(&workspace, "SH-1"), "=cmd()"), ["=1+1"]);
}

#[test]
fn what_cannot_be_read_is_told_with_a_next_step() {
    for bytes in [
        &b""[..],
        b"  \n",
        b"PK\x03\x04\x14\0",
        b"\0\0\0",
        b"{\"a\": 1}",
        b"a,b\n1,2\n",
    ] {
        let outcome = import(bytes, &Workspace::default(), ids());
        assert!(outcome.edits.is_empty());
        let problem = outcome.problems.first().unwrap();
        assert_eq!(problem.severity, Severity::Error);
        assert!(!problem.hint.is_empty());
    }
}

#[test]
fn ids_that_run_out_cost_rows_and_nothing_else() {
    let outcome = import(b"Title\na\nb\n", &Workspace::default(), || {
        Id::from_random(1)
    });
    assert_eq!((outcome.created, outcome.skipped), (1, 1));
}

#[test]
fn fifty_thousand_rows_are_no_trouble() {
    let mut text = String::from(
        "Summary,Issue key,Labels,Story Points,Assignee,Inward issue link (Blocks),Sprint\n",
    );
    for n in 1..=50_000 {
        let (label, points, person, sprint) = (n % 7, n % 5, n % 40, n % 90);
        let first = n / 2 * 2 - 1;
        writeln!(
            text,
            "Item {n},SH-{n},l{label},{points},Person {person},SH-{first},Sprint {sprint}"
        )
        .unwrap();
    }
    let started = std::time::Instant::now();
    let outcome = import(text.as_bytes(), &Workspace::default(), ids());
    assert_eq!(outcome.created, 50_000);
    // Unoptimized on a busy machine it takes a few seconds; quadratic work would take hours.
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

/// The folder of real exports, which are not part of the project.
fn samples() -> Option<PathBuf> {
    let named = std::env::var_os("EVENKEEL_SAMPLES").map(PathBuf::from);
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(1);
    named
        .into_iter()
        .chain(above.map(|folder| folder.join("shared/samples")))
        .find(|folder| folder.is_dir())
}

/// Files by the beginning of their names, with the number of items and of sizes in them.
const SAMPLES: &[(&str, usize, usize)] = &[
    ("generic-csv-crlf.trustyai", 64, 0),
    ("generic-csv-jira-like.spektr", 40, 40),
    ("jira-cloud-csv-all-fields", 22, 0),
    ("jira-server-csv-extra-column", 4, 2),
    ("jira-server-csv.zuehlke", 4, 0),
    ("linear-csv.semperos", 10, 3),
    ("linear-import-csv", 1, 0),
    ("plane-csv.karlromets", 1, 0),
    ("plane-csv.linear-linear", 9, 6),
    ("poker-csv-headerless", 0, 0),
    ("storypoints-csv.gpt2sp-duracloud", 666, 666),
    ("storypoints-csv.gpt2sp-jirasoftware", 352, 352),
    ("synthetic/asana", 3, 2),
    ("synthetic/azure-devops-flat", 4, 3),
    ("synthetic/azure-devops-tree", 5, 3),
    ("synthetic/jira-csv-wide", 2, 1),
    ("synthetic/jira-localised", 2, 0),
    ("synthetic/wsjf-sheet", 4, 3),
];

#[test]
#[expect(clippy::print_stderr, reason = "a person reads what the samples gave")]
fn real_exports_give_their_items_and_no_scores() {
    let Some(folder) = samples() else {
        eprintln!("skipped: no folder of samples; name one in EVENKEEL_SAMPLES");
        return;
    };
    let mut files = Vec::new();
    for folder in [folder.clone(), folder.join("synthetic")] {
        files.extend(
            fs::read_dir(folder)
                .into_iter()
                .flatten()
                .flatten()
                .map(|entry| entry.path()),
        );
    }
    for file in files
        .iter()
        .filter(|file| file.extension().is_some_and(|e| e == "csv"))
    {
        let name = file
            .strip_prefix(&folder)
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/");
        let mut workspace = Workspace::default();
        let outcome = apply(&mut workspace, &fs::read(file).unwrap());
        eprintln!("{name}\n  {}", outcome.summary().join("\n  "));
        let items: Vec<&Item> = workspace.all().collect();
        let sized = items.iter().filter(|item| !item.size.is_unknown()).count();
        for item in &items {
            let scores = [item.value, item.criticality, item.risk];
            assert!(
                scores.iter().all(Points::is_unknown),
                "{name}: scored by accident"
            );
            assert!(!item.title.is_empty(), "{name}");
        }
        if let Some((_, count, sizes)) = SAMPLES.iter().find(|(start, ..)| name.starts_with(start))
        {
            assert_eq!((items.len(), sized), (*count, *sizes), "{name}");
        }
    }
}

proptest! {
    #[test]
    fn noise_never_panics_and_stays_bounded(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let outcome = import(&bytes, &Workspace::default(), ids());
        prop_assert!(outcome.created <= bytes.len() && outcome.problems.len() < 50);
    }

    #[test]
    fn noise_below_a_header_still_applies(
        cells in proptest::collection::vec("[ -~\u{1b}\u{202e}éя\"\n;]{0,12}|[0-9]{1,9}|SH-[1-9]|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}", 0..80),
    ) {
        let mut text = String::from("Title,Key,Story Points,Depends on,Due,Status,Labels,Assignee,Anything\n");
        for row in cells.chunks(9) {
            let quoted: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            text += &quoted.join(",");
            text.push('\n');
        }
        apply(&mut Workspace::default(), text.as_bytes());
    }
}
