//! Lists and parts: where the records of a file stand, and which of them is a part of which.

use evenkeel::exchange::import::Import;
use evenkeel::model::Workspace;
use evenkeel::model::item::Item;

use super::{apply, says};

/// The rows of a file as they came in: key, title, and the title of what it is a part of.
fn rows(text: &str) -> (Import, Vec<String>) {
    let mut workspace = Workspace::default();
    let outcome = apply(&mut workspace, text.as_bytes());
    let title = |id| workspace.get::<Item>(id).map_or("", |item| &item.title);
    let items = outcome.items.iter();
    let items = items.filter_map(|id| workspace.get::<Item>(*id));
    let rows = items.map(|item| {
        let parent = item.parent.0.map_or("", title);
        format!("{}|{}|{parent}", item.key, item.title)
    });
    let rows = rows.collect();
    (outcome, rows)
}

fn check(text: &str, expected: &[&str]) {
    let (outcome, rows) = rows(text);
    assert_eq!(rows, expected, "{text}\n{:#?}", outcome.summary());
}

#[test]
fn a_list_is_found_under_any_plain_name() {
    const LIST: &str = r#"[{"title": "A", "id": 1, "status": "To Do"}, {"title": "B", "id": 2, "status": "Done"}]"#;
    for name in [
        "items",
        "tasks",
        "features",
        "workItems",
        "work_items",
        "stories",
        "user_stories",
        "epics",
        "issues",
        "backlog",
        "cards",
        "tickets",
        "data",
        "values",
        "rows",
        "list",
        "entries",
        "nodes",
        "records",
        "results",
    ] {
        check(&format!("{{\"{name}\": {LIST}}}"), &["1|A|", "2|B|"]);
        let around = format!("{{\n\"total\": 2, \"page\": 1,\n\"{name}\": {LIST}}}");
        check(&around, &["1|A|", "2|B|"]);
        check(
            &format!("{{\"data\": {{\"{name}\": {LIST}}}}}"),
            &["1|A|", "2|B|"],
        );
        // What is around a list has a name, and is no item for that.
        check(
            &format!("{{\"name\": \"Shop\", \"id\": 7, \"{name}\": {LIST}}}"),
            &["1|A|", "2|B|"],
        );
    }
    check(
        r#"{"data": {"issues": {"edges": [{"node": {"title": "A", "id": 1}}, {"node": {"title": "B", "id": 2}}]}}}"#,
        &["1|A|", "2|B|"],
    );
    // All lists of work come in.
    check(
        r#"{"epics": [{"title": "E", "id": 9}], "stories": [{"title": "S", "id": 1, "epic": 9}]}"#,
        &["9|E|", "1|S|E"],
    );
    // One record is no list, whatever its parts are called.
    check(
        r#"{"title": "Only", "id": 1, "tasks": ["x", "y"]}"#,
        &["1|Only|"],
    );
    // A list that may be of anything is asked about.
    let (outcome, rows) =
        rows(r#"{"users": [{"name": "Ann Lee", "id": 1}, {"name": "Bo Kim", "id": 2}]}"#);
    assert!(rows.is_empty() && says(&outcome, "--map"), "{rows:?}");
}

#[test]
fn what_is_nested_comes_in_with_its_parent() {
    for name in [
        "children",
        "subtasks",
        "sub_tasks",
        "subIssues",
        "items",
        "stories",
    ] {
        check(
            &format!(
                r#"[{{"title": "A", "id": 1, "{name}": [{{"title": "A1", "id": 2, "children": [{{"title": "A11", "id": 4}}]}},
                    {{"title": "A2", "id": 3}}]}}, {{"title": "B", "id": 5}}]"#
            ),
            &["1|A|", "2|A1|A", "4|A11|A1", "3|A2|A", "5|B|"],
        );
    }
    // Without keys the title tells whose part it is.
    check(
        r#"{"title": "A", "state": "Doing", "children": [{"title": "A1"}, {"title": "A2"}]}"#,
        &["|A|", "|A1|A", "|A2|A"],
    );
    // Whoever stands in the list as well comes in from there, whole.
    check(
        r#"[{"title": "A", "id": 1, "children": [{"title": "A1", "id": 2}]}, {"title": "A1, in full", "id": 2, "points": 3}]"#,
        &["1|A|", "2|A1, in full|A"],
    );
    // Things with a name are no parts.
    let text =
        r#"[{"title": "A", "id": 1, "labels": [{"name": "web"}], "comments": [{"title": "no"}]}]"#;
    check(text, &["1|A|"]);
}

