//! What is offered while a filter is typed, and the laws any text obeys.

use proptest::prelude::*;

use crate::desk::filter::tests::*;

/// Checks the first offers by what they would make of the text.
fn offers(before: &str, expected: &[&str]) {
    let (_, workspace) = sample();
    let offers = complete(Item::KIND, before, &workspace);
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
        assert_eq!(complete(Item::KIND, none, &workspace), [], "{none}");
    }
}

#[test]
fn what_is_offered_is_understood() {
    let (_, workspace) = sample();
    for name in subject::names(Item::KIND) {
        for offer in complete(Item::KIND, &format!("{}:", name.spelling), &workspace) {
            let filter = Filter::parse(&offer.insert, &workspace);
            assert_eq!(filter.complaints(), [], "{}", offer.insert);
        }
    }
}

#[test]
fn accepting_goes_as_far_as_all_agree() {
    let (_, workspace) = sample();
    let accepted = |before: &str| accept(before, &complete(Item::KIND, before, &workspace));
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
        filter.matches(&item, &Haystack::of(&item), &facts);
        for offer in complete(Item::KIND, &text, &workspace) {
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
                    plain.matches(&item, &haystack, &facts),
                    turned.matches(&item, &haystack, &facts),
                    "{}", term
                );
            }
        }
    }
}
