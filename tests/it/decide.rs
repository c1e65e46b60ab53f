//! Deciding on an item by keys, the message that comes of it, and the log.

use evenkeel::desk::effect::Effect;
use evenkeel::desk::event::{Chord, Event, Key};
use evenkeel::desk::tab;
use evenkeel::model::decision::{Conversation, Decision, Outcome};
use evenkeel::model::id::Id;
use evenkeel::model::item::{Item, Sort, State};
use evenkeel::model::number::Number;
use evenkeel::model::option::ItemOption;
use evenkeel::shell::App;
use evenkeel::ui::look::{Brightness, Charset, Depth, Look};

use crate::journeys::{notice, type_text};
use crate::screens::{dark, drawn, press, sample};
use crate::support::{check_screen, words};

/// The decision that was made last: the sample's own are older.
fn made(app: &App, before: &[Id]) -> Decision {
    let mut new = app.desk.workspace.all::<Decision>();
    new.find(|one| !before.contains(&one.id))
        .cloned()
        .expect("a decision")
}

fn decisions(app: &App) -> Vec<Id> {
    app.desk
        .workspace
        .all::<Decision>()
        .map(|one| one.id)
        .collect()
}

/// Opens an answer of the selected item by typing a part of its name.
fn answer(app: &mut App, name: &str) {
    press(app, "D");
    type_text(app, name);
    press(app, "Enter");
}

/// The selected item as it stands.
fn selected(app: &App) -> Item {
    app.desk.selected().cloned().expect("an item is selected")
}

#[test]
fn not_now_asks_for_a_day_and_makes_a_message_in_one_step() {
    let mut app = sample(80, 24);
    press(&mut app, "j j j j");
    let (before, known, start) = (selected(&app), decisions(&app), app.desk.workspace.clone());
    press(&mut app, "D");
    check_screen("decide_answers_80x24", &app, &dark());
    type_text(&mut app, "not now");
    press(&mut app, "Enter");
    type_text(&mut app, "The auditors come first.");
    press(&mut app, "Tab");
    check_screen("decide_not_now_80x24", &app, &dark());
    press(&mut app, "Ctrl-s");
    check_screen("decide_message_80x24", &app, &dark());
    let decision = made(&app, &known);
    assert_eq!(decision.outcome, Some(Outcome::NotNow));
    assert_eq!(decision.about, before.title);
    assert_eq!(decision.asked_by, before.requester);
    assert_eq!(decision.date, app.desk.derived.today);
    assert!(decision.review > decision.date);
    assert!(decision.cost_now.is_some() && decision.cost_later > decision.cost_now);
    let after = selected(&app);
    assert_eq!((after.review, after.increment.0), (decision.review, None));
    // The message is one key away.
    let copied = app.handle(Event::Key(Chord::plain(Key::Char('y'))));
    let [Effect::Copy(text)] = copied.as_slice() else {
        panic!("{copied:?}");
    };
    assert!(text.contains("Not now.") && text.contains("The auditors come first."));
    assert!(text.contains("We look again on"));
    press(&mut app, "Esc u");
    assert!(app.desk.workspace == start, "one step takes all of it back");
}

#[test]
fn a_not_now_without_a_day_and_a_no_without_a_reason_are_refused() {
    let mut app = sample(120, 35);
    let known = decisions(&app);
    answer(&mut app, "not now");
    press(&mut app, "Shift-Tab Backspace Ctrl-s");
    assert!(notice(&app).contains("needs the day"), "{}", notice(&app));
    press(&mut app, "Esc Esc Esc");
    answer(&mut app, "declined");
    press(&mut app, "Ctrl-s");
    assert!(notice(&app).contains("needs a reason"), "{}", notice(&app));
    assert_eq!(decisions(&app), known);
    type_text(&mut app, "Nobody needs it.");
    press(&mut app, "Enter");
    let decision = made(&app, &known);
    assert_eq!(decision.outcome, Some(Outcome::Decline));
    assert_eq!(decision.rank_after, None);
    let item = app
        .desk
        .workspace
        .get::<Item>(decision.item.0.unwrap())
        .unwrap();
    assert_eq!(item.state, State::Declined);
}

#[test]
fn a_yes_says_who_pays_and_plans_the_item() {
    let mut app = sample(120, 35);
    press(&mut app, "j j j j j");
    let known = decisions(&app);
    answer(&mut app, "yes");
    check_screen("decide_yes_120x35", &app, &dark());
    type_text(&mut app, "The season begins.");
    press(&mut app, "Enter Esc");
    let decision = made(&app, &known);
    assert!(decision.increment.0.is_some());
    let item = app
        .desk
        .workspace
        .get::<Item>(decision.item.0.unwrap())
        .unwrap();
    assert_eq!(item.increment, decision.increment);
    assert!(item.state.is_open());
}

