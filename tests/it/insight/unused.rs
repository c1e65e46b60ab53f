//! A workspace that holds nothing of what is known of customers shows nothing of it.

use evenkeel::desk::tab;
use evenkeel::model::audience::Audience;
use evenkeel::shell::App;

use super::{opened, screen};
use crate::exports;
use crate::screens::press;

/// A backlog, people who ask, a planning interval, a vision without blanks: no need, no evidence, no KPI.
const PLAIN: &str = r#"(
    schema: "1.0",
    product: (name: "Roundtrip"),
    settings: (increment: "pi"),
    people: [
        (id: "ann", name: "Ann", power: High, interest: High),
        (id: "bob", name: "Bob"),
    ],
    increments: [(id: "pi", name: "PI 1", starts: "2026-11-16", ends: "2027-01-31", capacity: 20)],
    teams: [(id: "t", name: "Team")],
    items: [
        (id: "a", title: "First", key: "RT-1", state: Ready, sort: Feature, value: (value: 13), criticality: (value: 8), risk: (value: 5), size: (value: 13), requester: "ann", asked: "2026-01-10", increment: "pi", request: "Do it"),
        (id: "b", title: "Second", key: "RT-2", state: Ready, sort: Feature, value: (value: 8, low: 5, high: 13), criticality: (value: 8), risk: (value: 5), size: (value: 8)),
    ],
    assumptions: [(id: "as", text: "They will send it", item: "a")],
)"#;

/// Words that only what is known of customers uses.
const WORDS: [&str; 13] = [
    "vidence",
    "ersona",
    "KPI",
    "Theme",
    "theme",
    "ourney",
    "Wish",
    "wish",
    "takeholder",
    "Meets",
    "Needs met",
    "egment",
    "Insight",
];

/// What is said on a screen, without the words of the key that begins it.
fn says_nothing(place: &str, shown: &str) {
    for word in WORDS {
        let line = shown.lines().find(|line| line.contains(word));
        assert!(
            line.is_none(),
            "{place} says {word}: {}",
            line.unwrap_or_default()
        );
    }
}

fn shown_at(app: &mut App, keys: &str) -> String {
    press(app, keys);
    screen(app)
}

#[test]
fn nothing_of_it_is_on_any_screen_of_an_item() {
    for (width, height) in [(80, 24), (120, 35), (200, 60)] {
        let mut app = opened(PLAIN, width, height);
        says_nothing("the board", &screen(&app));
        for keys in [
            "e", "Enter", "D", "g f", "g p", "g p r", "g b", "g a", "g t", "g o", "g s",
        ] {
            let mut app = opened(PLAIN, width, height);
            says_nothing(keys, &shown_at(&mut app, keys));
        }
        // The whole of the item's form and of its page.
        press(&mut app, "Enter");
        for _ in 0..60 {
            says_nothing("the form", &shown_at(&mut app, "Tab"));
        }
    }
}

#[test]
fn nothing_of_it_is_found_written_or_sent() {
    let app = opened(PLAIN, 120, 35);
    let findings = &app.desk.derived.survey.findings;
    let own = [
        "vision-",
        "theme-",
        "effort-outside-themes",
        "solution-without-need",
        "need-without-item",
        "one-solution-only",
        "persona-",
        "evidence-",
        "built-on-opinion",
        "segment-",
        "kpi-",
        "effect-",
        "guardrail-",
        "item-without-effect",
        "journey-",
        "stage-",
        "study-",
        "item-hits-no-stage",
        "stakeholder-",
        "promise-",
        "wish-",
        "key-player",
        "one-voice",
        "moved-not-told",
        "quadrant-unknown",
    ];
    for finding in findings {
        let code = finding.check.code;
        assert!(!own.iter().any(|start| code.starts_with(start)), "{code}");
    }
    for tab in [tab::BOARD, tab::PLAN, tab::FINDINGS, tab::LOG] {
        says_nothing("plain text", &app.plain(tab));
    }
    for format in ["markdown", "pi-sheet"] {
        says_nothing(
            format,
            &exports::text(&app.desk.workspace, Audience::Shared, format),
        );
    }
}
