//! The words of a workspace: quarter, sprint, feature, area, wherever the program speaks, and nowhere else.

use evenkeel::desk::tab;
use evenkeel::model::Workspace;
use evenkeel::model::audience::Audience;
use evenkeel::model::words::Words;
use evenkeel::shell::App;
use evenkeel::store;

use crate::exports;
use crate::screens::{opened, press, screen};
use crate::texts::has_word;

const WORDS: &str =
    "settings: ( interval_word: Quarter, step_word: Sprint, work_word: Feature, train_word: Area,";

/// Words of SAFe, none of which is left.
pub const SAFE: &[&str] = &[
    "interval",
    "intervals",
    "increment",
    "increments",
    "iteration",
    "iterations",
    "item",
    "items",
    "PI",
    "ART",
];

/// The sample in other words, and without those of SAFe in its own texts.
fn quarters() -> Workspace {
    let text = include_str!("../../assets/sample.ron");
    let text = text
        .replacen("settings: (", WORDS, 1)
        .replace("PI 2", "Q 2")
        .replace(" later item ", " later thing ")
        .replace("several items", "several things")
        .replace("the whole increment", "all the weeks")
        .replace(", an iteration\"", ", two weeks\"");
    let (workspace, problems) = store::parse(&text).unwrap();
    assert_eq!(problems, []);
    workspace
}

/// The lines of a text with a word of SAFe.
fn left(what: &str, text: &str) -> Vec<String> {
    let lines = text.lines();
    let lines = lines.filter(|line| SAFE.iter().any(|word| has_word(line, word)));
    lines.map(|line| format!("{what}: {line}")).collect()
}

#[test]
fn screens_speak_the_words_of_the_workspace() {
    let views = [
        "g b",
        "g t",
        "g p",
        "g p b",
        "g p r",
        "g a",
        "g a }",
        "g s",
        "g i",
        "g i }",
        "g i } }",
        "g i } } }",
        "g i } } } }",
        "g m",
        "g r",
        "g l",
        "g l }",
        "g o",
        "g f",
    ];
    let over = [
        "",
        "?",
        "e",
        "e Down Enter",
        "e Down Down Enter",
        "D",
        "Enter",
        ":",
        "W",
        "R",
        "N",
        "n",
        "w",
        "A",
        "%",
        "f",
    ];
    let mut wrong = Vec::new();
    for (width, height) in [(80, 24), (200, 60)] {
        for view in views {
            for keys in over {
                let mut app = opened(quarters(), width, height);
                press(&mut app, view);
                press(&mut app, keys);
                let shown = screen(&app);
                // A word that is cut by the edge of its column is none.
                wrong.extend(left(&format!("{view} {keys} at {width}x{height}"), &shown));
            }
        }
    }
    Words::default().take_up();
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
}

#[test]
fn exports_and_plain_text_speak_the_words_of_the_workspace() {
    let mut wrong = Vec::new();
    let workspace = quarters();
    let app: App = opened(workspace.clone(), 120, 35);
    for at in [
        tab::BOARD,
        tab::GRID,
        tab::PLAN,
        tab::RISK,
        tab::FINDINGS,
        tab::LOG,
    ] {
        wrong.extend(left("the plain text of a view", &app.plain(at)));
    }
    for format in [
        "markdown",
        "html",
        "svg-plan",
        "svg-teams",
        "svg-grid",
        "svg-gauges",
        "svg-kpis",
        "svg-needs",
        "svg-journey",
        "svg-roadmap",
        "roadmap",
        "pi-sheet",
        "minutes",
        "ics",
    ] {
        let text = exports::text(&workspace, Audience::Private, format);
        // Names for programs stand in tags, in looks, in identifiers and as code.
        let text: String = text.split('`').step_by(2).collect();
        let text: String = text
            .split('<')
            .map(|part| part.split_once('>').map_or(part, |(_, said)| said))
            .collect();
        let is_said = |line: &&str| !line.starts_with("UID:") && !line.contains(" { ");
        let lines = text.lines().filter(is_said);
        wrong.extend(left(format, &lines.collect::<Vec<_>>().join("\n")));
    }
    Words::default().take_up();
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
}

#[test]
fn what_people_wrote_is_left_alone() {
    let title = "Sprint, item, interval, ART and PI of an iteration";
    let text = include_str!("../../assets/sample.ron")
        .replacen("settings: (", WORDS, 1)
        .replace("Alarm when refunds stop", title);
    let (workspace, _) = store::parse(&text).unwrap();
    let mut app = opened(workspace.clone(), 200, 60);
    press(&mut app, "j");
    for keys in ["", "e", "Esc D", "Esc Enter"] {
        press(&mut app, keys);
        assert!(screen(&app).contains(title), "{keys}: {}", screen(&app));
    }
    let report = exports::text(&workspace, Audience::Private, "markdown");
    assert!(report.contains(title), "{report}");
    let saved = store::render(&app.desk.workspace, None).unwrap();
    assert!(
        saved.contains(title) && saved.contains("iterations: ["),
        "a file is the same in any words"
    );
    Words::default().take_up();
}
