//! Identity: which item a row is about.
//!
//! Owns the order in which that is asked: the item's own id, then tool and key, then what was last imported: the
//! title, the rest of the row, its place in the file. Imported rows of one title never swap. What was renamed in the file
//! is known by its place and all its other cells.

use std::collections::{HashMap, HashSet, VecDeque};

use super::arrival::Landing;
use super::came::{self, remembered_title, traced};
use super::dates;
use super::draft::ItemDraft;
use super::notes::{Note, Notes};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::scoring::evaluation::listed::in_list;

/// The name under which a row without a key is remembered: its place in the file, and a fingerprint of all cells but
/// the title.
pub(super) const ROW: &str = "row";

/// What is remembered of a row without a key.
pub(super) fn row(draft: &ItemDraft) -> String {
    format!("{} {}", draft.at, draft.rest)
}

/// For each draft the item it is about; none where that is a new one.
pub(super) fn of(drafts: &[ItemDraft], tool: &str, workspace: &Workspace) -> Vec<Option<Id>> {
    let items = workspace.all::<Item>();
    let items: Vec<&Item> = items.filter(|item| came::may_be_of(item, tool)).collect();
    let mut by_key: HashMap<&str, Id> = HashMap::new();
    for item in items.iter().filter(|item| !item.key.is_empty()) {
        by_key.entry(&item.key).or_insert(item.id);
    }
    let by_name = |draft: &ItemDraft| match draft.id {
        Some(id) => workspace.get::<Item>(id).map(|item| item.id),
        None if draft.is_spoiled => None,
        None => by_key.get(draft.key.as_str()).copied(),
    };
    let mut known: Vec<Option<Id>> = drafts.iter().map(by_name).collect();
    meet_changed_keys(drafts, &items, &mut known);
    let claimed: HashSet<Id> = known.iter().flatten().copied().collect();
    let is_spoiled = drafts.iter().any(may_be_spoiled);
    let is_free = |item: &&&Item| {
        let came_without = traced(item, "title").is_some() && traced(item, "key").is_none();
        (item.key.is_empty() || came_without || is_spoiled) && !claimed.contains(&item.id)
    };
    let mut free: Vec<&Item> = items.iter().filter(is_free).copied().collect();
    free.sort_by(|one, other| in_list(one, other));
    let mut rows = ImportedRows {
        drafts,
        known,
        taken: HashSet::new(),
    };
    let as_imported = |item: &Item| match traced(item, "title") {
        Some(title) => title.to_owned(),
        None => remembered_title(&item.title),
    };
    // Somebody may have given it here the title that it has in the file by now.
    let as_called = |item: &Item| remembered_title(&item.title);
    rows.meet_titles(&free, as_imported);
    rows.meet_titles(&free, as_called);
    let whole = |item: &Item| traced(item, ROW).map(str::to_owned);
    rows.meet(&free, whole, |draft| {
        (!draft.rest.is_empty()).then(|| row(draft))
    });
    rows.known
}

/// Lets rows with keys that nobody has meet the one item of the same title whose key a spreadsheet makes something
/// else of.
fn meet_changed_keys(drafts: &[ItemDraft], items: &[&Item], known: &mut [Option<Id>]) {
    let claimed: HashSet<Id> = known.iter().flatten().copied().collect();
    let is_free = |item: &&&Item| is_changeable(&item.key) && !claimed.contains(&item.id);
    let mut titles: HashMap<String, Vec<Id>> = HashMap::new();
    for item in items.iter().filter(is_free) {
        let title = remembered_title(&item.title);
        titles.entry(title).or_default().push(item.id);
    }
    let rows = drafts.iter().zip(known);
    for (draft, known) in rows.filter(|(_, known)| known.is_none()) {
        // A key that a spreadsheet rounded is left out before.
        let is_number = draft.key.is_empty() || may_be_changed(&draft.key);
        let is_changed = is_number && !draft.is_own();
        if is_changed
            && let Some(ids) = titles.get_mut(&remembered_title(&draft.title))
            && let [one] = ids.as_slice()
        {
            *known = Some(*one);
            ids.clear();
        }
    }
}

