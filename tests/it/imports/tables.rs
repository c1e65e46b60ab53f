//! Tables with separated cells: every shape, what is kept of them, and what is told.

use std::collections::BTreeSet;

use evenkeel::exchange::import::import;
use evenkeel::model::Workspace;
use evenkeel::model::field::Choice;
use evenkeel::model::item::Item;
use evenkeel::model::person::Person;
use evenkeel::model::text::is_allowed;

use super::{apply, extra, ids, item, name, read, says, size, wished};

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
    check("no-header.csv", "UTF-8", &[], 0);
    check("empty.csv", "", &[], 0);
}

#[test]
fn a_jira_export_keeps_everything() {
    let (workspace, outcome) = read("jira.csv");
    assert_eq!(
        (outcome.created, outcome.people, outcome.format),
        (4, 2, "Jira CSV")
    );
    let queue = item(&workspace, "SH-1");
    assert_eq!(queue.note.as_str(), "Why\nFour ways are three too many.");
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
fn sizes_are_never_guessed() {
    let (workspace, outcome) = read("sizes.csv");
    let got: Vec<String> = (1..=9)
        .map(|n| size(item(&workspace, &format!("SH-{n}"))))
        .collect();
    assert_eq!(
        got,
        ["5", "13", "5", "?", "?", "7", "2", "?", "2105"],
        "no group of thousands has one digit"
    );
    assert_eq!(outcome.skipped, 1);
    for words in [
        "no number in 1 cell (“XL”)",
        "no possible size in 2 cells",
        "2 sizes not on the scale: “7”, “2105”",
        "because the key came before: “SH-1”",
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
        "2 needs left out that would make items wait for each other: “SH-"
    ));
    assert_eq!(item(&workspace, "SH-3").needs.0.len(), 2);
}

#[test]
fn hostile_text_is_harmless_text() {
    let (workspace, outcome) = read("hostile.csv");
    let mut items: Vec<&Item> = workspace.all::<Item>().collect();
    items.sort_by_key(|item| item.place);
    let titles: Vec<&str> = items.iter().map(|item| item.title.as_str()).collect();
    assert_eq!(
        titles,
        ["[2J]0;ownedred", "=HYPERLINK(\"http://x\")", "a b"]
    );
    assert!(says(&outcome, "1 row without a title left out"));
    for item in workspace.all::<Item>() {
        let texts = item.extra.iter().map(|entry| entry.text.as_str());
        assert!(
            texts
                .chain([item.title.as_str(), item.note.as_str()])
                .all(|text| text.chars().all(is_allowed))
        );
    }
    assert_eq!(extra(item(&workspace, "SH-1"), "=cmd()"), ["=1+1"]);
}

#[test]
fn a_line_with_one_name_twice_is_one_of_names() {
    let table = b"Thing,Thing,Status\nFix the login now,x,To Do\nPay later with card,y,Done\n";
    let proposal = |table: &[u8]| import(table, &Workspace::default(), ids()).proposal;
    assert_eq!(proposal(table).written(), "Thing=title");
    let outcome = wished(table, &Workspace::default(), |wish| {
        wish.mapping = Some(proposal(table));
    });
    assert_eq!(outcome.created, 2, "{:#?}", outcome.summary());
    // Where what stands there twice stands below as well, it is a value.
    let values = b"yes,yes,Pay at once\nno,yes,Ship at night\n";
    assert!(!proposal(values).columns.contains_key("yes"));
}

#[test]
fn the_day_something_was_closed_is_the_day_it_was_done() {
    let mut workspace = Workspace::default();
    let table = "Key,Summary,Status,Resolution,Resolved\n\
        A-1,Paid,Done,Done,2026-11-20 10:15\n\
        A-2,Kept,Closed,Won't Do,2026-11-21\n\
        A-3,Soon,Done,Done,some day\n\
        A-4,Next,To Do,,\n";
    apply(&mut workspace, table.as_bytes());
    let done_on = |key| {
        let day = item(&workspace, key).done_on;
        day.map(|day| day.to_string())
    };
    assert_eq!(done_on("A-1").as_deref(), Some("2026-11-20"));
    // What is not done has no such day, and what is no day is none; both stay as they came.
    assert_eq!(
        [done_on("A-2"), done_on("A-3"), done_on("A-4")],
        [None, None, None]
    );
    let kept = |key| extra(item(&workspace, key), "Resolved");
    assert_eq!(
        [kept("A-1"), kept("A-2"), kept("A-3")],
        [vec![], vec!["2026-11-21"], vec!["some day"],]
    );
}

