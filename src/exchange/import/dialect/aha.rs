//! Aha!: a list of one level of work, whose names begin with the word for it.
//!
//! Owns which level that is, and that names with the word for another one tell nothing of the row itself.

use super::super::headings::plain;
use super::super::notes::Notes;
use super::super::role::Role;
use super::super::table::ImportTable;
use crate::model::item::Tier;

/// The words names begin with, each with the level of such rows.
const NOUNS: [(&str, Option<Tier>); 7] = [
    ("initiative", Some(Tier::Epic)),
    ("epic", Some(Tier::Epic)),
    ("master feature", Some(Tier::Epic)),
    ("feature", Some(Tier::Feature)),
    ("activity", Some(Tier::Feature)),
    ("requirement", Some(Tier::Story)),
    ("idea", None),
];

/// Gives the rows their level, and keeps what tells of another one.
pub(super) fn settle(table: &mut ImportTable, _: &mut Notes) {
    let title = table.find(|role| role.as_title().is_some());
    let title = title.and_then(|at| table.columns.get(at));
    let Some((own, level)) = title.and_then(|title| noun(&title.name)) else {
        return;
    };
    table.level = level;
    for column in &mut table.columns {
        if noun(&column.name).is_some_and(|(other, _)| other != own) {
            column.role = Role::Extra;
        }
    }
}

fn noun(name: &str) -> Option<(&'static str, Option<Tier>)> {
    let name = plain(name);
    let leads = |(noun, _): &(&str, Option<Tier>)| {
        let rest = name.strip_prefix(noun);
        rest.is_some_and(|rest| rest.starts_with(' '))
    };
    NOUNS.into_iter().find(leads)
}
