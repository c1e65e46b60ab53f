//! The palette: what somebody types leads to what was meant.

use evenkeel::dialogs::picker::Picker;
use evenkeel::shell::App;

use crate::screens::{press, sample};

/// What the palette lists after typing, best first.
fn found(typed: &str) -> Vec<String> {
    let mut app: App = sample(120, 45);
    press(&mut app, ":");
    for letter in typed.chars() {
        let key = if letter == ' ' {
            "Space".to_owned()
        } else {
            letter.to_string()
        };
        press(&mut app, &key);
    }
    let picker = app.desk.top::<Picker>().unwrap();
    let shown = picker.shown().map(|entry| entry.label.clone());
    shown.collect()
}

#[test]
fn each_word_by_which_somebody_looks_leads_to_its_command() {
    for (typed, first) in [
        ("export", "export"),
        ("import", "import"),
        ("report", "export"),
        ("dependency", "risk"),
        ("request", "request, need"),
        ("team", "teams"),
        ("interval", "new interval"),
        ("legend", "help"),
        ("shortcuts", "help"),
        ("excel", "import"),
        ("jira", "import"),
        ("why", "explain"),
        ("sprint", "plan"),
        ("people", "records"),
    ] {
        let found = found(typed);
        assert_eq!(
            found.first().map(String::as_str),
            Some(first),
            "{typed}: {found:?}"
        );
    }
}

#[test]
fn the_name_comes_before_its_beginning_a_word_of_it_another_word_and_what_is_said() {
    let places = |typed: &str, names: &[&str]| {
        let found = found(typed);
        let place = |name: &&str| found.iter().position(|one| one == name);
        let places: Vec<usize> = names.iter().map(|name| place(name).expect(name)).collect();
        assert!(places.is_sorted(), "{typed}: {found:?}");
    };
    places("save", &["save now", "save as"]);
    places("view", &["view before", "next view"]);
    places("plan", &["plan"]);
    // Nothing is found by letters that merely stand in this order once something has the word.
    let found = found("export");
    assert!(!found.contains(&"explain".to_owned()), "{found:?}");
}
