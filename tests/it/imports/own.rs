//! Our own exports come in again: nothing changes where they came from, and an edit in between arrives.

use evenkeel::edit::{self, Edit};
use evenkeel::exchange::audience::Disclosure;
use evenkeel::exchange::export::{self, Content, ExportWish};
use evenkeel::exchange::import::import;
use evenkeel::model::Workspace;
use evenkeel::model::audience::Audience;
use evenkeel::model::field::{ExtraCell, Link, Prose};
use evenkeel::model::id::Id;
use evenkeel::model::item::Item;
use evenkeel::model::person::Person;
use evenkeel::model::record::{Declared, Record};
use evenkeel::model::settings::Lens;
use evenkeel::scoring::evaluation::evaluate;
use evenkeel::scoring::survey::survey;
use evenkeel::store;
use proptest::prelude::*;

use super::ids;
use crate::random::{perform, steps};
use crate::samples::sample;

fn exported(workspace: &Workspace, format: &str, audience: Audience) -> Vec<u8> {
    let items: Vec<Id> = workspace.all::<Item>().map(|item| item.id).collect();
    exported_some(workspace, &items, format, audience)
}

fn exported_some(workspace: &Workspace, items: &[Id], format: &str, audience: Audience) -> Vec<u8> {
    let evaluation = evaluate(workspace, Lens::default(), None);
    let survey = survey(workspace, &evaluation, None);
    let matter = Content {
        workspace,
        evaluation: &evaluation,
        survey: &survey,
        items,
        disclosure: &Disclosure::of(workspace, Lens::default(), audience),
        session: None,
        earlier: None,
        today: None,
        wish: ExportWish::default(),
    };
    let format = export::format(format).expect("a format");
    format.made(&matter).expect("it can be written").bytes
}

fn told(change: &Edit) -> String {
    if let Edit::Set {
        kind,
        id,
        field,
        value,
    } = change
    {
        format!("{id} {} := {value:?}", kind.fields[*field].name)
    } else {
        format!("{:?}", change.subject().1)
    }
}

/// The formats whose files come back as they are.
#[cfg(feature = "xlsx")]
const FORMATS: [&str; 4] = ["csv", "csv-raw", "json", "xlsx"];
#[cfg(not(feature = "xlsx"))]
const FORMATS: [&str; 3] = ["csv", "csv-raw", "json"];

/// Imports what was exported into the workspace it came from, which must change nothing.
fn check(workspace: &Workspace, format: &str, audience: Audience) {
    if workspace.count(Item::KIND) == 0 {
        return;
    }
    let bytes = exported(workspace, format, audience);
    let taken = import(&bytes, workspace, ids());
    let text = String::from_utf8_lossy(&bytes);
    let changed: Vec<String> = taken.edits.iter().map(told).collect();
    assert!(changed.is_empty(), "{format}: {changed:#?}\n{text}");
    assert!(taken.conflicts.is_empty());
}

#[test]
fn the_sample_comes_back_as_it_is() {
    for format in FORMATS {
        for audience in [Audience::Shared, Audience::Private] {
            check(&sample(), format, audience);
        }
    }
}

#[test]
fn items_come_into_another_workspace_with_all_they_are() {
    let sample = sample();
    let mut other = sample.clone();
    let all: Vec<Id> = sample.all::<Item>().map(|item| item.id).collect();
    for id in all {
        let edits = edit::removal(&other, Item::KIND, id);
        edit::apply(&mut other, edits).expect("an item can go");
    }
    let taken = import(&exported(&sample, "csv", Audience::Private), &other, ids());
    edit::apply(&mut other, taken.edits).expect("they come in");
    for item in sample.all::<Item>() {
        let back = other.get::<Item>(item.id).expect("the same id");
        for (at, field) in Item::KIND.fields.iter().enumerate() {
            // What an earlier import left is of this workspace alone.
            if field.name != "imported" {
                assert_eq!(back.get(at), item.get(at), "{} {}", item.title, field.name);
            }
        }
    }
}

