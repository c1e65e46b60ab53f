//! The filter's language, by table; its laws, by any text.

use super::*;
use crate::model::KINDS;
use crate::model::bucket::Bucket;
use crate::model::field::{Entry, Link, Links, Money, Percent, Private};
use crate::model::id::Id;
use crate::model::item::{Moscow, Sort, State};
use crate::model::number::Number;
use crate::model::person::Person;
use crate::model::points::Points;
use proptest::prelude::*;

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn points(value: i64) -> Points {
    Points::known(Number::whole(value))
}

/// An item with a value in most fields, in a workspace with what it links to.
fn sample() -> (Item, Workspace) {
    let mut workspace = Workspace::with_kinds(KINDS);
    for (name, title) in [("biz", "Business"), ("tech", "Technical health")] {
        let mut bucket = Bucket::new(id(name));
        title.clone_into(&mut bucket.name);
        workspace.put_record(Box::new(bucket));
    }
    let mut jane = Person::new(id("p1"));
    "Jané Doe".clone_into(&mut jane.name);
    workspace.put_record(Box::new(jane));
    let mut first = Item::new(id("k1"));
    "Sign in".clone_into(&mut first.title);
    "F-1".clone_into(&mut first.key);
    workspace.put_record(Box::new(first));

    let mut item = Item::new(id("k2"));
    "Crème checkout \"now\"".clone_into(&mut item.title);
    "F-12".clone_into(&mut item.key);
    item.bucket = Link::new(Some(id("tech")));
    item.sort = Sort::TechDebt;
    item.state = State::Ready;
    item.owner = Link::new(Some(id("p1")));
    item.value = points(8);
    item.criticality.range = Some((Number::whole(1), Number::whole(3)));
    item.moscow = Some(Moscow::Must);
    item.confidence = Some(Percent(Number::whole(80)));
    item.weekly_cost = Some(Money(Number::whole(1500)));
    item.due = chrono::NaiveDate::from_ymd_opt(2026, 12, 1);
    item.request.0 = "Pay by invoice,\nplease".to_owned();
    item.needs = Links::new(vec![id("k1")]);
    item.labels = vec!["mobile app".to_owned(), "Q4".to_owned()];
    item.private_note = Private::new("secret".to_owned());
    item.pin = Some(Number::whole(2));
    item.extra = vec![Entry {
        name: "Sprint".to_owned(),
        text: "Alpha".to_owned(),
    }];
    workspace.put_record(Box::new(item.clone()));
    (item, workspace)
}

const FACTS: Facts = Facts {
    marked: true,
    tied: false,
    rank: Some(3),
    score: Some((7, 3)),
    cod: None,
};

fn run(query: &str, item: &Item, workspace: &Workspace) -> bool {
    let filter = Filter::parse(query, workspace);
    assert_eq!(filter.complaints(), [], "{query}");
    filter.matches(item, &Haystack::of(item), &FACTS)
}

/// Checks queries that let the sample item through, and queries that do not.
fn check(through: &[&str], held: &[&str]) {
    let (item, workspace) = sample();
    for query in through {
        assert!(run(query, &item, &workspace), "{query} lets it through");
    }
    for query in held {
        assert!(!run(query, &item, &workspace), "{query} holds it back");
    }
}

#[test]
fn words_are_found_in_title_key_id_and_labels() {
    check(
        &[
            "",
            "check",
            "CREME",
            "crème out",
            "f-12",
            "k2",
            "q4 MOBILE",
            "\"mobile app\"",
            "\"mobile a",
        ],
        &[
            "invoice",
            "check nowhere",
            "\"app mobile\"",
            "-check",
            "-\"mobile app\"",
            "technical",
        ],
    );
}

#[test]
fn fields_are_asked_by_name_or_label() {
    check(
        &[
            "title:checkout",
            "request:INVOICE",
            "labels:mob",
            "label:q4",
            "extra:alpha",
            "extra:\"sprint: al\"",
            "-need:x",
        ],
        &[
            "title:invoice",
            "request:cash",
            "labels:desk",
            "need:x",
            "-title:checkout",
        ],
    );
}

#[test]
fn choices_match_by_the_beginning_of_a_word() {
    check(
        &[
            "kind:tech",
            "sort:debt",
            "kind:tech-debt",
            "kind:\"tech debt\"",
            "moscow:m",
            "-state:d",
            "state=ready",
        ],
        &["kind:feature", "moscow:could", "state:p", "-kind:tech"],
    );
}

