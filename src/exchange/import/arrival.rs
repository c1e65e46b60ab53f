//! Intake: drafts meet the workspace and become edits.
//!
//! Owns identity (who is known already), who needs whom and what the names in a file point to. What of an
//! item may change is in `came`. Knows no format.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

use super::came::{self, FILE, FileOrigin, traced};
use super::draft::ItemDraft;
use super::names::{KnownItems, NewIds, People};
use super::needs::{self, Needs};
use super::notes::{Note, Notes};
use super::outcome::{Import, ImportWatch};
use super::planned::PlannedRecords;
use super::{claims, criteria, identity, levels};
use crate::edit::{self, Edit, between};
use crate::exchange::audience::Disclosure;
use crate::exchange::sheet;
use crate::model::Workspace;
use crate::model::field::{FieldType, Links, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::person::Person;
use crate::model::record::Declared;
use crate::model::settings::Settings;

/// A draft with the id it has or gets.
pub(super) struct Landing {
    pub id: Id,
    pub draft: ItemDraft,
}

/// Compares drafts with the workspace. None when it was broken off.
pub(super) fn take_in(
    drafts: Vec<ItemDraft>,
    origin: &FileOrigin<'_>,
    workspace: &Workspace,
    notes: &mut Notes,
    ids: &mut NewIds<impl FnMut() -> Id>,
    watch: &mut ImportWatch<'_>,
) -> Option<Import> {
    let mut import = Import::default();
    let tool = origin.tool;
    let mut landings = land(drafts, tool, workspace, ids, notes, &mut import.skipped);
    identity::note_doubles(&landings, tool, workspace, notes);
    note_equal_titles(&landings, notes);
    place(&mut landings, workspace);
    let known = known(&landings, workspace);
    let mut needs = link(&mut landings, &known, workspace, notes);
    import.levels = levels::settle(&mut landings, &known, workspace, notes);
    import.gone = gone(&landings, origin, workspace);
    let mut people = People::new(workspace);
    for Landing { draft, .. } in &landings {
        for (name, mail) in &draft.mails {
            people.join(name, mail);
        }
    }
    let mut planned = PlannedRecords::new(workspace, tool);
    planned.look_at(landings.iter().map(|landing| &landing.draft));
    let (criteria, new_criteria) = criteria::land(&origin.criteria, workspace, ids);
    let names = sheet::LinkNames::of(workspace);
    let mut edits = Vec::new();
    let shared = LazyCell::new(|| Disclosure::shared(workspace, workspace.the::<Settings>().lens));
    for Landing { id, mut draft } in landings {
        watch.step()?;
        note_off_scale(&draft, workspace, notes);
        planned.settle(&mut draft, &names, ids, notes);
        settle(&mut draft, (&names, &known), &mut people, ids, notes);
        for (field, name) in [("owner", &draft.owner), ("requester", &draft.requester)] {
            let person = people.find(name, ids);
            if let (Some(at), Some(person)) = (Item::KIND.field(field), person) {
                draft.fields.push((at, Value::Link(person)));
            }
        }
        for name in &draft.others {
            people.find(name, ids);
        }
        let old = workspace.get::<Item>(id);
        let rated = std::mem::take(&mut draft.rated);
        if !rated.is_empty() {
            draft.fields.extend(criteria::rated(old, &rated, &criteria));
        }
        let firsts = needs.remove(&id);
        let (line, claims) = (draft.line, std::mem::take(&mut draft.claims));
        let arrival = came::arrive(old, id, origin, draft, &|field, ours, theirs| {
            shared.gave(field, ours, theirs)
        });
        import.cleared += arrival.cleared;
        for (column, text) in &arrival.left {
            notes.add(Note::LeftOut, column, Some(line), text);
        }
        let mut item = arrival.item;
        for claim in &claims {
            claims::compare(&item, claim, line, notes);
        }
        if let Some(firsts) = firsts {
            item.needs = Links::new(firsts);
        }
        import.items.push(id);
        import.conflicts.extend(arrival.conflicts);
        let Some(old) = old else {
            edits.push(Edit::Insert(Box::new(item)));
            import.created += 1;
            continue;
        };
        let is_news =
            |edit: &Edit| !matches!(edit, Edit::Set { field, .. } if came::is_trace(*field));
        let before = edits.len();
        edits.extend(between(old, &item));
        if edits.iter().skip(before).any(is_news) {
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
            edits.extend(between(old, &item));
            import.updated += usize::from(edits.len() > before);
        }
    }
    (import.edits, import.people) = people.made(workspace);
    let (plan, made) = planned.made();
    import.edits.extend(plan);
    import.made = made;
    import.others = new_criteria.len();
    import.edits.extend(new_criteria);
    import.edits.append(&mut edits);
    import.takes_over = origin.takes_over;
    if origin.takes_over {
        let removals = removals(workspace, &import);
        import.edits.extend(removals);
    }
    Some(import)
}

/// Gives each draft the id of the item it is about, or a fresh one.
fn land(
    drafts: Vec<ItemDraft>,
    tool: &str,
    workspace: &Workspace,
    ids: &mut NewIds<impl FnMut() -> Id>,
    notes: &mut Notes,
    skipped: &mut usize,
) -> Vec<Landing> {
    let known = identity::of(&drafts, tool, workspace);
    let mut seen: HashSet<String> = HashSet::new();
    let mut alike: HashMap<String, usize> = HashMap::new();
    let mut landings = Vec::with_capacity(drafts.len());
    for (mut draft, known) in drafts.into_iter().zip(known) {
        let here = known.and_then(|id| workspace.get::<Item>(id));
        let has_other_key = !draft.key.is_empty()
            && here.is_some_and(|item| !item.key.is_empty() && item.key != draft.key);
        let is_changed = if draft.is_own() {
            known != draft.id
        } else {
            has_other_key
        };
        if known.is_some() && is_changed {
            notes.add(Note::SpoiledId, "", Some(draft.line), &draft.key);
            draft.key.clear();
        }
        let name = draft
            .id
            .map_or_else(|| draft.key.clone(), |id| format!("\n{id}"));
        let refusal = if !name.is_empty() && !seen.insert(name) {
            Some((Note::SameKey, draft.key.as_str()))
        } else if draft.title.is_empty() && known.is_none() {
            Some((Note::NoTitle, ""))
        } else {
            None
        };
        let id = match refusal {
            Some(_) => None,
            None => known
                .or_else(|| draft.id.filter(|id| ids.take(*id)))
                .or_else(|| {
                    let name = format!("{tool}\n{}\n{}", draft.key, draft.title_if_nameless());
                    let before = alike.entry(name.clone()).or_default();
                    *before += 1;
                    ids.fresh(Item::NAME, &format!("{name}\n{before}"))
                }),
        };
        if let Some(id) = id {
            notes.append(std::mem::take(&mut draft.notes));
            landings.push(Landing { id, draft });
        } else {
            let (note, example) = refusal.unwrap_or((Note::NoIds, ""));
            notes.add(note, "", Some(draft.line), example);
            *skipped += 1;
        }
    }
    landings
}

/// Gives the rows their places among all items: where they stood before, or behind the others.
fn place(landings: &mut [Landing], workspace: &Workspace) {
    let mine: HashSet<Id> = landings.iter().map(|landing| landing.id).collect();
    let whole = |item: &Item| usize::try_from(item.place?.millionths() / 1_000_000).ok();
    let (here, others): (Vec<&Item>, Vec<&Item>) = workspace
        .all::<Item>()
        .partition(|item| mine.contains(&item.id));
    let first = here
        .into_iter()
        .filter_map(whole)
        .min()
        .unwrap_or(usize::MAX);
    let above = others
        .into_iter()
        .filter_map(whole)
        .filter(|place| *place < first);
    let above = above.max().unwrap_or_default();
    for Landing { draft, .. } in landings
        .iter_mut()
        .filter(|landing| !landing.draft.is_own())
    {
        draft.place = above + draft.at;
    }
}

/// The items of the last import from there that are not in the file any more.
fn gone(landings: &[Landing], origin: &FileOrigin<'_>, workspace: &Workspace) -> Vec<Id> {
    let here: HashSet<Id> = landings.iter().map(|landing| landing.id).collect();
    let is_own = landings.iter().any(|landing| landing.draft.is_own());
    let letters = origin.letters();
    let is_from = |item: &&Item| match traced(item, "from") {
        Some(tool) => tool == origin.tool,
        None => origin.tool.is_empty() && traced(item, FILE) == Some(&letters),
    };
    // A file of one project says nothing of another one.
    let project = |item: &Item| {
        let key = traced(item, "key")?;
        let (project, _) = key.rsplit_once(['-', '#']).unwrap_or(("", key));
        Some(project.to_owned())
    };
    let from = || workspace.all::<Item>().filter(is_from);
    let still = from().filter(|item| here.contains(&item.id));
    let projects: HashSet<Option<String>> = still.map(project).collect();
    let is_gone = |item: &&Item| !here.contains(&item.id) && projects.contains(&project(item));
    from()
        .filter(|_| !is_own)
        .filter(is_gone)
        .map(|item| item.id)
        .collect()
}

/// What takes away the items that are gone, after everything else an import does.
fn removals(workspace: &Workspace, import: &Import) -> Vec<Edit> {
    let mut later = workspace.clone();
    let mut all = Vec::new();
    if edit::apply(&mut later, import.edits.clone()).is_err() {
        return all;
    }
    for id in &import.gone {
        let edits = edit::removal(&later, Item::KIND, *id);
        if edit::apply(&mut later, edits.clone()).is_ok() {
            all.extend(edits);
        }
    }
    all
}

/// The items of the workspace and of the file by their names, where a row names any.
fn known(landings: &[Landing], workspace: &Workspace) -> KnownItems {
    let mut names = KnownItems::default();
    let names_any = |landing: &Landing| {
        let draft = &landing.draft;
        let points = draft
            .pointers
            .iter()
            .any(|pointer| is_of_items(pointer.field));
        points || !draft.references.is_empty() || !draft.parents.is_empty()
    };
    if landings.iter().any(names_any) {
        for item in workspace.all::<Item>() {
            names.add(item.id, &item.key, &item.title);
        }
        for Landing { id, draft } in landings {
            names.add(*id, &draft.key, &draft.title);
        }
    }
    names
}

/// Turns references into needs; those that lead nowhere stay with their draft as columns.
/// Gives what every item that gains something needs then.
fn link(
    landings: &mut [Landing],
    names: &KnownItems,
    workspace: &Workspace,
    notes: &mut Notes,
) -> Needs {
    if landings
        .iter()
        .all(|landing| landing.draft.references.is_empty())
    {
        return Needs::new();
    }
    let mut needs = Needs::new();
    for item in workspace.all::<Item>() {
        needs.insert(item.id, item.needs.0.clone());
    }
    let mut links = Vec::new();
    for Landing { id, draft } in &mut *landings {
        for reference in std::mem::take(&mut draft.references) {
            if let Some(others) = names.find(&reference.text) {
                links.extend(
                    others
                        .into_iter()
                        .map(|other| needs::link(*id, other, reference.way)),
                );
            } else {
                draft.keep_unresolved(reference.column, reference.text, notes);
            }
        }
    }
    let refused = needs::add(&mut needs, &links);
    let called = |landing: &Landing| (landing.id, landing.draft.called().to_owned());
    let of_file = landings.iter().filter(|_| !refused.is_empty()).map(called);
    needs::note_loops(&refused, of_file, workspace, notes);
    needs.retain(|_, firsts| !firsts.is_empty());
    needs
}

/// Turns the names a draft points with into values; those nobody has stay as columns. People are made.
fn settle(
    draft: &mut ItemDraft,
    (names, known): (&sheet::LinkNames, &KnownItems),
    people: &mut People,
    ids: &mut NewIds<impl FnMut() -> Id>,
    notes: &mut Notes,
) {
    for pointer in std::mem::take(&mut draft.pointers) {
        let Some(field) = Item::KIND.fields.get(pointer.field) else {
            continue;
        };
        // Items may come with the same file.
        let mut value = if is_of_items(pointer.field) {
            known.find(&pointer.text).map(Value::Links)
        } else {
            sheet::read_cell(field, &pointer.text, names).ok()
        };
        if value.is_none() && field.holds == FieldType::Link(Person::NAME) {
            value = people.find(&pointer.text, ids).map(Value::Link);
        }
        if let Some(value) = value {
            draft.fields.push((pointer.field, value));
        } else {
            draft.keep_unresolved(pointer.column, pointer.text, notes);
        }
    }
}

/// Whether a field of an item names other items.
fn is_of_items(field: usize) -> bool {
    let field = Item::KIND.fields.get(field);
    field.is_some_and(|field| field.holds == FieldType::Links(Item::NAME))
}

fn note_off_scale(draft: &ItemDraft, workspace: &Workspace, notes: &mut Notes) {
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
