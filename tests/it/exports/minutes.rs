//! The minutes of a session for others: what stands in them, and what no export tells.

use evenkeel::edit::{self, Edit};
use evenkeel::exchange::export::FORMATS;
use evenkeel::model::audience::Audience;
use evenkeel::model::field::{Choice, Value};
use evenkeel::model::record::{Declared, Record};
use evenkeel::model::settings::Lens;
use evenkeel::model::{KINDS, Workspace};

use super::hostile::TITLES;
use super::{exported, text};
use crate::samples::{SAMPLE, workspace};

/// A session with what nobody may learn: cards that were not revealed (7331 to 7333), who showed the cards of a
/// nameless one (Nemo), a name kept private (Zebulon), an amount (48731), a note.
const SECRETS: &str = r#"(
    schema: "1.0",
    people: [
        (id: "ana", name: "Ana", side: Customer),
        (id: "nemo", name: "Nemo", side: Engineering),
        (id: "zeb", name: "Zebulon", hidden: true, private_note: "zqnote"),
    ],
    items: [
        (id: "a", title: "As Zebulon said", owner: "zeb", requester: "zeb", private_note: "zqnote", weekly_cost: 48731),
        (id: "b", title: "Plain"),
    ],
    assumptions: [(id: "h", text: "Zebulon pays", item: "a", evidence: "Zebulon said so")],
    sessions: [
        (id: "open", name: "With Zebulon", date: "2026-11-20", agenda: ["a", "b"], people: ["ana", "zeb"], note: "Zebulon left"),
        (id: "mute", name: "Mute", date: "2026-11-19", over: true, agenda: ["a"], people: ["nemo", "ana"], nameless: true),
    ],
    rounds: [
        (id: "r1", factor: "size", session: "open", item: "a", number: 1, votes: {"ana": 7331, "zeb": 7332}),
        (id: "r2", factor: "size", session: "open", item: "b", number: 1, votes: {"ana": 5, "zeb": 8}, shown: true, settled: 8, rank_before: 2, rank_after: 1),
        (id: "r3", factor: "size", session: "mute", item: "a", number: 1, votes: {"nemo": 5}, unsure: ["ana"], shown: true),
        (id: "r4", factor: "value", session: "mute", item: "a", number: 1, votes: {"nemo": 7333}),
    ],
    decisions: [
        (id: "d", about: "As Zebulon said", outcome: NotNow, item: "a", session: "open", asked_by: "zeb", decided_by: ["ana", "zeb"],
         reason: "Zebulon waits", cost_now: 3, money_now: 48731, money_later: 48731, review: "2027-01-04"),
        (id: "p", about: "Who tells Zebulon?", outcome: Parked, item: "a", session: "open"),
    ],
    conversations: [(id: "c", about: "ask Zebulon", item: "a", people: ["zeb"], session: "open", outcome: "Zebulon")],
    feedbacks: [(id: "f", said: "Zebulon cannot find it", session: "open", item: "a", question: Friction, person: "zeb", assumption: "h")],
    events: [(id: "e", name: "Zebulon's", date: "2026-11-20")],
    actions: [(id: "t", text: "Call Zebulon", owner: "zeb", event: "e")],
)"#;

#[test]
fn the_minutes_of_the_sample() {
    let mut sample = workspace(SAMPLE);
    insta::assert_snapshot!("minutes_demo", text(&sample, Audience::Shared, "minutes"));
    let over = Value::Flag(false);
    let session = evenkeel::model::session::Session::KIND;
    edit::apply(
        &mut sample,
        vec![Edit::Set {
            kind: session,
            id: crate::samples::id("5mt2ra"),
            field: session.field("over").unwrap(),
            value: over,
        }],
    )
    .unwrap();
    insta::assert_snapshot!("minutes_room", text(&sample, Audience::Private, "minutes"));
}

