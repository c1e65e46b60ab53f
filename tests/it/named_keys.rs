//! Texts name the keys in force: no text has a bare key, and after all of them were bound anew the screen says the new.

use evenkeel::desk::event::Chord;
use evenkeel::desk::file::{File, Home};
use evenkeel::desk::keys::Keys;
use evenkeel::desk::preferences::{KeyOverride, Preferences};
use evenkeel::model::Workspace;
use evenkeel::model::key::KEYS;
use evenkeel::shell::{App, commands};
use evenkeel::store;
use ratatui::layout::Size;

use crate::screens::{press, screen};
use crate::texts::texts;

/// Texts that say a usual key, or a word that is spelled like one, for a reason.
const ALLOWED: &[(&str, &str)] = &[
    (
        "L ranks the board by another method",
        "the reference has the usual keys",
    ),
    (
        "Tab completes names and values",
        "the reference has the usual keys",
    ),
    (
        "g f lists them on the board",
        "the reference has the usual keys",
    ),
    (
        "// Other keys for a command",
        "the settings file begins with the usual keys",
    ),
    (
        ": side says it",
        "the settings file begins with the usual keys",
    ),
    ("write keys as K, Ctrl-s", "it says how keys are spelled"),
    ("Shift-Left Shift-Right", "what the footer says shorter"),
    (
        "Backspace widens the search",
        "what erases while a text is typed has no command",
    ),
    ("or Space opens them", "what opens a field has no command"),
    (
        "? is not sure, - does not vote",
        "the signs of cards, where a card is typed",
    ),
    ("have, c, nice to have", "words that other tools write"),
    ("have, m, mandatory", "words that other tools write"),
    ("have, s, soll", "words that other tools write"),
];

/// Keys whose names are words of their own: wherever they stand alone, they are the key.
const NAMES: &[&str] = &["Enter", "Esc", "Tab", "Backspace", "PgUp", "PgDn", "Space"];

/// Keys whose names begin sentences as well: they are the key where a verb or the end follows.
const WORDS: &[&str] = &["Up", "Down", "Left", "Right", "Home", "End", "Delete"];

/// What follows a key that is a word as well.
const VERBS: &[&str] = &[
    "adds", "asks", "chooses", "ends", "finds", "gives", "goes", "lists", "notes", "opens", "says",
    "sets", "shows", "takes", "writes",
];

/// The bare key in a text, if there is one.
fn bare(text: &str) -> Option<&str> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    for (at, part) in parts.iter().enumerate() {
        let word = part.trim_start_matches(['(', '“', '"']);
        let alone = word.trim_end_matches([',', ';', '.', ')', '”', '"']);
        let word = if alone.is_empty() { word } else { alone };
        let before = at.checked_sub(1).map(|at| parts[at]);
        let after = parts.get(at + 1).copied();
        let does = after.is_some_and(|after| {
            let after = after.trim_end_matches([',', ';', '.', ':']);
            let is_verb = after.ends_with('s') && !["is", "its", "this"].contains(&after);
            is_verb && after.chars().all(|c| c.is_ascii_lowercase())
        });
        let ends = after.is_none() || part.ends_with([',', '.', ';']);
        let leads = before.is_none_or(|before| {
            before.ends_with(['·', ',', ';', ':', '.', '?'])
                || ["then", "or", "and", "press", "Press", "see"].contains(&before)
        });
        let is_key = if is_chord(word) || NAMES.contains(&word) {
            true
        } else if WORDS.contains(&word) {
            does || leads && ends && before.is_some()
        } else {
            let mut letters = word.chars();
            match (letters.next(), letters.next()) {
                (Some('a' | 'A' | 'I'), None) => {
                    leads && after.is_some_and(|after| VERBS.contains(&after))
                }
                (Some(key), None) if key.is_ascii_alphabetic() => {
                    leads && (does || ends && before.is_some() || after == Some("and"))
                        || before.is_some_and(|before| !before.ends_with('}')) && does
                }
                (Some(':'), None) => leads && before.is_some_and(|before| before != "and"),
                (Some(key), None) if key.is_ascii_punctuation() && !",;-".contains(key) => {
                    leads && (does || after == Some("again"))
                }
                _ => false,
            }
        };
        let is_sequence = word == "g"
            && after.is_some_and(|after| after.trim_end_matches([',', '.', ')']).len() == 1);
        if is_key || is_sequence {
            return Some(part);
        }
    }
    None
}

/// Whether a word is a key with another one held, or a key of the function row.
fn is_chord(word: &str) -> bool {
    let held = ["Ctrl-", "Alt-", "Shift-"];
    let is_held = held.iter().any(|one| word.starts_with(one));
    let number = word
        .strip_prefix('F')
        .and_then(|number| number.parse().ok());
    is_held || number.is_some_and(|number: u8| (1..=12).contains(&number))
}

#[test]
fn every_name_is_that_of_a_command_and_its_usual_key() {
    for (name, key) in KEYS {
        assert_eq!(*name, key.id().replace(['.', '-'], "_").to_uppercase());
        let mut all = commands::all().chain(commands::of(commands::VOTING.views));
        let command = all.find(|command| command.id == key.id());
        let command = command.unwrap_or_else(|| panic!("no command {}", key.id()));
        assert_eq!(command.keys.first(), Some(&key.usual()), "{name}");
    }
    let mut names: Vec<&str> = KEYS.iter().map(|(name, _)| *name).collect();
    names.dedup();
    assert_eq!(names.len(), KEYS.len());
}

