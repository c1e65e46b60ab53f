//! JSON that is damaged, far too much, or of any shape at all.

use evenkeel::exchange::import::import;
use evenkeel::model::Workspace;
use evenkeel::model::item::Item;
use evenkeel::model::limits::{COLUMNS_LIMIT, RECORDS_LIMIT};
use evenkeel::model::text::is_allowed;
use proptest::prelude::*;

use super::{apply, fixture, ids, says};

#[test]
fn what_is_damaged_is_refused_with_a_next_step() {
    let refused = |bytes: &[u8], words: &str| {
        let outcome = import(bytes, &Workspace::default(), ids());
        assert!(outcome.edits.is_empty());
        assert!(says(&outcome, words), "{words}: {:#?}", outcome.summary());
    };
    let whole = fixture("jira.json");
    refused(&whole[..whole.len() / 2], "ends in the middle");
    refused(&[&whole[..], b"]"].concat(), "damaged");
    refused(b"[{\"title\": \"a\"}, {\"title\": nul}]", "damaged");
    let many = format!("[{}{{}}]", "{\"title\":\"a\"},".repeat(RECORDS_LIMIT));
    refused(many.as_bytes(), "more than 200000 rows");
    let names: Vec<String> = (0..COLUMNS_LIMIT).map(|n| format!("\"c{n}\":1")).collect();
    let wide = format!("[{{\"title\":\"a\",{}}}]", names.join(","));
    refused(
        wide.as_bytes(),
        &format!("more than {COLUMNS_LIMIT} columns"),
    );
}

#[test]
fn encodings_are_those_of_any_table() {
    let mut marked = b"\xef\xbb\xbf".to_vec();
    marked.extend(fixture("github.json"));
    let outcome = apply(&mut Workspace::default(), &marked);
    assert_eq!(
        (outcome.encoding, outcome.created),
        ("UTF-8 with a byte order mark", 3)
    );
    let wide: Vec<u8> = fixture("plain.json")
        .into_iter()
        .flat_map(|byte| [byte, 0])
        .collect();
    let outcome = apply(
        &mut Workspace::default(),
        &[&b"\xff\xfe"[..], &wide].concat(),
    );
    assert_eq!((outcome.encoding, outcome.created), ("UTF-16 LE", 2));
    let mut workspace = Workspace::default();
    apply(&mut workspace, b"[{\"title\": \"gr\xf6\xdfe\"}]");
    assert_eq!(workspace.all::<Item>().next().unwrap().title, "größe");
}

#[test]
fn a_huge_text_is_cut_and_told() {
    let huge = "a".repeat(7_000_000);
    let text = format!("[{{\"title\": \"{huge}\", \"body\": \"{huge}\", \"x\": \"{huge}\"}}]");
    let outcome = apply(&mut Workspace::default(), text.as_bytes());
    assert!(says(&outcome, "too large for one item"));
    let (line, prose) = ("a".repeat(3_000), "b".repeat(1_500_000));
    let text = format!("[{{\"title\": \"{line}\", \"body\": \"{prose}\"}}]");
    let mut workspace = Workspace::default();
    let outcome = apply(&mut workspace, text.as_bytes());
    let title = &workspace.all::<Item>().next().unwrap().title;
    assert_eq!(title.chars().count(), 2_000);
    assert!(says(&outcome, "lost: cells of “body”") && says(&outcome, "lost: cells of “title”"));
}

/// Any JSON, with names that formats look for.
fn value() -> impl Strategy<Value = serde_json::Value> {
    let names = "title|name|key|id|fields|issues|items|cards|lists|idList|idChecklists|number|html_url|url|labels|status|state|summary|description|uuid|entry|depends|issue_type|dependencies|identifier|data|nodes|type|content|doc|attrs|closed|customFieldItems|checklists|value";
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        "[ -~\u{1b}\u{202e}éя]{0,8}|doc|text|paragraph|blocks|1.2E+15|2026-01-02|3/4/2026"
            .prop_map(Into::into),
    ];
    leaf.prop_recursive(6, 64, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
            proptest::collection::hash_map(names, inner, 0..8)
                .prop_map(|all| serde_json::Value::Object(all.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_json_is_read_or_refused(values in proptest::collection::vec(value(), 1..4)) {
        let whole = serde_json::to_vec(&values).unwrap();
        let lines: Vec<String> = values.iter().map(ToString::to_string).collect();
        for bytes in [whole, lines.join("\n").into_bytes()] {
            let mut workspace = Workspace::default();
            apply(&mut workspace, &bytes);
            for item in workspace.all::<Item>() {
                prop_assert!(item.title.chars().chain(item.key.chars()).all(is_allowed));
            }
        }
    }

    #[test]
    fn a_changed_byte_is_read_or_refused(
        file in prop_oneof![Just("jira.json"), Just("trello.json"), Just("github.json"), Just("taskwarrior.json"), Just("beads.jsonl"), Just("linear.json")],
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        end in any::<prop::sample::Index>(),
    ) {
        let mut bytes = fixture(file);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        apply(&mut Workspace::default(), &bytes);
        bytes.truncate(end.index(bytes.len()));
        apply(&mut Workspace::default(), &bytes);
    }
}
