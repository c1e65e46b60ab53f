//! Which fields of a form are seen first, and which stand in groups behind a heading that opens.
//!
//! Owns that a form fits: what a record needs comes first, with the estimates that the ranking method asks for; a kind
//! with few fields shows all of them. The order of the file is that of the kind.

use crate::dialogs::form::Form;
use crate::model::field::{FieldType, Value};
use crate::model::item::Item;
use crate::model::record::{Declared, Kind};
use crate::model::settings::Lens;
use crate::scoring::ranking::method::Method;

/// How many fields a form shows first.
const FIRST: usize = 8;
/// How many fields a kind may have to be shown whole.
const WHOLE: usize = 10;

/// A heading with the fields behind it.
type Group = (&'static str, &'static [&'static str]);

/// The groups of an item, after the fields that are shown first; what is in none of them is in the last one.
const OF_ITEM: &[Group] = &[
    ("", &["title", "sort", "bucket"]),
    ("", &["needs"]),
    (
        "State, people, labels",
        &[
            "state", "owner", "team", "level", "parent", "key", "labels", "link",
        ],
    ),
    (
        "Request and need",
        &[
            "request",
            "requester",
            "asked",
            "need",
            "hypothesis",
            "acceptance",
            "nonfunctional",
            "needs_met",
            "personas",
            "questions",
            "drivers",
            "enabler",
            "enables",
            "review",
        ],
    ),
    (
        "Plan and days",
        &[
            "increment",
            "iteration",
            "remaining",
            "due",
            "done_on",
            "history",
            "urgency",
            "opens",
            "life_weeks",
        ],
    ),
    (
        "Other estimates and money",
        &[
            "value",
            "criticality",
            "risk",
            "size",
            "moscow",
            "ratings",
            "reach",
            "impact",
            "confidence",
            "weekly_cost",
            "late_cost",
        ],
    ),
    ("Notes, place by hand, import", &[]),
];

/// Where a field stands: its group, and its place in it; the first group is shown at once.
fn place(kind: &Kind, lens: Lens, at: usize) -> (usize, usize) {
    let name = kind.fields.get(at).map_or("", |field| field.name);
    if kind != Item::KIND {
        return (usize::from(kind.fields.len() > WHOLE && at >= FIRST), at);
    }
    let named = |names: &[&str]| names.iter().position(|one| *one == name);
    if let Some(place) = named(Method::of(lens).inputs) {
        return (0, FIRST + place);
    }
    let groups = OF_ITEM.iter().enumerate();
    let mut found = groups.filter_map(|(group, (_, names))| Some((group, named(names)?)));
    match found.next() {
        Some((0, place)) => (0, place),
        // After the estimates.
        Some((1, place)) => (0, 3 * FIRST + place),
        Some(found) => found,
        None => (OF_ITEM.len() - 1, at),
    }
}

impl Form {
    /// Puts the rows into their groups and the cursor on the first one that is empty.
    pub(super) fn arrange(&mut self, lens: Lens) {
        let kind = self.kind;
        for row in &mut self.rows {
            row.group = place(kind, lens, row.field).0;
        }
        self.rows.sort_by_key(|row| place(kind, lens, row.field));
        self.cursor = self.first_empty().unwrap_or_default();
        self.begin();
    }

    fn first_empty(&self) -> Option<usize> {
        // Of an item an estimate, where Enter saves: a title and Enter twice is an item that is saved.
        let is_item = self.kind == Item::KIND;
        let is_asked = |holds| {
            let is_link = matches!(holds, FieldType::Link(_));
            !(matches!(holds, FieldType::Flag | FieldType::Links(_)) || is_link && is_item)
        };
        let mut rows = self.rows.iter();
        rows.position(|row| row.group == 0 && row.value == Value::Blank && is_asked(row.holds))
    }

    /// The heading of the group of a row, where the row is the first of one.
    pub(super) fn heading(&self, at: usize) -> Option<&'static str> {
        let group = self.rows.get(at)?.group;
        let before = at.checked_sub(1).and_then(|at| self.rows.get(at));
        let is_first = group > 0 && before.is_none_or(|before| before.group != group);
        let own = OF_ITEM.get(group).filter(|_| self.kind == Item::KIND);
        is_first.then(|| own.map_or("More", |(title, _)| title))
    }

    /// Whether the group of a row is open; the first one always is.
    fn is_open(&self, at: usize) -> bool {
        let group = self.rows.get(at).map_or(0, |row| row.group);
        group == 0 || self.opened.contains(&group)
    }

    /// Whether the row stands for its closed group.
    pub(super) fn is_folded(&self, at: usize) -> bool {
        !self.is_open(at) && self.heading(at).is_some()
    }

    /// Whether the present row stands for its closed group.
    pub fn stands_for_group(&self) -> bool {
        self.is_folded(self.cursor)
    }

    /// The rows that are seen: those of open groups, and of each closed one its heading.
    pub(super) fn seen(&self) -> impl Iterator<Item = usize> {
        (0..self.rows.len()).filter(|at| self.is_open(*at) || self.heading(*at).is_some())
    }

    /// How many fields of the group of a row say something, and how many it has.
    pub(super) fn filled(&self, at: usize) -> (usize, usize) {
        let group = self.rows.get(at).map(|row| row.group);
        let all = || self.rows.iter().filter(|row| Some(row.group) == group);
        let said = all().filter(|row| row.value != Value::Blank);
        (said.count(), all().count())
    }

    /// Opens the group of a row.
    pub(super) fn unfold(&mut self, at: usize) {
        let group = self.rows.get(at).map(|row| row.group);
        self.opened.extend(group.filter(|group| *group > 0));
    }
}