#[test]
fn of_several_cells_that_say_closed_the_one_with_a_day_counts() {
    const FILES: &[(&str, &str)] = &[
        (
            "Key,Summary,Status,Completed,Completed At\nA-1,Paid,Done,true,2026-11-03\n",
            "Completed",
        ),
        (
            "id,name,requester,is_completed,completed_at,state,is_archived\n\
             A-1,Paid,ann@x.example,TRUE,2026/11/03 08:00:00,Completed,FALSE\n",
            "is_completed",
        ),
        (
            r#"[{"gid": "A-1", "name": "Paid", "completed": true, "completed_at": "2026-11-03T09:14:00.000Z", "memberships": []}]"#,
            "Completed",
        ),
    ];
    for (text, kept) in FILES {
        let mut workspace = Workspace::default();
        apply(&mut workspace, text.as_bytes());
        let paid = item(&workspace, "A-1");
        let day = paid.done_on.map(|day| day.to_string());
        assert_eq!(day.as_deref(), Some("2026-11-03"), "{text}");
        assert_eq!(extra(paid, kept).len(), 1, "{text}");
    }
    let due = r#"[{"gid": "A-1", "name": "Pay", "completed": false, "memberships": [], "due_on": null, "due_at": "2027-02-01T17:00:00.000Z"}]"#;
    let mut workspace = Workspace::default();
    apply(&mut workspace, due.as_bytes());
    let due = item(&workspace, "A-1").due.map(|day| day.to_string());
    assert_eq!(due.as_deref(), Some("2027-02-01"));
}

#[test]
fn people_are_told_apart_as_they_are_written() {
    const CELLS: &[(&str, &[&str])] = &[
        ("Lee, Ann; Kim, Bo", &["Kim, Bo", "Lee, Ann"]),
        ("Ann Lee & Bo Kim", &["Ann Lee", "Bo Kim"]),
        ("Ann Lee / Bo Kim", &["Ann Lee", "Bo Kim"]),
        ("Ann Lee and Bo Kim", &["Ann Lee", "Bo Kim"]),
        ("Ann Lee und Bo Kim", &["Ann Lee", "Bo Kim"]),
        ("Research and Development", &["Research and Development"]),
        (
            "ann@x.example; bo@x.example",
            &["ann@x.example", "bo@x.example"],
        ),
        ("Ann Lee, Bo Kim; Cy Roe", &["Ann Lee", "Bo Kim", "Cy Roe"]),
        (
            "van Dyke, Mary Ann; O’Neil, Bo (extern)",
            &["O’Neil, Bo", "van Dyke, Mary Ann"],
        ),
        // One person, with the family name first or last, whoever comes first.
        ("Lee, Ann\",\"Ann Lee", &["Lee, Ann"]),
        ("Ann Lee\",\"Lee, Ann", &["Ann Lee"]),
    ];
    for (cell, names) in CELLS {
        let table = format!("Key,Title,Assignee,Reporter\nA-1,Pay,\"{cell}\"\n");
        let mut workspace = Workspace::default();
        apply(&mut workspace, table.as_bytes());
        let people = workspace.all::<Person>().map(|one| one.name.as_str());
        let people: BTreeSet<&str> = people.collect();
        assert_eq!(people, names.iter().copied().collect(), "{cell}");
    }
    // A column that has one name so has all of them so.
    let table = "Key,Title,Assignee\nA-1,a,\"Okafor, Dana\"\nA-2,b,\"van Dyke, Mary Ann\"\nA-3,c,\"okafor, dana\"\n";
    let mut workspace = Workspace::default();
    apply(&mut workspace, table.as_bytes());
    let people = workspace.all::<Person>().map(|one| one.name.as_str());
    let people: BTreeSet<&str> = people.collect();
    assert_eq!(
        people,
        BTreeSet::from(["Okafor, Dana", "van Dyke, Mary Ann"])
    );
    let table = "Key,Title,Assignee\nA-1,Pay,Dana Okafor <dana@x.example>\nA-2,Ship,\"Okafor, Dana <dana@x.example>\"\n";
    let mut workspace = Workspace::default();
    apply(&mut workspace, table.as_bytes());
    let people: Vec<&Person> = workspace.all::<Person>().collect();
    assert_eq!(
        (people.len(), &people[0].also),
        (1, &vec!["dana@x.example".to_owned()])
    );
}

