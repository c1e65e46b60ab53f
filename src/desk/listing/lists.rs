//! The lists of a view or dialog: which one has the keys, and what is chosen, marked, filtered and sorted in each.

mod folding;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Listing;
use super::fields::{by_fields, cell};
use crate::desk::Desk;
use crate::desk::cache::Cached;
use crate::desk::filter::{Filter, Haystack, Scored};
use crate::desk::pick::Pick;
use crate::desk::sorting::Keyed;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::{Declared, Kind};
use crate::model::words::worded;
use crate::scoring::facts::Datum;

/// By which column a list is sorted, and which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sorting {
    /// The column.
    pub column: usize,
    /// Whether the highest comes first.
    pub descending: bool,
}

/// What is chosen, marked, filtered and sorted in one list.
#[derive(Debug, Default)]
struct Chosen {
    pick: Pick,
    marked: BTreeSet<Id>,
    filter: (String, Filter),
    sorting: Option<Sorting>,
    folded: BTreeSet<Id>,
    /// Counts the times that something was folded or opened.
    folds: u64,
    rows: Cached<Vec<Id>, Shown>,
}

impl Chosen {
    /// Whether a list that has a tree shows it: neither a filter nor an order is on.
    fn shows_tree(&self) -> bool {
        self.filter.1.is_empty() && self.sorting.is_none()
    }
}

/// What decides which rows are listed, beside the state of the desk: the changes there were and how often something was
/// folded, the filter, the order, and the marks where there is a filter that may ask for them.
type Shown = ([u64; 2], String, Option<Sorting>, BTreeSet<Id>);

/// The lists of a view, and which one has the keys.
#[derive(Debug, Default)]
pub struct Lists {
    listings: Vec<Listing>,
    choices: Vec<Chosen>,
    at: usize,
    rests: bool,
}

/// What a hint for an empty list says last: the key that makes the first record.
fn key_of(empty: &str) -> String {
    let last = empty.trim_end_matches('.').rsplit(['.', '?']);
    last.map(str::trim).next().unwrap_or_default().to_owned()
}

impl Lists {
    /// Begins with the first row of the first list.
    pub fn of(listings: &[Listing]) -> Self {
        Self {
            listings: listings.to_vec(),
            choices: listings.iter().map(|_| Chosen::default()).collect(),
            at: 0,
            rests: false,
        }
    }

    /// The lists.
    pub fn all(&self) -> &[Listing] {
        &self.listings
    }

    /// The position of the list with the keys.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// Says whether something else in the view has the keys.
    pub const fn rest(&mut self, rests: bool) {
        self.rests = rests;
    }

    /// Whether something else in the view has the keys.
    pub const fn rests(&self) -> bool {
        self.rests
    }

    /// The list with the keys.
    pub fn here(&self) -> Option<&Listing> {
        self.listings.get(self.at)
    }

    /// Gives the keys to a list.
    pub fn go_to(&mut self, at: usize) {
        self.at = at.min(self.listings.len().saturating_sub(1));
    }

    /// Gives the keys to the list so many further, round and round.
    pub fn turn(&mut self, by: usize) {
        self.at = (self.at + by)
            .checked_rem(self.listings.len())
            .unwrap_or_default();
    }

