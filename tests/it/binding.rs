//! What binds a plan is kept first; what cannot be kept is named with its price, and a key lifts what binds.

use evenkeel::dialogs::page::Page;
use evenkeel::model::id::Id;
use evenkeel::model::item::Item;
use evenkeel::shell::App;

use crate::journeys::notice;
use crate::plan_view::{cursor, overview};
use crate::screens::press;
use crate::shares::board as wide;
use crate::suggesting::{answered, begun};

const BINDING: &str = include_str!("fixtures/plan/binding.ron");

fn board(text: &str) -> App {
    wide(text, 200, 60)
}

fn page(app: &App) -> String {
    app.desk.top::<Page>().expect("a page").lines.join("\n")
}

/// The page of the plan suggested for the coming increment.
fn suggested(app: &mut App) -> String {
    press(app, "g p");
    let run = begun(app, "f");
    app.handle(answered(&run));
    page(app)
}

fn item<'a>(app: &'a App, id: &str) -> &'a Item {
    app.desk.workspace.get(Id::parse(id).unwrap()).unwrap()
}

fn is_planned(app: &App, id: &str) -> bool {
    item(app, id).increment.0.is_some()
}

#[track_caller]
fn says(text: &str, words: &str) {
    assert!(text.contains(words), "{words}:\n{text}");
}

/// Moves the cursor of the plan to an item.
fn go_to(app: &mut App, id: &str) {
    let id = Id::parse(id);
    press(app, "g p");
    for key in "Tab j j j j j j j j Tab j j j j j j j j".split_whitespace() {
        if overview(app).item(cursor(app)) == id {
            return;
        }
        press(app, key);
    }
    panic!("{id:?} is not in the plan");
}

#[test]
fn a_must_and_a_date_are_kept_and_named() {
    let mut app = board(BINDING);
    let lines = suggested(&mut app);
    assert!(
        lines.starts_with("Nothing is changed yet: Enter keeps this plan, Esc drops it."),
        "{lines}"
    );
    says(&lines, "Comes in (");
    says(&lines, "- F (Must)");
    says(&lines, "- G fixed date (due 26 Feb 2027)");
    says(&lines, "Careful: “F” comes into PI 1: Must.");
    says(
        &lines,
        "Careful: “G fixed date” comes into PI 1: due 26 Feb 2027.",
    );
    assert!(is_planned(&app, "f") && is_planned(&app, "g"));
}

#[test]
fn the_comparison_names_what_a_trial_touches_and_how_the_plans_stand() {
    let text = BINDING.replace("moscow:Must", "moscow:Must,increment:\"p\"");
    let mut app = board(&text);
    suggested(&mut app);
    press(&mut app, "Enter");
    go_to(&mut app, "f");
    press(&mut app, "w p 0 w");
    let lines = page(&app);
    assert!(lines.starts_with("Nothing is kept yet"), "{lines}");
    says(lines.lines().nth(2).unwrap(), "Plan of PI 1:");
    says(&lines, "Careful: “F” leaves PI 1: Must.");
}

#[test]
fn what_binds_is_lifted_by_a_key_and_bound_again() {
    let mut app = board(BINDING);
    go_to(&mut app, "f");
    press(&mut app, "B");
    says(notice(&app), "“F” may leave the suggested plan now");
    let lines = suggested(&mut app);
    says(&lines, "May leave the plan, as you let it: F.");
    assert!(!lines.contains("- F (Must)"), "{lines}");
    press(&mut app, "Esc");
    go_to(&mut app, "f");
    press(&mut app, "B");
    let lines = suggested(&mut app);
    says(&lines, "- F (Must)");
    press(&mut app, "Esc");
    // What nothing binds cannot be lifted.
    go_to(&mut app, "a");
    press(&mut app, "B");
    says(notice(&app), "“A” is not bound to the plan");
}

#[test]
fn what_does_not_fit_is_named_with_its_price() {
    // A Must and a fixed date of 3 points each do not fit into 5.
    let mut app = board(&BINDING.replace("capacity:20", "capacity:5"));
    let lines = suggested(&mut app);
    says(&lines, "Should be in, but does not fit:");
    says(
        &lines,
        "1 point too many beside what must be in; a week without it costs 3 cost of delay points",
    );
    // One that is too large, with a day: its penalty is said, too.
    let mut app = board(&BINDING.replace(
        "criticality:1,risk:1,size:3,urgency",
        "criticality:1,risk:1,size:30,urgency",
    ));
    let lines = suggested(&mut app);
    says(&lines, "“G fixed date” (due 26 Feb 2027): ");
    says(&lines, "10 points more than the capacity");
    says(&lines, "and its missed day 100,000");
    // One without a size.
    let mut app = board(&BINDING.replace("risk:1,size:3,moscow", "risk:1,moscow"));
    let lines = suggested(&mut app);
    says(
        &lines,
        "“F” (Must): it has no job size, or depends on what cannot come",
    );
}

