//! Making text safe to put into cells.
//!
//! Owns which characters may reach the screen. The model keeps the text as it is: this is about display
//! only. ratatui lets bidirectional controls, zero-width characters and any number of combining marks
//! through, and the row after them is what suffers.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Stands for a character that may not be drawn, so that nobody can hide it.
const SHOWN: char = '\u{fffd}';
/// How many characters a grapheme keeps after its first.
const MARKS: usize = 8;

/// The text as it may be drawn.
///
/// Line breaks and tabs become blanks. Joiners and variation selectors go without a trace: terminals
/// disagree about the width they lead to. Controls, bidirectional controls, other invisible characters,
/// and marks without a letter become `�`. A letter keeps at most eight marks.
pub fn clean(text: &str) -> Cow<'_, str> {
    if super::is_plain(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.graphemes(true).map(clean_grapheme).collect())
}

/// One grapheme as it may be drawn: clean and at least one cell wide, or empty.
pub(super) fn clean_grapheme(grapheme: &str) -> Cow<'_, str> {
    if let [b' '..=b'~'] = grapheme.as_bytes() {
        return Cow::Borrowed(grapheme);
    }
    if matches!(grapheme, "\n" | "\r\n" | "\t" | "\u{2028}" | "\u{2029}") {
        return Cow::Borrowed(" ");
    }
    let mut clean = String::with_capacity(grapheme.len().min(64));
    for c in grapheme.chars().filter(|c| !is_joiner(*c)).take(1 + MARKS) {
        clean.push(if is_hidden(c) { SHOWN } else { c });
    }
    // What is left may fall apart, and a mark without a letter settles on the cell to its left.
    if clean.graphemes(true).any(|piece| piece.width() == 0) {
        let hidden = SHOWN.to_string();
        let pieces = clean.graphemes(true);
        let shown = pieces.map(|piece| if piece.width() == 0 { &hidden } else { piece });
        return Cow::Owned(shown.collect());
    }
    Cow::Owned(clean)
}

/// Whether the character only changes how its neighbors are drawn.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether the character would draw nothing, or change what others draw.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(clean(text), expected, "{text:?}");
    }

    #[test]
    fn keeps_words_as_they_are() {
        check("Returns portal", "Returns portal");
        check("Überfällig ÷ 債務 ñ", "Überfällig ÷ 債務 ñ");
        check("e\u{301}", "e\u{301}");
        check("한글", "한글");
    }

    #[test]
    fn shows_what_would_hide() {
        check("a\u{1b}[31m", "a\u{fffd}[31m");
        check("a\u{9b}31m", "a\u{fffd}31m");
        check("abc\u{202e}def", "abc\u{fffd}def");
        check("\u{feff}abc", "\u{fffd}abc");
        check("a\u{200b}b", "a\u{fffd}b");
        check("a\u{e0041}b", "a\u{fffd}b");
        check("a\u{2028}b\tc\r\nd", "a b c d");
        check("\u{301}abc", "\u{fffd}abc");
    }

    #[test]
    fn drops_what_terminals_disagree_about() {
        check("\u{2764}\u{fe0f}", "\u{2764}");
        check("\u{1f469}\u{200d}\u{1f4bb}", "\u{1f469}\u{1f4bb}");
    }

    #[test]
    fn bounds_marks() {
        let zalgo = format!("a{}b", "\u{301}".repeat(1000));
        check(&zalgo, &format!("a{}b", "\u{301}".repeat(8)));
    }

    proptest! {
        #[test]
        fn what_is_clean_fills_cells(text in any::<String>()) {
            let cleaned = clean(&text).into_owned();
            prop_assert_eq!(clean(&cleaned).into_owned(), cleaned.clone());
            for grapheme in cleaned.graphemes(true) {
                prop_assert!(grapheme.width() > 0, "{:?}", grapheme);
                prop_assert!(grapheme.chars().count() <= 1 + MARKS + 1, "{:?}", grapheme);
                prop_assert!(!grapheme.chars().any(is_hidden), "{:?}", grapheme);
            }
        }

        #[test]
        fn so_does_what_is_dirty(text in "[a\u{300}\u{301}\u{200b}\u{200d}\u{202e}\u{fe0f}\u{1f469}\u{1160}\u{1100}\u{11a8}\n\u{1b}\u{e0041}👍🏽🇩]{0,30}") {
            let cleaned = clean(&text).into_owned();
            prop_assert_eq!(clean(&cleaned).into_owned(), cleaned.clone());
            for grapheme in cleaned.graphemes(true) {
                prop_assert!(grapheme.width() > 0, "{:?}", grapheme);
                prop_assert!(!grapheme.chars().any(is_hidden), "{:?}", grapheme);
            }
        }
    }
}
