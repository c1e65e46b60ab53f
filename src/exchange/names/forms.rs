//! The ways in which one name may be written.
//!
//! Owns the list of them, as folded letters with where the parts meet. What stands between the parts is for the
//! search to judge.

use super::folded::{fold, is_mute};

/// From so many letters on two parts are sure to be this name, whatever stands between or around them.
pub(super) const SURE: usize = 6;

/// From so many letters on nothing has to end a word before them.
pub(super) const LONG: usize = 8;

/// The fewest letters of a part that is told when it stands alone.
const LEAST_PART: usize = 4;

/// How a form is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Every part in full.
    Whole,
    /// One part in full, the others by their first letters.
    Short,
    /// First letters alone, with dots.
    Dotted,
    /// A part alone, which may be somebody else.
    Part,
    /// A part of few letters, which alone is nobody.
    Piece,
}

/// What stands inside one part of a name, as in O'Neil.
pub(super) const APOSTROPHES: [char; 6] = ['\'', '’', '‘', 'ʼ', '`', '´'];

/// A form besides its letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) shape: Shape,
    /// Where parts meet, in bytes.
    pub(super) cuts: Vec<usize>,
    /// Where parts begin that are one letter alone.
    pub(super) initials: Vec<usize>,
}

/// Titles, which are no part of a name.
const TITLES: [&str; 14] = [
    "dr", "prof", "mr", "mrs", "ms", "miss", "herr", "frau", "ing", "dipl", "sir", "mme", "jr",
    "sr",
];

/// The parts of a name, the given name first. What is in brackets is no part.
fn parts(name: &str) -> Vec<String> {
    let name = name.split(['(', '[', '<']).next().unwrap_or_default();
    // “Müller, José” is written the other way round.
    let turned = match name.split_once(',') {
        Some((family, given)) => format!("{given} {family}"),
        None => name.to_owned(),
    };
    let apart = |c: char| !c.is_alphanumeric() && !is_mute(c) && !APOSTROPHES.contains(&c);
    let mut parts: Vec<String> = turned
        .split(apart)
        .filter(|part| part.chars().flat_map(fold).next().is_some())
        .map(str::to_owned)
        .collect();
    let is_title = |part: &String| {
        let folded: String = part.chars().flat_map(fold).collect();
        TITLES.contains(&folded.as_str())
    };
    if !parts.iter().all(is_title) {
        parts.retain(|part| !is_title(part));
    }
    parts
}

/// How a part may be spelled without its marks: plainly, as German does, and the other way round.
fn spelled(part: &str, way: usize) -> String {
    let composed: String = unicode_normalization::UnicodeNormalization::nfkc(part).collect();
    let plain = || composed.chars().flat_map(fold).collect::<String>();
    match way {
        0 => plain(),
        1 => {
            let mut out = String::new();
            for c in composed.chars().flat_map(char::to_lowercase) {
                match c {
                    'ä' => out += "ae",
                    'ö' | 'ø' => out += "oe",
                    'ü' => out += "ue",
                    'å' => out += "aa",
                    _ => out.extend(fold(c)),
                }
            }
            out
        }
        _ => plain()
            .replace("ae", "a")
            .replace("oe", "o")
            .replace("ue", "u"),
    }
}

/// A list of parts put together.
fn joined(parts: &[&str], shape: Shape) -> (String, Form) {
    let mut letters = String::new();
    let (mut cuts, mut initials) = (Vec::new(), Vec::new());
    for part in parts {
        if !letters.is_empty() {
            cuts.push(letters.len());
        }
        if first(part) == *part {
            initials.push(letters.len());
        }
        letters += part;
    }
    let form = Form {
        shape,
        cuts,
        initials,
    };
    (letters, form)
}

fn first(part: &str) -> &str {
    let end = part.chars().next().map_or(0, char::len_utf8);
    part.get(..end).unwrap_or_default()
}

/// Every form of a name and of what else its bearer goes by, with its letters.
pub(super) fn of(name: &str, others: &[String]) -> Vec<(String, Form)> {
    let mut all = Vec::new();
    let parts = parts(name);
    // O'Neil is written O Neil, too.
    let halves = parts.iter().flat_map(|part| part.split(APOSTROPHES));
    let halves: Vec<String> = halves
        .filter(|half| !half.is_empty())
        .map(str::to_owned)
        .collect();
    let halves = (halves != parts).then_some(&halves);
    for parts in std::iter::once(&parts).chain(halves) {
        for way in 0..3 {
            let parts: Vec<String> = parts.iter().map(|part| spelled(part, way)).collect();
            of_parts(
                &parts.iter().map(String::as_str).collect::<Vec<_>>(),
                &mut all,
            );
        }
    }
    for other in others {
        for way in 0..3 {
            let parts: Vec<String> = self::parts(other)
                .iter()
                .map(|part| spelled(part, way))
                .collect();
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            all.push(joined(&parts, Shape::Whole));
        }
        if let Some((account, _)) = other.split_once('@') {
            all.push(joined(&[spelled(account, 0).as_str()], Shape::Whole));
        }
    }
    all.retain(|(letters, _)| !letters.is_empty());
    all
}

fn of_parts(parts: &[&str], all: &mut Vec<(String, Form)>) {
    let ([given, .., family], [_, middle @ .., _]) = (parts, parts) else {
        all.push(joined(parts, Shape::Whole));
        return;
    };
    let mut add = |parts: &[&str], shape| all.push(joined(parts, shape));
    let letters: Vec<&str> = parts.iter().map(|part| first(part)).collect();
    add(parts, Shape::Whole);
    add(&[given, family], Shape::Whole);
    add(&[family, given], Shape::Whole);
    let back: Vec<&str> = std::iter::once(*family)
        .chain(parts.iter().copied().take(parts.len() - 1))
        .collect();
    add(&back, Shape::Whole);
    let rest: Vec<&str> = parts.iter().copied().skip(1).chain([*given]).collect();
    add(&rest, Shape::Whole);
    if !middle.is_empty() {
        let middle = middle.iter().map(|part| first(part));
        let full: Vec<&str> = std::iter::once(*given)
            .chain(middle)
            .chain([*family])
            .collect();
        add(&full, Shape::Whole);
        let short = letters
            .iter()
            .copied()
            .take(parts.len() - 1)
            .chain([*family]);
        add(&short.collect::<Vec<_>>(), Shape::Short);
        // A family name of several words, with its first one alone, and as one word: Meyer-Schmidt, van Gogh.
        let families = || parts.iter().copied().skip(1);
        let initial = first(given);
        add(
            &std::iter::once(initial)
                .chain(families())
                .collect::<Vec<_>>(),
            Shape::Short,
        );
        add(
            &families().chain([initial]).collect::<Vec<_>>(),
            Shape::Short,
        );
        let one: String = families().collect();
        add(&[initial, &one], Shape::Short);
        add(&[&one, initial], Shape::Short);
        if let Some(second) = families()
            .next()
            .filter(|part| part.chars().count() >= LEAST_PART)
        {
            add(&[given, second], Shape::Whole);
            add(&[second, given], Shape::Whole);
            add(&[initial, second], Shape::Short);
            add(&[second, initial], Shape::Short);
        }
    }
    add(&[first(given), family], Shape::Short);
    add(&[family, first(given)], Shape::Short);
    add(&[given, first(family)], Shape::Short);
    add(&letters, Shape::Dotted);
    add(&[first(given), first(family)], Shape::Dotted);
    for part in parts {
        match part.chars().count() {
            LEAST_PART.. => add(&[part], Shape::Part),
            2.. => add(&[part], Shape::Piece),
            _ => {}
        }
    }
}
