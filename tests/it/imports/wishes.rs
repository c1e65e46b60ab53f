//! What is wished of an import: a mapping, progress, a way to break it off.

use evenkeel::edit;
use evenkeel::exchange::import::{Mapping, Progress, Wish, import, import_with};
use evenkeel::model::Workspace;
use evenkeel::model::item::Item;

use super::{apply, extra, ids, says, size};

#[test]
fn a_mapping_sends_columns_to_any_field() {
    let text = "Wat;Wert;Dring;Aufwand;Bis;Grund;Weg\nA;8;5 (3..8);2,5;31.01.2027;weil;x\nB;?;;#DIV/0!;bald;;\n";
    let mapping =
        "Wat=title,Wert=value,Dring=criticality,Aufwand=size,Bis=due,Grund=need,Weg=leave";
    let mut wish = Wish {
        name: "liste.csv".to_owned(),
        today: None,
        mapping: Some(Mapping::parse(mapping).unwrap()),
        takes_archived: false,
        takes_scores: false,
        takes_over: false,
        watch: &mut |_| true,
    };
    let mut workspace = Workspace::default();
    let outcome = import_with(text.as_bytes(), &workspace, ids(), &mut wish);
    edit::apply(&mut workspace, outcome.edits).unwrap();
    let all: Vec<&Item> = workspace.all().collect();
    let (a, b) = match all.as_slice() {
        [one, two] if one.title == "A" => (*one, *two),
        [one, two] => (*two, *one),
        _ => panic!("two items"),
    };
    assert_eq!((size(a), a.need.0.as_str()), ("2.5".into(), "weil"));
    assert_eq!(a.value.value.unwrap().to_string(), "8");
    assert!(a.criticality.range.is_some());
    assert_eq!(a.due.unwrap().to_string(), "2027-01-31");
    assert!(a.extra.is_empty(), "{:?}", a.extra);
    assert!(b.value.is_unknown() && b.size.is_unknown() && b.due.is_none());
    assert_eq!(extra(b, "Aufwand"), ["#DIV/0!"]);

    let again = apply(&mut workspace, text.replace("weil", "darum").as_bytes());
    assert_eq!(
        (again.created, again.updated),
        (0, 1),
        "where columns go is remembered"
    );
    let other = import(b"Wat;Nochwas\nA;8\n", &workspace, ids());
    assert!(other.edits.is_empty(), "another header is another file");
}

#[test]
fn a_large_import_tells_how_far_it_is_and_can_be_broken_off() {
    let text = format!("Title\n{}", "a\n".repeat(5_000));
    let mut told = Vec::new();
    let mut wish = Wish {
        name: String::new(),
        today: None,
        mapping: None,
        takes_archived: false,
        takes_scores: false,
        takes_over: false,
        watch: &mut |progress: Progress| {
            told.push(progress.done);
            progress.done < 3_000
        },
    };
    let outcome = import_with(text.as_bytes(), &Workspace::default(), ids(), &mut wish);
    assert!(outcome.edits.is_empty());
    assert!(says(&outcome, "broken off"), "{:?}", outcome.summary());
    assert!(told.len() > 3 && told.is_sorted());
}
