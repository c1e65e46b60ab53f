//! What nobody would call an export: nothing, noise, far too much.

use std::fmt::Write as _;

use evenkeel::exchange::import::import;
use evenkeel::model::Workspace;
use evenkeel::model::id::Id;
use evenkeel::model::text::Severity;
use proptest::prelude::*;

use super::{apply, ids};

#[test]
fn what_cannot_be_read_is_told_with_a_next_step() {
    for bytes in [
        &b""[..],
        b"  \n",
        b"PK\x03\x04\x14\0",
        b"\0\0\0",
        b"{\"a\": 1}",
        b"a,b\n1,2\n",
    ] {
        let outcome = import(bytes, &Workspace::default(), ids());
        assert!(outcome.edits.is_empty());
        let problem = outcome.problems.first().unwrap();
        assert_eq!(problem.severity, Severity::Error);
        assert!(!problem.hint.is_empty());
    }
}

#[test]
fn ids_that_run_out_cost_rows_and_nothing_else() {
    let outcome = import(b"Title\na\nb\n", &Workspace::default(), || {
        Id::from_random(1)
    });
    assert_eq!((outcome.created, outcome.skipped), (1, 1));
}

#[test]
fn fifty_thousand_rows_are_no_trouble() {
    let mut text = String::from(
        "Summary,Issue key,Labels,Story Points,Assignee,Inward issue link (Blocks),Sprint\n",
    );
    for n in 1..=50_000 {
        let (label, points, person, sprint) = (n % 7, n % 5, n % 40, n % 90);
        let first = n / 2 * 2 - 1;
        writeln!(
            text,
            "Item {n},SH-{n},l{label},{points},Person {person},SH-{first},Sprint {sprint}"
        )
        .unwrap();
    }
    let started = std::time::Instant::now();
    let outcome = import(text.as_bytes(), &Workspace::default(), ids());
    assert_eq!(outcome.created, 50_000);
    // Unoptimized on a busy machine it takes a few seconds; quadratic work would take hours.
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

proptest! {
    #[test]
    fn noise_never_panics_and_stays_bounded(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let outcome = import(&bytes, &Workspace::default(), ids());
        prop_assert!(outcome.created <= bytes.len() && outcome.problems.len() < 50);
    }

    #[test]
    fn noise_below_a_header_still_applies(
        cells in proptest::collection::vec("[ -~\u{1b}\u{202e}éя\"\n;]{0,12}|[0-9]{1,9}|SH-[1-9]|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}", 0..80),
    ) {
        let mut text = String::from("Title,Key,Story Points,Depends on,Due,Status,Labels,Assignee,Anything\n");
        for row in cells.chunks(9) {
            let quoted: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            text += &quoted.join(",");
            text.push('\n');
        }
        apply(&mut Workspace::default(), text.as_bytes());
    }
}
