//! The plan for others: the sheet of the coming increment, and its days in a calendar.

use chrono::NaiveDate;
use evenkeel::edit::{self, Edit};
use evenkeel::exchange::audience::Disclosure;
use evenkeel::exchange::export::{self, Content, ExportWish, FORMATS};
use evenkeel::model::Workspace;
use evenkeel::model::audience::Audience;
use evenkeel::model::event::TrainEvent;
use evenkeel::model::field::Value;
use evenkeel::model::record::Declared;
use evenkeel::model::settings::Lens;
use evenkeel::scoring::evaluation::evaluate;
use evenkeel::scoring::survey::survey;

use super::hostile::TITLES;
use super::{exported, text};
use crate::samples::{SAMPLE, field, id, workspace};

/// The lines of a calendar as a reader sees them: folds taken away.
fn lines(calendar: &str) -> Vec<String> {
    assert!(calendar.ends_with("END:VCALENDAR\r\n"), "{calendar}");
    assert_eq!(
        calendar.matches('\n').count(),
        calendar.matches("\r\n").count()
    );
    assert_eq!(
        calendar.matches('\r').count(),
        calendar.matches("\r\n").count()
    );
    assert!(
        calendar.split("\r\n").all(|line| line.len() <= 75),
        "folded"
    );
    let whole = calendar.replace("\r\n ", "");
    whole.lines().map(str::to_owned).collect()
}

/// The entry with this id.
fn entry(lines: &[String], uid: &str) -> String {
    let all = lines.join("\n");
    let mut entries = all.split("BEGIN:VEVENT\n").skip(1);
    let found = entries.find(|entry| entry.contains(&format!("UID:{uid}\n")));
    found
        .unwrap_or_else(|| panic!("no {uid} in {all}"))
        .to_owned()
}

#[test]
fn the_calendar_has_whole_days_that_stay_themselves() {
    let text = text(&workspace(super::SECRETS), Audience::Shared, "ics");
    let lines = lines(&text);
    let increment = entry(&lines, "increment-i@evenkeel");
    assert!(
        increment.contains("DTSTART;VALUE=DATE:20270104\n"),
        "{increment}"
    );
    assert!(
        increment.contains("DTEND;VALUE=DATE:20270313\n"),
        "the day after"
    );
    assert!(
        increment.contains("SUMMARY:PI of (private)\n"),
        "{increment}"
    );
    assert!(
        increment.contains("DTSTAMP:19700101T000000Z\n"),
        "{increment}"
    );
    for (uid, summary) in [
        ("iteration-j", "PI of (private) I of (private)"),
        ("milestone-m", "Milestone: Plain"),
        ("event-e", "As (private) said"),
        ("risk-r", "Look again at the risk: (private) leaves"),
        (
            "dependency-d",
            "Awaited: what (private) makes\\, from (private)",
        ),
    ] {
        let entry = entry(&lines, &format!("{uid}@evenkeel"));
        assert!(entry.contains(&format!("SUMMARY:{summary}\n")), "{entry}");
    }
    let begun = lines.iter().filter(|line| *line == "BEGIN:VEVENT").count();
    assert_eq!(begun, 6, "a day for each");
    let free = lines.iter().filter(|line| *line == "TRANSP:TRANSPARENT");
    assert_eq!(free.count(), begun, "nobody is busy on all these days");
    assert!(lines.contains(&"X-WR-CALNAME:Backlog".to_owned()));
    let again = super::text(&workspace(super::SECRETS), Audience::Shared, "ics");
    assert_eq!(text, again, "no chance, no clock");
}

#[test]
fn the_stamp_is_the_day_of_the_export() {
    let workspace = workspace(SAMPLE);
    let evaluation = evaluate(&workspace, Lens::Wsjf, None);
    let today = NaiveDate::from_ymd_opt(2026, 11, 22);
    let matter = Content {
        workspace: &workspace,
        evaluation: &evaluation,
        survey: &survey(&workspace, &evaluation, today),
        items: &evaluation.ranked,
        disclosure: &Disclosure::private(),
        session: None,
        earlier: None,
        today,
        wish: ExportWish::default(),
    };
    let export = export::format("ics").unwrap().made(&matter).unwrap();
    let lines = lines(&String::from_utf8(export.bytes).unwrap());
    let mut stamps = lines.iter().filter(|line| line.starts_with("DTSTAMP"));
    assert!(stamps.all(|line| line == "DTSTAMP:20261122T000000Z"));
    assert!(lines.iter().all(|line| !line.is_empty()));
}

