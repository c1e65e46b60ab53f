//! Questions of each ranking method: what it ranks by, a column each, with its own cards; and the wall of a column.

use evenkeel::desk::event::Event;
use evenkeel::edit::{self, Edit};
use evenkeel::model::Workspace;
use evenkeel::model::field::Value;
use evenkeel::model::id::Id;
use evenkeel::model::item::{Item, Moscow};
use evenkeel::model::points::Points;
use evenkeel::model::settings::Lens;
use evenkeel::scoring::session::way::columns;
use evenkeel::shell::App;
use evenkeel::store;
use evenkeel::views::session::{Floor, Phase, current, phase};

use super::together::app;
use super::{Number, floor, notice, screen, session, whole};
use crate::screens::press;

/// Four items that nobody estimated yet, and three people who are asked for everything.
fn fixture(lens: &str) -> Workspace {
    let text = format!(
        r#"(
    schema: "1.0",
    settings: (title: "Four", scale: [1, 2, 3, 5, 8, 13, 20], lens: {lens}),
    people: [(id: "ann", name: "Ann"), (id: "bob", name: "Bob"), (id: "cleo", name: "Cleo")],
    criteria: [
        (id: "c1", name: "Fit", weight: 3, low: 1, high: 5, words: ["1 not at all", "5 wholly"]),
        (id: "c2", name: "Ease", weight: 1, low: 1, high: 3),
    ],
    items: [
        (id: "i1", title: "First item"), (id: "i2", title: "Second item"),
        (id: "i3", title: "Third item"), (id: "i4", title: "Fourth item"),
    ],
)"#
    );
    let (workspace, problems) = store::parse(&text).unwrap();
    assert_eq!(problems, []);
    workspace
}

/// A session on all four, column by column.
fn begun(lens: &str) -> App {
    let mut app = app(fixture(lens));
    press(&mut app, "g b M g s n Enter");
    assert_eq!(session(&app).agenda.0.len(), 4);
    app
}

/// Plays a whole session: of each column the keys for the cards of its four items; gives the keys that took.
fn played(app: &mut App, cards: &[[&str; 4]]) -> usize {
    let mut count = 0;
    let mut keys = |app: &mut App, all: &str| {
        let typed = all.split_whitespace().filter(|key| *key != "~");
        count += typed.count();
        press(app, all);
    };
    for column in cards {
        if matches!(floor(app), Floor::Wall(None)) {
            assert!(
                screen(app).contains("Which one is the smallest of all?"),
                "{}",
                screen(app)
            );
            keys(app, "Esc");
        }
        for (at, cards) in column.iter().enumerate() {
            assert_eq!(phase(&app.desk), Phase::Open, "{}", screen(app));
            keys(app, cards);
            keys(app, "r Enter ~ s ~ Enter ~");
            let is_wall = matches!(floor(app), Floor::Wall(Some(_)));
            let has_wall = at == 3 && !cards.contains("0 0");
            assert_eq!(is_wall, has_wall, "{at} {}", screen(app));
        }
        if matches!(floor(app), Floor::Wall(_)) {
            assert!(screen(app).contains("4 of 4 placed"), "{}", screen(app));
            keys(app, "Enter ~");
        }
    }
    count
}

fn item<'a>(app: &'a App, id: &str) -> &'a Item {
    let all = app.desk.workspace.all::<Item>();
    let mut found = all.filter(|item| item.id.to_string() == id);
    found.next().unwrap()
}

fn is_complete(app: &App) {
    assert!(notice(app).contains("last question"), "{}", notice(app));
    assert_eq!(
        app.desk.derived.evaluation.ranked.len(),
        4,
        "each has its score"
    );
}

