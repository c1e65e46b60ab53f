//! A share is of all: what has no allocation is a part of its own, by its name, in every output.

use std::process::Command;

use chrono::NaiveDate;
use evenkeel::desk::file::{File, Home};
use evenkeel::desk::preferences::Preferences;
use evenkeel::model::bucket::Bucket;
use evenkeel::model::increment::Increment;
use evenkeel::model::item::Item;
use evenkeel::scoring::findings::{FINDINGS, Reason, findings};
use evenkeel::scoring::forecast::roadmap::Roadmap;
use evenkeel::scoring::plan::allocation::Status;
use evenkeel::shell::App;
use evenkeel::store;
use proptest::prelude::*;
use ratatui::layout::Size;

use crate::journeys::notice;
use crate::screens::{dark, drawn, press};
use crate::support::words;

/// The board of a workspace on a day before its increment.
pub(crate) fn board(text: &str, width: u16, height: u16) -> App {
    let (workspace, problems) = store::parse(text).unwrap();
    assert_eq!(problems, []);
    let size = Size { width, height };
    let today = NaiveDate::from_ymd_opt(2026, 11, 30);
    let file = File::new(Home::Demo, Vec::new());
    App::new(workspace, file, Preferences::default(), 1, size, today)
}

/// What the program prints of a workspace.
pub(crate) fn printed(args: &str, text: &str) -> String {
    let home = tempfile::TempDir::new().unwrap();
    let path = home.path().join("it.ron");
    std::fs::write(&path, text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_evenkeel"));
    command.args(args.split_whitespace()).arg(&path);
    command.env_clear().env("HOME", home.path());
    let out = command.output().unwrap();
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(out.status.success(), "{said}");
    String::from_utf8(out.stdout).unwrap()
}

/// The words on the screen with every break of a line as one blank.
pub(crate) fn flat(app: &App) -> String {
    let screen = words(&drawn(app, &dark()));
    let inside = screen.replace(['│', '┃', '║', '▐', '▌', '▏'], " ");
    inside.split_whitespace().collect::<Vec<_>>().join(" ")
}

const SHARES: &str = include_str!("fixtures/plan/shares.ron");

#[test]
fn what_has_no_allocation_is_a_part_of_its_own_everywhere() {
    let part = "none set 66 % (4 items, 20 points)";
    for args in [
        "show balance",
        "show plan",
        "export svg-gauges -o -",
        "export html -o -",
    ] {
        let said = printed(args, SHARES);
        assert!(said.contains(part), "{args}: {said}");
    }
    for args in ["export markdown -o -", "export pi-sheet -o -"] {
        let said = printed(args, SHARES);
        let line = said.lines().find(|line| line.starts_with("| None set"));
        let line = line.unwrap_or_else(|| panic!("{args}: {said}"));
        let cells = line.split('|').map(|cell| cell.replace([' ', '%'], ""));
        let cells: Vec<String> = cells.collect();
        assert!(cells.contains(&"66".to_owned()), "{args}: {line}");
        assert!(cells.contains(&"20".to_owned()), "{args}: {line}");
    }
    for (keys, width, height) in [
        ("g b", 200, 60),
        ("g b", 120, 35),
        ("g b", 80, 24),
        ("g p", 200, 60),
        ("g p", 120, 35),
    ] {
        let mut app = board(SHARES, width, height);
        press(&mut app, keys);
        assert!(flat(&app).contains("none set 66 %"), "{}", flat(&app));
    }
}

#[test]
fn nothing_is_said_to_be_off_that_the_rest_can_set_right() {
    let said = printed("show balance", SHARES);
    assert!(
        said.contains("Business: 17 %, aim 70 %, not known yet"),
        "{said}"
    );
    assert!(!printed("show findings", SHARES).contains("off its target mix"));
    // Where the rest is small it cannot.
    let text = SHARES.replace(
        "size: 5, bucket: \"technical\"",
        "size: 100, bucket: \"technical\"",
    );
    let said = printed("show balance", &text);
    assert!(said.contains("Technical: 80 %, aim 20 %, over"), "{said}");
    assert!(said.contains("Business: 4 %, aim 70 %, under"), "{said}");
    assert!(printed("show findings", &text).contains("off its target mix"));
}

#[test]
fn a_share_of_what_is_known_says_so() {
    let text = SHARES.replacen("size: 5, bucket: \"business\"", "bucket: \"business\"", 1);
    let words = "of what is known, 1 without size";
    for args in [
        "show balance",
        "show plan",
        "export markdown -o -",
        "export svg-gauges -o -",
    ] {
        let said = printed(args, &text);
        assert!(said.contains(words), "{args}: {said}");
    }
    // Nothing but unknown sizes is no share of zero.
    let text = SHARES.replace(" size: 5,", "");
    let said = printed("show balance", &text);
    assert!(
        said.contains("none set (4 items, no points known)"),
        "{said}"
    );
    assert!(said.contains("Business: no data"), "{said}");
}

#[test]
fn a_verdict_waits_for_the_sizes_that_can_change_it() {
    let text = SHARES.replacen("size: 5, bucket: \"business\"", "bucket: \"business\"", 1);
    let text = text.replace("bucket: \"technical\"", "size: 60, bucket: \"technical\"");
    let text = text.replace("size: 5, size: 60", "size: 60");
    let said = printed("show balance", &text);
    // The one of Business may be of 20 points, but no size of it lifts Exploration.
    assert!(said.contains("Business: 0 %, aim 70 %, under"), "{said}");
    let text = text.replace("size: 60", "size: 1");
    let text = text.replace("size: 5, increment", "increment");
    let said = printed("show balance", &text);
    assert!(
        said.contains("Business: 0 %, aim 70 %, not known yet"),
        "{said}"
    );
    assert!(
        said.contains("Technical: 100 %, aim 20 %, not known yet"),
        "{said}"
    );
    assert!(!printed("check", &text).contains("shares of the effort"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn every_output_has_the_same_whole_percents_and_they_add_up(
        items in prop::collection::vec((prop::option::weighted(0.9, 1_i64..20), 0_usize..4), 1..8),
    ) {
        let buckets = ["business", "technical", "exploration"];
        let item = |(at, (size, bucket)): (usize, &(Option<i64>, usize))| {
            let size = size.map_or_else(String::new, |size| format!("size: {size}, "));
            let bucket = buckets.get(*bucket);
            let bucket = bucket.map_or_else(String::new, |name| format!("bucket: \"{name}\", "));
            format!("(id: \"i{at}\", title: \"T{at}\", {size}{bucket}increment: \"incr01\"),\n")
        };
        let all: String = items.iter().enumerate().map(item).collect();
        let (begin, _) = SHARES.split_once("    items: [").unwrap();
        let text = format!("{begin}    items: [\n{all}    ],\n)");
        let app = board(&text, 120, 35);
        let balance = &app.desk.derived.evaluation.balance;
        let allocation = balance.allocation.as_ref().unwrap();
        let parts = allocation.buckets.iter().chain(&allocation.none);
        let percents: Vec<u8> = parts.filter_map(|part| Some(part.mix?.percent)).collect();
        if percents.is_empty() {
            return Ok(());
        }
        prop_assert_eq!(percents.iter().copied().map(u32::from).sum::<u32>(), 100);
        let seen = app.desk.seen();
        let evaluation = &app.desk.derived.evaluation;
        let roadmap = Roadmap::default();
        let found = findings(&FINDINGS, seen, evaluation, None, &roadmap, app.desk.derived.today);
        let off = found.iter().find(|one| matches!(one.reason, Reason::OffTarget { .. }));
        let off = off.map(|one| one.reason.words(seen)).unwrap_or_default();
        let plan = printed("show plan", &text);
        let unknown = items.iter().filter(|(size, _)| size.is_none()).count();
        for (id, bucket) in balance.buckets.iter().zip(&allocation.buckets) {
            let mix = bucket.mix.unwrap();
            let said = format!("{} {} %", seen.name::<Bucket>(*id), mix.percent);
            prop_assert!(plan.contains(&said), "{}: {}", said, plan);
            let is_off = matches!(mix.status, Status::Over | Status::Under);
            prop_assert_eq!(off.contains(&said), is_off, "{}: {}", said, off);
        }
        let known = format!("of what is known, {unknown} without size");
        prop_assert_eq!(plan.contains(&known), unknown > 0, "{}", plan);
        prop_assert_eq!(off.contains(&known), unknown > 0 && !off.is_empty(), "{}", off);
    }
}

/// The bucket of each item, by its title.
fn buckets(app: &App) -> Vec<(String, String)> {
    let items = app.desk.workspace.all::<Item>();
    let each = items.map(|item| {
        let bucket = app.desk.workspace.name::<Bucket>(item.bucket.0);
        (item.title.clone(), bucket.to_owned())
    });
    each.collect()
}

#[test]
fn one_key_gives_every_kind_its_allocation_as_one_step() {
    let kinds = "Feature Enabler Refactoring TechDebt Upgrade Stability Defect Compliance Spike";
    let items = |more: &str| -> String {
        let kinds = kinds.split_whitespace();
        let item =
            |kind| format!("(id: \"{kind}\", title: \"{kind}\", sort: {kind}, size: 1, {more}),");
        kinds.map(item).collect()
    };
    let file = |settings: &str, names: [(&str, u32); 3], items: &str| {
        let bucket = |(at, (name, share)): (usize, (&str, u32))| {
            format!("(id: \"b{at}\", name: \"{name}\", share: {share}, place: {at}),")
        };
        let buckets: String = names.into_iter().enumerate().map(bucket).collect();
        format!("(schema: \"1.0\", settings: ({settings}), buckets: [{buckets}], items: [{items}])")
    };
    let after = |text: &str| {
        let mut app = board(text, 200, 60);
        let before = app.desk.workspace.clone();
        assert!(
            flat(&app).contains("% gives 9 items the allocation of their kind"),
            "{}",
            flat(&app)
        );
        press(&mut app, "%");
        assert!(
            notice(&app).starts_with("9 items allocated by kind"),
            "{}",
            notice(&app)
        );
        assert!(!flat(&app).contains("none set"), "{}", flat(&app));
        let found = buckets(&app);
        press(&mut app, "u");
        assert!(app.desk.workspace == before);
        found
            .into_iter()
            .map(|(title, bucket)| format!("{title} {bucket}"))
            .collect::<Vec<_>>()
    };
    let said = |new: &str, technical: &str, spike: &str| -> Vec<String> {
        let of = |kind| match kind {
            "Feature" | "Compliance" => new,
            "Spike" => spike,
            _ => technical,
        };
        let mut all: Vec<String> = kinds
            .split_whitespace()
            .map(|kind| format!("{kind} {}", of(kind)))
            .collect();
        all.sort();
        all
    };
    let sorted = |text: &str| {
        let mut all = after(text);
        all.sort();
        all
    };
    // By the names, whatever their shares are.
    let named = [("Technical", 60), ("Exploration", 30), ("Business", 10)];
    assert_eq!(
        sorted(&file("", named, &items(""))),
        said("Business", "Technical", "Exploration")
    );
    // Names that say nothing: by the shares.
    let plain = [("Blue", 10), ("Green", 20), ("Red", 70)];
    assert_eq!(
        sorted(&file("", plain, &items(""))),
        said("Red", "Green", "Blue")
    );
    // The settings say otherwise for a kind.
    let stated = "allocation_by_kind: [\"Feature: blue\", \"tech debt = Red\", \"\"]";
    let found = sorted(&file(stated, plain, &items("")));
    assert!(
        found.contains(&"Feature Blue".to_owned()) && found.contains(&"TechDebt Red".to_owned()),
        "{found:?}"
    );
    assert!(found.contains(&"Compliance Red".to_owned()), "{found:?}");
    // What is set or closed stays as it is.
    for more in ["bucket: \"b1\"", "state: Done"] {
        let mut app = board(&file("", plain, &items(more)), 200, 60);
        press(&mut app, "%");
        assert!(
            notice(&app).starts_with("every open item has an allocation"),
            "{}",
            notice(&app)
        );
    }
}

#[test]
fn a_line_of_the_map_that_names_nothing_is_told() {
    let text = SHARES.replace(
        "settings: (",
        "settings: (allocation_by_kind: [\"Featur: Business\", \"Spike: Gone\"], ",
    );
    let mut app = board(&text, 200, 60);
    press(&mut app, "%");
    for line in ["“Featur: Business”", "“Spike: Gone”"] {
        assert!(notice(&app).contains(line), "{}", notice(&app));
    }
}

#[test]
fn a_capacity_by_the_start_rule_says_so_in_the_plain_plan() {
    let of = |velocity: &str| {
        printed(
            "show plan",
            &format!(
                "(schema: \"1.0\", settings: (increment: \"p\"), teams: [(id: \"t\", name: \"Team\", velocity: [{velocity}])],
                increments: [(id: \"p\", name: \"PI 1\", starts: \"2027-01-04\", ends: \"2027-01-15\")],
                iterations: [(id: \"i\", name: \"I1\", increment: \"p\", starts: \"2027-01-04\", ends: \"2027-01-15\")],
                availability: [(id: \"a\", team: \"t\", iteration: \"i\", people: 5, away: 2)])"
            ),
        )
    };
    let said = of("");
    assert!(
        said.contains("0 of 38 points: it fits; 38 points by the start rule: 8 a person"),
        "{said}"
    );
    assert!(!of("30, 30, 30").contains("start rule"));
}

#[test]
fn where_no_increment_is_coming_a_key_writes_the_next() {
    let begun = |increments: &str| {
        let mut app = board(&format!("(schema: \"1.0\", {increments})"), 120, 35);
        press(&mut app, "N Ctrl-s");
        let coming = app.desk.derived.evaluation.race.coming;
        let one = coming.and_then(|id| app.desk.workspace.get::<Increment>(id));
        let one = one.unwrap_or_else(|| panic!("{}", notice(&app)));
        let days = [one.starts, one.ends].map(|day| day.unwrap().to_string());
        (one.name.clone(), days)
    };
    let first = begun("");
    assert_eq!(
        first,
        (
            "PI 1".to_owned(),
            ["2026-11-30", "2027-02-05"].map(str::to_owned)
        )
    );
    let next = begun(
        "increments: [(id: \"p\", name: \"PI 26.4\", starts: \"2026-09-07\", ends: \"2026-11-13\")]",
    );
    assert_eq!(
        next,
        (
            "PI 26.5".to_owned(),
            ["2026-11-30", "2027-02-05"].map(str::to_owned)
        )
    );
    let named = begun(
        "increments: [(id: \"p\", name: \"Autumn\", starts: \"2026-09-07\", ends: \"2026-11-20\")]",
    );
    assert_eq!(
        named,
        (
            "Autumn 2".to_owned(),
            ["2026-11-30", "2027-02-05"].map(str::to_owned)
        )
    );
    // Where one is coming the key goes on from it.
    let mut app = board(SHARES, 120, 35);
    press(&mut app, "N");
    assert!(flat(&app).contains("PI 27.2"), "{}", flat(&app));
    // The view that misses it offers it.
    let mut app = board("(schema: \"1.0\")", 120, 35);
    press(&mut app, "g p");
    assert!(
        flat(&app).contains("N makes the first interval"),
        "{}",
        flat(&app)
    );
}

/// A plan of which one item of three is classed.
const CLASSES: &str = "(schema: \"1.0\", settings: (increment: \"p\"),
    buckets: [(id: \"b\", name: \"Business\", share: 70, place: 1), (id: \"t\", name: \"Technical\", share: 30, place: 2)],
    increments: [(id: \"p\", name: \"PI\", starts: \"2026-12-01\", ends: \"2027-02-09\", capacity: 60)],
    items: [
        (id: \"a\", title: \"A\", value: 5, criticality: 3, risk: 2, size: 8, moscow: Must, increment: \"p\"),
        (id: \"b\", title: \"B\", value: 5, criticality: 3, risk: 2, size: 8, increment: \"p\"),
        (id: \"c\", title: \"C\", value: 5, criticality: 3, risk: 2, size: 8, increment: \"p\"),
    ])";

#[test]
fn what_has_no_class_is_a_part_of_its_own_and_no_alarm() {
    for args in ["show balance", "show plan", "export html -o -"] {
        let said = printed(args, CLASSES);
        let part = "Must 33 % of the effort (limit 60 %), none set 67 %";
        assert!(said.contains(part), "{args}: {said}");
    }
    assert!(!printed("show findings", CLASSES).contains("is Must"));
    // Two of three are too many, whatever the third is.
    let musts = CLASSES.replacen("size: 8, increment", "size: 8, moscow: Must, increment", 1);
    let said = printed("show findings", &musts);
    assert!(said.contains("67 % of the effort"), "{said}");
    // Nothing is said of classes where nothing has one.
    let none = CLASSES.replace("moscow: Must, ", "");
    assert!(!printed("show balance", &none).contains("Must"));
}
