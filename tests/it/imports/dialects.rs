//! The tables of trackers: each is known by its header, and means by its names what it means.

use evenkeel::exchange::import::{Import, Mapping};
use evenkeel::model::Workspace;
use evenkeel::model::field::Choice;
use evenkeel::model::item::Item;

use super::{apply, extra, item, name, says, size};

fn read(format: &str, text: &str) -> (Workspace, Import) {
    let mut workspace = Workspace::default();
    let outcome = apply(&mut workspace, text.as_bytes());
    assert_eq!(outcome.format, format, "{:#?}", outcome.summary());
    (workspace, outcome)
}

fn titled<'a>(workspace: &'a Workspace, title: &str) -> &'a Item {
    let found = workspace.all::<Item>().find(|item| item.title == title);
    found.expect(title)
}

#[test]
fn jira_parents_get_their_keys_and_differing_fields_are_told() {
    let text = "Summary,Issue key,Issue id,Issue Type,Status,Parent,Custom field (Impact),Custom field (Impact),Custom field (Story Points),Custom field (Story point estimate)\n\
        Shop,EX-1,10001,Epic,Open,,3,,,\n\
        Pay,EX-2,10002,Story,Open,10001,3,4,,5\n\
        Ship,EX-3,10003,Story,Open,10001,4,4,3,\n\
        Lost,EX-4,10004,Story,Open,99,,2,2,8\n";
    let (workspace, outcome) = read("Jira CSV", text);
    let pay = item(&workspace, "EX-2");
    assert_eq!(extra(pay, "Parent"), ["10001"]);
    assert_eq!(extra(pay, "Parent key"), ["EX-1"]);
    assert_eq!(extra(pay, "Custom field (Impact)"), ["3", "4"]);
    assert_eq!(
        extra(item(&workspace, "EX-3"), "Custom field (Impact)"),
        ["4"]
    );
    assert!(extra(item(&workspace, "EX-4"), "Parent key").is_empty());
    let sizes = ["EX-2", "EX-3", "EX-4"].map(|key| size(item(&workspace, key)));
    assert_eq!(sizes, ["5", "3", "2"]);
    for words in [
        "1 row where columns of this name differ (“4”)",
        "items that are not here in 1 cell (“99”)",
        "two different sizes in 1 row (“8”)",
    ] {
        assert!(says(&outcome, words), "{words}: {:#?}", outcome.summary());
    }
}

#[test]
fn jira_is_known_in_any_language() {
    let text = "요약,이슈 키,이슈 번호,이슈 유형,상태,설명,Labels\n\
        지불,SHOP-1,10001,스토리,신규,긴,a\n\
        환불,SHOP-2,10002,버그,완료,,\n";
    let (workspace, outcome) = read("Jira CSV", text);
    let pay = item(&workspace, "SHOP-1");
    assert_eq!(
        (pay.title.as_str(), pay.labels.as_slice()),
        ("지불", &["a".to_owned()][..])
    );
    assert_eq!(extra(pay, "상태"), ["신규"]);
    assert_eq!(extra(pay, "설명"), ["긴"]);
    assert!(says(&outcome, "unknown state in 2 cells"));
}

#[test]
fn azure_trees_name_the_parent_of_each_row() {
    let text = "\u{feff}ID,Work Item Type,Title 1,Title 2,Title 3,State,Effort,Tags,Description,Created By\n\
        \"500\",\"Epic\",\"Checkout\",,,\"Active\",,,\"<div>One<br>two &amp; three</div>\",\"Okafor, Dana <dana@example.com>\"\n\
        \"501\",\"Feature\",,\"One page\",,\"New\",\"13\",\"pilot; web shop\",,\n\
        ,\"User Story\",,,\"Spike\",\"New\",,,,\n\
        \"503\",\"Feature\",,\"Retire\",,\"Removed\",\"8\",,,\n";
    let (workspace, _) = read("Azure DevOps CSV", text);
    let epic = item(&workspace, "500");
    assert_eq!(epic.note.as_str(), "One\ntwo & three");
    assert_eq!(name(&workspace, epic.requester.0), "Okafor, Dana");
    assert!(extra(epic, "Parent").is_empty());
    let page = item(&workspace, "501");
    assert_eq!(page.labels, ["pilot", "web shop"]);
    assert_eq!(extra(page, "Parent"), ["500"]);
    assert_eq!(extra(titled(&workspace, "Spike"), "Parent"), ["501"]);
    let retired = item(&workspace, "503");
    assert_eq!(
        (extra(retired, "Parent"), retired.state.word().name),
        (vec!["500"], "Declined")
    );
}