#[test]
fn objectives_pins_and_promises_bind_or_are_named() {
    // An objective that is committed to takes D; one that is not does not take E.
    let objectives = "objectives: [(id:\"o\",text:\"Ledger agrees with every basket, at the new rates, too\",increment:\"p\",items:[\"d\"],commitment:Committed),
        (id:\"u\",text:\"Maybe\",increment:\"p\",items:[\"e1\"],commitment:Uncommitted)],";
    let text = BINDING.replace("    items: [", &format!("    {objectives}\n    items: ["));
    let mut app = board(&text);
    let lines = suggested(&mut app);
    says(
        &lines,
        "- D (objective “Ledger agrees with every basket, at the …”)",
    );
    assert!(!lines.contains("- E (objective"), "{lines}");
    assert!(is_planned(&app, "d"));
    // A pin above the cut line binds, one below it does not.
    let pinned = |place: u32| {
        BINDING.replace(
            "title:\"D\",",
            &format!("title:\"D\",pin:{place},pin_reason:\"Promised\","),
        )
    };
    let mut app = board(&pinned(1));
    says(&suggested(&mut app), "- D (placed by hand)");
    assert!(is_planned(&app, "d"));
    let mut app = board(&pinned(7));
    let lines = suggested(&mut app);
    assert!(!lines.contains("(placed by hand)"), "{lines}");
    // A promise is named where it is touched.
    let promise =
        "decisions: [(id:\"k\",item:\"d\",outcome:Commit,increment:\"p\",date:\"2026-11-01\")],";
    let text = BINDING.replace("    items: [", &format!("    {promise}\n    items: ["));
    let text = text
        .replace("title:\"D\",", "title:\"D\",increment:\"p\",")
        .replace("capacity:20", "capacity:6");
    let mut app = board(&text);
    let lines = suggested(&mut app);
    says(&lines, "Careful: “D” leaves PI 1: promised.");
}

#[test]
fn a_fixed_date_gets_an_iteration_before_it_or_that_is_said() {
    let iterations = "iterations: [(id:\"i1\",name:\"I1\",increment:\"p\",starts:\"2027-01-04\",ends:\"2027-01-31\",capacity:8),
        (id:\"i2\",name:\"I2\",increment:\"p\",starts:\"2027-02-01\",ends:\"2027-03-12\",capacity:12)],";
    let text = BINDING.replace("    items: [", &format!("    {iterations}\n    items: ["));
    let text = text.replace("due:\"2027-02-26\"", "due:\"2027-01-31\"");
    let mut app = board(&text);
    suggested(&mut app);
    assert_eq!(item(&app, "g").iteration.0, Id::parse("i1"));
    // Where no iteration before the day has room.
    let mut app = board(&text.replace("capacity:8", "capacity:2"));
    says(
        &suggested(&mut app),
        "Later than its day, as no earlier iteration has room: “G fixed date” (due 31 Jan 2027).",
    );
}

#[test]
fn what_has_no_size_takes_no_room_above_a_pin() {
    // A stands first by hand and has no size; the cut line counts it as nothing, and so do the pins below it.
    let text = BINDING.replace("risk:5,size:8,\n        )", "risk:5,pin:1)");
    let text = text.replace("title:\"D\",", "title:\"D\",pin:2,");
    let mut app = board(&text);
    let lines = suggested(&mut app);
    says(&lines, "- D (placed by hand)");
    says(
        &lines,
        "“A” (placed by hand): it has no job size, or depends on what cannot come",
    );
    assert!(is_planned(&app, "d") && !is_planned(&app, "a"));
}

#[test]
fn a_plan_over_its_capacity_is_said_first_to_be_so() {
    let planned = BINDING.replace("state:Ready,", "state:Ready,increment:\"p\",");
    let mut app = board(&planned);
    let lines = suggested(&mut app);
    says(&lines, "; before 32 of 20 points (12 too many).");
    says(&lines, "Goes out (");
    // The unknown is no zero.
    let unknown = planned.replacen("value:20,", "", 1);
    let mut app = board(&unknown);
    says(&suggested(&mut app), "; before at least ");
}
