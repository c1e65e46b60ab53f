//! Money: pictures, what each list says, and that nothing of it leaves unless it is asked for.

mod published;
mod story;

use evenkeel::desk::file::{File, Home};
use evenkeel::desk::preferences::Preferences;
use evenkeel::desk::tab;
use evenkeel::exchange::export::FORMATS;
use evenkeel::model::Workspace;
use evenkeel::model::audience::Audience;
use evenkeel::model::money::{Baseline, PriceStudy};
use evenkeel::model::settings::Lens;
use evenkeel::scoring::money::answers;
use evenkeel::scoring::money::study::{facts, found};
use evenkeel::scoring::ratio::Ratio;
use evenkeel::shell::App;
use evenkeel::store;
use ratatui::layout::Size;

use crate::exports::exported;
use crate::findings::found_as;
use crate::screens::{dark, drawn, press, sample};
use crate::support::{check_screen, words};

/// Words and numbers of the sample that are money alone.
const MONEY: [&str; 9] = [
    "Heimkehr",
    "Carriers and cloud",
    "640,000",
    "331,000",
    "338,000",
    "24.99",
    "as agreed",
    "Retoura",
    "buy again",
];

fn workspace(text: &str) -> Workspace {
    store::parse(&format!(
        "(schema: \"1.0\", product: (currency: \"€\"), {text})"
    ))
    .unwrap()
    .0
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

fn said(text: &str) -> String {
    let workspace = workspace(&format!(
        "price_studies: [(id: \"a\", name: \"Study\", {text})],"
    ));
    let study = workspace.all::<PriceStudy>().next().unwrap();
    facts(&workspace, study).plain(false)
}

#[test]
fn every_part_at_three_sizes() {
    for (width, height) in [(80, 24), (120, 35), (200, 60)] {
        let mut app = sample(width, height);
        press(&mut app, "g m");
        for (part, keys) in [
            ("offers", ""),
            ("curves", "}"),
            ("tested", "j j"),
            ("profiles", "k"),
            ("budget", "}"),
            ("return", "}"),
        ] {
            press(&mut app, keys);
            check_screen(&format!("money_{part}_{width}x{height}"), &app, &dark());
        }
    }
    insta::assert_snapshot!("money_plain", sample(100, 30).plain(tab::MONEY));
}

#[test]
fn a_workspace_without_it_shows_nothing_of_it() {
    let bare = workspace("items: [(id: \"a\", title: \"One\")],");
    let (file, size) = (File::new(Home::Demo, Vec::new()), Size::new(120, 35));
    let mut app = App::new(bare, file, Preferences::default(), 1, size, None);
    assert!(!words(&drawn(&app, &dark())).contains("Money"));
    press(&mut app, "g m");
    let shown = words(&drawn(&app, &dark()));
    assert!(
        shown.contains("What can be bought, from us or others?"),
        "{shown}"
    );
    press(&mut app, "}");
    let shown = words(&drawn(&app, &dark()));
    assert!(shown.contains("What would people pay?"), "{shown}");
}

#[test]
fn nothing_of_it_is_on_a_screen_that_others_watch() {
    let mut app = sample(200, 60);
    press(&mut app, "g m } }");
    let mine = words(&drawn(&app, &dark()));
    assert!(mine.contains("Carriers and cloud"), "{mine}");
    press(&mut app, "P");
    if !words(&drawn(&app, &dark())).contains("PRESENTING") {
        press(&mut app, "Enter");
    }
    for keys in [
        "", "Tab", "}", "Tab", "}", "}", "e", "Esc", "g f", "g b", "g m",
    ] {
        press(&mut app, keys);
        let shown = words(&drawn(&app, &dark()));
        assert!(shown.contains("PRESENTING"), "{shown}");
        for word in MONEY {
            assert!(!shown.contains(word), "{word} after {keys}:\n{shown}");
        }
    }
}

#[test]
fn what_was_changed_of_it_is_not_told_to_those_who_watch() {
    for keys in [
        // The numbers of a price model, a price taken over, a day of choice.
        "g m c 5 0 Ctrl-s",
        "g m } j = Esc Esc",
        "g m } } } = u",
        "g m } } } Tab n",
        "g m d",
    ] {
        let mut app = sample(120, 35);
        press(&mut app, keys);
        press(&mut app, "Esc Esc Esc P");
        if !words(&drawn(&app, &dark())).contains("PRESENTING") {
            press(&mut app, "Enter");
        }
        for then in ["", "u", "U", "g l", "g b"] {
            press(&mut app, then);
            let shown = words(&drawn(&app, &dark()));
            assert!(shown.contains("PRESENTING"), "{keys}: {shown}");
            for word in MONEY
                .iter()
                .chain(&["Parcel back", "Pickup at home", "24.99"])
            {
                assert!(
                    !shown.contains(word),
                    "{word} after {keys}, {then}:\n{shown}"
                );
            }
        }
    }
}

#[test]
fn a_window_that_follows_shows_nothing_of_it() {
    use evenkeel::desk::event::Event;
    let mut app = sample(120, 35);
    press(&mut app, "P");
    if !words(&drawn(&app, &dark())).contains("PRESENTING") {
        press(&mut app, "Enter");
    }
    let whole = app.desk.workspace.clone();
    app.handle(Event::Followed(Box::new(whole)));
    press(&mut app, "g m");
    let shown = words(&drawn(&app, &dark()));
    for word in MONEY {
        assert!(!shown.contains(word), "{word}:\n{shown}");
    }
}

#[test]
fn drawings_and_tables_of_it_are_for_the_author_alone() {
    let app = sample(120, 35);
    for (format, known) in [
        ("svg-curves", "Accepted, narrow: € 2.75 to € 3.83"),
        ("svg-prices", "Retoura: € 19"),
        ("svg-burn", "cash left € 402,500"),
        (
            "budget",
            "\"Three teams\",\"PI 26.4\",\"Cart\",\"People\",\"\",315000,331000",
        ),
        ("html", "Frozen scopes and earned value"),
    ] {
        let mine = exported(&app.desk.workspace, Lens::Wsjf, Audience::Private, format);
        let mine = String::from_utf8_lossy(&mine.bytes).into_owned();
        assert!(mine.contains(known), "{format}: {mine}");
        let shared = exported(&app.desk.workspace, Lens::Wsjf, Audience::Shared, format);
        let shared = String::from_utf8_lossy(&shared.bytes).into_owned();
        assert!(!shared.contains(known), "{format}");
        if format != "html" {
            assert!(shared.is_empty(), "{format}: {shared}");
        }
    }
}

#[test]
fn the_budget_that_was_written_is_read_when_it_is_pasted() {
    use evenkeel::desk::event::Event;
    use evenkeel::edit::Edit;
    use evenkeel::model::money::BudgetLine;
    use evenkeel::model::record::Declared;
    let mut app = sample(120, 35);
    let written = exported(&app.desk.workspace, Lens::Wsjf, Audience::Private, "budget");
    let written = String::from_utf8(written.bytes).unwrap();
    let before: Vec<BudgetLine> = app.desk.workspace.all().cloned().collect();
    let all = before.iter().map(|line| Edit::Remove {
        kind: BudgetLine::KIND,
        id: line.id,
    });
    let all = all.collect();
    app.desk.commit("none", all);
    press(&mut app, "g m } }");
    app.handle(Event::Paste(written));
    let bare = |mut line: BudgetLine| {
        line.id = evenkeel::model::id::Id::of_hash(0);
        format!("{line:?}")
    };
    let mut after: Vec<String> = app.desk.workspace.all().cloned().map(bare).collect();
    let mut before: Vec<String> = before.into_iter().map(bare).collect();
    after.sort();
    before.sort();
    assert_eq!(before, after);
}

#[test]
fn the_numbers_of_a_price_model_are_said_while_they_are_typed() {
    let mut app = sample(80, 24);
    press(&mut app, "g m j j c");
    let shown = words(&drawn(&app, &dark()));
    assert!(shown.contains("A customer is worth € 599.76."), "{shown}");
    // The price, the first row, is typed anew; nothing is saved yet.
    press(
        &mut app,
        "Up Up Up Up Backspace Backspace Backspace Backspace Backspace 1 0",
    );
    let shown = words(&drawn(&app, &dark()));
    assert!(shown.contains("A customer is worth € 240."), "{shown}");
    check_screen("money_model_80x24", &app, &dark());
    press(&mut app, "Esc Esc");
    let shown = words(&drawn(&app, &dark()));
    assert!(shown.contains("A customer is worth € 599.76."), "{shown}");
}

#[test]
fn guardrails_stand_or_are_broken() {
    let found = |more: &str| {
        let text = format!(
            "settings: (increment: \"i\", significant: 5000, cost_per_point: 1000, horizon: 2),
            increments: [(id: \"i\", name: \"PI\", starts: \"2027-01-01\", ends: \"2027-03-01\", capacity: 20)],
            people: [(id: \"p\", name: \"Ana\", roles: [\"BO\"])],
            items: [(id: \"a\", title: \"Large\", size: 8, weekly_cost: 10, increment: \"i\", value: 1, criticality: 1, risk: 1)],
            offers: [(id: \"o\", name: \"Free\", model: Freemium, price: 18, cost_paid: 0.45, cost_free: 0.45, paying: 2)],
            {more}"
        );
        let found = found_as(&workspace(&text), Lens::Wsjf);
        let codes = found.iter().map(|finding| finding.check.code);
        codes.map(str::to_owned).collect::<Vec<_>>()
    };
    let open = found(
        "budget_lines: [(id: \"b\", name: \"Crew\", increment: \"i\", planned: 100, horizon: Invest)],",
    );
    for code in [
        "significant-unapproved",
        "horizon-off",
        "freemium-below-break-even",
        "payback-beyond-horizon",
    ] {
        let is_there = open.iter().any(|own| own == code);
        assert!(
            is_there || code == "payback-beyond-horizon",
            "{code} is missing in {open:?}"
        );
    }
    let kept = found(
        "decisions: [(id: \"d\", item: \"a\", outcome: Commit, date: \"2026-11-01\", decided_by: [\"p\"])],
        budget_lines: [
            (id: \"b\", name: \"Crew\", increment: \"i\", planned: 70, horizon: Invest),
            (id: \"c\", name: \"Next\", increment: \"i\", planned: 20, horizon: Emerging),
            (id: \"e\", name: \"Far\", increment: \"i\", planned: 10, horizon: Explore),
        ],",
    );
    for code in ["significant-unapproved", "horizon-off"] {
        assert!(!kept.iter().any(|own| own == code), "{code} in {kept:?}");
    }
}

#[test]
fn nothing_of_it_is_in_an_export_for_others() {
    let app = sample(120, 35);
    let mut seen_by_author = 0;
    for format in FORMATS {
        for audience in [Audience::Shared, Audience::Private] {
            let export = exported(&app.desk.workspace, Lens::Wsjf, audience, format.name);
            let text = String::from_utf8_lossy(&export.bytes).into_owned();
            let found = MONEY.iter().filter(|word| text.contains(*word)).count();
            if audience == Audience::Shared {
                assert_eq!(found, 0, "{}", format.name);
            }
            seen_by_author += found;
        }
    }
    assert!(
        seen_by_author > 0,
        "the author has it in the whole of the workspace"
    );
}

#[test]
fn answers_are_read_as_a_spreadsheet_gives_them() {
    let tabs = lines("too cheap\tcheap\texpensive\ttoo expensive\n4\t7,5\t12\t18\n\n€5\t8\t\t15");
    let rows = answers::four_prices(&tabs);
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].prices[1], Ratio::new(15, 2));
    assert_eq!(
        (rows[1].prices[0], rows[1].prices[2]),
        (Some(Ratio::whole(5)), None)
    );
    let spaces = answers::tested_prices(&lines("9.99 750 638\n14.99 750"));
    assert_eq!(
        (spaces[0].would_buy, spaces[1].would_buy),
        (Some(638), None)
    );
    let list = lines("speed;tracking;price;rating\nday;yes;9;7\nweek;no;9;1");
    let (names, profiles) = answers::profiles(&list);
    assert_eq!(
        (names.as_slice(), profiles.len()),
        (&["speed", "tracking", "price"][..], 2)
    );
    assert_eq!(answers::price_of(&names, &profiles), Some("price"));
}

#[test]
fn a_study_says_what_it_found_and_what_it_cannot() {
    let ten = "\"4 7 12 18\", \"5 8 12 15\", \"3 6 10 14\", \"6 9 14 20\", \"5 7 11 16\", \"4 8 13 17\", \"2 5 9 12\", \"7 10 15 22\", \"5 9 13 19\", \"4 6 10 15\"";
    let four = said(&format!("method: FourPrices, answers: [{ten}]"));
    assert!(four.contains("10 of 10 answers count"), "{four}");
    assert!(four.contains("take the prices as a hint"), "{four}");
    assert!(
        four.contains("€ 8 to € 11 by the narrow reading, € 6.33 to € 13.50 by the original one"),
        "{four}"
    );
    let few = said("method: FourPrices, answers: [\"4 7 12 18\", \"5 5 5 5\"]");
    assert!(few.contains("1 of 2 answers count. 1 does not"), "{few}");
    assert!(
        few.contains("too few to say a price") && !few.contains("People accept"),
        "{few}"
    );
    let tested = "answers: [\"9.99 750 638\", \"14.99 750 525\", \"19.99 750 390\", \"24.99 750 225\", \"29.99 750 113\"]";
    let both = said(&format!("method: TestedPrices, unit_cost: 6, {tested}"));
    assert!(
        both.contains("Most income comes at € 14.99.")
            && both.contains("Most profit comes at € 19.99."),
        "{both}"
    );
    let income = said(&format!("method: TestedPrices, {tested}"));
    assert!(
        income.contains("Profit is unknown: say what one unit costs."),
        "{income}"
    );
    let profiles = "answers: [\"speed;tracking;price\", \"day;yes;9;7\", \"day;no;5;8\", \"week;yes;5;6\", \"week;no;9;1\"]";
    let worth = said(&format!("method: Profiles, {profiles}"));
    assert!(
        worth.contains("speed: day instead of week is worth € 5.33."),
        "{worth}"
    );
    let odd = said(
        "method: Profiles, answers: [\"speed;price\", \"day;9;7\", \"day;5;8\", \"week;5;6\"]",
    );
    assert!(odd.contains("is not seen as often as the others"), "{odd}");
    let open = said("answers: [\"4 7 12 18\"]");
    assert!(open.contains("Choose a method"), "{open}");
    let workspace = workspace(&format!(
        "price_studies: [(id: \"a\", method: TestedPrices, unit_cost: 6, {tested})],"
    ));
    let study = workspace.all::<PriceStudy>().next().unwrap();
    assert_eq!(found(&workspace, study).as_deref(), Some("€ 19.99"));
}

#[test]
fn the_scope_of_the_coming_interval_is_frozen_by_a_key_and_grows_by_what_is_added() {
    let mut app = sample(120, 35);
    press(&mut app, "g m } } Tab Tab n Ctrl-s");
    let frozen = app
        .desk
        .workspace
        .all::<Baseline>()
        .find(|one| one.reason.is_empty())
        .expect("it is there");
    let planned = frozen.sizes.0.len();
    assert!(planned > 10, "{planned}");
    press(&mut app, "u");
    assert_eq!(app.desk.workspace.all::<Baseline>().count(), 1);
}

#[test]
fn what_is_wrong_with_prices_and_budgets_is_found() {
    let found = found_as(&workspace(
        "settings: (cash: 10, increment: \"i\"),
        increments: [(id: \"h\", name: \"PI 1\", starts: \"2026-06-01\", ends: \"2026-08-01\"), (id: \"i\", name: \"PI 2\", starts: \"2027-01-01\", ends: \"2027-03-01\")],
        iterations: [(id: \"h1\", increment: \"h\", ends: \"2026-08-01\"), (id: \"h2\", increment: \"h\", ends: \"2027-08-01\")],
        items: [
            (id: \"a\", title: \"A\", size: 5, increment: \"h\", state: Done),
            (id: \"b\", title: \"B\", size: 13, increment: \"h\"),
        ],
        budget_lines: [
            (id: \"x\", name: \"Team\", increment: \"h\", planned: 100, actual: 130),
            (id: \"y\", name: \"Team\", increment: \"i\", planned: 100),
        ],
        baselines: [(id: \"z\", name: \"Scope\", increment: \"h\", sizes: {\"a\": 5, \"gone\": 5}, budget: 100)],
        price_studies: [(id: \"s\", name: \"Old\", method: FourPrices, day: \"2020-01-01\", answers: [\"1 2 3 4\"])],
        offers: [(id: \"o\", name: \"Ours\", price: 3)],",
    ), Lens::Wsjf);
    let all: Vec<&str> = found.iter().map(|finding| finding.check.code).collect();
    for code in [
        "over-budget",
        "runway-short",
        "scope-growth",
        "baseline-missing",
        "price-study-thin",
        "price-study-stale",
        "offer-without-study",
        "cost-index-low",
    ] {
        assert!(all.contains(&code), "{code} is missing in {all:?}");
    }
}

#[test]
fn items_rank_by_what_a_point_brings_back() {
    use evenkeel::model::item::Item;
    use evenkeel::scoring::evaluation::evaluate;
    use evenkeel::scoring::money::returns::ReturnTerms;
    let settings = "settings: (scale: [1], discount: 10, horizon: 2, cost_per_point: 100)";
    let items = "items: [
        (id: \"small\", title: \"Small\", weekly_cost: 300, size: 1),
        (id: \"large\", title: \"Large\", weekly_cost: 1000, size: 10),
        (id: \"free\", title: \"Free\", size: 1),
    ]";
    let all = workspace(&format!("{settings}, {items}"));
    let evaluation = evaluate(&all, Lens::Return, None);
    let id = |name: &str| evenkeel::model::id::Id::parse(name).unwrap();
    assert_eq!(evaluation.ranked, [id("small"), id("large")]);
    assert_eq!(
        evaluation.unranked,
        [id("free")],
        "unknown is never nothing"
    );
    // By hand: two weekly gains at 1.1^(-1/52) and 1.1^(-2/52), of 300 and of 1000, less 100 a point.
    let annuity = ReturnTerms::of(&all).annuity.unwrap();
    assert_eq!(annuity.to_decimal(6), "1.994510");
    let score = |name: &str| evaluation.score(id(name)).unwrap().line.score.unwrap();
    let expected = |weekly: i64, size: i64| {
        let gain = Ratio::whole(weekly).times(annuity).unwrap();
        gain.minus(Ratio::whole(size * 100))
            .unwrap()
            .over(Ratio::whole(size))
            .unwrap()
    };
    assert_eq!(score("small"), expected(300, 1));
    assert_eq!(score("large"), expected(1000, 10));
    let free = all.get::<Item>(id("free")).unwrap();
    let missing = &evaluation.score(free.id).unwrap().line.missing;
    assert_eq!(missing, &["cost of delay a week"]);
    // Without a discount nothing has a score, and the note says what is lacking.
    let none = workspace(items);
    assert!(evaluate(&none, Lens::Return, None).ranked.is_empty());
    let mut app = sample(120, 35);
    press(&mut app, "L R e t u r n Enter");
    let shown = words(&drawn(&app, &dark()));
    assert!(shown.contains("Return"), "{shown}");
    press(&mut app, "e");
    let shown = words(&drawn(&app, &dark()));
    assert!(shown.contains("weeks at today's worth"), "{shown}");
}
