//! Private names as people write them: in no shared export and on no presented frame; what may still be one is
//! told before.

use std::fmt::Write as _;

use evenkeel::desk::derived::Derived;
use evenkeel::desk::effect::Effect;
use evenkeel::desk::event::{Chord, Event};
use evenkeel::dialogs::page::Page;
use evenkeel::edit::{self, Edit};
use evenkeel::exchange::export::FORMATS;
use evenkeel::model::audience::Audience;
use evenkeel::model::field::{ExtraCell, FieldType, Private, Value};
use evenkeel::model::item::Item;
use evenkeel::model::number::Number;
use evenkeel::model::person::Person;
use evenkeel::model::points::Points;
use evenkeel::model::record::Declared;
use evenkeel::model::settings::Lens;
use evenkeel::model::{KINDS, Workspace};
use evenkeel::shell::App;
use evenkeel::store;
use unicode_normalization::UnicodeNormalization;

use crate::exports::exported;
use crate::samples::workspace;
use crate::screens::{dark, drawn, press, sample};
use crate::support::words;

/// Ways to write José Müller, as mail and as account too.
const WAYS: [&str; 68] = [
    "José Müller",
    "Jose\u{301} Mu\u{308}ller",
    "JOSÉ MÜLLER",
    "JOSE\u{301} MU\u{308}LLER",
    "josé müller",
    "Jose Muller",
    "Jose Mueller",
    "JOSE MUELLER",
    "José  Müller",
    "José\u{a0}Müller",
    "José\u{202f}Müller",
    "José\u{2009}Müller",
    "José\u{3000}Müller",
    "José\tMüller",
    "José\nMüller",
    "José\r\nMüller",
    "José \n  Müller",
    "José\u{2028}Müller",
    "José\u{200b} Müller",
    "José\u{200b}Müller",
    "José\u{2060}Müller",
    "Jo\u{ad}sé Mül\u{ad}ler",
    "José Mül-\nler",
    "José-Müller",
    "José\u{2011}Müller",
    "José–Müller",
    "José_Müller",
    "_José Müller_",
    "x_José Müller_y",
    "**José** Müller",
    "*José* **Müller**",
    "`José` `Müller`",
    "@José Müller",
    "[José Müller]",
    "“José” Müller",
    "José (Müller)",
    "José/Müller",
    "José Müller's",
    "José Müllers",
    "José Müller2",
    "dJosé Müller",
    "和José Müller说",
    "JoséMüller",
    "Müller, José",
    "Müller José",
    "MÜLLER,JOSÉ",
    "Müller; José",
    "Mueller, Jose",
    "J. Müller",
    "J.Müller",
    "J Müller",
    "Müller, J.",
    "Müller J",
    "José M.",
    "J.M.",
    "J. M.",
    "josé.müller@example.org",
    "jose.mueller@example.org",
    "jmueller",
    "@jmuller",
    "ｊｏｓｅ．ｍｕｌｌｅｒ",
    "𝐉𝐨𝐬é 𝐌ü𝐥𝐥𝐞𝐫",
    "José A. Müller",
    "José “Pepe” Müller",
    "Ⓙⓞⓢé  M ü l l e r",
    "Jos%C3%A9%20M%C3%BCller",
    "Jos&eacute; M&uuml;ller",
    "Müller, José A. (Pepe)",
];

/// Ways of the nickname, initials, mail and account that the record tells of.
const OTHERS: [&str; 6] = ["Pepe", "PEPES", "JM", "jm77@example.org", "@jm77", "JM77"];

/// A text as letters alone, so that nothing between them hides what is left of a name.
fn bare(text: &str) -> String {
    let plain = text.nfkd().flat_map(char::to_lowercase);
    plain.filter(|c| c.is_alphanumeric()).collect()
}

/// What nothing that goes out may hold.
fn left(text: &str) -> Option<&'static str> {
    let bare = bare(text);
    let parts = ["muller", "mueller", "jose", "pepe", "jm77"];
    let parts = parts.into_iter().find(|part| bare.contains(part));
    parts.or_else(|| {
        ["J.M.", "J. M.", "<JM>"]
            .into_iter()
            .find(|part| text.contains(part))
    })
}

