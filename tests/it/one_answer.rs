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
use evenkeel::model::increment::Iteration;
use evenkeel::model::item::Item;
use evenkeel::model::settings::Lens;
use evenkeel::model::team::Team;
use evenkeel::scoring::evaluation::{BalanceBasis, must_limit};
use evenkeel::scoring::explain::words::{message, team, who_waits};
use evenkeel::scoring::explain::{Explanation, explain, yes_now};
use evenkeel::scoring::forecast::roadmap::groups::RoadmapGrouping;
use evenkeel::scoring::plan::capacity::velocity;
use evenkeel::scoring::plan::coming::{coming, increment_of};
use evenkeel::scoring::plan::cut::{Turn, remaining};
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
        if why.place.turn.is_elsewhere() {
            // The place in the coming increment says nothing of when another one does it.
            let text = team(seen(app), &why).join("\n");
            let is_silent = !text.contains("window is shut") && !text.contains("One increment");
            assert!(is_silent, "{}: {text}", item.title);
        }
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

/// The plan of the coming increment, its figures and what they are made of.
fn coming_plan(app: &App) -> Option<(Planned, Figures, String)> {
    let evaluation = &app.desk.derived.evaluation;
    let increment = evaluation.coming(seen(app))?;
    let order = [&evaluation.ranked, &evaluation.unranked, &evaluation.closed];
    let order: Vec<Id> = order.into_iter().flatten().copied().collect();
    let past = &evaluation.race.past;
    let (planned, _) = plan_of(seen(app), past, increment, &order);
    let figures = figures(seen(app), past, &planned);
    let made_of = evidence::increment(seen(app), past, &planned, &figures).join("\n");
    Some((planned, figures, made_of))
}

fn short(points: Option<Ratio>) -> String {
    points.map_or_else(|| "unknown".to_owned(), Ratio::to_short)
}

fn loads(app: &App) -> Vec<Answers> {
    let Some((planned, _, made_of)) = coming_plan(app) else {
        return Vec::new();
    };
    let printed = app.plain(tab::PLAN);
    let mut all = Vec::new();
    for (id, stretch) in &planned.iterations {
        let iteration = seen(app).get::<Iteration>(*id).unwrap();
        if iteration.innovation || stretch.items.is_empty() {
            continue;
        }
        let efforts = stretch.items.iter();
        let efforts = efforts.filter_map(|id| remaining(seen(app).get::<Item>(*id).unwrap()));
        let sum = short(Ratio::sum(efforts));
        let name = iteration.name.trim();
        let capacity =
            of_iteration(seen(app), &app.desk.derived.evaluation.race.past, iteration).points();
        let parts: Vec<String> = stretch
            .items
            .iter()
            .map(|id| {
                let item = seen(app).get::<Item>(*id).unwrap();
                let effort = remaining(item).map_or_else(|| "?".to_owned(), Ratio::to_short);
                format!("{} {effort}", item.title)
            })
            .collect();
        let line = format!("Load of {name}: {} = {sum}.", parts.join(" + "));
        all.push(vec![
            ("rule", sum.clone()),
            ("plan", short(stretch.load)),
            ("evidence", held(&made_of, &line).replace(&line, &sum)),
        ]);
        if let Some(capacity) = capacity {
            let said = format!("{sum} of {} points", capacity.to_short());
            let free = format!("Capacity of {name}: {} points", capacity.to_short());
            all.push(vec![
                ("rule", said.clone()),
                ("plan in words", held(&printed, &said)),
                ("evidence", held(&made_of, &free).replace(&free, &said)),
            ]);
        }
    }
    all
}

fn velocities(app: &App) -> Vec<Answers> {
    let made_of = coming_plan(app).map(|(.., made_of)| made_of);
    let mut all = Vec::new();
    for team in seen(app).all::<Team>() {
        let last = app.desk.derived.evaluation.race.past.last(team.id);
        assert!(last.len() <= 5, "the last five, as the settings say");
        let typed: Vec<Ratio> = team
            .velocity
            .iter()
            .rev()
            .take(5)
            .map(|n| (*n).into())
            .collect();
        let mean = format!("{:?}", velocity(&typed));
        let mut said = vec![
            ("rule", mean.clone()),
            ("supply", format!("{:?}", velocity(last))),
        ];
        let sum: Vec<String> = last.iter().map(|points| points.to_short()).collect();
        if let Some(made_of) = &made_of
            && made_of.contains(&format!("{}: ", team.name))
            && made_of.contains("from the mean of the last")
            && !last.is_empty()
        {
            let added = sum.join(" + ");
            let all_said = made_of
                .lines()
                .filter(|line| line.starts_with(&format!("{}: ", team.name)));
            let all_said = all_said.filter(|line| line.contains("from the mean"));
            for line in all_said {
                said.push(("evidence", held(line, &added).replace(&added, &mean)));
            }
        }
        all.push(said);
    }
    all
}

fn shares(app: &App) -> Vec<Answers> {
    let evaluation = &app.desk.derived.evaluation;
    let Some((_, figures, made_of)) = coming_plan(app) else {
        return Vec::new();
    };
    if evaluation.balance.basis == BalanceBasis::Open {
        return Vec::new();
    }
    let board = evaluation
        .moscow
        .as_ref()
        .and_then(|found| found.mix.as_ref());
    let said = |share: Option<Ratio>| format!("{share:?}");
    let mut all = vec![vec![
        ("board", said(board.map(|mix| mix.must))),
        ("plan", said(figures.must.map(|(share, _)| share))),
    ]];
    if let Some((share, _)) = figures.must {
        let words = must(share, must_limit(seen(app)));
        all.push(vec![
            ("rule", words.clone()),
            ("balance", held(&board::balance(&app.desk), &words)),
            ("plan in words", held(&app.plain(tab::PLAN), &words)),
            ("evidence", held(&made_of, &words)),
        ]);
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
