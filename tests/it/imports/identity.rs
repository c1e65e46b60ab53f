//! Which item a row is about, and in which order items stand.

use evenkeel::edit::merge::merge;
use evenkeel::edit::{self, Edit};
use evenkeel::exchange::import::import;
use evenkeel::model::Workspace;
use evenkeel::model::audience::Audience;
use evenkeel::model::id::Id;
use evenkeel::model::item::Item;
use evenkeel::model::person::Person;
use evenkeel::model::record::Declared;
use evenkeel::model::settings::Lens;
use evenkeel::scoring::evaluation::evaluate;

use super::{apply, extra, ids, item, says};

const TWINS: &str = "Name,Bay,Date\nBuild part,A,2027-01-10\nPaint,B,2027-01-20\nBuild part,C,2027-02-10\nBuild part,A,2027-01-10\n";

/// Title and what else is known of each item, in the order of the list.
fn listed(workspace: &Workspace) -> Vec<(String, String)> {
    let all = evaluate(workspace, Lens::default(), None).all(workspace);
    let items = all.iter().filter_map(|id| workspace.get::<Item>(*id));
    let assigned = |item: &Item| extra(item, "Bay").concat();
    items
        .map(|item| (item.title.clone(), assigned(item)))
        .collect()
}

fn titles(workspace: &Workspace) -> Vec<String> {
    listed(workspace)
        .into_iter()
        .map(|(title, _)| title)
        .collect()
}

fn set(workspace: &mut Workspace, id: Id, field: &str, text: &str) {
    let kind = Item::KIND;
    let field = kind.field(field).unwrap();
    let value = kind.fields[field].holds.parse(text).unwrap();
    let edit = Edit::Set {
        kind,
        id,
        field,
        value,
    };
    edit::apply(workspace, vec![edit]).unwrap();
}

#[test]
fn equal_titles_never_swap() {
    let mut workspace = Workspace::default();
    let outcome = apply(&mut workspace, TWINS.as_bytes());
    assert!(says(&outcome, "4 rows without a key: recognized by title"));
    let first = workspace.clone();
    for _ in 0..50 {
        let again = import(TWINS.as_bytes(), &workspace, ids());
        edit::apply(&mut workspace, again.edits).unwrap();
        assert!(workspace == first);
    }
    // What was scored stays with its row when others come, go or change.
    let of = |workspace: &Workspace, note: &str| {
        let mut items = workspace.all::<Item>();
        items
            .find(|item| extra(item, "Bay").concat() == note)
            .unwrap()
            .id
    };
    let (paint, last) = (of(&workspace, "B"), of(&workspace, "C"));
    set(&mut workspace, last, "size", "8");
    set(&mut workspace, paint, "title", "Paint it blue");
    let later =
        "Name,Bay,Date\nBuild part,New,2027-05-05\nBuild part,C,2027-02-10\nPaint,B2,2027-01-20\n";
    let outcome = apply(&mut workspace, later.as_bytes());
    assert_eq!(
        (outcome.created, outcome.updated, outcome.unchanged),
        (0, 2, 1)
    );
    assert_eq!(of(&workspace, "C"), last);
    assert_eq!(
        of(&workspace, "B2"),
        paint,
        "known by the title it came with"
    );
    assert_eq!(workspace.get::<Item>(paint).unwrap().title, "Paint it blue");
}

#[test]
fn a_new_title_in_the_file_is_known_by_place_and_cells() {
    let mut workspace = Workspace::default();
    apply(&mut workspace, TWINS.as_bytes());
    let renamed = TWINS.replace("Paint,B", "Paint the part,B");
    let outcome = apply(&mut workspace, renamed.as_bytes());
    assert_eq!(
        (outcome.created, outcome.updated, outcome.unchanged),
        (0, 1, 3)
    );
    // A title alone tells nothing of another one.
    let mut workspace = Workspace::default();
    apply(&mut workspace, b"Name\nOne\nTwo\n");
    let outcome = apply(&mut workspace, b"Name\nOne\nThree\n");
    assert_eq!((outcome.created, outcome.unchanged), (1, 1));
}