#[test]
fn a_session_by_rice_asks_for_reach_impact_confidence_and_size() {
    let mut app = begun("Rice");
    let asked: Vec<String> = columns(session(&app))
        .iter()
        .map(|one| one.name())
        .collect();
    assert_eq!(asked, ["reach", "impact", "confidence", "size"]);
    assert!(screen(&app).contains("REACH"), "{}", screen(&app));
    assert!(
        screen(&app).contains("a number, then Enter"),
        "{}",
        screen(&app)
    );
    press(&mut app, "1 2 0 0 Enter");
    assert!(!screen(&app).contains("1200"), "hidden like every card");
    press(&mut app, "Up Backspace");
    let any = "1 0 0 Enter 2 0 0 Enter 4 0 0 Enter";
    let impact = "1 Enter 1 Enter 2 Enter";
    let sure = "8 0 5 0 8 0";
    let size = "3 5 3";
    let keys = played(
        &mut app,
        &[
            [any; 4],
            [impact; 4],
            [sure; 4],
            ["1 Enter 1 Enter 2 Enter", size, size, "8 8 8"],
        ],
    );
    is_complete(&app);
    println!("RICE: {keys} keys for 16 estimates by 3 people");
    let one = item(&app, "i1");
    assert_eq!(
        (one.reach, one.impact, one.size.value),
        (Some(whole(200)), Some(whole(1)), Some(whole(1)))
    );
    assert_eq!(
        one.confidence.map(|sure| sure.0.to_string()),
        Some("80".to_owned())
    );
}

#[test]
fn numbers_without_a_deck_are_compared_by_how_many_times_they_are_apart() {
    let mut app = begun("Rice");
    press(&mut app, "1 0 0 Enter 1 5 0 Enter 2 0 0 Enter r Enter ~");
    let seen = screen(&app);
    assert!(seen.contains("at most twice the lowest"), "{seen}");
    assert!(seen.contains("Enter agrees on 150"), "{seen}");
    press(&mut app, "Right");
    assert!(
        screen(&app).contains("Enter agrees on 200"),
        "{}",
        screen(&app)
    );
    press(&mut app, "v 5 0 Enter 1 5 0 0 Enter 9 0 Enter r Enter ~");
    assert!(
        screen(&app).contains("more than twice the lowest: ask"),
        "{}",
        screen(&app)
    );
    assert!(screen(&app).contains("1,500"), "{}", screen(&app));
}

#[test]
fn a_weighted_session_asks_for_each_criterion_with_its_own_range_and_words() {
    let mut app = begun("Weighted");
    let seen = screen(&app);
    assert!(seen.contains("FIT") && seen.contains("1 of 2"), "{seen}");
    assert!(
        seen.contains("not at all") && seen.contains("wholly"),
        "{seen}"
    );
    press(&mut app, "8");
    assert!(
        notice(&app).contains("choose 1 2 3 4 5, ? or -"),
        "{}",
        notice(&app)
    );
    let keys = played(&mut app, &[["4 5 4"; 4], ["2 3 2"; 4]]);
    is_complete(&app);
    println!("weighted: {keys} keys for 8 estimates by 3 people");
    let ratings = &item(&app, "i3").ratings.0;
    let ratings: Vec<(String, Number)> =
        ratings.iter().map(|(id, n)| (id.to_string(), *n)).collect();
    let mut ratings: Vec<_> = ratings.iter().map(|(id, n)| (id.as_str(), *n)).collect();
    ratings.sort_unstable();
    assert_eq!(ratings, [("c1", whole(4)), ("c2", whole(2))]);
}

#[test]
fn a_moscow_session_has_four_cards_in_words() {
    let mut app = begun("Moscow");
    let seen = screen(&app);
    for card in ["1 Must", "2 Should", "3 Could", "4 Won't"] {
        assert!(seen.contains(card), "{card}: {seen}");
    }
    press(&mut app, "1 2 2 r Enter ~");
    let seen = screen(&app);
    assert!(seen.contains("Enter agrees on Should"), "{seen}");
    assert!(!seen.contains("mean "), "words have no mean: {seen}");
    let mut app = begun("Moscow");
    let keys = played(
        &mut app,
        &[["1 2 1", "2 2 2", "4 3 3", "4 4 4"], ["3 5 3"; 4]],
    );
    is_complete(&app);
    println!("MoSCoW: {keys} keys for 8 estimates by 3 people");
    let classes = ["i1", "i2", "i3", "i4"].map(|id| item(&app, id).moscow);
    assert_eq!(
        classes,
        [Moscow::Must, Moscow::Should, Moscow::Could, Moscow::Wont].map(Some)
    );
}

