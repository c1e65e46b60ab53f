//! Texts as letters alone, each with where it stood.
//!
//! Owns which characters are the same letter: without case, accents and width.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::exchange::escapes::escaped;

/// Where a byte of a folded text comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct FoldedPlace {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether no letter stands right before.
    pub(super) is_first: bool,
}

/// A text as letters alone, each with where it stood.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub(super) letters: String,
    pub(super) places: Vec<FoldedPlace>,
}

/// A letter without case, accent and width. Nothing for what stands between letters.
pub(super) fn fold(c: char) -> impl Iterator<Item = char> {
    let spelled = match c {
        'ß' | 'ẞ' => "ss",
        'ı' => "i",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ς' => "σ",
        _ => "",
    };
    let c = spelled.is_empty().then_some(c);
    let plain = c.into_iter().nfkd().flat_map(char::to_lowercase).nfd();
    let plain = plain.filter(|c| c.is_alphanumeric() && !is_combining_mark(*c));
    spelled.chars().chain(plain)
}

/// Whether a character stands for nothing by itself: accents, soft hyphens, joiners.
pub(in crate::exchange) fn is_mute(c: char) -> bool {
    let is_joiner = matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
    );
    is_joiner
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
        || is_combining_mark(c)
}

/// Marks of HTML that stand within a word or a name.
const INLINE: &[&str] = &[
    "a", "b", "big", "code", "del", "em", "font", "i", "ins", "mark", "s", "small", "span",
    "strong", "sub", "sup", "tt", "u",
];

/// The most bytes of a mark of HTML.
const LONGEST_MARK: usize = 500;

/// How long the mark of HTML is that a text begins with, and whether it may stand within a word.
fn html_mark(text: &str) -> Option<(usize, bool)> {
    let inner = text.strip_prefix('<')?;
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let length = name.len()
        - name
            .trim_start_matches(|c: char| c.is_ascii_alphanumeric())
            .len();
    let name = name
        .get(..length)
        .filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    let end = inner.find(['<', '>']).filter(|end| *end < LONGEST_MARK)?;
    inner.get(end..)?.starts_with('>').then(|| {
        let is_inline = INLINE.iter().any(|one| one.eq_ignore_ascii_case(name));
        (end + 2, is_inline)
    })
}

impl Folded {
    /// A text as it stands, and without its marks of HTML where it has some: a name may stand in one, or around one.
    pub(super) fn all(text: &str) -> Vec<Self> {
        let mut all = vec![Self::of(text, false)];
        if text
            .match_indices('<')
            .any(|(at, _)| text.get(at..).and_then(html_mark).is_some())
        {
            all.push(Self::of(text, true));
        }
        all
    }

    fn of(text: &str, leaves_marks: bool) -> Self {
        let mut folded = Self::default();
        let (mut is_first, mut start, mut end) = (true, 0, 0);
        let mut said = String::new();
        loop {
            // Each character, or those that an escape stands for: all of them stand where it does.
            let c = if said.is_empty() {
                start = end;
                let rest = text.get(start..).unwrap_or_default();
                let Some(c) = rest.chars().next() else { break };
                if let Some((length, is_inline)) = html_mark(rest).filter(|_| leaves_marks) {
                    is_first |= !is_inline;
                    end = start + length;
                    continue;
                }
                let (escaped, length) = escaped(rest).unwrap_or((String::new(), c.len_utf8()));
                (said, end) = (escaped, start + length);
                if said.is_empty() { c } else { said.remove(0) }
            } else {
                said.remove(0)
            };
            if is_mute(c) {
                // It belongs to the letter before it.
                let last = folded.places.last().map(|place| place.start);
                let places = folded.places.iter_mut().rev();
                if !is_first {
                    places
                        .take_while(|place| Some(place.start) == last)
                        .for_each(|place| place.end = end);
                }
                continue;
            }
            let before = folded.letters.len();
            folded.letters.extend(fold(c));
            let place = FoldedPlace {
                start,
                end,
                is_first,
            };
            let count = folded.letters.len() - before;
            let rest = FoldedPlace {
                is_first: false,
                ..place
            };
            folded.places.extend(
                std::iter::once(place)
                    .chain(std::iter::repeat(rest))
                    .take(count),
            );
            is_first = count == 0;
        }
        folded
    }

    pub(super) fn place(&self, at: usize) -> Option<FoldedPlace> {
        self.places.get(at).copied()
    }

    /// Where a stretch of letters stands in the text.
    pub(super) fn range(&self, letters: &Range<usize>) -> Option<Range<usize>> {
        let last = self.place(letters.end.checked_sub(1)?)?;
        Some(self.place(letters.start)?.start..last.end)
    }
}
