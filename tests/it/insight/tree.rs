//! The tree of needs and the map of a journey: what stands below what, folding, moving, and the keys on each row.

use evenkeel::desk::tab;
use evenkeel::dialogs::form::Form;
use evenkeel::model::Workspace;
use evenkeel::model::evidence::Evidence;
use evenkeel::model::item::Item;
use evenkeel::model::journey::Stage;
use evenkeel::model::kpi::Kpi;
use evenkeel::model::need::Need;
use evenkeel::model::record::Declared;
use evenkeel::model::settings::Lens;
use evenkeel::scoring::evaluation::evaluate;
use evenkeel::scoring::insight::known::KnownCustomers;
use evenkeel::scoring::insight::kpis::Kpis;
use evenkeel::scoring::insight::tree::NeedTree;
use evenkeel::shell::App;

use super::story::STORY;
use super::{opened, screen, workspace};
use crate::journeys::{notice, type_text};
use crate::samples::id;
use crate::screens::press;

fn rows(workspace: &Workspace) -> Vec<String> {
    let known = KnownCustomers::of(workspace, None);
    let tree = NeedTree::of(workspace, &known, &evaluate(workspace, Lens::Wsjf, None));
    let all = tree.unfolded(&std::collections::BTreeSet::new());
    let line = |of: evenkeel::model::id::Id| {
        let row = tree.row(of).unwrap();
        let record = workspace.record(row.kind, of).unwrap();
        format!(
            "{}{} {}",
            "  ".repeat(row.depth),
            row.kind.name,
            workspace.title(record)
        )
    };
    all.into_iter().map(line).collect()
}

fn parent(app: &App, need: &str) -> Option<evenkeel::model::id::Id> {
    app.desk.workspace.get::<Need>(id(need)).unwrap().parent.0
}

fn chosen(app: &App) -> String {
    let shown = screen(app);
    let line = shown.lines().find(|line| line.starts_with('▌'));
    line.unwrap_or_default().chars().take(40).collect()
}

#[test]
fn outcomes_needs_items_and_assumptions_stand_below_each_other() {
    let story = workspace(STORY);
    assert_eq!(
        rows(&story),
        [
            "kpi Days until the money is back",
            "  need I want my money when the parcel is scanned",
            "    item Refund on the day of scanning",
            "      assumption Nine returns of ten need no second look",
            "    need I send it back without a printer",
            "      item Return label as a QR code",
            "        assumption Every carrier shop can scan from a screen",
            "kpi Orders sent back",
            "  need I know how a cut runs before I order",
            "    item Size guide by cut",
            "need My shop sees its returns while it can act",
        ]
    );
    // Each stands once: an item of two needs below the stronger one, a record whose id a need has nowhere; what was
    // declined is no way to meet a need.
    let text = r#"(schema: "1.0",
        kpis: [(id: "same", name: "Same")],
        needs: [
            (id: "strong", statement: "Strong", importance: 9, satisfaction: 1),
            (id: "weak", statement: "Weak", importance: 5, satisfaction: 5),
            (id: "same", statement: "Same", outcome: "same"),
            (id: "round", statement: "Round", parent: "round"),
        ],
        items: [
            (id: "both", title: "Both", needs_met: ["weak", "strong"]),
            (id: "no", title: "No", state: Declined, needs_met: ["weak"]),
        ],
        options: [(id: "way", name: "Way", item: "both")],
    )"#;
    let (odd, _) = evenkeel::store::parse(text).unwrap();
    let found = rows(&odd);
    for line in [
        "need Strong",
        "  item Both",
        "    option Way",
        "need Weak",
        "need Round",
    ] {
        assert!(found.contains(&line.to_owned()), "{line}: {found:?}");
    }
    assert!(!found.iter().any(|line| line.ends_with("No")), "{found:?}");
    assert_eq!(found.iter().filter(|line| line.contains("Both")).count(), 1);
    assert_eq!(found.iter().filter(|line| line.contains("Same")).count(), 1);
}

