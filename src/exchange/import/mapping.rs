//! Mapping: which column of a foreign table goes where, as a person chose it.
//!
//! Owns the places a column can go, what its values can mean, and their names. Which column goes where by itself is in `roles`.

use std::collections::BTreeMap;
use std::mem::discriminant;

use super::prose::Markup;
use super::role::Role;
use super::table::ImportColumn;
use crate::model::field::{Choice, FieldType};
use crate::model::item::{Item, Sort, State};
use crate::model::record::Declared;

/// A place for a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColumnTarget {
    /// A field of the item, by position.
    Field(usize),
    /// A criterion of the weighted score, made if there is none of this name.
    Rating,
    /// Items that need the one of the row first.
    NeededBy,
    /// Kept with the item under the column's own name, and written back on export.
    Keep,
    /// Not taken.
    Leave,
}

/// The name of [`ColumnTarget::Rating`].
const RATING: &str = "criterion";
/// The name of [`ColumnTarget::NeededBy`].
const NEEDED_BY: &str = "needed-by";
/// The name of [`ColumnTarget::Keep`].
const KEEP: &str = "keep";
/// The name of [`ColumnTarget::Leave`].
const LEAVE: &str = "leave";
/// What stands for a sheet that is read, and between a column and one of its values.
const SHEET: &str = "sheet";
const BETWEEN: &str = ": ";

impl ColumnTarget {
    /// Every place, in the order of an item's fields.
    pub fn all() -> impl Iterator<Item = Self> {
        let fields = Item::KIND.fields.iter().enumerate();
        let fields = fields.filter(|(_, field)| field.holds != FieldType::Extra);
        let rest = [Self::Rating, Self::NeededBy, Self::Keep, Self::Leave];
        fields.map(|(at, _)| Self::Field(at)).chain(rest)
    }

    /// The place of this name: that of a field (`size`), its label (`Job size`), `needed-by`, `keep` or `leave`.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim();
        let is = |word: &str| word.eq_ignore_ascii_case(name);
        Self::all().find(|target| is(target.name()) || is(target.label()))
    }

    /// The name on the command line and in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Field(at) => Item::KIND.fields.get(at).map_or("", |field| field.name),
            Self::Rating => RATING,
            Self::NeededBy => NEEDED_BY,
            Self::Keep => KEEP,
            Self::Leave => LEAVE,
        }
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Field(at) => Item::KIND
                .fields
                .get(at)
                .map_or("", |field| field.label.said()),
            Self::Rating => "Criterion",
            Self::NeededBy => "Needed by",
            Self::Keep => "Imported column",
            Self::Leave => "not taken",
        }
    }

    /// What a column that goes there is read as.
    pub(super) fn role(self) -> Role {
        let name = self.name();
        if let Some((_, role)) = READ_AS.iter().find(|(known, _)| *known == name) {
            return *role;
        }
        match self {
            Self::Field(at) => Role::Field(at),
            Self::Rating => Role::Rating,
            Self::NeededBy => Role::NEEDED_BY,
            Self::Keep => Role::Extra,
            Self::Leave => Role::Left,
        }
    }

    /// Where a column of this role goes.
    pub(super) fn of(role: Role) -> Self {
        if let Role::Field(at) = role {
            return Self::Field(at);
        }
        if role == Role::NEEDED_BY {
            return Self::NeededBy;
        }
        if role == Role::Rating {
            return Self::Rating;
        }
        if role == Role::Left {
            return Self::Leave;
        }
        let role = if role == Role::Label {
            Role::Labels
        } else {
            role
        };
        // Of several that could be a title, a key or a size each goes there.
        let same = |known: &Role| discriminant(known) == discriminant(&role);
        let read = READ_AS.iter().find(|(_, known)| same(known));
        read.and_then(|(name, _)| Item::KIND.field(name))
            .map_or(Self::Keep, Self::Field)
    }
}

/// The fields of an item whose columns are read in a way of their own.
const READ_AS: [(&str, Role); 12] = [
    ("title", Role::Title(0)),
    ("key", Role::Key(0)),
    ("sort", Role::Sort),
    ("state", Role::State),
    ("labels", Role::Labels),
    ("note", Role::Note(Markup::Plain)),
    ("size", Role::Size(0)),
    ("owner", Role::Owner),
    ("requester", Role::Requester),
    ("due", Role::Due),
    ("link", Role::Link),
    ("needs", Role::NEEDS),
];

