//! Sheets: items as a table of texts that people can read and that reads back.
//!
//! Owns which columns there are, the text form of every cell, and what makes a cell harmless; writing and
//! reading stand side by side here. Knows no file format: CSV is one, a spreadsheet another.
//!
//! **Columns.** First [`ID`], then one column for each field of an item under the field's label, then the
//! imported columns under their own names. A name that an item has several times is that many columns, in
//! the order of the item. A workbook has the columns of [`COMPUTED`], too. An imported column that is
//! called like a field, like [`ID`], like [`HIDDEN`] or like one of those, in capitals or not, gets [`IMPORTED`] behind its name, once more if it has that already, so that a name alone says what a column is.
//!
//! A sheet for others ends with [`HIDDEN`] where names are kept private: the columns of the row in which something was
//! left out, a line each. What stands in them is never read back over what is known here.
//!
//! **Cells.** Blank is unknown. Numbers, percents and money are bare: `8`, `0.5`. Estimates `5`, `5 (3..8)`,
//! `? (3..8)`. Days `2026-11-22`. Flags `yes` and blank. Choices the word on the screen. Short texts a line
//! each. Links the name of the record, of an item its key; several joined with `; `. Ratings
//! `name 3; name 5`. Where a name says too little (blank, shared with another record of its kind, holds a `;` or a
//! line end, reads like an id), the id stands in its place.
//!
//! **Harmless.** A cell or a column name gets an apostrophe in front if it begins, behind spaces, quotes and
//! apostrophes, with `= + - @` (or their full-width forms), a tab or a line end, and is no number. Reading takes
//! away an apostrophe that stands before such a text, and only that one. The same keeps a text, an id or a key from
//! being read as a number or a day, which the spreadsheet would write back in its own form. A sheet whose first column is
//! [`RAW_ID`] was written without.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::model::Workspace;
use crate::model::audience::Audience;
use crate::model::field::{Field, FieldType, Misfit, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::record::{Declared, Record};

/// The name of the column of ids.
pub const ID: &str = "evenkeel id";
/// The same where cells stand as they are.
pub const RAW_ID: &str = "evenkeel id (raw cells)";
/// The name of the column that says where something was left out of a row.
pub const HIDDEN: &str = "evenkeel hidden";
/// What follows the name of an imported column that is called like one of ours.
pub const IMPORTED: &str = " (imported)";

/// Columns of numbers that say what the fields lead to; they are never read back.
pub const COMPUTED: [&str; 14] = [
    "Rank",
    "WSJF rank",
    "WSJF",
    "Cost of delay",
    "RICE rank",
    "RICE",
    "CD3 rank",
    "CD3",
    "Score rank",
    "Score",
    "MoSCoW rank",
    "MoSCoW class",
    "Points",
    "Points left",
];

/// What columns were called in earlier sheets, after the names of their fields.
const WAS: [(&str, &str); 10] = [
    ("needs", "Needs first"),
    ("increment", "Increment"),
    ("bucket", "Bucket"),
    ("risk", "Risk / opportunity"),
    ("value_by", "Value settled by"),
    ("value_on", "Value settled on"),
    ("size_by", "Size settled by"),
    ("size_on", "Size settled on"),
    ("pin", "Pinned at rank"),
    ("pin_reason", "Reason for the pin"),
];

/// What joins links and ratings.
const JOIN: &str = "; ";

/// A column of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetColumn {
    /// The id of the item.
    Id {
        /// Whether cells stand as they are, formulas or not.
        is_raw: bool,
    },
    /// In which columns something was left out.
    Hidden,
    /// One of [`COMPUTED`].
    Computed(&'static str),
    /// The field of an item at this position.
    Field(usize),
    /// An imported column, by its own name.
    Imported(String),
}

impl SheetColumn {
    /// The name of the column in a sheet.
    pub fn name(&self) -> Cow<'_, str> {
        match self {
            Self::Id { is_raw: false } => ID.into(),
            Self::Id { is_raw: true } => RAW_ID.into(),
            Self::Hidden => HIDDEN.into(),
            Self::Computed(name) => (*name).into(),
            Self::Field(at) => Item::KIND
                .fields
                .get(*at)
                .map_or("", |f| f.label.written())
                .into(),
            Self::Imported(name) if is_ours(name) => format!("{name}{IMPORTED}").into(),
            Self::Imported(name) => name.into(),
        }
    }

    /// Whether it holds numbers.
    pub fn is_number(&self) -> bool {
        use FieldType::{Money, Number, Percent, Points};
        let is_number = |field: &Field| matches!(field.holds, Number | Percent | Money | Points);
        match self {
            Self::Field(at) => Item::KIND.fields.get(*at).is_some_and(is_number),
            Self::Id { .. } | Self::Hidden | Self::Computed(_) | Self::Imported(_) => false,
        }
    }

    /// Whether a cell of it is a text: nothing of a field of numbers or days, and no number of an imported column.
    pub fn is_text(&self, cell: &str) -> bool {
        match self {
            Self::Field(at) => {
                let field = Item::KIND.fields.get(*at);
                !self.is_number() && field.is_some_and(|field| field.holds != FieldType::Date)
            }
            Self::Imported(_) => {
                Number::parse(cell).map_or(true, |number| number.to_string() != cell)
            }
            Self::Id { .. } | Self::Hidden | Self::Computed(_) => true,
        }
    }

    /// The column of this name.
    pub fn read(name: &str) -> Self {
        match ours(name) {
            Some(column) => column,
            None => Self::Imported(match name.strip_suffix(IMPORTED) {
                Some(own) if is_ours(own) => own.to_owned(),
                _ => name.to_owned(),
            }),
        }
    }
}