    /// The columns of a list: headings, and what stands in each for a record.
    pub fn headings(&self, at: usize) -> Vec<&'static str> {
        let Some(listing) = self.listings.get(at) else {
            return Vec::new();
        };
        if listing.columns.is_empty() {
            let label = |field: usize| {
                listing
                    .kind
                    .fields
                    .get(field)
                    .map(|field| field.label.said())
            };
            return by_fields(listing.kind)
                .into_iter()
                .filter_map(label)
                .collect();
        }
        listing
            .columns
            .iter()
            .map(|column| column.title.said())
            .collect()
    }

    /// The cells of a record, one for each column.
    pub fn cells(&self, desk: &Desk, at: usize, id: Id) -> Vec<Datum> {
        let Some(listing) = self.listings.get(at) else {
            return Vec::new();
        };
        if listing.columns.is_empty() {
            let fields = by_fields(listing.kind).into_iter();
            let cells = fields.map(|field| cell(desk, listing.kind, id, field));
            let mut cells: Vec<Datum> = cells.collect();
            if let Some(first) = cells.first_mut() {
                first.sign = (listing.sign)(desk, id);
            }
            return cells;
        }
        let columns = listing.columns.iter();
        columns.map(|column| (column.get)(desk, id)).collect()
    }

    /// The records of a list that its filter lets through, in its order.
    pub fn ids(&self, desk: &Desk, at: usize) -> Arc<Vec<Id>> {
        let (Some(listing), Some(choice)) = (self.listings.get(at), self.choices.get(at)) else {
            return Arc::default();
        };
        let marked = match choice.filter.0.as_str() {
            "" => BTreeSet::new(),
            _ => choice.marked.clone(),
        };
        let filter = choice.filter.0.clone();
        let states = [desk.derived.changes(), choice.folds];
        let shown = (states, filter, choice.sorting, marked);
        let find = || self.find(desk, at, listing, choice);
        choice.rows.get(desk.state(), shown, find)
    }

    fn find(&self, desk: &Desk, at: usize, listing: &Listing, choice: &Chosen) -> Vec<Id> {
        if let Some(tree) = listing.tree
            && choice.shows_tree()
        {
            return tree(desk).unfolded(&choice.folded);
        }
        let mut ids = listing.ids(desk);
        let filter = &choice.filter.1;
        if !filter.is_empty() {
            ids.retain(|id| {
                let Some(record) = desk.seen().record(listing.kind, *id) else {
                    return false;
                };
                let shown = self.cells(desk, at, *id).into_iter().map(|cell| cell.words);
                let said = listing.facts(desk, *id);
                let said = said.sentences(desk.presenting.is_some());
                let text = Haystack::from_parts(shown.chain(said));
                let scored = || Scored {
                    marked: choice.marked.contains(id),
                    ..Scored::default()
                };
                filter.matches(record, &text, &scored)
            });
        }
        if let Some(sorting) = choice.sorting {
            let rank = |id: &Id| {
                let cells = self.cells(desk, at, *id);
                let cell = cells.into_iter().nth(sorting.column);
                Keyed::new(cell.unwrap_or_default().key, sorting.descending)
            };
            ids.sort_by_cached_key(rank);
        }
        ids
    }

    /// The chosen row of a list, among the rows given.
    pub fn chosen_row(&self, at: usize, ids: &[Id]) -> Option<usize> {
        self.choices.get(at)?.pick.at(ids)
    }

    /// The chosen record of a list.
    pub fn chosen_in(&self, desk: &Desk, at: usize) -> Option<Id> {
        self.choices.get(at)?.pick.id(&self.ids(desk, at))
    }

    /// The chosen record of the list with the keys, with its kind.
    pub fn chosen(&self, desk: &Desk) -> Option<(&'static Kind, Id)> {
        let id = self.chosen_in(desk, self.at)?;
        Some((self.here()?.kind_of(desk, id), id))
    }

    /// Whether what is chosen is a record of the list's own kind, beside which a tree has others.
    pub fn has_own(&self, desk: &Desk) -> bool {
        let own = self.here().map(|listing| listing.kind);
        self.chosen(desk).is_some_and(|(kind, _)| Some(kind) == own)
    }

    /// The list with the keys and its chosen record, where it says something of it beside what explains an item.
    pub fn telling(&self, desk: &Desk) -> Option<(&Listing, Id)> {
        let (here, (kind, id)) = self.here().zip(self.chosen(desk))?;
        let is_of_its_own = kind != Item::KIND || here.kind == kind && here.facts.is_some();
        is_of_its_own.then_some((here, id))
    }

    /// Whether there is a row to act on; if not, what the list is for.
    pub fn has_rows(&self, desk: &Desk) -> Result<(), String> {
        if self.chosen(desk).is_some() {
            return Ok(());
        }
        Err(match self.here() {
            Some(_) if !self.filter_text(self.at()).is_empty() => {
                worded("nothing has these words · {LISTS_CLEAR} shows all").to_owned()
            }
            Some(listing) => key_of(&listing.empty),
            None => "there is no list here".to_owned(),
        })
    }

    /// The item that the chosen record is about.
    pub fn item(&self, desk: &Desk) -> Option<Id> {
        (self.here()?.item)(desk, self.chosen_in(desk, self.at)?)
    }

    /// Goes so many rows down, or up, in the list with the keys.
    pub fn step(&mut self, desk: &Desk, by: isize) {
        let ids = self.ids(desk, self.at);
        if let Some(choice) = self.choices.get_mut(self.at) {
            choice.pick.go(&ids, by);
        }
    }

    /// Chooses a record in the list with the keys, wherever it stands.
    pub fn choose(&mut self, id: Id) {
        if let Some(choice) = self.choices.get_mut(self.at) {
            choice.pick.set(id);
        }
    }

    /// Lets the chosen row stand when its record goes.
    pub fn hold(&mut self, desk: &Desk) {
        let ids = self.ids(desk, self.at);
        if let Some(choice) = self.choices.get_mut(self.at) {
            choice.pick.hold(&ids);
        }
    }

    /// Goes to a record, in the list that has it; a filter that hides it is taken away.
    pub fn show(&mut self, desk: &Desk, kind: &'static Kind, id: Id) {
        let in_tree = |listing: &Listing| listing.tree.and_then(|tree| tree(desk).row(id));
        let has = |listing: &Listing| {
            in_tree(listing).is_some_and(|row| row.kind == kind)
                || listing.kind == kind && listing.ids(desk).contains(&id)
        };
        let Some(at) = self.listings.iter().position(has) else {
            return;
        };
        self.at = at;
        self.open_to(desk, id);
        if !self.ids(desk, at).contains(&id) {
            self.filter(desk, "");
        }
        self.choose(id);
    }

    /// The text of the filter of a list.
    pub fn filter_text(&self, at: usize) -> &str {
        self.choices.get(at).map_or("", |choice| &choice.filter.0)
    }

    /// Lists only what a filter lets through, from the first one on, in every list of the view; gives back what
    /// is wrong with it.
    pub fn filter(&mut self, desk: &Desk, text: &str) -> Option<String> {
        let mut wrong = None;
        for (at, (choice, listing)) in self.choices.iter_mut().zip(&self.listings).enumerate() {
            if choice.filter.0 == text {
                continue;
            }
            let filter = Filter::of(listing.kind, text, desk.seen());
            if at == self.at {
                wrong = filter
                    .complaints()
                    .first()
                    .map(|c| format!("{} · {}", c.what, c.hint));
            }
            choice.filter = (text.to_owned(), filter);
            choice.pick = Pick::default();
        }
        wrong
    }

    /// By which column a list is sorted.
    pub fn sorting(&self, at: usize) -> Option<Sorting> {
        self.choices.get(at)?.sorting
    }

    /// Sorts the list with the keys by a column; again turns it around, and once more takes it away.
    pub fn sort_by(&mut self, column: usize) {
        if let Some(choice) = self.choices.get_mut(self.at) {
            choice.sorting = match choice.sorting {
                Some(sorting) if sorting.column == column && sorting.descending => None,
                Some(sorting) if sorting.column == column => Some(Sorting {
                    descending: true,
                    ..sorting
                }),
                _ => Some(Sorting {
                    column,
                    descending: false,
                }),
            };
        }
    }

    /// Sorts the list with the keys by its own order again; gives back whether that changed something.
    pub fn unsort(&mut self) -> bool {
        let here = self.choices.get_mut(self.at);
        here.is_some_and(|choice| choice.sorting.take().is_some())
    }

    /// Whether any record of a list is marked.
    pub fn has_marks(&self, at: usize) -> bool {
        self.choices
            .get(at)
            .is_some_and(|choice| !choice.marked.is_empty())
    }

    /// Whether a record of a list is marked.
    pub fn is_marked(&self, at: usize, id: Id) -> bool {
        self.choices
            .get(at)
            .is_some_and(|choice| choice.marked.contains(&id))
    }

    /// The marked records of the list with the keys that are still there.
    pub fn marked(&self, desk: &Desk) -> Vec<Id> {
        let Some((listing, choice)) = self.here().zip(self.choices.get(self.at)) else {
            return Vec::new();
        };
        let there = |id: &&Id| desk.workspace.record(listing.kind, **id).is_some();
        choice.marked.iter().filter(there).copied().collect()
    }

    /// The records a command acts on: the marked ones, or the chosen one when none is marked.
    pub fn targets(&self, desk: &Desk) -> Vec<Id> {
        let marked = self.marked(desk);
        if marked.is_empty() {
            self.chosen_in(desk, self.at).into_iter().collect()
        } else {
            marked
        }
    }

    /// Marks a record of the list with the keys, or takes the mark away.
    pub fn mark(&mut self, id: Id) {
        if let Some(choice) = self.choices.get_mut(self.at)
            && !choice.marked.remove(&id)
        {
            choice.marked.insert(id);
        }
    }

    /// Marks every listed record, or takes all marks away where they have them.
    pub fn mark_all(&mut self, desk: &Desk) {
        let ids = self.ids(desk, self.at);
        let here = self.here();
        let is_own =
            |id: &Id| here.is_some_and(|listing| listing.kind_of(desk, *id) == listing.kind);
        let listed: BTreeSet<Id> = ids.iter().copied().filter(is_own).collect();
        if let Some(choice) = self.choices.get_mut(self.at) {
            if listed.is_subset(&choice.marked) {
                choice.marked.clear();
            } else {
                choice.marked.extend(listed);
            }
        }
    }

    /// Takes all marks of the list with the keys away; gives back whether there were any.
    pub fn unmark(&mut self) -> bool {
        let here = self.choices.get_mut(self.at);
        here.is_some_and(|choice| !std::mem::take(&mut choice.marked).is_empty())
    }
}
