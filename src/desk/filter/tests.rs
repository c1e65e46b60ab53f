//! The filter's language, by table.

mod completion;

use crate::desk::filter::*;
use crate::model::KINDS;
use crate::model::bucket::Bucket;
use crate::model::field::{ExtraCell, Link, Links, Money, Percent, Private};
use crate::model::id::Id;
use crate::model::item::{Moscow, Sort, State};
use crate::model::number::Number;
use crate::model::person::Person;
use crate::model::points::Points;

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
    item.request = "Pay by invoice,\nplease".to_owned().into();
    item.needs = Links::new(vec![id("k1")]);
    item.labels = vec!["mobile app".to_owned(), "Q4".to_owned()];
    item.private_note = Private::new("secret".to_owned());
    item.pin = Some(Number::whole(2));
    item.extra = vec![ExtraCell {
        name: "Sprint".to_owned(),
        text: "Alpha".to_owned(),
    }];
    workspace.put_record(Box::new(item.clone()));
    (item, workspace)
}

fn facts() -> Scored {
    Scored {
        marked: true,
        tied: false,
        rank: Some(3),
        score: Ratio::new(7, 3),
        cod: None,
        is_beside: false,
    }
}

fn run(query: &str, item: &Item, workspace: &Workspace) -> bool {
    let filter = Filter::parse(query, workspace);
    assert_eq!(filter.complaints(), [], "{query}");
    filter.matches(item, &Haystack::of(item), &facts)
}

/// Checks queries, parted by `|`, that let the sample item through, and some that hold it back.
fn check(through: &str, held: &str) {
    let (item, workspace) = sample();
    for query in through.split('|') {
        assert!(run(query, &item, &workspace), "{query} lets it through");
    }
    for query in held.split('|') {
        assert!(!run(query, &item, &workspace), "{query} holds it back");
    }
}

#[test]
fn words_are_found_in_title_key_id_request_people_and_labels() {
    check(
        r#"check | CREME | crème out | f-12 | k2 | q4 MOBILE | invoice | jane | "mobile app" | "mobile a"#,
        r#"cash | check nowhere | "app mobile" | -check | -"mobile app" | technical"#,
    );
}

#[test]
fn fields_are_asked_by_name_or_label() {
    check(
        r#"title:checkout | request:INVOICE | labels:mob | label:q4 | extra:alpha |
           extra:"sprint: al" | -need:x"#,
        "title:invoice | request:cash | labels:desk | need:x | -title:checkout",
    );
}

#[test]
fn an_equals_sign_asks_for_all_of_it() {
    check(
        r#"kind=tech-debt | state=ready | bucket="technical health" | owner="Jane Doe" | labels=q4 |
           value=8"#,
        "title=check | labels=mobile | value=80",
    );
    let (_, workspace) = sample();
    for query in [
        "bucket=tech-nical",
        "owner=jane",
        "kind=tech",
        "bucket=Technical",
    ] {
        let filter = Filter::parse(query, &workspace);
        assert_eq!(filter.complaints().len(), 1, "{query}");
    }
}

#[test]
fn people_and_fields_have_more_names_than_one() {
    check(
        "who:jane | who:doe | assignee:jane | status:ready | allocation:tech | unknown:points | tag:q4",
        "-who:jane | customer:jane",
    );
    let (_, workspace) = sample();
    let filter = Filter::parse("who:bob", &workspace);
    let [complaint] = filter.complaints() else {
        panic!("{:?}", filter.complaints());
    };
    assert_eq!(complaint.what, "nobody is called “bob”");
    assert_eq!(complaint.hint, "there are Jané Doe");
}

#[test]
fn what_a_comparison_hides_for_a_blank_is_named() {
    let (item, workspace) = sample();
    let lacks = |query: &str| {
        let filter = Filter::parse(query, &workspace);
        filter.lacks(&item, &Haystack::of(&item), &facts)
    };
    assert_eq!(lacks("size>3"), Some("Job size"));
    assert_eq!(lacks("cod>3 checkout"), Some("cost of delay"));
    assert_eq!(lacks("size>3 nowhere"), None);
    assert_eq!(lacks("value>3"), None);
}

#[test]
fn choices_match_by_the_beginning_of_a_word() {
    check(
        r#"kind:tech | sort:debt | kind:tech-debt | kind:"tech debt" | moscow:m | -state:d |
           state=ready"#,
        "kind:feature | moscow:could | state:p | -kind:tech",
    );
}

#[test]
fn links_match_by_id_key_and_part_of_the_name() {
    check(
        r#"bucket:tech | buck:HEALTH | owner:jane | owner:"Jané D" | needs:F-1 | needs:k1 |
           needs:sign"#,
        "bucket:biz | bucket:business | needs:F-12 | -owner:jane",
    );
}

#[test]
fn numbers_and_dates_are_compared() {
    check(
        "value:8 | value=8 | value>=8 | value<=8 | value>7.5 | value:>7 | confidence>=80% |
           weekly_cost>1000 | cost<2000 | pin:2 | due:2026-12-01 | due:2026-12 | due:2026 |
           due<=2026 | due>2026-11-30 | due>2026-11 | due>=2026-12- | due<2027",
        "value:5 | value<8 | value>8 | due<2026-12-01 | due>2026-12 | due<2026 | due:2027 |
           weekly_cost>1500",
    );
}

#[test]
fn unknown_matches_no_comparison() {
    check(
        "unknown:size | -known:size | known:value | known:due | unknown:cod | known:rank |
           unknown:crit | known:private_note",
        "size>0 | size<100 | size:0 | criticality>0 | known:size | unknown:value | cod>0 |
           cod<1 | unknown:due",
    );
}

#[test]
fn standing_and_computed_numbers_come_from_outside() {
    check(
        "is:marked | is:pinned | is:open | -is:closed | -is:tied | is:p | rank:3 | rank<=3 |
           score>2.333333 | score<2.333334 | wsjf>2 | score<3 rank<10",
        "is:tied | is:closed | -is:marked | rank>3 | score:2.333333 | score>=2.333334",
    );
}

#[test]
fn scores_are_compared_exactly() {
    let (item, workspace) = sample();
    let holds = |(num, den), query| {
        let facts = || Scored {
            score: Ratio::new(num, den),
            ..facts()
        };
        let filter = Filter::parse(query, &workspace);
        filter.matches(&item, &Haystack::of(&item), &facts)
    };
    assert!(holds((5, 2), "score:2.5"));
    assert!(holds((10_i128.pow(30) + 1, 10_i128.pow(30)), "score>1"));
    assert!(!holds((10_i128.pow(30) + 1, 10_i128.pow(30)), "score:1"));
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
        ("bucket:", "Allocation needs a value"),
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
            "“re” can mean remaining, reach, request, requester, review, reasonfortheplace",
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
        assert_eq!(complaint.what, what, "{term}");
        assert!(!complaint.hint.is_empty(), "{term}");
        assert!(
            filter.matches(&item, &Haystack::of(&item), &facts),
            "{term}"
        );
        let other = Filter::parse(&format!("elsewhere {term}"), &workspace);
        assert!(
            !other.matches(&item, &Haystack::of(&item), &facts),
            "{term}"
        );
    }
}