#[test]
fn ids_of_every_tool_are_keys() {
    for (names, row, key) in [
        ("issue_id,title,status", "7,Gift,Done", "7"),
        ("Issue Id,Title,Status", "7,Gift,Done", "7"),
        ("Formatted ID,Name,State", "US7,Gift,Done", "US7"),
        ("Story ID,Title,Status", "S-7,Gift,Done", "S-7"),
        ("#,Title,Status", "7,Gift,Done", "7"),
        (
            "Title,URL,Status",
            "Gift,https://x.example/shop/issues/7,Done",
            "shop#7",
        ),
        (
            "Title,URL,Status",
            "Gift,https://x.example/browse/SH-7,Done",
            "SH-7",
        ),
    ] {
        let mut workspace = Workspace::default();
        let outcome = apply(&mut workspace, format!("{names}\n{row}\n").as_bytes());
        assert_eq!(item(&workspace, key).title, "Gift", "{names}");
        assert!(!says(&outcome, "without a key"), "{names}");
    }
}

#[test]
fn two_imports_on_two_branches_give_each_item_once() {
    let file = "Title,Key,Assignee\nOne,K-1,Ann Lee\nTwo,K-2,Bo Kim\nTwin,,Ann Lee\nTwin,,Cy Roe\n";
    for base in [
        None,
        Some(crate::samples::workspace(crate::samples::COMMENTED)),
    ] {
        let base = base.unwrap_or_default();
        let branch = |from: u64| {
            let mut workspace = base.clone();
            let mut next = from;
            let new_id = || {
                next += 1;
                Id::from_random(next)
            };
            let edits = import(file.as_bytes(), &workspace, new_id).edits;
            edit::apply(&mut workspace, edits).unwrap();
            workspace
        };
        let (ours, theirs) = (branch(0), branch(5_000));
        let merged = merge(Some(&base), &ours, &theirs);
        assert_eq!((merged.edits.len(), merged.conflicts.len()), (0, 0));
        assert_eq!(ours.count(Item::KIND), base.count(Item::KIND) + 4);
        assert_eq!(ours.count(Person::KIND), base.count(Person::KIND) + 3);
    }
}

#[test]
fn items_without_a_score_stand_as_in_the_file() {
    let order = |file: &str| {
        let mut workspace = Workspace::default();
        apply(&mut workspace, file.as_bytes());
        let csv = crate::exports::text(&workspace, Audience::Shared, "csv");
        let listed = titles(&workspace);
        let places: Vec<_> = listed
            .iter()
            .map(|title| csv.find(&format!("\"{title}\"")))
            .collect();
        assert!(places.is_sorted(), "the export stands so, too: {csv}");
        listed.concat()
    };
    assert_eq!(order("Title,Key\nf,K-10\na,K-2\nd,K-1\nb,\n"), "fadb");
    assert_eq!(
        order("Title,Key,Stack Rank\na,K-1,30.5\nb,K-2,\nc,K-3,4\nd,K-4,9\n"),
        "cdab"
    );
    let ranked = "Summary,Issue key,Issue id,Custom field (Rank)\na,K-1,1,0|i0000f:\nb,K-2,2,0|hzzzzz:\nc,K-3,3,0|i0000f:i\n";
    assert_eq!(order(ranked), "bac");
    let words = "Title,Key,Rank\na,K-1,high\nb,K-2,low\n";
    assert_eq!(order(words), "ab", "words are no rank");
}

#[test]
fn a_second_file_stands_behind_the_first() {
    let mut workspace = Workspace::default();
    apply(&mut workspace, b"Title,Key\nz,A-1\ny,A-2\n");
    apply(&mut workspace, b"Title,Key\nx,B-1\nw,B-2\n");
    apply(&mut workspace, b"Title,Key\nx,B-1\nnew,B-3\nw,B-2\n");
    assert_eq!(titles(&workspace).join(" "), "z y x new w");
    let outcome = apply(&mut workspace, b"Title,Key\ny,A-2\nz,A-1\n");
    assert_eq!(
        outcome.unchanged, 2,
        "another order is no change of an item"
    );
    assert_eq!(titles(&workspace).join(" "), "y z x new w");
}

