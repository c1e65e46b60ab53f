//! Which rows the board shows, and in which order.
//!
//! Owns filtering, sorting and where the cut line and the heading of the unscored stand. Knows no
//! cursor.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::desk::derived::Derived;
use crate::desk::filter::{Filter, Scored};
use crate::desk::sorting::{Keyed, sort_key};
use crate::model::Workspace;
use crate::model::field::Value;
use crate::model::format::count;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::Item;
use crate::model::record::{Declared, Record};
use crate::model::words::{ITEMS, worded};
use crate::scoring::evaluation::{Evaluation, Score, listed};
use crate::scoring::facts::SortKey;

/// One line of the backlog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BacklogRow {
    /// An item.
    Item(Id),
    /// A part of the item above that is not folded, so many levels below what is listed.
    Part(Id, u16),
    /// The place where the capacity of the coming increment ends.
    Cut,
    /// Above the items that have no score.
    Unscored(usize),
    /// Above the items that are larger than what is ranked.
    Above(usize),
    /// Above the items that are done, parked or declined.
    Closed(usize),
}

impl BacklogRow {
    /// The item of the row.
    pub const fn item(self) -> Option<Id> {
        match self {
            Self::Item(id) | Self::Part(id, _) => Some(id),
            Self::Cut | Self::Unscored(_) | Self::Above(_) | Self::Closed(_) => None,
        }
    }

