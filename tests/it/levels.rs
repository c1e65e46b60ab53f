//! Levels: what is ranked of a family, and that effort counts once wherever it is counted.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use evenkeel::desk::file::{File, Home};
use evenkeel::desk::preferences::Preferences;
use evenkeel::edit::{EditError, apply, removal};
use evenkeel::model::Workspace;
use evenkeel::model::increment::Increment;
use evenkeel::model::item::Item;
use evenkeel::model::record::Declared;
use evenkeel::model::settings::Lens;
use evenkeel::scoring::dependencies::map::map;
use evenkeel::scoring::evaluation::{Evaluation, evaluate};
use evenkeel::scoring::flow::record::Flow;
use evenkeel::scoring::forecast::When;
use evenkeel::scoring::forecast::roadmap::roadmap;
use evenkeel::scoring::levels::{Standing, gap, progress, standing};
use evenkeel::scoring::plan::checks::NeedOrder;
use evenkeel::scoring::plan::suggestion::backlog;
use evenkeel::scoring::plan::team_board::{TeamBoard, seat};
use evenkeel::scoring::plan::{Planned, plan};
use evenkeel::scoring::ratio::Ratio;
use evenkeel::shell::App;
use ratatui::layout::Size;

use crate::samples::{id, workspace};
use crate::screens::{press, screen};

/// An interval of two iterations with one team, of which the first has begun.
const GROUND: &str = r#"
    teams: [(id: "red", name: "Red", velocity: [10, 10, 10])],
    buckets: [(id: "biz", name: "Business", share: 70), (id: "tec", name: "Technical", share: 30)],
    increments: [(id: "pi", name: "PI 1", starts: "2027-01-04", ends: "2027-01-31", capacity: (value: 20))],
    iterations: [
        (id: "i1", name: "I1", increment: "pi", starts: "2027-01-04", ends: "2027-01-17"),
        (id: "i2", name: "I2", increment: "pi", starts: "2027-01-18", ends: "2027-01-31"),
    ],"#;

pub fn today() -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2027, 1, 5)
}

fn of(items: &str) -> Workspace {
    workspace(&format!("(schema: \"1.0\", {GROUND} items: [{items}])"))
}

fn ranked(items: &str) -> (Workspace, Evaluation) {
    let workspace = of(items);
    let evaluation = evaluate(&workspace, Lens::Wsjf, today());
    (workspace, evaluation)
}

fn planned(workspace: &Workspace, evaluation: &Evaluation) -> Planned {
    let all = evaluation.all(workspace);
    plan(workspace, &all, &evaluation.race).increments.remove(0)
}

