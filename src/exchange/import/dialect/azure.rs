//! Azure DevOps: trees.
//!
//! Owns whose child a row is: which of `Title 1`, `Title 2` is filled says how deep it stands.

use super::super::notes::Notes;
use super::super::table::ImportTable;

/// Names the parent of each row of a tree, by key or, where it has none, by title.
pub(super) fn settle(table: &mut ImportTable, _: &mut Notes) {
    let levels: Vec<usize> = table.with(|role| role.as_title().is_some()).collect();
    if levels.len() < 2 {
        return;
    }
    let key = table.find(|role| role.as_key().is_some());
    let parent = table.column("Parent");
    let mut above: Vec<(usize, String)> = Vec::new();
    for row in &mut table.rows {
        let mut filled = levels.iter().enumerate();
        let Some((level, at)) = filled.find(|(_, at)| !row.cell(**at).is_empty()) else {
            continue;
        };
        while above.last().is_some_and(|(depth, _)| *depth >= level) {
            above.pop();
        }
        let name = key.map_or("", |key| row.cell(key));
        let name = if name.is_empty() { row.cell(*at) } else { name };
        let name = name.to_owned();
        if let Some((_, of)) = above.last()
            && row.cell(parent).is_empty()
        {
            row.set(parent, of);
        }
        above.push((level, name));
    }
}
