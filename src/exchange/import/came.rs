//! What came: an item as it is here, as it came in last and as it comes in now.
//!
//! Owns the three-way comparison of an import: what only the file changed is taken over, what only people
//! changed here stays, and what both changed is a conflict, in which ours stays. Blanks never erase, vague
//! words never overrule. What came in is remembered with the item, long texts by a fingerprint.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::criteria::SheetCriterion;
use super::draft::{Guess, ItemDraft};
use super::identity::{self, ROW};
use super::mapping::ColumnTarget;
use super::table::FileHeading;
use crate::edit::merge::{Clash, Conflict, agreed};
use crate::exchange::sheet::SheetColumn;
use crate::model::audience::Audience;
use crate::model::field::{Choice, ExtraCell, Field, FieldType, Value};
use crate::model::id::Id;
use crate::model::item::{Item, State, TRACE};
use crate::model::number::Number;
use crate::model::points::Points;
use crate::model::record::{Declared, Record};
use crate::store::Fingerprint;

/// The name under which the tool is remembered.
const TOOL: &str = "from";
/// The name under which the file is remembered where no tool is known.
pub(super) const FILE: &str = "file";
/// The field of the place in the file. Where it changed here and there nobody has to be asked.
const PLACE: &str = "place";
/// Fields that a file never blanks: what an item is called, and what only it says of others.
const UNBLANKED: [&str; 4] = ["title", "key", "needs", PLACE];
/// The field of the columns that are kept as they are.
const EXTRA: &str = "extra";
/// The most bytes of a value that are remembered as they are.
const LONGEST: usize = 80;
/// How many entries of a list are remembered as they are, and what stands between them.
const LISTED: usize = 40;
const BETWEEN: &str = "; ";

/// Where rows come from, and what is wished of them.
pub(super) struct FileOrigin<'o> {
    /// The tool; empty where any may have written them.
    pub tool: &'o str,
    /// The name of the file.
    pub file: &'o str,
    pub covers: Covers,
    /// Whether what is blank or gone in the file goes here, too.
    pub takes_over: bool,
    /// The criteria by which it rates.
    pub criteria: Vec<SheetCriterion>,
}

impl FileOrigin<'_> {
    /// The letters of the name of the file: what stays of it from one export to the next.
    pub fn letters(&self) -> String {
        let letters = self.file.chars().filter(|c| c.is_alphabetic());
        letters.flat_map(char::to_lowercase).collect()
    }
}

/// What a file has columns for, filled or not.
#[derive(Default)]
pub(super) struct Covers {
    fields: BTreeSet<usize>,
    extra: BTreeSet<String>,
}

impl Covers {
    /// What some columns are for.
    pub fn of(headings: &[FileHeading]) -> Self {
        let mut covers = Self::default();
        for heading in headings {
            match heading.target {
                ColumnTarget::Field(at) => _ = covers.fields.insert(at),
                ColumnTarget::Keep => _ = covers.extra.insert(heading.name.clone()),
                ColumnTarget::Rating => covers.fields.extend(Item::KIND.field("ratings")),
                ColumnTarget::NeededBy | ColumnTarget::Leave => {}
            }
        }
        covers
    }
}

/// An item that has met its draft.
pub(super) struct Arrival {
    pub item: Item,
    /// How many values that came in last are blank in the file now.
    pub cleared: usize,
    /// Fields that changed here and there.
    pub conflicts: Vec<Conflict>,
    /// What was not taken, as something private is left out of it: the columns, and what stands there.
    pub left: Vec<(String, String)>,
}

/// Whether a field only remembers what came in, or where.
pub(super) fn is_trace(field: usize) -> bool {
    [TRACE, PLACE]
        .iter()
        .any(|name| Item::KIND.field(name) == Some(field))
}

/// What is remembered of an item under a name.
pub(super) fn traced<'i>(item: &'i Item, name: &str) -> Option<&'i str> {
    let entry = item.imported.iter().find(|entry| entry.name == name);
    entry.map(|entry| entry.text.as_str())
}

