//! Text as it is drawn: formatted, cleaned, measured, cut and wrapped.
//!
//! The one place that formats numbers and measures words. Numbers arrive computed; must not know scores,
//! records or the program. A width is always the sum over graphemes, which is how cells are filled.

mod clean;
mod number;
mod own;

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

pub use crate::model::format::{count, date, known, long_date};
pub use clean::clean;
use clean::clean_grapheme;
pub use number::{
    amount, clock, decimal, hundredths, points, quotient, rank_change, share_of, short, signed,
    time,
};
pub use own::own;

/// Whether every byte of a text is a cell of its own: most texts are so, and need no look at graphemes.
pub fn is_plain(text: &[u8]) -> bool {
    text.iter().all(|byte| matches!(byte, b' '..=b'~'))
}

/// How many cells the text takes when drawn.
pub fn width(text: &str) -> usize {
    if is_plain(text.as_bytes()) {
        return text.len();
    }
    graphemes(text).map(|grapheme| grapheme.width()).sum()
}

/// The graphemes of a text, each clean and at least one cell wide, found as they are asked for.
fn graphemes(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    text.graphemes(true)
        .map(clean_grapheme)
        .filter(|grapheme| !grapheme.is_empty())
}

/// The clean text cut to `width` cells; what is cut is replaced by `more`, one cell or nothing.
pub fn fit(text: &str, width: usize, more: &str) -> String {
    let room = width.saturating_sub(more.width());
    // Looked at no further than it is seen.
    let seen = text.as_bytes().get(..=width).unwrap_or(text.as_bytes());
    if is_plain(seen) {
        return match text.get(..room) {
            _ if text.len() <= width => text.to_owned(),
            Some(kept) if width > 0 => format!("{kept}{more}"),
            _ => String::new(),
        };
    }
    let mut kept = String::new();
    let mut used = 0;
    // Where to cut, should the text turn out too long.
    let mut short = 0;
    for grapheme in graphemes(text) {
        let cells = grapheme.width();
        if used + cells > width {
            kept.truncate(short);
            if width > 0 {
                kept.push_str(more);
            }
            return kept;
        }
        used += cells;
        kept.push_str(&grapheme);
        if used <= room {
            short = kept.len();
        }
    }
    kept
}

/// The text in exactly `width` cells, at the left.
pub fn pad_right(text: &str, width: usize, more: &str) -> String {
    let mut text = fit(text, width, more);
    let missing = width.saturating_sub(self::width(&text));
    text.extend(std::iter::repeat_n(' ', missing));
    text
}

/// The text in exactly `width` cells, at the right.
pub fn pad_left(text: &str, width: usize, more: &str) -> String {
    let text = fit(text, width, more);
    let missing = width.saturating_sub(self::width(&text));
    let mut padded = " ".repeat(missing);
    padded.push_str(&text);
    padded
}

/// The text in capitals with a blank after each letter: `R E T U R N S   P O R T A L`.
pub fn spaced(text: &str) -> String {
    let capitals = text.to_uppercase();
    let mut spaced = String::with_capacity(capitals.len() * 2);
    for grapheme in graphemes(&capitals) {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(&grapheme);
    }
    spaced
}

/// The first line of a text at most `width` cells wide, and the rest in one line; a word longer than a line is cut.
pub fn parted(text: &str, width: usize) -> (String, String) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let whole = words.join(" ");
    let first = wrap(&whole, width, 1).pop().unwrap_or_default();
    let rest = match whole.strip_prefix(&first) {
        Some(rest) => rest.trim_start().to_owned(),
        // What is not drawn as it is written is told by its lines.
        None => wrap(&whole, width, usize::MAX).split_off(1).join(" "),
    };
    (first, rest)
}