fn names(ids: &[evenkeel::model::id::Id]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

/// An epic of two features, one of them with stories, and a third feature that belongs to nothing.
pub const FAMILY: &str = r#"
    (id: "epic", title: "Epic", level: Some(Epic), size: (value: 40), bucket: "biz"),
    (id: "f1", title: "With stories", parent: "epic", level: Some(Feature), value: (value: 8), criticality: (value: 5), risk: (value: 3), size: (value: 8), team: "red", increment: "pi", state: Planned),
    (id: "s1", title: "Small", parent: "f1", level: Some(Story), size: (value: 5)),
    (id: "s2", title: "Done", parent: "f1", level: Some(Story), size: (value: 3), state: Done),
    (id: "s3", title: "Later", parent: "f1", level: Some(Story), size: (value: 2), iteration: "i2"),
    (id: "s4", title: "Never", parent: "f1", level: Some(Story), size: (value: 13), state: Declined),
    (id: "f2", title: "Bare", parent: "epic", value: (value: 5), criticality: (value: 5), risk: (value: 1), size: (value: 5), team: "red"),
    (id: "f3", title: "Alone", value: (value: 1), criticality: (value: 1), risk: (value: 1), size: (value: 20), bucket: "tec"),
"#;

#[test]
fn features_are_ranked_and_what_is_larger_or_smaller_stands_with_them() {
    let (workspace, evaluation) = ranked(FAMILY);
    assert_eq!(names(&evaluation.ranked), ["f2", "f1", "f3"]);
    assert_eq!(names(&evaluation.above), ["epic"]);
    assert!(evaluation.unranked.is_empty());
    let stands = |name: &str| standing(&workspace, workspace.get(id(name)).unwrap());
    assert_eq!(stands("epic"), Standing::Above);
    assert_eq!(stands("s1"), Standing::Within(id("f1")));
    assert_eq!(progress(&workspace, id("f1")), Some((1, 3)));
    assert_eq!(progress(&workspace, id("epic")), Some((0, 2)));
    assert_eq!(progress(&workspace, id("s1")), None);
    let all = evaluation.all(&workspace);
    assert_eq!(all.len(), workspace.count(Item::KIND), "nothing is lost");
}

#[test]
fn effort_counts_once_in_cut_balance_and_plan() {
    let (workspace, evaluation) = ranked(FAMILY);
    // The feature counts 5 + 2 that are left and 3 that are done, not its own 8, and the epic nothing.
    let cut = evaluation.cut.unwrap();
    assert_eq!(cut.spent, Ratio::whole(3));
    assert_eq!(
        cut.used,
        Ratio::whole(12),
        "7 of the first feature, 5 of the second"
    );
    let planned = planned(&workspace, &evaluation);
    assert_eq!(planned.whole.load, Some(Ratio::whole(10)));
    assert_eq!(names(&planned.whole.items), ["f1", "s3", "s2"]);
    let loads: Vec<_> = planned.iterations.iter().map(|(_, one)| one.load).collect();
    assert_eq!(loads, [Some(Ratio::ZERO), Some(Ratio::whole(2))]);
    let mix = evaluation.balance.allocation.as_ref().unwrap();
    assert_eq!(
        mix.total,
        Ratio::whole(10),
        "all of it is the epic's allocation"
    );
    assert_eq!(mix.buckets[0].effort, Ratio::whole(10));
}

#[test]
fn a_forecast_and_a_suggestion_count_the_same() {
    let (workspace, evaluation) = ranked(FAMILY);
    let map = roadmap(&workspace, &evaluation, today());
    let ahead = |name: &str| map.item(id(name)).unwrap().as_ref().unwrap().ahead.amount;
    assert_eq!(
        ahead("f1"),
        Ratio::whole(7),
        "5 and, last, the 2 of the second iteration"
    );
    assert_eq!(ahead("f2"), Ratio::whole(12));
    assert_eq!(ahead("f3"), Ratio::whole(32));
    let when = map.item(id("f3")).unwrap().as_ref().unwrap().when;
    assert_eq!(when.half, When::Within(4));
    let asked = backlog::ask(
        &workspace,
        (&evaluation.race.past, evaluation.terms),
        id("pi"),
        &evaluation.ranked,
        &BTreeMap::default(),
    )
    .unwrap();
    let efforts: Vec<_> = asked
        .question
        .candidates
        .iter()
        .map(|one| one.effort)
        .collect();
    let points = |points: i64| Some(Ratio::whole(points));
    assert_eq!(efforts, [points(5), points(7), points(20)]);
    assert_eq!(names(&asked.items), ["f2", "f1", "f3"]);
}

#[test]
fn without_a_size_of_its_parts_an_item_counts_its_own() {
    let (workspace, evaluation) = ranked(
        r#"(id: "f", title: "F", size: (value: 8), increment: "pi", state: Planned),
        (id: "s", title: "S", parent: "f", level: Some(Story)),"#,
    );
    assert_eq!(
        planned(&workspace, &evaluation).whole.load,
        Some(Ratio::whole(8))
    );
    assert_eq!(names(&evaluation.unranked), ["f"]);
}

#[test]
fn the_ranked_level_is_a_setting_and_what_has_no_such_level_ranks_as_it_is() {
    let items = r#"(id: "e", title: "E", level: Some(Epic)),
        (id: "s", title: "S", parent: "e", level: Some(Story)),
        (id: "t", title: "T", parent: "s", level: Some(Task)),
        (id: "lone", title: "Lone epic", level: Some(Epic)),"#;
    let listed = |level: &str| {
        let text =
            format!("(schema: \"1.0\", settings: (ranked_level: Some({level})), items: [{items}])");
        let workspace = workspace(&text);
        names(&evaluate(&workspace, Lens::Wsjf, None).unranked)
    };
    assert_eq!(listed("Feature"), ["lone", "s"]);
    assert_eq!(listed("Story"), ["lone", "s"]);
    assert_eq!(listed("Task"), ["lone", "t"]);
    assert_eq!(listed("Epic"), ["e", "lone"]);
}

#[test]
fn parts_of_a_parked_item_wait_with_it_and_open_ones_of_a_done_item_do_not() {
    let listed = |state: &str| {
        let (_, evaluation) = ranked(&format!(
            "(id: \"f\", title: \"F\", state: {state}), (id: \"s\", title: \"S\", parent: \"f\", level: Some(Story), size: (value: 3)),"
        ));
        names(&evaluation.unranked)
    };
    assert_eq!(listed("Ready"), ["f"]);
    assert_eq!(listed("Done"), ["s"]);
    assert!(listed("Parked").is_empty());
}

#[test]
fn a_deleted_parent_lifts_its_parts_in_one_step() {
    let mut workspace = of(FAMILY);
    let before = workspace.clone();
    let edits = removal(&workspace, Item::KIND, id("f1"));
    let undo = apply(&mut workspace, edits).unwrap();
    let parent =
        |workspace: &Workspace, name: &str| workspace.get::<Item>(id(name)).unwrap().parent.0;
    assert_eq!(parent(&workspace, "s1"), Some(id("epic")));
    assert_eq!(workspace.tree().parts(id("epic")).len(), 5);
    let edits = removal(&workspace, Item::KIND, id("epic"));
    apply(&mut workspace, edits).unwrap();
    assert_eq!(parent(&workspace, "s1"), None);
    assert!(workspace.tree().is_flat());
    let mut again = of(FAMILY);
    let edits = removal(&again, Item::KIND, id("f1"));
    apply(&mut again, edits).unwrap();
    apply(&mut again, undo).unwrap();
    assert_eq!(again, before);
}

#[test]
fn nothing_becomes_a_part_of_itself() {
    let mut workspace = of(FAMILY);
    let link = evenkeel::model::field::Value::Link(id("s1"));
    let edit = evenkeel::edit::Edit::put::<Item>(id("epic"), "parent", link).unwrap();
    let refused = apply(&mut workspace, vec![edit]).unwrap_err();
    assert!(matches!(refused, EditError::Inside { .. }), "{refused}");
    assert_eq!(workspace, of(FAMILY));
}

#[test]
fn loops_and_deep_chains_of_an_old_file_end() {
    let mut chain: String = (0..10_000)
        .map(|at| {
            format!(
                "(id: \"c{at}\", title: \"C\", parent: \"c{}\", size: (value: 1)),",
                at + 1
            )
        })
        .collect();
    chain += "(id: \"c10000\", title: \"C\"),";
    let looped = r#"(id: "a", title: "A", parent: "b"), (id: "b", title: "B", parent: "c"), (id: "c", title: "C", parent: "a"),"#;
    for items in [chain.as_str(), looped] {
        let (workspace, evaluation) = ranked(items);
        let all = evaluation.all(&workspace);
        assert_eq!(all.len(), workspace.count(Item::KIND));
        assert_eq!(evaluation.unranked.len(), 1);
    }
}

#[test]
fn the_parts_are_held_against_the_whole() {
    let workspace = of(FAMILY);
    let gap = |name: &str| gap(&workspace, workspace.get(id(name)).unwrap());
    assert_eq!(gap("f1").unwrap().gap, Some(Ratio::whole(2)));
    assert_eq!(gap("f1").unwrap().exceeds(), Some(true));
    assert_eq!(gap("epic").unwrap().gap, Some(Ratio::whole(-25)));
    assert_eq!(gap("f3"), None);
    assert!(workspace.get::<Increment>(id("pi")).is_some());
}

pub fn opened(items: &str, size: Size) -> App {
    board(of(items), size)
}

pub fn board(workspace: Workspace, size: Size) -> App {
    let file = File::new(Home::File("tree.ron".into()), Vec::new());
    App::new(workspace, file, Preferences::default(), 1, size, today())
}

fn listed(app: &App) -> Vec<String> {
    names(&app.desk.backlog.items().collect::<Vec<_>>())
}

#[test]
fn parts_are_folded_under_what_is_ranked_and_unfold_by_a_key() {
    let mut app = opened(FAMILY, Size::new(120, 35));
    assert_eq!(listed(&app), ["f2", "f1", "f3", "epic"]);
    let shown = screen(&app);
    assert!(shown.contains("+ 1/3 With stories"), "{shown}");
    assert!(
        shown.contains("1 larger item, its parts are ranked"),
        "{shown}"
    );
    press(&mut app, "j Left");
    let all = ["f2", "f1", "s1", "s2", "s3", "s4", "f3", "epic"];
    assert_eq!(listed(&app), all);
    assert!(screen(&app).contains("- 1/3 With stories"));
    press(&mut app, "j Left");
    assert_eq!(
        app.desk.backlog.selected(),
        Some(id("f1")),
        "a part folds its whole"
    );
    assert_eq!(listed(&app).len(), 4);
    press(&mut app, "z");
    assert_eq!(
        listed(&app).len(),
        8,
        "the features of the epic are listed above"
    );
    press(&mut app, "z G");
    assert_eq!(listed(&app).len(), 4);
}

#[test]
fn parts_stand_in_the_order_they_are_given() {
    let mut app = opened(FAMILY, Size::new(120, 35));
    press(&mut app, "j Left j J");
    assert_eq!(listed(&app)[2..6], ["s2", "s1", "s3", "s4"]);
    assert_eq!(app.desk.backlog.selected(), Some(id("s1")));
    press(&mut app, "K K");
    assert_eq!(listed(&app)[2..6], ["s1", "s2", "s3", "s4"]);
    press(&mut app, "u");
    assert_eq!(listed(&app)[2..6], ["s2", "s1", "s3", "s4"]);
}

#[test]
fn filters_know_level_and_parent_and_list_parts_where_their_whole_stands() {
    let mut app = opened(FAMILY, Size::new(120, 35));
    let mut by = |text: &str| {
        app.desk.set_filter(text);
        listed(&app)
    };
    assert_eq!(by("level:story"), ["s1", "s3"]);
    assert_eq!(by("parent:stories"), ["s1", "s3"]);
    assert_eq!(by("parent:epic"), ["f2", "f1"]);
    assert_eq!(by("level:epic"), ["epic"]);
    assert_eq!(
        by("unknown:score"),
        Vec::<String>::new(),
        "no part has to be scored"
    );
}

#[test]
fn what_is_gone_to_is_unfolded() {
    let mut app = opened(FAMILY, Size::new(200, 60));
    app.desk.select(id("s3"));
    assert_eq!(app.desk.backlog.selected(), Some(id("s3")));
    press(&mut app, "k j");
    let shown = screen(&app);
    assert!(shown.contains("Part of"), "{shown}");
}

/// A part that says nothing of its team, beside one that names its iteration alone, and an item of another team.
const SILENT: &str = r#"
    (id: "f", title: "Refund", increment: "pi", iteration: "i1", team: "red"),
    (id: "loose", title: "Letter", parent: "f", increment: "pi", level: Story, needs: ["other"]),
    (id: "late", title: "Invoice", parent: "f", iteration: "i2", level: Story, state: Doing, needs: ["other"]),
    (id: "other", title: "Bank", iteration: "i1", team: "blue"),"#;

#[test]
fn what_a_part_does_not_say_itself_it_takes_from_the_whole_on_every_board() {
    let ground = GROUND.replace("teams: [", "teams: [(id: \"blue\", name: \"Blue\"), ");
    let workspace = workspace(&format!("(schema: \"1.0\", {ground} items: [{SILENT}])"));
    let evaluation = evaluate(&workspace, Lens::Wsjf, today());
    let increment = workspace.get::<Increment>(id("pi")).unwrap();
    let all = evaluation.all(&workspace);
    let board = TeamBoard::of(&workspace, &evaluation.race.past, increment, &all);
    let row = |part: &str| board.teams[board.find(id(part)).unwrap().line].team;
    assert_eq!([row("loose"), row("late")], [Some(id("red")); 2]);
    assert!(board.links().all(|link| link.crosses), "to another team");
    assert_eq!(seat(&workspace, id("late")), "Red, I2");
    assert_eq!(seat(&workspace, id("loose")), "Red, PI 1");
    let map = map(&workspace, evaluation.race.coming);
    let late = map.rows.iter().find(|row| row.id == id("late")).unwrap();
    let need = late.worst().unwrap();
    assert_eq!(need.order, Some(NeedOrder::InTime), "one iteration before");
    assert!(need.crosses);
    let flow = Flow::of(&workspace, today());
    assert_eq!(flow.under_way(Some(id("red"))).len(), 1);
}

#[test]
fn an_item_whose_parts_are_all_declined_goes_its_way_itself() {
    let workspace = of(r#"
        (id: "f", title: "Refund", state: Doing, team: "red"),
        (id: "s", title: "Letter", parent: "f", level: Story, state: Declined),"#);
    let flow = Flow::of(&workspace, today());
    let under_way = flow.under_way(Some(id("red")));
    assert_eq!(
        under_way
            .iter()
            .map(|(one, _)| one.item)
            .collect::<Vec<_>>(),
        [id("f")]
    );
}
