//! JSON of tools: what each file gives, and what each leaves out.

use evenkeel::edit;
use evenkeel::exchange::import::{FORMATS, Import, ImportFormat, Mapping, import};
use evenkeel::model::Workspace;
use evenkeel::model::field::Choice;
use evenkeel::model::item::Item;
use evenkeel::model::points::Points;

use super::{apply, extra, fixture, ids, item, name, read, says, size, wished};

/// Reads a file and checks its format and how many items it has and leaves out.
fn check(file: &str, format: &str, items: usize, skipped: usize) -> (Workspace, Import) {
    let (workspace, outcome) = read(file);
    assert_eq!(
        (outcome.format, outcome.created, outcome.skipped),
        (format, items, skipped),
        "{file}: {:#?}",
        outcome.summary()
    );
    for item in workspace.all::<Item>() {
        let unscored = [item.value, item.criticality, item.risk];
        assert!(unscored.iter().all(Points::is_unknown), "{file}");
    }
    (workspace, outcome)
}

fn state(workspace: &Workspace, key: &str) -> &'static str {
    item(workspace, key).state.word().name
}

fn needs<'w>(workspace: &'w Workspace, key: &str) -> Vec<&'w str> {
    let firsts = item(workspace, key).needs.0.iter();
    let firsts = firsts.filter_map(|id| workspace.get::<Item>(*id));
    firsts.map(|item| item.key.as_str()).collect()
}

#[test]
fn jira_gives_what_a_search_gives() {
    let (workspace, outcome) = check("jira.json", "Jira JSON", 3, 0);
    let queue = item(&workspace, "SH-1");
    assert_eq!(queue.title, "One queue for refunds");
    assert_eq!(queue.note.as_str(), "Why\n- Four ways are too many");
    assert_eq!(queue.labels, ["refund", "one, two"]);
    assert_eq!(
        (size(queue), state(&workspace, "SH-1")),
        ("8".into(), "Doing")
    );
    assert_eq!(name(&workspace, queue.owner.0), "Ines Duarte");
    assert_eq!(name(&workspace, queue.requester.0), "Oskar Lund");
    assert_eq!(queue.link, "https://shop.example/browse/SH-1");
    assert_eq!(queue.due.unwrap().to_string(), "2027-01-31");
    for (column, texts) in [
        ("status", &["Waiting for supplier"][..]),
        ("priority", &["High"]),
        ("fixVersions", &["3.1", "3.2"]),
        ("parent", &["SH-9"]),
        ("Custom field (Business Value)", &["20"]),
        ("Custom field (Customer)", &["Retail"]),
        ("Custom field (Sprint)", &["Rails 7", "Rails 8"]),
        ("Inward issue link (Relates)", &["SH-3"]),
        (
            "comment",
            &["2026-11-03T09:00:00.000+0100;Ines Duarte;First; with a semicolon"],
        ),
        ("watches", &[]),
    ] {
        assert_eq!(extra(queue, column), texts, "{column}");
    }
    assert_eq!(needs(&workspace, "SH-2"), ["SH-1"]);
    assert_eq!(needs(&workspace, "SH-3"), ["SH-2"]);
    assert_eq!(
        item(&workspace, "SH-2").note.as_str(),
        "As text.\nTwo lines."
    );
    assert_eq!(state(&workspace, "SH-2"), "Declined");
    assert_eq!(size(item(&workspace, "SH-2")), "?");
    for words in [
        "(“SH-77”)",
        "a score made elsewhere",
        "“environment”",
        "not taken: attachments, watchers",
    ] {
        assert!(says(&outcome, words), "{words}: {:#?}", outcome.summary());
    }
    let nameless = br#"{"key": "SH-1", "fields": {"summary": "a", "customfield_9": 5}}"#;
    let outcome = apply(&mut Workspace::default(), nameless);
    assert!(says(&outcome, "expand=names"), "{:#?}", outcome.summary());
}

