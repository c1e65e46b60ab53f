//! Groups: rows of a sheet that order it and are no items.
//!
//! Owns repeated names, titles of groups and lines that separate. Totals are told by their words.

use ::csv::StringRecord;

use super::notes::{Note, Notes};
use super::table::{ImportRow, ImportTable};

/// What a line separates with.
const LINES: &str = "-=_*~#.–—─━═ ";
/// The fewest columns of a table in which one filled cell stands out.
const COLUMNS: usize = 3;

/// Whether a line has the names of the columns once more.
pub(super) fn repeats(cells: &StringRecord, names: &[String]) -> bool {
    let filled = cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.trim().is_empty());
    let mut count = 0;
    let mut same = filled.inspect(|_| count += 1);
    let all = same.all(|(at, cell)| names.get(at).is_some_and(|name| name == cell.trim()));
    all && count > 1
}

/// Whether a row does nothing but separate others.
fn separates(row: &ImportRow) -> bool {
    row.cells()
        .all(|(_, cell)| cell.chars().all(|c| LINES.contains(c)))
}

/// Takes rows out that are no items. `heads` are those that stand right above repeated names.
pub(super) fn leave_out(table: &mut ImportTable, heads: &[usize], notes: &mut Notes) {
    let title = table.find(|role| role.as_title().is_some());
    let key = table.find(|role| role.as_key().is_some());
    let is_alone = |row: &ImportRow| row.cells().count() == 1;
    let is_keyed = |row: &ImportRow| key.is_some_and(|key| !row.cell(key).is_empty());
    // Where every other row has a key, one that has nothing but a title is that of a group.
    let mut others = table.rows.iter().filter(|row| !is_alone(row)).peekable();
    let are_keyed = others.peek().is_some() && others.all(is_keyed);
    let is_wide = table.columns.len() >= COLUMNS;
    let is_group = |row: &ImportRow| {
        let Some((at, cell)) = row.cells().next().filter(|_| is_alone(row) && is_wide) else {
            return false;
        };
        let is_title = title.is_none_or(|title| title == at);
        !is_title
            || (are_keyed && key != Some(at))
            || cell.ends_with(':')
            || heads.contains(&row.line)
    };
    let before = table.rows.len();
    table.rows.retain(|row| {
        let group = is_group(row);
        if group {
            let example = row.cells().next().map_or("", |(_, cell)| cell);
            notes.add(Note::Group, "", Some(row.line), example);
        }
        !group && !separates(row)
    });
    table.skipped += before - table.rows.len();
}
