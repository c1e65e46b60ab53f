//! Subjects: what the name before a sign stands for.
//!
//! Owns the names a filter knows: every field of an item by name and label, the computed numbers and
//! the words `is`, `unknown` and `known`. Knows no values.

use crate::desk::filter::Complaint;
use crate::desk::filter::fold::plain;
use crate::model::field::Field;
use crate::model::item::Item;
use crate::model::key::LISTS_NEXT;
use crate::model::record::{Declared, Kind};

/// A number that scoring computes; a [`Scored`](crate::desk::filter::Scored) carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Computed {
    /// The place in the order shown.
    Rank,
    /// The score of the lens shown.
    Score,
    /// The cost of delay.
    CostOfDelay,
}

impl Computed {
    /// Its name on the screen.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rank => "rank",
            Self::Score => "score",
            Self::CostOfDelay => "cost of delay",
        }
    }
}

/// What a name before a sign stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// The field of an item at this position.
    Field(usize),
    /// A computed number.
    Computed(Computed),
    /// `is:` and a word for the item's standing.
    Is,
    /// `unknown:` and the name of a field or computed number.
    Unknown,
    /// `known:`, the opposite.
    Known,
    /// `who:` and a part of a name: anybody the item is linked with.
    Who,
    /// `stage:` and a part of the name of a stage of a journey that the item makes better.
    Stage,
}

/// The names that are no fields: spelling, label, help. The first spelling of a subject is offered.
const WORDS: [(&str, Subject, &str, &str); 9] = [
    (
        "is",
        Subject::Is,
        "Is",
        "Selected, placed by hand, open, closed, tied or ready.",
    ),
    (
        "unknown",
        Subject::Unknown,
        "Unknown",
        "Nobody has said yet: unknown:size.",
    ),
    (
        "known",
        Subject::Known,
        "Known",
        "Somebody has said: known:due.",
    ),
    (
        "rank",
        Subject::Computed(Computed::Rank),
        "Rank",
        "The place in the order: rank<=10.",
    ),
    (
        "score",
        Subject::Computed(Computed::Score),
        "Score",
        "The score of the ranking shown: score>2.",
    ),
    (
        "wsjf",
        Subject::Computed(Computed::Score),
        "WSJF",
        "The same as score.",
    ),
    (
        "cod",
        Subject::Computed(Computed::CostOfDelay),
        "Cost of delay",
        "The cost of delay: cod>=20.",
    ),
    (
        "who",
        Subject::Who,
        "Who",
        "Whoever asked for it or looks after it: who:nadia.",
    ),
    (
        "stage",
        Subject::Stage,
        "Stage",
        "The stage of a journey that it makes better: stage:return.",
    ),
];

/// Other words for the fields of an item, as people and other tools call them.
const SYNONYMS: [(&str, &str); 12] = [
    ("customer", "requester"),
    ("by", "requester"),
    ("assignee", "owner"),
    ("sprint", "iteration"),
    ("interval", "increment"),
    ("pi", "increment"),
    ("type", "sort"),
    ("allocation", "bucket"),
    ("status", "state"),
    ("points", "size"),
    ("tag", "labels"),
    ("dependson", "needs"),
];

/// A spelling under which a subject is known.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// Letters and digits in lower case, as [`plain`] makes them.
    pub(super) plain: String,
    /// The spelling that is offered.
    pub(super) spelling: String,
    /// What it stands for.
    pub(super) subject: Subject,
    /// The words on the screen.
    pub(super) label: &'static str,
    /// One sentence.
    pub(super) help: &'static str,
}