/// A workspace that writes the name in a way wherever texts are; `<` and `>` stand around it.
fn written(way: &str) -> Workspace {
    let way = way.replace('\\', "\\\\").replace('"', "\\\"");
    let mut text = String::new();
    let _ = write!(
        text,
        r#"(schema: "1.0",
        product: (name: "P <{way}>"),
        settings: (increment: "q", title: "T <{way}>"),
        people: [
            (id: "p1", name: "José Müller", hidden: true, also: ["Pepe", "JM", "jm77@example.org"], wants: "<{way}>"),
            (id: "p2", name: "Ana", wants: "what <{way}> wants"),
        ],
        teams: [(id: "t", name: "team <{way}>", members: ["p1", "p2"])],
        buckets: [(id: "b", name: "of <{way}>", share: 100)],
        increments: [(id: "q", name: "Inc <{way}>", starts: "2026-11-01", ends: "2026-12-31", goal: "<{way}>")],
        iterations: [(id: "j", name: "I <{way}>", increment: "q", starts: "2026-11-23", ends: "2026-12-04")],
        items: [
            (id: "x", key: "K-1", title: "T <{way}> end", bucket: "b", team: "t", owner: "p1", requester: "p1", value: 5,
             criticality: 3, risk: 2, size: 1, request: "<{way}> asked", pin: 1, pin_reason: "for <{way}>",
             labels: ["<{way}>"], note: "N <{way}> end", extra: [("Reporter", "<{way}>"), ("<{way}>", "1"),
             ("Watchers", "Somebody Else"), ("Text", "ask <{way}>")]),
            (id: "y", key: "K-2", title: "Plain", value: 5, criticality: 3, risk: 2, size: 1, needs: ["x"]),
        ],
        options: [(id: "o", name: "way <{way}>", item: "x", size: 1, value: 5, words: "ask <{way}>")],
        objectives: [(id: "k", text: "As <{way}> said", increment: "q", team: "t")],
        risks: [(id: "r", text: "<{way}> leaves", increment: "q", follow_up: "ask <{way}>")],
        dependencies: [(id: "d", text: "what <{way}> makes", from: "<{way}>", increment: "q", due: "2026-12-21")],
        events: [(id: "e", name: "As <{way}> said", date: "2026-12-22", note: "<{way}> was there")],
        sessions: [(id: "s", name: "With <{way}>", date: "2026-11-22", agenda: ["x", "y"], people: ["p1", "p2"], note: "<{way}> left")],
        )"#
    );
    workspace(&text)
}

/// As [`written`], with one record more of every kind, whose every text is the way and whose every link leads to
/// another of these records or to the person.
fn everywhere(way: &str) -> Workspace {
    let mut workspace = written(way);
    let text = || format!("<{way}>");
    let day = chrono::NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
    let five = Number::whole(5);
    let id_in = |name: &str| {
        let kind = workspace.kind(name).unwrap();
        let section = if kind == Person::KIND {
            "p1"
        } else {
            kind.section
        };
        crate::samples::id(section)
    };
    let others = KINDS
        .iter()
        .filter(|kind| !kind.single && **kind != Person::KIND);
    let edits = others.map(|kind| {
        let mut record = (kind.blank)(id_in(kind.name));
        for (at, field) in kind.fields.iter().enumerate() {
            let value = match field.holds {
                FieldType::Text | FieldType::Prose => Value::Text(text()),
                FieldType::Private => Value::Private(Private::new(text())),
                FieldType::Texts => Value::Texts(vec![text()]),
                FieldType::Number | FieldType::Percent | FieldType::Money => Value::Number(five),
                FieldType::Points => Value::Points(Points {
                    value: Some(five),
                    range: None,
                }),
                FieldType::Date => Value::Date(day),
                FieldType::PartOf(to) | FieldType::Link(to) if to != kind.name => {
                    Value::Link(id_in(to))
                }
                FieldType::Links(to) if to != kind.name => Value::Links(vec![id_in(to)]),
                FieldType::Extra => Value::Extra(vec![ExtraCell {
                    name: "Asked by".to_owned(),
                    text: text(),
                }]),
                _ => continue,
            };
            // What does not fit there stays blank.
            let _ = record.set(at, value);
        }
        Edit::Insert(record)
    });
    let edits = edits.collect();
    edit::restore(&mut workspace, edits).unwrap();
    // Cleaned as a file is.
    store::parse(&store::canonical(&workspace)).unwrap().0
}

