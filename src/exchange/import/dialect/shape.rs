//! Shape: a table of Jira whose names are in a language nobody here knows.
//!
//! Owns recognizing its columns by what stands in them: a key such as `SHOP-12`, the number of the issue behind
//! it, then its type and state; the title stands before the key, or behind the number.

use ::csv::StringRecord;
use std::collections::BTreeSet;

use super::super::role::Role;
use super::super::table::ImportColumn;
use crate::model::limits::COLUMNS_LIMIT;

/// Where the columns are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct KeyColumns {
    key: usize,
    title: usize,
    sort: Option<usize>,
    state: Option<usize>,
}

/// The fewest digits of the number of an issue; smaller numbers may be sizes.
const DIGITS: usize = 4;

impl KeyColumns {
    /// The columns of a table with these names and rows, when they are those of Jira.
    pub fn of(names: &StringRecord, rows: &[&StringRecord]) -> Option<Self> {
        if names.len() > COLUMNS_LIMIT {
            return None;
        }
        // A name that means something else rules a column out.
        let may_be = |at: usize| {
            let role = names.get(at).map(Role::of);
            role.is_some_and(|role| matches!(role, Role::Key(_) | Role::Extra | Role::Other))
        };
        let key = (0..names.len()).find(|at| {
            may_be(*at)
                && may_be(at + 1)
                && all(rows, *at, is_key)
                && all(rows, at + 1, is_issue_number)
        })?;
        // A parent's number may stand in between.
        let words = |at: &usize| all(rows, *at, |cell| !is_number(cell));
        let behind = (key + 2..names.len()).find(words)?;
        let before = key.checked_sub(1);
        let shape = match before {
            Some(title) if distinct(rows, title) >= distinct(rows, behind) => Self {
                key,
                title,
                sort: Some(behind),
                state: (behind + 1..names.len()).find(words),
            },
            sort => Self {
                key,
                title: behind,
                sort,
                state: None,
            },
        };
        Some(shape)
    }

    /// Gives the columns their roles where no name did.
    pub fn name(self, columns: &mut [ImportColumn]) {
        let mut give = |at: Option<usize>, role: Role, is: fn(Role) -> bool| {
            let missing = !columns.iter().any(|column| is(column.role));
            if let Some(column) = at.and_then(|at| columns.get_mut(at))
                && missing
                && column.role == Role::Other
            {
                column.role = role;
            }
        };
        let is_title = |role: Role| role.as_title().is_some();
        give(Some(self.title), Role::Title(0), is_title);
        give(Some(self.key), Role::Key(0), |role| role.as_key().is_some());
        give(self.sort, Role::Sort, |role| role == Role::Sort);
        give(self.state, Role::State, |role| role == Role::State);
    }
}

/// Whether a column has cells and all of them fit.
fn all(rows: &[&StringRecord], at: usize, fits: impl Fn(&str) -> bool) -> bool {
    let cells = || filled(rows, at);
    cells().next().is_some() && cells().all(fits)
}

fn distinct(rows: &[&StringRecord], at: usize) -> usize {
    filled(rows, at).collect::<BTreeSet<_>>().len()
}

fn filled<'r>(rows: &'r [&'r StringRecord], at: usize) -> impl Iterator<Item = &'r str> {
    let cells = rows.iter().filter_map(move |row| row.get(at));
    cells.map(str::trim).filter(|cell| !cell.is_empty())
}

/// Whether a text is a key as Jira makes them: `SHOP-12`.
pub(in super::super) fn is_key(text: &str) -> bool {
    let Some((project, number)) = text.split_once('-') else {
        return false;
    };
    let letter = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_';
    project.len() > 1
        && project.starts_with(|c: char| c.is_ascii_uppercase())
        && project.bytes().all(letter)
        && is_number(number)
}

fn is_issue_number(text: &str) -> bool {
    text.len() >= DIGITS && is_number(text)
}

pub(super) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(names: &[&str], rows: &[&[&str]]) -> Option<[Option<usize>; 4]> {
        let rows: Vec<StringRecord> = rows.iter().map(|row| row.to_vec().into()).collect();
        let rows: Vec<&StringRecord> = rows.iter().collect();
        let shape = KeyColumns::of(&names.to_vec().into(), &rows)?;
        Some([Some(shape.title), Some(shape.key), shape.sort, shape.state])
    }

    #[test]
    fn columns_are_known_by_what_stands_in_them() {
        let names = ["要約", "キー", "番号", "親", "種別", "状態"];
        let rows: [&[&str]; 2] = [
            &["支払い", "SHOP-1", "10001", "", "ストーリー", "新規"],
            &["返金", "SHOP_B-2", "10002", "10001", "ストーリー", "完了"],
        ];
        let found = [Some(0), Some(1), Some(4), Some(5)];
        assert_eq!(shape(&names, &rows), Some(found));
        let rows: [&[&str]; 2] = [
            &["ストーリー", "SHOP-1", "10001", "支払い"],
            &["ストーリー", "SHOP-2", "10002", "返金"],
        ];
        let found = [Some(3), Some(1), Some(0), None];
        assert_eq!(shape(&["種別", "キー", "番号", "要約"], &rows), Some(found));
    }

    #[test]
    fn other_tables_have_another_shape() {
        let check = |names: &[&str], row: &[&str]| assert_eq!(shape(names, &[row]), None);
        check(&["a", "b", "c", "d"], &["Pay", "SHOP-1", "5", "x"]);
        check(&["a", "b", "c", "d"], &["Pay", "shop-1", "10001", "x"]);
        check(
            &["a", "b", "Story points", "d"],
            &["Pay", "SHOP-1", "10001", "x"],
        );
        check(&["a", "b", "c"], &["Pay", "SHOP-1", "10001"]);
        check(&["a", "b", "c", "d"], &["", "", "", ""]);
    }
}
