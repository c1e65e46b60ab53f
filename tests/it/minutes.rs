//! What is to be written down of a session: what belongs to it, and which votes are told.

use evenkeel::model::Workspace;
use evenkeel::model::decision::Decision;
use evenkeel::model::id::Id;
use evenkeel::model::number::Number;
use evenkeel::model::session::Session;
use evenkeel::scoring::ranking::wsjf::Factor;
use evenkeel::scoring::session::column::VoteColumn;
use evenkeel::scoring::session::minutes::{latest, minutes};
use evenkeel::scoring::session::tally::Tally;

use crate::samples::{id, workspace as read};

fn workspace() -> Workspace {
    let text = r#"(
        schema: "1.0",
        people: [(id: "ana", name: "Ana"), (id: "ben", name: "Ben"), (id: "cid", name: "Cid")],
        items: [(id: "one", title: "One"), (id: "two", title: "Two"), (id: "six", title: "Six")],
        sessions: [
            (id: "new", name: "New", date: "2026-11-20", agenda: ["two", "one"], people: ["ana", "ben", "cid"], used: {"one": 61, "two": 30}),
            (id: "old", name: "Old", date: "2026-11-22", over: true, nameless: true),
        ],
        rounds: [
            (id: "r2", factor: "size", session: "new", item: "one", number: 2, votes: {"ana": 5, "ben": 8}, shown: true, settled: 8, rank_after: 2),
            (id: "r1", factor: "size", session: "new", item: "one", number: 1, votes: {"ana": 2, "ben": 8}, unsure: ["cid"], shown: true),
            (id: "r3", factor: "value", session: "new", item: "one", number: 1, votes: {"ana": 3}, shown: true, settled: 3, rank_before: 1, rank_after: 3),
            (id: "r4", factor: "value", session: "new", item: "two", number: 1, votes: {"ana": 13}),
            (id: "r5", factor: "value", session: "old", item: "two", number: 1, votes: {"ana": 13}, abstained: ["ben"], shown: true),
        ],
        decisions: [
            (id: "d1", outcome: Parked, item: "six", session: "new"),
            (id: "d2", outcome: NotNow, item: "one", session: "new"),
            (id: "d3", outcome: NotNow, item: "one", session: "old"),
        ],
        events: [(id: "e1", name: "Review", date: "2026-11-20"), (id: "e2", name: "Other", date: "2026-11-21")],
        actions: [(id: "a1", text: "Call", event: "e1"), (id: "a2", text: "Write", event: "e2")],
    )"#;
    read(text)
}

#[test]
fn the_open_session_goes_before_a_later_one_that_is_over() {
    let workspace = workspace();
    assert_eq!(
        latest(&workspace).map(|session| session.id),
        Some(id("new"))
    );
    assert!(latest(&Workspace::default()).is_none());
}

#[test]
fn what_belongs_to_a_session_is_gathered_in_the_order_of_the_agenda() {
    let workspace = workspace();
    let session = workspace.get::<Session>(id("new")).expect("there");
    let found = minutes(&workspace, session);
    let items: Vec<(Id, bool)> = found
        .items
        .iter()
        .map(|one| (one.item, one.is_listed))
        .collect();
    assert_eq!(
        items,
        [(id("two"), true), (id("one"), true), (id("six"), false)]
    );
    assert_eq!(
        (found.seconds, found.items[1].seconds),
        (Some(91), Some(61))
    );
    assert_eq!(found.items[2].seconds, None, "not taken is not zero");
    let one = &found.items[1];
    let asked: Vec<VoteColumn> = one
        .estimates
        .iter()
        .map(|estimate| estimate.column)
        .collect();
    assert_eq!(asked, [Factor::Value, Factor::Size].map(VoteColumn::from));
    assert_eq!(
        one.moved(),
        Some((Some(Number::whole(1)), Some(Number::whole(2))))
    );
    assert_eq!(found.items[0].moved(), None);
    let ids = |all: &[&Decision]| all.iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(
        (ids(&found.decisions), ids(&found.parked)),
        (vec![id("d2")], vec![id("d1")])
    );
    let actions: Vec<Id> = found.actions.iter().map(|action| action.id).collect();
    assert_eq!(actions, [id("a1")]);
}

#[test]
fn votes_are_counted_once_they_are_revealed_and_named_where_names_may_be_seen() {
    let workspace = workspace();
    let of = |name: &str| {
        let session = workspace.get::<Session>(id(name)).expect("there");
        minutes(&workspace, session)
    };
    let found = of("new");
    let size = &found.items[1].estimates[1];
    let first = size.rounds[0].tally.as_ref().expect("it was revealed");
    let n = Number::whole;
    let shown = |tally: &Tally| -> Vec<(Number, usize)> {
        let counts = tally.counts.iter().filter(|(_, count)| *count > 0);
        counts.copied().collect()
    };
    assert_eq!(shown(first), [(n(2), 1), (n(8), 1)]);
    assert_eq!((first.steps, first.unsure.len()), (Some(3), 1));
    assert_eq!(size.rounds[0].named.map(|round| round.id), Some(id("r1")));
    let second = size.rounds[1].tally.as_ref();
    assert_eq!(second.and_then(|tally| tally.steps), Some(1));
    let hidden = &found.items[0].estimates[0].rounds[0];
    assert_eq!((&hidden.tally, hidden.named), (&None, None));
    let old = of("old");
    let mute = &old.items[0].estimates[0].rounds[0];
    assert_eq!(mute.tally.as_ref().map(shown), Some(vec![(n(13), 1)]));
    assert_eq!(mute.named, None);
}
