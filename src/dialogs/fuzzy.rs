//! Search over short texts, best match first.
//!
//! Owns what comes before what: the name itself, its beginning, a word of it, another word for it, what is said
//! about it. Letters that are merely there in this order count only where nothing else matches.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::desk::filter::fold;

/// A text to be found.
pub(super) struct Searched {
    /// What it is called.
    pub name: String,
    /// The group it stands in.
    pub group: &'static str,
    /// Other words for it.
    pub also: &'static [&'static str],
    /// What is said about it.
    pub rest: String,
}

/// The positions of the texts that match a query, best first; all of them while nothing is typed.
pub(super) fn search(query: &str, texts: impl Iterator<Item = Searched>) -> Vec<usize> {
    let texts: Vec<Searched> = texts.collect();
    match nearest(query, &texts) {
        found if found.is_empty() => loosely(query, &texts),
        found => found,
    }
}

/// The positions of the texts that have what is typed in them, best first; all of them while nothing is.
pub(super) fn found(query: &str, texts: impl Iterator<Item = Searched>) -> Vec<usize> {
    nearest(query, &texts.collect::<Vec<_>>())
}

fn nearest(query: &str, texts: &[Searched]) -> Vec<usize> {
    let wanted = fold(query.trim());
    if wanted.is_empty() {
        return (0..texts.len()).collect();
    }
    let of = |(at, text): (usize, &Searched)| nearness(text, &wanted).map(|near| (near, at));
    let mut found: Vec<(usize, usize)> = texts.iter().enumerate().filter_map(of).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, at)| at).collect()
}

/// How near a text is to what is wanted, 0 being the name itself; none where it is not in it.
fn nearness(text: &Searched, wanted: &str) -> Option<usize> {
    let name = fold(&text.name);
    let in_group = fold(&format!("{}: {name}", text.group));
    let words = |text: &str| {
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        words.any(|word| word.starts_with(wanted))
    };
    let tests: [&dyn Fn() -> bool; 6] = [
        &|| name == wanted,
        &|| name.starts_with(wanted) || in_group.starts_with(wanted),
        &|| words(&name),
        &|| text.also.iter().any(|word| word.starts_with(wanted)),
        &|| name.contains(wanted),
        &|| {
            let all = format!("{name} {}", fold(&text.rest));
            wanted.split_whitespace().all(|word| all.contains(word))
        },
    ];
    tests.iter().position(|test| test())
}

/// The texts that have the letters of a query in their order, best first.
fn loosely(query: &str, texts: &[Searched]) -> Vec<usize> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
    let mut buffer = Vec::new();
    let score = |(at, text): (usize, &Searched)| {
        let text = format!("{}: {} {}", text.group, text.name, text.rest);
        pattern
            .score(Utf32Str::new(&text, &mut buffer), &mut matcher)
            .map(|score| (score, at))
    };
    let mut found: Vec<(u32, usize)> = texts.iter().enumerate().filter_map(score).collect();
    found.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
    found.into_iter().map(|(_, at)| at).collect()
}