#[test]
fn no_name_begins_a_line_of_a_calendar() {
    let inject = "x\r\nEND:VEVENT\r\nBEGIN:VALARM\nATTACH:file:///etc\r,;\\n\u{2028}y\u{85}z";
    for title in TITLES.into_iter().chain([inject]) {
        let mut workspace = workspace(super::SECRETS);
        edit::apply(
            &mut workspace,
            vec![Edit::Set {
                kind: TrainEvent::KIND,
                id: id("e"),
                field: field::<TrainEvent>("name"),
                value: Value::Text(title.to_owned()),
            }],
        )
        .unwrap();
        let text = text(&workspace, Audience::Private, "ics");
        let lines = lines(&text);
        let known = [
            "BEGIN:VCALENDAR",
            "VERSION:",
            "PRODID:",
            "CALSCALE:",
            "BEGIN:VEVENT",
            "END:VEVENT",
            "UID:",
            "DTSTAMP:",
            "DTSTART;",
            "DTEND;",
            "NAME:",
            "X-WR-CALNAME:",
            "TRANSP:TRANSPARENT",
            "SUMMARY:",
            "END:VCALENDAR",
        ];
        for line in &lines {
            assert!(
                known.iter().any(|known| line.starts_with(known)),
                "{line:?}"
            );
            assert!(!line.chars().any(char::is_control), "{line:?}");
        }
        let begun = lines.iter().filter(|line| *line == "BEGIN:VEVENT").count();
        assert_eq!(begun, 6, "{title:?}");
    }
}

#[test]
fn an_export_with_nothing_in_it_says_so_and_makes_no_file() {
    for format in FORMATS {
        let empty = exported(
            &Workspace::default(),
            Lens::Wsjf,
            Audience::Shared,
            format.name,
        );
        let said = empty.notes.concat();
        let name = format.name;
        assert!(
            said.starts_with("there is nothing to export: "),
            "{name}: {said}"
        );
        assert!(said.contains(" · "), "{name} says what to do: {said}");
        assert!(empty.bytes.is_empty(), "{name}");
    }
}

#[test]
fn the_sheet_of_the_sample() {
    let sheet = text(&workspace(SAMPLE), Audience::Shared, "pi-sheet");
    insta::assert_snapshot!("pi_sheet", sheet);
}

#[test]
fn a_sheet_says_what_is_not_known() {
    let sheet = text(&workspace(super::SECRETS), Audience::Shared, "pi-sheet");
    for said in [
        "# PI of (private)\n",
        "| All |  | 0 | 0 | 80 | it fits |",
        "PI of (private) describes 1 of 5 iterations: 4 are taken to be there, 14 days long.",
        "| As (private) said | (private)'s team | Committed | ? | – |",
        "| 1 February 2027 | Plain | open |",
        "| ? | (private) leaves | ?, ? | (private) | ask (private) |",
        "| 21 January 2027 | what (private) makes | (private) | Asked |",
        "| 0 | 1 | 0 | 0 | 0 |",
    ] {
        assert!(sheet.contains(said), "{said} is not in {sheet}");
    }
}

#[test]
fn what_is_over_needs_no_day_in_the_calendar() {
    let calendar = |over: bool| {
        let (promise, roam, state) = if over {
            ("Delivered", "Resolved", "Done")
        } else {
            ("Asked", "Owned", "Ready")
        };
        let file = format!(
            r#"(schema: "1.0", items: [(id: "x", title: "An item", key: "K-7", state: {state}, review: "2027-02-01", due: "2027-02-05")],
            dependencies: [(id: "d", text: "A promise", due: "2027-02-02", state: {promise})],
            risks: [(id: "r", text: "A risk", roam: {roam}, review: "2027-02-03")],
            milestones: [(id: "m", name: "A milestone", due: "2027-02-04")])"#
        );
        text(&workspace(&file), Audience::Shared, "ics")
    };
    let (open, over) = (calendar(false), calendar(true));
    for name in [
        "Look again: K-7 An item",
        "Due: K-7 An item",
        "A promise",
        "A risk",
    ] {
        assert!(open.contains(name), "{name} is not in {open}");
        assert!(!over.contains(name), "{name} is in {over}");
    }
    assert!(over.contains("A milestone"));
}

