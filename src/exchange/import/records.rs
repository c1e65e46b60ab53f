//! A table of records of one kind, as people copy it out of a spreadsheet.
//!
//! Owns how a line of names is recognized and how a cell finds its field. Items have a way of their own, with previews
//! and mappings; this one is for the records beside them: evidence, wishes, readings, stages.

use std::collections::{BTreeMap, VecDeque};

use super::csv::lines;
use super::decode::decode;
use super::sheet::RawLine;
use crate::edit::Edit;
use crate::model::Workspace;
use crate::model::field::{Choice, Field, FieldType, FieldValue, Value};
use crate::model::id::Id;
use crate::model::kano::KanoAnswer;
use crate::model::record::{Kind, Record};
use crate::model::text::clean_line;

/// The separators that are tried, the likeliest first.
const SEPARATORS: [u8; 3] = [b'\t', b';', b','];

/// Names of columns beside the labels and names of fields: kind, name, field.
const OTHER_NAMES: [(&str, &str, &str); 32] = [
    ("stage", "feels", "feeling"),
    ("evidence", "n", "people"),
    ("evidence", "k", "said"),
    ("evidence", "about", "needs"),
    ("kano", "feature", "need"),
    ("kano", "with", "functional"),
    ("kano", "without", "dysfunctional"),
    ("kano", "customer", "person"),
    ("reading", "date", "day"),
    ("wish", "statement", "said"),
    ("wish", "feedback", "said"),
    ("wish", "comment", "said"),
    ("wish", "text", "said"),
    ("wish", "quote", "said"),
    ("wish", "message", "said"),
    ("wish", "wish", "said"),
    ("wish", "day", "date"),
    ("wish", "customer", "person"),
    ("wish", "by", "person"),
    ("wish", "name", "person"),
    ("budget_line", "interval", "increment"),
    ("budget_line", "iteration", "increment"),
    ("budget_line", "pi", "increment"),
    ("budget_line", "line", "name"),
    ("budget_line", "what", "name"),
    ("budget_line", "budget", "planned"),
    ("budget_line", "plan", "planned"),
    ("budget_line", "spent", "actual"),
    ("budget_line", "cost", "actual"),
    ("budget_line", "income", "income_actual"),
    ("budget_line", "sort", "spending"),
    ("budget_line", "category", "spending"),
];

/// What questionnaires call the answers to the two questions of Kano, from the first to the last.
const ANSWERS: [[&str; 3]; 5] = [
    ["1", "i like it that way", "like"],
    ["2", "it must be that way", "must be"],
    ["3", "i am neutral", "neutral"],
    ["4", "i can live with it that way", "live with"],
    ["5", "i dislike it that way", "dislike"],
];

/// What tells the records of a kind apart, where that is not their name alone: kind, fields.
const APART: [(&str, &[&str]); 8] = [
    ("budget_line", &["increment", "team", "name"]),
    ("reading", &["kpi", "day"]),
    ("effect", &["item", "kpi"]),
    ("evidence", &["title", "date"]),
    ("wish", &["said", "person"]),
    ("stage", &["journey", "name"]),
    ("assumption", &["text", "item"]),
    ("contact", &["person", "day", "what"]),
];

/// What a table holds.
#[derive(Debug, Default)]
pub struct ReadRecords {
    /// The records, of new ids, each with the fields that the table says of it.
    pub records: Vec<(Box<dyn Record>, Vec<usize>)>,
    /// What could not be read, with its line: the cell is left blank.
    pub problems: Vec<String>,
}

/// What the records of a table come to in a workspace.
#[derive(Debug, Default)]
pub struct TableArrival {
    /// What brings them in.
    pub edits: Vec<Edit>,
    /// How many are new.
    pub new: usize,
    /// Of how many that are there already something is filled or changed.
    pub changed: usize,
    /// How many are there already as they are.
    pub same: usize,
}

impl TableArrival {
    /// In words: `2 stages, 1 changed, 3 there already`.
    pub fn words(&self, kind: &Kind) -> String {
        let also = [(self.changed, "changed"), (self.same, "there already")];
        let also = also.iter().filter(|(many, _)| *many > 0);
        let also = also.map(|(many, what)| format!("{many} {what}"));
        let all: Vec<String> = [kind.counted(self.new)].into_iter().chain(also).collect();
        all.join(", ")
    }
}

/// Reads a text as a table of a kind; none where its first line does not name at least two of its fields, the first one
/// or one that links it among them.
pub fn records(
    text: &str,
    kind: &'static Kind,
    workspace: &Workspace,
    mut new_id: impl FnMut() -> Id,
) -> Option<ReadRecords> {
    let text = text.trim_start_matches('\u{feff}');
    let (rows, columns) = SEPARATORS.iter().find_map(|separator| {
        let mut rows = lines(text, *separator).filter(|line| !line.is_blank());
        let names = rows.next()?.cells;
        let columns: Vec<Option<usize>> = names.iter().map(|name| field_of(kind, name)).collect();
        // A table of one column is one where that is what records of the kind are called by.
        let is_named = columns == [Some(0)];
        (is_named || columns.iter().flatten().count() > 1).then_some((rows, columns))
    })?;
    let mut found = ReadRecords::default();
    for RawLine {
        number: line,
        cells,
    } in rows
    {
        let (mut record, mut said) = ((kind.blank)(new_id()), Vec::new());
        for (cell, at) in cells.iter().zip(&columns) {
            let field = at.and_then(|at| Some((at, kind.fields.get(at)?)));
            let Some((at, field)) = field.filter(|_| !cell.trim().is_empty()) else {
                continue;
            };
            let set = |value| record.set(at, value).map_err(|misfit| misfit.to_string());
            match value(field, cell, workspace).and_then(set) {
                Ok(()) => said.push(at),
                Err(why) => {
                    let label = field.label;
                    found.problems.push(format!("line {line}, {label}: {why}"));
                }
            }
        }
        found.records.push((record, said));
    }
    Some(found)
}