#[test]
fn links_match_by_id_key_and_part_of_the_name() {
    check(
        &[
            "bucket:tech",
            "buck:HEALTH",
            "owner:jane",
            "owner:\"Jané D\"",
            "needs:F-1",
            "needs:k1",
            "needs:sign",
        ],
        &["bucket:biz", "bucket:business", "needs:F-12", "-owner:jane"],
    );
}

#[test]
fn numbers_and_dates_are_compared() {
    check(
        &[
            "value:8",
            "value=8",
            "value>=8",
            "value<=8",
            "value>7.5",
            "value:>7",
            "confidence>=80%",
            "weekly_cost>1000",
            "cost<2000",
            "pin:2",
            "due:2026-12-01",
            "due:2026-12",
            "due:2026",
            "due<=2026",
            "due>2026-11-30",
            "due>2026-11",
            "due>=2026-12-",
            "due<2027",
        ],
        &[
            "value:5",
            "value<8",
            "value>8",
            "due<2026-12-01",
            "due>2026-12",
            "due<2026",
            "due:2027",
            "weekly_cost>1500",
        ],
    );
}

#[test]
fn unknown_matches_no_comparison() {
    check(
        &[
            "unknown:size",
            "-known:size",
            "known:value",
            "known:due",
            "unknown:cod",
            "known:rank",
            "unknown:crit",
            "known:private_note",
        ],
        &[
            "size>0",
            "size<100",
            "size:0",
            "criticality>0",
            "known:size",
            "unknown:value",
            "cod>0",
            "cod<1",
            "unknown:due",
        ],
    );
}

#[test]
fn standing_and_computed_numbers_come_from_outside() {
    check(
        &[
            "is:marked",
            "is:pinned",
            "is:open",
            "-is:closed",
            "-is:tied",
            "is:p",
            "rank:3",
            "rank<=3",
            "score>2.333333",
            "score<2.333334",
            "wsjf>2",
            "score<3 rank<10",
        ],
        &[
            "is:tied",
            "is:closed",
            "-is:marked",
            "rank>3",
            "score:2.333333",
            "score>=2.333334",
        ],
    );
}

#[test]
fn scores_are_compared_exactly() {
    let (item, workspace) = sample();
    let holds = |score, query| {
        let facts = Facts {
            score: Some(score),
            ..FACTS
        };
        let filter = Filter::parse(query, &workspace);
        filter.matches(&item, &Haystack::of(&item), &facts)
    };
    assert!(holds((5, 2), "score:2.5"));
    assert!(holds((-5, -2), "score:2.5"));
    assert!(holds((10_i128.pow(30) + 1, 10_i128.pow(30)), "score>1"));
    assert!(!holds((1, 0), "score>0"));
    assert!(
        !holds((i128::MAX, 1), "score>0"),
        "out of reach never matches"
    );
}

#[test]
fn closed_items_are_shown_when_asked_for() {
    let (_, workspace) = sample();
    let asks = |query| Filter::parse(query, &workspace).mentions_state();
    for query in [
        "state:done",
        "is:closed",
        "-is:open",
        "-state:d",
        "pay sta:park",
    ] {
        assert!(asks(query), "{query}");
    }
    for query in [
        "",
        "done",
        "is:marked",
        "state:",
        "\"state:done\"",
        "known:due",
    ] {
        assert!(!asks(query), "{query}");
    }
}

#[test]
fn what_is_unfinished_or_wrong_is_named_and_the_rest_applies() {
    let (item, workspace) = sample();
    for (term, what) in [
        ("-", "a term is still empty"),
        ("\"", "a term is still empty"),
        ("bucket:", "Bucket needs a value"),
        ("size>", "Job size needs a value"),
        ("size>big", "“big” is not a number"),
        ("due<soon", "“soon” is not a date"),
        ("due:2026-13", "“2026-13” is not a date"),
        ("bucket:magic", "no bucket is called “magic”"),
        ("state:x", "no State begins with “x”"),
        ("title>5", "Title has no order to compare by"),
        ("colour:red", "an item has no “colour”"),
        (
            "re:x",
            "“re” can mean request, requester, reach, reasonforthepin",
        ),
        ("is:", "is: needs a word"),
        ("is:big", "an item cannot be “big”"),
        ("unknown:", "unknown: needs a field"),
        ("unknown:state", "“state” is never unknown"),
        ("rank:", "rank needs a number"),
        ("score>x", "“x” is not a number"),
        ("private:secret", "private notes are not searched"),
    ] {
        let filter = Filter::parse(&format!("check {term}"), &workspace);
        let [complaint] = filter.complaints() else {
            panic!("{term}: {:?}", filter.complaints());
        };
        let sorted = |text: &str| {
            let mut words: Vec<_> = text
                .replace(',', "")
                .split(' ')
                .map(str::to_owned)
                .collect();
            words.sort_unstable();
            words
        };
        assert_eq!(sorted(&complaint.what), sorted(what), "{term}");
        assert!(!complaint.hint.is_empty(), "{term}");
        assert!(
            filter.matches(&item, &Haystack::of(&item), &FACTS),
            "{term}"
        );
        let other = Filter::parse(&format!("elsewhere {term}"), &workspace);
        assert!(
            !other.matches(&item, &Haystack::of(&item), &FACTS),
            "{term}"
        );
    }
}

