//! The report and the figures: known elements only whatever a title says, nothing private, well formed.

mod strict;

use chrono::NaiveDate;
use evenkeel::edit::{self, Edit};
use evenkeel::exchange::audience::Disclosure;
use evenkeel::exchange::export::{Content, ExportWish, FORMATS};
use evenkeel::model::audience::Audience;
use evenkeel::model::field::{Private, Value};
use evenkeel::model::id::Id;
use evenkeel::model::item::Item;
use evenkeel::model::number::Number;
use evenkeel::model::person::Person;
use evenkeel::model::product::Product;
use evenkeel::model::record::Declared;
use evenkeel::model::settings::Lens;
use evenkeel::model::{KINDS, Workspace};
use evenkeel::scoring::evaluation::evaluate;
use evenkeel::scoring::ranking::method::METHODS;
use evenkeel::scoring::survey::survey;
use proptest::prelude::*;

use self::strict::strict;
use crate::random;
use crate::samples::{SAMPLE, workspace};

/// The formats of this module.
const PAGES: [&str; 7] = [
    "html",
    "svg-grid",
    "svg-gauges",
    "svg-plan",
    "minutes-html",
    "roadmap-html",
    "svg-roadmap",
];

/// Texts that try to leave their place.
const HOSTILE: [&str; 14] = [
    "<script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "</svg></td></style></title><img src=x onerror=alert(1)>",
    "\"onload=\"alert(1)",
    "' onmouseover='alert(1)",
    "<!--",
    "--> <![CDATA[",
    "&lt;b&gt; &#60; &amp; &nbsp; &",
    "{{ 7 * 7 }} {% raw %} {# #}",
    "\u{202e}gnp.exe\u{2066}x",
    "a\u{1b}[31mb\0c\u{7}\u{9b}\u{fffe}\u{ffff}",
    "javascript:alert(1)",
    "url(https://evil.example/x.png)",
    "<?php ?> <a href=\"https://evil.example\">",
];

fn pages(workspace: &Workspace, lens: Lens, audience: Audience) -> Vec<(&'static str, String)> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22);
    let evaluation = evaluate(workspace, lens, None);
    let survey = survey(workspace, &evaluation, today);
    let disclosure = Disclosure::of(workspace, lens, audience);
    let ranked = evaluation.ranked.iter().chain(&evaluation.unranked);
    let items: Vec<Id> = ranked.chain(&evaluation.closed).copied().collect();
    let matter = Content {
        workspace,
        evaluation: &evaluation,
        survey: &survey,
        items: &items,
        disclosure: &disclosure,
        session: None,
        earlier: None,
        today,
        wish: ExportWish::default(),
    };
    let formats = FORMATS.iter().filter(|format| PAGES.contains(&format.name));
    let page = |format: &evenkeel::exchange::export::ExportFormat| {
        let bytes = format.made(&matter).ok()?.bytes;
        Some((format.name, String::from_utf8(bytes).expect("it is text")))
    };
    formats.filter_map(page).collect()
}

/// Puts a text into every field of text of every record.
fn tainted(workspace: &mut Workspace, text: &str) {
    let mut edits = Vec::new();
    for kind in KINDS {
        for record in workspace.records(kind) {
            for (field, declared) in kind.fields.iter().enumerate() {
                let told = |old: &String| format!("{text}{old}");
                let old = record.get(field);
                let value = if let Value::Text(old) = &old {
                    Value::Text(told(old))
                } else if let Value::Texts(old) = &old {
                    Value::Texts(old.iter().map(told).collect())
                } else {
                    continue;
                };
                if declared.name != "code" {
                    edits.push(Edit::Set {
                        kind,
                        id: record.id(),
                        field,
                        value,
                    });
                }
            }
        }
    }
    let done = edits
        .into_iter()
        .filter(|edit| edit::apply(workspace, vec![edit.clone()]).is_ok());
    assert!(done.count() > 200, "the text stands in nearly every field");
}

fn set(
    workspace: &mut Workspace,
    id: Id,
    kind: &'static evenkeel::model::record::Kind,
    field: &str,
    value: Value,
) {
    let field = kind.field(field).expect("a field");
    edit::apply(
        workspace,
        vec![Edit::Set {
            kind,
            id,
            field,
            value,
        }],
    )
    .expect("it is set");
}

