//! Flow, pacing, agreed mixes and meetings, by keys on the sample.

use chrono::{Days, NaiveDate};
use evenkeel::edit::{Edit, apply};
use evenkeel::model::Workspace;
use evenkeel::model::agreement::AgreedMix;
use evenkeel::model::event::{Topic, TrainEvent};
use evenkeel::model::field::Value;
use evenkeel::model::id::Id;
use evenkeel::model::item::{Item, State};
use evenkeel::scoring::flow::record::Flow;
use evenkeel::scoring::flow::words;
use evenkeel::scoring::ratio::Ratio;
use evenkeel::shell::App;
use evenkeel::store;

use crate::screens::{press, sample, screen};

fn on(day: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 1, 4).unwrap() + Days::new(day)
}

/// Items with the days on which they began and were done.
fn workspace(settings: &str, runs: &[(u64, Option<u64>)]) -> Workspace {
    let text = format!("(schema: \"1.0\", settings: ({settings}))");
    let (mut workspace, problems) = store::parse(&text).unwrap();
    assert_eq!(problems, []);
    for ((began, done), number) in runs.iter().zip(1..) {
        let mut item = Item::new(Id::from_random(number));
        item.title = format!("Item {number}");
        item.history = vec![format!("Doing: {}", on(*began))];
        item.done_on = done.map(on);
        item.state = if done.is_some() {
            State::Done
        } else {
            State::Doing
        };
        put(&mut workspace, item);
    }
    workspace
}

/// Puts an item in by an edit.
fn put(workspace: &mut Workspace, item: Item) {
    apply(workspace, vec![Edit::Insert(Box::new(item))]).unwrap();
}

#[test]
fn flow_is_derived_from_the_days_of_states() {
    let runs = [
        (0, Some(3)),
        (1, Some(9)),
        (2, Some(4)),
        (5, Some(10)),
        (6, Some(20)),
        (4, None),
        (19, None),
    ];
    let workspace = workspace("", &runs);
    let flow = Flow::of(&workspace, Some(on(21)));
    let times = flow.times(None);
    assert_eq!(
        (times.percentile(50), times.percentile(85)),
        (Some(5), Some(14))
    );
    let ages: Vec<_> = flow.under_way(None).iter().map(|(_, age)| *age).collect();
    assert_eq!(ages, [Some(17), Some(2)]);
    assert_eq!(flow.aging(), [(Id::from_random(6), 17)]);
    let weeks = flow.weeks(None);
    let finished: Vec<usize> = weeks.iter().map(|week| week.finished).collect();
    assert_eq!(finished, [0, 2, 2, 1]);
    let load: Vec<usize> = weeks.iter().map(|week| week.load).collect();
    assert_eq!(load, [1, 4, 2, 2]);
    let little = flow.little(None).unwrap();
    assert_eq!(little.days, Ratio::new(56, 5));
    assert_eq!(
        flow.efficiency(None),
        None,
        "nobody named a state of waiting"
    );
    assert_eq!(flow.rework(None), (Vec::new(), 7));
}

#[test]
fn without_a_day_nothing_is_told_of_a_day() {
    let workspace = workspace("", &[(0, Some(3)), (4, None)]);
    let flow = Flow::of(&workspace, None);
    assert_eq!(flow.under_way(None)[0].1, None);
    assert_eq!((flow.weeks(None), flow.little(None)), (Vec::new(), None));
    assert_eq!(flow.times(None).percentile(50), Some(3));
}

#[test]
fn what_began_on_an_unknown_day_is_named_beside_the_chart() {
    let mut workspace = workspace("", &[(0, Some(3))]);
    for number in [7, 8] {
        let mut item = Item::new(Id::from_random(number));
        item.state = State::Doing;
        put(&mut workspace, item);
    }
    let facts = words::whole(&workspace, &Flow::of(&workspace, Some(on(8))));
    let told = format!("{facts:?}");
    for said in ["0 today, 2 since an unknown day", "2 items"] {
        assert!(told.contains(said), "{told}");
    }
}

#[test]
fn waiting_going_back_and_limits_follow_the_settings() {
    let settings = "waiting_states: [\"ready\"], wip_limits: [\"Doing: 1\", \"Nobody: 2\"]";
    let mut workspace = workspace(settings, &[(0, None), (2, None)]);
    let mut item = Item::new(Id::from_random(9));
    let lines = [("Ready", 0), ("Doing", 2), ("Ready", 6), ("Doing", 8)];
    item.history = lines
        .map(|(state, day)| format!("{state}: {}", on(day)))
        .into();
    (item.state, item.done_on) = (State::Done, Some(on(12)));
    put(&mut workspace, item);
    let flow = Flow::of(&workspace, Some(on(20)));
    // Ten days from begin to done, two of them waiting.
    assert_eq!(flow.efficiency(None), Ratio::new(4, 5));
    assert_eq!(flow.rework(None), (vec![Id::from_random(9)], 3));
    let limit = &flow.limits[0];
    assert_eq!(
        (flow.limits.len(), limit.items.len(), limit.is_over()),
        (1, 2, true)
    );
}

