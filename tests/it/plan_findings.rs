//! Findings on plans, and silences of findings about records: each says what it says, and nothing where nothing is known.

use evenkeel::model::record::Declared;
use evenkeel::model::settings::Lens;
use evenkeel::model::silence::Silence;
use evenkeel::store;

use crate::findings::{found_as, item, workspace};

/// A coming increment of two iterations with 10 points each, and one team that has done 5 each time.
const PLANNED: &str = "settings: (increment: \"p1\", tolerance: 3),
    buckets: [(id: \"b1\", name: \"New\", share: 50), (id: \"b2\", name: \"Debt\", share: 50)],
    increments: [(id: \"p1\", name: \"P1\", starts: \"2026-11-23\", ends: \"2026-12-20\")],
    iterations: [(id: \"i1\", name: \"I1\", increment: \"p1\", starts: \"2026-11-23\", ends: \"2026-12-06\", capacity: 10),
        (id: \"i2\", name: \"I2\", increment: \"p1\", starts: \"2026-12-07\", ends: \"2026-12-20\", capacity: 10)],";

fn planned(id: &str, iteration: &str, size: u32, more: &str) -> String {
    format!(
        "(id: \"{id}\", title: \"{id}\", value: 8, criticality: 1, risk: 1, size: {size}, increment: \"p1\", iteration: \"{iteration}\", {more}),\n"
    )
}

/// The findings on plans, as code, place and reason.
fn of_plans(items: &[String], rest: &str) -> Vec<String> {
    let codes = [
        "increment-over-capacity",
        "iteration-over-capacity",
        "team-over-capacity",
        "increment-tight",
        "planned-before-need",
        "must-unplanned",
        "due-before-forecast",
        "allocation-off-target",
        "allocation-drift",
    ];
    let workspace = workspace(&items.concat(), rest);
    let all = found_as(&workspace, Lens::Wsjf).into_iter();
    all.filter(|found| codes.contains(&found.check.code))
        .map(|found| {
            let (place, reason) = (
                found.place.words(&workspace),
                found.reason.words(&workspace),
            );
            format!("{} {place}: {reason}", found.check.code)
        })
        .collect()
}

#[test]
fn loads_above_capacity_and_above_85_percent() {
    let team = "teams: [(id: \"t1\", name: \"T\", velocity: [5, 5])]";
    let rest = format!("{PLANNED} {team}");
    let full = [
        planned("a", "i1", 12, "team: \"t1\""),
        planned("b", "i2", 9, ""),
    ];
    assert_eq!(
        of_plans(&full, &rest),
        [
            "increment-over-capacity P1: 21 of 20 points: 1 too many",
            "iteration-over-capacity P1 I1: 12 of 10 points: 2 too many",
            "team-over-capacity T: P1 I1: 12 of 5 points: 7 too many",
        ]
    );
    // 17 of 20 is 85 %, which is still comfortable.
    let of = |size| [planned("a", "i1", 8, ""), planned("b", "i2", size, "")];
    assert_eq!(of_plans(&of(9), &rest), [""; 0]);
    assert_eq!(
        of_plans(&of(10), &rest),
        ["increment-tight P1: 18 of 20 points: 90 %, no room for surprises"]
    );
    // A capacity nobody gave is unknown, and so is whether anything is too much for it; nothing planned fits in 0.
    let unknown = PLANNED.replace(", capacity: 10", "");
    assert_eq!(of_plans(&full, &unknown), [""; 0]);
    let nothing = PLANNED.replace("capacity: 10", "capacity: 0");
    assert_eq!(of_plans(&[item("z", 1, "")], &nothing), [""; 0]);
    assert_eq!(
        of_plans(&of(1), &nothing)[0],
        "increment-over-capacity P1: 9 of 0 points: 9 too many"
    );
    // What is over cannot be unloaded any more.
    let past = rest.replace("2026-1", "2025-1");
    assert_eq!(of_plans(&full, &past), [""; 0]);
}

#[test]
fn an_item_in_an_iteration_before_its_need_is_found() {
    let need = |iteration: &str| {
        [
            planned("a", "i1", 1, "needs: [\"b\", \"c\"]"),
            planned("b", iteration, 1, ""),
            item("c", 1, "state: Done"),
        ]
    };
    assert_eq!(
        of_plans(&need("i2"), PLANNED),
        ["planned-before-need a: is planned before “b”, which it depends on"]
    );
    assert_eq!(of_plans(&need("i1"), PLANNED), [""; 0]);
    assert_eq!(
        of_plans(&need("gone"), PLANNED),
        ["planned-before-need a: depends on “b”, which is in no iteration"]
    );
}

#[test]
fn a_must_in_no_increment_is_found_once_something_is_planned() {
    let must = item("m", 2, "moscow: Must");
    let some = [must.clone(), planned("a", "i1", 1, "")];
    assert_eq!(
        of_plans(&some, PLANNED),
        ["must-unplanned P1: “m” is Must, and in no planning interval"]
    );
    assert_eq!(of_plans(&[must], PLANNED), [""; 0]);
    let done = item("m", 2, "moscow: Must, state: Done");
    assert_eq!(
        of_plans(&[done, planned("a", "i1", 1, "")], PLANNED),
        [""; 0]
    );
}

#[test]
fn a_day_behind_the_forecast_is_found_when_the_past_says_enough() {
    let rest = |past: &str| {
        format!(
            "{} teams: [(id: \"t1\", name: \"T\", velocity: [{past}])]",
            PLANNED.replace(", capacity: 10", "")
        )
    };
    let due = |day: &str| [planned("a", "i1", 9, &format!("due: \"{day}\""))];
    // 5 each time: 9 points take two iterations.
    assert_eq!(
        of_plans(&due("2026-12-19"), &rest("5, 5, 5, 5, 5"))
            .iter()
            .filter(|found| found.starts_with("due-before"))
            .collect::<Vec<_>>(),
        [
            "due-before-forecast a: due on 19 Dec 2026; likely done by 20 Dec 2026 (2 iterations), 85 % sure"
        ]
    );
    let is_behind = |day: &str, past: &str| {
        let all = of_plans(&due(day), &rest(past));
        all.iter().any(|found| found.starts_with("due-before"))
    };
    assert!(!is_behind("2026-12-20", "5, 5, 5, 5, 5"));
    assert!(
        !is_behind("2026-11-24", "5, 5, 5, 5"),
        "four are too few to tell"
    );
    assert!(is_behind("2026-12-20", "0, 0, 0, 0, 0"), "never");
    assert!(!is_behind("2026-12-20", ""));
}

#[test]
fn a_mix_off_its_targets_is_a_note_and_as_a_habit_a_warning() {
    let one = [
        planned("a", "i1", 6, "bucket: \"b1\""),
        planned("b", "i2", 4, "bucket: \"b2\""),
    ];
    assert_eq!(
        of_plans(&one, PLANNED),
        [
            "allocation-off-target P1: shares of the effort: New 60 % (target 50 %), Debt 40 % (target 50 %)"
        ]
    );
    let even = [
        planned("a", "i1", 5, "bucket: \"b1\""),
        planned("b", "i2", 5, "bucket: \"b2\""),
        planned("c", "i2", 5, ""),
    ];
    assert_eq!(of_plans(&even, PLANNED), [""; 0]);
    let past = |count: usize| {
        let increments: Vec<String> = (1..=count)
            .map(|at| {
                format!("(id: \"q{at}\", name: \"Q{at}\", starts: \"2026-0{at}-01\", ends: \"2026-0{at}-20\"),")
            })
            .collect();
        let items = (1..=count).map(|at| {
            format!("(id: \"d{at}\", title: \"d{at}\", size: 5, bucket: \"b1\", increment: \"q{at}\", state: Done),")
        });
        let items: Vec<String> = items.collect();
        of_plans(
            &items,
            &PLANNED.replace(
                "increments: [",
                &format!("increments: [{}", increments.concat()),
            ),
        )
    };
    assert_eq!(past(2), [""; 0], "two are not a habit");
    assert_eq!(
        past(3),
        [
            "allocation-drift New: New has been 50 percentage points over its target for 3 intervals",
            "allocation-drift Debt: Debt has been 50 percentage points under its target for 3 intervals",
        ]
    );
}

#[test]
fn a_finding_of_any_record_can_be_silenced_and_goes_with_it() {
    use evenkeel::model::increment::Increment;
    let items = planned("a", "i1", 30, "");
    let silences =
        "silences: [(id: \"s\", code: \"increment-over-capacity\", increment: \"p1\", reason: \"agreed\"),
        (id: \"t\", code: \"increment-tight\", increment: \"p1\", reason: \"agreed\")]";
    let mut workspace = workspace(&items, &format!("{PLANNED} {silences}"));
    let all = found_as(&workspace, Lens::Wsjf);
    let of = |code: &str| all.iter().find(|found| found.check.code == code);
    assert!(of("increment-over-capacity").unwrap().silence.is_some());
    assert!(of("iteration-over-capacity").unwrap().silence.is_none());
    let id = workspace.all::<Increment>().next().unwrap().id;
    let edits = evenkeel::edit::removal(&workspace, Increment::KIND, id);
    evenkeel::edit::apply(&mut workspace, edits).unwrap();
    assert_eq!(workspace.count(Silence::KIND), 0);
}

#[test]
fn a_silence_has_a_field_for_every_kind_that_a_finding_can_be_about() {
    let sample = include_str!("../../assets/sample.ron");
    let workspace = store::parse(sample).unwrap().0;
    for kind in workspace.kinds() {
        // These hold no work and no promise: no check looks at them.
        let without = [
            "product",
            "settings",
            "criterion",
            "view",
            "option",
            "silence",
            "milestone",
            "event",
            "recognition",
            "session",
            "round",
            "feedback",
            "source",
            "wish",
            "evidence",
            "reading",
            "effect",
            "topic",
            "benefit",
        ];
        assert_eq!(
            Silence::fits(kind),
            !without.contains(&kind.name),
            "{}",
            kind.name
        );
    }
    for found in found_as(&workspace, Lens::Wsjf) {
        if let Some((kind, _)) = found.place.record() {
            assert!(Silence::fits(kind), "{}", kind.name);
        }
    }
}
