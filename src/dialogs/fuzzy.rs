//! Fuzzy search over short texts, best match first.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// The positions of the texts a query matches, best first; all in their order for an empty query.
pub(super) fn search<'a>(query: &str, texts: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let texts: Vec<&str> = texts.collect();
    if query.trim().is_empty() {
        return (0..texts.len()).collect();
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
    let mut buffer = Vec::new();
    let score = |(at, text): (usize, &&str)| {
        pattern
            .score(Utf32Str::new(text, &mut buffer), &mut matcher)
            .map(|score| (score, at))
    };
    let mut found: Vec<(u32, usize)> = texts.iter().enumerate().filter_map(score).collect();
    found.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
    found.into_iter().map(|(_, at)| at).collect()
}
