//! Names that are kept private, found in texts as people write them.
//!
//! Owns what counts as a way to write a name: letters are compared without case, accents and width, whatever
//! space, line break, hyphen or mark stands between them; in both orders, with initials, as mail and as account.
//! One automaton looks for all names at once, so that ten thousand of them cost about as much as one. Knows
//! nothing of records: who is hidden and what becomes of a text is said by whoever asks.

mod columns;
mod folded;
mod forms;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::AhoCorasick;

pub use columns::{accounts, is_all_people, is_of_people, mail};
pub(super) use folded::is_mute;
use folded::{Folded, FoldedPlace};
use forms::{Form, Shape};

/// What stands in a text for a name that is kept private.
pub const WITHHELD: &str = "(private)";

/// The fewest letters of a cut name that tell whose it is.
const LEAST_CUT: usize = 3;

/// All names that are kept private.
#[derive(Debug, Default)]
pub struct PrivateNames {
    /// Finds every form in a folded text; none without names.
    automaton: Option<AhoCorasick>,
    /// The forms by their number in the automaton, of a spelling the ones of all names.
    forms: Vec<Form>,
    /// The spellings of names in order, by which the beginning of a cut name is found.
    spellings: Vec<String>,
    /// The length of the longest of them, in bytes.
    longest: usize,
}

/// What a text holds of private names.
#[derive(Debug, Default, PartialEq, Eq)]
struct FoundName {
    /// Where names stand, in order and apart.
    names: Vec<Range<usize>>,
    /// Words that may be a part of one.
    doubts: Vec<String>,
}

/// The most words that stand between two parts of a name, and the most letters of a nickname there.
const BETWEEN: (usize, usize) = (3, 24);

/// Whether what stands between two parts of names is what people put there: letters for more names, a nickname
/// between marks.
fn is_within_a_name(between: &str) -> bool {
    let is_letter = |word: &str| {
        let letter = word.trim_end_matches('.');
        letter.chars().count() == 1 && letter.chars().all(char::is_uppercase)
    };
    let is_nickname = |word: &str| {
        let marks = |c: char| "\"“”„‟«»‹›‘’‚'()[]".contains(c);
        word.len() > 2
            && word.len() <= BETWEEN.1
            && word.starts_with(marks)
            && word.ends_with(marks)
    };
    let mut words = between.split_whitespace();
    let count = words.clone().count();
    (1..=BETWEEN.0).contains(&count) && words.all(|word| is_letter(word) || is_nickname(word))
}

/// Whether a character is a part of a word that spaces or marks end.
fn joins(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase() || c.is_numeric()
}

/// A text that is searched, with its letters.
struct SearchedText<'t> {
    text: &'t str,
    folded: Folded,
}