/// Checks the first offers by what they would make of the text.
fn offers(before: &str, expected: &[&str]) {
    let (_, workspace) = sample();
    let offers = complete(before, &workspace);
    let inserts: Vec<&str> = offers.iter().map(|offer| offer.insert.as_str()).collect();
    let shown = inserts.get(..expected.len()).unwrap_or(&inserts);
    assert_eq!(shown, expected, "{before}: {inserts:?}");
}

#[test]
fn names_are_completed_before_values() {
    offers("", &["is:", "unknown:", "known:", "rank:"]);
    offers("buc", &["bucket:"]);
    offers("pay -Ki", &["pay -kind:"]);
    offers(
        "bucket:",
        &["bucket:Business ", "bucket:\"Technical health\" "],
    );
    offers("x bucket:\"tech", &["x bucket:\"Technical health\" "]);
    offers(
        "bucket:\"Technical health\"",
        &["bucket:\"Technical health\" "],
    );
    offers("bucket:hea", &["bucket:\"Technical health\" "]);
    offers("kind:tech", &["kind:techdebt "]);
    offers(
        "state:d",
        &["state:doing ", "state:done ", "state:declined "],
    );
    offers("needs:sign", &["needs:F-1 "]);
    offers("needs:f-", &["needs:F-1 ", "needs:F-12 "]);
    offers("labels:m", &["labels:\"mobile app\" "]);
    offers("unknown:si", &["unknown:size "]);
    offers("is:o", &["is:open "]);
    for none in ["\"quoted", "zzz", "size:", "nothing:x", "unknown:stat"] {
        let (_, workspace) = sample();
        assert_eq!(complete(none, &workspace), [], "{none}");
    }
}

#[test]
fn what_is_offered_is_understood() {
    let (_, workspace) = sample();
    for name in subject::names() {
        for offer in complete(&format!("{}:", name.spelling), &workspace) {
            let filter = Filter::parse(&offer.insert, &workspace);
            assert_eq!(filter.complaints(), [], "{}", offer.insert);
        }
    }
}

#[test]
fn accepting_goes_as_far_as_all_agree() {
    let (_, workspace) = sample();
    let accepted = |before: &str| accept(before, &complete(before, &workspace));
    assert_eq!(accepted("need").as_deref(), Some("need:"));
    assert_eq!(accepted("iter").as_deref(), Some("iteration:"));
    assert_eq!(accepted("needs:F").as_deref(), Some("needs:F-1"));
    assert_eq!(accepted("state:d").as_deref(), Some("state:doing "));
    assert_eq!(accepted("zzz"), None);
}

/// Texts that look like filters, and any others.
fn typed() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "is:", "unknown:", "known:", "size", "due", "bucket", "rank", "state", ":", "<", ">=", "-",
        "\"", " ", "8", "2026-12", "tech", "é", "title:",
    ]);
    prop_oneof![
        "\\PC{0,40}",
        prop::collection::vec(parts, 0..9).prop_map(|parts| parts.concat()),
    ]
}

proptest! {
    #[test]
    fn any_text_is_a_filter(text in typed()) {
        let (item, workspace) = sample();
        let filter = Filter::parse(&text, &workspace);
        filter.matches(&item, &Haystack::of(&item), &FACTS);
        for offer in complete(&text, &workspace) {
            Filter::parse(&offer.insert, &workspace);
        }
    }

    #[test]
    fn a_minus_sign_turns_a_term_around(text in typed()) {
        let (item, workspace) = sample();
        let haystack = Haystack::of(&item);
        for term in token::split(&text).into_iter().filter(|term| !term.starts_with('-')) {
            let plain = Filter::parse(term, &workspace);
            let turned = Filter::parse(&format!("-{term}"), &workspace);
            prop_assert_eq!(plain.complaints(), turned.complaints());
            if plain.complaints().is_empty() && !plain.is_empty() {
                prop_assert_ne!(
                    plain.matches(&item, &haystack, &FACTS),
                    turned.matches(&item, &haystack, &FACTS),
                    "{}", term
                );
            }
        }
    }
}
