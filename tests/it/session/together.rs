//! Cards of several windows, and what nobody may learn where names stay hidden.

use evenkeel::desk::event::Event;
use evenkeel::desk::file::{File, Home};
use evenkeel::desk::preferences::Preferences;
use evenkeel::edit::{self, merge};
use evenkeel::exchange::export::FORMATS;
use evenkeel::model::Workspace;
use evenkeel::model::audience::Audience;
use evenkeel::model::item::Item;
use evenkeel::model::record::Declared;
use evenkeel::model::session::Round;
use evenkeel::model::settings::Lens;
use evenkeel::scoring::session::{current, rounds};
use evenkeel::shell::App;
use evenkeel::store;
use ratatui::layout::Size;

use super::secrecy::follower;
use super::{begun, notice, screen, session};
use crate::exports::exported;
use crate::private_names::texts;
use crate::samples::id;
use crate::screens::press;

/// Six people of both sides, three items and a session that is on.
pub(super) fn fixture(session: &str, rounds: &str) -> Workspace {
    let text = format!(
        "(
        schema: \"1.0\",
        settings: (scale: [1, 2, 3, 5, 8, 13, 20]),
        people: [
            (id: \"ada\", name: \"Ada Lind\", side: Business), (id: \"ben\", name: \"Ben Ito\", side: Operations),
            (id: \"cem\", name: \"Cem Ak\", side: Engineering), (id: \"dea\", name: \"Dea Fox\", side: Engineering),
            (id: \"eli\", name: \"Eli Roy\", side: Customer), (id: \"flo\", name: \"Flo Marsh\", side: Customer),
        ],
        items: [(id: \"one\", title: \"One\"), (id: \"two\", title: \"Two\"), (id: \"six\", title: \"Six\")],
        sessions: [(id: \"now\", name: \"Now\", date: \"2026-11-29\", agenda: [\"one\", \"two\"],
            people: [\"ada\", \"ben\", \"cem\", \"dea\", \"eli\", \"flo\"], item: \"one\", factor: \"value\"{session})],
        rounds: [{rounds}],
    )"
    );
    let (workspace, problems) = store::parse(&text).unwrap();
    assert_eq!(problems, []);
    workspace
}

pub(super) fn app(workspace: Workspace) -> App {
    let file = File::new(Home::Demo, Vec::new());
    let size = Size::new(80, 24);
    let mut app = App::new(workspace, file, Preferences::default(), 3, size, None);
    press(&mut app, "g s");
    app
}

#[test]
fn two_windows_that_begin_the_same_round_make_one_with_both_cards() {
    let begun_twice = "(id: \"r1\", factor: \"value\", session: \"now\", item: \"one\", number: 1, votes: {\"cem\": 13}),
        (id: \"r2\", factor: \"value\", session: \"now\", item: \"one\", number: 1, votes: {\"ada\": 13}, unsure: [\"ben\"])";
    let mut app = app(fixture("", begun_twice));
    assert!(screen(&app).contains("3 of 6 in"), "{}", screen(&app));
    press(&mut app, "v");
    press(&mut app, "8");
    assert!(notice(&app).contains("Dea"), "{}", notice(&app));
    assert_eq!(app.desk.workspace.all::<Round>().count(), 1, "one round");
    press(&mut app, "r Enter ~");
    let seen = screen(&app);
    assert!(
        seen.contains("2 steps apart") || seen.contains("1 step apart"),
        "{seen}"
    );
    let (on, asked) = current(&app.desk.workspace).unwrap();
    let all = rounds(&app.desk.workspace, on, asked);
    assert_eq!(
        (all.len(), all[0].votes.0.len(), all[0].unsure.0.len()),
        (1, 3, 1)
    );
}

#[test]
fn cards_of_two_windows_merge_as_edits_do() {
    let base = fixture("", "");
    let (mut one, mut other) = (app(base.clone()), app(base.clone()));
    press(&mut one, "5 5");
    press(&mut other, "Down Down Down 8 1 3");
    let mut all = one.desk.workspace.clone();
    let merged = merge::merge(Some(&base), &all, &other.desk.workspace);
    assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
    edit::apply(&mut all, merged.edits).unwrap();
    let (on, asked) = current(&all).unwrap();
    let found = rounds(&all, on, asked);
    assert_eq!(found.len(), 1, "one round whoever begins it");
    assert_eq!(found[0].votes.0.len(), 4);
}

/// The same six cards, dealt to the six people in turn.
const DEALS: [[i64; 6]; 4] = [
    [1, 5, 5, 20, 5, 2],
    [20, 5, 1, 5, 2, 5],
    [5, 1, 2, 5, 5, 20],
    [2, 20, 5, 1, 5, 5],
];

/// A session with a round on its first question.
fn dealt(session: &str, deal: [i64; 6], shown: bool) -> Workspace {
    let names = ["ada", "ben", "cem", "dea", "eli", "flo"];
    let votes = names.iter().zip(deal);
    let votes: Vec<String> = votes
        .map(|(name, card)| format!("\"{name}\": {card}"))
        .collect();
    let votes = votes.join(", ");
    let round = format!(
        "(id: \"r1\", factor: \"value\", session: \"now\", item: \"one\", number: 1, votes: {{{votes}}}, shown: {shown})"
    );
    fixture(session, &round)
}

/// Whatever is seen of a workspace while keys are pressed: at the keyboard, on a shared screen, in a second window.
fn frames(workspace: &Workspace, keys: &[&str]) -> Vec<String> {
    let mut frames = Vec::new();
    for (size, presents) in [(60, 18), (80, 24), (120, 35)]
        .into_iter()
        .flat_map(|size| [(size, false), (size, true)])
    {
        let mut app = app(workspace.clone());
        let (width, height) = size;
        app.handle(Event::Resize { width, height });
        let mut second = follower(&app);
        if presents {
            press(&mut app, "P");
        }
        for keys in keys {
            press(&mut app, keys);
            second.handle(Event::Followed(Box::new(app.desk.workspace.clone())));
            frames.push(format!(
                "{}\n{}\n{}",
                screen(&app),
                notice(&app),
                screen(&second)
            ));
        }
    }
    frames
}

#[test]
fn where_names_stay_hidden_nothing_tells_who_showed_what() {
    let keys = [
        "t",
        "l",
        "Esc c",
        "Esc Esc ~ s",
        "W",
        "Esc E",
        "Enter",
        "Esc g l",
        "g o",
    ];
    let seen = |deal| frames(&dealt(", nameless: true", deal, true), &keys);
    let one = seen(DEALS[0]);
    for other in DEALS {
        assert_eq!(one, seen(other), "the same cards, dealt to others");
    }
}

#[test]
fn before_the_reveal_nothing_tells_who_holds_what() {
    let keys = [
        "t", "l", "W", "Esc y", "Up Up", "Esc r", "Esc g l", "g o", "g s E", "Esc g b",
    ];
    for session in ["", ", nameless: true"] {
        let seen = |deal| frames(&dealt(session, deal, false), &keys);
        let one = seen(DEALS[0]);
        for other in DEALS.into_iter().chain([[3; 6]]) {
            assert_eq!(one, seen(other), "{session}");
        }
    }
}

#[test]
fn no_export_tells_who_holds_what_before_the_reveal_nor_after_it_where_names_stay_hidden() {
    for (session, shown) in [
        ("", false),
        (", nameless: true", false),
        (", nameless: true", true),
    ] {
        for format in FORMATS {
            let written = |deal| {
                let workspace = dealt(session, deal, shown);
                let export = exported(&workspace, Lens::Wsjf, Audience::Shared, format.name);
                texts(format.name, &export.bytes)
            };
            let one = written(DEALS[0]);
            for other in DEALS {
                assert_eq!(one, written(other), "{} {session} {shown}", format.name);
            }
        }
    }
}

#[test]
fn a_chat_of_ten_takes_few_keys_and_a_pasted_log_counts_from_its_question_on() {
    let mut app = begun(120, 35);
    let names = ["Hana", "Luis", "Lindholm", "nadia", "RQ", "Tama Ngata"];
    let chat: String = names
        .iter()
        .map(|name| format!("10:03:22 From {name} to Everyone:\n\t8\n"))
        .collect();
    // As a terminal pastes it that ends every line with a carriage return.
    app.handle(Event::Paste(chat.replace('\n', "\r")));
    press(&mut app, "Enter");
    assert!(screen(&app).contains("6 of 6 in"), "{}", screen(&app));
    press(&mut app, "r Enter ~ Enter");
    // The whole log again, with what came after the first question.
    app.handle(Event::Paste(format!(
        "{chat}10:09:00 From Hana to Everyone:\n\t5\n"
    )));
    press(&mut app, "Enter");
    assert!(screen(&app).contains("1 of 6 in"), "{}", screen(&app));
    assert_eq!(session(&app).people.0.len(), 6);
}

/// The same without an item, as somebody who edits the file by hand takes it out: what points to it stays.
fn without(workspace: &Workspace, item: &str) -> Workspace {
    let mut after = workspace.clone();
    let (kind, id) = (Item::KIND, id(item));
    edit::restore(&mut after, vec![edit::Edit::Remove { kind, id }]).unwrap();
    after
}

#[test]
fn an_item_that_is_removed_from_outside_leaves_the_room_which_goes_on_to_the_next() {
    let mut app = app(fixture("", ""));
    press(&mut app, "v 8");
    let base = app.desk.workspace.clone();
    let theirs = without(&base, "one");
    app.handle(Event::Foreign {
        base,
        theirs,
        whose: "file on disk".to_owned(),
    });
    let said = notice(&app);
    assert!(
        said.contains("“One” is gone from the agenda, the room is at “Two”"),
        "{said}"
    );
    assert!(screen(&app).contains("T W O"), "{}", screen(&app));
    let (session, asked) = current(&app.desk.workspace).unwrap();
    assert_eq!(asked.item, id("two"));
    assert_eq!(session.agenda.0, [id("two")]);
    // What is typed now is for the item on the screen, and nothing is taken for the other.
    press(&mut app, "v 5 5");
    let rounds = |app: &App, item| {
        let all = app.desk.workspace.all::<Round>();
        all.filter(|round| round.item.0 == Some(item)).count()
    };
    assert_eq!((rounds(&app, id("one")), rounds(&app, id("two"))), (1, 1));
    press(&mut app, "u u u");
    let (session, asked) = current(&app.desk.workspace).unwrap();
    assert_eq!((asked.item, session.agenda.0.len()), (id("one"), 2));
}

#[test]
fn no_card_is_taken_for_an_item_that_was_gone_when_the_file_was_opened() {
    let mut app = app(without(&fixture("", ""), "one"));
    assert_eq!(current(&app.desk.workspace).unwrap().1.item, id("two"));
    press(&mut app, "v 8");
    let of: Vec<_> = app.desk.workspace.all::<Round>().collect();
    assert_eq!(of.len(), 1);
    assert_eq!(of[0].item.0, Some(id("two")));
    let nothing = without(&app.desk.workspace, "two");
    assert!(current(&without(&nothing, "six")).is_none());
}
