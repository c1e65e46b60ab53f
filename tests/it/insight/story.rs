//! One story through all parts: pictures, themes, stakeholders, and the way from statements to a vote by keys.

use evenkeel::desk::event::Event;
use evenkeel::desk::tab;
use evenkeel::dialogs::form::Form;
use evenkeel::model::audience::Audience;
use evenkeel::model::contact::Contact;
use evenkeel::model::evidence::Evidence;
use evenkeel::model::need::{Need, Wish};
use evenkeel::model::person::{Level, Person};
use evenkeel::model::record::Declared;
use evenkeel::model::session::Round;
use evenkeel::model::theme::Theme;
use evenkeel::scoring::insight::kpi_words::of_kpi;
use evenkeel::scoring::insight::range::of_value;
use evenkeel::scoring::insight::vision;
use evenkeel::scoring::session::agenda::proposed;
use evenkeel::scoring::session::deck;
use evenkeel::shell::App;
use evenkeel::ui::look::{Brightness, Charset, Depth, Look};

use super::{item, opened, screen, workspace};
use crate::exports;
use crate::journeys::{notice, type_text};
use crate::samples::id;
use crate::screens::{dark, press};
use crate::support::check_screen;

/// A workspace that tells one story through all parts.
pub const STORY: &str = include_str!("../fixtures/insight.ron");

#[test]
fn pictures_of_each_part() {
    let light = Look::new(Brightness::Light, Depth::Full, Charset::Unicode, true);
    let plain = Look::new(Brightness::Dark, Depth::None, Charset::Ascii, true);
    let parts = [
        "vision",
        "needs",
        "evidence",
        "assumptions",
        "personas",
        "kpis",
        "journeys",
        "stakeholders",
    ];
    for (width, height) in [(80, 24), (120, 35), (200, 60)] {
        let mut app = opened(STORY, width, height);
        press(&mut app, "g i {");
        for part in parts {
            check_screen(&format!("insight_{part}_{width}x{height}"), &app, &dark());
            press(&mut app, "}");
        }
    }
    let mut app = opened(STORY, 120, 35);
    press(&mut app, "g i {");
    for part in parts {
        check_screen(&format!("insight_{part}_light"), &app, &light);
        check_screen(&format!("insight_{part}_plain"), &app, &plain);
        press(&mut app, "}");
    }
}

/// What is thought of people, what stays private, and money.
const UNSHOWN: [&str; 17] = [
    "Elif",
    "sentinel-note",
    "900,000",
    "900000",
    "keep satisfied",
    "manage closely",
    "keep informed",
    "monitor",
    "→S",
    "→N",
    "supports",
    "resists",
    "overdue",
    "to be contacted",
    "loud voice",
    "kept in time",
    "influence or interest",
];

#[test]
fn while_others_watch_nothing_of_people_and_no_money_is_shown() {
    for (width, height) in [(80, 24), (120, 35), (200, 60)] {
        let mut app = opened(STORY, width, height);
        press(&mut app, "g i P");
        for _ in 0..9 {
            for _ in 0..5 {
                let shown = screen(&app);
                let told = app.plain(tab::INSIGHT);
                for secret in UNSHOWN {
                    assert!(!shown.contains(secret), "{secret}: {shown}");
                    assert!(!told.contains(secret), "{secret}: {told}");
                }
                press(&mut app, "j");
            }
            press(&mut app, "}");
        }
        press(&mut app, "} } } } } }");
        let shown = screen(&app);
        assert!(shown.contains("not shown while others watch"), "{shown}");
        check_screen(
            &format!("insight_stakeholders_presented_{width}x{height}"),
            &app,
            &dark(),
        );
        let amara = |app: &App| app.desk.workspace.get::<Person>(id("amara")).unwrap().power;
        let power = amara(&app);
        press(&mut app, "g g Shift-Down Shift-Down");
        assert_eq!(amara(&app), power, "nor is it changed, which would tell it");
        assert!(
            notice(&app).contains("while others watch"),
            "{}",
            notice(&app)
        );
    }
    let mut app = opened(STORY, 120, 35);
    press(&mut app, "g i { P");
    check_screen("insight_presented", &app, &dark());
}