#[test]
fn no_way_to_write_a_private_name_is_in_a_shared_export() {
    for way in WAYS.into_iter().chain(OTHERS) {
        let workspace = everywhere(way);
        for format in FORMATS {
            let export = exported(&workspace, Lens::Wsjf, Audience::Shared, format.name);
            for text in texts(format.name, &export.bytes) {
                let found = left(&text);
                assert_eq!(found, None, "{way:?} as {}\n{text}", format.name);
            }
            assert!(export.notes.iter().all(|note| left(note).is_none()));
        }
    }
}

/// What can be read in an export; a workbook is looked into.
pub fn texts(format: &str, bytes: &[u8]) -> Vec<String> {
    #[cfg(feature = "xlsx")]
    if format == "xlsx" {
        use std::io::Read as _;
        let mut book = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        return (0..book.len())
            .map(|at| {
                let mut text = String::new();
                book.by_index(at)
                    .unwrap()
                    .read_to_string(&mut text)
                    .unwrap();
                text
            })
            .collect();
    }
    let _ = format;
    vec![String::from_utf8(bytes.to_vec()).unwrap()]
}

fn presented(workspace: Workspace, width: u16, height: u16) -> App {
    let mut app = sample(width, height);
    let (lens, today) = (Lens::Wsjf, app.desk.derived.today);
    app.desk.workspace = workspace;
    app.desk.derived = Derived::of(&app.desk.workspace, lens, today);
    app.desk.settle();
    press(&mut app, "P");
    app
}

#[test]
fn no_way_to_write_a_private_name_is_on_a_presented_frame() {
    // A pane and a dialog; each way sees a third of them, so that together all are seen many times. NAMES_ALL has
    // each way see all.
    let sees_all = std::env::var_os("NAMES_ALL").is_some();
    let keys = [
        "",
        "Enter",
        "Esc Esc }",
        "Esc e",
        "Esc Esc } Enter",
        "Esc D",
        "Esc Esc } }",
        "Esc r",
        "Esc Esc } } Enter",
        "Esc R",
        "Esc Esc } } }",
        "Esc b",
        "Esc Down Enter",
        "Esc Esc K",
        "Esc Esc } } } } }",
        "Esc Esc w",
        "Esc Esc L",
        "Esc Esc X Enter",
        "Esc Esc :",
    ];
    for (at, way) in WAYS.into_iter().chain(OTHERS).enumerate() {
        let (width, height) = [(80, 24), (120, 35), (200, 60)][at % 3];
        let mut app = presented(everywhere(way), width, height);
        assert!(
            app.desk.presenting.is_some(),
            "{way:?}: {:?}",
            app.desk.dialogs
        );
        for view in app.tabs().collect::<Vec<_>>() {
            press(&mut app, "Esc Esc Esc");
            app.show(view);
            for (number, keys) in keys.into_iter().enumerate() {
                if (number + at) % 3 != 0 && !sees_all {
                    continue;
                }
                press(&mut app, keys);
                let frame = words(&drawn(&app, &dark()));
                assert_eq!(
                    left(&frame),
                    None,
                    "{way:?} on {view:?} after {keys}\n{frame}"
                );
            }
            assert!(app.desk.presenting.is_some());
        }
    }
}