#[test]
fn the_pages_of_the_sample_are_well_formed_under_every_lens() {
    let sample = workspace(SAMPLE);
    for method in &METHODS {
        for audience in [Audience::Shared, Audience::Private] {
            for (name, page) in pages(&sample, method.lens, audience) {
                assert_eq!(strict(name, &page), Ok(()), "{:?}", method.lens);
            }
        }
    }
}

#[test]
fn hostile_texts_stay_texts() {
    for text in HOSTILE {
        let mut sample = workspace(SAMPLE);
        tainted(&mut sample, text);
        for lens in [Lens::Wsjf, Lens::Weighted] {
            for (name, page) in pages(&sample, lens, Audience::Private) {
                assert_eq!(strict(name, &page), Ok(()), "{text:?}");
            }
        }
    }
}

#[test]
fn a_link_leads_to_the_web_or_nowhere() {
    let mut sample = workspace(SAMPLE);
    let id = evaluate(&sample, Lens::Wsjf, None).ranked[0];
    for (link, is_followed) in [
        ("https://tracker.example/1?a=b&c", true),
        ("javascript:alert(1)", false),
        ("data:text/html,x", false),
    ] {
        set(
            &mut sample,
            id,
            Item::KIND,
            "link",
            Value::Text(link.to_owned()),
        );
        let (name, page) = pages(&sample, Lens::Wsjf, Audience::Shared).remove(0);
        assert_eq!(strict(name, &page), Ok(()));
        let escaped = link.replace('&', "&amp;").replace('/', "&#x2f;");
        assert_eq!(
            page.contains(&format!("href=\"{escaped}\"")),
            is_followed,
            "{link}"
        );
    }
}

#[test]
fn a_shared_report_tells_no_secret() {
    let mut sample = workspace(SAMPLE);
    let items: Vec<Id> = sample.all::<Item>().map(|item| item.id).collect();
    let text = |text: &str| Value::Text(text.to_owned());
    let person = sample.all::<Person>().next().expect("a person").id;
    set(
        &mut sample,
        person,
        Person::KIND,
        "name",
        text("Zerubbabel Quist"),
    );
    set(
        &mut sample,
        person,
        Person::KIND,
        "hidden",
        Value::Flag(true),
    );
    for (at, id) in items.iter().enumerate() {
        let title = sample.get::<Item>(*id).expect("an item").title.clone();
        set(
            &mut sample,
            *id,
            Item::KIND,
            "private_note",
            Value::Private(Private::new("SECRETNOTE".to_owned())),
        );
        set(
            &mut sample,
            *id,
            Item::KIND,
            "title",
            text(&format!("{title}, says Zerubbabel Quist")),
        );
        set(
            &mut sample,
            *id,
            Item::KIND,
            "requester",
            Value::Link(person),
        );
        let cost = 777_131 + i64::try_from(at).expect("small");
        set(
            &mut sample,
            *id,
            Item::KIND,
            "weekly_cost",
            Value::Number(Number::whole(cost)),
        );
        set(
            &mut sample,
            *id,
            Item::KIND,
            "late_cost",
            Value::Number(Number::whole(888_353)),
        );
    }
    let secrets = ["SECRETNOTE", "Zerubbabel", "7771", "888353"];
    for method in &METHODS {
        for (name, page) in pages(&sample, method.lens, Audience::Shared) {
            for secret in secrets {
                assert!(
                    !page.contains(secret),
                    "{name} under {:?} tells {secret}",
                    method.lens
                );
            }
        }
    }
    let (_, page) = pages(&sample, Lens::Money, Audience::Private).remove(0);
    assert!(
        page.contains("Zerubbabel") && page.contains("7771"),
        "the author sees them"
    );
    assert!(
        !page.contains("SECRETNOTE"),
        "a report never holds private notes"
    );
}