#[test]
fn no_text_has_a_bare_key() {
    let mut wrong = Vec::new();
    for (text, stands) in texts() {
        if ALLOWED.iter().any(|(allowed, _)| text.contains(allowed)) {
            continue;
        }
        if let Some(key) = bare(&text) {
            wrong.push(format!("“{key}”: name its command in braces: {text}"));
        }
        let names_one = KEYS.iter().any(|(name, _)| {
            [format!("{{{name}}}"), format!("{{{name}:#}}")]
                .iter()
                .any(|named| text.contains(named))
        });
        if names_one && !stands.is_filled {
            wrong.push(format!("give it to `worded` or a format: {text}"));
        }
    }
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
}

#[test]
fn a_bare_key_is_found() {
    for text in [
        "the step is done · u undoes",
        "P ends presenting first",
        "{} is in · r reveals · {UP} changes a card",
        "see : problems",
        "order on hold, = sorts",
        "the list is at g b",
        "Esc goes back",
        "press x",
        "no item is the 1 yet · a finds the smallest",
        "type it, Ctrl-s saves",
        "{}, then Enter",
    ] {
        assert!(bare(text).is_some(), "{text}");
    }
    for text in [
        "a risk has no owner",
        "{bytes} B",
        "Left out: a name",
        "{APP_UNDO} undoes",
    ] {
        assert_eq!(bare(text), None, "{text}");
    }
}

/// The sample, or an empty workspace, with these keys.
fn rebound(is_empty: bool, keys: &[(&str, &str)], width: u16, height: u16) -> App {
    let text = include_str!("../../assets/sample.ron");
    let workspace = if is_empty {
        Workspace::default()
    } else {
        store::parse(text).unwrap().0
    };
    let wish = |(command, key): &(&str, &str)| KeyOverride {
        command: (*command).to_owned(),
        keys: vec![vec![Chord::parse(key).unwrap()]],
        line: 1,
    };
    let preferences = Preferences {
        keys: keys.iter().map(wish).collect(),
        ..Preferences::default()
    };
    let file = File::new(Home::Demo, Vec::new());
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22);
    let app = App::new(
        workspace,
        file,
        preferences,
        1,
        Size { width, height },
        today,
    );
    assert_eq!(app.desk.notice, None);
    app
}

#[test]
fn after_rebinding_the_screen_names_the_keys_that_work() {
    // Other keys, what is pressed, and what the screen says then.
    type Case = (
        &'static [(&'static str, &'static str)],
        &'static str,
        &'static [&'static str],
    );
    let cases: &[Case] = &[
        (
            &[
                ("app.present", "F8"),
                ("app.blank", "F7"),
                ("app.hide", "F6"),
                ("blank.leave", "F8"),
            ],
            "F8",
            &[
                "PRESENTING, F8 ends it",
                "F8 ends it · F7 blanks, F6 from anywhere",
            ],
        ),
        (&[("app.undo", "F9")], "l 5", &["F9 undoes"]),
        (&[("app.redo", "F3")], "l 5 u", &["F3 does it again"]),
        (
            &[("app.undo", "F9"), ("app.redo", "F3")],
            "l 5 F9",
            &["F3 does it again"],
        ),
        (
            &[("discussion.reveal", "z")],
            "g s n Enter 8 8 8 8 8 8",
            &["z reveals"],
        ),
        (&[("confidence.show", "z")], "g p v n", &["before z."]),
        (
            &[("app.explain", "F4"), ("pin.remove", "F5")],
            "",
            &["F4 explains a row · F5 hides"],
        ),
        (
            &[("cells.settle", "s")],
            "l 5 Down 5 Right",
            &["on hold, s sorts"],
        ),
        (
            &[("app.help", "F2"), ("item.edit", "Enter")],
            "Z",
            &["F2 lists the keys"],
        ),
    ];
    for (keys, pressed, said) in cases {
        let mut app = rebound(false, keys, 120, 35);
        press(&mut app, pressed);
        let shown = screen(&app);
        for words in *said {
            assert!(shown.contains(words), "{words} after {keys:?}:\n{shown}");
        }
    }

    let mut app = rebound(false, &[("app.quit", "F10"), ("small.quit", "F10")], 40, 10);
    assert!(screen(&app).contains("F10 quits"), "{}", screen(&app));
    press(&mut app, "F10");
    assert!(screen(&app).contains("F10 again quits"), "{}", screen(&app));

    let mut app = rebound(true, &[("session.new", "F5")], 120, 35);
    press(&mut app, "g s");
    assert!(
        screen(&app).contains("F5 starts the first"),
        "{}",
        screen(&app)
    );

    let mut app = rebound(
        true,
        &[("discussion.agenda", "F6"), ("discussion.one", "F7")],
        120,
        35,
    );
    press(
        &mut app,
        "n O n e Enter Esc n T w o Enter Esc g s n Enter Esc",
    );
    let shown = screen(&app);
    assert!(
        shown.contains("F6 finds the smallest, F7 sets it"),
        "{shown}"
    );
}

#[test]
fn what_no_key_leads_to_is_named_by_its_command() {
    let keys = KeyOverride {
        command: "app.undo".to_owned(),
        keys: Vec::new(),
        line: 1,
    };
    let mut app = rebound(false, &[], 120, 35);
    app.desk.keys = Keys::with(commands::all(), &[keys]).0;
    press(&mut app, "l 5");
    assert!(screen(&app).contains(": undo undoes"), "{}", screen(&app));
}