/// The columns of a sheet of ours; none when the names are those of somebody else's.
pub fn read_columns<'n>(names: impl Iterator<Item = &'n str>) -> Option<Vec<SheetColumn>> {
    let columns: Vec<SheetColumn> = names.map(|name| SheetColumn::read(harmful(name))).collect();
    let is_ours = columns
        .iter()
        .any(|column| matches!(column, SheetColumn::Id { .. }));
    is_ours.then_some(columns)
}

/// The column of ours with exactly this name, in capitals or not.
fn ours(name: &str) -> Option<SheetColumn> {
    let same = |label: &str| label.to_lowercase() == name.to_lowercase();
    let computed = COMPUTED.into_iter().find(|known| same(known));
    let mut fields = Item::KIND.fields.iter();
    let was = |field: &Field| {
        WAS.iter()
            .any(|&(name, was)| field.name == name && same(was))
    };
    let field = |field: &Field| {
        field.holds != FieldType::Extra && (same(field.label.written()) || was(field))
    };
    match name {
        _ if same(ID) => Some(SheetColumn::Id { is_raw: false }),
        _ if same(RAW_ID) => Some(SheetColumn::Id { is_raw: true }),
        _ if same(HIDDEN) => Some(SheetColumn::Hidden),
        _ => computed
            .map(SheetColumn::Computed)
            .or_else(|| fields.position(field).map(SheetColumn::Field)),
    }
}

/// Whether a name is one of ours, with any number of [`IMPORTED`] behind it.
fn is_ours(name: &str) -> bool {
    let mut name = name;
    while let Some(shorter) = name.strip_suffix(IMPORTED) {
        name = shorter;
    }
    ours(name).is_some()
}