/// Every name: the words that are no fields, then the fields, then the fields by their label.
pub(super) fn names(kind: &'static Kind) -> Vec<Name> {
    // Ranks and scores are of items alone.
    let is_item = kind == Item::KIND;
    let of_all = |subject: &Subject| {
        !matches!(
            subject,
            Subject::Computed(_) | Subject::Who | Subject::Stage
        )
    };
    let words = WORDS
        .iter()
        .filter(move |word| is_item || of_all(&word.1))
        .map(|(name, subject, label, help)| Name {
            plain: (*name).to_owned(),
            spelling: (*name).to_owned(),
            subject: *subject,
            label,
            help,
        });
    let fields = || kind.fields.iter().enumerate();
    let named = |(at, field): (usize, &Field), spelling: String| Name {
        plain: plain(&spelling),
        spelling,
        subject: Subject::Field(at),
        label: field.label.said(),
        help: field.help.said(),
    };
    words
        .chain(fields().map(|(at, field)| named((at, field), field.name.to_owned())))
        .chain(fields().map(|(at, field)| named((at, field), plain(field.label.said()))))
        .chain(
            SYNONYMS
                .iter()
                .filter(|_| is_item)
                .filter_map(|(word, name)| {
                    let at = kind.field(name)?;
                    Some(named((at, kind.fields.get(at)?), (*word).to_owned()))
                }),
        )
        .collect()
}

/// The subject a name means: the one called so, or the only one that begins so; a field before what is computed.
pub(super) fn find(kind: &'static Kind, name: &str) -> Result<Subject, Complaint> {
    let wanted = plain(name);
    let names = names(kind);
    if let Some(exact) = names.iter().find(|known| known.plain == wanted) {
        return Ok(exact.subject);
    }
    let mut found: Vec<&Name> = Vec::new();
    for known in names
        .iter()
        .filter(|known| known.plain.starts_with(&wanted))
    {
        if found.iter().all(|other| other.subject != known.subject) {
            found.push(known);
        }
    }
    let is_field = |name: &&&Name| matches!(name.subject, Subject::Field(_));
    if found.iter().filter(is_field).count() == 1 {
        found.retain(|name| is_field(&name));
    }
    match found.as_slice() {
        [only] => Ok(only.subject),
        [] => Err(Complaint::new(
            format!("{} has no “{name}”", a(kind)),
            there(kind, &wanted),
        )),
        several => {
            let spellings: Vec<&str> = several.iter().map(|n| n.spelling.as_str()).collect();
            Err(Complaint::new(
                format!("“{name}” can mean {}", spellings.join(", ")),
                "type more of the name",
            ))
        }
    }
}

/// How many names are listed where one was not found.
const NAMES: usize = 10;

/// The names there are, those most like the wanted one first.
fn there(kind: &'static Kind, wanted: &str) -> String {
    let all = names(kind).into_iter();
    let alike = all.map(|name| (strsim::jaro_winkler(&name.plain, wanted), name));
    let mut all: Vec<(f64, Name)> = alike.collect();
    all.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut found: Vec<&Name> = Vec::new();
    for (_, name) in &all {
        if found.iter().all(|other| other.subject != name.subject) {
            found.push(name);
        }
    }
    let found = found.iter().take(NAMES).map(|name| name.spelling.as_str());
    let found: Vec<&str> = found.collect();
    format!(
        "there are {} ... · {LISTS_NEXT} after a letter lists them",
        found.join(", ")
    )
}

/// A record of a kind, with its article: `an item`.
fn a(kind: &Kind) -> String {
    let label = kind.name();
    let article = if label.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {label}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &str) {
        let got = match find(Item::KIND, name) {
            Ok(Subject::Field(at)) => Item::KIND.fields.get(at).map_or("", |f| f.name).to_owned(),
            Ok(other) => format!("{other:?}"),
            Err(complaint) => complaint.what,
        };
        assert_eq!(got, expected, "{name}");
    }

    #[test]
    fn names_are_found_by_name_label_and_beginning() {
        check("size", "size");
        check("JobSize", "size");
        check("kind", "sort");
        check("buck", "bucket");
        check("need", "need");
        check("weekly-cost", "weekly_cost");
        check("user", "value");
        check("wsjf", "Computed(Score)");
        check("unkn", "Unknown");
        check("req", "“req” can mean request, requester");
        check("colour", "an item has no “colour”");
        check("customer", "requester");
        check("by", "requester");
        check("sprint", "iteration");
        check("team", "team");
        check("who", "Who");
    }

    #[test]
    fn no_name_stands_for_two_things() {
        let names = names(Item::KIND);
        for name in &names {
            let first = names.iter().find(|other| other.plain == name.plain);
            assert_eq!(first.map(|n| n.subject), Some(name.subject), "{name:?}");
        }
    }
}
