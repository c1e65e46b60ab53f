//! Order: in which order the items of a file stand.
//!
//! Owns the columns that say so (Jira's rank, a stack rank, a backlog order). Without one the rows stand as they are.

use std::cmp::Ordering;

use super::draft::ItemDraft;
use super::table::ImportTable;

/// Names of columns by which a tool orders its backlog, the surest first.
const NAMES: [&str; 10] = [
    "custom field (rank)",
    "stack rank",
    "backlog priority",
    "backlog order",
    "board position",
    "rank",
    "position",
    "order",
    "sort order",
    "sequence",
];

/// Where a row stands by the word of its tool.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum FileRank {
    Number(f64),
    /// As Jira writes it: `0|i001wj:`.
    Text(String),
}

/// The rank of each row, where it has one; nothing where no column gives an order.
pub(super) fn ranks(table: &ImportTable) -> Vec<Option<FileRank>> {
    if table.is_own() {
        return Vec::new();
    }
    let of_name = |name: &&str| {
        let at = table.named(name)?;
        let filled = table.filled(at).count();
        let rows = table.rows.iter();
        let ranks: Vec<_> = rows.map(|row| read(row.cell(at))).collect();
        let read = ranks.iter().flatten().count();
        let texts = ranks.iter().flatten();
        let texts = texts
            .filter(|rank| matches!(rank, FileRank::Text(_)))
            .count();
        let is_one_form = texts == 0 || texts == read;
        (read == filled && read * 2 > table.rows.len() && is_one_form).then_some(ranks)
    };
    NAMES.iter().find_map(of_name).unwrap_or_default()
}

fn read(cell: &str) -> Option<FileRank> {
    if let Ok(number) = cell.parse::<f64>() {
        return number.is_finite().then_some(FileRank::Number(number));
    }
    let (bucket, rank) = cell.split_once('|')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b':';
    (digits(bucket) && rank.bytes().all(plain)).then(|| FileRank::Text(cell.to_owned()))
}

/// Tells the drafts their places by the ranks of their rows, those without one behind them, rows of one rank as they
/// stand.
pub(super) fn place(drafts: &mut [ItemDraft], ranks: &[Option<FileRank>]) {
    let mut order: Vec<&mut ItemDraft> = drafts.iter_mut().collect();
    let rank = |draft: &ItemDraft| ranks.get(draft.at).and_then(Option::as_ref);
    order.sort_by(|one, other| match (rank(one), rank(other)) {
        (Some(one), Some(other)) => one.cmp(other),
        (one, other) => one.is_none().cmp(&other.is_none()),
    });
    for (at, draft) in order.into_iter().enumerate() {
        draft.at = at + 1;
    }
}

impl FileRank {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => one.total_cmp(other),
            (Self::Text(one), Self::Text(other)) => one.cmp(other),
            (Self::Number(_), Self::Text(_)) => Ordering::Less,
            (Self::Text(_), Self::Number(_)) => Ordering::Greater,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_numbers_or_as_jira_writes_them() {
        let text = |rank: &str| Some(FileRank::Text(rank.to_owned()));
        assert_eq!(read("1999999.5"), Some(FileRank::Number(1_999_999.5)));
        assert_eq!(read("0|i001wj:"), text("0|i001wj:"));
        assert_eq!(read("1|hzzzzz:zx"), text("1|hzzzzz:zx"));
        for cell in ["", "high", "web|pay", "NaN", "1|a b"] {
            assert_eq!(read(cell), None, "{cell}");
        }
    }
}