#[test]
fn what_was_changed_in_the_spreadsheet_arrives() {
    let mut workspace = sample();
    let text = String::from_utf8(exported(&workspace, "csv", Audience::Shared)).unwrap();
    let title = "Warehouse scans in one format";
    assert!(text.contains(title));
    let changed = text.replace(title, "Scans in one format");
    let taken = import(changed.as_bytes(), &workspace, ids());
    assert_eq!(
        (taken.created, taken.updated),
        (0, 1),
        "{:?}",
        taken.summary()
    );
    edit::apply(&mut workspace, taken.edits).unwrap();
    assert!(
        workspace
            .all::<Item>()
            .any(|item| item.title == "Scans in one format")
    );
}

#[test]
fn what_was_hidden_is_marked_and_never_guessed_from_words() {
    let workspace = crate::samples::workspace(
        r#"(schema: "1.0",
            people: [(id: "ann", name: "Ann Orwell", hidden: true)],
            items: [
                (id: "a", title: "Make (private) rooms visible", note: "(private)", labels: ["(private)"],
                    extra: [("Room", "(private)")]),
                (id: "b", title: "Ask Ann Orwell", owner: "ann", extra: [("Said", "by Ann Orwell")]),
            ])"#,
    );
    for format in FORMATS {
        // Whoever knows nothing yet gets every text that nobody hid as it was.
        for audience in [Audience::Shared, Audience::Private] {
            let mut made = Workspace::default();
            let taken = import(&exported(&workspace, format, audience), &made, ids());
            edit::apply(&mut made, taken.edits).expect("it applies");
            let [was, is] =
                [&workspace, &made].map(|w| w.get::<Item>(Id::parse("a").unwrap()).unwrap());
            assert_eq!(
                (&is.title, &is.note, &is.labels),
                (&was.title, &was.note, &was.labels),
                "{format}"
            );
            assert_eq!(is.extra, was.extra, "{format}");
        }
    }
    let text = |audience| String::from_utf8(exported(&workspace, "csv", audience)).unwrap();
    assert!(!text(Audience::Private).contains("evenkeel hidden"));
    assert!(text(Audience::Shared).contains("\"Title\nOwner\nSaid\""));
    let changed = |audience| {
        let text = text(audience).replace("(private)", "(closed)");
        let mut made = workspace.clone();
        let mut taken = import(text.as_bytes(), &workspace, ids());
        edit::apply(&mut made, std::mem::take(&mut taken.edits)).unwrap();
        // What is not taken is said.
        let is_said = |place: &str| {
            let mut lines = taken.summary().into_iter();
            lines.any(|line| line.contains("private is left out") && line.contains(place))
        };
        for place in ["“Ask (closed)”", "“by (closed)”"] {
            assert_eq!(is_said(place), audience == Audience::Shared, "{place}");
        }
        made
    };
    for audience in [Audience::Shared, Audience::Private] {
        let made = changed(audience);
        let [a, b] = ["a", "b"].map(|id| made.get::<Item>(Id::parse(id).unwrap()).unwrap());
        assert_eq!(
            a.title, "Make (closed) rooms visible",
            "a change of such a word arrives"
        );
        assert_eq!(a.labels, ["(closed)"]);
        assert_eq!(
            b,
            workspace.get::<Item>(b.id).unwrap(),
            "what was hidden stays"
        );
    }
}