#[test]
fn ids_that_a_spreadsheet_changed_make_no_new_items() {
    let mut workspace = crate::samples::workspace(
        r#"(schema: "1.0", items: [
            (id: "001234", title: "Beta", key: "00042", value: 5),
            (id: "1234e5", title: "Alpha", key: "3-4", value: 8),
        ])"#,
    );
    let sheet =
        "evenkeel id;Title;Key;User-business value\n1234;Beta;42;8\n1,23E+08;Alpha;03. Apr;13\n";
    let outcome = apply(&mut workspace, sheet.as_bytes());
    assert_eq!((outcome.created, outcome.updated), (0, 2));
    assert!(says(
        &outcome,
        "2 rows whose id or key a spreadsheet changed"
    ));
    for (id, key, value) in [("001234", "00042", "8"), ("1234e5", "3-4", "13")] {
        let item = workspace.get::<Item>(Id::parse(id).unwrap()).unwrap();
        assert_eq!(
            (
                item.key.as_str(),
                item.value.value.unwrap().to_string().as_str()
            ),
            (key, value)
        );
        assert!(item.extra.is_empty());
    }
}

#[test]
fn keys_that_a_spreadsheet_changed_make_no_doubles() {
    let before =
        "Title,Key,Size\nAlpha,001,3\nBeta,00042,5\nGamma,1-2,8\nDelta,1E5,2\nStays,EX-1,1\n";
    for after in [
        "Title,Key,Size\nAlpha,1,3\nBeta,42,5\nGamma,01. Feb,8\nDelta,1.00E+05,2\nStays,EX-1,1\n",
        "Title,Key,Size\nAlpha,1,3\nBeta,42,5\nGamma,46086,8\nDelta,100000,2\nStays,EX-1,1\n",
        "evenkeel id,Title,Key,Size\n,Alpha,1,3\n,Beta,42,5\n,Gamma,2-Jan,8\n,Delta,100000,2\n,Stays,EX-1,1\n",
    ] {
        let mut workspace = Workspace::default();
        apply(&mut workspace, before.as_bytes());
        let outcome = apply(&mut workspace, after.as_bytes());
        assert_eq!(outcome.created, 0, "{after}\n{:#?}", outcome.summary());
        assert!(
            says(&outcome, "a spreadsheet changed"),
            "{after}\n{:#?}",
            outcome.summary()
        );
        let keys: Vec<&str> = workspace
            .all::<Item>()
            .map(|item| item.key.as_str())
            .collect();
        for key in ["001", "00042", "1-2", "1E5", "EX-1"] {
            assert!(keys.contains(&key), "{keys:?}");
        }
    }
    // Other keys are those of other items, whatever they are called.
    let mut workspace = Workspace::default();
    apply(&mut workspace, b"Title,Key\nAlpha,7\nBeta,EX-2\n");
    let outcome = apply(&mut workspace, b"Title,Key\nAlpha,8\nBeta,3\n");
    assert_eq!(outcome.created, 2, "{:#?}", outcome.summary());
}

#[test]
fn what_a_spreadsheet_may_have_made_anew_is_said() {
    let before = "Title,Key,Size\nAlpha,3-4,3\nBeta,00042,5\nStays,EX-1,1\n";
    // Title and key changed at once: nothing tells whose row it is.
    for after in [
        "Title,Key,Size\nAlpha anew,4-Mar,3\nBeta anew,42,5\nStays,EX-1,1\n",
        "evenkeel id,Title,Key,Size\n1234,Alpha anew,4-Mar,3\n1.23E+08,Beta anew,42,5\n,Stays,EX-1,1\n",
    ] {
        let mut workspace = Workspace::default();
        apply(&mut workspace, before.as_bytes());
        let outcome = import(after.as_bytes(), &workspace, ids());
        assert_eq!(outcome.created, 2, "{after}");
        assert!(
            says(
                &outcome,
                "2 rows new here that may be an item whose id or key a spreadsheet changed: “4-Mar”, “42”"
            ),
            "{after}\n{:#?}",
            outcome.summary()
        );
    }
    // New rows beside all old ones are new, and so are those of a file whose keys no spreadsheet changes.
    for (before, after) in [
        (
            before,
            "Title,Key,Size\nAlpha,3-4,3\nBeta,00042,5\nStays,EX-1,1\nNew,43,2\n",
        ),
        ("Title,Key\na,101\nb,102\n", "Title,Key\nc,103\n"),
    ] {
        let mut workspace = Workspace::default();
        apply(&mut workspace, before.as_bytes());
        let outcome = import(after.as_bytes(), &workspace, ids());
        assert!(
            outcome.created == 1 && !says(&outcome, "may be an item"),
            "{after}"
        );
    }
}
