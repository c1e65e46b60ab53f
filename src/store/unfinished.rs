//! Texts in which a merge was left unfinished: the markers of git (merge, diff3, zdiff3) and jj.
//!
//! Owns taking such a text apart into its sides. A text whose sides cannot be read stays refused.

use super::merge::join;
use crate::edit::merge::Conflict;
use crate::model::Workspace;
use crate::model::text::{Problem, clean_line};

/// A merge that was left unfinished in a file, and what is to be looked at before it is finished.
#[derive(Clone, Debug, PartialEq)]
pub struct Unfinished {
    /// The name of the other side, as the markers give it.
    pub theirs: String,
    /// What both sides changed. The workspace has our side of it.
    pub conflicts: Vec<Conflict>,
}

/// The sides of an unfinished merge.
#[derive(Debug, Default, PartialEq, Eq)]
struct MarkedSides {
    base: Option<String>,
    ours: String,
    theirs: String,
    /// What the markers call the other side.
    name: String,
}

/// Opens a text with conflict markers as the merge it is; none when it holds none or cannot be read.
pub(super) fn open(text: &str) -> Option<(Workspace, Vec<Problem>, Unfinished)> {
    let sides = sides(text)?;
    let joined = join(sides.base.as_deref(), &sides.ours, &sides.theirs, None).ok()?;
    let unfinished = Unfinished {
        theirs: sides.name.clone(),
        conflicts: joined.conflicts,
    };
    Some((joined.workspace, joined.problems, unfinished))
}

/// The text on which the workspace of an unfinished merge is written; none for other texts.
pub(super) fn template(text: &str) -> Option<String> {
    let sides = sides(text)?;
    let joined = join(sides.base.as_deref(), &sides.ours, &sides.theirs, None).ok()?;
    Some(joined.template.to_owned())
}

/// What the lines between two markers are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum MarkedPart {
    /// A side, or with `true` the base.
    Whole { is_base: bool },
    /// The way from the base to a side, line by line, as jj writes it.
    Steps,
}

/// One place where the sides differ.
#[derive(Default)]
struct Hunk {
    base: Option<String>,
    sides: Vec<String>,
}

impl Hunk {
    fn begin(&mut self, part: MarkedPart) {
        if part == (MarkedPart::Whole { is_base: true }) || part == MarkedPart::Steps {
            self.base.get_or_insert_default();
        }
        if part != (MarkedPart::Whole { is_base: true }) {
            self.sides.push(String::new());
        }
    }

    fn line(&mut self, part: MarkedPart, line: &str) {
        let (to_base, to_side, line) = match part {
            MarkedPart::Whole { is_base } => (is_base, !is_base, line),
            MarkedPart::Steps => {
                let mut rest = line.chars();
                let sign = rest.next();
                (sign != Some('+'), sign != Some('-'), rest.as_str())
            }
        };
        if let (true, Some(base)) = (to_base, &mut self.base) {
            base.push_str(line);
        }
        if let (true, Some(side)) = (to_side, self.sides.last_mut()) {
            side.push_str(line);
        }
    }
}

