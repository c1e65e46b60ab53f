//! Levels and parents as files tell them, and what is blank or gone since the last import.

use evenkeel::edit;
use evenkeel::exchange::import::Import;
use evenkeel::model::Workspace;
use evenkeel::model::field::Choice;
use evenkeel::model::item::Item;
use evenkeel::model::record::Declared;

use super::{apply, extra, ids, item, says, wished};

/// Each item with its level and the title of its parent, in the order of the file.
fn tree(workspace: &Workspace) -> String {
    let mut items: Vec<&Item> = workspace.all::<Item>().collect();
    items.sort_by_key(|item| item.place);
    let told = |item: &&Item| {
        let level = item.level.map_or("-", |level| level.word().name);
        let parent = item.parent.0.and_then(|id| workspace.get::<Item>(id));
        let parent = parent.map_or("", |parent| &parent.title);
        format!("{} {level} {parent}", item.title)
            .trim_end()
            .to_owned()
    };
    items.iter().map(told).collect::<Vec<_>>().join(", ")
}

fn check(file: &str, expected: &str, said: &str) {
    let mut workspace = Workspace::default();
    let outcome = apply(&mut workspace, file.as_bytes());
    assert_eq!(tree(&workspace), expected, "{file}");
    assert_eq!(outcome.told_levels().is_some(), !said.is_empty());
    assert!(
        said.is_empty() || says(&outcome, said),
        "{:#?}",
        outcome.summary()
    );
}

#[test]
fn levels_and_parents_come_in() {
    check(
        "Summary,Issue key,Issue id,Issue Type,Parent,Custom field (Epic Link)\n\
         Pay,K-1,1,Epic,,\nCard,K-2,2,Story,1,\nTax,K-3,3,Bug,,K-1\nForm,K-4,4,Sub-task,2,\nLost,K-5,5,Story,99,\n",
        "Pay Epic, Card Story Pay, Tax Story Pay, Form Task Card, Lost Story",
        "3 levels: 1 epic, 3 stories, 1 sub-task",
    );
    check(
        "ID,Work Item Type,Title 1,Title 2,Title 3,State\n\
         1,Epic,Pay,,,New\n2,Feature,,Card,,New\n3,User Story,,,Form,New\n4,Task,,,Later,New\n5,Feature,,Tax,,New\n",
        "Pay Epic, Card Feature Pay, Form Story Card, Later Story Card, Tax Feature Pay",
        "3 levels: 1 epic, 2 features, 2 stories",
    );
    check(
        "Name,Key,Parent\nPay,A,\nCard,B,A\nForm,C,Card\nAlone,D,\n",
        "Pay Epic, Card Feature Pay, Form Story Card, Alone -",
        "3 levels: 1 epic, 1 feature, 1 story",
    );
    check(
        "ID,Task Name,Outline Level,Duration\n1,Pay,1,20 days\n2,Card,2,5 days\n3,Form,3,1 day\n4,Tax,2,5 days\n5,Alone,1,1 day\n",
        "Pay Epic, Card Feature Pay, Form Story Card, Tax Feature Pay, Alone -",
        "3 levels: 1 epic, 2 features, 1 story",
    );
    check(
        "WBS,Title,Status\n1,Pay,New\n1.1,Card,New\n1.2,Tax,New\n2,Alone,New\n",
        "Pay Feature, Card Story Pay, Tax Story Pay, Alone -",
        "2 levels: 1 feature, 2 stories",
    );
    check(
        "Name,Status,Parent item\nGift,Done,\nPart,Done,Gift (https://www.notion.so/Gift-abc123)\n",
        "Gift Feature, Part Story Gift",
        "2 levels: 1 feature, 1 story",
    );
    check("Title,Key,Type\na,K-1,Story\nb,K-2,Bug\n", "a -, b -", "");
    check("Title,Key,Type\na,K-1,Feature\nb,K-2,Bug\n", "a -, b -", "");
}