#[test]
fn what_comes_back_as_it_was_given_is_no_change_whatever_stood_at_a_name() {
    let names = [
        "\u{200d}José\u{301} Müller\u{200c}",
        "José Müller\u{fe0f}",
        " José  Müller ",
    ];
    for name in names {
        let mut workspace = crate::samples::workspace(
            r#"(schema: "1.0", people: [(id: "p", name: "José Müller", hidden: true)])"#,
        );
        let mut item = Item::new(Id::parse("a").unwrap());
        item.title = format!("{name} asks");
        item.note = Prose::from(format!("asks {name}"));
        item.labels = vec![name.to_owned()];
        item.extra = vec![ExtraCell {
            name: "Said".to_owned(),
            text: format!("by {name}"),
        }];
        edit::apply(&mut workspace, vec![Edit::Insert(Box::new(item))]).unwrap();
        for format in ["csv", "csv-raw", "json", "xlsx"] {
            let bytes = exported(&workspace, format, Audience::Shared);
            let taken = import(&bytes, &workspace, ids());
            assert_eq!(taken.edits, [], "{format}");
            let said = taken.summary().join("\n");
            assert!(
                !said.contains("left out (") && !said.contains("not as it is"),
                "{said}"
            );
        }
        // What somebody changed there is said, and so is what somebody took away.
        let text = String::from_utf8(exported(&workspace, "csv", Audience::Shared)).unwrap();
        let other = text.replace(" asks\"", " asks twice\"");
        let said = text.split('"').find(|cell| cell.starts_with("by "));
        let blank = text.replace(said.unwrap(), "");
        let json = String::from_utf8(exported(&workspace, "json", Audience::Shared)).unwrap();
        let json_other = json.replace(" asks\"", " asks twice\"");
        for (text, before, place) in [
            (other, &text, "Title"),
            (blank, &text, "Said"),
            (json_other, &json, "items.title"),
        ] {
            assert_ne!(text, *before);
            let taken = import(text.as_bytes(), &workspace, ids());
            assert_eq!(taken.edits, [], "{place}");
            let said = taken.summary().join("\n");
            assert!(
                said.contains("1 cell not as it is here") && said.contains(place),
                "{said}"
            );
        }
    }
}

/// Imports JSON that begins like ours into a workspace.
fn taken(workspace: &mut Workspace, sections: &str) -> Vec<String> {
    let text =
        format!(r#"{{"evenkeel": "workspace", "audience": "shared", "records": {{{sections}}}}}"#);
    let mut taken = import(text.as_bytes(), workspace, ids());
    assert_eq!(taken.format, "evenkeel JSON");
    edit::apply(workspace, std::mem::take(&mut taken.edits)).expect("it applies");
    taken.summary()
}

#[test]
fn a_whole_workspace_comes_into_an_empty_one() {
    let sample = sample();
    let mut made = Workspace::default();
    let taken = import(&exported(&sample, "json", Audience::Private), &made, ids());
    assert_eq!(taken.created, sample.count(Item::KIND));
    assert!(
        taken.others > 0 && taken.problems.is_empty(),
        "{:?}",
        taken.summary()
    );
    edit::apply(&mut made, taken.edits).expect("it applies");
    assert!(made == sample);
}

#[test]
fn a_part_of_a_workspace_touches_nothing_else() {
    let workspace = sample();
    for item in workspace.all::<Item>() {
        for audience in [Audience::Private, Audience::Shared] {
            let bytes = exported_some(&workspace, &[item.id], "json", audience);
            let taken = import(&bytes, &workspace, ids());
            assert_eq!(taken.edits, [], "{}", item.title);
            assert_eq!(taken.unchanged, 1);
        }
    }
}

#[test]
fn what_json_says_is_taken_and_what_it_does_not_say_stays() {
    let mut workspace = crate::samples::workspace(
        r#"(schema: "1.0",
            people: [(id: "ann", name: "Ann", hidden: true)],
            items: [
                (id: "a", title: "Ask Ann", key: "K-1", note: "ours", owner: "ann", needs: ["b"]),
                (id: "b", title: "Two", due: "2026-11-22"),
            ])"#,
    );
    let said = taken(
        &mut workspace,
        r#""items": [
            {"id": "a", "title": "Ask (private)", "owner": null, "needs": [], "key": "K-2", "colour": "red",
             "left_out": ["title"]},
            {"id": "b", "due": null, "needs": ["a", "zzz"], "size": -4},
            {"id": "c", "title": "Three", "needs": ["a", "c"]},
            {"id": "c", "title": "Again"},
            5, {"title": "No id"}],
          "teams": [{"id": "t", "name": "Crew"}], "sprints": [{"id": "s"}]"#,
    )
    .join("\n");
    let item = |id| workspace.get::<Item>(Id::parse(id).unwrap()).unwrap();
    let (a, b, c) = (item("a"), item("b"), item("c"));
    assert_eq!((a.title.as_str(), a.key.as_str()), ("Ask Ann", "K-2"));
    assert!(a.owner.0.is_some(), "whom the file does not know stays");
    assert!(a.needs.0.is_empty(), "what is empty blanks");
    assert_eq!((b.due, b.needs.0.len()), (None, 1));
    assert_eq!(c.needs.0.len(), 1, "nothing waits for itself");
    for words in [
        "1 to create, 2 to update, 0 unchanged, 3 skipped",
        "other records to create or update: 1",
        "items.colour",
        "items.size",
        "sprints",
        "zzz",
        "Three needs Three",
    ] {
        assert!(said.contains(words), "{words} in\n{said}");
    }
}