#[test]
fn parts_and_lone_records_of_trackers_come_in() {
    const TRACKERS: &[(&str, &str, &[&str])] = &[
        (
            "Redmine JSON",
            r#"{"issue": {"id": 101, "tracker": {"name": "Feature"}, "status": {"name": "New"}, "subject": "One",
                "children": [{"id": 102, "tracker": {"name": "Bug"}, "subject": "Child"}], "journals": []}}"#,
            &["101|One|", "102|Child|One"],
        ),
        (
            "Redmine JSON",
            r#"{"issues": [{"id": 102, "tracker": {"name": "Bug"}, "subject": "Child", "parent": {"id": 101}},
                {"id": 101, "tracker": {"name": "Feature"}, "subject": "One"}], "total_count": 2}"#,
            &["102|Child|One", "101|One|"],
        ),
        (
            "Asana JSON",
            r#"{"data": [{"gid": "1", "name": "Whole", "completed": false, "memberships": [], "subtasks": [
                {"gid": "2", "name": "Part A", "completed": false}, {"gid": "3", "name": "Part B", "resource_type": "task"}]}]}"#,
            &["1|Whole|", "2|Part A|Whole", "3|Part B|Whole"],
        ),
        (
            "Asana JSON",
            r#"{"data": {"gid": "1", "name": "Whole", "resource_type": "task", "completed": false}}"#,
            &["1|Whole|"],
        ),
        (
            "Linear JSON",
            r#"{"data": {"issue": {"identifier": "SH-1", "title": "Whole",
                "children": {"nodes": [{"identifier": "SH-2", "title": "Part"}]}}}}"#,
            &["SH-1|Whole|", "SH-2|Part|Whole"],
        ),
        (
            "GitHub JSON",
            r#"{"issue": {"number": 1, "title": "Whole", "html_url": "https://github.com/example/shop/issues/1",
                "milestone": {"number": 9, "title": "2027.1", "html_url": "https://github.com/example/shop/milestone/9"}}}"#,
            &["shop#1|Whole|"],
        ),
    ];
    for (format, text, expected) in TRACKERS {
        check(text, expected);
        assert_eq!(rows(text).0.format, *format, "{text}");
    }
}

#[test]
fn parents_are_found_however_a_tool_names_them() {
    const TABLES: &[(&str, &str, &[&str])] = &[
        (
            "ClickUp CSV",
            "Task ID,Task Custom ID,Task Name,Status,Parent ID,Assignees\n\
             86a1,SH-1,Whole,to do,null,[]\n86a2,SH-2,Part,to do,86a1,[]\n86a3,,Alone,to do,null,[]\n86a4,,Under it,to do,86a3,[]\n",
            &[
                "SH-1|Whole|",
                "SH-2|Part|Whole",
                "86a3|Alone|",
                "86a4|Under it|Alone",
            ],
        ),
        (
            "GitHub Projects TSV",
            "Title\tURL\tStatus\tParent issue\tSub-issues progress\n\
             Whole\thttps://github.com/ann/shop/issues/1\tTodo\t\t1/2\n\
             Part\thttps://github.com/ann/shop/issues/2\tDone\thttps://github.com/ann/shop/issues/1\t\n\
             Else\thttps://github.com/ann/other/issues/1\tReady\tann/shop#1\t\n",
            &["shop#1|Whole|", "shop#2|Part|Whole", "other#1|Else|Whole"],
        ),
        (
            "Jira CSV",
            "Zusammenfassung,Schlüssel,Vorgangs-ID,Vorgangstyp,Status,Bearbeiter,Übergeordnet\n\
             Whole,SH-1,10001,Epos,Fertig,Bo Kim,\nPart,SH-2,10002,Unteraufgabe,Fertig,,10001\n",
            &["SH-1|Whole|", "SH-2|Part|Whole"],
        ),
    ];
    for (format, text, expected) in TABLES {
        check(text, expected);
        let (outcome, _) = rows(text);
        assert_eq!(outcome.format, *format, "{text}");
        assert!(!says(&outcome, "null"), "{:#?}", outcome.summary());
    }
    let outside = "Summary,Issue key,Issue id,Parent\nPart,SH-2,10002,10001\n";
    assert!(says(
        &rows(outside).0,
        "items that are not here in 1 cell (“10001”)"
    ));
}
