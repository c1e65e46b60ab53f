//! A list of records is a row of data: which records, in which columns, and what is said of the chosen one.
//!
//! From a [`Listing`] follow drawing at every size, plain text, keys, mouse, filter, sorting, marks, bulk edit,
//! toggle, new records, CSV and Markdown. What is chosen, marked and filtered in the lists of a view is in
//! [`Lists`]; what its keys do is in [`crate::dialogs::lists`], how it is drawn in [`crate::ui::listing`].

mod fields;
mod lists;
mod table;

pub use fields::words_of;
pub use lists::{Lists, Sorting};
pub use table::{csv, markdown, plain};

use std::cmp::Reverse;
use std::sync::Arc;

use crate::desk::Desk;
use crate::desk::command::Can;
use crate::model::field::{Field, FieldType, Value};
use crate::model::id::Id;
use crate::model::record::{Declared, Kind, Record};
use crate::model::words::Text;
use crate::scoring::facts::{Datum, Facts, Sign};
use crate::scoring::insight::tree::NeedTree;

/// How wide a column is, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cells {
    /// So many.
    Just(u16),
    /// What the others leave, at least so many.
    Rest(u16),
}

/// One column of a listing.
#[derive(Clone, Copy, Debug)]
pub struct ListColumn {
    /// Its heading.
    pub title: Text,
    /// How wide it is.
    pub cells: Cells,
    /// The width of the list from which it is shown; 0 is always.
    pub from: u16,
    /// What stands in it for a record.
    pub get: fn(&Desk, Id) -> Datum,
}

/// Columns of a list of records of one type, a line each: heading, width, the width of the list from which it is
/// shown, and what stands in it.
macro_rules! columns {
    ($record:ty: $($title:literal $cells:ident $width:literal $(from $from:literal)? => $get:expr;)+) => {
        &[$( $crate::desk::listing::ListColumn {
            title: $crate::model::words::Text::new($title),
            cells: $crate::desk::listing::Cells::$cells($width),
            from: 0 $( + $from )?,
            get: |desk, id| $crate::desk::listing::of::<$record>(desk, id, $get),
        }, )+]
    };
}
pub(crate) use columns;

/// What a column says of a record of a kind; nothing where it is gone.
pub fn of<R: Declared>(desk: &Desk, id: Id, get: fn(&Desk, &R) -> Datum) -> Datum {
    let record = desk.seen().get::<R>(id);
    record.map_or_else(Datum::default, |record| get(desk, record))
}

/// A day that a key sets to today, and takes away again.
#[derive(Clone, Copy, Debug)]
pub struct Toggle {
    /// The field with the day.
    pub field: &'static str,
    /// What the record is then: `done`.
    pub word: &'static str,
}

/// A list of the records of a kind.
#[derive(Clone, Copy, Debug)]
pub struct Listing {
    /// The kind of its records.
    pub kind: &'static Kind,
    /// Its heading.
    pub title: Text,
    /// What one of its records is called.
    pub one: Text,
    /// Its records in their order; none means all of the kind in natural order.
    pub rows: Option<fn(&Desk) -> Vec<Id>>,
    /// The tree in which they stand with records of other kinds, while no filter and no order is on.
    pub tree: Option<fn(&Desk) -> Arc<NeedTree>>,
    /// Its columns; without any they follow from the fields of the kind.
    pub columns: &'static [ListColumn],
    /// What stands beside its heading.
    pub note: fn(&Desk, &[Id]) -> String,
    /// What is said of a record; none means its fields.
    pub facts: Option<fn(&Desk, Id) -> Facts>,
    /// What the empty list is for, with the key that makes the first one.
    pub empty: Text,
    /// Sets what a new record begins with, in the light of the record chosen elsewhere in the view.
    pub begin: fn(&Desk, &mut dyn Record, Option<(&'static Kind, Id)>),
    /// The item a record is about.
    pub item: fn(&Desk, Id) -> Option<Id>,
    /// The mark before its first cell.
    pub sign: fn(&Desk, Id) -> Option<Sign>,
    /// The day that a key sets to today.
    pub toggle: Option<Toggle>,
    /// Opens a new one where a form is not the way to begin it, or says why not.
    pub start: Option<fn(&mut Desk) -> Can>,
}

impl Listing {
    /// The plain list of a kind.
    pub const fn of(kind: &'static Kind) -> Self {
        Self {
            kind,
            title: kind.plural,
            one: kind.label,
            rows: None,
            tree: None,
            columns: &[],
            note: |_, ids| ids.len().to_string(),
            facts: None,
            empty: Text::new("None yet; {LISTS_NEW} adds one."),
            begin: |_, _, _| {},
            item: |_, _| None,
            sign: |_, _| None,
            toggle: None,
            start: None,
        }
    }

    /// Its records in their order, before any filter.
    pub fn ids(&self, desk: &Desk) -> Vec<Id> {
        self.rows
            .map_or_else(|| natural(desk, self.kind), |rows| rows(desk))
    }

    /// What a row of it is: of its own kind, or what the tree has there.
    pub fn kind_of(&self, desk: &Desk, id: Id) -> &'static Kind {
        let row = self.tree.and_then(|tree| tree(desk).row(id));
        row.map_or(self.kind, |row| row.kind)
    }

    /// What is said of a record.
    pub fn facts(&self, desk: &Desk, id: Id) -> Facts {
        match self.facts {
            Some(facts) => facts(desk, id),
            None => fields::facts_of(desk, self.kind, id),
        }
    }
}

/// Sets what a new record begins with, where it is known.
pub fn preset(record: &mut dyn Record, field: &str, value: Option<Value>) {
    if let (Some(value), Some(at)) = (value, record.kind().field(field)) {
        // A day and a link fit their own fields.
        let _ = record.set(at, value);
    }
}

/// The records of a kind in natural order: items by rank, what has a place by that, others by their first day, the
/// newest first, then by title with numbers as numbers. Ids decide nothing but what is the same in every other way.
pub fn natural(desk: &Desk, kind: &'static Kind) -> Vec<Id> {
    let field = |is_it: fn(&Field) -> bool| kind.fields.iter().position(is_it);
    let own_place = field(|field| field.holds == FieldType::Number && field.name == "place");
    let first_day = field(|field| {
        field.holds == FieldType::Date && matches!(field.name, "date" | "day" | "start")
    });
    let order = |record: &dyn Record| {
        let score = desk.derived.evaluation.score(record.id());
        let place = score.and_then(|score| score.place);
        let own = own_place.and_then(|at| {
            if let Value::Number(number) = record.get(at) {
                Some(number)
            } else {
                None
            }
        });
        let day = first_day.map(|at| record.get(at)).and_then(Value::day);
        let title = record.title().to_lowercase();
        let places = (place.is_none(), place, own.is_none(), own);
        ((places, Reverse(day)), title, record.id())
    };
    let mut found: Vec<_> = desk.seen().records(kind).map(order).collect();
    found.sort_by(|one, other| {
        let titles = || alphanumeric_sort::compare_str(&one.1, &other.1);
        let by_place = one.0.cmp(&other.0);
        by_place.then_with(titles).then_with(|| one.2.cmp(&other.2))
    });
    found.into_iter().map(|(.., id)| id).collect()
}
