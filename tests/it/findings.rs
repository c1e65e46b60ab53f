//! Findings: each check finds what it says, says nothing where nothing is known, and can be silenced.

use chrono::NaiveDate;
use evenkeel::model::Workspace;
use evenkeel::model::item::Item;
use evenkeel::model::record::Declared;
use evenkeel::model::settings::Lens;
use evenkeel::model::silence::Silence;
use evenkeel::model::text::Severity;
use evenkeel::scoring::evaluation::evaluate;
use evenkeel::scoring::findings::{FINDINGS, Finding, FindingPlace, Reason};
use evenkeel::scoring::ranking::wsjf::Factor;
use evenkeel::scoring::survey::survey;
use evenkeel::store;

/// A sound item: scored, and nothing to say about it. The value keeps it apart from its neighbors.
pub(crate) fn item(id: &str, value: u32, more: &str) -> String {
    format!(
        "(id: \"{id}\", title: \"{id}\", value: {value}, criticality: 1, risk: 1, size: 1, {more}),\n"
    )
}

pub(crate) fn workspace(items: &str, rest: &str) -> Workspace {
    let text = format!("(schema: \"1.0\", items: [\n{items}], {rest})");
    store::parse(&text)
        .unwrap_or_else(|e| panic!("{e}: {text}"))
        .0
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn found_as(workspace: &Workspace, lens: Lens) -> Vec<Finding> {
    let today = Some(day("2026-11-22"));
    survey(workspace, &evaluate(workspace, lens, today), today).findings
}

/// Findings as code and place, without those of columns and neighbors, which small examples are full of.
fn found(workspace: &Workspace) -> Vec<(&'static str, String)> {
    let noise = ["near-tie", "flat-column", "column-without-one"];
    let place = |place| match place {
        FindingPlace::Item(id) | FindingPlace::Record(_, id) => id.to_string(),
        FindingPlace::Column(factor) => factor.field().to_owned(),
        FindingPlace::Workspace => String::new(),
    };
    found_as(workspace, Lens::Wsjf)
        .into_iter()
        .filter(|finding| !noise.contains(&finding.check.code))
        .map(|finding| (finding.check.code, place(finding.place)))
        .collect()
}

#[track_caller]
fn check(items: &[String], rest: &str, expected: &[(&str, &str)]) -> Workspace {
    let workspace = workspace(&items.concat(), rest);
    let found = found(&workspace);
    let found: Vec<(&str, &str)> = found.iter().map(|(code, id)| (*code, &**id)).collect();
    assert_eq!(found, expected);
    workspace
}

#[test]
fn nothing_is_found_in_nothing_and_in_what_is_sound() {
    assert_eq!(found_as(&Workspace::default(), Lens::Wsjf), []);
    check(&[item("a", 20, ""), item("b", 1, "")], "", &[]);
}

#[test]
fn needs() {
    let items = [
        item("a", 20, "needs: [\"b\"]"),
        item("b", 13, "needs: [\"c\"]"),
        item("c", 8, "needs: [\"a\"]"),
        item("d", 5, "needs: [\"e\", \"f\", \"g\", \"h\"]"),
        item("e", 3, "state: Parked"),
        item("f", 1, ""),
        "(id: \"g\", title: \"g\", value: 1, criticality: 1, risk: 1),\n".to_owned(),
        item("h", 1, "state: Done"),
    ];
    let workspace = check(
        &items,
        "",
        &[
            ("dependency-cycle", "a"),
            ("needs-parked", "d"),
            ("ranked-before-need", "d"),
            ("needs-unscored", "d"),
        ],
    );
    let words: Vec<String> = found_as(&workspace, Lens::Wsjf)
        .iter()
        .map(|finding| finding.reason.words(&workspace))
        .collect();
    assert_eq!(words[0], "“a” needs “b” needs “c” needs “a”");
    assert!(
        words.contains(&"waits for “e” (parked)".to_owned()),
        "{words:?}"
    );
    assert!(
        words.contains(&"stands above “f”, which has to come first".to_owned()),
        "{words:?}"
    );
    // Under the order that puts needs first, nothing stands before what it needs.
    let codes: Vec<&str> = found_as(&workspace, Lens::Order)
        .iter()
        .map(|finding| finding.check.code)
        .collect();
    assert!(!codes.contains(&"ranked-before-need"), "{codes:?}");
    let own = [item("a", 20, "needs: [\"a\"]"), item("b", 1, "")];
    check(&own, "", &[("dependency-cycle", "a")]);
}

#[test]
fn requests_and_what_they_rest_on() {
    let items = [
        item("a", 20, "request: \"a search\""),
        item("b", 13, "request: \"an app\", need: \"a label\""),
        item("c", 5, "request: \"late\", state: Done"),
        item("d", 3, ""),
        item("e", 1, ""),
    ];
    let rest = "assumptions: [
        (id: \"1\", text: \"x\", item: \"d\", standing: Refuted),
        (id: \"2\", text: \"y\", item: \"d\", standing: Refuted),
        (id: \"3\", text: \"z\", item: \"e\", standing: Refuted),
        (id: \"4\", text: \"w\", item: \"e\", standing: Open),
        (id: \"5\", text: \"v\", item: \"c\", standing: Refuted),
    ]";
    let expected = [
        ("request-without-need", "a"),
        ("assumptions-refuted", "d"),
        ("assumption-refuted", "e"),
    ];
    check(&items, rest, &expected);
}

#[test]
fn gold_plating_needs_four_known_numbers() {
    let option = |id: &str, item: &str, numbers: &str| {
        format!("(id: \"{id}\", name: \"{id}\", item: \"{item}\", {numbers}),")
    };
    let sized = |id: &str, more: &str| {
        format!(
            "(id: \"{id}\", title: \"{id}\", value: 8, criticality: 1, risk: 1, size: 8, {more}),\n"
        )
    };
    let items = ["a", "b", "c", "d", "e"].map(|id| sized(id, ""));
    let options = [
        option("a1", "a", "size: 8, value: 8, chosen: true"),
        option("a2", "a", "size: 3, value: 8"),
        option("a3", "a", "size: 2, value: 13"),
        // Smaller and worth less, unknown value, unknown size, chosen already.
        option("b1", "b", "size: 3, value: 5"),
        option("c1", "c", "size: 3"),
        option("d1", "d", "value: 13"),
        option("e1", "e", "size: 3, value: 8, chosen: true"),
    ];
    let rest = format!("options: [{}]", options.concat());
    let workspace = check(&items, &rest, &[("gold-plating", "a")]);
    let all = found_as(&workspace, Lens::Wsjf);
    let plated = all.iter().find(|f| f.check.code == "gold-plating").unwrap();
    assert!(
        matches!(plated.reason, Reason::Smaller { option, .. } if option.to_string() == "a3"),
        "the smallest is named: {plated:?}"
    );
    // An item without numbers of its own counts with those of its chosen option.
    let bare = ["(id: \"a\", title: \"a\"),".to_owned(), item("b", 1, "")];
    check(
        &bare,
        &format!("options: [{}]", options[..2].concat()),
        &[("gold-plating", "a"), ("estimate-matters", "a")],
    );
}

#[test]
fn days_decide_nothing_until_the_day_is_known() {
    let items = [
        item("a", 20, "asked: \"2026-05-25\""),
        item("b", 13, "asked: \"2026-05-26\""),
        item("c", 8, "asked: \"2025-01-01\", review: \"2026-11-22\""),
        item("d", 5, "review: \"2026-11-21\""),
        item("e", 3, "review: \"2026-11-21\", increment: \"i\""),
        item("f", 2, "review: \"2026-11-21\", state: Parked"),
        item("g", 1, "review: \"2026-11-21\", state: Done"),
        item("h", 1, "asked: \"2025-01-01\", increment: \"i\""),
    ];
    let rest = "increments: [(id: \"i\", name: \"I\")]";
    let expected = [
        ("review-passed", "e"),
        ("review-passed", "f"),
        ("stale", "a"),
        ("stale", "d"),
    ];
    let workspace = check(&items, rest, &expected);
    let evaluation = evaluate(&workspace, Lens::Wsjf, None);
    let codes: Vec<&str> = survey(&workspace, &evaluation, None)
        .findings
        .iter()
        .map(|finding| finding.check.code)
        .collect();
    assert!(
        !codes
            .iter()
            .any(|code| ["stale", "review-passed"].contains(code))
    );
    // Zero switches age off, not the days that were promised.
    let never = "settings: (stale_days: 0), increments: [(id: \"i\", name: \"I\")]";
    let [_, _, _, promised] = expected;
    check(&items, never, &[expected[0], expected[1], promised]);
}

#[test]
fn promises() {
    let items = [
        item("a", 20, "moscow: Must, urgency: Expedite"),
        item("b", 13, "moscow: Must, urgency: FixedDate"),
        item("c", 8, "moscow: Should"),
        item("d", 1, "pin: 1, pin_reason: \"promised\", moscow: Could"),
    ];
    let expected = [
        ("urgency-over-budget", ""),
        ("costly-pin", "d"),
        ("fixed-date-without-date", "b"),
    ];
    let all = check(&items, "", &expected);
    let words = |code: &str| {
        let found = found_as(&all, Lens::Wsjf);
        let finding = found.iter().find(|f| f.check.code == code).unwrap();
        finding.reason.words(&all)
    };
    // Half of the four is expedite or fixed date; the pin makes 22, 15 and 10 wait one more, and saves 3 * 3.
    assert!(
        words("urgency-over-budget").starts_with("50 % of the effort"),
        "{}",
        words("urgency-over-budget")
    );
    assert!(
        words("costly-pin").contains("costs 38 cost of delay points in all"),
        "{}",
        words("costly-pin")
    );
    let off = "settings: (must_limit: 40, urgency_limit: 100, pin_limit: 100)";
    check(
        &items,
        off,
        &[("must-over-limit", ""), ("fixed-date-without-date", "b")],
    );
    let planned = "settings: (increment: \"i\"), increments: [(id: \"i\", name: \"I\")]";
    let mut items = items;
    items[2] = item("c", 8, "increment: \"i\"");
    // Only what is planned for the coming increment counts, once something is.
    assert!(
        !found(&workspace(&items.concat(), planned))
            .iter()
            .any(|(code, _)| *code == "urgency-over-budget")
    );
}

#[test]
fn only_a_blank_that_can_change_something_is_reported() {
    // At best it scores (20 + 1 + 1) / 1 = 22: below the top and, of two that fit, below the line.
    let blank = "(id: \"z\", title: \"z\", criticality: 1, risk: 1, size: 1),\n".to_owned();
    let above = ["a", "b", "c"].map(|id| {
        format!("(id: \"{id}\", title: \"{id}\", value: 20, criticality: 20, risk: 20, size: 1),\n")
    });
    let capacity =
        "settings: (increment: \"i\"), increments: [(id: \"i\", name: \"I\", capacity: 2)]";
    let [a, b, c] = above;
    check(&[a.clone(), b.clone(), c, blank.clone()], capacity, &[]);
    check(&[a, b, blank], capacity, &[]);
    let blank = "(id: \"z\", title: \"z\", criticality: 20, risk: 20, size: 1),\n".to_owned();
    let low = item("a", 1, "");
    check(
        &[low.clone(), low.replace("\"a\"", "\"b\""), blank],
        "",
        &[],
    );
}

#[test]
fn columns_and_values_beside_the_scale() {
    let items = "(id: \"a\", title: \"a\", value: 4, criticality: 2, risk: 1, size: 1),
        (id: \"b\", title: \"b\", value: 20, criticality: 2, risk: 2, size: 2),";
    let workspace = workspace(items, "");
    let all = found_as(&workspace, Lens::Wsjf);
    let codes: Vec<(&str, FindingPlace)> = all.iter().map(|f| (f.check.code, f.place)).collect();
    assert!(codes.contains(&("column-without-one", FindingPlace::Column(Factor::Value))));
    assert!(codes.contains(&(
        "column-without-one",
        FindingPlace::Column(Factor::Criticality)
    )));
    assert!(codes.contains(&("flat-column", FindingPlace::Column(Factor::Criticality))));
    assert!(codes.iter().any(|(code, _)| *code == "off-scale"));
    // A ranking that does not look at them says nothing of them.
    let rice: Vec<&str> = found_as(&workspace, Lens::Rice)
        .iter()
        .map(|f| f.check.code)
        .collect();
    assert!(!rice.contains(&"column-without-one"), "{rice:?}");
}

#[test]
fn neighbors_about_to_swap_are_listed_at_the_top_and_at_the_cut_alone() {
    let items: String = (0..30).map(|n| item(&format!("i{n:02}"), 1, "")).collect();
    let settings =
        "settings: (increment: \"p\"), increments: [(id: \"p\", name: \"P\", capacity: 10)]";
    let all = found_as(&workspace(&items, settings), Lens::Wsjf);
    let near: Vec<String> = all
        .iter()
        .filter(|f| f.check.code == "near-tie")
        .map(|f| format!("{:?}", f.place))
        .collect();
    assert_eq!(near.len(), 4, "three at the top, one at the line: {near:?}");
    // Far apart is no tie.
    let far = [item("a", 20, ""), item("b", 1, "")].concat();
    let all = found_as(&workspace(&far, ""), Lens::Wsjf);
    assert!(!all.iter().any(|f| f.check.code == "near-tie"), "{all:?}");
}

#[test]
fn a_silenced_finding_stays_listed_and_goes_with_its_item() {
    let items = item("a", 20, "request: \"x\"") + &item("b", 1, "request: \"y\"");
    let rest = "silences: [(id: \"s\", code: \"request-without-need\", item: \"a\", reason: \"asked on Monday\")]";
    let mut workspace = workspace(&items, rest);
    let silenced = |workspace: &Workspace| {
        let all = found_as(workspace, Lens::Wsjf);
        let all = all
            .iter()
            .filter(|f| f.check.code == "request-without-need");
        all.map(|f| f.silence.is_some()).collect::<Vec<_>>()
    };
    assert_eq!(silenced(&workspace), [true, false]);
    let id = workspace.all::<Item>().next().unwrap().id;
    let edits = evenkeel::edit::removal(&workspace, Item::KIND, id);
    evenkeel::edit::apply(&mut workspace, edits).unwrap();
    assert_eq!(workspace.count(Silence::KIND), 0);
}

#[test]
fn a_silence_of_nothing_is_reported_and_kept() {
    let text = "(schema: \"1.0\", items: [(id: \"a\", title: \"a\")], silences: [
        (id: \"s\", code: \"request-without-meed\", item: \"a\", reason: \"x\"),
        (id: \"t\", code: \"stale\", reason: \"x\"),
    ])";
    let (workspace, problems) = store::parse(text).unwrap();
    let whats: Vec<&str> = problems.iter().map(|p| p.what.as_str()).collect();
    assert_eq!(whats.len(), 1, "{whats:?}");
    assert!(problems.iter().all(|p| p.severity == Severity::Warning));
    assert!(
        whats.contains(&"there is no finding “request-without-meed”"),
        "{whats:?}"
    );
    assert!(store::canonical(&workspace).contains("request-without-meed"));
}

#[test]
fn the_worst_come_first_and_codes_are_stable_words() {
    let sample = include_str!("../../assets/sample.ron");
    let workspace = store::parse(sample).unwrap().0;
    let all = found_as(&workspace, Lens::Wsjf);
    assert!(all.is_sorted_by_key(|f| std::cmp::Reverse(f.check.severity)));
    assert_eq!(all, found_as(&workspace, Lens::Wsjf), "the same twice");
    let mut codes: Vec<&str> = FINDINGS.iter().map(|check| check.code).collect();
    for check in &FINDINGS {
        assert!(
            check
                .code
                .chars()
                .all(|c| c.is_ascii_lowercase() || c == '-')
        );
        assert!(
            check.meaning.ends_with('.') && !check.title.ends_with('.'),
            "{}",
            check.code
        );
    }
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), FINDINGS.len());
}

#[test]
fn a_backlog_still_to_be_estimated_is_one_finding() {
    let blank = |id: &str| format!("(id: \"{id}\", title: \"{id}\"),");
    let items = ["a", "b", "c", "d"].map(blank);
    let text = format!("(items: [{}])", items.concat());
    let (workspace, _) = store::parse(&text).unwrap();
    let all = found_as(&workspace, Lens::Wsjf);
    let [finding] = all.as_slice() else {
        panic!("one finding: {all:?}");
    };
    assert_eq!(finding.check.code, "estimate-matters");
    assert_eq!(finding.place, FindingPlace::Workspace);
    assert!(
        finding
            .reason
            .words(&workspace)
            .starts_with("none of 4 items")
    );
}

#[test]
fn risks_actions_and_what_others_owe_are_looked_after() {
    check(
        &[item("a", 1, "")],
        "risks: [(id: \"r1\", text: \"x\"), (id: \"r2\", text: \"x\", roam: Owned),
            (id: \"r3\", text: \"x\", roam: Owned, follow_up: \"call\"), (id: \"r4\", text: \"x\", roam: Resolved)],
        dependencies: [(id: \"d1\", text: \"x\", due: \"2026-11-21\"), (id: \"d2\", text: \"x\", due: \"2026-11-22\"),
            (id: \"d3\", text: \"x\", state: Late), (id: \"d4\", text: \"x\", due: \"2026-01-01\", state: Delivered)],
        actions: [(id: \"a1\", text: \"x\", due: \"2026-11-21\"), (id: \"a2\", text: \"x\"),
            (id: \"a3\", text: \"x\", due: \"2026-11-21\", done: \"2026-11-22\")]",
        &[
            ("risk-without-letter", "r1"),
            ("risk-without-keeper", "r2"),
            ("risk-without-keeper", "r3"),
            ("dependency-late", "d1"),
            ("dependency-late", "d3"),
            ("action-overdue", "a1"),
            ("risk-without-follow-up", "r2"),
        ],
    );
}

#[test]
fn what_an_increment_is_planned_with_is_held_together() {
    let planned = "increment: \"p1\", need: \"n\",";
    check(
        &[
            item("a", 1, planned),
            item("b", 2, "increment: \"p1\", team: \"t1\""),
            item("c", 3, "increment: \"p1\", state: Done"),
            item("d", 2, "parent: \"b\", level: Story"),
        ],
        "settings: (increment: \"p1\"), increments: [(id: \"p1\", name: \"P1\")],
        iterations: [(id: \"i1\", name: \"I1\", increment: \"p1\")], teams: [(id: \"t1\", name: \"T\")],
        people: [(id: \"m\", name: \"M\")],
        objectives: [(id: \"o1\", text: \"x\", increment: \"p1\", planned_value: 0, items: [\"a\"]),
            (id: \"o2\", text: \"x\", increment: \"p1\", planned_value: 10),
            (id: \"o3\", text: \"x\", increment: \"p1\", planned_value: 1, actual_value: 0),
            (id: \"o4\", text: \"x\", increment: \"p1\", planned_value: 5, actual_value: 11)],
        votes: [(id: \"v1\", increment: \"p1\", person: \"m\"), (id: \"v2\", increment: \"p1\", person: \"m\", round: 1),
            (id: \"v3\", increment: \"p1\", person: \"m\", round: 2), (id: \"v4\", increment: \"p1\", person: \"m\", team: \"t1\")],
        availability: [(id: \"w1\", team: \"t1\", iteration: \"i1\"), (id: \"w2\", team: \"t1\", iteration: \"i1\")]",
        &[
            ("item-without-team", "a"),
            ("objective-without-item", "o2"),
            ("business-value-off-range", "o1"),
            ("business-value-off-range", "o4"),
            ("vote-twice", "v2"),
            ("availability-twice", "w2"),
        ],
    );
}
