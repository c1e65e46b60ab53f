//! The name somebody meant when they wrote another one.

/// The candidate that differs by one or two letters, if one does.
pub(crate) fn nearest<'c>(
    written: &str,
    candidates: impl Iterator<Item = &'c str>,
) -> Option<&'c str> {
    let limit = if written.chars().count() > 4 { 2 } else { 1 };
    candidates
        .map(|candidate| (distance(written, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many letters must be added, taken away or replaced to get from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    if from.len() > 40 {
        return usize::MAX;
    }
    let to: Vec<char> = to.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (at, c) in from.to_lowercase().chars().enumerate() {
        let mut diagonal = at;
        let mut left = at + 1;
        for (above, wanted) in row.iter_mut().skip(1).zip(&to) {
            let cost = diagonal + usize::from(c != *wanted);
            diagonal = *above;
            left = cost.min(left + 1).min(*above + 1);
            *above = left;
        }
        if let Some(first) = row.first_mut() {
            *first = at + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger_are_seen() {
        let names = ["size", "state", "criticality"];
        let check = |written, expected| {
            assert_eq!(nearest(written, names.into_iter()), expected, "{written}");
        };
        check("sise", Some("size"));
        check("Size", Some("size"));
        check("critcality", Some("criticality"));
        check("sizes", Some("size"));
        check("color", None);
        check("", None);
    }
}
