//! What a settings file says, and one broken example per mistake.

use crate::desk::preferences::*;

fn problems(text: &str) -> Vec<String> {
    let (_, problems) = Preferences::read(text);
    let line = |p: &Problem| format!("{}: {}; {}", p.place(), p.what, p.hint);
    problems.iter().map(line).collect()
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(problems(text), [expected], "{text}");
}

fn sequences(keys: &KeyOverride) -> Vec<String> {
    keys.keys.iter().map(|chords| spaced(chords)).collect()
}

#[test]
fn every_setting_is_read() {
    let (read, problems) = Preferences::read(
        "// mine\n(theme: Light /* day */, color: Never, background: Terminal, charset: Ascii,\n\
         mouse: false,\nkeys: {\n  // up\n  \"board.pin-up\": [\"K\", \"g k\", \"Ctrl-Up\"],\n  \"x\": []})",
    );
    assert_eq!(problems, []);
    assert_eq!((read.theme, read.color), (ColorTheme::Light, Color::Never));
    assert_eq!(read.background, Background::Terminal);
    assert_eq!((read.charset, read.mouse), (Charset::Ascii, false));
    let [pin, none] = read.keys.as_slice() else {
        panic!("two commands");
    };
    assert_eq!((pin.command.as_str(), pin.line), ("board.pin-up", 6));
    assert_eq!(sequences(pin), ["K", "g k", "Ctrl-Up"]);
    assert_eq!(
        (none.command.as_str(), none.keys.len(), none.line),
        ("x", 0, 7)
    );
}

#[test]
fn nothing_set_means_the_defaults() {
    for text in ["", " \n", "\u{feff}()", "()"] {
        assert_eq!(Preferences::read(text), (Preferences::default(), vec![]));
    }
}

#[test]
fn what_is_written_reads_again() {
    let (mut read, _) = Preferences::read(
        "(theme: Dark, mouse: false, keys: {\"a \\\" b\": [\"\\\"\", \"Space \\\\\"], \"c\": []})",
    );
    for preferences in [Preferences::default(), read.clone()] {
        let text = preferences.to_ron();
        let (mut again, problems) = Preferences::read(&text);
        assert_eq!(problems, [], "{text}");
        for keys in again.keys.iter_mut().chain(&mut read.keys) {
            keys.line = 1;
        }
        let mut preferences = preferences;
        preferences.keys.iter_mut().for_each(|keys| keys.line = 1);
        assert_eq!(again, preferences, "{text}");
    }
    let first = Preferences::default().to_ron();
    for name in [
        "theme",
        "color",
        "background",
        "charset",
        "mouse",
        "tips",
        "keys",
    ] {
        assert!(first.contains(&format!("\n    {name}: ")), "{name}");
    }
}

#[test]
fn one_mistake_costs_one_setting() {
    let (read, problems) = Preferences::read(
        "(theme: Drak, colour: Never, mouse: \"no\", charset: Ascii, keys: {\"a\": [\"K\", \"Nope\"]})",
    );
    assert_eq!(problems.len(), 4);
    assert_eq!(read.theme, ColorTheme::Auto);
    assert!(read.mouse);
    assert_eq!(read.charset, Charset::Ascii);
    assert_eq!(read.keys.iter().map(sequences).collect::<Vec<_>>(), [["K"]]);
}

#[test]
fn a_wrong_value_is_named_with_its_place() {
    check(
        "(\n  theme: Drak,\n)",
        "line 2, column 10, theme: theme is Drak, expected one of Auto, Dark, Light, without quotes; \
         this line is ignored; the default stays",
    );
    check(
        "(charset: \"Ascii\")",
        "line 1, column 11, charset: charset is \"Ascii\", expected one of Auto, Unicode, Ascii, \
         without quotes; this line is ignored; the default stays",
    );
    check(
        "(mouse: yes)",
        "line 1, column 9, mouse: mouse is yes, expected true or false; \
         this line is ignored; the default stays",
    );
    check(
        "(mouse: // \"or\" not\n /* yes */ no)",
        "line 2, column 12, mouse: mouse is no, expected true or false; \
         this line is ignored; the default stays",
    );
    check(
        "(colour: Never)",
        "line 1, column 2, colour: colour is not a setting; this line is ignored; \
         the settings are theme, color, background, charset, mouse, tips, side, me, keys",
    );
    check(
        "(mouse: true,\nmouse: false)",
        "line 2, column 1, mouse: mouse is set twice; the later line is ignored; remove one",
    );
}

#[test]
fn wrong_keys_are_named_by_command() {
    check(
        "(keys: [\"K\"])",
        "line 1, column 8, keys: keys is [\"K\"], expected commands and keys: \
         {\"pin.up\": [\"K\"]}; this line is ignored; the default stays",
    );
    check(
        "(keys: {\n  \"a\": \"K\",\n})",
        "line 2, column 8, keys › a: keys › a is \"K\", expected a list of keys: [\"K\", \"g k\"]; \
         this line is ignored; the default stays",
    );
    let hint = "this key is ignored; write keys as K, Ctrl-s, Alt-x, Shift-Up, Enter or Space";
    check(
        "(keys: {\"a\": [\"g Ctrl+s\"]})",
        &format!("line 1, column 14, keys › a: keys › a has “Ctrl+s”, which is not a key; {hint}"),
    );
    check(
        "(keys: {\"a\": [\" \"]})",
        &format!("line 1, column 14, keys › a: keys › a has an empty key; {hint}"),
    );
    check(
        "(keys: {a: [\"K\"]})",
        "line 1, column 9, keys: keys has a where a command's name in quotes is expected; \
         this line is ignored; the default stays",
    );
    check(
        "(keys: {\"a\": [\"K\"], \"a\": [\"L\"]})",
        "line 1, column 21, keys › a: keys › a is set twice; the later line is ignored; \
         write all its keys in one list",
    );
    let (read, _) = Preferences::read("(keys: {\"a\": [\"Nope\"]})");
    assert_eq!(read.keys, [], "nothing readable takes no keys away");
}

#[test]
fn a_broken_file_gives_one_problem_and_the_defaults() {
    let next = "correct the file near this place; until then all settings keep their defaults";
    for (text, what) in [
        ("(mouse: false,\n theme Dark)", "line 2, column 7"),
        ("(mouse: false\n theme: Dark)", "line 2, column 2"),
        ("(mouse: false, keys: {)", "line 1, column 23"),
        ("(mouse: false", "line 1, column"),
        ("mouse: false", "line 1, column 1"),
        ("<<<<<<< HEAD\n()", "line 1, column 1"),
        ("(mouse: false) and more", "line 1, column"),
        ("(charset: \"Ascii)", "line 1, column"),
    ] {
        let (read, problems) = Preferences::read(text);
        assert_eq!(read, Preferences::default(), "{text}");
        let [problem] = problems.as_slice() else {
            panic!("{text}: {problems:?}");
        };
        assert_eq!(problem.severity, crate::model::text::Severity::Error);
        assert!(
            problem.place().starts_with(what),
            "{text}: {}",
            problem.place()
        );
        assert!(problem.what.starts_with("the settings cannot be read: "));
        assert_eq!(problem.hint, next);
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_survived(text in "\\PC*", value in "\\PC*") {
        let _ = Preferences::read(&text);
        let _ = Preferences::read(&format!("(theme: {value})"));
        let _ = Preferences::read(&format!("(keys: {{\"a\": [{value}]}})"));
    }
}
