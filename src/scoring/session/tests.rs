//! Rounds, sides, stakes, both ways through, and pasted cards.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
use super::chat::read;
use super::poker::RoundVerdict;

use super::sides::sides;
use super::stakes::{Stakes, ordinal};
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
fn the_sides_are_misaligned_from_two_steps_on() {
    let mut workspace = Workspace::default();
    for (name, side) in [
        ("ana", Side::Customer),
        ("ben", Side::Engineering),
        ("cid", Side::Operations),
        ("dan", Side::Other),
    ] {
        let mut person = Person::new(id(name));
        person.side = Some(side);
        workspace.put_record(Box::new(person));
    }
    let session = session(&["ana", "ben", "cid", "dan"]);
    let votes = round(&[("ana", 13), ("ben", 5), ("cid", 3), ("dan", 20)]);
    let counted = tally(&deck_of_safe(), &session, &votes);
    let found = sides(&workspace, &votes, &counted);
    assert_eq!((found.steps, found.is_misaligned()), (Some(2), true));
    assert_eq!(
        found.people(&counted),
        [id("cid"), id("dan"), id("ana"), id("ben")]
    );
    let alone = round(&[("ana", 13)]);
    let counted = tally(&deck_of_safe(), &session, &alone);
    assert!(!sides(&workspace, &alone, &counted).is_misaligned());
}

#[test]
fn both_ways_ask_everything_once() {
    let mut session = session(&[]);
    session.factors = vec!["value".to_owned(), "size".to_owned()];
    let names = |session: &Session| -> Vec<String> {
        let all = questions(session);
        all.iter()
            .map(|asked| format!("{} {}", asked.item, asked.factor.field()))
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
    assert_eq!((last.item, last.factor), (id("two"), Factor::Size));
    assert_eq!(step(&session, last, 1), None);
}

#[test]
fn a_chat_is_taken_by_name_and_what_is_not_understood_stays_out() {
    let people = [
        (id("ana"), "Ana Lima"),
        (id("ben"), "Ben"),
        (id("bea"), "Bea"),
    ];
    let text = "ana: 8\nBEN : 13\n\nbe: 5\nZoe: 3\nBea: 4\nI think 5\n5: ben\nben: ?\n";
    let chat = read(text, &people, &deck_of_safe());
    assert_eq!(
        chat.cards,
        [
            (id("ana"), Card::Value(Number::whole(8))),
            (id("ben"), Card::Unsure)
        ]
    );
    assert_eq!(chat.unknown, ["be", "Zoe"]);
    assert_eq!(chat.off_scale, ["Bea"]);
    assert_eq!(chat.unread, [7, 8]);
}

#[test]
fn stakes_say_whether_a_talk_is_worth_it() {
    let at = |ranks: &[(i64, Option<usize>)], changes_order| Stakes {
        ranks: ranks
            .iter()
            .map(|(card, rank)| (Number::whole(*card), *rank))
            .collect(),
        changes_order,
    };
    let words = |ranks: &[(i64, Option<usize>)], changes| at(ranks, changes).words();
    assert_eq!(words(&[(5, Some(3))], false), None);
    let stays = "no need to talk: either way it stays third";
    assert_eq!(
        words(&[(5, Some(3)), (8, Some(3))], false).as_deref(),
        Some(stays)
    );
    let moves = "with 5 it is third, with 8 it is 12th";
    assert_eq!(
        words(&[(5, Some(3)), (8, Some(12))], true).as_deref(),
        Some(moves)
    );
    assert!(
        words(&[(5, None), (8, None)], false)
            .unwrap()
            .contains("no rank yet")
    );
    assert_eq!(
        [1, 11, 21, 112, 113].map(ordinal),
        ["first", "11th", "21st", "112th", "113th"]
    );
}

#[test]
fn built_in_words_cover_any_scale() {
    let workspace = Workspace::default();
    for factor in Factor::ALL {
        for scale in [deck_of_safe(), (0..12).map(Number::whole).collect()] {
            assert!(
                scale
                    .iter()
                    .all(|card| rubric::meaning(&workspace, factor, &scale, *card).is_some())
            );
        }
    }
}