#[test]
fn nothing_becomes_a_part_of_itself() {
    let mut workspace = Workspace::default();
    let file = "Title,Key,Parent\na,A,C\nb,B,A\nc,C,B\nd,D,D\n";
    let outcome = apply(&mut workspace, file.as_bytes());
    let parents = workspace
        .all::<Item>()
        .filter(|item| item.parent.0.is_some());
    assert_eq!((parents.count(), outcome.created), (2, 4));
    assert!(says(
        &outcome,
        "1 parent left out that would make an item a part of itself"
    ));
    assert_eq!(
        extra(item(&workspace, "A"), "Parent"),
        ["C"],
        "what the file says is kept"
    );
}

#[test]
fn a_parent_and_a_level_go_out_and_come_back() {
    let mut workspace = Workspace::default();
    apply(
        &mut workspace,
        b"Title,Key,Type,Parent\na,K-1,Epic,\nb,K-2,Story,K-1\n",
    );
    for format in ["csv", "json"] {
        let bytes = crate::exports::text(
            &workspace,
            evenkeel::model::audience::Audience::Shared,
            format,
        );
        let mut made = Workspace::default();
        let edits = super::import(bytes.as_bytes(), &made, ids()).edits;
        edit::apply(&mut made, edits).unwrap();
        assert_eq!(tree(&made), "a Epic, b Story a", "{format}");
    }
}

fn imported(workspace: &mut Workspace, file: &str, takes_over: bool) -> Import {
    let mut outcome = wished(file.as_bytes(), workspace, |wish| {
        "Backlog 2026-11-30.csv".clone_into(&mut wish.name);
        wish.takes_over = takes_over;
    });
    edit::apply(workspace, std::mem::take(&mut outcome.edits)).expect("it applies");
    outcome
}

#[test]
fn what_is_blank_or_gone_is_said_and_taken_over_when_asked() {
    let first = "Title,Key,Size,Due,Labels,Team note,Blocked by\n\
        a,K-1,5,2027-01-01,x,one,K-2\nb,K-2,3,2027-01-02,y,two,\nc,K-3,1,,,,K-2\nq,Q-1,1,,,,\n";
    let later = "Title,Key,Size,Due,Labels,Team note,Blocked by\na,K-1,,,x,,\nc,K-3,1,,,,\n";
    let mut workspace = Workspace::default();
    imported(&mut workspace, first, false);
    let mut set = |key: &str, field: &str, text: &str| {
        let (kind, id) = (Item::KIND, item(&workspace, key).id);
        let field = kind.field(field).unwrap();
        let value = kind.fields[field].holds.parse(text).unwrap();
        edit::apply(
            &mut workspace,
            vec![edit::Edit::Set {
                kind,
                id,
                field,
                value,
            }],
        )
        .unwrap();
    };
    set("K-1", "due", "2027-05-05");
    let kept = imported(&mut workspace, later, false);
    assert_eq!(
        (kept.cleared, kept.gone.len()),
        (2, 1),
        "another project is not gone"
    );
    assert!(says(&kept, "2 values now blank in the file: kept here"));
    assert!(says(
        &kept,
        "1 item of the last import not in the file any more: kept here"
    ));
    assert_eq!(workspace.count(Item::KIND), 4);
    let taken = imported(&mut workspace, later, true);
    assert_eq!((taken.updated, taken.gone.len()), (1, 1));
    assert_eq!(workspace.count(Item::KIND), 3);
    let a = item(&workspace, "K-1");
    assert_eq!(
        (a.size.value, extra(a, "Team note").len(), a.needs.0.len()),
        (None, 0, 0)
    );
    assert!(a.due.is_some(), "it was changed here since");
    let again = imported(&mut workspace, later, true);
    assert_eq!(
        (again.cleared, again.gone.len(), again.edits.len()),
        (0, 0, 0)
    );
}