/// The text of a file, whatever its letters are written in.
pub fn text_of(bytes: &[u8]) -> String {
    decode(bytes).text.into()
}

/// The kind of which the first line of a text names the most fields; none where it names none of them.
pub fn kind_of(text: &str, kinds: &[&'static Kind]) -> Option<&'static Kind> {
    let text = text.trim_start_matches('\u{feff}');
    let named = |kind: &'static Kind, separator: &u8| {
        let mut rows = lines(text, *separator);
        let first = rows.find(|line| !line.is_blank());
        let names = first.iter().flat_map(|line| line.cells.iter());
        names.filter(|name| field_of(kind, name).is_some()).count()
    };
    let most = |kind: &'static Kind| SEPARATORS.iter().map(|one| named(kind, one)).max();
    let found = kinds.iter().rev().filter(|kind| most(kind) > Some(0));
    found.max_by_key(|kind| most(kind)).copied()
}

/// What the records of a table come to: new ones; of those that are there already, what the table says of them. Each
/// that is there is met once: two lines alike are two records, and the same table again changes nothing.
pub fn arrived(workspace: &Workspace, kind: &'static Kind, read: ReadRecords) -> TableArrival {
    let apart = APART.iter().find(|(name, _)| *name == kind.name);
    let fields = apart.map(|(_, fields)| fields.iter().filter_map(|name| kind.field(name)));
    let fields: Vec<usize> = fields.map_or_else(|| vec![0], Iterator::collect);
    let name = |record: &dyn Record| {
        let values = fields.iter().map(|at| format!("{:?}", record.get(*at)));
        values.collect::<Vec<_>>().join("\n").to_lowercase()
    };
    let mut there: BTreeMap<String, VecDeque<&dyn Record>> = BTreeMap::new();
    for record in workspace.records(kind) {
        there.entry(name(record)).or_default().push_back(record);
    }
    let mut found = TableArrival::default();
    for (record, said) in read.records {
        let known = there.get_mut(&name(&*record)).and_then(VecDeque::pop_front);
        let Some(known) = known else {
            found.new += 1;
            found.edits.push(Edit::Insert(record));
            continue;
        };
        let news = said.into_iter().filter_map(|field| {
            let (id, value) = (known.id(), record.get(field));
            let is_news = value != known.get(field) && !fields.contains(&field);
            is_news.then_some(Edit::Set {
                kind,
                id,
                field,
                value,
            })
        });
        let before = found.edits.len();
        found.edits.extend(news);
        if found.edits.len() > before {
            found.changed += 1;
        } else {
            found.same += 1;
        }
    }
    found
}

/// The field that a column is called like.
fn field_of(kind: &Kind, name: &str) -> Option<usize> {
    let name = clean_line(name).trim().to_lowercase();
    let other = OTHER_NAMES.iter();
    let other = other
        .clone()
        .find(|(of, other, _)| *of == kind.name && *other == name);
    let name = other.map_or(name.as_str(), |(_, _, field)| field);
    let mut fields = kind.fields.iter();
    fields.position(|field| field.name == name || field.label.to_lowercase() == name)
}

/// What an answer of a questionnaire means.
fn answer(cell: &str) -> Option<KanoAnswer> {
    let small = cell.trim().trim_end_matches('.').to_lowercase();
    let mut all = ANSWERS.iter().zip(KanoAnswer::ALL);
    let found = all.find(|(names, _)| names.contains(&small.as_str()));
    found.map(|(_, answer)| *answer)
}

/// The value of a cell; a link is found by the name of its record, whatever its capitals.
fn value(field: &Field, cell: &str, workspace: &Workspace) -> Result<Value, String> {
    let Some(kind) = field.holds.target().and_then(|name| workspace.kind(name)) else {
        let is_answer = field.holds == Option::<KanoAnswer>::TYPE;
        if let Some(answer) = is_answer.then(|| answer(cell)).flatten() {
            return Ok(Value::Choice(answer.word().name));
        }
        let value = field.holds.typed(cell, None);
        return value.map_err(|misfit| misfit.to_string());
    };
    let find = |name: &str| {
        let (name, small) = (name.trim(), name.trim().to_lowercase());
        let mut all = workspace.records(kind);
        let found = all
            .find(|record| record.name().to_lowercase() == small || record.id().as_str() == name);
        found
            .map(Record::id)
            .ok_or_else(|| format!("no {} is called “{name}” · add it first", kind.name()))
    };
    let ids = cell.split(';').filter(|name| !name.trim().is_empty());
    let ids: Vec<Id> = ids.map(find).collect::<Result<_, _>>()?;
    Ok(match (field.holds, ids.first()) {
        (FieldType::Links(_), _) => Value::Links(ids),
        (_, Some(first)) => Value::Link(*first),
        (_, None) => Value::Blank,
    })
}
