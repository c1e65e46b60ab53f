//! KPIs: the worked examples, readings by a key and by a table.

use evenkeel::desk::event::Event;
use evenkeel::dialogs::form::Form;
use evenkeel::dialogs::page::Page;
use evenkeel::model::field::Percent;
use evenkeel::model::item::Item;
use evenkeel::model::kpi::{KpiEffect, Reading};
use evenkeel::model::number::Number;
use evenkeel::model::record::{Declared, Kind};
use evenkeel::scoring::insight::kpi_words::of_kpi;
use evenkeel::scoring::insight::kpis::{counted, learned};
use evenkeel::scoring::ratio::Ratio;
use evenkeel::shell::App;

use super::{opened, screen};
use crate::journeys::{notice, type_text};
use crate::samples::id;
use crate::screens::press;

/// A KPI with its parts, and three items that move it.
const KPIS: &str = r#"(
    schema: "1.0",
    kpis: [
        (id: "returns", name: "Orders sent back", unit: "%", direction: Down, baseline: 12, baseline_day: "2026-09-01", target: 10.8, target_day: "2027-06-30", weight: 100, relation: Sum),
        (id: "size", name: "Wrong size", unit: "%", direction: Down, parent: "returns", place: 1),
        (id: "quality", name: "Quality", unit: "%", direction: Down, parent: "returns", place: 2),
        (id: "defect", name: "Defective", unit: "%", direction: Down, parent: "returns", place: 3),
        (id: "other", name: "Other", unit: "%", direction: Down, parent: "returns", place: 4),
        (id: "guard", name: "Fraud", unit: "%", direction: Down, side: Guardrail, limit: 0.3),
    ],
    readings: [
        (id: "r1", day: "2026-10-01", kpi: "size", value: 6.5),
        (id: "r2", day: "2026-10-01", kpi: "quality", value: 3),
        (id: "r3", day: "2026-10-01", kpi: "defect", value: 1.5),
        (id: "r4", day: "2026-10-01", kpi: "other", value: 1),
        (id: "r5", day: "2026-11-01", kpi: "guard", value: 0.4),
    ],
    items: [
        (id: "guide", title: "Size guide", state: Ready, value: (value: 8), criticality: (value: 1), risk: (value: 1), size: (value: 5)),
        (id: "gate", title: "Quality gate", state: Ready, value: (value: 8), criticality: (value: 1), risk: (value: 1), size: (value: 8)),
        (id: "photos", title: "Photos", state: Ready, value: (value: 8), criticality: (value: 1), risk: (value: 1), size: (value: 2)),
    ],
    effects: [
        (id: "e1", item: "guide", kpi: "returns", low: 0.3, likely: 0.5, high: 0.8),
        (id: "e2", item: "gate", kpi: "returns", low: 0.2, likely: 0.3, high: 0.6),
        (id: "e3", item: "photos", kpi: "returns", low: 0.1, likely: 0.2, high: 0.2),
    ],
)
"#;