impl SearchedText<'_> {
    fn first_of(&self, place: FoldedPlace) -> Option<char> {
        self.text.get(place.start..)?.chars().next()
    }

    /// Whether a word goes on from the letter before this place; scripts without capitals are often written
    /// without spaces, so a name may stand anywhere there.
    fn is_glued(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.folded.place(at));
        let (Some(before), Some(here)) = (before, self.folded.place(at)) else {
            return false;
        };
        let (before, here) = (before.start..here.start, here);
        let last = self.text.get(before).and_then(|text| text.chars().next());
        !here.is_first && last.is_some_and(joins) && self.first_of(here).is_some_and(joins)
    }

    /// Where a match ends when a plural s or a number after it is taken along; none when a word goes on.
    fn end(&self, end: usize, takes_numbers: bool) -> Option<usize> {
        if !self.is_glued(end) {
            return Some(end);
        }
        let rest = self.folded.letters.get(end..)?;
        if rest.starts_with('s') && !self.is_glued(end + 1) {
            return Some(end + 1);
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let after = end + digits;
        (takes_numbers && digits > 0 && !self.is_glued(after)).then_some(after)
    }

    /// Whether only the apostrophe of a name stands before a letter, as in O'Neil: no word begins there.
    fn is_after_apostrophe(&self, place: FoldedPlace) -> bool {
        let before = self.text.get(..place.start).unwrap_or_default();
        let mut back = before.chars().rev();
        let is_mark = back.next().is_some_and(|c| forms::APOSTROPHES.contains(&c));
        is_mark && back.next().is_some_and(char::is_alphanumeric)
    }

    /// The letters of a form that stands here, if it does.
    fn accept(&self, form: &Form, found: &Range<usize>) -> Option<Range<usize>> {
        let letters = found.len();
        let is_free = form.shape == Shape::Whole && letters >= forms::LONG;
        if self.is_glued(found.start) && !is_free {
            return None;
        }
        let end = self.end(found.end, letters >= LEAST_CUT)?;
        let is_cut = |at: usize| form.cuts.contains(&at);
        let inner = || {
            (1..letters).filter(|at| {
                let place = self.folded.place(found.start + at);
                place.is_some_and(|place| place.is_first && !self.is_after_apostrophe(place))
            })
        };
        let (mut gaps, mut others) = (0, 0);
        for at in inner() {
            if is_cut(at) {
                gaps += 1;
            } else {
                others += 1;
            }
        }
        let place = self.folded.place(found.start)?;
        let at_sign = |c: Option<char>| c == Some('@');
        let before = self
            .text
            .get(..place.start)
            .and_then(|text| text.chars().next_back());
        let range = self.folded.range(&(found.start..end))?;
        let after = self
            .text
            .get(range.end..)
            .and_then(|text| text.chars().next());
        let is_account = at_sign(before) || at_sign(after);
        let is_apart = gaps == form.cuts.len() && others == 0;
        let is_one_word = gaps == 0 && others == 0;
        let fits = match form.shape {
            Shape::Whole if form.cuts.is_empty() => {
                others == 0 || !self.first_of(place).is_some_and(joins)
            }
            Shape::Whole => letters >= forms::SURE || is_apart || (is_one_word && is_account),
            Shape::Short => {
                let is_shown = is_account || self.has_dot(&range);
                (is_apart && (is_shown || self.has_large_initials(form, found.start)))
                    || (is_one_word && (letters >= forms::SURE || is_account))
            }
            Shape::Dotted => {
                is_apart && self.has_large_initials(form, found.start) && self.has_dot(&range)
            }
            Shape::Part => is_one_word,
            Shape::Piece => is_one_word && self.first_of(place).is_some_and(char::is_uppercase),
        };
        fits.then_some(found.start..end)
    }

    /// Whether the parts that are one letter are capitals, where there are any.
    fn has_large_initials(&self, form: &Form, start: usize) -> bool {
        form.initials.iter().all(|at| {
            let place = self.folded.place(start + at);
            let letter = place.and_then(|place| self.first_of(place));
            letter.is_some_and(|c| !c.is_lowercase())
        })
    }

    fn has_dot(&self, range: &Range<usize>) -> bool {
        self.text
            .get(range.clone())
            .is_some_and(|text| text.contains(['.', '_', '-']))
    }

    /// A name in a mail address takes the whole address along.
    fn widened(&self, range: Range<usize>) -> Range<usize> {
        let is_mail =
            |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%') || is_mute(c);
        let text = self.text;
        let ahead = text.get(range.end..).unwrap_or_default();
        let local = ahead.len() - ahead.trim_start_matches(is_mail).len();
        let Some(domain) = ahead.get(local..).and_then(|rest| rest.strip_prefix('@')) else {
            return range;
        };
        let named = domain.len() - domain.trim_start_matches(is_mail).len();
        if named == 0 {
            return range;
        }
        let domain = domain
            .get(..named)
            .unwrap_or_default()
            .trim_end_matches('.');
        let before = text.get(..range.start).unwrap_or_default();
        let start = before.trim_end_matches(is_mail).len();
        start..range.end + local + 1 + domain.len()
    }
}