#[test]
fn choosing_an_option_takes_over_what_it_knows_with_the_reason() {
    let mut app = sample(120, 35);
    let option = app
        .desk
        .workspace
        .all::<ItemOption>()
        .find(|one| !one.chosen && !one.size.is_unknown());
    let option = option.cloned().expect("an option that was not chosen");
    assert!(app.desk.backlog.select(option.item.0.unwrap()));
    let known = decisions(&app);
    answer(&mut app, &option.name);
    press(&mut app, "Ctrl-u");
    type_text(&mut app, "It is enough.");
    press(&mut app, "Enter Esc");
    let decision = made(&app, &known);
    assert_eq!(decision.option.0, Some(option.id));
    let chosen = app.desk.workspace.get::<ItemOption>(option.id).unwrap();
    assert!(chosen.chosen);
    assert_eq!(chosen.reason.as_str(), "It is enough.");
    assert_eq!(selected(&app).size.value, option.size.value);
}

#[test]
fn a_split_shows_its_dividend_and_parks_the_whole() {
    let mut app = sample(80, 24);
    let whole = selected(&app);
    let (known, start) = (decisions(&app), app.desk.workspace.clone());
    answer(&mut app, "split");
    press(&mut app, "Ctrl-s");
    assert!(notice(&app).contains("two parts"), "{}", notice(&app));
    for (title, size, value) in [("The easy half", "2", "8"), ("The rest", "5", "3")] {
        type_text(&mut app, title);
        press(&mut app, "Tab");
        type_text(&mut app, size);
        press(&mut app, "Tab");
        type_text(&mut app, value);
        press(&mut app, "Tab");
    }
    check_screen("decide_split_80x24", &app, &dark());
    let screen = words(&drawn(&app, &dark()));
    let rest = whole
        .criticality
        .value
        .zip(whole.risk.value)
        .map(|(c, r)| c.millionths() + r.millionths());
    let dividend = (rest.expect("known") / 1_000_000 + 8) * 5;
    assert!(
        screen.contains(&format!("split saves {dividend}")),
        "{screen}"
    );
    press(&mut app, "Ctrl-s Esc");
    let decision = made(&app, &known);
    assert_eq!(decision.parts.0.len(), 2);
    let item = |id: Id| app.desk.workspace.get::<Item>(id).expect("it is there");
    assert_eq!(item(whole.id).state, State::Parked);
    let first = item(*decision.parts.0.first().unwrap());
    assert_eq!(
        (first.title.as_str(), first.size.value),
        ("The easy half", Some(Number::whole(2)))
    );
    assert_eq!(
        (&first.needs, &first.requester),
        (&whole.needs, &whole.requester)
    );
    assert!(
        first
            .labels
            .iter()
            .any(|label| label.starts_with("part of"))
    );
    assert!(
        app.desk
            .derived
            .evaluation
            .score(first.id)
            .unwrap()
            .rank
            .is_some()
    );
    // What needed the whole needs its parts.
    assert!(
        app.desk
            .workspace
            .all::<Item>()
            .all(|one| !one.needs.0.contains(&whole.id))
    );
    press(&mut app, "u");
    assert!(app.desk.workspace == start);
}

#[test]
fn research_and_questions_come_before_an_answer() {
    let mut app = sample(120, 35);
    let (whole, known) = (selected(&app), decisions(&app));
    answer(&mut app, "research");
    type_text(&mut app, "Which shops would pay?");
    press(&mut app, "Enter Esc");
    let decision = made(&app, &known);
    let spike = *decision.parts.0.first().expect("a spike");
    assert_eq!(
        app.desk.workspace.get::<Item>(spike).unwrap().sort,
        Sort::Spike
    );
    assert!(
        app.desk
            .workspace
            .get::<Item>(whole.id)
            .unwrap()
            .needs
            .0
            .contains(&spike)
    );
    let known = decisions(&app);
    app.desk.backlog.select(whole.id);
    answer(&mut app, "ask first");
    type_text(&mut app, "Who pays the tax?");
    press(&mut app, "Enter Esc");
    assert_eq!(made(&app, &known).question, "Who pays the tax?");
    let item = app.desk.workspace.get::<Item>(whole.id).unwrap();
    assert!(item.questions.contains(&"Who pays the tax?".to_owned()));
}

#[test]
fn an_open_session_says_who_decided() {
    use evenkeel::model::session::Session;
    let mut app = sample(120, 35);
    let all = app.desk.workspace.all::<Session>();
    let over = all.max_by_key(|one| one.date).cloned().expect("a session");
    press(&mut app, "g o Tab Tab Enter");
    // Its form: over is the fourth field.
    press(
        &mut app,
        "Up Up Up Up Up Up Up Up Tab Tab Tab Space Ctrl-s g b",
    );
    assert!(!app.desk.workspace.get::<Session>(over.id).unwrap().over);
    let known = decisions(&app);
    answer(&mut app, "not now");
    press(&mut app, "Ctrl-s Esc");
    let decision = made(&app, &known);
    assert_eq!(decision.session.0, Some(over.id));
    assert_eq!(decision.decided_by, over.people);
}