/// Whether a spreadsheet makes a number or a day of a key: `00042`, `3-4`, `1E5`, more digits than it holds.
fn is_changeable(key: &str) -> bool {
    const DIGITS: usize = 15;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = key.split(['-', '/', '.', 'e', 'E']).collect();
    let are_numbers = parts.iter().all(|part| is_number(part));
    match parts.as_slice() {
        [_] => are_numbers && (key.len() > DIGITS || key.len() > 1 && key.starts_with('0')),
        [_, _] | [_, _, _] => are_numbers,
        _ => false,
    }
}

/// Whether a key may be what a spreadsheet made of another one: a number or a day, `42`, `4-Mar`, `Mar-04`.
fn may_be_changed(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_digit()) || dates::is_month_and_year(key)
}

/// Notes the rows that are new although a spreadsheet may have changed the id or key of an item here, of which no row
/// is left.
pub(super) fn note_doubles(
    landings: &[Landing],
    tool: &str,
    workspace: &Workspace,
    notes: &mut Notes,
) {
    let named: HashSet<Id> = landings.iter().map(|landing| landing.id).collect();
    let items = workspace.all::<Item>();
    let missed = items.filter(|item| came::may_be_of(item, tool) && !named.contains(&item.id));
    let missed: Vec<&Item> = missed.collect();
    let has_changeable = missed.iter().any(|item| is_changeable(&item.key));
    let is_double = |draft: &ItemDraft| {
        !missed.is_empty() && may_be_spoiled(draft)
            || has_changeable && !draft.is_own() && may_be_changed(&draft.key)
    };
    let new = landings
        .iter()
        .filter(|landing| workspace.get::<Item>(landing.id).is_none());
    for Landing { draft, .. } in new.filter(|landing| is_double(&landing.draft)) {
        notes.add(Note::MayBeDouble, "", Some(draft.line), draft.called());
    }
}

/// Whether a spreadsheet made something else of the id of a row of ours, or may have.
fn may_be_spoiled(draft: &ItemDraft) -> bool {
    let is_number = |id: Id| id.as_str().bytes().all(|b| b.is_ascii_digit());
    draft.is_spoiled || draft.id.is_some_and(is_number)
}

/// Imported rows that meet their items.
struct ImportedRows<'d> {
    drafts: &'d [ItemDraft],
    /// For each row the item, once it is known.
    known: Vec<Option<Id>>,
    taken: HashSet<Id>,
}

impl ImportedRows<'_> {
    /// Lets rows meet items of the same title: those whose other cells are the same first, then those at the same
    /// place, then the others in their order.
    fn meet_titles(&mut self, items: &[&Item], title: impl Fn(&Item) -> String) {
        let last = |item: &Item| {
            traced(item, ROW)?
                .split_once(' ')
                .map(|(at, rest)| (at.to_owned(), rest.to_owned()))
        };
        let own = |draft: &ItemDraft| remembered_title(&draft.title);
        let joined = |title: String, more: &str| Some(format!("{title}\n{more}"));
        let place = |draft: &ItemDraft| draft.at.to_string();
        self.meet(
            items,
            |item| joined(title(item), traced(item, ROW)?),
            |draft| joined(own(draft), &row(draft)),
        );
        self.meet(
            items,
            |item| joined(title(item), &last(item)?.1),
            |draft| joined(own(draft), &draft.rest),
        );
        self.meet(
            items,
            |item| joined(title(item), &last(item)?.0),
            |draft| joined(own(draft), &place(draft)),
        );
        self.meet(items, |item| Some(title(item)), |draft| Some(own(draft)));
    }

    /// Lets each row without a name meet the first free item that is alike.
    fn meet(
        &mut self,
        items: &[&Item],
        of_item: impl Fn(&Item) -> Option<String>,
        of_row: impl Fn(&ItemDraft) -> Option<String>,
    ) {
        let mut free: HashMap<String, VecDeque<Id>> = HashMap::new();
        for item in items.iter().filter(|item| !self.taken.contains(&item.id)) {
            if let Some(alike) = of_item(item) {
                free.entry(alike).or_default().push_back(item.id);
            }
        }
        for (draft, known) in self.drafts.iter().zip(&mut self.known) {
            let has_name = !draft.key.is_empty() || draft.is_own();
            let is_nameless = !has_name || may_be_spoiled(draft);
            if known.is_some() || !is_nameless || draft.title.is_empty() {
                continue;
            }
            let alike = of_row(draft).and_then(|alike| free.get_mut(&alike)?.pop_front());
            self.taken.extend(alike);
            *known = alike;
        }
    }
}