#[test]
fn the_tree_folds_and_says_of_each_row_what_it_is() {
    let mut app = opened(STORY, 120, 35);
    press(&mut app, "g i g g");
    assert!(
        chosen(&app).contains("- Days until the money is back: 4.2"),
        "{}",
        screen(&app)
    );
    assert!(screen(&app).contains("─ KPI ─"), "{}", screen(&app));
    press(&mut app, "h");
    let shown = screen(&app);
    assert!(
        shown.contains("+ Days until") && !shown.contains("  - I want my money"),
        "{shown}"
    );
    press(&mut app, "h j j");
    assert!(
        chosen(&app).contains("Refund on the day"),
        "{}",
        screen(&app)
    );
    let shown = screen(&app);
    assert!(shown.contains("─ Item ─") && shown.contains('#'), "{shown}");
    // Of a row with nothing below it, what it stands in is folded.
    press(&mut app, "j h");
    assert!(
        chosen(&app).contains("+ Refund on the day"),
        "{}",
        screen(&app)
    );
    press(&mut app, "z");
    let opened_all = screen(&app);
    press(&mut app, "z");
    let folded = screen(&app);
    assert!(opened_all.contains("Nine returns of ten") && !folded.contains("Nine returns of ten"));
    assert!(folded.contains("4 needs"), "{folded}");
    // What is gone to is opened.
    app.desk
        .go(evenkeel::desk::GoTo::Record(Need::KIND, id("printer")));
    press(&mut app, "F1 Esc");
    assert!(chosen(&app).contains("I send it back"), "{}", screen(&app));
    // A filter lists needs alone, found by what meets them, too.
    press(&mut app, "/");
    type_text(&mut app, "QR code");
    press(&mut app, "Enter");
    let shown = screen(&app);
    assert!(
        shown.contains("I send it back") && !shown.contains("I want my money"),
        "{shown}"
    );
    press(&mut app, "h");
    assert!(
        notice(&app).contains("lists needs alone"),
        "{}",
        notice(&app)
    );
}

#[test]
fn keys_act_on_what_the_row_is() {
    let mut app = opened(STORY, 120, 35);
    press(&mut app, "g i g g j j");
    assert!(
        chosen(&app).contains("Refund on the day"),
        "{}",
        screen(&app)
    );
    let items = app.desk.workspace.count(Item::KIND);
    press(&mut app, "d");
    assert_eq!(
        app.desk.workspace.count(Item::KIND),
        items,
        "the list is of needs"
    );
    assert!(
        notice(&app).contains("choose a need first"),
        "{}",
        notice(&app)
    );
    press(&mut app, "m");
    assert!(
        notice(&app).contains("choose a need first"),
        "{}",
        notice(&app)
    );
    press(&mut app, "v");
    type_text(&mut app, "Talk");
    press(&mut app, "Ctrl-s");
    let talk = app
        .desk
        .workspace
        .all::<Evidence>()
        .find(|one| one.title == "Talk");
    assert_eq!(talk.unwrap().items.0, [id("refund")]);
    press(&mut app, "Enter");
    let form = app.desk.top::<Form>().unwrap();
    assert!(
        form.rows.iter().any(|row| row.label == "Job size"),
        "the form of the item"
    );
    press(&mut app, "Esc e");
    assert!(
        screen(&app).contains("Why is it there?"),
        "{}",
        screen(&app)
    );
    press(&mut app, "Esc b");
    assert_eq!(
        (app.desk.view, app.desk.backlog.selected()),
        (tab::BOARD, Some(id("refund")))
    );
    // A new need begins with the outcome that is chosen.
    press(&mut app, "g i g g n");
    type_text(&mut app, "I see where it is");
    press(&mut app, "Ctrl-s");
    let all: Vec<&Need> = app.desk.workspace.all().collect();
    let new = all
        .iter()
        .find(|need| need.statement == "I see where it is");
    assert_eq!(new.unwrap().outcome.0, Some(id("days")));
}