/// What a person chose for a file. What is not named goes where its own name says, and means what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// Where columns go, by their names.
    pub columns: BTreeMap<String, ColumnTarget>,
    /// What values of columns mean, by column and value.
    pub values: BTreeMap<(String, String), Meaning>,
    /// The sheets of a workbook that are read.
    pub sheets: Vec<String>,
}

/// What a word in a file means here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// How far the item is.
    State(State),
    /// What sort of work it is.
    Sort(Sort),
    /// Rows with it are no items.
    NoItem,
}

impl Meaning {
    /// What [`Self::NoItem`] is called.
    const NO_ITEM: &str = "no item";

    /// Every state, every kind, and no item.
    pub fn all() -> impl Iterator<Item = Self> {
        let states = State::ALL.iter().copied().map(Self::State);
        let sorts = Sort::ALL.iter().copied().map(Self::Sort);
        states.chain(sorts).chain([Self::NoItem])
    }

    /// The meaning of this name: a state, a kind, or `no item`.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim();
        Self::all().find(|meaning| meaning.name().eq_ignore_ascii_case(name))
    }

    /// The word on the screen and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::State(state) => state.word().label,
            Self::Sort(sort) => sort.word().label,
            Self::NoItem => Self::NO_ITEM,
        }
    }
}

impl Mapping {
    /// Reads `Column=field` pairs between commas or line ends: `Wert=value, Aufwand=size, "Was, wozu"=note`, and what
    /// values mean: `Status: Waiting=Doing`, `Type: Test=no item`.
    ///
    /// A column without a name is called by its place: `Column 3`. Says what it could not read.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut mapping = Self::default();
        for part in parts(text) {
            let Some((name, goes_to)) = part.rsplit_once('=') else {
                let part = part.trim();
                return Err(format!("“{part}” has no =; write Column=field"));
            };
            if !mapping.take(&unquoted(name.trim()), goes_to) {
                let all: Vec<&str> = ColumnTarget::all().map(ColumnTarget::name).collect();
                let name = goes_to.trim();
                return Err(format!(
                    "there is no field “{name}”; the fields are {}; a value means a state, a kind or “no item”: \
                     Status: Waiting=Doing",
                    all.join(", ")
                ));
            }
        }
        Ok(mapping)
    }

    /// Notes where a name goes, or what a value means; false where neither is known.
    pub(super) fn take(&mut self, name: &str, goes_to: &str) -> bool {
        if goes_to == SHEET {
            self.sheets.push(name.to_owned());
        } else if let Some(target) = ColumnTarget::named(goes_to) {
            self.columns.insert(name.to_owned(), target);
        } else if let (Some(meaning), Some((column, value))) =
            (Meaning::named(goes_to), name.split_once(BETWEEN))
        {
            let place = (column.trim().to_owned(), value.trim().to_owned());
            self.values.insert(place, meaning);
        } else {
            return false;
        }
        true
    }

    /// Everything that was chosen, as pairs of a name and where it goes or what it means.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (String, &'static str)> {
        let columns = self.columns.iter();
        let columns = columns.map(|(name, target)| (name.clone(), target.name()));
        let values = self.values.iter();
        let values = values.map(|((column, value), meaning)| {
            (format!("{column}{BETWEEN}{value}"), meaning.name())
        });
        let sheets = self.sheets.iter().map(|name| (name.clone(), SHEET));
        columns.chain(values).chain(sheets)
    }

    /// The pairs as [`Self::parse`] reads them.
    pub fn written(&self) -> String {
        let pair = |(name, goes_to): (String, &str)| {
            let name = if name.contains([',', '"', '\n']) {
                format!("\"{}\"", name.replace('"', "\"\""))
            } else {
                name
            };
            format!("{name}={goes_to}")
        };
        self.pairs().map(pair).collect::<Vec<_>>().join(",")
    }

    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty() && self.values.is_empty() && self.sheets.is_empty()
    }

    /// The columns of which something is said.
    fn named_columns(&self) -> impl Iterator<Item = &String> {
        self.columns
            .keys()
            .chain(self.values.keys().map(|(column, _)| column))
    }

    /// Whether anything is said of a column.
    pub(super) fn names_any(&self) -> bool {
        self.named_columns().next().is_some()
    }

    /// What is said of the columns that are among some, or named by their place.
    #[cfg(feature = "xlsx")]
    pub(super) fn only(&self, has: impl Fn(&str) -> bool) -> Self {
        let mut mapping = self.clone();
        mapping
            .columns
            .retain(|name, _| has(name) || is_place(name));
        mapping.values.retain(|(column, _), _| has(column));
        mapping
    }

    /// Whether a column is named by its place.
    pub(super) fn has_positions(&self) -> bool {
        self.columns.keys().any(|name| is_place(name))
    }

    /// Whether all columns are among some.
    pub(super) fn names_all_in(&self, has: impl Fn(&str) -> bool) -> bool {
        self.named_columns().all(|name| has(name))
    }

    /// Whether it is about the columns another one is about.
    pub(super) fn is_of(&self, other: &Self) -> bool {
        self.named_columns().eq(other.named_columns())
            || self.columns.keys().eq(other.columns.keys()) && !self.columns.is_empty()
    }

    /// Gives columns the roles that were chosen for them. A title, key or size chosen takes the place of those
    /// that were found.
    pub(super) fn apply(&self, columns: &mut [ImportColumn]) {
        for column in &mut *columns {
            if let Some(target) = self.columns.get(&column.name) {
                column.role = target.role();
            } else if self
                .columns
                .values()
                .any(|target| target.is_only(column.role))
            {
                column.role = Role::Extra;
            }
        }
    }
}

