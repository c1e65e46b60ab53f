//! Pasting rows where records are listed: each becomes a record, or fills the one of its name.
//!
//! Owns which cell goes to which field, and what is said of those that do not fit. One line opens what `n` opens with
//! it, two are added at once, from three on a page shows them first; all of them are one step.

use crate::desk::Desk;
use crate::desk::changes::many;
use crate::desk::event::{Chord, Key};
use crate::desk::filter::fold;
use crate::desk::listing::Lists;
use crate::dialogs::{form, page};
use crate::edit::{Edit, between};
use crate::exchange::pasted::block;
use crate::exchange::sheet::{LinkNames, read_cell};
use crate::model::field::{Field, Misfit, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::key::APP_UNDO;
use crate::model::record::{Declared, Kind, Record};
use crate::model::words::worded;
use crate::scoring::plan::by_kind;

/// From how many rows on a page shows first what would happen.
const PREVIEW: usize = 3;

/// What pasted rows come to.
#[derive(Default)]
struct Rows {
    edits: Vec<Edit>,
    /// A line for each row.
    lines: Vec<String>,
    /// What does not fit.
    misfits: Vec<String>,
    added: usize,
    changed: usize,
    /// The first record that is added or changed.
    first: Option<Id>,
}

/// Makes items of the lines of a text; its cells go to the title and the estimates of the ranking.
pub fn items(desk: &mut Desk, text: &str) -> bool {
    let of = |column: &crate::desk::estimate::Estimate| {
        column.criterion.is_none().then_some(column.field)
    };
    let columns = crate::desk::estimate::columns(&desk.workspace, desk.derived.evaluation.lens);
    let fields: Vec<usize> = std::iter::once(0)
        .chain(columns.iter().filter_map(of))
        .collect();
    take(desk, Item::KIND, &fields, text)
}

/// Makes records of the list with the keys from the lines of a text.
pub fn into_list(desk: &mut Desk, lists: &mut Lists, text: &str) -> bool {
    let Some(listing) = lists
        .here()
        .filter(|one| !one.kind.single && one.start.is_none())
    else {
        return false;
    };
    let fields: Vec<usize> = (0..listing.kind.fields.len()).collect();
    take(desk, listing.kind, &fields, text)
}

fn take(desk: &mut Desk, kind: &'static Kind, fields: &[usize], text: &str) -> bool {
    let table = block(text);
    if table.is_empty() {
        return false;
    }
    let mut rows = read(desk, kind, fields, &table);
    if let ([row], Some(Edit::Insert(record))) = (table.as_slice(), rows.edits.last()) {
        // Nothing is written yet: Enter does.
        if kind == Item::KIND && row.len() == 1 {
            let title = record.title();
            desk.run("item.new", Chord::plain(Key::Enter));
            desk.later(move |desk, ()| {
                desk.type_text(&title);
            });
        } else if let Some(Edit::Insert(record)) = rows.edits.pop() {
            form::open_new(desk, record.as_ref());
            if let Some(wrong) = rows.misfits.first() {
                desk.hint(wrong.clone());
            }
        }
        return true;
    }
    let count = table.len();
    let what = |number: usize| kind.counted(number);
    let done = match (rows.added, rows.changed) {
        (0, 0) => {
            desk.hint(
                rows.misfits
                    .first()
                    .cloned()
                    .unwrap_or_else(|| "all of them are there already".to_owned()),
            );
            return true;
        }
        (added, 0) => format!("pasted {}", what(added)),
        (0, changed) => format!("pasted into {}", what(changed)),
        (added, changed) => format!("pasted {}, and into {changed}", what(added)),
    };
    if count >= PREVIEW {
        let mut lines = rows.lines;
        if !rows.misfits.is_empty() {
            lines.push(String::new());
            lines.push(format!("{} left out:", many(rows.misfits.len(), "cell")));
            lines.extend(rows.misfits);
        }
        let title = format!("Paste {}?", what(count));
        page::open_offer(
            desk,
            title,
            worded("one step, {APP_UNDO} undoes"),
            lines,
            Some((done, rows.edits)),
        );
    } else if desk.commit(&done, rows.edits) {
        if kind == Item::KIND
            && let Some(first) = rows.first
        {
            desk.select(first);
        }
        if let Some(wrong) = rows.misfits.first() {
            desk.done(format!("{done} · {wrong} · {APP_UNDO} undoes"));
        }
    }
    true
}

/// The fields that the first row names, where it is a heading: each of its cells names one, and one is the title.
fn heading(kind: &Kind, row: &[String]) -> Option<Vec<usize>> {
    let named = |cell: &String| {
        let mut fields = kind.fields.iter();
        let is_it = |field: &Field| {
            fold(field.label.said()) == fold(cell) || fold(field.name) == fold(cell)
        };
        fields.position(is_it)
    };
    let fields: Option<Vec<usize>> = row.iter().map(named).collect();
    fields.filter(|fields| row.len() > 1 && fields.contains(&0))
}

fn read(desk: &mut Desk, kind: &'static Kind, fields: &[usize], table: &[Vec<String>]) -> Rows {
    let own = table.first().and_then(|row| heading(kind, row));
    let fields = own.as_deref().unwrap_or(fields);
    let names = LinkNames::of(&desk.workspace);
    let mut rows = Rows::default();
    for (at, cells) in table.iter().enumerate().skip(usize::from(own.is_some())) {
        let number = at + 1;
        let place = fields
            .iter()
            .position(|field| *field == 0)
            .unwrap_or_default();
        let title = cells.get(place).cloned().unwrap_or_default();
        if title.is_empty() {
            rows.misfits
                .push(format!("row {number} has no {}", name_of(kind, 0)));
            continue;
        }
        let wanted = fold(&title);
        let known = desk
            .workspace
            .records(kind)
            .find(|one| fold(one.name()) == wanted);
        let known = known.map(Record::boxed);
        let mut record = match &known {
            Some(known) => known.boxed(),
            None => begin(desk, kind, &title),
        };
        for (cell, field) in cells
            .iter()
            .zip(fields)
            .filter(|(cell, at)| **at > 0 && !cell.is_empty())
        {
            let Some(of) = kind.fields.get(*field) else {
                continue;
            };
            let read = value(desk, of, cell, &names);
            if let Err(misfit) = read.and_then(|value| record.set(*field, value)) {
                rows.misfits
                    .push(format!("row {number}, {}: {misfit}", of.label));
            }
        }
        if cells.len() > fields.len() {
            let beyond = cells.len() - fields.len();
            rows.misfits
                .push(format!("row {number} is {} too long", many(beyond, "cell")));
        }
        if let Some(known) = known {
            let edits = between(known.as_ref(), record.as_ref());
            let says = if edits.is_empty() {
                "is there already"
            } else {
                "is filled"
            };
            rows.changed += usize::from(!edits.is_empty());
            rows.edits.extend(edits);
            rows.lines.push(format!("{title}: {says}"));
        } else {
            rows.first.get_or_insert(record.id());
            rows.added += 1;
            rows.edits.push(Edit::Insert(record));
            rows.lines.push(title);
        }
    }
    rows
}

/// A new record of a name; of an item, with the day and the allocation of its kind.
fn begin(desk: &mut Desk, kind: &'static Kind, title: &str) -> Box<dyn Record> {
    let id = desk.fresh(kind);
    if kind == Item::KIND {
        let mut item = Item::new(id);
        title.clone_into(&mut item.title);
        item.asked = desk.derived.today;
        item.bucket.0 = by_kind::of(&desk.workspace, item.sort);
        return Box::new(item);
    }
    let mut record = (kind.blank)(id);
    // Where the first field is no text, its cell does not fit and is said below.
    drop(record.set(0, Value::Text(title.to_owned())));
    record
}

fn value(desk: &Desk, field: &Field, cell: &str, names: &LinkNames) -> Result<Value, Misfit> {
    match field.holds.target() {
        Some(_) => read_cell(field, cell, names),
        None => field.holds.typed(cell, desk.derived.today),
    }
}

fn name_of(kind: &Kind, at: usize) -> String {
    kind.fields
        .get(at)
        .map_or_else(String::new, |field| field.label.to_lowercase())
}