#[test]
fn whoever_has_a_mail_address_is_invited_in_a_calendar_for_the_author_alone() {
    let workspace = workspace(
        r#"(schema: "1.0",
        people: [
            (id: "ana", name: "Ana \"A\" Lund, Dr; x", also: ["AL", "ana.lund@shop.example"]),
            (id: "bo", name: "Bo", channel: "mail to bo@shop.example on Tuesdays"),
            (id: "cy", name: "Cy", channel: "a call"),
        ],
        events: [(id: "e", name: "Sync", date: "2026-11-20", people: ["ana", "cy"])],
        conversations: [(id: "c", about: "ask Bo", people: ["bo"], due: "2026-11-21")],
    )"#,
    );
    let lines = |audience| {
        let text = text(&workspace, audience, "ics").replace("\r\n ", "");
        let invited = text.lines().filter(|line| line.starts_with("ATTENDEE"));
        invited
            .map(|line| line.trim_end().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(lines(Audience::Shared), [] as [String; 0]);
    let private = lines(Audience::Private);
    assert_eq!(private.len(), 2, "{private:?}");
    assert!(
        private[0].contains(r#"CN="Ana 'A' Lund, Dr; x""#),
        "{private:?}"
    );
    assert!(
        private[0].ends_with(":mailto:ana.lund@shop.example"),
        "{private:?}"
    );
    assert!(
        private[1].ends_with(":mailto:bo@shop.example"),
        "{private:?}"
    );
    let shared = text(&workspace, Audience::Shared, "ics");
    assert!(!shared.contains("shop.example"), "{shared}");
}

#[test]
fn a_sheet_says_what_changed_since_the_last_one() {
    let of = |items: &str| {
        workspace(&format!("(schema: \"1.0\",
            people: [(id: \"zeb\", name: \"Zebulon\", hidden: true)],
            teams: [(id: \"red\", name: \"Red\"), (id: \"blue\", name: \"Blue\")],
            increments: [(id: \"pi\", name: \"PI 1\", starts: \"2027-01-04\", ends: \"2027-01-31\"), (id: \"po\", name: \"PI 2\")],
            iterations: [(id: \"i1\", name: \"I1\", increment: \"pi\"), (id: \"i2\", name: \"I2\", increment: \"pi\")],
            settings: (increment: \"pi\"), items: [{items}])"))
    };
    let item = |id: &str, rest: &str| format!("(id: \"{id}\", title: \"{id}\", {rest}),");
    let before = of(&[
        item("same", "increment: \"pi\", iteration: \"i1\", size: 3"),
        item(
            "late",
            "increment: \"pi\", iteration: \"i1\", team: \"red\", size: 3",
        ),
        item("away", "increment: \"pi\""),
        item("out", "increment: \"pi\""),
        item("gone", "increment: \"pi\""),
        item("parked", "increment: \"pi\""),
        item("new", "size: 2"),
    ]
    .concat());
    let now = of(&[
        item(
            "same",
            "increment: \"pi\", iteration: \"i1\", size: 3, note: \"read\"",
        ),
        item(
            "late",
            "increment: \"pi\", iteration: \"i2\", team: \"blue\", size: 5, state: Done",
        ),
        item("away", "increment: \"po\""),
        item("out", ""),
        item("parked", "increment: \"pi\", state: Parked"),
        item("new", "increment: \"pi\", iteration: \"i2\", size: 2"),
        "(id: \"zz\", title: \"As Zebulon said\", increment: \"pi\"),".to_owned(),
    ]
    .concat());
    let sheet = |before: Option<&Workspace>| {
        let earlier = before.map(|before| ("20 Nov 2026".to_owned(), before.clone()));
        let evaluation = evaluate(&now, Lens::Wsjf, None);
        let items: Vec<_> = evaluation.all(&now);
        let content = Content {
            workspace: &now,
            evaluation: &evaluation,
            survey: &survey(&now, &evaluation, None),
            items: &items,
            disclosure: &Disclosure::shared(&now, Lens::Wsjf),
            session: None,
            earlier: earlier.as_ref(),
            today: None,
            wish: ExportWish::default(),
        };
        let made = export::format("pi-sheet").unwrap().made(&content).unwrap();
        String::from_utf8(made.bytes).unwrap()
    };
    assert!(!sheet(None).contains("What changed"));
    assert!(sheet(Some(&now)).contains("Nothing changed in the plan since 20 Nov 2026."));
    let changed = sheet(Some(&before));
    assert!(changed.contains("Since 20 Nov 2026."), "{changed}");
    let (_, table) = changed.split_once("## What changed").expect("the table");
    let rows: Vec<Vec<&str>> = table
        .lines()
        .skip_while(|line| !line.starts_with("|---"))
        .skip(1)
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert_eq!(
        rows,
        [
            vec!["away", "moved to PI 2"],
            vec!["new", "new in the plan, in I2"],
            vec!["out", "taken out of the plan"],
            vec!["As (private) said", "new in the plan"],
            vec!["parked", "taken out, parked"],
            vec!["gone", "deleted"],
            vec!["late", "done, from I1 to I2, from Red to Blue, size 3 to 5"],
        ],
        "{changed}"
    );
}

#[test]
fn vision_contacts_and_calendar_say_who_hears_what_and_name_nobody_private() {
    let text = r#"(schema: "1.0", product: (name: "Shop", audience: "people", not_doing: ["Parcels"]),
        people: [
            (id: "ana", name: "Ana", power: High, interest: High, every_days: 10, channel: "a call"),
            (id: "kim", name: "Kim Secret", hidden: true, power: High, interest: High, every_days: 10),
        ],
        contacts: [
            (id: "c1", person: "ana", day: "2026-11-20", what: "Prices", promise: "A draft", promise_due: "2026-12-04"),
            (id: "c2", person: "kim", day: "2026-11-20", what: "Prices", promise: "A secret", promise_due: "2026-12-05"),
        ],
        themes: [(id: "t", name: "Fast money", weight: 100)],
        items: [
            (id: "a", title: "Pay", theme: "t", requester: "ana"),
            (id: "b", title: "Other"),
        ],
        decisions: [(id: "d", about: "Pay", item: "a", date: "2026-11-25", outcome: Commit)])"#;
    let made = |text: &str, format: &str| {
        let workspace = workspace(text);
        let today = NaiveDate::from_ymd_opt(2026, 12, 1);
        let wish = ExportWish::default();
        let made = super::wished(
            &workspace,
            (Lens::Wsjf, Audience::Shared),
            today,
            wish,
            format,
        );
        made.map(|made| String::from_utf8(made.bytes).expect("text"))
    };
    let has = |format: &str, all: &[&str]| {
        let made = made(text, format).expect("something");
        for said in all {
            assert!(made.contains(said), "{said} is not in {made}");
        }
        assert!(!made.contains("Kim") && !made.contains("secret"), "{made}");
        made
    };
    has(
        "contacts",
        &[
            "| Ana | manage closely | 10 days | 20 Nov 2026 | 30 Nov 2026 | a call |",
            "| Pay: Yes, plan it |",
            "| 4 Dec 2026 | Ana | A draft |",
        ],
    );
    has(
        "ics",
        &[
            "SUMMARY:Speak with Ana",
            "DTSTART;VALUE=DATE:20261201",
            "SUMMARY:Promised to Ana: A draft",
        ],
    );
    let vision = has(
        "vision",
        &["For people who", "- Parcels", "| Fast money |", "Pay"],
    );
    assert!(
        !vision.contains("Other"),
        "what serves no theme is left out: {vision}"
    );
    let bare = made(
        r#"(schema: "1.0", product: (name: "Shop"), items: [(id: "a", title: "A")])"#,
        "vision",
    );
    assert!(
        bare.unwrap_err().contains("no vision yet"),
        "a name says nothing"
    );
}
