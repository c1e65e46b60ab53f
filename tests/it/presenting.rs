//! Presenting: what others may not see is on no frame, whatever is pressed, and leaving changes nothing.

use evenkeel::desk::event::{Chord, Event, Key};
use evenkeel::desk::file::Home;
use evenkeel::dialogs::form::Form;
use evenkeel::edit::{self, Edit};
use evenkeel::model::Workspace;
use evenkeel::model::field::{FieldType, FieldValue, Money, Private, Value};
use evenkeel::model::id::Id;
use evenkeel::model::item::Item;
use evenkeel::model::number::Number;
use evenkeel::model::person::Person;
use evenkeel::model::record::Declared;
use evenkeel::shell::App;

use crate::screens::{dark, drawn, press, sample};
use crate::support::{check_screen, words};

/// What no shared frame may hold: a note, an amount, a name kept private, an owner, a file's name.
const KEPT: [&str; 6] = ["zqnote", "73519", "Zebulon", "Ownwin", "zqfile", "zqfolder"];

/// The sample with a note, an amount and a hidden name wherever there can be one.
fn full_of_secrets(base: &Workspace) -> Workspace {
    let mut workspace = base.clone();
    let (hidden, owner) = (Id::parse("zebulon").unwrap(), Id::parse("ownwin").unwrap());
    let mut edits: Vec<Edit> = Vec::new();
    for (id, name) in [(hidden, "Zebulon Quux"), (owner, "Ownwin Hart")] {
        let mut person = Person::new(id);
        name.clone_into(&mut person.name);
        person.hidden = id == hidden;
        edits.push(Edit::Insert(Box::new(person)));
    }
    for kind in base.kinds() {
        for record in base.records(kind) {
            for (field, holds) in kind.fields.iter().map(|f| f.holds).enumerate() {
                let value = match (holds, record.get(field)) {
                    (FieldType::Private, _) => {
                        FieldValue::to_value(&Private::new("zqnote one".to_owned()))
                    }
                    (FieldType::Money, _) => {
                        FieldValue::to_value(&Some(Money(Number::whole(73519))))
                    }
                    (FieldType::Text | FieldType::Prose, Value::Text(text))
                        if !kind.single && kind != Person::KIND =>
                    {
                        Value::Text(format!("{text} says Zebulon Quux"))
                    }
                    (FieldType::Link("person"), Value::Link(_)) if kind == Item::KIND => {
                        Value::Link(if kind.fields[field].name == "owner" {
                            owner
                        } else {
                            hidden
                        })
                    }
                    (FieldType::Links("person"), Value::Links(mut all)) => {
                        all.push(hidden);
                        Value::Links(all)
                    }
                    _ => continue,
                };
                edits.push(Edit::Set {
                    kind,
                    id: record.id(),
                    field,
                    value,
                });
            }
        }
    }
    edit::restore(&mut workspace, edits).expect("it fits");
    workspace
}

fn secret(width: u16, height: u16) -> App {
    let mut app = sample(width, height);
    let workspace = full_of_secrets(&app.desk.workspace);
    let lens = app.desk.derived.evaluation.lens;
    app.desk.workspace = workspace;
    app.desk.derived =
        evenkeel::desk::derived::Derived::of(&app.desk.workspace, lens, app.desk.derived.today);
    app.desk.file.home = Home::File("/zqfolder/zqfile.ron".into());
    app.desk.settle();
    app
}

fn check_frame(app: &App, after: &str) {
    let frame = words(&drawn(app, &dark()));
    for word in KEPT {
        let row = frame.lines().find(|row| row.contains(word));
        assert!(
            row.is_none(),
            "{word} in “{}” after {after}:\n{frame}",
            row.unwrap_or_default()
        );
    }
}

#[test]
fn secrets_stand_on_private_frames() {
    // Otherwise the tests below would prove nothing.
    let mut app = secret(200, 60);
    let mut seen = words(&drawn(&app, &dark()));
    press(&mut app, "Enter");
    for _ in 0..60 {
        seen += &words(&drawn(&app, &dark()));
        if app.desk.top::<Form>().is_some_and(Form::stands_for_group) {
            press(&mut app, "Enter");
        }
        press(&mut app, "Down");
    }
    // A note for oneself stands in its own editor alone, and the file's name on few pages.
    for word in KEPT.iter().filter(|word| !word.starts_with("zq")) {
        assert!(seen.contains(word), "{word}");
    }
}

#[test]
fn no_secret_on_a_shared_frame_whatever_is_pressed() {
    let keys: Vec<&str> =
        "Down Up Left Right Tab Enter Esc PgDn g b t p r l f o s e m w n N x c v V h H L \
        + - 1 2 5 8 u U ? : / A R i X D d y q . [ ] < > = Space Ctrl-s Ctrl-l z a F J K j k"
            .split_whitespace()
            .collect();
    for (seed, (width, height)) in [(1, (60, 18)), (2, (80, 24)), (3, (120, 35)), (4, (200, 60))] {
        let mut app = secret(width, height);
        press(&mut app, "P");
        assert!(app.desk.presenting.is_some());
        let mut state: u64 = seed;
        let mut trail = String::new();
        for _ in 0..500 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let key = keys[usize::try_from((state >> 33) % keys.len() as u64).unwrap()];
            trail += key;
            trail.push(' ');
            app.handle(Event::Key(Chord::parse(key).unwrap()));
            assert!(app.desk.presenting.is_some(), "{trail}");
            check_frame(&app, &trail);
        }
    }
}