/// Takes a text with conflict markers apart; none when it holds none, or others than of two sides.
fn sides(text: &str) -> Option<MarkedSides> {
    if !text.contains("<<<<<<<") {
        return None;
    }
    let mut sides = MarkedSides::default();
    let mut base = Some(String::new());
    let mut open: Option<(Hunk, Option<MarkedPart>)> = None;
    let mut found = false;
    for line in text.split_inclusive('\n') {
        let plain = line.trim_start_matches('\u{feff}');
        let Some((hunk, part)) = &mut open else {
            if label(plain, '<').is_some() {
                (open, found) = (Some((Hunk::default(), None)), true);
            } else {
                sides.ours.push_str(line);
                sides.theirs.push_str(line);
                if let Some(base) = &mut base {
                    base.push_str(line);
                }
            }
            continue;
        };
        if let Some(name) = label(line, '>') {
            let Hunk {
                base: before,
                sides: both,
            } = std::mem::take(hunk);
            let [here, there] = both.try_into().ok()?;
            sides.ours.push_str(&here);
            sides.theirs.push_str(&there);
            base = base.zip(before).map(|(base, before)| base + &before);
            if sides.name.is_empty()
                && !name.starts_with("Conflict ")
                && !name.starts_with("conflict ")
            {
                sides.name = clean_line(name).into_owned();
            }
            open = None;
        } else if let Some(next) = next(line) {
            let of_git = label(line, '=').or_else(|| label(line, '|')).is_some();
            if part.is_none() && of_git {
                hunk.begin(MarkedPart::Whole { is_base: false });
            }
            hunk.begin(next);
            *part = Some(next);
        } else if part.is_none() {
            // In git our side begins at once.
            let first = MarkedPart::Whole { is_base: false };
            hunk.begin(first);
            hunk.line(first, line);
            *part = Some(first);
        } else if label(line, '\\').is_none()
            && let Some(part) = *part
        {
            hunk.line(part, line);
        }
    }
    if !found || open.is_some() {
        return None;
    }
    sides.base = base;
    if sides.name.is_empty() {
        "theirs".clone_into(&mut sides.name);
    }
    Some(sides)
}

/// The part that a marker within a conflict begins.
fn next(line: &str) -> Option<MarkedPart> {
    let begins = |marks: [char; 2]| marks.into_iter().any(|mark| label(line, mark).is_some());
    if begins(['|', '-']) {
        Some(MarkedPart::Whole { is_base: true })
    } else if begins(['=', '+']) {
        Some(MarkedPart::Whole { is_base: false })
    } else {
        label(line, '%').map(|_| MarkedPart::Steps)
    }
}

/// What stands behind a marker of seven of these; none when the line is no such marker.
fn label(line: &str, mark: char) -> Option<&str> {
    let rest = line.trim_end_matches(['\n', '\r']);
    let behind = rest.trim_start_matches(mark);
    let is_marker = rest.len() - behind.len() == 7;
    (is_marker && (behind.is_empty() || behind.starts_with(' '))).then(|| behind.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, base: Option<&str>, ours: &str, theirs: &str, name: &str) {
        let expected = MarkedSides {
            base: base.map(str::to_owned),
            ours: ours.to_owned(),
            theirs: theirs.to_owned(),
            name: name.to_owned(),
        };
        assert_eq!(sides(text), Some(expected), "{text}");
    }

    #[test]
    fn the_markers_of_git_come_apart() {
        let merge = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> topic\nd\n";
        check(merge, None, "a\nb\nd\n", "a\nc\nd\n", "topic");
        let diff3 = "<<<<<<< ours\r\nb\r\n||||||| 12ab\r\nx\r\n=======\r\n>>>>>>> theirs\r\n";
        check(diff3, Some("x\r\n"), "b\r\n", "", "theirs");
        let nothing = "a\n<<<<<<<\n=======\nc\n>>>>>>>\n";
        check(nothing, None, "a\n", "a\nc\n", "theirs");
    }

    #[test]
    fn the_markers_of_jj_come_apart() {
        let steps = "a\n<<<<<<< Conflict 1 of 1\n%%%%%%% Changes from base to side #1\n a\n-b\n+c\n+++++++ Contents of side #2\nd\n>>>>>>> Conflict 1 of 1 ends\n";
        check(steps, Some("a\na\nb\n"), "a\na\nc\n", "a\nd\n", "theirs");
        let whole = "<<<<<<< conflict 1 of 1\n+++++++ x\nb\n------- base\na\n+++++++ y\nc\n>>>>>>> conflict 1 of 1 ends\n";
        check(whole, Some("a\n"), "b\n", "c\n", "theirs");
    }

    #[test]
    fn other_texts_are_left_alone() {
        for text in [
            "a\n",
            "<<<<<<< open\na\n=======\nb\n",
            "<<<<<<< a\n=======\n=======\n>>>>>>> three\n",
            "<<<<<<<< eight\n",
            "a <<<<<<< b\n",
        ] {
            assert_eq!(sides(text), None, "{text}");
        }
    }
}
