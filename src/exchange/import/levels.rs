//! Levels: how large the pieces of work of a file are, and what is a part of what.
//!
//! Owns which columns name a parent, that nothing becomes a part of itself, and which level a row has: by the word of
//! its kind where the file has levels, else by how deep it stands.

use std::collections::{HashMap, HashSet};

use super::arrival::Landing;
use super::headings::{bracketed, plain};
use super::names::KnownItems;
use super::notes::{Note, Notes};
use super::role::Role;
use super::table::{FilePart, ImportRow, ImportTable};
use super::words;
use crate::model::Workspace;
use crate::model::field::{Choice, Value};
use crate::model::id::Id;
use crate::model::item::{Item, Tier};
use crate::model::record::Declared;

/// What a column is called that names a parent, the surest first.
const PARENTS: [&str; 20] = [
    "parent key",
    "parent link",
    "epic link",
    "parent issue",
    "parent task",
    "parent item",
    "parent",
    "parent id",
    "epic",
    "epic id",
    "epic name",
    "übergeordnet",
    "übergeordneter vorgang",
    "padre",
    "superior",
    "genitore",
    "親",
    "父级",
    "родитель",
    "родительская задача",
];

/// The words of kinds that say how large something is, between commas.
const TIERS: &[(Tier, &str)] = spellings! { Tier:
    Epic "epic, epos, initiative, theme, saga, master feature, portfolio epic, эпик, épica, エピック, 史诗";
    Capability "capability";
    Feature "feature, enabler feature, funktion";
    Story "story, user story, product backlog item, pbi, backlog item, enabler story, technical story";
    Story "история, récit, historia, história, storia, historyjka, ストーリー, 故事";
    Task "sub-task, subtask, sub task, technical sub-task, unteraufgabe, подзадача, sous-tâche, subtarea";
    Task "subtarefa, sottoattività, podzadanie, サブタスク, 子任务";
};

/// The level a word for a kind stands for.
pub(super) fn tier(word: &str) -> Option<Tier> {
    words::among(TIERS, &plain(word))
}

/// The columns that name a parent, the surest first.
pub(super) fn columns(table: &ImportTable) -> Vec<usize> {
    if table.is_own() {
        return Vec::new();
    }
    let rank = |at: usize| {
        let column = table.columns.get(at)?;
        let is_kept = matches!(column.role, Role::Extra | Role::Other);
        let name = plain(&column.name);
        let (_, inner) = bracketed(&name).unwrap_or(("", &name));
        let inner = inner.to_owned();
        PARENTS
            .iter()
            .position(|known| is_kept && (*known == name || *known == inner))
    };
    let mut found: Vec<(usize, usize)> = (0..table.columns.len())
        .filter_map(|at| Some((rank(at)?, at)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, at)| at).collect()
}

/// The columns that say how deep a row stands below those before it, and those that number rows: `1.2.3`.
const DEPTHS: &str = "outline level, indent level, indent, indentation, hierarchy level, wbs level";
const NUMBERS: &str = "outline number, wbs, wbs code";

/// Says which rows stand inside others, where their order and a column of depths or outline numbers tell.
pub(super) fn outline(table: &mut ImportTable) {
    let depth_of = |cell: &str| cell.parse::<usize>().ok();
    let number_of = |cell: &str| {
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let parts = cell.split('.').filter(|part| !part.is_empty());
        cell.split('.').all(is_number).then(|| parts.count())
    };
    let column = |names: &str| {
        let mut columns = table.columns.iter();
        columns.position(|column| {
            let is_kept = matches!(column.role, Role::Extra | Role::Other);
            is_kept && words::has(names, &plain(&column.name))
        })
    };
    let depths = |at: usize, of: &dyn Fn(&str) -> Option<usize>| {
        let rows = table.rows.iter().map(|row| of(row.cell(at)));
        rows.collect::<Option<Vec<usize>>>()
    };
    let by_depth = || depths(column(DEPTHS)?, &depth_of);
    let by_number = || depths(column(NUMBERS)?, &number_of);
    let Some(depths) = by_depth().or_else(by_number) else {
        return;
    };
    let mut above: Vec<(usize, usize)> = Vec::new();
    for (row, depth) in depths.into_iter().enumerate() {
        above.retain(|(_, other)| *other < depth);
        if let Some((whole, _)) = above.last() {
            let whole = *whole;
            table.parts.push(FilePart { row, whole });
        }
        above.push((row, depth));
    }
}