/// What is remembered of a title.
pub(super) fn remembered_title(title: &str) -> String {
    remembered(&FieldType::Text, &Value::Text(title.to_owned()))
}

/// Whether an item may be one of a tool's: the same key of another tool is another item.
pub(super) fn may_be_of(item: &Item, tool: &str) -> bool {
    tool_of(item).is_none_or(|from| tool.is_empty() || from == tool)
}

/// The tool an item came from last.
pub fn tool_of(item: &Item) -> Option<&str> {
    traced(item, TOOL)
}

/// Whether a field of an item is not what came in last: of one that never came in, whether it says anything.
pub fn is_changed_here(item: &Item, field: &str) -> bool {
    let Some((at, declared)) = Item::KIND
        .field(field)
        .and_then(|at| Some((at, Item::KIND.fields.get(at)?)))
    else {
        return false;
    };
    let value = item.get(at);
    match traced(item, field) {
        Some(known) => {
            let is = [
                remembered(&declared.holds, &value),
                bare(&declared.holds, &value),
            ];
            !is.iter().any(|text| text == known)
        }
        None => value != Item::new(item.id).get(at),
    }
}

/// Whether an export for others gave a value of a field so, for ours.
pub(super) type GaveFn<'g> = &'g dyn Fn(&Field, Value, &Value) -> bool;

/// Brings what a draft says into an item, or makes a new one of it.
pub(super) fn arrive(
    old: Option<&Item>,
    id: Id,
    origin: &FileOrigin<'_>,
    mut draft: ItemDraft,
    gave: GaveFn<'_>,
) -> Arrival {
    let tool = origin.tool;
    let blank = Item::new(id);
    let ours = old.unwrap_or(&blank);
    let mut item = ours.clone();
    let mut trace: BTreeMap<String, String> = ours
        .imported
        .iter()
        .map(|entry| (entry.name.clone(), entry.text.clone()))
        .collect();
    if tool.is_empty() {
        trace.insert(FILE.to_owned(), origin.letters());
    } else {
        trace.insert(TOOL.to_owned(), tool.to_owned());
    }
    if draft.key.is_empty() {
        trace.insert(ROW.to_owned(), identity::row(&draft));
    } else {
        trace.remove(ROW);
    }
    let mut conflicts = Vec::new();
    // What evenkeel wrote itself was changed by somebody who knew what stood there.
    let is_own = draft.is_own();
    // Who knows no more takes what is left of a text.
    let hidden = old.map_or_else(Vec::new, |_| std::mem::take(&mut draft.hidden));
    let is_hidden = |column: SheetColumn| hidden.iter().any(|name| *name == column.name());
    let (mut given, mut extra) = given(draft, ours, old.is_none());
    let left = if hidden.is_empty() {
        Vec::new()
    } else {
        left_out(ours, origin, &given, &extra, &is_hidden, gave)
    };
    given.retain(|(at, _)| !is_hidden(SheetColumn::Field(*at)));
    extra.retain(|entry| !is_hidden(SheetColumn::Imported(entry.name.clone())));
    let mut blanked: BTreeSet<usize> = BTreeSet::new();
    if old.is_some() {
        let filled: BTreeSet<usize> = given.iter().map(|(at, _)| *at).collect();
        let may_go = |at: &&usize| {
            let field = Item::KIND.fields.get(**at);
            let is_shown = !filled.contains(at) && !is_hidden(SheetColumn::Field(**at));
            let (value, blank) = (ours.get(**at), blank.get(**at));
            is_shown
                && value != blank
                && blank == Value::Blank
                && field.is_some_and(|field| {
                    // What somebody changed here since stays.
                    let known = trace.get(field.name);
                    let is = |known: &String| {
                        *known == remembered(&field.holds, &value)
                            || *known == bare(&field.holds, &value)
                    };
                    !UNBLANKED.contains(&field.name) && (is_own || known.is_some_and(is))
                })
        };
        blanked.extend(origin.covers.fields.iter().filter(may_go));
    }
    for (at, theirs) in given {
        let Some(field) = Item::KIND.fields.get(at) else {
            continue;
        };
        let ours = ours.get(at);
        let is = |value: &Value, text: &String| {
            *text == remembered(&field.holds, value) || *text == bare(&field.holds, value)
        };
        let base = match trace.get(field.name) {
            _ if is_own => ours.clone(),
            Some(known) if is(&theirs, known) => theirs.clone(),
            Some(known) if is(&ours, known) => ours.clone(),
            Some(known) => recalled(&field.holds, known),
            None => blank.get(at),
        };
        // Where a file only has the value, the range that is known here is none of its business.
        let text = if is_bare(&theirs, &ours) {
            bare(&field.holds, &theirs)
        } else {
            remembered(&field.holds, &theirs)
        };
        if let Some(value) = agreed(&base, &ours, &theirs) {
            // The value is of the field's own type: it was read or merged as such.
            let _ = item.set(at, value);
        } else if field.name != PLACE {
            conflicts.push(Conflict {
                kind: Item::KIND,
                id,
                clash: Clash::Field {
                    field: at,
                    base,
                    ours,
                    theirs,
                },
            });
        }
        trace.insert(field.name.to_owned(), text);
    }
    let names: BTreeSet<&str> = extra.iter().map(|entry| entry.name.as_str()).collect();
    let is_gone = |entry: &ExtraCell| {
        let column = SheetColumn::Imported(entry.name.clone());
        origin.covers.extra.contains(&entry.name)
            && !names.contains(entry.name.as_str())
            && !is_hidden(column)
    };
    let gone = ours.extra.iter().filter(|entry| is_gone(entry)).count();
    let cleared = blanked.len() + gone;
    if origin.takes_over {
        for at in blanked {
            // It may be blank: a new item is.
            let _ = item.set(at, Value::Blank);
            trace.remove(Item::KIND.fields.get(at).map_or("", |field| field.name));
        }
        item.extra.retain(|entry| !is_gone(entry));
    }
    if !is_own {
        let entry = |(name, text)| ExtraCell { name, text };
        item.imported = trace.into_iter().map(entry).collect();
    }
    merge(&mut item.extra, extra);
    Arrival {
        item,
        cleared,
        conflicts,
        left,
    }
}