#[test]
fn trello_gives_cards_and_leaves_the_archive() {
    let (workspace, outcome) = check("trello.json", "Trello JSON", 2, 3);
    let pay = item(&workspace, "aaa1");
    assert_eq!(
        (pay.title.as_str(), size(pay)),
        ("Pay by invoice", "3".into())
    );
    assert_eq!(
        extra(pay, "points in name"),
        ["5"],
        "a field says more than a title"
    );
    assert_eq!(
        pay.note.as_str(),
        "So that firms can buy.\n\nSteps:\n- [x] ask\n- [ ] build"
    );
    assert_eq!(pay.labels, ["urgent", "green"]);
    assert_eq!(pay.due.unwrap().to_string(), "2027-01-31");
    assert_eq!(name(&workspace, pay.owner.0), "Ines Duarte");
    assert_eq!(name(&workspace, pay.requester.0), "oskar");
    assert_eq!(extra(pay, "member"), ["oskar"]);
    assert_eq!(extra(pay, "attachment"), ["https://shop.example/spec"]);
    assert_eq!(extra(pay, "Custom field (Area)"), ["Billing"]);
    assert_eq!(extra(pay, "created"), ["2018-05-22"]);
    assert_eq!(pay.link, "https://trello.example/c/aaa1");
    assert!(
        !format!("{pay:?}").contains("secret"),
        "the mail address is private"
    );
    assert_eq!(
        state(&workspace, "aaa2"),
        "Done",
        "its due date is ticked off"
    );
    assert!(says(&outcome, "2 rows left out as archived"));
    assert!(says(&outcome, "“template”"));

    let outcome = wished(&fixture("trello.json"), &workspace, |wish| {
        wish.takes_archived = true;
    });
    assert_eq!(
        (outcome.created, outcome.unchanged, outcome.skipped),
        (2, 2, 1)
    );

    let (workspace, _) = check("trello-lists.json", "Trello JSON", 2, 1);
    let vans = item(&workspace, "5b0444aa28c4fade8972564a");
    assert_eq!(
        (vans.state.word().name, vans.note.as_str()),
        ("Done", "d\n- [x] tyres")
    );
}

#[test]
fn github_gives_issues_and_no_pull_requests() {
    let (workspace, outcome) = check("github.json", "GitHub JSON", 3, 1);
    let pay = item(&workspace, "till#7");
    assert_eq!(pay.labels, ["good first issue, help", "bug"]);
    assert_eq!(
        (pay.sort.word().name, pay.state.word().name),
        ("Defect", "Funnel")
    );
    assert_eq!(pay.link, "https://github.example/shop/till/issues/7");
    assert_eq!(name(&workspace, pay.owner.0), "ines");
    assert_eq!(name(&workspace, pay.requester.0), "dana");
    assert_eq!(extra(pay, "assignees"), ["oskar"]);
    assert_eq!(extra(pay, "milestone"), ["3.1"]);
    assert_eq!(state(&workspace, "till#8"), "Declined");
    assert_eq!(item(&workspace, "till#8").labels, ["later"]);
    assert_eq!(state(&workspace, "till#10"), "Done");
    assert!(
        says(
            &outcome,
            "1 row left out, which is no work to be done: “pull request” (line 7)"
        ),
        "{:#?}",
        outcome.summary()
    );
    let (workspace, _) = check("github-graphql.json", "GitHub JSON", 2, 0);
    assert_eq!(state(&workspace, "till#1"), "Declined");
    assert_eq!(item(&workspace, "till#1").labels, ["late"]);
    assert_eq!(name(&workspace, item(&workspace, "till#2").owner.0), "ines");
}

#[test]
fn taskwarrior_gives_work_that_is_there_to_do() {
    let (workspace, outcome) = check("taskwarrior.json", "taskwarrior JSON", 3, 3);
    let (call, find, open) = (
        "a0f278d4-0000-4621-a1f9-27e2fd5466b2",
        "b8c8b4e3-0000-4f75-8050-b869d25283b4",
        "c87210df-0000-45fe-b327-d6bd44c7e592",
    );
    let task = item(&workspace, call);
    assert_eq!(
        task.note.as_str(),
        "2026-09-02: ask for Ines\n2026-09-03: https://shop.example"
    );
    assert_eq!(
        (task.labels.as_slice(), size(task)),
        (&["phone".to_owned()][..], "5".into())
    );
    assert_eq!(task.due.unwrap().to_string(), "2027-01-31");
    assert_eq!(
        (extra(task, "priority"), extra(task, "project")),
        (vec!["H"], vec!["shop.till"])
    );
    assert_eq!(extra(task, "urgency"), [""; 0], "derived anew every day");
    assert_eq!(
        extra(task, "depends"),
        ["deadbeef-0000-0000-0000-000000000000"]
    );
    assert_eq!(needs(&workspace, call), [find]);
    assert_eq!(needs(&workspace, open).len(), 2);
    let states = [call, find, open].map(|key| state(&workspace, key));
    assert_eq!(states, ["Funnel", "Doing", "Done"]);
    assert!(says(&outcome, "“deleted”, “waiting”, “recurring”"));
    check("taskwarrior-lines.json", "taskwarrior JSON", 2, 0);
}