/// Says in each row that stood inside another one whose part it is, by key or, where that has none, by title. One that
/// stands in the file by itself as well comes from there.
pub(super) fn name_parts(table: &mut ImportTable) {
    let parts = std::mem::take(&mut table.parts);
    if parts.is_empty() {
        return;
    }
    let key = table.find(|role| role.as_key().is_some());
    let title = table.find(|role| role.as_title().is_some());
    let called = |row: usize, at: Option<usize>| {
        let row = table.rows.get(row);
        let cell = row.zip(at).map_or("", |(row, at)| row.cell(at));
        Some(cell.to_owned()).filter(|cell| !cell.is_empty())
    };
    let inside: HashSet<usize> = parts.iter().map(|part| part.row).collect();
    let outside = (0..table.rows.len()).filter(|row| !inside.contains(row));
    let whole: HashMap<String, usize> = outside
        .filter_map(|row| Some((called(row, key)?, row)))
        .collect();
    let named = parts.iter().filter_map(|part| {
        let name = called(part.whole, key).or_else(|| called(part.whole, title))?;
        let again = called(part.row, key).and_then(|key| whole.get(&key).copied());
        Some((part.row, again, name))
    });
    let named: Vec<(usize, Option<usize>, String)> = named.collect();
    let known = columns(table);
    let parent = table.column("Parent");
    let mut twice: HashSet<usize> = HashSet::new();
    for (row, again, name) in named {
        twice.extend(again.map(|_| row));
        let row = table.rows.get_mut(again.unwrap_or(row));
        let is_free = |row: &ImportRow| {
            known
                .iter()
                .chain([&parent])
                .all(|at| row.cell(*at).is_empty())
        };
        if let Some(row) = row.filter(|row| is_free(row)) {
            row.set(parent, &name);
        }
    }
    let mut at = 0..;
    table
        .rows
        .retain(|_| at.next().is_none_or(|at| !twice.contains(&at)));
}

/// Gives the rows their parents and levels, and counts the levels there are.
pub(super) fn settle(
    landings: &mut [Landing],
    names: &KnownItems,
    workspace: &Workspace,
    notes: &mut Notes,
) -> Vec<(Tier, usize)> {
    let parents = parents(landings, names, workspace, notes);
    let levels = levels(landings, &parents, workspace);
    let (Some(parent_at), Some(level_at)) = (Item::KIND.field("parent"), Item::KIND.field("level"))
    else {
        return Vec::new();
    };
    let mut counts: HashMap<Tier, usize> = HashMap::new();
    for Landing { id, draft } in landings {
        let is_given = |field| draft.fields.iter().any(|(known, _)| *known == field);
        let (has_parent, has_level) = (is_given(parent_at), is_given(level_at));
        if let Some(parent) = parents.get(id).filter(|_| !has_parent) {
            draft.fields.push((parent_at, Value::Link(*parent)));
        }
        if let Some(level) = levels.get(id).filter(|_| !has_level) {
            draft
                .fields
                .push((level_at, Value::Choice(level.word().name)));
            *counts.entry(*level).or_default() += 1;
        }
    }
    let counted = |tier: &Tier| Some((*tier, *counts.get(tier)?));
    Tier::ALL.iter().filter_map(counted).collect()
}