#[test]
fn linear_links_estimates_and_creators_are_read() {
    let text = "\"ID\",\"Team\",\"Title\",\"Status\",\"Estimate\",\"Priority\",\"Creator\",\"Assignee\",\"Labels\",\"Cycle Name\",\"Completed\",\"Canceled\",\"Blocked by\",\"Related to\"\n\
        \"CLA-1\",\"Claw\",\"First\",\"Triage\",0,\"No priority\",\"ann@example.com\",,\"a, b c\",\"Cycle 1\",,,\"CLA-2\",\"CLA-3\"\n\
        \"CLA-2\",\"Claw\",\"Second\",\"Canceled\",,\"Low\",\"ann@example.com\",,\"\",,,\"Sat Feb 11 2023 01:51:53 GMT+0000 (GMT)\",,\n";
    let (workspace, _) = read("Linear CSV", text);
    let first = item(&workspace, "CLA-1");
    assert_eq!(
        (size(first), first.labels.as_slice()),
        ("0".into(), &["a".to_owned(), "b c".to_owned()][..])
    );
    assert_eq!(first.needs.0, [item(&workspace, "CLA-2").id]);
    assert_eq!(name(&workspace, first.requester.0), "ann@example.com");
    assert_eq!(extra(first, "Priority"), ["No priority"]);
    assert_eq!(item(&workspace, "CLA-2").state.word().name, "Declined");
}

#[test]
fn asana_is_done_by_a_date_and_depends_by_name() {
    let text = ",,\nTask ID,Created At,Completed At,Name,Section/Column,Tags,Parent task,Blocked By (Dependencies)\n\
        11,2026-09-01,,Checkout,In Progress,\"pay,web\",,Provider\n\
        12,2026-09-01,2026-09-10,Provider,In Progress,,Checkout,\n";
    let (workspace, _) = read("Asana CSV", text);
    let provider = item(&workspace, "12");
    assert_eq!(provider.state.word().name, "Done");
    assert_eq!(extra(provider, "Parent task"), ["Checkout"]);
    let checkout = item(&workspace, "11");
    assert_eq!(
        (checkout.needs.0.as_slice(), checkout.labels.len()),
        (&[provider.id][..], 2)
    );
}

#[test]
fn plane_has_lists_in_its_cells() {
    let text = "\"Project Identifier\",\"Sequence Id\",\"Identifier\",\"Name\",\"State Name\",\"Assignees\",\"Created By Name\",\"Labels\",\"Cycles\",\"Comments\"\n\
        \"T\",\"1\",\"T-1\",\"Log in\",\"Todo\",\"[\"\"Jane Smith\"\", \"\"Bo\"\"]\",\"Ann\",\"[\"\"a, b\"\", \"\"c\"\"]\",\"[]\",\"[]\"\n";
    let (workspace, _) = read("Plane CSV", text);
    let login = item(&workspace, "T-1");
    assert_eq!(login.labels, ["a, b", "c"]);
    assert_eq!(name(&workspace, login.owner.0), "Jane Smith");
    assert_eq!(name(&workspace, login.requester.0), "Ann");
    assert_eq!(extra(login, "Assignees"), ["[\"Jane Smith\", \"Bo\"]"]);
    assert!(
        extra(login, "Cycles").is_empty(),
        "an empty list is a blank"
    );
}

