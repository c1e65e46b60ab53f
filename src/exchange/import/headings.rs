//! Headings: the names of columns as people and programs write them, in one form.
//!
//! Owns case, camel case, underscores, plurals, and what stands in brackets or in front. Knows no name.

use super::words;

/// Words for the item itself, which may stand before the name of a column.
const NOUNS: [&str; 17] = [
    "backlog item",
    "work item",
    "user story",
    "master feature",
    "current",
    "issue",
    "task",
    "item",
    "story",
    "ticket",
    "card",
    "feature",
    "activity",
    "requirement",
    "bug",
    "request",
    "pbi",
];

/// A name without case, camel case, underscores and double spaces.
pub(super) fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut before = ' ';
    for c in name.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            plain.push(' ');
        }
        before = c;
        match c {
            '_' | '\u{a0}' | '\u{3000}' => plain.push(' '),
            '’' => plain.push('\''),
            c => plain.extend(c.to_lowercase()),
        }
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ").trim_end_matches([':', '*']).to_owned()
}

/// The same with each word in the singular, and hyphens as spaces.
pub(super) fn singular(plain: &str) -> String {
    let words = plain.split([' ', '-']).filter(|word| !word.is_empty());
    let one = |word: &str| match word.strip_suffix('s') {
        Some(one) if one.len() > 2 && !one.ends_with(['s', 'u', 'i']) => one.to_owned(),
        _ => word.to_owned(),
    };
    words.map(one).collect::<Vec<_>>().join(" ")
}

/// What stands before brackets at the end, and in them: `Effort [points]`.
pub(super) fn bracketed(plain: &str) -> Option<(&str, &str)> {
    let pairs = [(')', '('), (']', '['), ('）', '（')];
    pairs.into_iter().find_map(|(end, start)| {
        let (before, inner) = plain.strip_suffix(end)?.split_once(start)?;
        let before = before.trim_end();
        (!before.is_empty()).then_some((before, inner.trim()))
    })
}

/// What follows a word for the item: `status` of `task status`.
pub(super) fn without_noun(plain: &str) -> Option<&str> {
    let mut rests = NOUNS.iter().filter_map(|noun| plain.strip_prefix(noun));
    rests.find_map(|rest| rest.strip_prefix([' ', '-']))
}

/// Whether a unit is one of time.
pub(super) fn is_time(unit: &str) -> bool {
    const UNITS: &str = "h, hr, hrs, hour, hours, min, minutes, s, sec, seconds, d, day, days, md, pd, \
        man days, person days, stunden, tage, pt, heures, jours, horas, días, dias, ore, giorni";
    words::has(UNITS, unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_one_form() {
        let check = |name, expected| assert_eq!(plain(name), expected);
        check("Issue  key", "issue key");
        check("dueDate", "due date");
        check("Current_Status", "current status");
        check("ISSUE KEY:", "issue key");
        check("Won’t", "won't");
        assert_eq!(singular("story points"), "story point");
        assert_eq!(singular("status class sub-tasks"), "status class sub task");
        assert_eq!(bracketed("effort [sp]"), Some(("effort", "sp")));
        assert_eq!(bracketed("(x)"), None);
        assert_eq!(without_noun("task status"), Some("status"));
        assert_eq!(without_noun("tasks"), None);
    }
}