#[test]
fn themes_get_a_share_of_the_effort_against_their_weight() {
    let items = [("a", "x", 30), ("b", "y", 40), ("c", "z", 5), ("d", "", 15)];
    let items = items.map(|(id, theme, size)| {
        let theme = match theme {
            "" => String::new(),
            theme => format!(", theme: \"{theme}\""),
        };
        format!("(id: \"{id}\", title: \"{id}\", state: Ready, increment: \"pi\", size: (value: {size}){theme})")
    });
    let text = format!(
        "(schema: \"1.0\", settings: (increment: \"pi\"), increments: [(id: \"pi\", name: \"PI\", capacity: 90)], themes: [(id: \"x\", name: \"X\", weight: 50), (id: \"y\", name: \"Y\", weight: 30), (id: \"z\", name: \"Z\", weight: 20)], items: [{}])",
        items.join(", ")
    );
    let workspace = workspace(&text);
    let mix = vision::mix(&workspace, Some(id("pi")), vision::EffortOf::Coming).unwrap();
    let found: Vec<String> = ["x", "y", "z"]
        .iter()
        .map(|theme| {
            let own = mix.of(id(theme)).unwrap();
            let (share, drift) = (own.share, own.drift);
            format!("{} {}", share.to_percent(1).unwrap(), drift.to_decimal(1))
        })
        .collect();
    assert_eq!(found, ["40.0 -10.0", "53.3 23.3", "6.7 -13.3"]);
    assert_eq!(
        mix.without.and_then(|share| share.to_percent(1)).as_deref(),
        Some("16.7")
    );
    assert_eq!(workspace.count(Theme::KIND), 3);
}

#[test]
fn people_move_on_the_grid_and_hear_what_was_decided() {
    let mut app = opened(STORY, 120, 35);
    press(&mut app, "g i } } } } } }");
    let shown = screen(&app);
    for said in ["(Elif Aydın)", "R→N", "N→S", "Must hear"] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    press(&mut app, "/");
    type_text(&mut app, "nadia");
    press(&mut app, "Enter Shift-Up");
    let nadia = |app: &App| {
        app.desk
            .workspace
            .get::<Person>(id("nadia"))
            .unwrap()
            .clone()
    };
    assert_eq!(nadia(&app).power, Some(Level::High), "{}", notice(&app));
    press(&mut app, "Shift-Left");
    assert_eq!(nadia(&app).interest, Some(Level::Medium));
    let before = app.desk.workspace.count(Contact::KIND);
    press(&mut app, "x");
    assert_eq!(
        app.desk.workspace.count(Contact::KIND),
        before + 1,
        "{}",
        notice(&app)
    );
    press(&mut app, "x");
    assert!(notice(&app).contains("nothing new"), "{}", notice(&app));
    let findings = &app.desk.derived.survey.findings;
    let found = |code: &str| findings.iter().any(|one| one.check.code == code);
    assert!(found("quadrant-unknown") && found("vision-blank"));
}

