//! The workspace: records by kind and id, and what each kind declares.
//!
//! Owns the data and its read side. Knows no file, no screen and no score. Changes come through
//! `edit`, which alone calls the crate-private writers here; a test checks it.
//!
//! To add a kind, write one file with one [`record!`](crate::record) and add one row to [`KINDS`].

pub mod agreement;
pub mod assumption;
pub mod audience;
pub mod availability;
pub mod bucket;
pub mod contact;
pub mod criterion;
pub mod decision;
pub mod dependency;
pub mod event;
pub mod evidence;
pub mod feedback;
pub mod field;
pub mod format;
pub mod id;
pub mod increment;
pub mod insight;
pub mod item;
pub mod journey;
pub mod kano;
pub mod key;
pub mod kpi;
pub mod limits;
pub mod milestone;
pub mod money;
pub mod need;
pub mod number;
pub mod objective;
pub mod option;
pub mod passed;
pub mod person;
pub mod persona;
pub mod points;
pub mod product;
pub mod question;
pub mod record;
pub mod risk;
pub mod session;
pub mod settings;
pub mod silence;
pub mod source;
mod table;
pub mod team;
pub mod text;
pub mod theme;
pub mod tree;
pub mod view;
pub mod vote;
pub mod words;

use std::sync::{Arc, OnceLock};

use field::{Link, Misfit, Value};
use id::Id;
use item::Item;
use record::{Declared, Kind, Record};
use table::RecordTable;
use tree::Tree;

/// Every kind of record a workspace holds, in the order of the file.
pub const KINDS: &[&Kind] = &[
    product::Product::KIND,
    settings::Settings::KIND,
    bucket::Bucket::KIND,
    criterion::Criterion::KIND,
    person::Person::KIND,
    team::Team::KIND,
    increment::Increment::KIND,
    increment::Iteration::KIND,
    availability::Availability::KIND,
    agreement::AgreedMix::KIND,
    view::SavedView::KIND,
    theme::Theme::KIND,
    contact::Contact::KIND,
    persona::Segment::KIND,
    persona::Persona::KIND,
    need::Need::KIND,
    need::Wish::KIND,
    kano::KanoReply::KIND,
    kpi::Kpi::KIND,
    kpi::Reading::KIND,
    Item::KIND,
    option::ItemOption::KIND,
    question::Question::KIND,
    assumption::Assumption::KIND,
    evidence::Evidence::KIND,
    kpi::KpiEffect::KIND,
    journey::Journey::KIND,
    journey::Stage::KIND,
    journey::Study::KIND,
    silence::Silence::KIND,
    objective::Objective::KIND,
    vote::ConfidenceVote::KIND,
    milestone::Milestone::KIND,
    risk::Risk::KIND,
    dependency::Dependency::KIND,
    event::TrainEvent::KIND,
    event::Topic::KIND,
    event::Action::KIND,
    event::Recognition::KIND,
    session::Session::KIND,
    session::Round::KIND,
    decision::Decision::KIND,
    decision::Conversation::KIND,
    feedback::Feedback::KIND,
    source::Source::KIND,
    money::Offer::KIND,
    money::PriceStudy::KIND,
    money::Benefit::KIND,
    money::BudgetLine::KIND,
    money::Baseline::KIND,
];

/// A record as it is in one workspace and as it is in another.
pub type RecordPair<'a> = (Option<&'a dyn Record>, Option<&'a dyn Record>);

/// All records, by kind and id. Single kinds (product, settings) are always there.
#[derive(Clone, Debug)]
pub struct Workspace {
    tables: Vec<(&'static Kind, RecordTable)>,
    /// What is a part of what, once somebody asks; copies share it until a parent changes.
    tree: OnceLock<Arc<Tree>>,
}

impl Default for Workspace {
    fn default() -> Self {
        Self::with_kinds(KINDS)
    }
}

impl PartialEq for Workspace {
    fn eq(&self, other: &Self) -> bool {
        self.tables == other.tables
    }
}

impl Workspace {
    /// A workspace without records that holds the kinds given.
    pub fn with_kinds(kinds: &[&'static Kind]) -> Self {
        let table = |kind: &&'static Kind| {
            let mut table = RecordTable::default();
            if kind.single
                && let Some(id) = Id::parse(kind.name)
            {
                table.insert(Arc::from((kind.blank)(id)));
            }
            (*kind, table)
        };
        Self {
            tables: kinds.iter().map(table).collect(),
            tree: OnceLock::new(),
        }
    }