/// What a file says of columns in which something was left out, where that is not what was given to it.
fn left_out(
    ours: &Item,
    origin: &FileOrigin<'_>,
    given: &[(usize, Value)],
    extra: &[ExtraCell],
    is_hidden: &dyn Fn(SheetColumn) -> bool,
    gave: GaveFn<'_>,
) -> Vec<(String, String)> {
    let mut left = Vec::new();
    for (at, field) in Item::KIND.fields.iter().enumerate() {
        if field.name == EXTRA {
            let names = origin.covers.extra.iter();
            for name in names.filter(|name| is_hidden(SheetColumn::Imported((*name).clone()))) {
                let cell = extra.iter().find(|cell| cell.name == *name).cloned();
                let theirs = cell.unwrap_or_else(|| ExtraCell {
                    name: name.clone(),
                    text: String::new(),
                });
                let cell = |cell: &ExtraCell| Value::Extra(vec![cell.clone()]);
                let mut ours = ours.extra.iter().map(cell);
                if !ours.any(|ours| gave(field, ours, &cell(&theirs))) {
                    left.push((theirs.name, theirs.text));
                }
            }
        } else if origin.covers.fields.contains(&at) && is_hidden(SheetColumn::Field(at)) {
            let theirs = given.iter().find(|(given, _)| *given == at);
            let theirs = theirs.map_or(&Value::Blank, |(_, value)| value);
            if !gave(field, ours.get(at), theirs) {
                left.push((field.label.said().to_owned(), field.holds.format(theirs)));
            }
        }
    }
    left
}