#[test]
fn a_backlog_without_scores_lists_every_item_once_and_joins_what_is_missing() {
    let mut text = r#"(schema: "1.0", items: [(id: "z", title: "Half", value: 8),"#.to_owned();
    for at in 0..150 {
        text += &format!(r#"(id: "i{at}", title: "Item {at}.", key: "K-{at}"),"#);
    }
    let made = workspace(&(text + "])"));
    let all = pages(&made, Lens::Wsjf, Audience::Shared);
    for (name, page) in &all {
        assert_eq!(strict(name, page), Ok(()));
    }
    let page = words(&all[0].1);
    // Drawings name some of them again.
    let page = page
        .split("Balance and trade-off")
        .next()
        .unwrap_or_default();
    assert!(page.contains("No open item has a rank yet"));
    for at in 0..150 {
        let title = format!("Item {at}.\n");
        assert_eq!(page.matches(&title).count(), 1, "{title}");
    }
    let joined =
        "No rank yet: 150 items lack value, time criticality, risk &#x2f; opportunity, job size.";
    assert!(page.contains(joined), "{page}");
    assert!(
        page.contains("No rank yet: 1 item lacks time criticality"),
        "{page}"
    );
    assert!(all[2].1.contains("Unknown: no allocation has a target"));
    assert!(pages(&Workspace::default(), Lens::Wsjf, Audience::Shared).is_empty());
}

#[test]
fn minutes_fit_a_phone_and_drawings_have_a_size() {
    let all = pages(&workspace(SAMPLE), Lens::Wsjf, Audience::Shared);
    for (name, page) in &all {
        if name.starts_with("svg") {
            let open = page
                .split_once("<svg")
                .and_then(|(_, rest)| rest.split_once('>'));
            let open = open.expect("a drawing").0;
            assert!(
                open.contains(" width=\"768\"") && open.contains(" height=\""),
                "{open}"
            );
        } else {
            assert!(
                page.contains("content=\"width=device-width, initial-scale=1\""),
                "{name}"
            );
        }
    }
    let (_, minutes) = all
        .iter()
        .find(|(name, _)| *name == "minutes-html")
        .unwrap();
    // Rows of a table become blocks that name their cells, and no element is wider than a phone.
    assert!(minutes.contains("td::before { content: attr(data-name)"));
    assert!(minutes.contains("<td data-name=\"Item\""));
    for rule in minutes
        .split(['{', ';'])
        .filter(|rule| rule.contains("min-width"))
    {
        let number: String = rule
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '.')
            .collect();
        let is_query = rule.contains('(');
        assert!(is_query || number.parse::<f64>().unwrap() <= 6.0, "{rule}");
    }
}

/// The words of a page, an element a line.
fn words(page: &str) -> String {
    let body = page.split("<body>").nth(1).unwrap_or_default();
    let mut out = String::new();
    for piece in body.split('<') {
        let words = piece.split_once('>').map_or("", |(_, words)| words).trim();
        if !words.is_empty() {
            out.push_str(words);
            out.push('\n');
        }
    }
    out
}

#[test]
fn the_report_of_the_sample() {
    let (_, page) = pages(&workspace(SAMPLE), Lens::Wsjf, Audience::Shared).remove(0);
    insta::assert_snapshot!(words(&page));
}

#[test]
fn the_vision_leaves_out_what_is_blank() {
    let mut sample = Workspace::default();
    let id = sample.the::<Product>().id;
    set(
        &mut sample,
        id,
        Product::KIND,
        "name",
        Value::Text("Keel".to_owned()),
    );
    set(
        &mut sample,
        id,
        Product::KIND,
        "benefit",
        Value::Text("stays level.".to_owned()),
    );
    set(
        &mut sample,
        id,
        Product::KIND,
        "difference",
        Value::Text("never rolls".to_owned()),
    );
    let item = Item::new(crate::samples::id("a"));
    edit::apply(&mut sample, vec![Edit::Insert(Box::new(item))]).unwrap();
    let (_, page) = pages(&sample, Lens::Wsjf, Audience::Shared).remove(0);
    assert!(page.contains("Keel that stays level. Ours never rolls."));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_workspace_gives_well_formed_pages(steps in random::steps(), lens in 0..METHODS.len(), from_sample in any::<bool>()) {
        let mut made = if from_sample { workspace(SAMPLE) } else { Workspace::default() };
        random::perform(&mut made, steps);
        for (name, page) in pages(&made, METHODS[lens].lens, Audience::Shared) {
            prop_assert_eq!(strict(name, &page), Ok(()));
        }
    }
}
