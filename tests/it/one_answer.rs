//! One idea, one answer: whoever speaks of an idea is asked the same, and all have to say the same.
//!
//! To add an idea, write a row of [`IDEAS`]: a function that asks everybody and gives, for each question, who said what.

use evenkeel::desk::file::{File, Home};
use evenkeel::desk::tab;
use evenkeel::exchange::facts;
use evenkeel::model::Workspace;
use evenkeel::model::audience::Audience;
use evenkeel::model::format::long_date;
use evenkeel::model::id::Id;
use evenkeel::model::item::Item;
use evenkeel::model::settings::Lens;
use evenkeel::scoring::explain::words::{message, team};
use evenkeel::scoring::explain::{Explanation, explain};
use evenkeel::scoring::forecast::roadmap::groups::RoadmapGrouping;
use evenkeel::scoring::plan::coming::{coming, increment_of};
use evenkeel::scoring::plan::cut::Turn;
use evenkeel::scoring::plan::plan_of;
use evenkeel::scoring::plan::supply::of_increment;
use evenkeel::shell::App;
use evenkeel::views::board::plain as board;
use evenkeel::views::plan::plain as plan;
use proptest::prelude::*;
use ratatui::layout::Size;

use crate::exports::text;
use crate::random::{perform, steps};
use crate::samples::{COMMENTED, workspace};
use crate::screens::{dark, drawn, sample};
use crate::support::words;