/// The fields a draft gives, by position, and the columns to keep.
fn given(draft: ItemDraft, ours: &Item, is_new: bool) -> (Vec<(usize, Value)>, Vec<ExtraCell>) {
    let mut all = Vec::new();
    let mut give = |name: &str, value: Value| {
        if let (Some(at), false) = (Item::KIND.field(name), value == Value::Blank) {
            all.push((at, value));
        }
    };
    for (name, text) in [
        ("title", draft.title),
        ("key", draft.key),
        ("note", draft.note),
        ("link", draft.link),
    ] {
        if !text.is_empty() {
            give(name, Value::Text(text));
        }
    }
    if let Some(Guess { is, .. }) = draft.sort.filter(|guess| is_new || !guess.vague) {
        give("sort", Value::Choice(is.word().name));
    }
    // “To do” takes nothing back from what was found ready or planned here, but it reopens.
    let not_begun = ours.state.is_open() && ours.state != State::Doing;
    let sure = |guess: &Guess<State>| is_new || !(guess.vague && not_begun);
    if let Some(Guess { is, .. }) = draft.state.filter(sure) {
        give("state", Value::Choice(is.word().name));
    }
    if let Some(size) = draft.size {
        // A range is only known here.
        let range = size.range.or(ours.size.range);
        let value = Some(size.value);
        give("size", Value::Points(Points { value, range }));
    }
    if let Some(day) = draft.due {
        give("due", Value::Date(day));
    }
    if let Some(place) = i64::try_from(draft.place).ok().filter(|place| *place > 0) {
        give(PLACE, Value::Number(Number::whole(place)));
    }
    if !draft.labels.is_empty() {
        give("labels", Value::Texts(draft.labels));
    }
    all.extend(draft.fields);
    (all, draft.extra)
}

/// What is remembered of a value: its text, or of a long one a fingerprint.
fn remembered(holds: &FieldType, value: &Value) -> String {
    if let Value::Private(text) = value {
        return fingerprint(text.reveal(Audience::Private).unwrap_or_default());
    }
    if let Value::Texts(all) = value
        && all.len() <= LISTED
        && !all.iter().any(|text| text.contains(BETWEEN))
    {
        return all.join(BETWEEN);
    }
    let text = holds.format(value);
    if text.len() <= LONGEST && !text.contains('\n') {
        text
    } else {
        fingerprint(&text)
    }
}

/// The value that is remembered; blank where only a fingerprint is.
fn recalled(holds: &FieldType, text: &str) -> Value {
    let text = if *holds == FieldType::Texts {
        text.replace(BETWEEN, "\n")
    } else {
        text.to_owned()
    };
    holds.parse(&text).unwrap_or(Value::Blank)
}

/// What is remembered of a value without its range.
fn bare(holds: &FieldType, value: &Value) -> String {
    if let Value::Points(points) = value {
        points.value.map_or_else(String::new, |n| n.to_string())
    } else {
        remembered(holds, value)
    }
}

/// Whether an estimate has the range that is known here.
fn is_bare(theirs: &Value, ours: &Value) -> bool {
    match (theirs, ours) {
        (Value::Points(theirs), Value::Points(ours)) => theirs.range == ours.range,
        _ => false,
    }
}

/// A short text that differs for different texts.
fn fingerprint(text: &str) -> String {
    format!("#{}", Fingerprint::of(text.as_bytes()))
}

/// Replaces the columns the file fills, in place where they were, and keeps the others.
fn merge(extra: &mut Vec<ExtraCell>, new: Vec<ExtraCell>) {
    let mut texts: BTreeMap<String, VecDeque<String>> = BTreeMap::new();
    let mut order = Vec::new();
    for entry in new {
        order.push(entry.name.clone());
        texts.entry(entry.name).or_default().push_back(entry.text);
    }
    for entry in extra.iter_mut() {
        if let Some(text) = texts.get_mut(&entry.name).and_then(VecDeque::pop_front) {
            entry.text = text;
        }
    }
    for name in order {
        if let Some(text) = texts.get_mut(&name).and_then(VecDeque::pop_front) {
            extra.push(ExtraCell { name, text });
        }
    }
}
