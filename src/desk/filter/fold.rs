//! Folding: texts made comparable, without case and, for Latin letters, without accents.
//!
//! Owns the one rule by which a filter finds text, and the text of an item that plain words search.
//! Knows no filter and no screen.

use crate::model::item::Item;

/// The folded text of one item that plain words search: title, key, id, request and labels.
///
/// Made once when the item changes, so that a keystroke only searches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Haystack(String);

impl Haystack {
    /// The haystack of an item.
    pub fn of(item: &Item) -> Self {
        let mut text = fold(&item.title);
        for part in [item.key.as_str(), item.id.as_str(), &*item.request]
            .into_iter()
            .chain(item.labels.iter().map(String::as_str))
        {
            text.push('\n');
            text.push_str(&fold(part));
        }
        Self(text)
    }

    /// Whether a folded text stands in it.
    /// Folds the parts of a text, a line each.
    pub fn from_parts(parts: impl Iterator<Item = String>) -> Self {
        Self(parts.map(|part| fold(&part)).collect::<Vec<_>>().join("\n"))
    }

    pub(super) fn contains(&self, folded: &str) -> bool {
        self.0.contains(folded)
    }
}

/// A text in lower case; Latin letters lose their accents, composed or not.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars()
        .flat_map(char::to_lowercase)
        .filter(|c| !matches!(c, '\u{300}'..='\u{36f}'))
        .map(bare)
        .collect()
}

/// A folded text without anything but letters and digits: `User-business value` and
/// `user_business_value` are the same name.
pub(super) fn plain(text: &str) -> String {
    let mut folded = fold(text);
    folded.retain(char::is_alphanumeric);
    folded
}

/// How well a folded text fits what was typed: 0 begins with it, 1 has a word that does, 2 contains
/// it; none when it does not.
pub(super) fn fit(text: &str, typed: &str) -> Option<u8> {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    if text.starts_with(typed) {
        Some(0)
    } else if words.any(|word| word.starts_with(typed)) {
        Some(1)
    } else {
        text.contains(typed).then_some(2)
    }
}

/// A lower-case letter without its accent (Latin-1 and Latin Extended-A).
const fn bare(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ĥ' | 'ħ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => 'i',
        'ĵ' => 'j',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' => 's',
        'ţ' | 'ť' | 'ŧ' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ς' => 'σ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_do_not_matter() {
        for (text, folded) in [
            ("CHECKOUT", "checkout"),
            ("Crème Brûlée", "creme brulee"),
            ("Cre\u{300}me", "creme"),
            ("Łódź İzmir ŽLUŤOUČKÝ", "lodz izmir zlutoucky"),
            ("ΟΔΟΣ", "οδοσ"),
            ("日本語", "日本語"),
        ] {
            assert_eq!(fold(text), folded);
        }
        assert_eq!(plain("User-business  value"), plain("user_business_VALUE"));
    }

    #[test]
    fn beginnings_fit_best() {
        assert_eq!(fit("tech debt", "te"), Some(0));
        assert_eq!(fit("tech debt", "de"), Some(1));
        assert_eq!(fit("tech debt", "bt"), Some(2));
        assert_eq!(fit("tech debt", "x"), None);
    }
}