#[test]
fn a_need_is_moved_under_the_one_before_it_and_out_again() {
    let mut app = opened(STORY, 120, 35);
    app.desk
        .go(evenkeel::desk::GoTo::Record(Need::KIND, id("printer")));
    press(&mut app, "F1 Esc H");
    assert_eq!(parent(&app, "printer"), None, "{}", notice(&app));
    app.desk
        .go(evenkeel::desk::GoTo::Record(Need::KIND, id("own")));
    press(&mut app, "F1 Esc L");
    assert!(parent(&app, "own").is_some(), "{}", notice(&app));
    let whole = parent(&app, "own");
    press(&mut app, "L");
    assert_eq!(parent(&app, "own"), whole, "{}", notice(&app));
    press(&mut app, "u H H");
    assert_eq!(parent(&app, "own"), None);
    assert!(
        notice(&app).contains("no part of another need"),
        "{}",
        notice(&app)
    );
}

#[test]
fn keys_walk_the_stages_of_a_journey() {
    for (width, height) in [(80, 24), (120, 35)] {
        let mut app = opened(STORY, width, height);
        press(&mut app, "g i } } } } }");
        press(&mut app, "l Right l h");
        let shown = screen(&app);
        assert!(shown.contains("▌Receive"), "{shown}");
        press(&mut app, "+");
        let stage = app.desk.workspace.get::<Stage>(id("s3")).unwrap();
        assert_eq!(
            stage.feeling.map(evenkeel::model::journey::Feeling::number),
            Some(1)
        );
        press(&mut app, "Tab l");
        assert!(
            notice(&app).contains("choose a stage first"),
            "{}",
            notice(&app)
        );
    }
    let mut app = opened(STORY, 120, 35);
    press(&mut app, "g i } } } } } l");
    let shown = screen(&app);
    for row in [
        "Doing",
        "Touchpoint",
        "Get here",
        "× share",
        "Pain",
        "Items",
        "must sign up",
    ] {
        assert!(shown.contains(row), "{row}: {shown}");
    }
}

#[test]
fn what_a_kpi_was_at_first_holds_until_its_parts_are_read() {
    let text = |readings: &str| {
        format!(
            r#"(schema: "1.0",
        kpis: [
            (id: "renew", name: "Shops that renew", unit: "%", baseline: 78, baseline_day: "2026-09-01", target: 90, relation: Mean),
            (id: "large", name: "Large", unit: "%", baseline: 78, baseline_day: "2026-09-01", parent: "renew", share: 30),
            (id: "small", name: "Small", unit: "%", baseline: 78, baseline_day: "2026-09-01", parent: "renew", share: 70),
        ],
        readings: [{readings}])"#
        )
    };
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22);
    let now = |readings: &str| {
        let workspace = workspace(&text(readings));
        let kpis = Kpis::of(&workspace, today);
        let kpi: &Kpi = workspace.get(id("renew")).unwrap();
        let said = |value: Option<evenkeel::scoring::ratio::Ratio>| value.map(|v| v.to_decimal(1));
        (said(kpis.now(kpi.id)), said(kpis.change(kpi)))
    };
    let (large, small) = (
        r#"(id: "a", kpi: "large", day: "2026-11-16", value: 84),"#,
        r#"(id: "b", kpi: "small", day: "2026-11-16", value: 80),"#,
    );
    let is = |now: &str, change: &str| (Some(now.to_owned()), Some(change.to_owned()));
    assert_eq!(now(""), is("78.0", "0.0"));
    assert_eq!(now(&format!("{large}{small}")), is("81.2", "3.2"));
    assert_eq!(now(large), is("79.8", "1.8"), "the other is what it was");
    let own = r#"(id: "c", kpi: "renew", day: "2026-10-01", value: 79),"#;
    assert_eq!(
        now(&format!("{large}{small}{own}")),
        is("79.0", "1.0"),
        "what was read itself wins"
    );
}
