//! Sealed cards: a page turns a card into six letters, which evenkeel alone reads back.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use evenkeel::desk::event::Event;
use evenkeel::edit::{self, Edit};
use evenkeel::exchange::export::vote_card;
use evenkeel::model::Workspace;
use evenkeel::model::field::Value;
use evenkeel::model::id::Id;
use evenkeel::model::item::Item;
use evenkeel::model::session::Session;
use evenkeel::scoring::session::Card;
use evenkeel::scoring::session::column::VoteColumn;
use evenkeel::scoring::session::seal::{Code, Secret};
use evenkeel::scoring::session::way::VoteQuestion;
use evenkeel::shell::App;
use evenkeel::views::session::round;

use super::together::{app, fixture};
use super::{screen, whole};
use crate::screens::press;

const PEOPLE: [&str; 6] = ["ada", "ben", "cem", "dea", "eli", "flo"];

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

/// What everybody of a session seals with.
fn secrets(session: &str) -> Vec<Secret> {
    let secret = |person: &&str| Secret {
        session: id(session),
        person: id(person),
        key: format!("{session}-{person}-0123456789abcdef"),
    };
    PEOPLE.iter().map(secret).collect()
}

/// The code of a card of somebody.
fn code(
    session: &str,
    person: &str,
    (item, column): (&str, &str),
    round: usize,
    card: Card,
) -> String {
    let secrets = secrets(session);
    let secret = secrets.iter().find(|one| one.person == id(person)).unwrap();
    let asked = VoteQuestion {
        item: id(item),
        column: VoteColumn::named(column).unwrap(),
    };
    Code::of(secret, asked, round, card).unwrap().to_string()
}

/// A session with an older one beside it, and the secrets of both.
fn begun() -> App {
    let older = "), (id: \"old\", name: \"Old\", over: true, agenda: [\"one\"], people: [\"ada\"]";
    let mut app = app(fixture(older, ""));
    app.desk.around.secrets = [secrets("now"), secrets("old")].concat();
    app
}

const HERE: (&str, &str) = ("one", "value");
const EIGHT: Card = Card::Value(whole(8));

fn paste(app: &mut App, text: &str) {
    app.handle(Event::Paste(text.to_owned()));
}

#[test]
fn codes_are_read_back_with_and_without_names_and_shown_to_nobody() {
    let mut app = begun();
    let of = |person, card| code("now", person, HERE, 1, card);
    let chat = format!(
        "10:03:22 From Ada Lind to Everyone:\n\t{}\n[10:04] Ben Ito: {}\n{}\nDea {}\nEli Roy\n{}\n",
        of("ada", EIGHT),
        of("ben", Card::Unsure),
        of("cem", Card::Value(whole(13))),
        of("dea", Card::Abstained),
        of("eli", Card::Value(whole(5))),
    );
    paste(&mut app, &chat);
    let seen = screen(&app);
    assert!(seen.contains("5 cards: "), "{seen}");
    for letters in chat
        .split_whitespace()
        .filter(|word| Code::read(word).is_some())
    {
        assert!(!seen.contains(letters), "{seen}");
    }
    press(&mut app, "Enter");
    let round = round(&app.desk).unwrap();
    let card = |person| Card::of(round, id(person));
    assert_eq!(
        PEOPLE.map(card),
        [
            Some(EIGHT),
            Some(Card::Unsure),
            Some(Card::Value(whole(13))),
            Some(Card::Abstained),
            Some(Card::Value(whole(5))),
            None
        ]
    );
    assert!(!round.shown);
}

#[test]
fn a_code_of_another_question_round_session_or_person_is_refused_by_name() {
    let cases = [
        (
            ("now", "ada", ("two", "value"), 1),
            "",
            "the code of Ada Lind is for value of Two",
        ),
        (
            ("now", "ada", ("one", "size"), 1),
            "",
            "the code of Ada Lind is for job size of One",
        ),
        (
            ("now", "ada", HERE, 2),
            "",
            "the code of Ada Lind is for round 2 of this question",
        ),
        (
            ("old", "ada", HERE, 1),
            "",
            "the code of Ada Lind is of another session",
        ),
        (
            ("now", "ada", HERE, 1),
            "Ben Ito: ",
            "the code of Ada Lind was sent by Ben Ito",
        ),
    ];
    for ((session, person, asked, number), name, words) in cases {
        let mut app = begun();
        let code = code(session, person, asked, number, EIGHT);
        paste(&mut app, &format!("{name}{code}\nflo 3\n"));
        let seen = screen(&app);
        let flat = seen.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(words), "{words}: {seen}");
        assert!(flat.contains("1 card: Flo Marsh"), "{words}: {seen}");
        press(&mut app, "Enter");
        assert_eq!(
            Card::of(round(&app.desk).unwrap(), id(person)),
            None,
            "{words}"
        );
    }
    // What is nobody's code is a line without a vote.
    let mut app = begun();
    paste(&mut app, "BCDFGH\nAda Lind: 5");
    assert!(
        screen(&app).contains("no vote in line 1"),
        "{}",
        screen(&app)
    );
}