#[test]
fn aha_estimates_have_units() {
    let text = "Reference number,Feature name,Feature type,Feature status,Feature tags,Feature description,Estimate,Score\n\
        APP-1,Points,New,In development,\"x,y\",<p>Why</p><ul><li>this</li></ul>,4p,31\n\
        APP-2,Days,New,Shipped,,,2d 1h,\n";
    let (workspace, outcome) = read("Aha! CSV", text);
    let points = item(&workspace, "APP-1");
    assert_eq!(
        (size(points), points.note.as_str()),
        ("4".into(), "Why\n- this")
    );
    let days = item(&workspace, "APP-2");
    assert_eq!(
        (size(days), extra(days, "Estimate")),
        ("?".into(), vec!["2d 1h"])
    );
    assert!(says(&outcome, "no number in 1 cell (“2d 1h”)"));
    assert!(says(&outcome, "score made elsewhere"));
}

#[test]
fn a_score_in_the_file_is_compared_and_counts_for_nothing() {
    let text = "Title,Key,User-business value,Time criticality,Risk / opportunity,Job size,WSJF\n\
        Right,A-1,8,5,3,3,5.33\nWrong,A-2,8,5,3,4,9\nAlso,A-3,8,5,3,4,7\nBroken,A-4,8,5,3,,#DIV/0!\n";
    let mapping = "User-business value=value,Time criticality=criticality,Risk / opportunity=risk,Job size=size";
    let outcome = super::wished(text.as_bytes(), &Workspace::default(), |wish| {
        wish.mapping = Mapping::parse(mapping).ok();
    });
    let words =
        "“WSJF” is not what evenkeel computes in 2 rows (“A-2: 9, here 4”, “A-3: 7, here 4”)";
    assert!(says(&outcome, words), "{:#?}", outcome.summary());
    let mut workspace = Workspace::default();
    apply(&mut workspace, text.as_bytes());
    assert_eq!(extra(item(&workspace, "A-4"), "WSJF"), ["#DIV/0!"]);
}

#[test]
fn the_xml_of_jira_has_what_its_csv_has() {
    let text = include_str!("../fixtures/xml/jira.xml");
    let (mut workspace, _) = read("Jira XML", text);
    let pay = item(&workspace, "SH-1").clone();
    assert_eq!(pay.note.as_str(), "Pay in one step\n- fast\n- safe & sound");
    assert_eq!(
        (size(&pay), pay.labels.as_slice()),
        ("5".into(), &["billing".to_owned(), "web".to_owned()][..])
    );
    assert_eq!(pay.needs.0, [item(&workspace, "SH-2").id], "SH-2 blocks it");
    assert_eq!(name(&workspace, pay.owner.0), "");
    assert_eq!(name(&workspace, pay.requester.0), "Ines Duarte");
    assert_eq!(pay.due.unwrap().to_string(), "2027-01-31");
    assert_eq!(extra(&pay, "Issue id"), ["10001"]);
    assert_eq!(extra(&pay, "Custom field (Sprint)"), ["Shop 7", "Shop 8"]);
    assert_eq!(
        extra(&pay, "Comment"),
        ["Sat, 10 Oct 2020 17:31:32 -0400;ines;Sure &unknown;"]
    );
    let child = item(&workspace, "SH-2");
    assert_eq!(
        (extra(child, "Parent key"), child.state.word().name),
        (vec!["SH-1"], "Done")
    );
    let again = "Summary,Issue key,Issue id,Issue Type,Status,Priority\nPay now,SH-1,10001,Story,To Do,High\n";
    let outcome = apply(&mut workspace, again.as_bytes());
    assert_eq!(
        (outcome.created, outcome.updated),
        (0, 1),
        "the CSV updates what the XML brought"
    );
}