#[test]
fn the_parts_of_learning_read_at_every_size() {
    for (width, height) in [(80, 24), (120, 35), (200, 60)] {
        let mut app = sample(width, height);
        press(&mut app, "g l }");
        let flow = screen(&app);
        for words in [
            "Flow load",
            "Flow time",
            "Promises",
            "Limits",
            "Flow by team",
            "Rails",
        ] {
            assert!(flow.contains(words), "{words} in {width}x{height}:\n{flow}");
        }
        press(&mut app, "}");
        let pacing = screen(&app);
        for words in ["Promises", "People", "Thanks", "Recognition"] {
            assert!(
                pacing.contains(words),
                "{words} in {width}x{height}:\n{pacing}"
            );
        }
        press(&mut app, "}");
        assert!(screen(&app).contains("Bring cake for the dock"));
        press(&mut app, ": p a c i n g Enter");
        assert!(screen(&app).contains("Not urgent after all"));
    }
}

#[test]
fn a_change_of_state_by_key_is_in_the_flow_and_undone_with_it() {
    let mut app = sample(120, 35);
    let mut items = app.desk.workspace.all::<Item>();
    let item = items.find(|item| item.state == State::Ready).unwrap().id;
    drop(items);
    let state = |app: &mut App, state: &'static str| {
        let edit = Edit::put::<Item>(item, "state", Value::Choice(state)).unwrap();
        assert!(app.desk.commit("moved", vec![edit]));
    };
    let under_way = |app: &App| app.desk.flow().under_way(None).len();
    let before = under_way(&app);
    state(&mut app, "Doing");
    assert_eq!(under_way(&app), before + 1);
    let history = |app: &App| {
        app.desk
            .workspace
            .get::<Item>(item)
            .unwrap()
            .history
            .clone()
    };
    let today = app.desk.derived.today.unwrap();
    assert_eq!(history(&app), [format!("Doing: {today}")]);
    press(&mut app, "u");
    assert_eq!((under_way(&app), history(&app)), (before, Vec::new()));
}

#[test]
fn a_plan_is_tried_lane_by_lane_by_the_mix_that_was_agreed() {
    let mut app = sample(120, 35);
    press(&mut app, "g p A");
    let tried = screen(&app);
    assert!(tried.contains("filled by target shares"), "{tried}");
    assert!(tried.contains("of the capacity"), "{tried}");
    press(&mut app, "Esc Esc");
    let coming = app.desk.derived.evaluation.race.coming;
    let target = |app: &App| {
        let balance = &app.desk.derived.evaluation.balance;
        balance.allocation.as_ref().unwrap().buckets[0].target
    };
    let before = target(&app);
    let mut agreed = AgreedMix::new(Id::from_random(77));
    agreed.increment.0 = coming;
    agreed.shares = vec!["Business: 50".to_owned(), "Technical: 50".to_owned()];
    assert!(
        app.desk
            .commit("agreed", vec![Edit::Insert(Box::new(agreed))])
    );
    assert_eq!(
        (before, target(&app)),
        (Ratio::new(7, 10).unwrap(), Ratio::new(1, 2).unwrap())
    );
}

#[test]
fn a_retrospective_begins_with_its_agenda_and_topics_get_votes() {
    let mut app = sample(120, 35);
    press(&mut app, "g l e");
    assert!(screen(&app).contains("Problem solving"));
    press(&mut app, "R e t r o Enter Ctrl-s");
    let made = |app: &App| {
        let mut all = app.desk.workspace.all::<TrainEvent>();
        all.any(|event| event.name.starts_with("Retrospective PI") && event.agenda.len() == 5)
    };
    assert!(made(&app), "{}", screen(&app));
    let votes = |app: &App| {
        let topics = app.desk.workspace.all::<Topic>();
        topics
            .filter_map(|topic| topic.votes)
            .map(Ratio::from)
            .max()
    };
    assert_eq!(votes(&app), Some(Ratio::whole(5)));
    press(&mut app, "Tab Tab +");
    assert_eq!(votes(&app), Some(Ratio::whole(6)), "{}", screen(&app));
}
