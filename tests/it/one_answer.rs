//! One idea, one answer: whoever speaks of an idea is asked the same, and all have to say the same.
//!
//! To add an idea, write a row of [`IDEAS`]: a function that asks everybody and gives, for each question, who said what.

use evenkeel::desk::file::{File, Home};
use evenkeel::desk::tab;
use evenkeel::exchange::audience::Disclosure;
use evenkeel::exchange::export::{self, Content, ExportWish};
use evenkeel::exchange::facts;
use evenkeel::model::Workspace;
use evenkeel::model::audience::Audience;
use evenkeel::model::decision::{Decision, Outcome};
use evenkeel::model::format::{full_date, long_date};
use evenkeel::model::id::Id;
use evenkeel::model::increment::Iteration;
use evenkeel::model::item::Item;
use evenkeel::model::settings::Lens;
use evenkeel::model::team::Team;
use evenkeel::scoring::evaluation::{BalanceBasis, must_limit};
use evenkeel::scoring::explain::words::{message, team, who_waits};
use evenkeel::scoring::explain::{Explanation, explain, yes_now};
use evenkeel::scoring::forecast::roadmap::chart::ChartWish;
use evenkeel::scoring::levels::{effort, is_ranked};
use evenkeel::scoring::plan::capacity::velocity;
use evenkeel::scoring::plan::coming::{coming, increment_of};
use evenkeel::scoring::plan::cut::IncrementTurn;
use evenkeel::scoring::plan::evidence;
use evenkeel::scoring::plan::figures::{Figures, figures};
use evenkeel::scoring::plan::supply::{of_increment, of_iteration};
use evenkeel::scoring::plan::words::must;
use evenkeel::scoring::plan::{Planned, plan_of};
use evenkeel::scoring::price::placing::placing;
use evenkeel::scoring::price::words::moved;
use evenkeel::scoring::ratio::Ratio;
use evenkeel::shell::App;
use evenkeel::views::board::plain as board;
use evenkeel::views::plan::plain as plan;
use evenkeel::views::plan::roadmap::RoadmapForm;
use proptest::prelude::*;
use ratatui::layout::Size;

use crate::exports::text;
use crate::random::{perform, steps};
use crate::samples::{COMMENTED, workspace};
use crate::screens::{dark, drawn, sample};
use crate::support::words;

mod plans;

use plans::{loads, shares, velocities};