#[test]
fn amounts_are_agreed_on_as_a_range_and_never_shown_to_a_room() {
    let mut app = begun("Money");
    assert!(
        screen(&app).contains("an amount, then Enter"),
        "{}",
        screen(&app)
    );
    press(
        &mut app,
        "7 0 0 0 Enter 5 0 0 0 Enter 6 0 0 0 Enter r Enter ~",
    );
    let seen = screen(&app);
    assert!(
        seen.contains("lowest 5,000 Bob · highest 7,000 Ann"),
        "{seen}"
    );
    press(&mut app, "s ~ Enter");
    let one = item(&app, "i1");
    assert_eq!(
        one.weekly_cost.map(|cost| cost.0.to_string()),
        Some("6000".to_owned())
    );
    assert!(!notice(&app).contains("6000") && !notice(&app).contains("6,000"));
    press(&mut app, "b");
    app.desk.rank_by(Lens::Wsjf);
    press(&mut app, "P");
    for key in [
        "l", "b", "r", "Enter", "~", "v", "Esc", "W", "E", "Enter", "Esc",
    ] {
        press(&mut app, key);
        let seen = screen(&app);
        for amount in ["5000", "6000", "7000", "5,000", "6,000", "7,000"] {
            assert!(!seen.contains(amount), "{key}: {seen}");
        }
    }
}

#[test]
fn a_column_begins_with_the_smallest_and_ends_with_a_look_at_the_wall() {
    let mut app = begun("Wsjf");
    assert_eq!(*floor(&app), Floor::Wall(None));
    press(&mut app, "Enter");
    assert!(notice(&app).contains("arrows choose"), "{}", notice(&app));
    // What is pasted is votes on the first question here, too.
    app.handle(Event::Paste("Ann: 5\nBob: 8".to_owned()));
    assert!(
        screen(&app).contains("2 cards: Ann, Bob"),
        "{}",
        screen(&app)
    );
    let mut app = begun("Wsjf");
    press(&mut app, "Down Down Down Enter");
    assert_eq!(item(&app, "i3").value.value, Some(whole(1)));
    assert_eq!(*floor(&app), Floor::Question);
    assert_eq!(current(&app.desk).unwrap().1.item.to_string(), "i1");
    for cards in ["5 5 5", "8 8 8"] {
        press(&mut app, cards);
        press(&mut app, "r Enter ~ Enter ~");
    }
    assert_eq!(phase(&app.desk), Phase::Settled, "the third one has its 1");
    press(&mut app, "Enter ~ 3 3 3 r Enter ~ Enter");
    let seen = screen(&app);
    assert!(seen.contains("4 of 4 placed"), "{seen}");
    assert!(seen.contains("Place 3 of 4 in this column"), "{seen}");
    assert!(seen.contains("rank 1 to 4, as the rest is open"), "{seen}");
    press(&mut app, "Enter");
    assert!(
        notice(&app).contains("look at it"),
        "the same key goes no further"
    );
    // Corrections by arrows, of any item.
    press(&mut app, "~ Right");
    assert_eq!(item(&app, "i4").value.value, Some(whole(5)));
    press(&mut app, "Up Up Up Up Right");
    assert_eq!(item(&app, "i3").value.value, Some(whole(2)));
    press(&mut app, "Left Enter ~");
    assert_eq!(current(&app.desk).unwrap().1.column.name(), "criticality");
    assert_eq!(
        *floor(&app),
        Floor::Wall(None),
        "the next column begins so too"
    );
    // Neither a person nor a question is on the screen, so that a digit is nobody's card.
    press(&mut app, "8 Down 8");
    assert!(matches!(floor(&app), Floor::Wall(Some(_))));
    assert!(!screen(&app).contains("0-9"), "{}", screen(&app));
    press(&mut app, "v 8");
    assert_eq!(*floor(&app), Floor::Voting);
    assert!(screen(&app).contains("1 of 3 in"), "{}", screen(&app));
}

#[test]
fn what_an_item_had_before_the_session_is_not_on_the_wall() {
    let mut workspace = fixture("Wsjf");
    let edit = Edit::put::<Item>(
        Id::parse("i2").unwrap(),
        "value",
        Value::Points(Points::known(whole(13))),
    );
    edit::apply(&mut workspace, Vec::from_iter(edit)).unwrap();
    let mut app = app(workspace);
    press(&mut app, "g b M g s n Enter Esc 5 5 5 r Enter ~ Enter ~ W");
    let seen = screen(&app);
    assert!(seen.contains("1 of 4 placed"), "{seen}");
    assert!(
        seen.contains("Rank 1 to 4"),
        "nothing tells what it had: {seen}"
    );
    assert!(seen.contains("5 (1)") && seen.contains("13 (0)"), "{seen}");
    assert!(seen.contains("3 left: Second item and 2 more"), "{seen}");
}
