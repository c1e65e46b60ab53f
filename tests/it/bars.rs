//! The lines around every view: what they say in which state, all states of a size in one picture.

use evenkeel::desk::file::Home;
use evenkeel::desk::notice::Notice;
use evenkeel::desk::screen::frame;
use evenkeel::edit::history::History;
use evenkeel::shell::{App, following};
use evenkeel::ui::look::{Brightness, Charset, Depth, Look};
use ratatui::layout::Size;

use crate::screens::{dark, drawn, press, sample};
use crate::support::{compare, part, styled};

/// States with the keys that lead there from the board of the sample.
const STATES: [(&str, &str); 32] = [
    ("board", "j j j"),
    ("estimating", "l j"),
    ("half typed", "l 2"),
    ("marked", "m m"),
    ("filtering", "/ s i z"),
    ("filtered", "/ s i z Enter"),
    ("deleted", "d"),
    ("nothing to redo", "U"),
    ("lens", "L Down Enter"),
    ("carrying", "J"),
    ("grid", "g t"),
    ("grid, list", "g t Tab"),
    ("session, past", "g s"),
    ("session, prepared", "g s n"),
    ("session, card", "g s n Enter"),
    ("session, votes", "g s n Enter v 8 Enter"),
    ("session, revealed", "g s n Enter v 8 Enter 3 Enter r Enter"),
    ("session, rank", "g s n Enter H"),
    ("session, agenda", "g s n Enter a"),
    ("plan", "g p"),
    ("plan, item", "g p l j"),
    ("plan, over time", "g p b"),
    ("roadmap", "g p r"),
    ("confidence", "g p v"),
    ("risks", "g r"),
    ("learn", "g l"),
    ("log", "g o"),
    ("findings", "g f"),
    ("presenting", "P"),
    ("blank", "P ."),
    ("trying out", "w l 2 0 Esc"),
    ("a form", "Enter"),
];

/// What brings a state about.
type Change = fn(&mut App);

/// States of the file and of the window, which no key leads to alone.
const FILES: [(&str, Change); 4] = [
    ("in a file", |app| {
        app.desk.file.home = Home::File("/somewhere/plan.ron".into());
    }),
    ("changed in a file", |app| {
        app.desk.file.home = Home::File("/somewhere/plan.ron".into());
        press(app, "d");
    }),
    ("failed", |app| {
        app.desk.notice = Some(Notice::failed("cannot write plan.ron: the disk is full"));
    }),
    ("following", |app| {
        app.desk.history = History::following();
        following::begin(app);
    }),
];

/// Top bar, notice and footer of a state.
fn bars(name: &str, app: &App, look: &Look) -> String {
    let buffer = drawn(app, look);
    let parts = frame(app.desk.around.size);
    let rows = [parts.top, parts.notice, parts.footer];
    let rows = rows.map(|row| styled(&part(&buffer, row), look));
    format!("{name}\n{}\n", rows.concat())
}

fn all(size: Size, look: &Look, states: &[(&str, &str)]) -> String {
    let state = |(name, keys): &(&str, &str)| {
        let mut app = sample(size.width, size.height);
        press(&mut app, keys);
        bars(name, &app, look)
    };
    states.iter().map(state).collect()
}

#[test]
fn bars_of_every_state_at_four_sizes() {
    for (width, height) in [(60, 18), (80, 24), (120, 35), (200, 60)] {
        let mut text = all(Size { width, height }, &dark(), &STATES);
        for (name, change) in FILES {
            let mut app = sample(width, height);
            change(&mut app);
            text += &bars(name, &app, &dark());
        }
        compare(&format!("bars_{width}x{height}"), &text);
    }
}

#[test]
fn bars_in_other_looks() {
    let size = Size {
        width: 120,
        height: 35,
    };
    let states = ["board", "estimating", "deleted", "presenting"];
    let states: Vec<_> = STATES
        .into_iter()
        .filter(|(name, _)| states.contains(name))
        .collect();
    for (name, brightness, depth, charset) in [
        ("light", Brightness::Light, Depth::Full, Charset::Unicode),
        ("256", Brightness::Dark, Depth::Indexed, Charset::Unicode),
        ("16", Brightness::Dark, Depth::Sixteen, Charset::Unicode),
        ("none", Brightness::Dark, Depth::None, Charset::Unicode),
        ("ascii", Brightness::Dark, Depth::Full, Charset::Ascii),
    ] {
        let look = Look::new(brightness, depth, charset, true);
        compare(&format!("bars_{name}"), &all(size, &look, &states));
    }
}

#[test]
fn the_count_of_a_filter_is_of_what_it_can_list() {
    let counts = |typed: &str| {
        let mut app = sample(200, 60);
        press(&mut app, &format!("/ {typed} Enter"));
        let shown = crate::screens::screen(&app);
        let line = shown.lines().find(|line| line.contains("filter: "));
        let line = line.unwrap_or_else(|| panic!("{shown}"));
        let words: Vec<&str> = line.split_whitespace().collect();
        let at = words.iter().position(|word| *word == "of").expect(line);
        [at - 1, at + 1].map(|at| words[at].parse::<usize>().expect(line))
    };
    let [listed, all] = counts("- z z z z");
    assert_eq!(listed, all, "everything matches");
    for typed in [
        "s i z e > 5",
        "s t a t e : d o n e",
        "- s t a t e : d r a f t",
    ] {
        let [listed, all] = counts(typed);
        assert!(listed <= all, "{typed}: {listed} of {all}");
    }
}
