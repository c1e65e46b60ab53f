//! Rounds, sides, stakes, both ways through, and pasted cards.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
use super::chat::{before, read};
use super::count::counted;
use super::poker::RoundVerdict;

use super::sides::sides;
use super::stakes::{CardOutlook, Stakes, nth, ordinal};
use super::tally::{estimate, suggestion, tally};
use super::way::{next_item, present, questions, step};
use super::*;
use crate::model::field::{Links, Ratings};
use crate::model::person::{Person, Side};
use crate::model::session::Way;
use crate::scoring::ranking::wsjf::Factor;
use crate::scoring::ratio::Ratio;

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn deck_of_safe() -> Vec<Number> {
    [1, 2, 3, 5, 8, 13, 20].map(Number::whole).to_vec()
}

fn session(people: &[&str]) -> Session {
    let mut session = Session::new(id("s"));
    session.people = Links::new(people.iter().map(|name| id(name)).collect());
    session.agenda = Links::new(vec![id("one"), id("two")]);
    session
}

fn round(votes: &[(&str, i64)]) -> Round {
    let mut round = Round::new(id("r"));
    let votes = votes
        .iter()
        .map(|(name, card)| (id(name), Number::whole(*card)));
    round.votes = Ratings::new(votes.collect());
    round
}

#[test]
fn a_round_is_counted_in_steps_of_the_scale() {
    let session = session(&["ana", "ben", "cid", "dan", "eva"]);
    let mut votes = round(&[("ana", 3), ("ben", 13), ("cid", 8)]);
    votes.unsure = Links::new(vec![id("dan")]);
    let found = tally(&deck_of_safe(), &session, &votes);
    assert_eq!((found.steps, found.verdict), (Some(3), RoundVerdict::Talk));
    assert_eq!((found.low, found.high), (vec![id("ana")], vec![id("ben")]));
    assert_eq!(found.missing, [id("eva")]);
    assert_eq!(found.unsure, [id("dan")]);
    assert_eq!(found.median, Some(Number::whole(8)));
    assert_eq!(found.mean, Some(Ratio::whole(8)));
    let of = |card: i64| {
        found
            .counts
            .iter()
            .find(|(value, _)| *value == Number::whole(card))
    };
    assert_eq!(of(13).map(|(_, count)| *count), Some(1));
    assert_eq!(of(5).map(|(_, count)| *count), Some(0));
    let empty = tally(&deck_of_safe(), &session, &round(&[]));
    assert_eq!(
        (empty.verdict, empty.median, empty.mean),
        (RoundVerdict::NoVotes, None, None)
    );
}

#[test]
fn a_vote_beside_the_scale_is_a_card_of_its_own() {
    let session = session(&["ana", "ben"]);
    let found = tally(&deck_of_safe(), &session, &round(&[("ana", 5), ("ben", 6)]));
    assert_eq!(
        (found.steps, found.verdict),
        (Some(1), RoundVerdict::OneStep)
    );
    assert_eq!(found.counts.len(), 8);
}

#[test]
fn the_median_is_offered_and_after_two_near_rounds_the_higher_card() {
    let session = session(&["ana", "ben", "cid"]);
    let close = tally(
        &deck_of_safe(),
        &session,
        &round(&[("ana", 5), ("ben", 5), ("cid", 8)]),
    );
    let apart = tally(
        &deck_of_safe(),
        &session,
        &round(&[("ana", 2), ("ben", 5), ("cid", 8)]),
    );
    assert_eq!(
        suggestion(std::slice::from_ref(&close)),
        Some(Number::whole(5))
    );
    assert_eq!(suggestion(&[apart, close.clone()]), Some(Number::whole(5)));
    assert_eq!(
        suggestion(&[close.clone(), close.clone()]),
        Some(Number::whole(8))
    );
    assert_eq!(suggestion(&[]), None);
    let range = estimate(Number::whole(5), Some(&close)).range;
    assert_eq!(range, Some((Number::whole(5), Number::whole(8))));
    let agreed = tally(&deck_of_safe(), &session, &round(&[("ana", 5), ("ben", 5)]));
    assert_eq!(estimate(Number::whole(5), Some(&agreed)).range, None);
}