/// The page of somebody.
fn page(workspace: &Workspace, person: &str) -> String {
    let session: &Session = workspace.get(id("now")).unwrap();
    let secrets = secrets("now");
    let secret = secrets.iter().find(|one| one.person == id(person)).unwrap();
    String::from_utf8(vote_card(workspace, session, secret).unwrap()).unwrap()
}

#[test]
fn a_page_holds_one_secret_and_asks_for_nothing_from_elsewhere() {
    let mut workspace = fixture("", "");
    let edit = Edit::put::<Item>(
        id("one"),
        "title",
        Value::Text("</script><img src=x onerror=alert(1)>".to_owned()),
    );
    edit::apply(&mut workspace, Vec::from_iter(edit)).unwrap();
    let page = page(&workspace, "ada");
    for secret in secrets("now") {
        assert_eq!(page.contains(&secret.key), secret.person == id("ada"));
    }
    assert!(page.contains("default-src 'none'"));
    assert!(!page.contains("http://") && !page.contains("https://"));
    assert_eq!(
        page.matches("</script>").count(),
        2,
        "what was typed ends nothing"
    );
    assert!(!page.contains("<img"));
}

/// Chooses every card of every question in rounds 1 and 2, and prints the codes.
const CHOOSER: &str = r#"
const fs = require("fs");
const page = fs.readFileSync(0, "utf8");
const data = page.match(/<script type="application\/json" id="data">(.*?)<\/script>/s)[1];
const script = page.match(/<script>(.*)<\/script>/s)[1];
const element = (tag) => ({
  tag, textContent: "", children: [], listeners: {}, selectedIndex: 0, attributes: {},
  append(one) { this.children.push(one); },
  replaceChildren(...all) { this.children = all; },
  setAttribute(name, value) { this.attributes[name] = value; },
  addEventListener(name, does) { this.listeners[name] = does; },
});
const all = { data: Object.assign(element("script"), { textContent: data }) };
globalThis.document = {
  getElementById: (id) => (all[id] ??= element(id)),
  createElement: element,
};
Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });
(0, eval)(script);
for (let question = 0; question < all.question.children.length; question += 1) {
  for (let round = 0; round < 2; round += 1) {
    all.question.selectedIndex = question;
    all.question.listeners.change();
    all.round.selectedIndex = round;
    all.round.listeners.change();
    for (const card of all.cards.children) {
      card.listeners.click();
      console.log(question, round + 1, card.textContent.split(" ")[0], all.code.textContent);
    }
  }
}
"#;

#[test]
fn the_script_of_a_page_gives_the_codes_that_are_read() {
    let found = Command::new("node").arg("--version").output();
    if !found.is_ok_and(|out| out.status.success()) {
        println!("no JavaScript engine is installed: the script of the page was not run");
        return;
    }
    let workspace = fixture("", "");
    let mut node = Command::new("node")
        .args(["-e", CHOOSER])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let page = page(&workspace, "eli");
    node.stdin
        .take()
        .unwrap()
        .write_all(page.as_bytes())
        .unwrap();
    let out = node.wait_with_output().unwrap();
    assert!(out.status.success());
    let said = String::from_utf8(out.stdout).unwrap();
    let mut expected = String::new();
    let columns = ["value", "criticality", "risk", "size"];
    let questions = ["one", "two"]
        .into_iter()
        .flat_map(|item| columns.map(|column| (item, column)));
    for (at, asked) in questions.enumerate() {
        for round in 1..=2 {
            for card in ["1", "2", "3", "5", "8", "13", "20", "?", "-"] {
                let read = Card::read(card, &[1, 2, 3, 5, 8, 13, 20].map(whole)).unwrap();
                let code = code("now", "eli", asked, round, read);
                writeln!(expected, "{at} {round} {card} {code}").unwrap();
            }
        }
    }
    assert_eq!(said, expected);
}