/// What the records that items point to are called in a sheet.
#[derive(Debug)]
pub struct LinkNames {
    kinds: Vec<(&'static str, KindNames)>,
}

#[derive(Debug, Default)]
struct KindNames {
    names: HashMap<Id, String>,
    ids: HashMap<String, Id>,
}

impl LinkNames {
    /// The names in a workspace.
    pub fn of(workspace: &Workspace) -> Self {
        let targets = Item::KIND
            .fields
            .iter()
            .filter_map(|field| field.holds.target());
        let mut kinds: Vec<(&'static str, KindNames)> = Vec::new();
        for kind in targets.filter_map(|name| workspace.kind(name)) {
            if kinds.iter().all(|(known, _)| *known != kind.name) {
                let records: Vec<_> = workspace.records(kind).map(|r| (r.id(), name(r))).collect();
                kinds.push((kind.name, KindNames::of(records)));
            }
        }
        Self { kinds }
    }

    /// What a record is called; its id where it has no name that tells.
    pub fn name(&self, kind: &str, id: Id) -> String {
        let name = self.table(kind).and_then(|table| table.names.get(&id));
        name.map_or_else(|| id.to_string(), String::clone)
    }

    /// The record that is called so.
    pub fn find(&self, kind: &str, name: &str) -> Option<Id> {
        let ids = &self.table(kind)?.ids;
        // Ids that differ in capitals alone are told apart.
        ids.get(name)
            .or_else(|| ids.get(&name.to_lowercase()))
            .copied()
    }

    fn table(&self, kind: &str) -> Option<&KindNames> {
        let table = self.kinds.iter().find(|(name, _)| *name == kind);
        table.map(|(_, table)| table)
    }
}

/// The name of a record, perhaps blank: the key of an item, the title of others.
fn name(record: &dyn Record) -> String {
    let item = record.as_any().downcast_ref::<Item>();
    match (item, record.get(0)) {
        (Some(item), _) => item.key.clone(),
        (None, Value::Text(title)) => title,
        (None, _) => String::new(),
    }
}

impl KindNames {
    fn of(records: Vec<(Id, String)>) -> Self {
        let mut table = Self::default();
        let mut counts: HashMap<String, usize> = HashMap::new();
        for (id, name) in &records {
            *counts.entry(name.to_lowercase()).or_default() += 1;
            *counts.entry(id.as_str().to_lowercase()).or_default() += 1;
            table.ids.insert(id.to_string(), *id);
        }
        for (id, name) in records {
            let small = name.to_lowercase();
            // A name may be like the id of its own record.
            let alike = 1 + usize::from(small == id.as_str().to_lowercase());
            let tells = !name.is_empty()
                && name.trim() == name
                && !name.contains([';', '\n', '\r'])
                && counts.get(&small) == Some(&alike);
            if tells {
                table.ids.insert(small, id);
                table.names.insert(id, name);
            }
        }
        table
    }
}

/// The text of a value in a cell. `shows` says whether a name may stand there; its id does otherwise.
pub fn cell(
    field: &Field,
    value: &Value,
    names: &LinkNames,
    shows: impl Fn(&str) -> bool,
) -> String {
    let name = |id: Id| {
        let name = names.name(field.holds.target().unwrap_or_default(), id);
        if shows(&name) { name } else { id.to_string() }
    };
    let joined = |parts: Vec<String>| parts.join(JOIN);
    // The other values have the text form of forms and filters.
    if let Value::Link(id) = value {
        name(*id)
    } else if let Value::Links(ids) = value {
        joined(ids.iter().map(|id| name(*id)).collect())
    } else if let Value::Ratings(all) = value {
        joined(
            all.iter()
                .map(|(id, n)| format!("{} {n}", name(*id)))
                .collect(),
        )
    } else if let Value::Private(text) = value {
        text.reveal(Audience::Private)
            .unwrap_or_default()
            .to_owned()
    } else {
        field.holds.format(value)
    }
}

/// The value of a cell. Links to records that are not there do not fit.
pub fn read_cell(field: &Field, cell: &str, names: &LinkNames) -> Result<Value, Misfit> {
    let Some(kind) = field.holds.target() else {
        return field.holds.parse(cell);
    };
    let find = |name: &str| {
        names.find(kind, name.trim()).ok_or_else(|| {
            let what = format!("names a {kind} that is not there: {}", name.trim());
            Misfit::new(what, "add it first, or write its id")
        })
    };
    let mut parts = cell
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let value = if matches!(field.holds, FieldType::Ratings(_)) {
        let rating = |part: &str| {
            let unrated = || {
                let what = format!("“{part}” is not a rating");
                Misfit::new(what, "write the name, then a number")
            };
            let (name, number) = part.rsplit_once(' ').ok_or_else(unrated)?;
            let number = Number::parse(number).map_err(|_| unrated())?;
            Ok((find(name)?, number))
        };
        Value::Ratings(parts.map(rating).collect::<Result<_, _>>()?)
    } else if matches!(field.holds, FieldType::Links(_)) {
        Value::Links(parts.map(find).collect::<Result<_, _>>()?)
    } else {
        parts
            .next()
            .map_or(Ok(Value::Blank), |name| find(name).map(Value::Link))?
    };
    let value = if value.targets().is_empty() {
        Value::Blank
    } else {
        value
    };
    field.holds.check(&value)?;
    Ok(value)
}

/// The cell with an apostrophe before what a spreadsheet would take for a formula.
pub fn harmless(cell: String) -> String {
    if is_formula(&cell) {
        format!("'{cell}")
    } else {
        cell
    }
}

/// The cell that [`harmless`] and [`kept`] were given.
pub fn harmful(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest) || is_rewritten(rest) => rest,
        _ => cell,
    }
}