#[test]
fn a_single_part_is_told_before_it_is_seen() {
    let mut workspace = written("José Müller");
    let edit = Edit::Set {
        kind: Item::KIND,
        id: crate::samples::id("y"),
        field: 0,
        value: Value::Text("José and the Müllers".to_owned()),
    };
    edit::restore(&mut workspace, vec![edit]).unwrap();
    let mut app = presented(workspace, 120, 35);
    assert!(app.desk.presenting.is_none(), "it asks first");
    let asked = app.desk.top::<Page>().unwrap().lines.join(" ");
    assert!(asked.contains("José, Müllers"), "{asked}");
    press(&mut app, "Esc");
    assert!(app.desk.presenting.is_none() && app.desk.dialogs.is_empty());
    press(&mut app, "P Enter");
    assert!(app.desk.presenting.is_some());
    let frame = words(&drawn(&app, &dark()));
    assert!(!frame.contains("may name"), "{frame}");
    press(&mut app, "P X Enter");
    crate::overlays::make(&mut app);
    let frame = words(&drawn(&app, &dark()));
    assert!(
        frame.contains("May name") && frame.contains("José, Müllers"),
        "{frame}"
    );
}

#[test]
fn imported_columns_of_people_are_people() {
    let text = |hidden| {
        format!(
            r#"(schema: "1.0", people: [(id: "p1", name: "José Müller", hidden: {hidden}), (id: "p2", name: "Ana")],
            items: [(id: "x", title: "T", extra: [("Assignee", "Ana"), ("Reporter Id", "u-4711"),
            ("Creator Email", "pepe@example.org"), ("Watchers", "Ana; u-4711"), ("Team", "Blue")])])"#
        )
    };
    let csv = |text: &str| crate::exports::text(&workspace(text), Audience::Shared, "csv");
    let shared = csv(&text(true));
    for word in ["4711", "pepe"] {
        assert!(!shared.contains(word), "{shared}");
    }
    assert!(
        shared.contains("Blue") && shared.contains("Ana"),
        "{shared}"
    );
    assert!(csv(&text(false)).contains("u-4711"), "nobody is hidden");
}

/// The text that a key puts on the clipboard.
fn copied(app: &mut App, keys: &str, key: &str) -> String {
    press(app, keys);
    let effects = app.handle(Event::Key(Chord::parse(key).unwrap()));
    let text = effects.into_iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text),
        _ => None,
    });
    text.unwrap_or_else(|| panic!("{keys} {key}: {:?}", app.desk.notice))
}

#[test]
fn a_message_names_nobody_private_but_whom_it_is_for() {
    let text = r#"(schema: "1.0",
        people: [(id: "p1", name: "Hana Kovar", hidden: true), (id: "p2", name: "Devika Raman", hidden: true)],
        items: [(id: "a", title: "Ask H. Kovar", requester: "p2", value: 5, criticality: 3, risk: 2, size: 1)],
        decisions: [(id: "d", about: "Ask Hana Kovar", item: "a", outcome: NotNow, reason: "Kovar, Hana is away",
            asked_by: "p2", date: "2026-11-01")])"#;
    for (keys, key) in [("e", "y"), ("g o", "y")] {
        let mut app = crate::shares::board(text, 120, 35);
        let said = copied(&mut app, keys, key);
        assert!(said.starts_with("Hello Devika Raman,"), "{said}");
        assert!(!said.contains("ovar"), "{said}");
        assert!(app.desk.notice.as_ref().unwrap().text.contains("without"));
        // While others watch nobody private is named at all.
        let mut app = crate::shares::board(text, 120, 35);
        press(&mut app, "P");
        let said = copied(&mut app, keys, key);
        assert!(!said.contains("ovar") && !said.contains("Raman"), "{said}");
    }
}

#[test]
fn people_of_a_shared_export_stand_in_the_order_of_their_names() {
    let text = r#"(schema: "1.0",
        people: [(id: "p1", name: "Zora"), (id: "p2", name: "Amara"), (id: "p3", name: "Mara")],
        sessions: [(id: "s", name: "S", date: "2026-11-22", people: ["p1", "p2", "p3"], nameless: true)],
        conversations: [(id: "c", about: "value of A", people: ["p3", "p1", "p2"], session: "s")])"#;
    let export = exported(&workspace(text), Lens::Wsjf, Audience::Shared, "json");
    let json = String::from_utf8(export.bytes).unwrap();
    let told = json.split("\"conversations\"").nth(1).unwrap();
    let at = |id: &str| told.find(&format!("\"{id}\"")).unwrap();
    assert!(at("p2") < at("p3") && at("p3") < at("p1"), "{told}");
}