/// Who says what of one thing.
type Answers = Vec<(&'static str, String)>;

/// One idea.
struct Idea {
    name: &'static str,
    ask: fn(&App) -> Vec<Answers>,
}

const IDEAS: &[Idea] = &[
    Idea {
        name: "coming increment",
        ask: coming_increment,
    },
    Idea {
        name: "capacity",
        ask: capacity,
    },
    Idea {
        name: "competes for the cut line",
        ask: competes,
    },
    Idea {
        name: "planned, decided, parked",
        ask: planned,
    },
    Idea {
        name: "when it is delivered",
        ask: delivered,
    },
];

/// The answer, where a text holds it.
fn held(text: &str, answer: &str) -> String {
    if text.contains(answer) {
        answer.to_owned()
    } else {
        format!("not {answer}, but: {text}")
    }
}

fn seen(app: &App) -> &Workspace {
    app.desk.seen()
}

fn of_items(app: &App) -> Vec<(&Item, Explanation)> {
    let derived = &app.desk.derived;
    let each = seen(app).all::<Item>();
    each.map(|item| {
        let why = explain(seen(app), &derived.evaluation, item.id).unwrap();
        (item, why.on(&derived.survey))
    })
    .collect()
}

fn coming_increment(app: &App) -> Vec<Answers> {
    let derived = &app.desk.derived;
    let name = |id: Option<Id>| id.map_or_else(|| "none".to_owned(), |id| id.to_string());
    let rule = coming(seen(app), derived.today);
    let mut said = vec![
        ("rule", name(rule.map(|one| one.id))),
        ("ranking", name(derived.evaluation.race.coming)),
        ("roadmap", name(derived.survey.roadmap.coming)),
    ];
    let planned = seen(app).all::<Item>();
    let planned = planned
        .filter(|item| rule.is_some() && increment_of(seen(app), item) == rule.map(|one| one.id));
    let turns = planned.filter(|item| item.state.is_open());
    let all = turns.map(|item| derived.evaluation.score(item.id).unwrap().turn);
    let is_coming = all.into_iter().all(|turn| turn == Turn::Coming);
    said.push((
        "turns",
        if is_coming {
            said[0].1.clone()
        } else {
            "another".to_owned()
        },
    ));
    vec![said]
}

fn capacity(app: &App) -> Vec<Answers> {
    let evaluation = &app.desk.derived.evaluation;
    let Some(increment) = evaluation.coming(seen(app)) else {
        return Vec::new();
    };
    let number = |points: Option<evenkeel::scoring::ratio::Ratio>| format!("{points:?}");
    let (planned, _) = plan_of(seen(app), increment, &[]);
    let mut said = vec![
        ("rule", number(of_increment(seen(app), increment).points())),
        ("plan", number(planned.whole.capacity.points())),
        ("balance", number(evaluation.balance.capacity)),
    ];
    if let Some(cut) = evaluation.cut {
        said.push(("cut line", number(Some(cut.capacity))));
    }
    vec![said]
}

fn competes(app: &App) -> Vec<Answers> {
    let evaluation = &app.desk.derived.evaluation;
    let disclosure = evenkeel::exchange::audience::Disclosure::private();
    let of = |(item, why): (&Item, Explanation)| {
        let score = evaluation.score(item.id).unwrap();
        let json = facts::item(seen(app), evaluation, &disclosure, item.id).unwrap();
        let mut sides = vec![
            ("ranking", format!("{:?}", score.is_above_cut)),
            ("explanation", format!("{:?}", why.place.is_above_cut)),
            ("JSON", format!("{:?}", json["above_the_cut"].as_bool())),
        ];
        if item.state.is_open() {
            let text = team(seen(app), &why).join("\n");
            let fits = text.contains("It fits the coming increment.");
            let not = text.contains("It does not fit the coming increment.");
            sides.push((
                "explanation in words",
                format!("{:?}", (fits || not).then_some(fits)),
            ));
        }
        let turns = vec![
            ("ranking", score.turn.name().to_owned()),
            ("rule", evaluation.race.turn(item).name().to_owned()),
            ("JSON", json["counts"].as_str().unwrap().to_owned()),
        ];
        [sides, turns]
    };
    of_items(app).into_iter().flat_map(of).collect()
}

fn planned(app: &App) -> Vec<Answers> {
    let evaluation = &app.desk.derived.evaluation;
    let table = board::board(&app.desk);
    let mut all = Vec::new();
    for (item, why) in of_items(app) {
        let told = message(seen(app), &why, app.desk.derived.today)
            .lines
            .join("\n");
        match (item.state.is_open(), why.place.turn) {
            (true, Turn::Coming | Turn::Later | Turn::Earlier) => {
                assert!(!told.contains("Not now"), "{}: {told}", item.title);
                let rank = evaluation.rank(item.id);
                let last = evaluation.ranked.len();
                assert!(rank.is_none_or(|rank| rank <= last));
            }
            (true, Turn::NotNow) => {
                let mark = evaluation.race.mark(item).unwrap();
                all.push(vec![
                    ("rule", mark.clone()),
                    ("board", held(&table, &mark)),
                    (
                        "explanation",
                        held(&team(seen(app), &why).join("\n"), &mark),
                    ),
                    ("message", held(&told, "Not now").replace("Not now", &mark)),
                ]);
                assert_eq!(why.place.is_above_cut.filter(|above| *above), None);
            }
            _ => {}
        }
    }
    all
}

fn delivered(app: &App) -> Vec<Answers> {
    let roadmap = &app.desk.derived.survey.roadmap;
    let printed = plan::roadmap(&app.desk, RoadmapGrouping::Increments);
    let mut all = Vec::new();
    for (item, why) in of_items(app) {
        let likely = roadmap
            .item(item.id)
            .and_then(|said| said.as_ref().ok()?.days.likely);
        let Some(day) = likely.map(long_date) else {
            continue;
        };
        all.push(vec![
            ("forecast", day.clone()),
            ("explanation", held(&team(seen(app), &why).join("\n"), &day)),
            ("roadmap", held(&printed, &day)),
        ]);
    }
    all
}

fn check(app: &App) -> Result<usize, String> {
    let mut asked = 0;
    for idea in IDEAS {
        for answers in (idea.ask)(app) {
            asked += 1;
            if !answers.iter().all(|(_, answer)| *answer == answers[0].1) {
                return Err(format!("{}: {answers:#?}", idea.name));
            }
        }
    }
    Ok(asked)
}

fn opened(workspace: Workspace) -> App {
    let file = File::new(Home::Demo, Vec::new());
    let size = Size {
        width: 120,
        height: 35,
    };
    let day = chrono::NaiveDate::from_ymd_opt(2026, 12, 9);
    App::new(
        workspace,
        file,
        evenkeel::desk::preferences::Preferences::default(),
        1,
        size,
        day,
    )
}

#[test]
fn the_sample_gives_one_answer() {
    let app = sample(200, 60);
    assert!(check(&app).unwrap() > 60);
    let name = &app.desk.derived.evaluation.coming(seen(&app)).unwrap().name;
    let report = text(seen(&app), Audience::Private, "html");
    for (who, said) in [
        ("screen", words(&drawn(&app, &dark()))),
        ("plan", app.plain(tab::PLAN)),
        ("report", report),
    ] {
        assert!(
            said.contains(name.as_str()),
            "{who} does not name {name}:\n{said}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn every_workspace_gives_one_answer(steps in steps(), lens in prop::sample::select(vec![Lens::Wsjf, Lens::Money, Lens::Hand])) {
        let mut all = workspace(COMMENTED);
        perform(&mut all, steps);
        let mut app = opened(all);
        app.desk.derived.look_through(&app.desk.workspace, lens);
        prop_assert_eq!(check(&app).err(), None);
    }
}