/// The lines of a text at most `width` cells wide, at most `limit` of them.
///
/// Line breaks are kept, runs of blanks between words become one, and a word longer than a line is cut.
/// To know the height of a text is to ask for its lines: there is no second way to count.
pub fn wrap(text: &str, width: usize, limit: usize) -> Vec<String> {
    let mut lines = Vec::new();
    if width == 0 || limit == 0 {
        return lines;
    }
    for paragraph in text.lines() {
        let mut line = String::new();
        let mut used = 0;
        for word in paragraph.split([' ', '\t']).filter(|word| !word.is_empty()) {
            let is_plain = word.len() <= width && is_plain(word.as_bytes());
            // A word of which more does not fit on any line need not be measured to its end.
            let cells = if is_plain {
                word.len()
            } else {
                graphemes(word).take(width + 1).map(|g| g.width()).sum()
            };
            if used > 0 && used + 1 + cells > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
                if lines.len() >= limit {
                    return lines;
                }
            }
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            if is_plain {
                line.push_str(word);
                used += cells;
                continue;
            }
            for grapheme in graphemes(word) {
                let cells = grapheme.width();
                if cells > width {
                    continue;
                }
                if used + cells > width {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                    if lines.len() >= limit {
                        return lines;
                    }
                }
                line.push_str(&grapheme);
                used += cells;
            }
        }
        lines.push(line);
        if lines.len() >= limit {
            return lines;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fits_by_cells() {
        let check = |text: &str, width, expected: &str| {
            assert_eq!(fit(text, width, "…"), expected, "{text} in {width}");
        };
        check("Returns portal", 20, "Returns portal");
        check("Returns portal", 14, "Returns portal");
        check("Returns portal", 13, "Returns port…");
        check("Returns portal", 1, "…");
        check("Returns portal", 0, "");
        assert_eq!(fit("Returns portal", 7, ""), "Returns");
        check("債務整理", 8, "債務整理");
        check("債務整理", 7, "債務整…");
        check("債務整理", 6, "債務…");
        check("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…");
        assert_eq!(pad_right("債務整", 5, "…"), "債務…");
        assert_eq!(pad_right("債務整", 4, "…"), "債… ");
        assert_eq!(pad_left("6.60", 6, "…"), "  6.60");
    }

    #[test]
    fn spaces_letters() {
        assert_eq!(spaced("Returns portal"), "R E T U R N S   P O R T A L");
    }

    #[test]
    fn parts_a_text_after_its_first_line() {
        let check = |text: &str, width, first: &str, rest: &str| {
            let expected = (first.to_owned(), rest.to_owned());
            assert_eq!(parted(text, width), expected, "{text}");
        };
        check("Refund on  the day", 9, "Refund on", "the day");
        check("Internationalization", 9, "Internati", "onalization");
        check("債務整理", 5, "債務", "整理");
        check("one", 9, "one", "");
        check("", 9, "", "");
        check("a b", 0, "", "a b");
    }

    #[test]
    fn wraps_words() {
        let check = |text: &str, width, expected: &[&str]| {
            assert_eq!(wrap(text, width, 99), expected, "{text}");
        };
        check("one two  three", 7, &["one two", "three"]);
        check("one\n\ntwo", 7, &["one", "", "two"]);
        check("abcdefghij kl", 4, &["abcd", "efgh", "ij", "kl"]);
        check("abcdefghij kl", 5, &["abcde", "fghij", "kl"]);
        check("債務整理", 5, &["債務", "整理"]);
        check("債", 1, &[""]);
        check("", 5, &[]);
        check("a", 0, &[]);
        assert_eq!(wrap("a b c d", 1, 2), ["a", "b"]);
    }

    proptest! {
        #[test]
        fn every_cut_is_within_its_width(text in "\\PC{0,40}|.{0,40}", cells in 0usize..30) {
            prop_assert!(width(&fit(&text, cells, "…")) <= cells);
            prop_assert_eq!(width(&pad_left(&text, cells, "…")), cells);
            prop_assert_eq!(width(&pad_right(&text, cells, "…")), cells);
            for line in wrap(&text, cells, 50) {
                prop_assert!(width(&line) <= cells, "{:?}", line);
            }
        }

        #[test]
        fn wrapping_loses_no_letter(text in "[a-z \n]{0,80}", cells in 1usize..20) {
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            let lines = wrap(&text, cells, usize::MAX);
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }

        #[test]
        fn a_limit_only_cuts_the_end(text in "[a-z \n]{0,80}", cells in 1usize..20, limit in 0usize..9) {
            let mut lines = wrap(&text, cells, usize::MAX);
            lines.truncate(limit);
            prop_assert_eq!(wrap(&text, cells, limit), lines);
        }
    }
}