/// As [`harmless`], of a text: also with an apostrophe before what a spreadsheet would take for a number or a day and
/// write anew: `00042`, `1234e5`, `3-4`, `MAR-7`.
pub fn kept(cell: String) -> String {
    if is_rewritten(&cell) {
        format!("'{cell}")
    } else {
        harmless(cell)
    }
}

/// Whether a spreadsheet may read something else out of a text than stands in it, in any of the usual languages.
pub fn is_rewritten(cell: &str) -> bool {
    const WORDS: [&str; 6] = ["true", "false", "wahr", "falsch", "vrai", "faux"];
    let text = cell.trim_start_matches('\'').trim().to_lowercase();
    if is_whole(&text) {
        return false;
    }
    let mut words = text.split(|c: char| !c.is_alphabetic());
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    WORDS.contains(&text.as_str())
        || has_digit && words.all(|word| word.is_empty() || is_of_number(word))
}

/// Whether digits stay what they are: no zero in front, and no more than a spreadsheet keeps.
fn is_whole(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let is_short = (1..=15).contains(&text.len());
    is_short && text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'))
}

/// Whether a word may stand in a number or a day: a power of ten, half a day, a currency, a month or its beginning.
fn is_of_number(word: &str) -> bool {
    const OTHERS: [&str; 12] = [
        "e", "t", "z", "am", "pm", "a", "p", "eur", "usd", "gbp", "chf", "kr",
    ];
    const MONTHS: [&str; 55] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "jän",
        "mär", "mrz", "mai", "okt", "dez", "fév", "fev", "avr", "jui", "aoû", "aou", "déc", "ene",
        "abr", "ago", "dic", "gen", "mag", "giu", "lug", "set", "ott", "out", "sty", "lut", "kwi",
        "maj", "cze", "lip", "sie", "wrz", "paź", "paz", "lis", "gru", "янв", "фев", "мар", "апр",
        "авг", "сен", "окт",
    ];
    OTHERS.contains(&word) || word.len() <= 12 && MONTHS.iter().any(|month| word.starts_with(month))
}

fn is_formula(cell: &str) -> bool {
    const BREAKS: [char; 3] = ['\t', '\r', '\n'];
    let skips = |c: char| matches!(c, '"' | '\'') || (c.is_whitespace() && !BREAKS.contains(&c));
    let begins = |c: char| BREAKS.contains(&c) || "=+-@＝＋－＠".contains(c);
    cell.trim_start_matches(skips).starts_with(begins) && Number::parse(cell).is_err()
}

#[cfg(test)]
mod tests;