    /// What a row says that is no item.
    pub fn words(self, workspace: &Workspace, evaluation: &Evaluation) -> String {
        match self {
            Self::Item(_) | Self::Part(..) => String::new(),
            Self::Cut => {
                let coming = workspace.name::<Increment>(evaluation.race.coming);
                let words = evaluation.cut.map(|cut| cut.words(coming));
                words.unwrap_or_default()
            }
            Self::Unscored(items) => format!("{} without a score", count(items, "item", "items")),
            Self::Above(1) => worded("1 larger item, its parts are ranked").to_owned(),
            Self::Above(items) => format!("{items} larger {ITEMS}, their parts are ranked"),
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

/// The rows of the board: matching items by rank with the cut line, then the unscored, those larger than what is
/// ranked, then the closed if the filter asks for a state; each before its parts, if it is unfolded.
pub fn rows(
    workspace: &Workspace,
    derived: &Derived,
    filter: &Filter,
    marked: &BTreeSet<Id>,
    unfolded: &BTreeSet<Id>,
    sort: Option<&Sort>,
) -> Vec<BacklogRow> {
    let rows = folded(workspace, derived, filter, marked, sort);
    if unfolded.is_empty() {
        return rows;
    }
    // What the filter lets through is listed already.
    let listed: BTreeSet<Id> = rows.iter().filter_map(|row| row.item()).collect();
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        all.push(row);
        if let Some(id) = row.item() {
            unfold(workspace, unfolded, &listed, (id, 1), &mut all);
        }
    }
    all
}

/// Lists the parts of an item, as they stand in a list, if it is unfolded.
fn unfold(
    workspace: &Workspace,
    unfolded: &BTreeSet<Id>,
    listed: &BTreeSet<Id>,
    (id, depth): (Id, u16),
    rows: &mut Vec<BacklogRow>,
) {
    if unfolded.contains(&id) {
        for part in listed::parts(workspace, id) {
            if !listed.contains(&part.id) {
                rows.push(BacklogRow::Part(part.id, depth));
                unfold(workspace, unfolded, listed, (part.id, depth + 1), rows);
            }
        }
    }
}

fn folded(
    workspace: &Workspace,
    derived: &Derived,
    filter: &Filter,
    marked: &BTreeSet<Id>,
    sort: Option<&Sort>,
) -> Vec<BacklogRow> {
    let evaluation = &derived.evaluation;
    let asks_closed = filter.mentions_state();
    // Items, scores and texts all come by id, so one walk over the three looks nothing up; the texts come first, as
    // they mostly decide and the others lie far apart in memory.
    let items = workspace.all::<Item>().zip(derived.haystacks.values());
    let items = items.enumerate().filter_map(|(at, (item, haystack))| {
        let score = || evaluation.score_at(at);
        let is_open = || item.state.is_open();
        let facts = || facts(is_open(), marked.contains(&item.id), score());
        let is_in = filter.matches(item, haystack, &facts);
        (is_in && (is_open() || asks_closed)).then(|| (item, score()))
    });
    let (mut ranked, mut unscored, mut closed) = (Vec::new(), Vec::new(), Vec::new());
    let mut above = Vec::new();
    if filter.is_empty() {
        ranked.extend(evaluation.ranked.iter().copied().enumerate());
        unscored.clone_from(&evaluation.unranked);
        above.clone_from(&evaluation.above);
    } else {
        let (mut met, mut others) = (HashSet::new(), 0);
        for (item, score) in items {
            if !item.state.is_open() {
                closed.push(item.id);
                continue;
            }
            met.insert(item.id);
            match score.filter(|score| score.is_ranked) {
                Some(score) => ranked.extend(score.place.map(|place| (place, item.id))),
                None => others += 1,
            }
        }
        above.extend(evaluation.above.iter().filter(|id| met.contains(id)));
        if others == above.len() {
            ranked.sort_unstable();
            unscored.extend(evaluation.unranked.iter().filter(|id| met.contains(id)));
        } else {
            // Parts stand where the ranked one stands that they are a part of.
            ranked.clear();
            let mut place = None;
            for id in evaluation.open(workspace) {
                if let Some(score) = evaluation.score(id).filter(|score| score.is_ranked) {
                    place = score.place;
                }
                match place {
                    _ if !met.contains(&id) => {}
                    Some(place) => ranked.push((place, id)),
                    None => unscored.push(id),
                }
            }
        }
        let met: BTreeSet<Id> = std::mem::take(&mut closed).into_iter().collect();
        closed.extend(evaluation.closed.iter().filter(|id| met.contains(id)));
    }
    if let Some(sort) = sort {
        let all = ranked
            .into_iter()
            .map(|(_, id)| id)
            .chain(unscored)
            .chain(above)
            .chain(closed);
        return sorted(workspace, derived, all.collect(), sort);
    }
    let mut rows = Vec::with_capacity(ranked.len() + unscored.len() + closed.len() + 3);
    let cut = evaluation.cut.map(|cut| cut.after);
    // Where nothing fits, the line stands above everything.
    let has_line = cut.is_some_and(|cut| {
        ranked
            .first()
            .is_some_and(|(place, _)| *place < cut || cut == 0)
            && ranked.last().is_some_and(|(place, _)| *place >= cut)
    });
    let fits = if has_line {
        ranked.partition_point(|(place, _)| Some(*place) < cut)
    } else {
        usize::MAX
    };
    for (at, (_, id)) in ranked.into_iter().enumerate() {
        if at == fits {
            rows.push(BacklogRow::Cut);
        }
        rows.push(BacklogRow::Item(id));
    }
    let groups: [(Vec<Id>, Heading); 3] = [
        (unscored, BacklogRow::Unscored),
        (above, BacklogRow::Above),
        (closed, BacklogRow::Closed),
    ];
    for (found, heading) in groups {
        if !found.is_empty() {
            rows.push(heading(found.len()));
            rows.extend(found.into_iter().map(BacklogRow::Item));
        }
    }
    rows
}

fn facts(is_open: bool, marked: bool, score: Option<Score<'_>>) -> Scored {
    let beside = Scored {
        marked,
        ..Scored::default()
    };
    score.map_or(beside, |score| Scored {
        marked,
        tied: score.is_tied,
        rank: score.rank,
        score: score.line.score,
        cod: score.cost_of_delay,
        is_beside: is_open && !score.is_ranked,
    })
}

/// What open items lack that a filter hides for that alone, with how many there are; the most first.
pub fn lacking(
    workspace: &Workspace,
    derived: &Derived,
    filter: &Filter,
) -> Option<(&'static str, usize)> {
    if !filter.compares() {
        return None;
    }
    let items = workspace.all::<Item>().zip(derived.haystacks.values());
    let mut counts = BTreeMap::<&str, usize>::new();
    for (at, (item, haystack)) in items.enumerate() {
        let facts = || facts(true, false, derived.evaluation.score_at(at));
        if item.state.is_open()
            && let Some(label) = filter.lacks(item, haystack, &facts)
        {
            *counts.entry(label).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count)
}

/// The heading over so many items.
type Heading = fn(usize) -> BacklogRow;

/// Items by a field; blanks always come last, equal ones keep their order.
fn sorted(
    workspace: &Workspace,
    derived: &Derived,
    mut ids: Vec<Id>,
    sort: &Sort,
) -> Vec<BacklogRow> {
    let field = Item::KIND.field(&sort.key);
    let cost = |id: &Id| derived.evaluation.score(*id)?.cost_of_delay;
    let key = |id: &Id| match (field, workspace.get::<Item>(*id)) {
        (None, _) => cost(id).map_or(SortKey::Blank, SortKey::Number),
        (Some(field), Some(item)) => key(workspace, item, field),
        (Some(_), None) => SortKey::Blank,
    };
    ids.sort_by_cached_key(|id| Keyed::new(key(id), sort.descending));
    ids.into_iter().map(BacklogRow::Item).collect()
}

/// By what an item is sorted in a field; a link by the title behind it.
fn key(workspace: &Workspace, item: &Item, at: usize) -> SortKey {
    let Some(field) = Item::KIND.fields.get(at) else {
        return SortKey::Blank;
    };
    let value = item.get(at);
    if value == Value::Blank {
        return SortKey::Blank;
    }
    let words = || {
        let Value::Link(id) = value else {
            return Some(field.holds.format(&value));
        };
        let kind = workspace.kind(field.holds.target()?)?;
        workspace.record(kind, id).map(<dyn Record>::title)
    };
    sort_key(field.holds, &value).unwrap_or_else(|| words().map_or(SortKey::Blank, SortKey::Words))
}