#[test]
fn no_export_tells_a_vote_that_is_not_revealed_or_what_is_private() {
    let made = workspace(SECRETS);
    for format in FORMATS {
        for lens in Lens::ALL {
            let export = exported(&made, *lens, Audience::Shared, format.name);
            let said = String::from_utf8_lossy(&export.bytes).to_lowercase();
            for secret in ["7331", "7332", "7333", "zebulon", "zqnote", "48731"] {
                let found = said.find(secret).map(|at| {
                    String::from_utf8_lossy(&said.as_bytes()[at.saturating_sub(80)..at + 20])
                        .into_owned()
                });
                assert_eq!(found, None, "{} under {lens:?} tells {secret}", format.name);
            }
        }
    }
}

#[test]
fn the_authors_minutes_tell_no_hidden_vote_either() {
    let made = workspace(SECRETS);
    for format in ["minutes", "minutes-html"] {
        let said = text(&made, Audience::Private, format);
        for secret in ["7331", "7332", "7333", "zqnote"] {
            assert!(!said.contains(secret), "{format} tells {secret}");
        }
        for told in ["not revealed", "Zebulon 8", "48731", "Who tells Zebulon?"] {
            assert!(said.contains(told), "{format} lacks {told}: {said}");
        }
    }
}

#[test]
fn nobody_stands_beside_a_vote_where_names_stay_hidden() {
    let mut made = workspace(SECRETS);
    let open = crate::samples::id("open");
    let session = evenkeel::model::session::Session::KIND;
    edit::apply(
        &mut made,
        vec![Edit::Remove {
            kind: session,
            id: open,
        }],
    )
    .unwrap();
    for audience in [Audience::Shared, Audience::Private] {
        for format in ["minutes", "minutes-html"] {
            let said = text(&made, audience, format);
            assert!(!said.contains("Nemo") && !said.contains("Ana"), "{said}");
            assert!(said.contains("1 Customer, 1 Engineering"), "{said}");
            assert!(said.contains("fewer than 3 cards"), "{said}");
            assert!(
                !said.contains("5 × 1"),
                "of two cards each would tell its own: {said}"
            );
        }
    }
    let json: serde_json::Value =
        serde_json::from_str(&text(&made, Audience::Shared, "json")).unwrap();
    let rounds = json["records"]["rounds"].as_array().unwrap();
    assert!(rounds.iter().all(|round| round["id"] != "r4"), "{rounds:?}");
    let mute = rounds.iter().find(|round| round["id"] == "r3").unwrap();
    for names in ["votes", "unsure", "abstained"] {
        let said = mute[names].to_string();
        assert!(!said.contains("nemo") && !said.contains("ana"), "{mute}");
    }
}

/// Puts a text into every text of a session and what belongs to it, as it comes: not even cleaned.
fn tainted(workspace: &mut Workspace, text: &str) {
    for kind in KINDS {
        let ids: Vec<_> = workspace.records(kind).map(Record::id).collect();
        for id in ids {
            for field in 0..kind.fields.len() {
                let old = workspace.record(kind, id).map(|record| record.get(field));
                if let Some(Value::Text(old)) = old {
                    let value = Value::Text(format!("{text}{old}"));
                    let edit = Edit::Set {
                        kind,
                        id,
                        field,
                        value,
                    };
                    let _ = edit::apply(workspace, vec![edit]);
                }
            }
        }
    }
}

#[test]
fn no_text_of_a_session_is_markup() {
    for title in TITLES {
        let mut made = workspace(SAMPLE);
        tainted(&mut made, title);
        let page = text(&made, Audience::Private, "minutes");
        let plain = text(&workspace(SAMPLE), Audience::Private, "minutes");
        assert!(!page.contains(['<', '>']), "{page}");
        assert!(!page.contains("](") || page.contains("\\]("), "{page}");
        assert!(
            !page.contains("http://") && !page.contains("www."),
            "{page}"
        );
        assert!(
            !page.contains(|c: char| c.is_control() && c != '\n'),
            "{page}"
        );
        assert_eq!(page.lines().count(), plain.lines().count(), "{page}");
    }
}