/// The parent of each row that names one; none that would make anything a part of itself.
fn parents(
    landings: &[Landing],
    names: &KnownItems,
    workspace: &Workspace,
    notes: &mut Notes,
) -> HashMap<Id, Id> {
    let mut chosen: HashMap<Id, Id> = HashMap::new();
    for Landing { id, draft } in landings {
        let found = draft
            .parents
            .iter()
            .find_map(|text| match names.find(text)?.as_slice() {
                [one] if one != id => Some(*one),
                _ => None,
            });
        if found.is_none()
            && draft.is_own()
            && let Some(parent) = draft.parents.first()
        {
            notes.add(Note::Unresolved, "Parent", Some(draft.line), parent);
        }
        chosen.extend(found.map(|parent| (*id, parent)));
    }
    let above = |chosen: &HashMap<Id, Id>, id: Id| {
        let known = || workspace.get::<Item>(id).and_then(|item| item.parent.0);
        chosen.get(&id).copied().or_else(known)
    };
    let mut sound: HashSet<Id> = HashSet::new();
    for Landing { id, draft } in landings {
        let (mut way, mut met, mut next) = (Vec::new(), HashSet::new(), Some(*id));
        while let Some(one) = next.filter(|one| !sound.contains(one)) {
            if !met.insert(one) {
                chosen.remove(id);
                notes.add(Note::InItself, "", Some(draft.line), &draft.title);
                break;
            }
            way.push(one);
            next = above(&chosen, one);
        }
        sound.extend(way);
    }
    chosen
}

/// The level of each row, where the file has levels.
fn levels(
    landings: &[Landing],
    parents: &HashMap<Id, Id>,
    workspace: &Workspace,
) -> HashMap<Id, Tier> {
    let words: HashMap<Id, Tier> = landings
        .iter()
        .filter_map(|l| Some((l.id, l.draft.tier?)))
        .collect();
    // Our own tables say it of each item, and a blank of theirs is one.
    if landings.iter().any(|landing| landing.draft.is_own()) {
        return words;
    }
    let has = |tier: Tier| words.values().any(|word| *word == tier);
    // A part of what came before and has a level is as large as its own word says.
    let here: HashSet<Id> = landings.iter().map(|landing| landing.id).collect();
    let is_placed = |(child, parent): (&Id, &Id)| {
        let whole = workspace.get::<Item>(*parent);
        words.contains_key(child)
            && !here.contains(parent)
            && whole.is_some_and(|whole| whole.level.is_some())
    };
    let by_words = has(Tier::Epic)
        || parents.iter().any(is_placed)
        || has(Tier::Capability)
        || has(Tier::Task)
        || has(Tier::Feature) && has(Tier::Story);
    if by_words {
        let level = |landing: &Landing| {
            let parent = parents
                .get(&landing.id)
                .and_then(|parent| words.get(parent));
            let by_parent = match parent {
                Some(Tier::Story | Tier::Task) => Tier::Task,
                Some(Tier::Epic | Tier::Capability | Tier::Feature) | None => Tier::Story,
            };
            (landing.id, landing.draft.tier.unwrap_or(by_parent))
        };
        return landings.iter().map(level).collect();
    }
    let mut depths: HashMap<Id, usize> = HashMap::new();
    let roots: HashSet<Id> = parents
        .values()
        .copied()
        .filter(|id| !parents.contains_key(id))
        .collect();
    let mut children: HashMap<Id, Vec<Id>> = HashMap::new();
    for (child, parent) in parents {
        children.entry(*parent).or_default().push(*child);
    }
    let mut open: Vec<(Id, usize)> = roots.into_iter().map(|id| (id, 0)).collect();
    while let Some((id, depth)) = open.pop() {
        depths.insert(id, depth);
        let below = children.get(&id).into_iter().flatten();
        open.extend(below.map(|child| (*child, depth + 1)));
    }
    let names: &[Tier] = match depths.values().max() {
        None => return HashMap::new(),
        Some(0 | 1) => &[Tier::Feature, Tier::Story],
        Some(2) => &[Tier::Epic, Tier::Feature, Tier::Story],
        Some(3) => &[Tier::Epic, Tier::Feature, Tier::Story, Tier::Task],
        Some(_) => Tier::ALL,
    };
    let level = |(id, depth): (Id, usize)| Some((id, *names.get(depth).or(names.last())?));
    depths.into_iter().filter_map(level).collect()
}
