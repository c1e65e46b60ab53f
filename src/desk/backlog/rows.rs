//! Which rows the board shows, and in which order.
//!
//! Owns filtering, sorting and where the cut line and the heading of the unscored stand. Knows no
//! cursor.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::desk::derived::Derived;
use crate::desk::filter::{Filter, Scored};
use crate::model::Workspace;
use crate::model::field::{FieldType, Value};
use crate::model::format::count;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::{Declared, Record};
use crate::scoring::evaluation::Evaluation;
use crate::scoring::ratio::Ratio;

/// One line of the backlog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// An item.
    Item(Id),
    /// The place where the capacity of the coming increment ends.
    Cut,
    /// Above the items that have no score.
    Unscored(usize),
    /// Above the items that are done, parked or declined.
    Closed(usize),
}

impl Row {
    /// The item of the row.
    pub const fn item(self) -> Option<Id> {
        match self {
            Self::Item(id) => Some(id),
            Self::Cut | Self::Unscored(_) | Self::Closed(_) => None,
        }
    }

    /// What a row says that is no item.
    pub fn words(self, evaluation: &Evaluation) -> String {
        match self {
            Self::Item(_) => String::new(),
            Self::Cut => {
                let words = evaluation.cut.map(|cut| cut.words(","));
                words.unwrap_or_default()
            }
            Self::Unscored(items) => format!("{} without a score", count(items, "item", "items")),
            Self::Closed(items) => format!("{items} done, parked or declined"),
        }
    }
}

/// What the rows are sorted by when not by rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// A field of the item, or `cod`.
    pub key: String,
    /// Whether the largest comes first.
    pub descending: bool,
}

impl Sort {
    /// Reads the form of a saved view: a field, with `-` in front for the largest first.
    pub fn parse(text: &str) -> Option<Self> {
        let (key, descending) = text
            .strip_prefix('-')
            .map_or((text, false), |key| (key, true));
        let known = key == "cod" || Item::KIND.field(key).is_some();
        known.then(|| Self {
            key: key.to_owned(),
            descending,
        })
    }

    /// The form [`Sort::parse`] reads.
    pub fn to_text(&self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.key)
    }
}

/// The rows of the board: matching items by rank with the cut line, then the unscored, then the
/// closed if the filter asks for a state.
pub fn rows(
    workspace: &Workspace,
    derived: &Derived,
    filter: &Filter,
    marked: &BTreeSet<Id>,
    sort: Option<&Sort>,
) -> Vec<Row> {
    let evaluation = &derived.evaluation;
    let asks_closed = filter.mentions_state();
    // Items, scores and texts all come by id, so one walk over the three looks nothing up.
    let items = workspace
        .all::<Item>()
        .zip(evaluation.scores())
        .zip(derived.haystacks.values());
    let matching = items.filter(|((item, score), haystack)| {
        let facts = Scored {
            marked: marked.contains(&item.id),
            tied: score.is_tied,
            rank: score.rank,
            score: score.line.score,
            cod: score.cost_of_delay,
        };
        (item.state.is_open() || asks_closed) && filter.matches(*item, haystack, &facts)
    });
    let (mut ranked, mut unscored, mut closed) = (Vec::new(), Vec::new(), Vec::new());
    if filter.is_empty() {
        ranked.extend(evaluation.ranked.iter().copied().enumerate());
        unscored.clone_from(&evaluation.unranked);
    } else {
        for ((item, score), _) in matching {
            match score.place {
                Some(place) => ranked.push((place, item.id)),
                None if item.state.is_open() => unscored.push(item.id),
                None => closed.push(item.id),
            }
        }
        ranked.sort_unstable();
    }
    if let Some(sort) = sort {
        let all = ranked
            .into_iter()
            .map(|(_, id)| id)
            .chain(unscored)
            .chain(closed);
        return sorted(workspace, derived, all.collect(), sort);
    }
    let mut rows = Vec::with_capacity(ranked.len() + unscored.len() + closed.len() + 3);
    let cut = evaluation.cut.map(|cut| cut.after);
    let has_both = cut.is_some_and(|cut| {
        ranked.first().is_some_and(|(place, _)| *place < cut)
            && ranked.last().is_some_and(|(place, _)| *place >= cut)
    });
    let above = if has_both {
        ranked.partition_point(|(place, _)| Some(*place) < cut)
    } else {
        usize::MAX
    };
    for (at, (_, id)) in ranked.into_iter().enumerate() {
        if at == above {
            rows.push(Row::Cut);
        }
        rows.push(Row::Item(id));
    }
    let groups: [(Vec<Id>, Heading); 2] = [(unscored, Row::Unscored), (closed, Row::Closed)];
    for (found, heading) in groups {
        if !found.is_empty() {
            rows.push(heading(found.len()));
            rows.extend(found.into_iter().map(Row::Item));
        }
    }
    rows
}