#[test]
fn the_worked_examples_of_kpis() {
    let app = opened(KPIS, 120, 35);
    let kpis = &app.desk.derived.kpis;
    let said = of_kpi(&app.desk.workspace, kpis, kpis.get(id("returns")).unwrap()).plain(true);
    for words in [
        "Alone: Wrong size −18.5 % · Quality −40.0 % · Defective −80.0 % · Other not possible",
        "86 % of 1.2 % covered by 3 items (50 % / 83 % / 133 %)",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let mut app = app;
    press(&mut app, "L");
    type_text(&mut app, "outcome");
    press(&mut app, "Enter");
    let evaluation = &app.desk.derived.evaluation;
    let scores: Vec<String> = evaluation
        .ranked
        .iter()
        .map(|id| {
            let score = evaluation.score(*id).unwrap().line.score.unwrap();
            format!(
                "{} {}",
                app.desk.workspace.name::<Item>(*id),
                score.to_decimal(2)
            )
        })
        .collect();
    assert_eq!(
        scores,
        ["Size guide 8.61", "Photos 7.64", "Quality gate 3.47"]
    );
    let findings = &app.desk.derived.survey.findings;
    let has = |code: &str| findings.iter().any(|one| one.check.code == code);
    assert!(has("guardrail-broken") && has("kpi-behind") && !has("kpi-gap-uncovered"));
}

#[test]
fn a_reading_is_added_by_a_key_and_moves_the_progress() {
    let mut app = opened(KPIS, 200, 60);
    press(&mut app, "g i } } } }");
    let shown = screen(&app);
    for said in ["Orders sent back", "Wrong size", "behind", "broken", "86 %"] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    press(&mut app, "+");
    type_text(&mut app, "11,4 %");
    press(&mut app, "Enter");
    let kpis = &app.desk.derived.kpis;
    assert_eq!(
        kpis.now(id("returns")),
        Ratio::parse("57/5"),
        "{}",
        notice(&app)
    );
    let progress = kpis.progress(kpis.get(id("returns")).unwrap());
    assert_eq!(progress.progress, Ratio::parse("1/2"));
    press(&mut app, "+");
    type_text(&mut app, "much");
    press(&mut app, "Enter");
    assert!(notice(&app).contains("is not a number"), "{}", notice(&app));
    let table = "day;kpi;value\n2026-11-20;Fraud;0,2\n";
    app.handle(Event::Paste(table.to_owned()));
    assert_eq!(
        app.desk.derived.kpis.now(id("guard")),
        Ratio::parse("1/5"),
        "{}",
        notice(&app)
    );
}

#[test]
fn effects_are_typed_one_after_the_other_and_none_twice() {
    let mut app = opened(KPIS, 120, 35);
    press(&mut app, "n");
    type_text(&mut app, "Returns desk");
    press(&mut app, "Enter Esc g i } } } } Tab");
    for title in ["Returns desk", "Photos"] {
        press(&mut app, "n");
        let form = app.desk.top::<Form>().unwrap();
        // What stays is the KPI; as of the same item it would be the same effect again.
        assert_eq!((form.cursor, form.rows[0].label_static), (0, "Item"));
        press(&mut app, "Enter");
        type_text(&mut app, title);
        press(&mut app, "Enter");
        assert_eq!(
            app.desk.top::<Form>().unwrap().rows[1].shown_text(),
            "Orders sent back"
        );
        press(&mut app, "Tab Tab Tab");
        type_text(&mut app, "0.1");
        press(&mut app, "Ctrl-s");
        assert!(app.desk.top::<Form>().is_none(), "{}", notice(&app));
    }
    assert_eq!(app.desk.workspace.all::<KpiEffect>().count(), 5);
}

#[test]
fn w_says_what_each_part_would_have_to_do_and_tries_a_number_out() {
    let mut app = opened(KPIS, 120, 35);
    press(&mut app, "g i } } } } w");
    let page = app.desk.top::<Page>().unwrap().lines.join("\n");
    for words in [
        "Wrong size: 6.5 % · 54 % of all, 54 % so far · alone: −18.5 %",
        "Quality: 3 % · 25 % of all, 79 % so far · alone: −40.0 %",
        "Other: 1 % · 8 % of all, 100 % so far · alone: not possible",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let before = app.desk.workspace.clone();
    press(&mut app, "Esc j w");
    type_text(&mut app, "-10 %");
    let shown = screen(&app);
    assert!(
        shown.contains("Orders sent back: 12 % → 11.35 %"),
        "{shown}"
    );
    press(&mut app, "Enter");
    let page = app.desk.top::<Page>().unwrap().lines.join("\n");
    for words in [
        "Wrong size: 6.5 % → 5.85 %",
        "Orders sent back: 12 % → 11.35 % · 54 % of the way",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(app.desk.workspace == before, "it is tried out alone");
    press(&mut app, "Esc w");
    type_text(&mut app, "much");
    press(&mut app, "Enter");
    assert!(notice(&app).contains("is no number"), "{}", notice(&app));
}

#[test]
fn each_factor_of_a_product_alone_has_to_do_its_part() {
    let text = r#"(
        schema: "1.0",
        kpis: [
            (id: "sales", name: "Sales", target: 12000, relation: Product),
            (id: "visitors", name: "Visitors", parent: "sales", place: 1),
            (id: "share", name: "Buyers", parent: "sales", place: 2),
            (id: "rate", name: "Orders each buyer", target: 4, relation: Ratio),
            (id: "orders", name: "Orders", parent: "rate", place: 1),
            (id: "buyers", name: "People", parent: "rate", place: 2),
        ],
        readings: [
            (id: "r1", day: "2026-11-01", kpi: "visitors", value: 100000),
            (id: "r2", day: "2026-11-01", kpi: "share", value: 0.1),
            (id: "r3", day: "2026-11-01", kpi: "orders", value: 300),
            (id: "r4", day: "2026-11-01", kpi: "buyers", value: 100),
        ],
    )"#;
    let app = opened(text, 120, 35);
    let kpis = &app.desk.derived.kpis;
    let said =
        |name: &str| of_kpi(&app.desk.workspace, kpis, kpis.get(id(name)).unwrap()).plain(true);
    assert!(
        said("sales").contains("Alone: Visitors +20.0 %"),
        "{}",
        said("sales")
    );
    assert!(
        said("sales").contains("Visitors +20.0 % · Buyers +20.0 %"),
        "{}",
        said("sales")
    );
    assert!(said("rate").contains("Orders +33.3 %"), "{}", said("rate"));
    assert!(said("rate").contains("People −25.0 %"), "{}", said("rate"));
}

#[test]
fn what_effects_came_in_at_is_offered_for_those_that_are_not_measured() {
    let measured = KPIS.replace(
        "effects: [",
        "effects: [
        (id: \"m1\", item: \"guide\", kpi: \"returns\", likely: 1, measured: 0.6, measured_day: \"2026-10-01\"),",
    );
    let mut app = opened(&measured, 120, 35);
    press(&mut app, "g i } } } } Tab");
    let chosen = |app: &App| {
        app.on_screen()
            .and_then(|view| view.lists())?
            .chosen(&app.desk)
    };
    while chosen(&app).map(|(_, id)| id) != Some(id("e1")) {
        press(&mut app, "j");
    }
    let shown = screen(&app);
    assert!(shown.contains("= take over"), "{shown}");
    let told = app
        .on_screen()
        .and_then(|view| view.told(&app.desk))
        .expect("facts");
    let said = told.plain(true);
    assert!(
        said.contains(
            "Offered: counts with 100 % to 60 %: 1 measured effect came in at that, in the middle"
        ),
        "{said}"
    );
    assert!(
        said.starts_with("Size guide · Orders sent back\n"),
        "a name, no code: {said}"
    );
    press(&mut app, "=");
    let effect = app.desk.workspace.get::<KpiEffect>(id("e1")).unwrap();
    assert_eq!(
        effect.factor,
        Some(Percent(Number::whole(60))),
        "{}",
        notice(&app)
    );
    assert_eq!(counted(effect).likely, Ratio::parse("3/10"));
    assert!(
        notice(&app).contains("because of 1 measured effect"),
        "{}",
        notice(&app)
    );
    press(&mut app, "=");
    assert!(
        notice(&app).contains("no measured effect says"),
        "once: {}",
        notice(&app)
    );
    press(&mut app, "u");
    let effect = app.desk.workspace.get::<KpiEffect>(id("e1")).unwrap();
    assert_eq!(effect.factor, None, "one step");
    // What is learned rests on what was expected, not on what is counted.
    assert_eq!(learned(&app.desk.workspace).median, Ratio::parse("3/5"));
}

#[test]
fn records_without_a_title_go_by_their_day_and_what_they_are_of() {
    let app = opened(KPIS, 120, 35);
    let workspace = &app.desk.workspace;
    let title = |kind: &'static Kind, name: &str| {
        workspace.title(workspace.record(kind, id(name)).unwrap())
    };
    assert_eq!(
        title(KpiEffect::KIND, "e1"),
        "Size guide · Orders sent back"
    );
    assert_eq!(title(Reading::KIND, "r1"), "1 Oct 2026 · Wrong size");
    assert_eq!(title(Item::KIND, "guide"), "Size guide");
    let mut app = app;
    press(&mut app, "g i } } } } Tab d");
    assert!(
        notice(&app).contains("Size guide · Orders sent back"),
        "{}",
        notice(&app)
    );
}