impl PrivateNames {
    /// Looks for these people, each with what it is called and what else it goes by.
    pub fn of<'n>(people: impl IntoIterator<Item = (&'n str, &'n [String])>) -> Self {
        let mut all: BTreeMap<String, Vec<Form>> = BTreeMap::new();
        for (name, others) in people {
            for (spelling, form) in forms::of(name, others) {
                let known = all.entry(spelling).or_default();
                if !known.contains(&form) {
                    known.push(form);
                }
            }
        }
        let mut names = Self::default();
        let mut patterns = Vec::new();
        for (spelling, forms) in all {
            if forms.iter().any(|form| form.shape == Shape::Whole) {
                names.longest = names.longest.max(spelling.len());
                names.spellings.push(spelling.clone());
            }
            for form in forms {
                patterns.push(spelling.clone());
                names.forms.push(form);
            }
        }
        if !patterns.is_empty() {
            // Only names beyond any memory could be refused.
            names.automaton = AhoCorasick::new(&patterns).ok();
        }
        names
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.automaton.is_none()
    }

    fn find(&self, text: &str) -> FoundName {
        let Some(automaton) = &self.automaton else {
            return FoundName::default();
        };
        let (mut names, mut parts) = (Vec::new(), Vec::new());
        for folded in Folded::all(text) {
            let searched = SearchedText { text, folded };
            names.extend(self.cut_names(&searched));
            for found in automaton.find_overlapping_iter(&searched.folded.letters) {
                let form = self.forms.get(found.pattern().as_usize());
                let Some(form) = form else { continue };
                let accepted = searched.accept(form, &found.range());
                let range = accepted.and_then(|letters| searched.folded.range(&letters));
                let Some(range) = range else { continue };
                match form.shape {
                    Shape::Part | Shape::Piece => parts.push((range, form.shape)),
                    Shape::Whole | Shape::Short | Shape::Dotted => {
                        names.push(searched.widened(range));
                    }
                }
            }
        }
        parts.sort_unstable_by_key(|(range, _)| (range.start, range.end));
        names.extend(parts.windows(2).filter_map(|pair| match pair {
            [(one, _), (other, _)] => {
                let between = text.get(one.end..other.start)?;
                is_within_a_name(between).then_some(one.start..other.end)
            }
            _ => None,
        }));
        names.sort_unstable_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let mut apart: Vec<Range<usize>> = Vec::new();
        for range in names {
            match apart.last_mut() {
                Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                _ => apart.push(range),
            }
        }
        let told = |(range, shape)| (shape == Shape::Part).then_some(range);
        let mut parts: Vec<Range<usize>> = parts.into_iter().filter_map(told).collect();
        parts.sort_unstable_by_key(|part| (part.start, std::cmp::Reverse(part.end)));
        // The Neil of an O'Neil is told once.
        let mut told_to = 0;
        parts.retain(|part| {
            let is_new = part.end > told_to;
            told_to = told_to.max(part.end);
            is_new
        });
        parts.retain(|part| {
            apart
                .iter()
                .all(|name| part.end <= name.start || name.end <= part.start)
        });
        let doubts = parts.into_iter().filter_map(|part| text.get(part));
        FoundName {
            doubts: doubts.map(str::to_owned).collect(),
            names: apart,
        }
    }

    /// Names that were cut to fit: the letters before a … begin one.
    fn cut_names(&self, searched: &SearchedText<'_>) -> Vec<Range<usize>> {
        let mut all = Vec::new();
        let letters = &searched.folded.letters;
        for (cut, mark) in searched.text.match_indices('…') {
            let end = searched
                .folded
                .places
                .partition_point(|place| place.start < cut);
            let begin = (end.saturating_sub(self.longest)..end).find(|from| {
                let starts = letters.is_char_boundary(*from) && !searched.is_glued(*from);
                let begun = letters.get(*from..end).unwrap_or_default();
                starts && begun.chars().count() >= LEAST_CUT && self.begins(begun)
            });
            let start = begin.and_then(|from| searched.folded.place(from));
            if let Some(start) = start {
                all.push(start.start..cut + mark.len());
            }
        }
        all
    }

    /// Whether some name begins so.
    fn begins(&self, letters: &str) -> bool {
        let at = self
            .spellings
            .partition_point(|name| name.as_str() < letters);
        self.spellings
            .get(at)
            .is_some_and(|name| name.starts_with(letters))
    }

    /// Takes the names out of a text.
    pub fn withhold<'t>(&self, text: &'t str) -> Withheld<'t> {
        let FoundName { names, doubts } = self.find(text);
        let (mut out, mut at) = (String::new(), 0);
        for name in &names {
            out += text.get(at..name.start).unwrap_or_default();
            out += WITHHELD;
            at = name.end;
        }
        let text = if names.is_empty() {
            Cow::Borrowed(text)
        } else {
            out += text.get(at..).unwrap_or_default();
            Cow::Owned(out)
        };
        Withheld {
            text,
            names: names.len(),
            doubts,
        }
    }
}

/// A text without private names.
#[derive(Debug)]
pub struct Withheld<'t> {
    /// The text.
    pub text: Cow<'t, str>,
    /// How many names were taken out.
    pub names: usize,
    /// The words that may be a part of a name, and nobody can tell.
    pub doubts: Vec<String>,
}

#[cfg(test)]
mod tests;