#[test]
fn beads_gives_needs_the_right_way_round() {
    let (workspace, _) = check("beads.jsonl", "beads JSONL", 3, 1);
    let refunds = item(&workspace, "sh-1");
    assert_eq!(
        refunds.note.as_str(),
        "All of them.\n\nDesign:\nOne queue.\n\nNotes:\nAsk Ines."
    );
    assert_eq!(extra(refunds, "priority"), ["0"]);
    assert_eq!(needs(&workspace, "sh-2"), ["sh-3"]);
    let queue = item(&workspace, "sh-2");
    assert_eq!(extra(queue, "dependency (parent-child)"), ["sh-1"]);
    assert_eq!(
        extra(queue, "comments"),
        ["2026-11-24T14:13:00Z;oskar;Soon."]
    );
    assert_eq!(
        (state(&workspace, "sh-2"), state(&workspace, "sh-3")),
        ("Doing", "Done")
    );
    assert_eq!(item(&workspace, "sh-3").sort.word().name, "Defect");
    assert_eq!(size(item(&workspace, "sh-3")), "?", "minutes are no points");
}

#[test]
fn linear_and_plain_lists_are_read_by_their_names() {
    let (workspace, _) = check("linear.json", "Linear JSON", 2, 1);
    assert_eq!(needs(&workspace, "SH-2"), ["SH-1"]);
    let pay = item(&workspace, "SH-1");
    assert_eq!(
        (size(pay), extra(pay, "parent")),
        ("5".into(), vec!["SH-9"])
    );
    assert_eq!(extra(pay, "relation (related)"), ["SH-3"]);

    let (workspace, outcome) = check("plain.json", "JSON", 2, 0);
    let pay = item(&workspace, "SH-1");
    assert_eq!(
        (size(pay), pay.labels.join(" ")),
        ("5".into(), "a b".into())
    );
    assert_eq!(
        (extra(pay, "wsjf"), extra(pay, "value")),
        (vec!["3.5"], vec!["20"])
    );
    assert_eq!(needs(&workspace, "SH-1"), ["SH-2"]);
    assert_eq!(size(item(&workspace, "SH-2")), "?");
    assert!(says(
        &outcome,
        "1 cell not taken that hold more than text: “deep”"
    ));
    let (_, outcome) = check("plain.jsonl", "JSON", 2, 1);
    assert!(says(&outcome, "(line 2)"), "{:#?}", outcome.summary());
}

#[test]
fn a_mapping_finds_the_title_of_a_list() {
    let text = br#"[{"wat": "A", "nr": 5}, {"wat": "B"}]"#;
    assert!(says(
        &import(text, &Workspace::default(), ids()),
        "most likely it is “wat”"
    ));
    let mut workspace = Workspace::default();
    let outcome = wished(text, &workspace, |wish| {
        wish.mapping = Some(Mapping::parse("wat=title, nr=size").unwrap());
    });
    edit::apply(&mut workspace, outcome.edits).unwrap();
    let sizes: Vec<String> = workspace.all::<Item>().map(size).collect();
    assert_eq!(sizes, ["5", "?"]);
}

#[test]
fn every_format_says_what_it_leaves_behind_and_is_named_where_none_fits() {
    for format in FORMATS {
        assert!(
            !format.lost.is_empty() && format.about.ends_with('.'),
            "{}",
            format.name
        );
    }
    let unknown = import(b"{}", &Workspace::default(), ids());
    let named = |format: &ImportFormat| unknown.problems[0].hint.contains(format.name);
    assert!(FORMATS.iter().all(named), "{:?}", unknown.problems);
}