#[test]
fn the_sides_are_misaligned_from_two_steps_on_and_only_from_three_cards_each() {
    let customers = ["ana", "ann", "amy"];
    let engineers = ["ben", "bob", "bea"];
    let mut workspace = Workspace::default();
    let of = |names: [&'static str; 3], side| names.map(|name| (name, side));
    let people = [
        of(customers, Side::Customer),
        of(engineers, Side::Engineering),
    ];
    for (name, side) in people.into_iter().flatten() {
        let mut person = Person::new(id(name));
        person.side = Some(side);
        workspace.put_record(Box::new(person));
    }
    let session = session(&["ana", "ann", "amy", "ben", "bob", "bea"]);
    let cards = [
        ("ana", 13),
        ("ann", 13),
        ("amy", 13),
        ("ben", 5),
        ("bob", 5),
        ("bea", 3),
    ];
    let votes = round(&cards);
    let counted = tally(&deck_of_safe(), &session, &votes);
    let found = sides(&workspace, &votes, &counted);
    assert_eq!((found.steps, found.is_misaligned()), (Some(2), true));
    let people = found.people(&counted);
    assert!(people.contains(&id("bea")) && people.contains(&id("ana")));
    // A side of two would tell who showed what.
    let few = round(&cards[1..]);
    let counted = tally(&deck_of_safe(), &session, &few);
    assert!(!sides(&workspace, &few, &counted).is_misaligned());
}

#[test]
fn both_ways_ask_everything_once() {
    let mut session = session(&[]);
    session.factors = vec!["value".to_owned(), "size".to_owned()];
    let names = |session: &Session| -> Vec<String> {
        let all = questions(session);
        all.iter()
            .map(|asked| format!("{} {}", asked.item, asked.column.name()))
            .collect()
    };
    assert_eq!(
        names(&session),
        ["one value", "one size", "two value", "two size"]
    );
    session.way = Way::Factors;
    assert_eq!(
        names(&session),
        ["one value", "two value", "one size", "two size"]
    );
    let first = present(&session).unwrap();
    assert_eq!(step(&session, first, -1), None);
    assert_eq!(
        next_item(&session, first).map(|asked| asked.item),
        Some(id("two"))
    );
    session.item.0 = Some(id("two"));
    session.factor = "size".to_owned();
    let last = present(&session).unwrap();
    assert_eq!((last.item, last.column), (id("two"), VoteColumn::SIZE));
    assert_eq!(step(&session, last, 1), None);
}

/// Reads a chat of six people, and says who voted what: `amara 5, hana ?`.
fn voted(text: &str) -> String {
    let people = [
        (id("amara"), "Amara Osei"),
        (id("bjorn"), "Björn Sandvik"),
        (id("hana"), "Hana Kovář"),
        (id("keiko"), "Keiko Arima"),
        (id("luis"), "Luís Ferreira"),
        (id("mara"), "Mara Lindholm"),
    ];
    let mut deck = deck_of_safe();
    deck.insert(0, Number::parse("0.5").unwrap());
    let chat = read(text, 0, &people, &deck);
    let card = |card: Card| match card {
        Card::Value(value) => value.to_string(),
        Card::Unsure => "?".to_owned(),
        Card::Abstained => "-".to_owned(),
    };
    let mut all: Vec<String> = Vec::new();
    let mut cards = chat.cards.clone();
    cards.sort_by_key(|(person, _)| *person);
    all.extend(
        cards
            .iter()
            .map(|(person, one)| format!("{person} {}", card(*one))),
    );
    all.extend(
        chat.unknown
            .iter()
            .map(|(name, one)| format!("who is {name} {}", card(*one))),
    );
    all.extend(chat.off_scale.iter().map(|person| format!("{person} off")));
    all.extend(chat.unread.iter().map(|line| format!("line {line}")));
    all.join(", ")
}

#[test]
fn a_chat_is_read_as_the_programs_write_it() {
    let zoom = "10:03:22 From Amara Osei to Everyone:\n\t5\n10:03:25 From Björn Sandvik to Everyone:\n\t8\n10:04:01 From Hana Kovář to Me(Direct Message):\n\t13\n";
    let three = "amara 5, bjorn 8, hana 13";
    assert_eq!(voted(zoom), three);
    assert_eq!(
        voted(&zoom.replace('\n', "\r\n")),
        three,
        "line ends of Windows"
    );
    for (name, text) in [
        (
            "Zoom, older",
            "10:03:22\t From Amara Osei : 5\n10:03:25\t From Björn Sandvik : 8\n10:04:01\t From Hana Kovář to Luís Ferreira(Privately) : 13",
        ),
        (
            "Zoom, one line",
            "10:03:22 From Amara Osei to Everyone : 5\n10:03:25 From Björn Sandvik to Everyone : 8\n10:04:01 From Hana Kovář to Everyone : 13",
        ),
        (
            "Zoom, cloud",
            "00:03:12\tAmara Osei:\t5\n00:03:15\tBjörn Sandvik:\t8\n00:04:01\tHana Kovář:\t13",
        ),
        (
            "Zoom, in the meeting",
            "Amara Osei to Everyone 10:03 AM\n5\nBjörn Sandvik to Everyone (10:03 AM)\n8\nHana Kovář (direct message) 10:04 AM\n13",
        ),
        (
            "Zoom, German",
            "10:03:22 Von Amara Osei an Alle:\n\t5\n10:03:25 Von Björn Sandvik an Alle:\n\t8\n10:04:01 Von Hana Kovář an Mich (Direktnachricht):\n\t13",
        ),
        (
            "Zoom, French",
            "10:03:22 De Amara Osei à Tous :\n\t5\n10:03:25 De Björn Sandvik à Tous :\n\t8\n10:04:01 De Hana Kovář à Tous :\n\t13",
        ),
        (
            "Zoom, Spanish",
            "10:03:22 De Amara Osei a Todos:\n\t5\n10:03:25 De Björn Sandvik a Todos:\n\t8\n10:04:01 De Hana Kovář a Todos:\n\t13",
        ),
        (
            "Teams",
            "[10:03] Amara Osei\n5\n[10:03] Björn Sandvik\n8\n[10:04] Hana Kovář (Guest)\n13",
        ),
        (
            "Teams, with days",
            "[30.11.2026 10:03] Osei, Amara\n5\n[30.11.2026 10:03] Sandvik, Björn\n8\n[30.11.2026 10:04] Kovář, Hana\n13",
        ),
        (
            "Teams, American",
            "[11/30 10:03 AM] Amara Osei\n5\n[11/30 10:03 AM] Björn Sandvik\n8\n[11/30 10:04 AM] Hana Kovář\n13",
        ),
        (
            "Meet",
            "Amara Osei\n10:03 AM\n5\nBjörn Sandvik\n10:03 AM\n8\nHana Kovář\n10:04 AM\n13",
        ),
        (
            "Meet, saved",
            "00:00:05.000,00:00:08.000\nAmara Osei: 5\n\n00:00:09.000,00:00:10.000\nBjörn Sandvik: 8\n\n00:01:09.000,00:01:10.000\nHana Kovář: 13\n",
        ),
        (
            "Slack",
            "Amara Osei  10:03 AM\n5\nBjörn Sandvik  10:03 AM\n8\nHana Kovář\n  10:04 AM\n13",
        ),
        (
            "Slack, narrow blanks",
            "Amara Osei\n\u{202f}10:03\u{202f}AM\n5\n\u{feff}Björn Sandvik [10:03]\n8\nHana Kovář\n10:04 Uhr\n13",
        ),
        (
            "Webex",
            "from Amara Osei to everyone:    10:03 AM\n5\nfrom Björn Sandvik to everyone:    10:03 AM\n8\nHana Kovář to Everyone   10:04 AM\n13",
        ),
        (
            "tabs",
            "Amara Osei\t10:03\t5\nBjörn Sandvik\t8\nHana Kovář\t10:04\n13",
        ),
    ] {
        assert_eq!(voted(text), three, "{name}");
    }
}

#[test]
fn votes_and_names_are_read_as_people_write_them() {
    let loose = "Amara: 5 points\nBjorn: 8\nLuis: 5\nKovar: 3\nKeiko 3\nHana - 5\n";
    assert_eq!(voted(loose), "amara 5, bjorn 8, hana 5, keiko 3, luis 5");
    for (text, found) in [
        (
            "AO: 5\nSandvik - 8pts\nlindholm 13 SP",
            "amara 5, bjorn 8, mara 13",
        ),
        (
            "Keiko 3 points\nAmara O.: 0,5\nbjö: .5",
            "amara 0.5, bjorn 0.5, keiko 3",
        ),
        (
            "Amara: ?\nBjörn: -\nHana: ??\nMara: –",
            "amara ?, bjorn -, hana ?, mara -",
        ),
        (
            "Amara: 3\nAmara: I'd say 8\nBjörn: 5, no 8!",
            "amara 8, bjorn 8",
        ),
        ("[10:03] Amara Osei\n3\nsorry\n13", "amara 13, line 3"),
        ("Ma: 5\nLu: 8\nM: 3", "luis 8, mara 5, who is M 3"),
        ("Zoe: 3\nhello all\n[10:03] Zoe\n8", "who is Zoe 8, line 2"),
        ("Amara: 4\nBjörn: 5\nBjörn: 77", "amara off, bjorn off"),
        ("I would say thirteen because: see above", "line 1"),
        (
            "I think we need 2 weeks and some more for this: 8 of them",
            "line 1",
        ),
        ("5\n8: Amara\n12:30", "line 1, line 2"),
        ("[10:03] Amara Osei\n5\n1 Like reaction.", "amara 5, line 3"),
        ("Amara: well\nRT-3 is what we need", "line 1, line 2"),
        (
            "10:03:22 From Amara Osei to Everyone:\n\tReplying to \"RT-3 value? 1 2 3 5\"\n\n8",
            "amara 8, line 2",
        ),
    ] {
        assert_eq!(voted(text), found, "{text}");
    }
}

#[test]
fn a_vote_in_a_chat_is_never_given_to_the_person_before() {
    // Heads with a time in every form: each vote is of its own person.
    for head in [
        "[10.04] Björn Sandvik",
        "Björn Sandvik, kl. 10.04",
        "[1.12.2026 10.04] Björn Sandvik",
        "[01.12. 10:04] Björn Sandvik",
        "[Dienstag 10:04] Björn Sandvik",
        "[Yesterday 10:04 AM] Björn Sandvik",
        "Björn Sandvik  Yesterday at 10:04 AM",
        "Björn Sandvik  Today at 10:04",
        "Björn Sandvik\n  Today at 10:04",
        "Björn Sandvik 10h04",
        "10.04 Björn Sandvik",
        "10:04:22 От Björn Sandvik Кому Все:",
        "10:04:22 送信元 Björn Sandvik 宛先 全員:",
        "10:04:22 差出人 Björn Sandvik 送信先 全員:",
        "10:04:22 に Björn Sandvik から 全員:",
        "10:04:22 開始 Björn Sandvik から全員:",
        "10:04:22 Björn Sandvik から 全員：",
    ] {
        let said = voted(&format!("[10:03] Amara Osei\n5\n{head}\n8"));
        assert_eq!(said, "amara 5, bjorn 8", "{head}");
    }
    // Heads that are not understood: the vote below is nobody's, and said to be.
    for head in [
        "kl. 10.04 Björn Sandvik schrieb",
        "(am 1. Dez., 10:04) Zora X. schrieb",
        "Stranger Person",
        "Stranger",
        "O'Neil",
        "田中",
        "see Björn Sandvik",
        "[ten] someone odd",
        "Maria da Silva e Santos\n10:04",
        "Björn Sandvik Dec 1 at 10:04",
        "Björn Sandvik, the 1st around ten",
    ] {
        let said = voted(&format!("[10:03] Amara Osei\n5\n{head}\n8"));
        assert!(said.starts_with("amara 5, line 3"), "{head}: {said}");
        let last = 4 + head.matches('\n').count();
        assert!(said.ends_with(&format!("line {last}")), "{head}: {said}");
    }
    assert_eq!(
        voted("[10:03] Amara Osei\n5\nStranger Person 8"),
        "amara 5, who is Stranger Person 8"
    );
    for comma in [",", ", ", "，"] {
        let said = voted(&format!("[10:03] Amara Osei\n5\nStranger X{comma} 8"));
        assert_eq!(said, "amara 5, who is Stranger X 8");
    }
    // What somebody says below their own head stays theirs.
    assert_eq!(voted("[10:03] Amara Osei\nwell\n5"), "amara 5, line 2");
    assert_eq!(voted("[10:03] Amara Osei\nperhaps 8"), "amara 8");
    assert_eq!(
        voted("Amara Osei\n10:03\n5\nStranger X\n10:04\n8"),
        "amara 5, who is Stranger X 8"
    );
    // A person whose name is a word of times.
    assert_eq!(
        voted("Amara Osei\n10:03\n5\nOm Puri 10:04\n8"),
        "amara 5, who is Om Puri 8"
    );
}

#[test]
fn a_vote_in_a_chat_is_no_other_number() {
    for (text, right) in [
        ("Amara: 5, 20% sure", "amara 5"),
        ("Amara: 5, 20 % sure", "amara 5"),
        ("Amara: 8, #13", "amara 8"),
        ("Amara: 5 +1", "amara 5"),
        ("Amara: 8 (I will be away at 13:20)", "amara 8"),
        ("Amara: 5, not before 13.12.", "amara 5"),
        ("Amara: ５", "amara 5"),
        ("Amara：５", "amara 5"),
        ("Amara: ٥", "amara 5"),
    ] {
        assert_eq!(voted(text), right, "{text}");
    }
    assert_eq!(voted("[10:03] Amara Osei\n8\n3 replies"), "amara 8, line 3");
}

#[test]
fn of_a_chat_only_what_came_after_the_question_counts() {
    let first = "Amara: 5\nBjörn: 8";
    let all = format!("{first}\nAmara: 13");
    let pasted: Vec<String> = first.lines().map(str::to_owned).collect();
    assert_eq!(before(&all, &pasted, "RT-3 value?"), 2);
    assert_eq!(
        before(first, &pasted, "RT-3 value?"),
        0,
        "pasted again on purpose"
    );
    let asked = "Amara: 5\nMe: RT-3 value? 1 2 3 · send at go\nAmara: 8";
    assert_eq!(before(asked, &[], "RT-3 value?"), 2);
}

#[test]
fn cards_that_are_held_up_are_counted() {
    let read = |text: &str| counted(text, &deck_of_safe());
    let cards = |all: &[i64]| Ok(all.iter().copied().map(Number::whole).collect());
    assert_eq!(read("5: 3, 8: 2"), cards(&[5, 5, 5, 8, 8]));
    assert_eq!(read("53 82"), cards(&[5, 5, 5, 8, 8]));
    assert_eq!(read("132 11 20x1"), cards(&[1, 13, 13, 20]));
    assert_eq!(read("13:2;1 : 1"), cards(&[1, 13, 13]));
    assert_eq!(read("5 3"), Err("5".to_owned()));
    assert_eq!(read("73"), Err("73".to_owned()));
    assert_eq!(read("5:"), Err("5".to_owned()));
    assert_eq!(read(""), cards(&[]));
}

#[test]
fn stakes_say_whether_a_talk_is_worth_it() {
    let at = |ranks: &[(i64, Option<usize>)], changes_order| {
        let outlook = |(card, rank): &(i64, Option<usize>)| CardOutlook {
            card: Number::whole(*card),
            rank: *rank,
            score: None,
            passes: Vec::new(),
            passed_by: Vec::new(),
        };
        let outlooks = ranks.iter().map(outlook).collect();
        Stakes {
            outlooks,
            changes_order,
        }
        .same()
    };
    assert_eq!(at(&[(5, Some(3)), (8, Some(3))], false), Some(3));
    assert_eq!(
        at(&[(5, Some(3)), (8, Some(3))], true),
        None,
        "others change places"
    );
    assert_eq!(at(&[(5, Some(3)), (8, Some(12))], true), None);
    assert_eq!(
        at(&[(5, None), (8, None)], false),
        None,
        "nothing is known of it yet"
    );
    assert_eq!(
        [1, 11, 21, 112, 113].map(ordinal),
        ["first", "11th", "21st", "112th", "113th"]
    );
    assert_eq!([1, 2, 3, 4].map(nth), ["1st", "2nd", "3rd", "4th"]);
}

#[test]
fn built_in_words_cover_any_scale() {
    let workspace = Workspace::default();
    for factor in Factor::ALL {
        for scale in [deck_of_safe(), (0..12).map(Number::whole).collect()] {
            assert!(
                scale.iter().all(
                    |card| rubric::meaning(&workspace, factor.into(), &scale, *card).is_some()
                )
            );
        }
    }
}