#[test]
fn json_that_is_no_workspace_changes_nothing() {
    for records in [
        "5",
        "[]",
        "{}",
        r#"{"items": {"id": "a"}}"#,
        r#"{"product": [1]}"#,
    ] {
        let text = format!(r#"{{"evenkeel": "workspace", "records": {records}}}"#);
        let taken = import(text.as_bytes(), &sample(), ids());
        assert_eq!(
            (taken.format, taken.edits.len()),
            ("evenkeel JSON", 0),
            "{records}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_workspace_comes_back_as_it_is(steps in steps()) {
        let mut workspace = crate::samples::workspace(crate::samples::COMMENTED);
        perform(&mut workspace, steps);
        // As a file holds it.
        let (workspace, _) = store::parse(&store::canonical(&workspace)).expect("it loads");
        for format in FORMATS {
            check(&workspace, format, Audience::Private);
            check(&workspace, format, Audience::Shared);
        }
        let mut made = Workspace::default();
        let taken = import(&exported(&workspace, "json", Audience::Private), &made, ids());
        edit::apply(&mut made, taken.edits).expect("it applies");
        prop_assert!(made == workspace);
    }

    #[test]
    fn nothing_hidden_is_in_any_shared_file(steps in steps()) {
        let mut workspace = crate::samples::workspace(crate::samples::COMMENTED);
        perform(&mut workspace, steps);
        let id = Id::parse("zq").unwrap();
        let mut person = Person::new(id);
        "Zebulon Quackenbush".clone_into(&mut person.name);
        person.also = vec!["zq-77@example.org".to_owned()];
        person.hidden = true;
        let mut edits = vec![Edit::Insert(Box::new(person))];
        for item in workspace.all::<Item>() {
            let mut item = item.clone();
            item.title += " for Zebulon Quackenbush";
            item.owner = Link::new(Some(id));
            item.labels.push("QUACKENBUSH, Zebulon".to_owned());
            for (name, text) in [("Watchers", "zq77acc"), ("Team", "mail zq-77@example.org"), ("Zebulon Quackenbush", "1")] {
                item.extra.push(ExtraCell { name: name.to_owned(), text: text.to_owned() });
            }
            let known = workspace.get::<Item>(item.id).expect("it is one of them");
            edits.extend(edit::between(known, &item));
        }
        edit::restore(&mut workspace, edits).expect("it can be so");
        for format in export::FORMATS {
            let export = crate::exports::exported(&workspace, Lens::Wsjf, Audience::Shared, format.name);
            for part in parts(&export.bytes) {
                for secret in ["quackenbush", "zq77acc", "zq-77"] {
                    prop_assert!(!part.to_lowercase().contains(secret), "{} {secret}", format.name);
                }
            }
        }
        let (workspace, _) = store::parse(&store::canonical(&workspace)).expect("it loads");
        for format in FORMATS {
            check(&workspace, format, Audience::Shared);
        }
    }
}

/// The texts of a file: those of its parts where it is a packed one.
fn parts(bytes: &[u8]) -> Vec<String> {
    #[cfg(not(feature = "xlsx"))]
    return vec![String::from_utf8_lossy(bytes).into_owned()];
    #[cfg(feature = "xlsx")]
    unpacked(bytes)
}

#[cfg(feature = "xlsx")]
fn unpacked(bytes: &[u8]) -> Vec<String> {
    let Ok(mut zip) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else {
        return vec![String::from_utf8_lossy(bytes).into_owned()];
    };
    let all = 0..zip.len();
    let read = |at| {
        let mut text = String::new();
        let mut part = zip.by_index(at).expect("a part");
        std::io::Read::read_to_string(&mut part, &mut text).expect("text");
        text
    };
    all.map(read).collect()
}
