//! Names: who is meant, and what is called how.
//!
//! Owns fresh ids, people by name and items by key or title. Two people with the same name are one.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::cells;
use crate::edit::Edit;
use crate::model::Workspace;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::person::Person;
use crate::model::record::{Declared, Record};
use crate::store::Fingerprint;

/// How often an id is asked for before a row is given up: one of its name, one by chance.
const SAME: usize = 8;
const TRIES: usize = 100;

/// Ids of items, people and sources that nobody has yet.
pub(super) struct NewIds<F> {
    taken: HashSet<Id>,
    new_id: F,
}

impl<F: FnMut() -> Id> NewIds<F> {
    /// Starts with the ids of a workspace.
    pub fn new(workspace: &Workspace, new_id: F) -> Self {
        let all = workspace.kinds().flat_map(|kind| workspace.records(kind));
        Self {
            taken: all.map(Record::id).collect(),
            new_id,
        }
    }

    /// Takes an id that a file asks for; false when it is taken.
    pub fn take(&mut self, id: Id) -> bool {
        self.taken.insert(id)
    }

    /// A fresh id for what has this name, a kind and what tells it from others of it; none when too many are taken.
    /// The same name gives the same id wherever it is imported, so that a merge of two imports has each record once.
    pub fn fresh(&mut self, kind: &str, name: &str) -> Option<Id> {
        let named = (0..SAME).map(|more| {
            let seed = format!("{kind}\n{name}\n{more}");
            Fingerprint::of(seed.as_bytes()).id()
        });
        let mut others = std::iter::repeat_with(&mut self.new_id).take(TRIES);
        named
            .chain(others.by_ref())
            .find(|id| self.taken.insert(*id))
    }
}

/// People by name and by what else they go by, new ones as they come up.
pub(super) struct People {
    names: BTreeMap<String, Id>,
    /// Names that stood beside a mail address of nobody who is known, by that address.
    named: BTreeMap<String, String>,
    /// Mail addresses that came up, by the name beside them.
    mails: BTreeMap<String, BTreeSet<String>>,
    made: Vec<Person>,
}

impl People {
    /// Starts with the people of a workspace.
    pub fn new(workspace: &Workspace) -> Self {
        let mut names = BTreeMap::new();
        for person in workspace.all::<Person>() {
            for also in &person.also {
                names.entry(also.to_lowercase()).or_insert(person.id);
            }
        }
        for person in workspace.all::<Person>().filter(|one| !one.name.is_empty()) {
            names.insert(person.name.to_lowercase(), person.id);
        }
        Self {
            names,
            named: BTreeMap::new(),
            mails: BTreeMap::new(),
            made: Vec::new(),
        }
    }

    /// Notes that a name and a mail address stand for one person.
    pub fn join(&mut self, name: &str, mail: &str) {
        let (small, mail) = (name.to_lowercase(), mail.to_lowercase());
        if let Some(id) = self.names.get(&mail).copied() {
            self.names.entry(small).or_insert(id);
        } else if let Some(id) = self.id(&small) {
            self.mails.entry(small).or_default().insert(mail.clone());
            self.names.insert(mail, id);
        } else {
            self.mails.entry(small).or_default().insert(mail.clone());
            self.named.entry(mail).or_insert_with(|| name.to_owned());
        }
    }

    /// The person of this name, made when there is none; none for a blank name.
    pub fn find(&mut self, name: &str, ids: &mut NewIds<impl FnMut() -> Id>) -> Option<Id> {
        if name.is_empty() {
            return None;
        }
        if let Some(id) = self.id(&name.to_lowercase()) {
            return Some(id);
        }
        // A mail address alone is that of somebody who is named in another row.
        let named = self.named.get(&name.to_lowercase()).cloned();
        let name = named.as_deref().unwrap_or(name);
        let small = name.to_lowercase();
        if let Some(id) = self.id(&small) {
            return Some(id);
        }
        let mut person = Person::new(ids.fresh(Person::NAME, &small)?);
        name.clone_into(&mut person.name);
        let id = person.id;
        self.names.insert(small, id);
        self.made.push(person);
        Some(id)
    }

    /// Who is called so, the family name first or last.
    fn id(&self, small: &str) -> Option<Id> {
        let turned = match small.split_once(", ") {
            Some((family, given)) => Some(format!("{given} {family}")),
            None => small
                .rsplit_once(' ')
                .map(|(given, family)| format!("{family}, {given}")),
        };
        let turned = || self.names.get(&turned?);
        self.names.get(small).or_else(turned).copied()
    }