#[test]
fn from_statements_to_a_vote_and_a_covered_gap_by_keys() {
    let board = r#"(
        schema: "1.0",
        settings: (increment: "pi"),
        increments: [(id: "pi", name: "PI", capacity: 10)],
        people: [(id: "ann", name: "Ann"), (id: "bob", name: "Bob")],
        items: [
            (id: "first", title: "First", state: Ready, value: (value: 13), criticality: (value: 8), risk: (value: 5), size: (value: 5)),
            (id: "refund", title: "Refund", state: Ready, value: (value: 8), criticality: (value: 8), risk: (value: 5), size: (value: 5)),
            (id: "third", title: "Third", state: Ready, value: (value: 3), criticality: (value: 8), risk: (value: 5), size: (value: 5)),
        ],
        kpis: [(id: "days", name: "Days to refund", direction: Down, target: 1)],
        readings: [(id: "r", kpi: "days", day: "2026-11-01", value: 2)],
    )
    "#;
    let mut app = opened(board, 120, 35);
    let mut keys = 0;
    let mut go = |app: &mut App, script: &str| {
        keys += script.split_whitespace().count();
        press(app, script);
    };
    let ranks = |app: &App| {
        let firmness = app.desk.derived.survey.firmness.as_ref().unwrap();
        let ranks = firmness.of(id("refund")).unwrap().ranks.unwrap();
        (ranks.best, ranks.worst)
    };
    let on_agenda = |app: &App| {
        let firmness = app.desk.derived.survey.firmness.as_ref();
        let proposals = proposed(&app.desk.derived.evaluation, firmness);
        proposals.iter().position(|one| one.item == id("refund"))
    };
    let range = |app: &App| {
        let (workspace, known) = (&app.desk.workspace, &app.desk.derived.known);
        of_value(known, &deck(workspace), item(workspace, "refund"))
    };
    let before = ranks(&app);
    assert_eq!(
        (before.0, on_agenda(&app), range(&app)),
        (before.1, None, None)
    );
    // Twelve statements are pasted and become four needs.
    go(&mut app, "g i");
    let statements = "a1 money slow\na2 money late\na3 money lost\nb1 label printer\nb2 label paper\nb3 label queue\nc1 size small\nc2 size wide\nc3 size wrong\nd1 shop blind\nd2 shop mail\nd3 shop login\n";
    app.handle(Event::Paste(statements.to_owned()));
    assert_eq!(app.desk.workspace.count(Wish::KIND), 12, "{}", notice(&app));
    go(&mut app, "Tab");
    for _ in 0..4 {
        go(&mut app, "m m m a Enter");
    }
    assert_eq!(app.desk.workspace.count(Need::KIND), 4, "{}", notice(&app));
    assert!(
        app.desk
            .workspace
            .all::<Wish>()
            .all(|wish| wish.need.0.is_some())
    );
    // Two interviews about the first need.
    go(&mut app, "Shift-Tab g g");
    for title in ["Talk with Rosa", "Talk with Ann"] {
        go(&mut app, "v");
        type_text(&mut app, title);
        go(&mut app, "Ctrl-s");
    }
    assert_eq!(
        app.desk.workspace.count(Evidence::KIND),
        2,
        "{}",
        notice(&app)
    );
    let need = app.desk.workspace.all::<Evidence>().next().unwrap().needs.0[0];
    // The item says which need it meets.
    go(&mut app, "g b j I");
    type_text(&mut app, "which needs");
    go(&mut app, "Enter Enter");
    let statement = app.desk.workspace.name::<Need>(need).to_owned();
    type_text(&mut app, &statement);
    go(&mut app, "Enter Ctrl-s");
    assert_eq!(
        item(&app.desk.workspace, "refund").needs_met.0,
        [need],
        "{}",
        notice(&app)
    );
    let ends = range(&app).map(|(low, high)| (low.to_string(), high.to_string()));
    let expected = ("5".to_owned(), "13".to_owned());
    assert_eq!(ends, Some(expected), "two talks leave 8 open from 5 to 13");
    let after = ranks(&app);
    assert_ne!(before, after, "its rank interval changes");
    assert!(after.0 < after.1, "{after:?}");
    assert_eq!(on_agenda(&app), Some(0), "it comes onto the agenda");
    // It is on the agenda of the session, is voted on, and settled.
    go(&mut app, "g s n Enter v 8 Enter 5 Enter r Enter");
    let round = app.desk.workspace.all::<Round>().next();
    let round = round.unwrap_or_else(|| panic!("{}: {}", notice(&app), screen(&app)));
    assert_eq!(
        (round.item.0, round.shown),
        (Some(id("refund")), true),
        "{}",
        notice(&app)
    );
    // Two effects are typed and cover the gap.
    go(&mut app, "g i } } } } Tab");
    for (name, likely) in [("Third", "0.5"), ("First", "0.36")] {
        go(&mut app, "n");
        let form = app.desk.top::<Form>().unwrap();
        let at = |label: &str| form.rows.iter().position(|row| row.label == label).unwrap();
        let (item_at, kpi_at, likely_at) = (at("Item"), at("KPI"), at("Likely"));
        assert_eq!((item_at, kpi_at), (0, 1));
        for (name, then) in [(name, "Enter Tab"), ("Days", "Enter")] {
            go(&mut app, "Enter");
            type_text(&mut app, name);
            go(&mut app, then);
        }
        for _ in kpi_at..likely_at {
            go(&mut app, "Tab");
        }
        type_text(&mut app, likely);
        go(&mut app, "Ctrl-s");
    }
    let kpis = &app.desk.derived.kpis;
    let said = of_kpi(&app.desk.workspace, kpis, kpis.get(id("days")).unwrap()).plain(true);
    assert!(
        said.contains("86 % of 1 covered by 2 items"),
        "{said}\n{}",
        notice(&app)
    );
    let report = exports::text(&app.desk.workspace, Audience::Shared, "html");
    for shown in [
        "Needs and what meets them",
        &statement,
        "▸ Refund",
        "Days to refund",
    ] {
        assert!(report.contains(shown), "the report shows the tree: {shown}");
    }
    println!("{keys} keys besides letters");
    assert!(keys < 250, "{keys} keys");
}

#[test]
fn the_report_and_the_plain_text_tell_needs_and_kpis() {
    let app = opened(STORY, 120, 35);
    let plain = app.plain(tab::INSIGHT);
    for said in [
        "---- Needs ----",
        "---- KPIs ----",
        "---- Stages ----",
        "---- Stakeholders ----",
        "Serves: Days until the money is back",
        "First to mend: Return by gap, Buy by gap × share",
    ] {
        assert!(plain.contains(said), "{said}: {plain}");
    }
}
