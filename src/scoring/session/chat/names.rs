//! Whose name it is that somebody is called by in a chat.
//!
//! Owns how names are compared: without accents and case, word by word, and only where one person fits.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::id::Id;

/// A text without accents and case, and only its letters and digits, word by word.
pub fn folded(text: &str) -> Vec<String> {
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c));
    let plain: String = plain.flat_map(char::to_lowercase).collect();
    let plain = plain
        .replace('ø', "o")
        .replace('ß', "ss")
        .replace('ł', "l")
        .replace('đ', "d");
    let plain = plain
        .replace('æ', "ae")
        .replace('œ', "oe")
        .replace('ı', "i");
    let words = plain.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether the words of a name fit those of somebody who is known.
type Fits = fn(&[String], &[String]) -> bool;

/// Whose name it is, where only one person fits; the closer way to fit comes first.
pub fn whose(name: &str, people: &[(Id, &str)]) -> Option<Id> {
    let name = folded(name);
    if name.is_empty()
        || name
            .iter()
            .all(|word| word.chars().all(|c| c.is_ascii_digit()))
    {
        return None;
    }
    let known: Vec<(Id, Vec<String>)> = people
        .iter()
        .map(|(id, name)| (*id, folded(name)))
        .collect();
    let ways: [Fits; 5] = [
        |name, known| name == known,
        |name, known| {
            // In any order, as `Osei, Amara`.
            let (mut one, mut other) = (name.to_vec(), known.to_vec());
            one.sort();
            other.sort();
            one == other
        },
        |name, known| name.iter().all(|word| known.contains(word)),
        |name, known| {
            let begins = |word: &String| known.iter().any(|one| one.starts_with(word.as_str()));
            name.iter().all(begins) && name.iter().any(|word| word.len() > 1)
        },
        |name, known| {
            let initials: String = known
                .iter()
                .filter_map(|word| word.chars().next())
                .collect();
            name.concat() == initials && initials.len() > 1
        },
    ];
    for fits in ways {
        let mut found = known.iter().filter(|(_, known)| fits(&name, known));
        if let Some((person, _)) = found.next() {
            return found.all(|(other, _)| other == person).then_some(*person);
        }
    }
    None
}
