//! The vote of confidence by keys: blind until it is shown, one step, rounds, who has to be heard.

use evenkeel::dialogs::confidence::Ballot;
use evenkeel::dialogs::confidence::Voice;
use evenkeel::dialogs::prompt::Prompt;
use evenkeel::model::vote::{ConfidenceVote, Fingers};
use evenkeel::scoring::plan::inputs::rounds;
use evenkeel::scoring::ratio::Ratio;
use evenkeel::shell::App;
use evenkeel::ui::look::{Brightness, Charset, Depth, Look};

use crate::journeys::notice;
use crate::screens::{dark, press, sample, screen};
use crate::support::check_screen;

fn count(app: &App) -> usize {
    let all = app.desk.workspace.all::<ConfidenceVote>();
    all.filter(|vote| vote.team.0.is_none()).count()
}

#[test]
fn a_round_is_blind_then_shown_then_written_as_one_step() {
    let mut app = sample(80, 24);
    let before = app.desk.workspace.clone();
    press(&mut app, "g p v");
    check_screen("confidence_written_80x24", &app, &dark());
    assert!(screen(&app).contains("to be heard: A w"));
    press(&mut app, "5");
    assert!(notice(&app).contains("n votes again"), "{}", notice(&app));
    press(&mut app, "n r");
    assert!(notice(&app).contains("nobody has voted yet"));
    press(&mut app, "2 4 - j 5 5");
    let shown = screen(&app);
    assert!(
        shown.contains("round 2") && shown.contains("5 of"),
        "{shown}"
    );
    let mut other = sample(80, 24);
    press(&mut other, "g p v n 5 1 - j 3 1");
    assert_eq!(screen(&other), shown, "other fingers look the same");
    check_screen("confidence_blind_80x24", &app, &dark());
    assert_eq!(count(&app), 5, "no vote is written that others can read");
    press(&mut app, "r");
    assert!(notice(&app).contains("Enter reveals"), "{}", notice(&app));
    assert_eq!(count(&app), 5, "one key reveals nothing");
    press(&mut app, "Enter");
    assert_eq!(count(&app), 5 + 5);
    assert!(notice(&app).contains("mean 4: passes"), "{}", notice(&app));
    let increment = app.desk.interval.unwrap();
    let all = rounds(&app.desk.workspace, increment, None).unwrap();
    assert_eq!(all.len(), 2, "the first one is kept");
    assert_eq!(all[1].number, Ratio::whole(2));
    assert_eq!(all[1].result.counts, [0, 1, 0, 1, 2]);
    assert_eq!(all[1].result.abstained.len(), 1);
    let shown = screen(&app);
    assert!(
        shown.contains("to be heard") && shown.contains("Round 1: "),
        "{shown}"
    );
    check_screen("confidence_shown_80x24", &app, &dark());
    press(&mut app, "u");
    assert_eq!(count(&app), 5, "one step");
    assert!(!screen(&app).contains("to be heard"), "blind again");
    press(&mut app, "r Enter Esc");
    assert!(app.desk.dialogs.is_empty());
    assert_eq!(count(&app), 10);
    press(&mut app, "u u u u u u u u");
    assert!(app.desk.workspace == before, "and no vote is left behind");
}

#[test]
fn what_would_raise_a_vote_is_written_beside_it() {
    let mut app = sample(120, 35);
    press(&mut app, "g p v n 1 5 r Enter k Enter");
    assert!(app.desk.top::<Prompt>().is_some());
    press(&mut app, "k");
    press(&mut app, "Esc");
    press(&mut app, "k k k Enter l e s s Enter");
    let raised = app.desk.workspace.all::<ConfidenceVote>();
    let raised: Vec<_> = raised.filter(|vote| vote.raise == "less").collect();
    assert_eq!(raised.len(), 1);
    assert_eq!(raised[0].fist, Some(Fingers::One));
    assert!(
        screen(&app).contains("to be heard: less"),
        "{}",
        screen(&app)
    );
    check_screen("confidence_shown_120x35", &app, &dark());
    for (name, charset) in [("none", Charset::Unicode), ("ascii", Charset::Ascii)] {
        let look = Look::new(Brightness::Dark, Depth::None, charset, true);
        check_screen(&format!("confidence_{name}"), &app, &look);
    }
}

#[test]
fn unseen_votes_survive_leaving_and_a_crash() {
    let mut app = sample(80, 24);
    press(&mut app, "g p v n 3 4 - Esc");
    assert!(app.desk.dialogs.is_empty());
    assert!(
        notice(&app).contains("3 votes kept, unseen"),
        "{}",
        notice(&app)
    );
    let text = evenkeel::store::canonical(&app.desk.workspace);
    let (workspace, problems) = evenkeel::store::parse(&text).unwrap();
    assert_eq!(problems, []);
    let mut again = sample(80, 24);
    again.desk.workspace = workspace;
    press(&mut again, "g p v");
    let shown = screen(&again);
    assert!(
        shown.contains("3 of") && !shown.contains("abstains"),
        "{shown}"
    );
    press(&mut again, "r Esc");
    assert_eq!(count(&again), 5, "any other key keeps them hidden");
    press(&mut again, "r Enter");
    assert_eq!(count(&again), 8);
}

#[test]
fn backspace_abstains_and_takes_that_back() {
    let mut app = sample(80, 24);
    press(&mut app, "g p v n Backspace");
    let voice = |app: &App| match app.desk.top::<Ballot>() {
        Some(ballot) => ballot.seats[0].voice,
        other => panic!("{other:?}"),
    };
    assert_eq!(voice(&app), Voice::Abstains);
    press(&mut app, "-");
    assert_eq!(voice(&app), Voice::Silent);
    press(&mut app, "r");
    assert!(
        notice(&app).contains("nobody has voted"),
        "{}",
        notice(&app)
    );
    press(&mut app, "- r Enter");
    assert!(
        notice(&app).contains("nobody has voted"),
        "{}",
        notice(&app)
    );
}

#[test]
fn on_the_roadmap_it_is_about_the_chosen_increment() {
    let mut app = sample(80, 24);
    press(&mut app, "g p r g g v");
    let shown = screen(&app);
    let Some(ballot) = app.desk.top::<Ballot>() else {
        panic!("{shown}");
    };
    let name = &app
        .desk
        .workspace
        .get::<evenkeel::model::increment::Increment>(ballot.plan.increment)
        .unwrap()
        .name;
    assert!(shown.contains(name.as_str()));
    assert_eq!(ballot.round, 1);
    assert!(!ballot.is_shown, "nobody has voted on it yet");
}