    /// What makes the new ones, and how many there are. Mail addresses that came up are noted with everybody.
    pub fn made(mut self, workspace: &Workspace) -> (Vec<Edit>, usize) {
        let mut all: BTreeMap<Id, BTreeSet<String>> = BTreeMap::new();
        for (name, mails) in std::mem::take(&mut self.mails) {
            if let Some(id) = self.id(&name) {
                all.entry(id).or_default().extend(mails);
            }
        }
        let count = self.made.len();
        let mut edits = Vec::with_capacity(count);
        for mut person in self.made {
            person
                .also
                .extend(all.remove(&person.id).unwrap_or_default());
            edits.push(Edit::Insert(Box::new(person)));
        }
        for (id, mails) in all {
            let Some(person) = workspace.get::<Person>(id) else {
                continue;
            };
            let mut also = person.also.clone();
            let is_new = |mail: &String| also.iter().all(|known| known.to_lowercase() != *mail);
            let new: Vec<String> = mails.into_iter().filter(is_new).collect();
            if !new.is_empty() {
                also.extend(new);
                edits.extend(Edit::put::<Person>(id, "also", Value::Texts(also)));
            }
        }
        (edits, count)
    }
}

/// Finds items by what a file calls them.
#[derive(Default)]
pub(super) struct KnownItems {
    keys: HashMap<String, Id>,
    /// None where several items share a title.
    titles: HashMap<String, Option<Id>>,
}

impl KnownItems {
    /// Remembers an item. Calling it again for the same item is fine.
    pub fn add(&mut self, id: Id, key: &str, title: &str) {
        self.keys.entry(id.to_string()).or_insert(id);
        if !key.is_empty() {
            self.keys.insert(key.to_owned(), id);
        }
        let known = self.titles.entry(title.to_owned()).or_insert(Some(id));
        if *known != Some(id) {
            *known = None;
        }
    }

    /// The items a cell names: one by key or title, or several between commas or semicolons.
    pub fn find(&self, text: &str) -> Option<Vec<Id>> {
        if let Some(id) = self.one(text) {
            return Some(vec![id]);
        }
        let own: Option<Vec<Id>> = text.split(';').map(|part| self.one(part.trim())).collect();
        let list = || cells::list(text);
        let all = || list().iter().map(|part| self.one(part)).collect();
        own.or_else(all).filter(|ids: &Vec<Id>| !ids.is_empty())
    }

    fn one(&self, text: &str) -> Option<Id> {
        let key = |key: &str| self.keys.get(key).copied();
        let title = || self.titles.get(text).copied().flatten();
        // By the address of the other one, or with the owner of its repository: `owner/shop#12`.
        let address = || key(&cells::key_of(text)?);
        let owned = || {
            key(text
                .rsplit_once('/')
                .filter(|(_, key)| key.contains('#'))?
                .1)
        };
        // Notion puts the address behind the title: `Gift cards (https://…)`.
        let beside = || {
            let (before, address) = text.strip_suffix(')')?.split_once(" (http")?;
            self.one(before).filter(|_| !address.contains(')'))
        };
        key(text)
            .or_else(title)
            .or_else(address)
            .or_else(owned)
            .or_else(beside)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_keys_titles_or_lists() {
        let mut names = KnownItems::default();
        let id = |text| Id::parse(text).unwrap();
        names.add(id("a"), "EX-1", "Pay, fast");
        names.add(id("b"), "EX-2", "Twice");
        names.add(id("c"), "", "Twice");
        names.add(id("d"), "shop#12", "Far");
        for far in ["https://git.example/ann/shop/issues/12", "ann/shop#12"] {
            assert_eq!(names.find(far), Some(vec![id("d")]), "{far}");
        }
        assert_eq!(names.find("EX-1"), Some(vec![id("a")]));
        assert_eq!(
            names.find("Pay, fast (https://www.notion.so/Pay-fast-abc)"),
            Some(vec![id("a")])
        );
        assert_eq!(names.find("Pay, fast"), Some(vec![id("a")]));
        assert_eq!(names.find("EX-2; EX-1"), Some(vec![id("b"), id("a")]));
        assert_eq!(names.find("Twice"), None);
        assert_eq!(names.find("EX-1, EX-9"), None);
        assert_eq!(names.find(","), None);
    }
}