#[test]
fn a_cell_emptied_in_a_sheet_of_ours_is_said() {
    let mut workspace = crate::samples::workspace(
        r#"(schema: "1.0", people: [(id: "ann", name: "Ann Orwell", hidden: true)], items: [
            (id: "a", title: "One", value: 5, criticality: 3, owner: "ann"),
            (id: "b", title: "Two", value: 8),
        ])"#,
    );
    let sheet = crate::exports::text(
        &workspace,
        evenkeel::model::audience::Audience::Shared,
        "csv",
    );
    assert_eq!(imported(&mut workspace, &sheet, false).cleared, 0);
    let outcome = imported(
        &mut workspace,
        &sheet.replacen(",5,", ",,", 1).replacen("\"5\"", "\"\"", 1),
        true,
    );
    assert_eq!((outcome.cleared, outcome.gone.len()), (1, 0));
    let one = workspace
        .all::<Item>()
        .find(|item| item.title == "One")
        .unwrap();
    assert!(
        one.value.value.is_none() && one.owner.0.is_some(),
        "what was hidden is not blank"
    );
}

#[test]
fn counts_leave_out_rows_that_are_left_out() {
    let mut workspace = Workspace::default();
    let file = "Title,Key,WSJF,Colour\na,K-1,9,red\na,K-1,9,red\nTotal,,9,red\n";
    let outcome = apply(&mut workspace, file.as_bytes());
    assert_eq!((outcome.created, outcome.skipped), (1, 2));
    assert!(says(&outcome, "a score made elsewhere in 1 cell"));
}

#[test]
fn lists_of_aha_are_of_the_level_their_names_begin_with() {
    let epics = "Epic reference #,Epic name,Epic status,Epic due date,Epic assigned to\n\
        SHOP-E-1,Payments,Under consideration,2027-03-01,Cy Roe\nSHOP-E-2,Old,Will not implement,,\n";
    let features = "Epic due date,Feature reference #,Feature name,Feature status,Feature type,Feature due date,\
        Assigned to user,Epic reference #,Epic name\n\
        2027-03-01,SHOP-1,Gift cards,In progress,New,2027-01-15,Ann Lee,SHOP-E-1,Payments\n\
        2027-03-01,SHOP-2,Tax,Shipped,Bug fix,,,SHOP-E-1,Payments\n";
    let mut workspace = Workspace::default();
    let outcome = apply(&mut workspace, epics.as_bytes());
    assert!(!says(&outcome, "unknown state"), "{:#?}", outcome.summary());
    apply(&mut workspace, features.as_bytes());
    let levels = "Payments Epic, Old Epic, Gift cards Feature Payments, Tax Feature Payments";
    assert_eq!(tree(&workspace), levels);
    let told = |key| {
        let item = item(&workspace, key);
        let owner = super::name(&workspace, item.owner.0).to_owned();
        let due = item.due.map_or(String::new(), |day| day.to_string());
        (owner, due, item.state.word().name)
    };
    let is = |owner: &str, due: &str, state| (owner.to_owned(), due.to_owned(), state);
    assert_eq!(told("SHOP-E-1"), is("Cy Roe", "2027-03-01", "Funnel"));
    assert_eq!(told("SHOP-E-2").2, "Declined");
    assert_eq!(told("SHOP-1"), is("Ann Lee", "2027-01-15", "Doing"));
    assert_eq!(told("SHOP-2"), is("", "", "Done"));
}

#[test]
fn dependencies_are_what_is_needed_first_and_a_dash_is_none() {
    let mut workspace = Workspace::default();
    let outcome = apply(
        &mut workspace,
        "Title,Key,Dependencies\nCard,K-1,—\nTax,K-2,K-1\nForm,K-3,n/a\n".as_bytes(),
    );
    let needs = |key: &str| item(&workspace, key).needs.0.clone();
    assert_eq!(needs("K-2"), [item(&workspace, "K-1").id]);
    assert!(needs("K-1").is_empty() && needs("K-3").is_empty());
    assert!(!says(&outcome, "not here"), "{:#?}", outcome.summary());
}
