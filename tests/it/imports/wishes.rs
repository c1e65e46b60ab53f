//! What is wished of an import: a mapping, progress, a way to break it off.

use evenkeel::edit;
use evenkeel::exchange::import::{
    Import, ImportProgress, ImportWish, Mapping, import, import_with,
};
use evenkeel::model::Workspace;
use evenkeel::model::field::Choice;
use evenkeel::model::item::Item;

use super::{apply, extra, ids, says, size, wished};

/// Imports a text with a mapping.
fn mapped(text: &str, workspace: &Workspace, mapping: &str) -> Import {
    wished(text.as_bytes(), workspace, |wish| {
        "liste.csv".clone_into(&mut wish.name);
        wish.mapping = Some(Mapping::parse(mapping).unwrap());
    })
}

#[test]
fn a_mapping_sends_columns_to_any_field() {
    let text = "Wat;Wert;Dring;Aufwand;Bis;Grund;Weg\nA;8;5 (3..8);2,5;31.01.2027;weil;x\nB;?;;#DIV/0!;bald;;\n";
    let mapping =
        "Wat=title,Wert=value,Dring=criticality,Aufwand=size,Bis=due,Grund=need,Weg=leave";
    let mut workspace = Workspace::default();
    let outcome = mapped(text, &workspace, mapping);
    edit::apply(&mut workspace, outcome.edits).unwrap();
    let all: Vec<&Item> = workspace.all().collect();
    let (a, b) = match all.as_slice() {
        [one, two] if one.title == "A" => (*one, *two),
        [one, two] => (*two, *one),
        _ => panic!("two items"),
    };
    assert_eq!((size(a), a.need.as_str()), ("2.5".into(), "weil"));
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
    let mut watch = |progress: ImportProgress| {
        told.push(progress.done);
        progress.done < 3_000
    };
    let mut wish = ImportWish::plain(&mut watch);
    let outcome = import_with(text.as_bytes(), &Workspace::default(), ids(), &mut wish);
    assert!(outcome.edits.is_empty());
    assert!(says(&outcome, "cancelled"), "{:?}", outcome.summary());
    assert!(told.len() > 3 && told.is_sorted());
}

#[test]
fn words_mean_what_a_person_said_and_are_remembered() {
    let text = "Title,Key,Status,Type\nA,A-1,Blub,Test\nB,A-2,Blub,Thing\nC,A-3,Done,Bug\nD,A-4,Blab,Task\n";
    let mut workspace = Workspace::default();
    let outcome = import(text.as_bytes(), &workspace, ids());
    assert!(
        says(&outcome, "--map 'Status: Blab=Funnel,Status: Blub=Funnel'"),
        "{:#?}",
        outcome.summary()
    );
    assert!(says(&outcome, "of a kind such as Test"));
    assert_eq!(outcome.created, 3);
    let mapping = "Status: Blub=Doing,Status: blab=no item,Type: Test=Defect";
    let outcome = mapped(text, &workspace, mapping);
    edit::apply(&mut workspace, outcome.edits).unwrap();
    let word = |key: &str| {
        let item = super::item(&workspace, key);
        (item.state.word().label, item.sort.word().label)
    };
    assert_eq!(
        [word("A-1"), word("A-2"), word("A-3")],
        [
            ("Doing", "Defect"),
            ("Doing", "Feature"),
            ("Done", "Defect")
        ]
    );
    assert_eq!(workspace.all::<Item>().count(), 3);
    let again = import(text.as_bytes(), &workspace, ids());
    assert_eq!(
        (again.created, again.updated, again.unchanged),
        (0, 0, 3),
        "{:#?}",
        again.summary()
    );
}

#[test]
fn a_file_without_states_says_so() {
    let says_so = |text: &str| {
        says(
            &import(text.as_bytes(), &Workspace::default(), ids()),
            "nothing of states",
        )
    };
    assert!(says_so("Title,Key\nA,A-1\n"));
    assert!(says_so("Title,Status\nA,\n"));
    for told in [
        "Title,Status\nA,Open\n",
        "Title,Resolution\nA,Done\n",
        "Title,Completed At\nA,2026-11-01\n",
    ] {
        assert!(!says_so(told), "{told}");
    }
}

#[test]
fn resolutions_days_and_archives_close_or_leave_out() {
    let state = |header: &str, cells: &str| {
        let mut workspace = Workspace::default();
        let text = format!("Title,{header}\nA,{cells}\n");
        apply(&mut workspace, text.as_bytes());
        let found = workspace
            .all::<Item>()
            .next()
            .map(|item| item.state.word().label);
        found.unwrap_or("left out")
    };
    for (header, cells, expected) in [
        ("Resolution", "Won't Do", "Declined"),
        ("Resolution", "Fixed", "Done"),
        ("Resolution", "Unresolved", "Funnel"),
        ("Status,Resolution", "Closed,Duplicate", "Declined"),
        ("Status,Resolution", "Open,Unresolved", "Funnel"),
        ("Date completed", "2026-11-01", "Done"),
        ("Completed", "false", "Funnel"),
        ("Status,Completed", "In progress,true", "Done"),
        ("Archived", "false", "Funnel"),
        ("Archived", "TRUE", "left out"),
        ("Archived", "2026-11-01", "left out"),
        ("Status Category", "In Progress", "Doing"),
        ("Current_Status_Category", "WON'T_DO", "Declined"),
        ("Status,Status Category", "Aborted,Done", "Declined"),
        ("Status,Status Category", "QA,To Do", "Funnel"),
        (
            "Status,Status Category",
            "Waiting for Bo,In Progress",
            "Doing",
        ),
        ("Status,Status Category", "Ready for Dev,To Do", "Ready"),
        ("State", "3 - In Progress (dev)", "Doing"),
    ] {
        assert_eq!(state(header, cells), expected, "{header}: {cells}");
    }
}