#[test]
fn no_error_tells_the_room_of_this_machine() {
    let path = "/zqfolder/zqfile.ron";
    let why = || {
        format!(
            "cannot write {path}: no space (see “{path}.bak”, zqfile.theirs.ron, ~/zqfolder/x and C:\\zqfolder)"
        )
    };
    let events: [fn(String) -> Event; 8] = [
        |why| Event::Saved {
            revision: 1,
            result: Err(why.into()),
        },
        |why| Event::Lost(why.into()),
        |why| Event::Kept(Err(why.into())),
        |why| Event::Failed(why.into()),
        |why| Event::Done(why.into()),
        |why| Event::Edited(Err(why.into())),
        |why| Event::Opened(Err(why.into())),
        |why| {
            Event::HandedOut(
                "/zqfolder/out".into(),
                Err(evenkeel::desk::event::Refused::Because(why)),
            )
        },
    ];
    for event in events {
        for keys in [
            "",
            "d q",
            "q",
            "d q Enter",
            ": q u i t Enter",
            "Ctrl-s",
            "?",
        ] {
            let mut app = secret(120, 35);
            press(&mut app, "P");
            press(&mut app, keys);
            app.handle(event(why()));
            check_frame(&app, keys);
            app.desk.notice = Some(evenkeel::desk::notice::Notice::hint(why()));
            check_frame(&app, keys);
            press(&mut app, "q");
            check_frame(&app, "q");
        }
    }
}

#[test]
fn that_work_is_not_saved_stays_on_a_shared_screen_until_it_is() {
    let mut app = sample(120, 35);
    app.desk.file.home = Home::File("/zqfolder/zqfile.ron".into());
    press(&mut app, "P c");
    let revision = app.desk.history.settled();
    app.handle(Event::Saved {
        revision,
        result: Err("no space on /zqfolder".to_owned().into()),
    });
    press(&mut app, "Down Up");
    let frame = words(&drawn(&app, &dark()));
    assert!(
        frame.contains("NOT SAVED") && !frame.contains("zqf"),
        "{frame}"
    );
    app.handle(Event::Saved {
        revision,
        result: Ok("/zqfolder/zqfile.ron".into()),
    });
    let frame = words(&drawn(&app, &dark()));
    assert!(!frame.contains("SAVED"), "{frame}");
}

#[test]
fn every_view_is_shared_and_leaving_brings_it_back_as_it_was() {
    for view in evenkeel::shell::commands::VIEWS.iter().map(|row| row.tab) {
        for (width, height) in [(60, 18), (80, 24), (120, 35), (200, 60)] {
            let mut app = secret(width, height);
            app.show(view);
            let before = drawn(&app, &dark());
            press(&mut app, "P");
            check_frame(&app, view.0);
            assert!(
                words(&drawn(&app, &dark())).contains("PRESENTING"),
                "{view:?}"
            );
            press(&mut app, ".");
            let blank = words(&drawn(&app, &dark()));
            assert!(
                blank
                    .lines()
                    .skip(2)
                    .take(12)
                    .all(|row| row.trim().is_empty()),
                "{blank}"
            );
            press(&mut app, ". P Esc");
            assert_eq!(before, drawn(&app, &dark()), "{view:?}");
        }
    }
}

#[test]
fn a_lens_of_prices_is_not_presented() {
    let mut app = secret(120, 35);
    app.desk.rank_by(evenkeel::model::settings::Lens::Money);
    press(&mut app, "P");
    assert!(app.desk.presenting.is_none());
    assert!(
        app.desk.notice.as_ref().unwrap().text.contains("money"),
        "{:?}",
        app.desk.notice
    );
    app.desk.rank_by(evenkeel::model::settings::Lens::Wsjf);
    press(&mut app, "P");
    app.desk.rank_by(evenkeel::model::settings::Lens::Money);
    assert_eq!(
        app.desk.derived.evaluation.lens,
        evenkeel::model::settings::Lens::Wsjf
    );
}

#[test]
fn what_was_hidden_stays_as_it_is_when_a_form_is_saved() {
    let mut app = secret(120, 35);
    let id = app.desk.selected().unwrap().id;
    let before = app.desk.workspace.get::<Item>(id).unwrap().clone();
    press(&mut app, "P Enter");
    app.handle(Event::Key(Chord::parse("Ctrl-s").unwrap()));
    let mut after = app.desk.workspace.get::<Item>(id).unwrap().clone();
    assert_eq!(after.title, before.title);
    after.title.clone_from(&before.title);
    assert!(after == before);
    assert_eq!(Key::Esc, Chord::parse("Esc").unwrap().key);
}

#[test]
fn pictures_of_a_shared_board() {
    for (width, height) in [(60, 18), (80, 24), (120, 35)] {
        let mut app = sample(width, height);
        press(&mut app, "P");
        check_screen(&format!("presenting_{width}x{height}"), &app, &dark());
    }
}

#[test]
fn what_others_may_not_see_is_offered_nowhere() {
    let import = evenkeel::shell::commands::command("app.import").unwrap();
    let mut app = sample(120, 35);
    assert!(app.can(import).is_ok());
    press(&mut app, "P");
    assert!(
        import
            .can_work(&app.desk)
            .unwrap_err()
            .contains("P ends presenting")
    );
}

#[test]
fn nobody_reads_on_a_shared_screen_who_resists_or_was_silent() {
    let mut app = sample(200, 60);
    let about_people = |app: &App| {
        let all = app.desk.seen_findings();
        all.filter(|one| {
            one.place
                .record()
                .is_some_and(|(kind, _)| kind == Person::KIND)
        })
        .count()
    };
    assert!(about_people(&app) > 3, "the author reads them");
    let all = app.desk.seen_findings().count();
    press(&mut app, "P");
    assert_eq!(about_people(&app), 0);
    let seen = app.desk.seen_findings().count();
    assert!(seen > 0 && seen < all, "{seen} of {all}");
}
