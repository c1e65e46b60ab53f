//! What nobody would call an export: nothing, noise, far too much.

use std::fmt::Write as _;

use evenkeel::exchange::import::import;
use evenkeel::model::Workspace;
use evenkeel::model::item::Item;
use evenkeel::model::text::Severity;
use proptest::prelude::*;

use super::{apply, ids, says};
use crate::support::in_time;

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
    let outcome = in_time(|| import(text.as_bytes(), &Workspace::default(), ids()));
    assert_eq!(outcome.created, 50_000);
}

#[test]
fn cells_and_headers_beyond_all_measure_are_bounded() {
    let names: Vec<String> = (0..100_000).map(|n| format!("Column{n}")).collect();
    let text = format!(
        "Summary,Issue key,Issue id,{}\na,SH-1,10001\n",
        names.join(",")
    );
    let outcome = in_time(|| import(text.as_bytes(), &Workspace::default(), ids()));
    assert!(
        says(&outcome, "more than 5000 columns"),
        "{:?}",
        outcome.summary()
    );
    let wide: Vec<String> = (0..4_000).map(|n| format!("Custom field (F{n})")).collect();
    let cells = ",x".repeat(4_000);
    let text = format!(
        "Summary,Issue key,Issue id,{}\na,SH-1,10001{cells}\n",
        wide.join(",")
    );
    let mut workspace = Workspace::default();
    let outcome = in_time(|| apply(&mut workspace, text.as_bytes()));
    assert_eq!(workspace.all::<Item>().next().unwrap().extra.len(), 1_000);
    assert_eq!(
        outcome.losses.len(),
        3_001,
        "what a list cannot hold is counted"
    );
    let text = format!("Title,Key,Description\n{0},1,{0}\n", "x".repeat(30_000_000));
    let outcome = in_time(|| apply(&mut Workspace::default(), text.as_bytes()));
    assert_eq!((outcome.created, outcome.losses.len()), (1, 2));
}

#[test]
fn a_file_beyond_the_limit_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.csv");
    let file = std::fs::File::create(&path).unwrap();
    let size = u64::try_from(evenkeel::store::SIZE_LIMIT).unwrap();
    file.set_len(size + 1).unwrap();
    let read = evenkeel::store::read(&evenkeel::store::RealFiles, &path);
    let error = read.map(|bytes| bytes.len()).unwrap_err();
    assert!(error.to_string().contains("256 MB"), "{error}");
}

#[test]
fn xml_that_is_made_to_hurt_is_refused_or_plain() {
    let taken = |text: &str| import(text.as_bytes(), &Workspace::default(), ids());
    let issue =
        |inner: &str| format!("<rss><channel><item><key>SH-1</key>{inner}</item></channel></rss>");
    let deep = format!("<rss>{}", "<item>".repeat(100_000));
    assert!(says(&taken(&deep), "stand inside each other"));
    let mut laughs = String::from("<!DOCTYPE rss [<!ENTITY l0 \"lol\">");
    for n in 1..20 {
        writeln!(
            laughs,
            "<!ENTITY l{n} \"{}\">",
            format!("&l{};", n - 1).repeat(10)
        )
        .unwrap();
    }
    laughs += "<!ENTITY file SYSTEM \"file:///etc/passwd\">]>";
    let text = laughs + &issue("<summary>ha &l19; &file;</summary>");
    let mut workspace = Workspace::default();
    apply(&mut workspace, text.as_bytes());
    let titles: Vec<&str> = workspace.all::<Item>().map(|i| i.title.as_str()).collect();
    assert_eq!(
        titles,
        ["ha &l19; &file;"],
        "no entity of the file is known"
    );
    let wide = issue(&format!("<summary>a</summary>{}", "<x/>".repeat(200_000)));
    assert_eq!(taken(&wide).created, 1);
    let whole =
        issue("<summary>a</summary>").replace("</rss>", "<item><key>SH-2</key><summary>cut");
    let outcome = taken(&whole);
    assert_eq!(outcome.created, 1);
    assert!(says(&outcome, "breaks off"), "{:?}", outcome.summary());
    assert!(says(
        &taken("<rss><channel></channel></rss>"),
        "there is no item in it"
    ));
    let blog = "<rss><channel><item><title>News</title></item></channel></rss>";
    assert!(says(&taken(blog), "1 row without a title left out"));
    // What it says of its encoding is not what it is.
    let latin = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss><item><key>SH-1</key><summary>gr\xf6\xdfer</summary></item></rss>";
    let mut workspace = Workspace::default();
    let outcome = apply(&mut workspace, latin);
    assert_eq!(outcome.encoding, "Windows-1252");
    let titles: Vec<&str> = workspace.all::<Item>().map(|i| i.title.as_str()).collect();
    assert_eq!(titles, ["größer"]);
}

proptest! {
    #[test]
    fn noise_between_tags_never_panics(text in "(<item>|</item>|<key>|</key>|<summary>|</summary>|&[a-z#0-9]{1,3};|[ -~é]{1,4}){0,40}") {
        import(format!("<rss>{text}").as_bytes(), &Workspace::default(), ids());
    }

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
