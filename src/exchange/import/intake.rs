//! Intake: drafts meet the workspace and become edits.
//!
//! Owns identity (who is known already) and what may change: blanks never erase, lists only grow,
//! vague words never overrule. Knows no format.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use super::draft::Draft;
use super::names::{Ids, Names, People};
use super::needs::{self, Needs};
use super::notes::{Note, Notes};
use super::{Import, Reading};
use crate::edit::Edit;
use crate::model::Workspace;
use crate::model::field::{Entry, Link, Links};
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::model::points::Points;
use crate::model::record::{Declared, Record as _};
use crate::model::settings::Settings;

/// A draft with the id it has or gets.
struct Landing {
    id: Id,
    draft: Draft,
}

/// Compares what was read with the workspace.
pub(super) fn take_in(
    reading: Reading,
    workspace: &Workspace,
    new_id: impl FnMut() -> Id,
) -> Import {
    let mut import = Import {
        encoding: reading.encoding,
        skipped: reading.skipped,
        ..Import::default()
    };
    let mut notes = reading.notes;
    let mut ids = Ids::new(workspace, new_id);
    let mut landings = land(
        reading.drafts,
        workspace,
        &mut ids,
        &mut notes,
        &mut import.skipped,
    );
    note_equal_titles(&landings, &mut notes);
    let mut needs = link(&mut landings, workspace, &mut notes);
    let mut people = People::new(workspace);
    let mut edits = Vec::new();
    for Landing { id, draft } in landings {
        note_off_scale(&draft, workspace, &mut notes);
        let owner = people.find(&draft.owner, &mut ids);
        let requester = people.find(&draft.requester, &mut ids);
        let old = workspace.get::<Item>(id);
        let mut item = old.cloned().unwrap_or_else(|| Item::new(id));
        if let Some(firsts) = needs.remove(&id) {
            item.needs = Links::new(firsts);
        }
        if owner.is_some() {
            item.owner = Link::new(owner);
        }
        if requester.is_some() {
            item.requester = Link::new(requester);
        }
        fill(&mut item, draft);
        let Some(old) = old else {
            edits.push(Edit::Insert(Box::new(item)));
            import.created += 1;
            continue;
        };
        let before = edits.len();
        edits.extend(changes(old, &item));
        if edits.len() > before {
            import.updated += 1;
        } else {
            import.unchanged += 1;
        }
    }
    // Items that are not in the file, and that something in it has to be waited for by.
    for (id, firsts) in needs {
        if let Some(old) = workspace.get::<Item>(id) {
            let mut item = old.clone();
            item.needs = Links::new(firsts);
            let before = edits.len();
            edits.extend(changes(old, &item));
            import.updated += usize::from(edits.len() > before);
        }
    }
    import.edits = people.edits;
    import.people = import.edits.len();
    import.edits.append(&mut edits);
    (import.problems, import.losses) = notes.finish();
    import
}

/// Gives each draft the id of the item it is about, or a fresh one.
fn land(
    drafts: Vec<Draft>,
    workspace: &Workspace,
    ids: &mut Ids<impl FnMut() -> Id>,
    notes: &mut Notes,
    skipped: &mut usize,
) -> Vec<Landing> {
    let mut by_key: HashMap<&str, Id> = HashMap::new();
    let mut by_title: HashMap<&str, VecDeque<Id>> = HashMap::new();
    for item in workspace.all::<Item>() {
        if item.key.is_empty() && !item.title.is_empty() {
            by_title.entry(&item.title).or_default().push_back(item.id);
        } else if !item.key.is_empty() {
            by_key.entry(&item.key).or_insert(item.id);
        }
    }
    let mut seen: HashSet<String> = HashSet::new();
    let mut landings = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let known = if draft.key.is_empty() {
            by_title
                .get_mut(draft.title.as_str())
                .and_then(VecDeque::pop_front)
        } else {
            by_key.get(draft.key.as_str()).copied()
        };
        let refusal = if !draft.key.is_empty() && !seen.insert(draft.key.clone()) {
            Some((Note::SameKey, draft.key.as_str()))
        } else if draft.title.is_empty() && known.is_none() {
            Some((Note::NoTitle, ""))
        } else {
            None
        };
        let id = match refusal {
            Some(_) => None,
            None => known.or_else(|| ids.fresh()),
        };
        if let Some(id) = id {
            landings.push(Landing { id, draft });
        } else {
            let (note, example) = refusal.unwrap_or((Note::NoIds, ""));
            notes.add(note, "", Some(draft.line), example);
            *skipped += 1;
        }
    }
    landings
}

