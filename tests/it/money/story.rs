//! The journey of money by keys: a study pasted, a price chosen, the worth of a feature taken over, the order explained; a
//! budget pasted, its scope frozen and added to, its ends and the runway read.

use evenkeel::desk::event::Event;
use evenkeel::desk::tab;
use evenkeel::model::Workspace;
use evenkeel::model::item::Item;
use evenkeel::model::money::{Baseline, Benefit, BudgetLine, Offer, PriceStudy};
use evenkeel::model::record::Declared;
use evenkeel::scoring::ratio::Ratio;
use evenkeel::shell::App;
use evenkeel::store;

use crate::journeys::{notice, type_text};
use crate::screens::{opened, press, screen};

/// Three intervals, the last one under way on the day of the tests after three of eight iterations; ten items of 20 points
/// in it, three of them done.
fn workspace(settings: &str) -> Workspace {
    let item = |at: usize| {
        let state = if at < 3 { "Done" } else { "Planned" };
        format!(
            "(id: \"i{at}\", title: \"Work {at}\", size: 20, value: 5, criticality: 3, risk: 2, state: {state}, increment: \"c\"),"
        )
    };
    let items: String = (0..10).map(item).collect();
    let start = chrono::NaiveDate::from_ymd_opt(2026, 10, 5).unwrap();
    let iteration = |at: u64| {
        let first = start + chrono::Days::new(14 * at);
        let last = first + chrono::Days::new(13);
        format!(
            "(id: \"t{at}\", name: \"I{at}\", increment: \"c\", starts: \"{first}\", ends: \"{last}\"),"
        )
    };
    let iterations: String = (0..8).map(iteration).collect();
    let text = format!(
        "(schema: \"1.0\", product: (name: \"P\", currency: \"€\"),
        settings: ({settings} cash: 240000, increment: \"c\", discount: 10, scale: [5, 20]),
        increments: [
            (id: \"a\", name: \"PI 1\", starts: \"2026-06-01\", ends: \"2026-07-31\"),
            (id: \"b\", name: \"PI 2\", starts: \"2026-08-03\", ends: \"2026-10-02\"),
            (id: \"c\", name: \"PI 3\", starts: \"2026-10-05\", ends: \"2027-01-24\", capacity: 400),
        ],
        iterations: [{iterations}],
        teams: [(id: \"r\", name: \"Returns\")],
        items: [{items}])"
    );
    store::parse(&text).unwrap().0
}

fn paste(app: &mut App, text: &str) {
    app.handle(Event::Paste(text.to_owned()));
}

/// The ten published answers, four times, as a spreadsheet puts them on the clipboard.
fn forty() -> String {
    let ten = "4\t7\t12\t18\n5\t8\t12\t15\n3\t6\t10\t14\n6\t9\t14\t20\n5\t7\t11\t16\n4\t8\t13\t17\n2\t5\t9\t12\n7\t10\t15\t22\n5\t9\t13\t19\n4\t6\t10\t15\n";
    format!(
        "too cheap\tcheap\texpensive\ttoo expensive\n{}",
        ten.repeat(4)
    )
}

#[track_caller]
fn says(app: &App, parts: &[&str]) {
    let shown = screen(app);
    for part in parts {
        assert!(shown.contains(part), "{part}:\n{shown}");
    }
}

#[test]
fn a_price_is_chosen_and_its_worth_ranks_the_work() {
    let mut app = opened(workspace("cost_per_point: 750,"), 120, 35);
    // Forty answers are pasted; both readings of their range are named.
    press(&mut app, "g m }");
    paste(&mut app, &forty());
    type_text(&mut app, "Page for shops");
    press(&mut app, "Ctrl-s");
    says(
        &app,
        &[
            "40 of 40",
            "Accepted, narrow",
            "€ 8 to € 11",
            "Accepted, original",
            "€ 6.33 to € 13.50",
        ],
    );
    // A price within them is chosen; it stands on the line of prices.
    press(&mut app, "{ n");
    for (typed, then) in [
        ("Page for shops", "Tab Tab Tab"),
        ("9", "Tab"),
        ("month", "Tab Enter"),
        ("Page", "Enter Ctrl-s"),
    ] {
        type_text(&mut app, typed);
        press(&mut app, then);
    }
    says(&app, &["Page for shops 9", "within what people accept"]);
    let offer = app.desk.workspace.all::<Offer>().next().unwrap();
    assert!(
        offer.study.0.is_some() && offer.price.is_some(),
        "{}",
        notice(&app)
    );
    // Rated profiles are pasted; what lacks is asked for, and = takes the worth of the feature over.
    press(&mut app, "}");
    paste(
        &mut app,
        "speed\ttracking\tprice\trating\nday\tyes\t9\t7\nday\tno\t5\t8\nweek\tyes\t5\t6\nweek\tno\t9\t1\n",
    );
    type_text(&mut app, "What shops want");
    press(&mut app, "Ctrl-s ~ =");
    assert!(notice(&app).contains("choose the item"), "{}", notice(&app));
    press(&mut app, "Enter");
    type_text(&mut app, "Work 5");
    press(&mut app, "Enter Tab");
    for (typed, then) in [("tracking", "Tab"), ("5000", "Tab"), ("40", "Ctrl-s")] {
        type_text(&mut app, typed);
        press(&mut app, then);
    }
    press(&mut app, "=");
    assert!(
        notice(&app).contains("cost of delay a week of “Work 5”"),
        "{}",
        notice(&app)
    );
    let study = app
        .desk
        .workspace
        .all::<PriceStudy>()
        .find(|one| one.item.0.is_some())
        .unwrap()
        .id;
    let part = app.desk.workspace.all::<Benefit>().next().unwrap();
    assert_eq!((part.study.0, part.item.0.is_some()), (Some(study), true));
    assert!(
        part.reason
            .contains("€ 2.67 × 5,000 a month × 40 % ÷ 4.345 weeks"),
        "{}",
        part.reason
    );
    let item = app
        .desk
        .workspace
        .all::<Item>()
        .find(|item| item.title == "Work 5")
        .unwrap();
    assert_eq!(
        Ratio::from(item.weekly_cost.unwrap().0).to_decimal(2),
        "1227.46"
    );
    // Once more changes nothing, and the parts stay one.
    press(&mut app, "=");
    assert_eq!(app.desk.workspace.count(Benefit::KIND), 1);
    // What waiting costs is drawn for it, also until a day of choice; the order by Return is explained.
    press(&mut app, "} } a");
    type_text(&mut app, "1 Mar 2027");
    press(&mut app, "Enter");
    says(
        &app,
        &[
            "one interval later",
            "on 1 Mar 2027",
            "What it has lost when it comes",
        ],
    );
    press(&mut app, "g b L");
    type_text(&mut app, "Return");
    press(&mut app, "Enter e");
    says(&app, &["Work 5", "Return", "weeks at today's worth"]);
}

#[test]
fn a_budget_is_pasted_its_scope_frozen_and_its_ends_read() {
    let mut app = opened(workspace(""), 120, 35);
    press(&mut app, "g m } }");
    let table = "interval\tfor\tteam\tplanned\tspent\tincome\nPI 1\tCrew\tReturns\t55000\t55000\t\nPI 2\tCrew\tReturns\t50000\t50000\t\nPI 3\tCrew\tReturns\t100000\t\t20000\n";
    paste(&mut app, table);
    assert_eq!(
        app.desk.workspace.count(BudgetLine::KIND),
        3,
        "{}",
        notice(&app)
    );
    // The same table a month later, with what was spent: it fills what is there.
    paste(&mut app, &table.replace("100000\t\t", "100000\t45000\t"));
    assert_eq!(
        app.desk.workspace.count(BudgetLine::KIND),
        3,
        "{}",
        notice(&app)
    );
    says(
        &app,
        &[
            "An interval costs € 50,000",
            "cash for 8 more intervals",
            "A point of work costs",
        ],
    );
    // The scope is frozen, and an item is added to it.
    press(&mut app, "Tab Tab n Ctrl-s");
    let frozen = app.desk.workspace.all::<Baseline>().next().unwrap();
    assert_eq!(frozen.sizes.0.len(), 10);
    press(&mut app, "g b n");
    type_text(&mut app, "Found on the way");
    press(&mut app, "Enter Tab Tab Tab");
    type_text(&mut app, "20");
    press(&mut app, "Ctrl-s g p p 5");
    let added = app
        .desk
        .workspace
        .all::<Item>()
        .find(|item| item.title == "Found on the way")
        .unwrap();
    assert!(
        added.iteration.0.is_some() || added.increment.0.is_some(),
        "{}",
        notice(&app)
    );
    let told = app.plain(tab::MONEY);
    for part in [
        "20 points added, 0 taken out: growth +10 %",
        "€ 100,000; by now € 37,500 was planned to be earned, € 30,000 is, and € 45,000 is spent",
        "0.67 is earned (cost index)",
        "0.80 is earned (schedule index)",
        "€ 150,000 if it goes on at this cost",
        "€ 115,000 if the rest goes as planned",
        "€ 176,250 if it goes on at this cost and pace",
        "On the scope of today: € 27,272.73 are earned.",
    ] {
        assert!(told.contains(part), "{part}:\n{told}");
    }
}