/// Whether a name is a place: `Column 3`.
fn is_place(name: &str) -> bool {
    let digits = name.strip_prefix("Column ");
    digits.is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()))
}

/// The parts between commas and line ends that stand in no quotes.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    let parts = text.split(move |c: char| {
        is_quoted ^= c == '"';
        !is_quoted && matches!(c, ',' | '\n')
    });
    parts.filter(|part| !part.trim().is_empty())
}

/// A name without quotes around it.
fn unquoted(name: &str) -> String {
    let inner = name.strip_prefix('"').and_then(|n| n.strip_suffix('"'));
    inner.map_or_else(|| name.to_owned(), |inner| inner.replace("\"\"", "\""))
}

impl ColumnTarget {
    /// Whether another column of a role has to give way when a person chose this place for one.
    fn is_only(self, role: Role) -> bool {
        let alone = matches!(role, Role::Title(_) | Role::Key(_) | Role::Note(_));
        alone && Self::of(role) == self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_read_and_mistakes_named() {
        let mapping = Mapping::parse("Wert = value, a=b=Job size\nNotiz=leave").unwrap();
        let got: Vec<_> = mapping
            .columns
            .iter()
            .map(|(c, t)| (c.as_str(), t.name()))
            .collect();
        assert_eq!(
            got,
            [("Notiz", "leave"), ("Wert", "value"), ("a=b", "size")]
        );
        let quoted = Mapping::parse("\"a, \"\"b\"\"\"=title,c=key").unwrap();
        assert_eq!(quoted.columns.keys().collect::<Vec<_>>(), ["a, \"b\"", "c"]);
        assert_eq!(Mapping::parse(&quoted.written()), Ok(quoted));
        let values = Mapping::parse("Status: Wait, x = Doing, Art: Test=no item").unwrap_err();
        assert!(values.contains("no ="));
        let values = Mapping::parse("\"Status: Wait, x\" = doing, Art: Test=no item").unwrap();
        assert_eq!(
            values.written(),
            "Art: Test=no item,\"Status: Wait, x\"=Doing"
        );
        assert_eq!(Mapping::parse(&values.written()), Ok(values));
        assert!(Mapping::parse("Wert").unwrap_err().contains("no ="));
        assert!(Mapping::parse("Wert=worth").unwrap_err().contains("value"));
    }

    #[test]
    fn every_place_is_found_by_its_names_and_kept_by_its_role() {
        for target in ColumnTarget::all() {
            assert_eq!(ColumnTarget::named(target.name()), Some(target));
            assert_eq!(ColumnTarget::named(target.label()), Some(target));
            assert_eq!(ColumnTarget::of(target.role()), target, "{}", target.name());
        }
    }
}