/// Who says what of one thing.
type Answers = Vec<(&'static str, String)>;

/// One idea.
struct Idea {
    name: &'static str,
    ask: fn(&App) -> Vec<Answers>,
}

const IDEAS: &[Idea] = &[
    Idea {
        name: "coming planning interval",
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
    Idea {
        name: "effort and load of an iteration",
        ask: loads,
    },
    Idea {
        name: "velocity",
        ask: velocities,
    },
    Idea {
        name: "Must share, urgency share",
        ask: shares,
    },
    Idea {
        name: "price of a yes",
        ask: yes,
    },
    Idea {
        name: "what was decided",
        ask: decided,
    },
    Idea {
        name: "a number, shown",
        ask: scores,
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

/// A file made of what the app shows, for its author.
fn file(app: &App, format: &str, session: Option<Id>) -> String {
    let derived = &app.desk.derived;
    let content = Content {
        workspace: seen(app),
        evaluation: &derived.evaluation,
        survey: &derived.survey,
        items: &derived.evaluation.all(seen(app)),
        disclosure: &Disclosure::private(),
        session,
        earlier: None,
        today: derived.today,
        wish: ExportWish::default(),
    };
    let made = export::format(format).unwrap().made(&content).unwrap();
    String::from_utf8(made.bytes).unwrap()
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
    // A part is told by the whole it is a part of.
    let turns = planned.filter(|item| item.state.is_open() && is_ranked(seen(app), item));
    let all = turns.map(|item| derived.evaluation.score(item.id).unwrap().turn);
    let is_coming = all.into_iter().all(|turn| turn == IncrementTurn::Coming);
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
    let number = |points: Option<Ratio>| format!("{points:?}");
    let (planned, _) = plan_of(seen(app), &evaluation.race.past, increment, &[]);
    let mut said = vec![
        (
            "rule",
            number(of_increment(seen(app), &evaluation.race.past, increment).points()),
        ),
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
    let disclosure = Disclosure::private();
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
            let fits = text.contains(" fits into the coming planning interval")
                || text.contains("There is room for it in the coming planning interval");
            let not = text.contains(" does not fit into the coming planning interval.");
            sides.push((
                "explanation in words",
                format!("{:?}", (fits || not).then_some(fits)),
            ));
        }
        let turns = vec![
            ("ranking", score.turn.name().to_owned()),
            (
                "rule",
                evaluation.race.turn(seen(app), item).name().to_owned(),
            ),
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
        if why.place.turn.is_elsewhere() {
            // The place in the coming increment says nothing of when another one does it.
            let text = team(seen(app), &why).join("\n");
            let is_silent = !text.contains("window closes before the coming")
                && !text.contains("One planning interval");
            assert!(is_silent, "{}: {text}", item.title);
        }
        match (item.state.is_open(), why.place.turn) {
            (true, IncrementTurn::Coming | IncrementTurn::Later | IncrementTurn::Earlier) => {
                assert!(!told.contains("Not now"), "{}: {told}", item.title);
                let rank = evaluation.rank(item.id);
                let last = evaluation.ranked.len();
                assert!(rank.is_none_or(|rank| rank <= last));
            }
            (true, IncrementTurn::NotNow) => {
                let mark = evaluation.race.mark(seen(app), item).unwrap();
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
    let printed = plan::roadmap(&app.desk, RoadmapForm::Days, ChartWish::default(), 100);
    let mut all = Vec::new();
    for (item, why) in of_items(app) {
        let likely = roadmap
            .item(item.id)
            .and_then(|said| said.as_ref().ok()?.days.likely);
        let Some(likely) = likely else {
            continue;
        };
        let (day, in_full) = (long_date(likely), full_date(likely));
        let mut said = vec![
            ("forecast", day.clone()),
            ("explanation", held(&team(seen(app), &why).join("\n"), &day)),
            ("roadmap", held(&printed, &day)),
        ];
        let told = message(seen(app), &why, app.desk.derived.today).lines;
        let told = told.iter().find(|line| line.contains("likely done by"));
        said.extend(told.map(|told| {
            let said = held(told, &in_full).replace(&in_full, &day);
            ("message", said)
        }));
        all.push(said);
    }
    all
}

fn yes(app: &App) -> Vec<Answers> {
    let evaluation = &app.desk.derived.evaluation;
    let mut all = Vec::new();
    for (item, why) in of_items(app) {
        let Some(top) = &why.to_top else { continue };
        let price = placing(seen(app), evaluation, item.id, 0).unwrap();
        let rule = moved(seen(app), &price);
        let text = team(seen(app), &why).join("\n");
        let payers = rule.trim_end_matches(')');
        let mut said = vec![
            ("rule", rule.clone()),
            ("explanation", moved(seen(app), top)),
        ];
        if why.state.is_open() && price.passed.len() > 1 {
            said.push((
                "explanation in words",
                held(&text, payers).replace(payers, &rule),
            ));
        }
        let now = yes_now(seen(app), evaluation, item.id);
        said.push(("decision", who_waits(seen(app), now.as_ref())));
        all.push(said);
    }
    all
}

/// What waiting costs as it was seen when something was decided.
fn decided(app: &App) -> Vec<Answers> {
    let all = seen(app).all::<Decision>();
    let all = all.filter(|one| one.session.0.is_some() && one.outcome != Some(Outcome::Parked));
    let said = all.filter_map(|one| {
        let cost = format!("{} points", one.cost_now?);
        let minutes = file(app, "minutes", one.session.0);
        Some(vec![
            ("decision", cost.clone()),
            ("minutes", held(&minutes, &cost)),
        ])
    });
    said.collect()
}

fn scores(app: &App) -> Vec<Answers> {
    let evaluation = &app.desk.derived.evaluation;
    let printed = board::board(&app.desk);
    let mut all = Vec::new();
    for (item, why) in of_items(app) {
        let Some(score) = evaluation.score(item.id).unwrap().line.score else {
            continue;
        };
        if !matches!(evaluation.lens, Lens::Wsjf | Lens::Money | Lens::Hand) {
            continue;
        }
        let json = facts::item(seen(app), evaluation, &Disclosure::private(), item.id).unwrap();
        all.push(vec![
            ("ranking", score.to_string()),
            ("JSON", json["score"]["exact"].as_str().unwrap().to_owned()),
        ]);
        let rule = evaluation.written(item.id, score);
        let end = format!(" = {rule}.");
        let text = team(seen(app), &why).join("\n");
        all.push(vec![
            ("rule", rule.clone()),
            ("board", held(&printed, &rule)),
            ("explanation", held(&text, &end).replace(&end, &rule)),
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

pub(crate) fn opened(workspace: Workspace) -> App {
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
    for idea in IDEAS {
        assert!(!(idea.ask)(&app).is_empty(), "nobody asks: {}", idea.name);
    }
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