#[test]
fn no_score_is_no_cost_and_says_so() {
    let mut app = sample(120, 35);
    press(&mut app, "G");
    let known = decisions(&app);
    while selected(&app).value.value.is_some() || !selected(&app).state.is_open() {
        press(&mut app, "k");
    }
    answer(&mut app, "not now");
    let screen = words(&drawn(&app, &dark()));
    assert!(
        screen.contains("in points is unknown: it has no cost of delay"),
        "{screen}"
    );
    press(&mut app, "Ctrl-s");
    let decision = made(&app, &known);
    assert_eq!((decision.cost_now, decision.cost_later), (None, None));
    press(&mut app, "Esc g o");
    assert!(words(&drawn(&app, &dark())).contains("? → ?"));
}

#[test]
fn no_step_is_called_by_a_reason_or_a_person() {
    let mut app = sample(120, 35);
    answer(&mut app, "not now");
    type_text(&mut app, "SENTINEL");
    press(&mut app, "Enter");
    assert!(notice(&app).contains("not now"), "{}", notice(&app));
    assert!(!notice(&app).contains("SENTINEL"));
    press(&mut app, "Esc u");
    assert!(!notice(&app).contains("SENTINEL"));
}

#[test]
fn the_log_at_three_sizes_and_in_plain_looks() {
    for (width, height) in [(80, 24), (120, 35), (200, 60)] {
        let mut app = sample(width, height);
        press(&mut app, "g o");
        check_screen(&format!("log_{width}x{height}"), &app, &dark());
        press(&mut app, "Tab");
        check_screen(&format!("log_talk_{width}x{height}"), &app, &dark());
    }
    let mut app = sample(80, 24);
    press(&mut app, "g o");
    for (name, charset) in [("none", Charset::Unicode), ("ascii", Charset::Ascii)] {
        let look = Look::new(Brightness::Dark, Depth::None, charset, true);
        check_screen(&format!("log_{name}"), &app, &look);
    }
}

#[test]
fn the_log_finds_leads_back_and_tells_again() {
    let mut app = sample(120, 35);
    press(&mut app, "g o /");
    type_text(&mut app, "AUDITORS gift");
    press(&mut app, "Enter");
    let screen = words(&drawn(&app, &dark()));
    assert!(
        screen.contains("Gift cards") && !screen.contains("Another option"),
        "{screen}"
    );
    let copied = app.handle(Event::Key(Chord::plain(Key::Char('y'))));
    let [Effect::Copy(text)] = copied.as_slice() else {
        panic!("{copied:?}");
    };
    assert!(text.contains("13 January 2027"), "{text}");
    press(&mut app, "b");
    assert_eq!(app.desk.view, tab::BOARD);
    assert_eq!(selected(&app).title, "Gift cards at the checkout");
    press(&mut app, "g o Esc Tab x");
    let held = app
        .desk
        .workspace
        .all::<Conversation>()
        .filter(|one| one.held.is_some());
    assert_eq!(held.count(), 2);
    press(&mut app, "u");
    press(&mut app, "g o Tab Enter PgDn Enter");
    assert!(words(&drawn(&app, &dark())).contains("Now asks for"));
}

#[test]
fn what_is_due_is_found_once_and_leads_to_the_log() {
    let mut app = sample(120, 35);
    let later = chrono::NaiveDate::from_ymd_opt(2027, 2, 1);
    let workspace = app.desk.workspace.clone();
    app.desk.derived.see_from(&workspace, later);
    app.desk.derived.survey_now(&workspace);
    let codes = |app: &App| {
        let found = app.desk.derived.survey.findings.iter();
        found.map(|one| one.check.code).collect::<Vec<_>>()
    };
    let codes = codes(&app);
    let count = |code: &str| codes.iter().filter(|one| **one == code).count();
    assert_eq!(
        (count("decision-due"), count("conversation-overdue")),
        (1, 1)
    );
    press(&mut app, "g f /");
    type_text(&mut app, "decision-due");
    press(&mut app, "Enter");
    let screen = words(&drawn(&app, &dark()));
    assert!(screen.contains("points today"), "{screen}");
    press(&mut app, "g o");
    let screen = words(&drawn(&app, &dark()));
    assert!(screen.contains("19 days overdue"), "{screen}");
    press(&mut app, "g f /");
    press(&mut app, "Ctrl-u");
    type_text(&mut app, "conversation");
    press(&mut app, "Enter Enter");
    assert_eq!(app.desk.view, tab::LOG);
}