#[test]
fn labels_and_states_are_read_however_they_are_written() {
    for cell in ["web;pay", "{web,pay}", "[web,pay]", "#web #pay", "web|pay"] {
        let table = format!("Key,Title,Workflow State,Tags\nA-1,Pay,In Progress,\"{cell}\"\n");
        let mut workspace = Workspace::default();
        apply(&mut workspace, table.as_bytes());
        let pay = item(&workspace, "A-1");
        assert_eq!(
            (pay.labels.join(" "), pay.state.word().name),
            ("web pay".into(), "Doing"),
            "{cell}"
        );
    }
    let mut workspace = Workspace::default();
    let table = "ID,Title,state_category,Resolution\nA-1,One,completed,\nA-2,Two,started,\n";
    apply(&mut workspace, table.as_bytes());
    let states = ["A-1", "A-2"].map(|key| item(&workspace, key).state.word().name);
    assert_eq!(states, ["Done", "Doing"]);
}

#[test]
fn everybody_a_file_names_is_a_person() {
    const FILES: &[(&str, &str, &str)] = &[
        (
            r#"[{"number": 5, "title": "Pay", "url": "https://github.com/ann/shop/issues/5", "assignees": [{"login": "ann1"}, {"login": "bo2"}]}]"#,
            "assignees",
            "bo2",
        ),
        (
            r#"{"items": [{"assignees": ["ann1", "bo2"], "title": "Pay", "status": "Todo", "content": {"title": "Pay", "type": "Issue", "number": 5,
                "url": "https://github.com/ann/shop/issues/5"}}]}"#,
            "Assignees",
            "bo2",
        ),
        (
            "Id,Title,Current State,Owned By,Owned By\n1,Pay,started,ann1,bo2\n",
            "Owned By",
            "bo2",
        ),
    ];
    for (text, column, second) in FILES {
        let mut workspace = Workspace::default();
        let outcome = apply(&mut workspace, text.as_bytes());
        assert_eq!(outcome.people, 2, "{text}\n{:#?}", outcome.summary());
        let pay = workspace.all::<Item>().next().unwrap();
        assert_eq!(name(&workspace, pay.owner.0), "ann1", "{text}");
        assert_eq!(extra(pay, column), [*second], "{text}");
    }
}

#[test]
fn created_and_started_days_are_days_of_states() {
    let mut workspace = Workspace::default();
    let table = "Key,Summary,Status,Created,Started,Resolved\n\
        A-1,Paid,Done,2026-11-01 09:00,2026-11-05,2026-11-20\n\
        A-2,Soon,To Do,2026-11-02,2026-12-01,\n\
        A-3,Now,In Progress,some day,2026-11-09,\n";
    apply(&mut workspace, table.as_bytes());
    let history = |key| item(&workspace, key).history.clone();
    assert_eq!(history("A-1"), ["Funnel: 2026-11-01", "Doing: 2026-11-05"]);
    // A start of what nobody has begun is planned, and what is no day is none; the columns stay as they came.
    assert_eq!(history("A-2"), ["Funnel: 2026-11-02"]);
    assert_eq!(history("A-3"), ["Doing: 2026-11-09"]);
    assert_eq!(extra(item(&workspace, "A-2"), "Started"), ["2026-12-01"]);
    assert_eq!(extra(item(&workspace, "A-3"), "Created"), ["some day"]);
}