/// The heading over so many items.
type Heading = fn(usize) -> Row;

/// Items by a field; blanks always come last, equal ones keep their order.
fn sorted(workspace: &Workspace, derived: &Derived, mut ids: Vec<Id>, sort: &Sort) -> Vec<Row> {
    let field = Item::KIND.field(&sort.key);
    let key = |id: &Id| match field {
        None => Key::Number(
            derived
                .evaluation
                .score(*id)
                .and_then(|score| score.cost_of_delay),
        ),
        Some(field) => workspace
            .get::<Item>(*id)
            .map_or(Key::Text(None), |item| key(workspace, item, field)),
    };
    ids.sort_by_cached_key(|id| Keyed(key(id), sort.descending));
    ids.into_iter().map(Row::Item).collect()
}

enum Key {
    Number(Option<Ratio>),
    Text(Option<String>),
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the other values sort by their words"
)]
fn key(workspace: &Workspace, item: &Item, at: usize) -> Key {
    let holds = Item::KIND.fields.get(at).map(|field| field.holds);
    match item.get(at) {
        Value::Blank => Key::Text(None),
        Value::Number(number) => Key::Number(Some(number.into())),
        Value::Points(points) => Key::Number(points.value.map(Ratio::from)),
        Value::Choice(name) => {
            let words = if let Some(FieldType::Choice { words, .. }) = holds {
                words
            } else {
                &[]
            };
            let place = words
                .iter()
                .position(|word| word.name == name)
                .unwrap_or_default();
            Key::Number(i64::try_from(place).ok().map(Ratio::whole))
        }
        Value::Link(id) => {
            let kind = holds
                .and_then(|holds| holds.target())
                .and_then(|name| workspace.kind(name));
            let title = kind
                .and_then(|kind| workspace.record(kind, id))
                .map(<dyn Record>::title);
            Key::Text(title.map(|title| title.to_lowercase()))
        }
        value => Key::Text(holds.map(|holds| holds.format(&value).to_lowercase())),
    }
}

/// A key in its direction, with blanks last either way.
struct Keyed(Key, bool);

impl Ord for Keyed {
    fn cmp(&self, other: &Self) -> Ordering {
        fn blanks_last<T: Ord>(one: Option<&T>, other: Option<&T>, descending: bool) -> Ordering {
            match (one, other) {
                (Some(one), Some(other)) if descending => other.cmp(one),
                (Some(one), Some(other)) => one.cmp(other),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => Ordering::Equal,
            }
        }
        match (&self.0, &other.0) {
            (Key::Number(one), Key::Number(other)) => {
                blanks_last(one.as_ref(), other.as_ref(), self.1)
            }
            (Key::Text(one), Key::Text(other)) => blanks_last(one.as_ref(), other.as_ref(), self.1),
            (Key::Number(one), Key::Text(_)) => blanks_last(one.as_ref(), None, self.1),
            (Key::Text(_), Key::Number(other)) => blanks_last(None, other.as_ref(), self.1),
        }
    }
}

impl PartialOrd for Keyed {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Keyed {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Keyed {}