/// Turns references into needs; those that lead nowhere stay with their draft as columns.
/// Gives what every item that gains something needs then.
fn link(landings: &mut [Landing], workspace: &Workspace, notes: &mut Notes) -> Needs {
    if landings
        .iter()
        .all(|landing| landing.draft.references.is_empty())
    {
        return Needs::new();
    }
    let mut names = Names::default();
    let mut needs = Needs::new();
    for item in workspace.all::<Item>() {
        names.add(item.id, &item.key, &item.title);
        needs.insert(item.id, item.needs.0.clone());
    }
    for Landing { id, draft } in &*landings {
        names.add(*id, &draft.key, &draft.title);
    }
    let mut links = Vec::new();
    for Landing { id, draft } in landings {
        for reference in std::mem::take(&mut draft.references) {
            if let Some(others) = names.find(&reference.text) {
                links.extend(
                    others
                        .into_iter()
                        .map(|other| needs::link(*id, other, reference.way)),
                );
            } else {
                notes.add(
                    Note::Unresolved,
                    &reference.column,
                    Some(draft.line),
                    &reference.text,
                );
                draft.extra.push(Entry {
                    name: reference.column,
                    text: reference.text,
                });
            }
        }
    }
    for (item, first) in needs::add(&mut needs, &links) {
        notes.add(Note::Loop, "", None, &format!("{item} needs {first}"));
    }
    needs.retain(|_, firsts| !firsts.is_empty());
    needs
}

/// Brings what a draft says into an item.
fn fill(item: &mut Item, draft: Draft) {
    let is_new = item.title.is_empty() && item.key.is_empty();
    for (field, text) in [
        (&mut item.title, draft.title),
        (&mut item.key, draft.key),
        (&mut item.note.0, draft.note),
        (&mut item.link, draft.link),
    ] {
        if !text.is_empty() {
            *field = text;
        }
    }
    if let Some(guess) = draft.sort.filter(|guess| is_new || !guess.vague) {
        item.sort = guess.is;
    }
    // “To do” takes nothing back from what was found ready or planned here, but it reopens.
    let not_begun = item.state.is_open() && item.state != State::Doing;
    if let Some(guess) = draft.state.filter(|guess| !(guess.vague && not_begun)) {
        item.state = guess.is;
    }
    if let Some(size) = draft.size {
        item.size = Points {
            value: Some(size.value),
            ..item.size
        };
    }
    item.due = draft.due.or(item.due);
    for label in draft.labels {
        if !item.labels.contains(&label) {
            item.labels.push(label);
        }
    }
    merge(&mut item.extra, draft.extra);
}

/// Replaces the columns the file fills, in place where they were, and keeps the others.
fn merge(extra: &mut Vec<Entry>, new: Vec<Entry>) {
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
            extra.push(Entry { name, text });
        }
    }
}

fn changes(old: &Item, new: &Item) -> impl Iterator<Item = Edit> {
    let (kind, id) = (Item::KIND, old.id);
    (0..kind.fields.len()).filter_map(move |field| {
        let value = new.get(field);
        (value != old.get(field)).then_some(Edit::Set {
            kind,
            id,
            field,
            value,
        })
    })
}

fn note_off_scale(draft: &Draft, workspace: &Workspace, notes: &mut Notes) {
    if let Some(size) = &draft.size
        && !workspace.the::<Settings>().scale.contains(&size.value)
    {
        notes.add(
            Note::OffScale,
            &size.column,
            Some(draft.line),
            &size.value.to_string(),
        );
    }
}

fn note_equal_titles(landings: &[Landing], notes: &mut Notes) {
    let mut seen = HashSet::new();
    for Landing { draft, .. } in landings {
        if !draft.title.is_empty() && !seen.insert(draft.title.as_str()) {
            notes.add(Note::SameTitle, "", Some(draft.line), &draft.title);
        }
    }
}