    /// The kinds it holds, in the order of the file.
    pub fn kinds(&self) -> impl Iterator<Item = &'static Kind> {
        self.tables.iter().map(|(kind, _)| *kind)
    }

    /// The kind of this name.
    pub fn kind(&self, name: &str) -> Option<&'static Kind> {
        self.kinds().find(|kind| kind.name == name)
    }

    /// Every record of type `R`, by id.
    pub fn all<R: Declared>(&self) -> impl Iterator<Item = &R> {
        self.records(R::KIND)
            .filter_map(|record| record.as_any().downcast_ref())
    }

    /// The record of type `R` with this id.
    pub fn get<R: Declared>(&self, id: Id) -> Option<&R> {
        self.record(R::KIND, id)?.as_any().downcast_ref()
    }

    /// The record a link leads to, if any.
    pub fn linked<R: Declared>(&self, link: &Link<R>) -> Option<&R> {
        self.get(link.0?)
    }

    /// The title or name of the record with this id; nothing where there is none.
    pub fn name<R: Declared>(&self, id: impl Into<Option<Id>>) -> &str {
        let found = id.into().and_then(|id| self.record(R::KIND, id));
        found.map_or("", Record::name)
    }

    /// What a record is called: its title; of one whose first field is no text the day and the records it is of.
    pub fn title(&self, record: &dyn Record) -> String {
        if !record.name().is_empty() {
            return record.name().to_owned();
        }
        let said = record.kind().fields.iter().enumerate().map(|(at, field)| {
            let value = record.get(at);
            match (field.holds, &value) {
                (field::FieldType::Date, Value::Date(day)) => Some(format::long_date(*day)),
                (field::FieldType::PartOf(kind), Value::Link(id)) => {
                    let whole = self.record(self.kind(kind)?, *id)?;
                    (!whole.name().is_empty()).then(|| whole.name().to_owned())
                }
                _ => None,
            }
        });
        let is_text = record
            .kind()
            .fields
            .first()
            .is_some_and(|first| first.holds == field::FieldType::Text);
        let said: Vec<String> = said.flatten().take(if is_text { 0 } else { 2 }).collect();
        if said.is_empty() {
            record.title()
        } else {
            said.join(" · ")
        }
    }

    /// The one record of a single kind.
    pub fn the<R: Declared>(&self) -> &R {
        self.all().next().unwrap_or_else(|| R::blank())
    }

    /// The buckets in their place, which gives each its mark and color.
    pub fn buckets(&self) -> Vec<&bucket::Bucket> {
        let mut all: Vec<&bucket::Bucket> = self.all().collect();
        all.sort_by_key(|bucket| (bucket.place.is_none(), bucket.place, bucket.id));
        all
    }

    /// What is a part of what.
    pub fn tree(&self) -> &Tree {
        self.tree.get_or_init(|| {
            let items: Vec<&Item> = self.all().collect();
            Arc::new(Tree::of(items.into_iter()))
        })
    }

    /// Every record of a kind, by id.
    pub fn records(&self, kind: &Kind) -> impl Iterator<Item = &dyn Record> {
        self.table(kind)
            .into_iter()
            .flat_map(|table| table.records().map(|record| &**record))
    }

    /// One record of a kind.
    pub fn record(&self, kind: &Kind, id: Id) -> Option<&dyn Record> {
        self.table(kind)?.get(id).map(|record| &**record)
    }

    /// The records of a kind that a copy of this workspace does not share, by id, each as it is here and as it is
    /// there. To find them costs a look at each place, not at each record.
    pub fn apart<'a>(
        &'a self,
        other: &'a Self,
        kind: &Kind,
    ) -> impl Iterator<Item = RecordPair<'a>> {
        let tables = self.table(kind).zip(other.table(kind)).into_iter();
        let plain = |record: &'a Arc<dyn Record>| &**record;
        tables
            .flat_map(|(here, there)| here.apart(there))
            .map(move |(here, there)| (here.map(plain), there.map(plain)))
    }

    /// How many records of a kind there are.
    pub fn count(&self, kind: &Kind) -> usize {
        self.table(kind).map_or(0, RecordTable::count)
    }

    fn table(&self, kind: &Kind) -> Option<&RecordTable> {
        self.tables
            .iter()
            .find(|(of, _)| *of == kind)
            .map(|(_, table)| table)
    }

    fn table_mut(&mut self, kind: &Kind) -> Option<&mut RecordTable> {
        self.tables
            .iter_mut()
            .find(|(of, _)| *of == kind)
            .map(|(_, table)| table)
    }

    /// Forgets what is a part of what, where a record may say it otherwise.
    fn regrow(&mut self, kind: &Kind) {
        if kind == Item::KIND {
            self.tree = OnceLock::new();
        }
    }

    /// Puts the records of a kind that another workspace has in their table. For loading alone.
    pub(crate) fn take_in(&mut self, kind: &Kind, other: &Self) {
        self.regrow(kind);
        let there = other.table(kind).into_iter().flat_map(RecordTable::records);
        if let Some(table) = self.table_mut(kind) {
            there.for_each(|record| table.insert(Arc::clone(record)));
        }
    }

    /// Puts a record in its table, in place of one with the same id. For `edit` and loading alone.
    pub(crate) fn put_record(&mut self, record: Box<dyn Record>) {
        self.regrow(record.kind());
        if let Some(table) = self.table_mut(record.kind()) {
            table.insert(Arc::from(record));
        }
    }

    /// Puts a record in its table, or the same one of another workspace in its place, so that what is alike is held
    /// once. For loading alone.
    pub(crate) fn put_like(&mut self, record: Box<dyn Record>, other: &Self) {
        let (kind, id) = (record.kind(), record.id());
        let there = other.table(kind).and_then(|table| table.get(id));
        let same = there.filter(|there| ***there == *record).cloned();
        if let Some(table) = self.table_mut(kind) {
            table.insert(same.unwrap_or_else(|| Arc::from(record)));
        }
    }

    /// Takes a record out. For `edit` alone.
    pub(crate) fn take_record(&mut self, kind: &Kind, id: Id) -> Option<Box<dyn Record>> {
        self.regrow(kind);
        self.table_mut(kind)?
            .remove(id)
            .map(|record| record.boxed())
    }

    /// Sets a field of a record and gives back what it held; none where there is no such record. For `edit` alone.
    pub(crate) fn set(
        &mut self,
        kind: &Kind,
        id: Id,
        field: usize,
        value: Value,
    ) -> Option<Result<Value, Misfit>> {
        if kind
            .fields
            .get(field)
            .is_some_and(|field| field.name == "parent")
        {
            self.regrow(kind);
        }
        let record = self.own(kind, id)?;
        let before = record.get(field);
        Some(record.set(field, value).map(|()| before))
    }

    /// A record to be changed, but for what it is a part of. For `edit` alone.
    pub(crate) fn record_mut(&mut self, kind: &Kind, id: Id) -> Option<&mut dyn Record> {
        self.own(kind, id)
    }

    /// A record that is shared with no copy of this workspace.
    fn own(&mut self, kind: &Kind, id: Id) -> Option<&mut dyn Record> {
        let shared = self.table_mut(kind)?.get_mut(id)?;
        if Arc::get_mut(shared).is_none() {
            *shared = Arc::from(shared.boxed());
        }
        Arc::get_mut(shared)
    }
}
